import { type Block, say } from '../../../platform/documents/index.ts';
import { type Checklist, verdictWords } from '../checklist.ts';
import { type Assembly, counted } from './assembly.ts';

/** Each edition's requirements with judgement, number of records and what is missing. */
export function checklistSection(assembly: Assembly, checklists: readonly Checklist[]): Block[] {
  return [
    ...assembly.passages('checklist'),
    ...checklists.flatMap((checklist): Block[] => [
      { kind: 'heading', level: 2, text: checklist.edition.title },
      ...(checklist.edition.note === null ? [] : [{ kind: 'paragraph', words: say(checklist.edition.note) } as const]),
      {
        kind: 'bars',
        title: `How much of ${checklist.edition.title} this report answers`,
        scale: `Number of its ${checklist.lines.length} requirements, as the partnership judges them`,
        series: ['Requirements'],
        groups: [
          ['Answered', checklist.counts.answered] as const,
          ['Partly answered', checklist.counts.partly] as const,
          ['Not answered', checklist.counts.notAnswered] as const,
          ...(checklist.counts.notJudged > 0 ? [['Not judged yet', checklist.counts.notJudged] as const] : []),
        ].map(([label, value]) => ({ label, bars: [{ label: '', value, shown: String(value), series: 0 }] })),
      },
      {
        kind: 'table',
        title: `${checklist.edition.title}: what is answered and what is missing`,
        columns: [
          { title: 'No.', align: 'start', share: 1 },
          { title: 'What the guidance asks', align: 'start', share: 5 },
          { title: 'Judgement', align: 'start', share: 3 },
          { title: 'Records in the sections that speak to it', align: 'end', share: 2 },
          { title: 'What is missing', align: 'start', share: 6 },
        ],
        rows: checklist.lines.map((line) => [
          say(String(line.requirement.number)),
          say(line.requirement.title),
          [{ text: verdictWords(line.answer).words, strong: true }],
          say(String(line.records)),
          say(
            line.answer?.missing ??
              (line.answer === null ? 'Nobody has judged this requirement yet.' : 'Nothing on record.'),
          ),
        ]),
      },
      { kind: 'paragraph', words: say(checkedWords(checklist)) },
    ]),
  ];
}

/** Where the figures come from, what is known to be wrong with them, and how small numbers are kept safe (product rule 12). */
export function sourcesSection(assembly: Assembly): Block[] {
  const { snapshot, audience } = assembly.input;
  const { shown, withheld, notKnown } = snapshot.counts;
  return [
    ...assembly.passages('sources'),
    { kind: 'heading', level: 2, text: 'Small numbers' },
    {
      kind: 'paragraph',
      words: say(
        audience === 'public'
          ? 'In this public version a count of children or people from 1 to 5 is not shown, because somebody might be recognised. Where a withheld number could be worked out from others, one more is withheld to protect it. Nought is shown, and so is a missing figure: both are facts of their own.'
          : 'This version is for the partnership only. It shows small numbers that must not be published.',
      ),
    },
    {
      kind: 'paragraph',
      words: say(
        `The snapshot holds ${counted(shown + withheld + notKnown, 'figure')}: ${shown} shown, ${withheld} withheld, ${notKnown} not known.`,
      ),
    },
    { kind: 'heading', level: 2, text: 'Where the records come from' },
    {
      kind: 'table',
      title: 'Sources of the records in this report',
      columns: [
        { title: 'Source', align: 'start', share: 6 },
        { title: 'Records', align: 'end', share: 1 },
      ],
      rows: assembly.sources().map((source) => [say(source.title), say(String(source.records))]),
    },
    {
      kind: 'paragraph',
      words: say(
        'What is known about the quality of a figure stands beneath the table that shows it, and on the page of its record.',
      ),
    },
  ];
}

function checkedWords(checklist: Checklist): string {
  const lines = checklist.lines.map((line) => line.requirement);
  const heads = lines.filter((line) => line.headChecked === 'verified').length;
  const wording = lines.filter((line) => line.wordingChecked === 'verified').length;
  const checked = (count: number, noun: string): string => (count === 0 ? `no ${noun}` : counted(count, noun));
  return `Of these ${counted(lines.length, 'requirement')}, ${checked(heads, 'heading')} and ${wording === 0 ? 'none of the wording' : `the wording of ${wording}`} ${heads + wording === 1 ? 'has' : 'have'} been checked against a source. What has not been checked is recalled, and must not be quoted as the guidance.`;
}
