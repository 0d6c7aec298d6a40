import type { Quorum } from '../../../meetings/index.ts';
import { dateInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { called, type GivenMember, type Member } from './member.ts';

/** Whether a membership stands on a day, its first and last days included. */
export function standsOn({ from, until }: Pick<Member, 'from' | 'until'>, day: PlainDate): boolean {
  return from <= day && (until === null || until >= day);
}

/** How many years ahead a day of a group may lie: what is further away was mistyped. */
export const LAST_YEARS_AHEAD = 5;

/** The last day that is taken for something to come. */
export function latestDay(today: PlainDate): PlainDate {
  return `${Number(today.slice(0, 4)) + LAST_YEARS_AHEAD}${today.slice(4)}`;
}

/** What is wrong with a day of a group: it lies before the partnership began, or further ahead than anybody plans. */
export function dayProblem(day: PlainDate, field: string, began: PlainDate, today: PlainDate): FormProblem[] {
  if (day >= began && day <= latestDay(today)) return [];
  return [
    {
      field: `${field}-day`,
      message: `Choose a day since the partnership began, ${dateInWords(began)}, and at most ${LAST_YEARS_AHEAD} years ahead`,
    },
  ];
}

/** What is wrong with a quorum in a group that has so many statutory partners and voices altogether: it could never be met. */
export function quorumProblems(quorum: Quorum, partners: number, voices: number): FormProblem[] {
  const most = Math.max(voices, partners);
  return [
    ...(quorum.partners !== 'all' && quorum.partners > partners
      ? [{ field: 'partners', message: `There are ${partners} statutory partners: more can never be there` }]
      : []),
    ...(quorum.agencies > most
      ? [{ field: 'agencies', message: `Only ${most} agencies have a vote in this group: more can never be there` }]
      : []),
  ];
}

/** An agency's voice in a group: one, however many sit there. */
export interface AgencyVoice {
  agency: string;
  name: string;
  statutory: boolean;
  /** Whether somebody with a vote sits there for it. */
  votes: boolean;
}

/**
 * The voices of a group on a day: each statutory safeguarding partner has one and they are equal (inventory row 3; Working
 * Together 2018 chapter 3). A partner without anybody who votes is listed, because it has a voice that nobody uses.
 */
export function voicesOf(
  members: readonly Member[],
  partners: readonly { key: string; name: string }[],
  day: PlainDate,
): AgencyVoice[] {
  const there = members.filter((one) => standsOn(one, day) && one.voting);
  const of = (key: string) => there.some(({ agency }) => agency === key);
  const statutory = partners.map(({ key, name }) => ({ agency: key, name, statutory: true, votes: of(key) }));
  const others = new Map(
    there
      .filter(({ agency }) => !partners.some(({ key }) => key === agency))
      .map(({ agency, agencyName }) => [agency, { agency, name: agencyName, statutory: false, votes: true }]),
  );
  return [...statutory, ...others.values()];
}

/** What is wrong with a new membership beside those that a group has already. */
export function memberProblems(given: GivenMember, members: readonly Member[]): FormProblem[] {
  const problems: FormProblem[] = [];
  const standing = members.filter((one) => one.until === null || one.until >= given.from);
  if (given.personId === null && given.seat === null) {
    problems.push({ field: 'person', message: 'Choose a person, or enter the name of the seat' });
  }
  const same = standing.find(({ personId }) => personId !== null && personId === given.personId);
  if (same) {
    problems.push({
      field: 'person',
      message: `${called(same)} sits in this group already: end that membership first`,
    });
  }
  const chair = standing.find(({ part }) => part === 'chair');
  if (given.part === 'chair' && chair) {
    problems.push({ field: 'part', message: `${called(chair)} chairs this group: end that membership first` });
  }
  if (given.part === 'deputy') {
    const deputed = standing.find(({ id }) => id === given.deputyFor);
    if (!deputed) problems.push({ field: 'deputy-for', message: 'Choose for whom they are the deputy' });
    else if (deputed.part === 'deputy') {
      problems.push({ field: 'deputy-for', message: 'Choose a member: nobody is the deputy of a deputy' });
    }
  } else if (given.deputyFor !== null) {
    problems.push({ field: 'deputy-for', message: 'Only a deputy stands in for somebody: choose “Nobody”' });
  }
  if (given.part === 'adviser' && given.voting) {
    problems.push({ field: 'voting', message: 'An adviser has no vote: choose “No”, or make them a member' });
  }
  return problems;
}

/** What shows that a duty was done. */
export interface Evidence {
  id: string;
  duty: string;
  kind: EvidenceKind;
  words: string;
  href: string | null;
  ownerName: string;
  madeAt: Date;
}

/** What can show that a duty was done. */
export const EVIDENCE_KINDS = {
  decision: 'A decision',
  paper: 'A paper or report',
  action: 'An action that was carried out',
  words: 'In words',
} as const;

/** The name of a kind of evidence. */
export type EvidenceKind = keyof typeof EVIDENCE_KINDS;

/** A duty with what shows in a year that it was done; none of it is a gap. */
export interface Duty {
  words: string;
  evidence: Evidence[];
  /** The terms of reference say it in other words by now, or not at all. */
  earlier: boolean;
}

/** Each duty of a group with a year's evidence, and evidence of duties in words that stand there no more. Inventory row 9. */
export function dutiesWith(duties: readonly string[], evidence: readonly Evidence[]): Duty[] {
  const earlier = new Set(evidence.map(({ duty }) => duty).filter((duty) => !duties.includes(duty)));
  return [...duties, ...earlier].map((words) => ({
    words,
    evidence: evidence.filter(({ duty }) => duty === words),
    earlier: earlier.has(words),
  }));
}
