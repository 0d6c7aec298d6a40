import { daysOfYear } from '../../partnership/arrangements/index.ts';
import { dateInWords } from '../../platform/clocks/index.ts';
import { type Block, type DocumentModel, type Section, say } from '../../platform/documents/index.ts';
import { type Checklist, holdAgainst } from './checklist.ts';
import type { ReportInput, SectionInput } from './input.ts';
import type { Content } from './records.ts';
import { actionsSection, decisionsSection } from './sections/account.ts';
import { Assembly, joined } from './sections/assembly.ts';
import { checklistSection, sourcesSection } from './sections/closing.ts';
import { snapshotSection } from './sections/figures.ts';
import { financeSection } from './sections/finance.ts';
import { learningSection } from './sections/learning.ts';
import { partnershipSection } from './sections/partnership.ts';
import { communicationSection, scrutinySection, trainingSection, voiceSection } from './sections/people.ts';
import { littleProgressSection, nextYearSection, prioritiesSection } from './sections/priorities.ts';

/** The report as a document, and each edition's checklist held against it. */
export interface AssembledReport {
  document: DocumentModel;
  checklists: readonly Checklist[];
}

type Writer = (assembly: Assembly) => Block[];

/** Contents that can be written at once. The checklist and the sources are counted from these and come after them. */
const WRITERS: Record<Exclude<Content, 'checklist' | 'sources' | 'records'>, Writer> = {
  foreword: (assembly) => assembly.passages('foreword'),
  partnership: partnershipSection,
  finance: financeSection,
  snapshot: snapshotSection,
  priorities: prioritiesSection,
  'little-progress': littleProgressSection,
  learning: learningSection,
  decisions: decisionsSection,
  actions: actionsSection,
  training: trainingSection,
  communication: communicationSection,
  voice: voiceSection,
  scrutiny: scrutinySection,
  'next-year': nextYearSection,
};

/** Short sections follow on the page they begin on; the others start a page in paged forms. */
const STARTS_PAGE: ReadonlySet<Content> = new Set<Content>([
  'foreword',
  'partnership',
  'snapshot',
  'priorities',
  'little-progress',
  'learning',
  'decisions',
  'training',
  'voice',
  'next-year',
  'checklist',
  'records',
]);

/**
 * Makes the yearly report from records. Pure: the same records and the same day make the same document.
 *
 * @param madeOn the day it is made, `2026-11-23`.
 */
export function assemble(input: ReportInput, madeOn: string): AssembledReport {
  const assembly = new Assembly(input);
  const written = new Map<Content, Block[]>();
  for (const section of input.sections) {
    const { content } = section;
    if (content === 'checklist' || content === 'sources' || content === 'records') continue;
    written.set(content, WRITERS[content](assembly));
  }
  const sections = withRecords(input.sections);
  const sectionOf = (section: SectionInput): Section => ({
    id: section.content,
    title: section.title,
    basis: basisOf(section, input),
    startsPage: STARTS_PAGE.has(section.content),
    blocks: orNothing(written.get(section.content) ?? []),
  });
  const checklists = input.editions.map((edition) =>
    holdAgainst(edition, input, sections.map(sectionOf), assembly.records()),
  );
  written.set('checklist', checklistSection(assembly, checklists));
  written.set('sources', sourcesSection(assembly));
  written.set('records', [{ kind: 'records' }]);

  const { partnership } = input;
  return {
    checklists,
    document: {
      title: input.demonstration ? 'Yearly report (demonstration)' : 'Yearly report',
      organisation: partnership.name,
      subtitle: input.year,
      description: `What ${partnership.name} did in ${input.year}, what came of it, and what is not known.`,
      keywords: ['safeguarding children', 'yearly report', input.year, ...input.areas.map((area) => area.name)],
      date: madeOn,
      edition: editionOf(input),
      coverFigures: coverOf(input),
      guide: guideOf(input, madeOn),
      sections: sections.map(sectionOf),
      records: assembly.records(),
    },
  };
}

