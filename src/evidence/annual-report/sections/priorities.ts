import type { Priority } from '../../../partnership/priorities/index.ts';
import { partialDateInWords } from '../../../platform/clocks/index.ts';
import { type Bar, type Block, say } from '../../../platform/documents/index.ts';
import { actionsWithoutProgress } from './account.ts';
import { type Assembly, claim, counted } from './assembly.ts';

const SECTIONS = { done: 0, measured: 1, unmeasured: 2 } as const;

/** A line of a priority, with the part of the record it stands in. */
interface Line {
  section: 'entailed' | 'done' | 'impact' | 'seeks' | 'not-evidenced';
  words: string;
  measured: boolean;
}

/** Priorities of the year: what each took on, what was done, what came of it. Activity and measured change are told apart (product rule 6). */
export function prioritiesSection(assembly: Assembly): Block[] {
  const { priorities } = assembly.input;
  if (priorities.length === 0) {
    return [
      ...assembly.passages('priorities'),
      { kind: 'paragraph', words: say('No priority is on record for this year.') },
    ];
  }
  return [
    ...assembly.passages('priorities'),
    standing(assembly),
    ...priorities.flatMap((priority) => onePriority(assembly, priority)),
  ];
}

/**
 * Where there is little evidence of progress: for each priority how many of its results were measured, what no record
 * supports, what audits left to develop, and which requirements nobody answers (Working Together 2018, requirement 3).
 */
export function littleProgressSection(assembly: Assembly): Block[] {
  const { priorities } = assembly.input;
  const silent = priorities.flatMap((priority) => marked(assembly, priority, 'not-evidenced'));
  return [
    ...assembly.passages('little-progress'),
    ...(priorities.length === 0 ? [] : results(assembly)),
    ...(silent.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'What no record supports' } as const,
          { kind: 'claims', items: silent } as const,
        ]),
    ...actionsWithoutProgress(assembly),
    ...auditSides(assembly),
    ...unanswered(assembly),
  ];
}

function results(assembly: Assembly): Block[] {
  const { priorities } = assembly.input;
  const impact = priorities.flatMap((priority) => linesOf(priority, ['impact']));
  const measured = impact.filter((line) => line.measured).length;
  return [
    { kind: 'heading', level: 2, text: 'Results that were stated, and results that were measured' },
    {
      kind: 'paragraph',
      words: say(
        `The priorities state ${counted(impact.length, 'result')}. ${measured === 0 ? 'None of them was measured' : `${measured} of them ${measured === 1 ? 'was' : 'were'} measured`}: a result counts as measured only where a measure was taken before and after.`,
      ),
    },
    {
      kind: 'table',
      title: 'Results of each priority',
      columns: [
        { title: 'Priority', align: 'start', share: 6 },
        { title: 'Done', align: 'end', share: 2 },
        { title: 'Results stated', align: 'end', share: 2 },
        { title: 'Measured', align: 'end', share: 2 },
        { title: 'Not evidenced', align: 'end', share: 2 },
      ],
      rows: priorities.map((priority) => {
        const stated = linesOf(priority, ['impact']);
        return [
          [{ text: `${priority.number}. ${priority.title}`, record: recordOf(assembly, priority) }],
          say(String(linesOf(priority, ['done']).length)),
          say(String(stated.length)),
          say(String(stated.filter((line) => line.measured).length)),
          say(String(linesOf(priority, ['not-evidenced']).length)),
        ];
      }),
    },
  ];
}

function auditSides(assembly: Assembly): Block[] {
  const { audits } = assembly.input;
  if (audits.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'What audits still found to develop' },
    {
      kind: 'table',
      title: 'Findings of the multi-agency audits',
      columns: [
        { title: 'Audit', align: 'start', share: 5 },
        { title: 'Working well', align: 'end', share: 2 },
        { title: 'To develop', align: 'end', share: 2 },
        { title: 'To be repeated', align: 'start', share: 3 },
      ],
      rows: audits.map((audit) => [
        [{ text: audit.title, record: assembly.record('audit', audit.key, audit.title) }],
        say(String(audit.workingWell.length)),
        say(String(audit.toDevelop.length)),
        audit.repeatDue === null ? [{ text: 'Not stated', quiet: true }] : say(partialDateInWords(audit.repeatDue)),
      ]),
    },
  ];
}

function unanswered(assembly: Assembly): Block[] {
  const { editions, answers } = assembly.input;
  const silent = new Set(
    answers.filter((answer) => answer.verdict === 'not-answered').map((answer) => answer.requirement),
  );
  const items = editions.flatMap((edition) => {
    const titles = edition.requirements.filter(({ key }) => silent.has(key)).map(({ title }) => title);
    return titles.length === 0 ? [] : [say(`${edition.title}: ${titles.join('; ')}.`)];
  });
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'What the guidance asks and this year does not answer' },
    { kind: 'list', items },
  ];
}

