import { type Block, recordsOfBlock, type Section } from '../../platform/documents/index.ts';
import { ACCOUNTED } from './account.ts';
import type { AnswerInput, EditionInput, ReportInput, RequirementInput } from './input.ts';

/** A record in the report that speaks to a requirement. */
export interface EvidenceRecord {
  label: string;
  /** Its page in Kith, from the root. */
  path: string;
}

/** Records of one kind, as a checklist counts them. */
export interface EvidenceCount {
  /** As the path names it: `figure`, `priority`, `audit` … */
  kind: string;
  /** In words: "23 figures". */
  words: string;
  records: readonly EvidenceRecord[];
}

/** One requirement with what the report holds for it and what the partnership says of it. */
export interface ChecklistLine {
  requirement: RequirementInput;
  /** The partnership's own judgement; null when nobody has judged it. */
  answer: AnswerInput | null;
  /** Sections of the report that name this requirement. */
  sections: readonly { id: string; title: string }[];
  /** Counted from the report itself. */
  evidence: readonly EvidenceCount[];
  /** How many different records those are. */
  records: number;
}

/** One edition's requirements held against one year's report. */
export interface Checklist {
  year: string;
  edition: EditionInput;
  lines: readonly ChecklistLine[];
  counts: Verdicts;
}

/** How many requirements were judged answered, partly answered and not answered, and how many nobody has judged. */
export interface Verdicts {
  answered: number;
  partly: number;
  notAnswered: number;
  notJudged: number;
}

const KINDS: Record<string, [one: string, many: string]> = {
  figure: ['figure', 'figures'],
  priority: ['priority', 'priorities'],
  'practice-review': ['practice review', 'practice reviews'],
  audit: ['audit', 'audits'],
  theme: ['theme', 'themes'],
  passage: ['passage', 'passages'],
  partner: ['partner', 'partners'],
  statement: ['statement', 'statements'],
  group: ['group', 'groups'],
  'training-offer': ['training offer', 'training offers'],
  channel: ['channel', 'channels'],
  area: ['area profile', 'area profiles'],
  agency: ['agency', 'agencies'],
  arrangements: ['version of the arrangements', 'versions of the arrangements'],
  'lead-on-issue': ['lead on an issue', 'leads on issues'],
  budget: ['year of money', 'years of money'],
  ...ACCOUNTED,
};

/**
 * Holds an edition's requirements against the sections of a report. What supports each is counted from the records that
 * the answering sections mention; whether that is enough is the partnership's judgement and is only repeated here.
 */
export function holdAgainst(
  edition: EditionInput,
  input: Pick<ReportInput, 'year' | 'answers' | 'sections'>,
  sections: readonly Section[],
  records: readonly EvidenceRecord[],
): Checklist {
  const answers = new Map(input.answers.map((answer) => [answer.requirement, answer]));
  const lines = edition.requirements.map((requirement): ChecklistLine => {
    const naming = new Set(
      input.sections
        .filter((section) => section.answers.includes(requirement.key))
        .map((section) => section.content as string),
    );
    const answering = sections.filter((section) => naming.has(section.id));
    const numbers = new Set(
      answering.flatMap((section) => section.blocks.flatMap((block: Block) => recordsOfBlock(block))),
    );
    const evidence = evidenceOf(
      [...numbers].sort((one, other) => one - other).flatMap((number) => records[number - 1] ?? []),
    );
    return {
      requirement,
      answer: answers.get(requirement.key) ?? null,
      sections: answering.map((section) => ({ id: section.id, title: section.title })),
      evidence,
      records: evidence.reduce((sum, count) => sum + count.records.length, 0),
    };
  });
  return { year: input.year, edition, lines, counts: verdictsOn(edition, input.answers) };
}

/** What the partnership says of an edition's requirements, counted. */
export function verdictsOn(edition: EditionInput, answers: readonly AnswerInput[]): Verdicts {
  const verdicts = new Map(answers.map(({ requirement, verdict }) => [requirement, verdict]));
  const counts: Verdicts = { answered: 0, partly: 0, notAnswered: 0, notJudged: 0 };
  for (const { key } of edition.requirements) counts[COUNTED[verdicts.get(key) ?? 'not-judged']] += 1;
  return counts;
}

const COUNTED = {
  answered: 'answered',
  partly: 'partly',
  'not-answered': 'notAnswered',
  'not-judged': 'notJudged',
} as const;

function evidenceOf(records: readonly EvidenceRecord[]): EvidenceCount[] {
  const byKind = new Map<string, EvidenceRecord[]>();
  for (const record of records) {
    const kind = kindOf(record.path);
    byKind.set(kind, [...(byKind.get(kind) ?? []), record]);
  }
  return [...byKind].map(([kind, found]) => {
    const [one, many] = KINDS[kind] ?? [`record of kind ${kind}`, `records of kind ${kind}`];
    return { kind, words: `${found.length} ${found.length === 1 ? one : many}`, records: found };
  });
}

/** Public pages of records that are kept in Kith, by the part of the address below the partnership. */
const KEPT: Record<string, string> = { arrangements: 'arrangements', leads: 'lead-on-issue', finance: 'budget' };

/** `/records/audit/neglect` → audit; `/partnership/finance/2021-22` → budget; `/figures/12` → figure. */
function kindOf(path: string): string {
  const [, first = '', second = ''] = path.split(/[/#]/);
  if (first === 'records') return second;
  if (first === 'report') return path.split('#')[1]?.split('-', 1)[0] ?? 'report';
  return first === 'partnership' ? (KEPT[second] ?? second) : 'figure';
}

/** A verdict in words, and whether it is good news. */
export function verdictWords(answer: AnswerInput | null): { words: string; tone: 'good' | 'plain' | 'gap' } {
  switch (answer?.verdict) {
    case 'answered':
      return { words: 'Answered', tone: 'good' };
    case 'partly':
      return { words: 'Partly', tone: 'plain' };
    case 'not-answered':
      return { words: 'Not answered', tone: 'gap' };
    case undefined:
      return { words: 'Not judged yet', tone: 'gap' };
  }
}

/** What a requirement's answer rests on, in words: "4 priorities, 23 figures". */
export function evidenceWords(line: ChecklistLine): string {
  return line.evidence.length === 0 ? 'No record' : line.evidence.map((count) => count.words).join(', ');
}
