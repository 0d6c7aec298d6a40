import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUORUM_UNLESS_SAID, type Quorum, quorumOf, type Voice } from './quorum.ts';

const voice = (agency: string, over: Partial<Voice> = {}): Voice => ({
  ...{ agency, agencyName: agency, voting: true, partner: true, there: true, ...over },
});
const four = (away: readonly string[] = []) =>
  ['Hartlepool', 'Stockton', 'Health', 'Police'].map((name) => voice(name, { there: !away.includes(name) }));

describe('quorum', () => {
  it('is met when each statutory partner is there, and says so', () => {
    expect(quorumOf(QUORUM_UNLESS_SAID, four())).toMatchObject({
      ...{ met: true, cannot: '' },
      says: '4 of 4 statutory partners are here. That is enough to decide.',
    });
  });

  it('fails in plain words: who is missing, and what can’t be decided', () => {
    const found = quorumOf(QUORUM_UNLESS_SAID, four(['Police']));
    expect(found.met).toBe(false);
    expect(found.says).toBe(
      '3 of 4 statutory partners are here. Police is not. 4 of the statutory partners are needed.',
    );
    expect(found.cannot).toContain('to be confirmed');
    expect(quorumOf({ ...QUORUM_UNLESS_SAID, otherwise: 'refuse' }, four(['Police'])).cannot).toContain(
      'Nothing can be decided.',
    );
  });

  it('gives an agency one voice, whether one or five of its people are there', () => {
    const crowd = [...four(['Health', 'Police']), voice('Hartlepool'), voice('Hartlepool'), voice('Stockton')];
    const quorum: Quorum = { partners: 3, agencies: 0, otherwise: 'refuse' };
    expect(quorumOf(quorum, crowd)).toMatchObject({ met: false, missing: ['Health', 'Police'] });
  });

  it('does not count those who have no vote', () => {
    const quorum: Quorum = { partners: 0, agencies: 2, otherwise: 'refuse' };
    const advised = [voice('Hartlepool'), voice('School', { voting: false, partner: false })];
    expect(quorumOf(quorum, advised).met).toBe(false);
  });

  it('is never met by a body without members', () => {
    expect(quorumOf({ partners: 0, agencies: 0, otherwise: 'refuse' }, [])).toMatchObject({ met: false });
  });

  it('more people never undo it, and their order tells nothing', () => {
    const anyVoice = fc.record({
      ...{ agency: fc.constantFrom('a', 'b', 'c', 'd'), agencyName: fc.constant('x'), voting: fc.boolean() },
      ...{ partner: fc.constant(true), there: fc.boolean() },
    });
    const anyQuorum = fc.record({
      partners: fc.integer({ min: 0, max: 4 }),
      agencies: fc.integer({ min: 0, max: 4 }),
      otherwise: fc.constantFrom('refuse' as const, 'to-confirm' as const),
    });
    fc.assert(
      fc.property(anyQuorum, fc.array(anyVoice, { maxLength: 12 }), anyVoice, (quorum, voices, one) => {
        const before = quorumOf(quorum, voices).met;
        expect(quorumOf(quorum, voices.toReversed()).met).toBe(before);
        if (before) expect(quorumOf(quorum, [...voices, { ...one, there: true }]).met).toBe(true);
      }),
    );
  });
});