function coverOf({ ownSections, priorities, reviews, audits, snapshot, account }: ReportInput) {
  if (!ownSections) {
    return [
      { value: String(account.decisions.length), label: 'published decisions', note: 'Each with its reasons' },
      { value: String(account.actions.length), label: 'published actions', note: 'Done, and what it changed' },
      { value: String(account.tests.length), label: 'tests by scrutiny', note: 'What was claimed, and what was found' },
    ];
  }
  return [
    {
      value: String(priorities.length),
      label: 'priorities of the year',
      note: 'What was done and what is known of its effect',
    },
    {
      value: String(reviews.length + audits.length),
      label: 'reviews and audits',
      note: 'What was learned and what is being done',
    },
    { value: String(snapshot.counts.shown), label: 'figures', note: 'Each with its period and its source' },
  ];
}

/** A section for which nothing is on record says so. */
function orNothing(blocks: Block[]): Block[] {
  return blocks.length > 0 ? blocks : [{ kind: 'paragraph', words: say('Nothing is on record for this year.') }];
}

function editionOf({ audience, demonstration, ownSections }: ReportInput): string {
  const made = !demonstration
    ? ''
    : ownSections
      ? 'A demonstration, made by Kith from a report published by the partnership. It is not the partnership’s own. '
      : 'A demonstration: what stands here of this year is invented. ';
  return audience === 'public'
    ? `${made}Public version. Small numbers are withheld.`
    : `${made}For the partnership only. Holds small numbers that must not be published.`;
}

/** Every figure and claim leads to its record, so a report that sets up no list of them gets one at its end. */
function withRecords(sections: readonly SectionInput[]): readonly SectionInput[] {
  if (sections.some((section) => section.content === 'records')) return sections;
  const list: SectionInput = {
    key: 'records',
    title: 'The records behind this report',
    content: 'records',
    from: 'All records mentioned',
    answers: [],
  };
  return [...sections, list];
}

/** What a reader must know before reading on. */
function guideOf(input: ReportInput, madeOn: string): Block[] {
  const [, last] = daysOfYear(input.year);
  const unwritten = [
    'Nobody has written anything for this year yet. Each section holds what the records of Kith say, in Kith’s own order.',
    ...(madeOn <= last
      ? [`The year ends on ${dateInWords(last)}: what is recorded until then is added by itself.`]
      : []),
  ];
  return [
    ...(input.ownSections
      ? []
      : [{ kind: 'note', tone: 'loud', title: 'Assembled, not written', words: unwritten.map(say) } as const]),
    {
      kind: 'note',
      tone: 'plain',
      title: 'How to read this report',
      words: [
        say(
          'It is assembled from records. A number in brackets leads to the list at the end, which says for each record where it was taken from; in print a number holds until the next one.',
        ),
        say(
          'What was done is told apart from what it changed. A result is marked as measured only where a measure was taken before and after.',
        ),
        say('“Not known”, “not stated” and “no record” are answers, and stand where a figure or a name would stand.'),
        ...(input.audience === 'public' ? [say('A count of children or people from 1 to 5 is not shown.')] : []),
      ],
    },
  ];
}

/** "Answers Working Together 2018: 1, 2" and "Drawn from …", for the head of a section. */
function basisOf(section: SectionInput, input: ReportInput): string[] {
  const editions = input.editions.flatMap((edition) => {
    const numbers = edition.requirements
      .filter((requirement) => section.answers.includes(requirement.key))
      .map((requirement) => String(requirement.number));
    return numbers.length === 0
      ? []
      : [`${edition.title}, ${numbers.length === 1 ? 'requirement' : 'requirements'} ${joined(numbers)}`];
  });
  return [...(editions.length === 0 ? [] : [`Speaks to: ${editions.join('; ')}.`]), `Drawn from: ${section.from}.`];
}
