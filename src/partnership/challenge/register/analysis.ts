import { type PlainDate, type WorkingCalendar, workingDaysBetween } from '../../../platform/clocks/index.ts';
import type { Stage } from '../disagreement/disagreement.ts';
import { aboutInWords, hasEnded, outcomeInWords, type RegisterLine } from './register.ts';
import type { StageFact } from './repository.ts';

/** How many of how many. */
export interface Share {
  name: string;
  count: number;
  of: number;
}

/** One stage over all disagreements that reached it. */
export interface StageShare {
  stage: Stage;
  reached: number;
  answered: number;
  /** Answers that had a day by which they were due, and those of them that came in time. */
  withLimit: number;
  inTime: number;
  resolved: number;
  /** Working days from the beginning of the stage to the answer: the middle one; null where none was answered. */
  medianDays: number | null;
}

/** What the register shows when it is counted: agencies and themes, never people. */
export interface ChallengeAnalysis {
  disagreements: number;
  peers: number;
  stages: StageShare[];
  causes: Share[];
  themes: Share[];
  outcomes: Share[];
  peerResults: Share[];
  /** By agency, in the order of the alphabet: how often it raised something and how often it was asked. */
  agencies: { name: string; raised: number; asked: number }[];
}

/** Counts what stands in the register. Pure; every count says of how many. */
export function analyse(
  lines: readonly RegisterLine[],
  facts: readonly StageFact[],
  calendar: WorkingCalendar | null,
): ChallengeAnalysis {
  const disagreements = lines.filter(({ kind }) => kind === 'disagreement');
  const peers = lines.filter(({ kind }) => kind === 'peer-challenge');
  return {
    disagreements: disagreements.length,
    peers: peers.length,
    stages: ([1, 2, 3, 4] as const).map((stage) => stageShare(stage, facts, calendar)),
    causes: shares(disagreements.map(aboutInWords), disagreements.length),
    themes: shares(
      lines.flatMap(({ themeName }) => themeName ?? []),
      lines.length,
    ),
    outcomes: outcomesOf(disagreements),
    peerResults: outcomesOf(peers),
    agencies: agenciesOf(lines),
  };
}

function outcomesOf(lines: readonly RegisterLine[]): Share[] {
  const ended = lines.filter(hasEnded);
  return shares(
    ended.flatMap((line) => outcomeInWords(line) ?? []),
    ended.length,
  );
}

/** Each name with how often it stands there, the most frequent first and then by name. */
function shares(names: readonly string[], of: number): Share[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count, of }))
    .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'en-GB'));
}

function agenciesOf(lines: readonly RegisterLine[]): ChallengeAnalysis['agencies'] {
  const found = new Map<string, { name: string; raised: number; asked: number }>();
  const at = (name: string) => {
    const held = found.get(name) ?? { name, raised: 0, asked: 0 };
    found.set(name, held);
    return held;
  };
  for (const line of lines) {
    // The scrutineer belongs to no agency: what they raise is no agency’s.
    if (line.raisedAs !== 'scrutineer') at(line.agencyName).raised += 1;
    at(line.otherAgencyName).asked += 1;
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

function stageShare(stage: Stage, facts: readonly StageFact[], calendar: WorkingCalendar | null): StageShare {
  const here = facts.filter((fact) => fact.stage === stage);
  const answered = here.filter(({ answeredOn }) => answeredOn !== null);
  const withLimit = answered.filter(({ due }) => due !== null);
  return {
    stage,
    reached: here.length,
    answered: answered.length,
    withLimit: withLimit.length,
    inTime: withLimit.filter(({ due, answeredOn }) => (answeredOn ?? '') <= (due ?? '')).length,
    resolved: here.filter(({ ended }) => ended === 'resolved').length,
    medianDays: median(answered.flatMap(({ beganOn, answeredOn }) => taken(beganOn, answeredOn, calendar))),
  };
}

function taken(from: PlainDate, to: PlainDate | null, calendar: WorkingCalendar | null): number[] {
  const known = calendar && to !== null && from >= calendar.from && to <= calendar.to;
  return known ? [workingDaysBetween(calendar, from, to)] : [];
}

/** The middle of some numbers; of two in the middle, half their sum. */
function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (upper + lower) / 2;
}
