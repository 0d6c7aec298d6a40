import { describe, expect, it } from 'vitest';
import type { HeldRole } from '../../platform/access/index.ts';
import { nobodyInWords, oppositeNumbers } from './opposite-numbers.ts';
import type { Colleague } from './people.ts';

const someone = (name: string, job: string | null, ...roles: HeldRole[]): Colleague => ({
  ...{ id: name, name, agency: 'x', agencyName: 'X', team: null },
  ...{ job, roles },
});
const PEOPLE = [
  someone('Dara Invented', 'Director of children’s services', 'safeguarding-partner'),
  someone('Lou Invented', 'Head of safeguarding assurance', 'assurance-lead'),
  someone('Mo Invented', 'Team manager, assessment', 'practitioner'),
  someone('Nat Invented', 'Business manager of the partnership', 'business-manager'),
  someone('Sol Invented', 'Social worker', 'practitioner'),
];
const names = (list: readonly Colleague[]) => list.map(({ name }) => name.split(' ')[0]);

describe('opposite numbers', () => {
  it.each([
    [1, ['Sol']],
    [2, ['Mo']],
    [3, ['Dara', 'Lou']],
    [4, ['Dara']],
  ] as const)('at stage %i are those whose job or role tells the level, and nobody is left out', (stage, first) => {
    const { suggested, others } = oppositeNumbers(PEOPLE, stage);
    expect(names(suggested)).toEqual(first);
    expect([...suggested, ...others]).toHaveLength(PEOPLE.length);
    expect(suggested.every(({ because }) => because !== null)).toBe(true);
  });

  it('a word within another word tells nothing', () => {
    const { suggested } = oppositeNumbers([someone('Ren Invented', 'Unnamed subdirector', 'analyst')], 3);
    expect(suggested).toEqual([]);
  });

  it('where nobody’s job fits, whoever has the role of that level is suggested, however senior the job reads', () => {
    const lead = someone('Lou Invented', 'Head of safeguarding assurance', 'assurance-lead');
    const officer = someone('Pat Invented', 'Detective constable', 'practitioner');
    expect(names(oppositeNumbers([lead, officer], 2).suggested)).toEqual(['Lou']);
    expect(names(oppositeNumbers([officer], 2).suggested)).toEqual([]);
  });

  it('where nobody is known, that is said in plain words', () => {
    expect(nobodyInWords('Cleveland Police', 2)).toContain('Kith knows of nobody at Cleveland Police at this level');
  });
});
