import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place, type Sent, textOf, type Version } from './words.ts';

const AT = new Date('2026-11-23T09:00:00Z');

/** Writes what is sent, as the repository does. */
function write(versions: Version[], sent: Sent): { versions: Version[]; version: number; standing: string } {
  const placed = place(sent, versions);
  if ('same' in placed) return { versions, version: placed.same.version, standing: placed.same.standing };
  const one = { ...placed, words: sent.words, byId: sent.byId, byName: sent.byId, at: AT };
  return { versions: [...versions, one], version: placed.version, standing: placed.standing };
}

const by = (byId: string, basedOn: number, words: string, settles: number[] = []): Sent => ({
  basedOn,
  words,
  byId,
  settles,
});

describe('a text that several people write', () => {
  it('takes the words of whoever saw what stands there', () => {
    const first = write([], by('maya', 0, 'The group met.'));
    const second = write(first.versions, by('brenda', 1, 'The group met at ten.'));
    expect(textOf(second.versions)).toMatchObject({ current: { words: 'The group met at ten.' }, beside: [] });
  });

  it('never lets words that were written against an older version overwrite newer ones: both stand', () => {
    const first = write([], by('maya', 0, 'The group met.'));
    const second = write(first.versions, by('brenda', 1, 'The group met at ten.'));
    const third = write(second.versions, by('maya', 1, 'The group met. All were there.'));
    expect(third.standing).toBe('beside');
    expect(textOf(third.versions)).toMatchObject({
      current: { words: 'The group met at ten.' },
      beside: [{ words: 'The group met. All were there.' }],
    });
  });

  it('lets whoever stands beside go on writing without leaving a trail of halves to settle', () => {
    let state = write([], by('maya', 0, 'One'));
    state = write(state.versions, by('brenda', 1, 'Two'));
    state = write(state.versions, by('maya', 1, 'One and'));
    state = write(state.versions, by('maya', state.version, 'One and a half'));
    expect(textOf(state.versions).beside.map(({ words }) => words)).toEqual(['One and a half']);
    expect(state.versions.map(({ words }) => words)).toEqual(['One', 'Two', 'One and', 'One and a half']);
  });

  it('is settled by whoever read both and says so', () => {
    let state = write([], by('maya', 0, 'One'));
    state = write(state.versions, by('brenda', 1, 'Two'));
    state = write(state.versions, by('maya', 1, 'Three'));
    state = write(state.versions, by('brenda', 2, 'Two and three', [3]));
    expect(textOf(state.versions)).toMatchObject({ current: { words: 'Two and three' }, beside: [] });
  });

  it('makes no version of what stands there already', () => {
    const first = write([], by('maya', 0, 'One'));
    expect(write(first.versions, by('maya', 1, 'One')).versions).toHaveLength(1);
    expect(write([], by('maya', 0, '')).versions).toHaveLength(0);
  });

  it('loses none, whoever writes what against whichever version in whatever order', () => {
    const anySent = fc.record({
      byId: fc.constantFrom('maya', 'brenda', 'marek'),
      basedOn: fc.integer({ min: 0, max: 12 }),
      words: fc.string({ minLength: 1, maxLength: 6 }),
      settles: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(anySent, { maxLength: 12 }), (all) => {
        let versions: Version[] = [];
        for (const sent of all) {
          const before = textOf(versions);
          versions = write(versions, sent).versions;
          const after = textOf(versions);
          // What is current changes only under the eyes of whoever changes it.
          if (after.current?.version !== before.current?.version)
            expect(after.current?.basedOn).toBe(before.current?.version ?? 0);
          // What stood beside is still shown, unless whoever wrote says that they took account of it or it was their own.
          for (const one of before.beside) {
            const settledNow = versions.at(-1)?.settles.includes(one.version);
            expect(after.beside.some(({ version }) => version === one.version) || settledNow).toBe(true);
          }
        }
        const kept = new Set(versions.map(({ words }) => words));
        for (const { words } of all) expect(kept.has(words)).toBe(true);
      }),
    );
  });
});
