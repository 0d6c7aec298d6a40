import type { FieldVersion } from '../../../platform/web/two-versions.ts';
import type { Verdict } from '../records.ts';

/** The verdicts, as whoever judges chooses among them. */
export const VERDICTS: Readonly<Record<Verdict, string>> = {
  answered: 'The report answers it',
  partly: 'The report answers it partly',
  'not-answered': 'The report does not answer it',
};

/** What is said of one requirement for one year. */
export interface GivenJudgement {
  verdict: Verdict;
  /** What is answered, and where it stands. */
  words: string;
  /** Needed unless it is answered. */
  missing: string | null;
  /** A post or a group. */
  judgedBy: string;
}

/** The same as it is kept. */
export interface Judgement extends GivenJudgement {
  id: string;
  requirement: string;
  agency: string;
  ownerId: string;
  version: number;
  changedAt: Date;
}

/** A judgement field by field in words, for its history. */
export function judgementFields({ verdict, words, missing, judgedBy }: GivenJudgement): FieldVersion[] {
  return [
    { field: 'verdict', label: 'Judgement', value: [VERDICTS[verdict]] },
    { field: 'words', label: 'What is answered, and where', value: words.split('\n') },
    { field: 'missing', label: 'What is missing', value: missing === null ? [] : missing.split('\n') },
    { field: 'judgedBy', label: 'Judged by', value: [judgedBy] },
  ];
}