/** Priorities of the year that follows. */
export function nextYearSection(assembly: Assembly): Block[] {
  const { nextPriorities } = assembly.input;
  if (nextPriorities.length === 0) {
    return [
      ...assembly.passages('next-year'),
      { kind: 'paragraph', words: say('No priority for the coming year is on record.') },
    ];
  }
  return [
    ...assembly.passages('next-year'),
    ...nextPriorities.flatMap((priority): Block[] => {
      const number = assembly.record('priority', priority.key, priority.title);
      const seeks = linesOf(priority, ['seeks']);
      return [
        { kind: 'heading', level: 2, text: priority.title },
        { kind: 'paragraph', words: claim(priority.aim, number) },
        ...(priority.rationale === null
          ? []
          : [{ kind: 'paragraph', words: claim(priority.rationale, number) } as const]),
        ...(seeks.length === 0
          ? []
          : [
              { kind: 'heading', level: 3, text: 'What it seeks' } as const,
              { kind: 'list', items: seeks.map((line) => claim(line.words, number)) } as const,
            ]),
      ];
    }),
  ];
}

function onePriority(assembly: Assembly, priority: Priority): Block[] {
  const number = recordOf(assembly, priority);
  const impact = linesOf(priority, ['impact']);
  const points = (title: string, sections: Line['section'][]): Block[] => {
    const lines = linesOf(priority, sections);
    if (lines.length === 0) return [];
    return [
      { kind: 'heading', level: 3, text: title },
      { kind: 'list', items: lines.map((line) => claim(line.words, number)) },
    ];
  };
  return [
    { kind: 'heading', level: 2, text: `Priority ${priority.number}: ${priority.title}` },
    { kind: 'paragraph', words: claim(priority.aim, number) },
    ...(priority.rationale === null ? [] : [{ kind: 'paragraph', words: claim(priority.rationale, number) } as const]),
    ...points('What it took on', ['entailed', 'seeks']),
    ...points('What was done', ['done']),
    { kind: 'heading', level: 3, text: 'What came of it' },
    ...(impact.length === 0
      ? [{ kind: 'paragraph', words: say('No result is on record for this priority.') } as const]
      : [
          {
            kind: 'claims',
            items: impact.map((line) => ({ ...standingOf(line), words: claim(line.words, number) })),
          } as const,
        ]),
    ...(linesOf(priority, ['not-evidenced']).length === 0
      ? []
      : [
          { kind: 'heading', level: 3, text: 'What is not known' } as const,
          { kind: 'claims', items: marked(assembly, priority, 'not-evidenced') } as const,
        ]),
  ];
}

/** How many lines of each priority say what was done, and how many results were measured or only stated. */
function standing(assembly: Assembly): Block {
  return {
    kind: 'bars',
    title: 'What was done, and what of its results was measured',
    scale: 'Number of lines on record for each priority',
    series: ['Done', 'Result, measured', 'Result, not measured'],
    groups: assembly.input.priorities.map((priority) => {
      const record = recordOf(assembly, priority);
      const bar = (label: string, value: number, series: number): Bar => ({
        label,
        value,
        shown: String(value),
        series,
        record,
      });
      const impact = linesOf(priority, ['impact']);
      return {
        label: `${priority.number}. ${priority.title}`,
        bars: [
          bar('done', linesOf(priority, ['done']).length, SECTIONS.done),
          bar('measured', impact.filter((line) => line.measured).length, SECTIONS.measured),
          bar('not measured', impact.filter((line) => !line.measured).length, SECTIONS.unmeasured),
        ],
      };
    }),
  };
}

function linesOf(priority: Priority, sections: readonly Line['section'][]): Line[] {
  const plain = (section: Line['section'], words: readonly string[]): Line[] =>
    words.map((text) => ({ section, words: text, measured: false }));
  return [
    ...plain('entailed', priority.entailed),
    ...plain('done', priority.done),
    ...priority.impact.map((line) => ({ section: 'impact' as const, ...line })),
    ...plain('seeks', priority.seeks),
    ...plain('not-evidenced', priority.notEvidenced),
  ].filter((line) => sections.includes(line.section));
}

function standingOf(line: Line): { mark: string; tone: 'good' | 'gap' | 'plain' } {
  if (line.section === 'not-evidenced') return { mark: 'No evidence', tone: 'gap' };
  return line.measured ? { mark: 'Measured', tone: 'good' } : { mark: 'Activity, not measured', tone: 'plain' };
}

function marked(
  assembly: Assembly,
  priority: Priority,
  section: Line['section'],
): { mark: string; tone: 'good' | 'gap' | 'plain'; words: ReturnType<typeof claim> }[] {
  const number = recordOf(assembly, priority);
  return linesOf(priority, [section]).map((line) => ({ ...standingOf(line), words: claim(line.words, number) }));
}

function recordOf(assembly: Assembly, priority: Priority): number {
  return assembly.record('priority', priority.key, `Priority ${priority.number}: ${priority.title}`);
}
