import { type BudgetFigures, changeInWords, poundsInWords } from '../../../partnership/finance/index.ts';
import { type Block, say, type Words } from '../../../platform/documents/index.ts';
import { type Assembly, claim, counted } from './assembly.ts';

/**
 * What the arrangements cost, who paid, what was spent and what that brought, from the money of the year as it is published
 * (Working Together 2023, cost and value for money; inventory row 22). Says so where none is.
 */
export function financeSection(assembly: Assembly): Block[] {
  const { finance } = assembly.input;
  if (!finance) return [...assembly.passages('finance'), NOTHING];
  const { budget, figures } = finance;
  const number = assembly.kept(
    `/partnership/finance/${figures.year}`,
    `Money in ${figures.year}: contributions, spending, value for money`,
    'published by the partnership',
  );
  return [
    ...assembly.passages('finance'),
    ...(budget.note
      ? [{ kind: 'note', tone: 'loud', title: 'Read this first', words: [claim(budget.note, number)] } as const]
      : []),
    { kind: 'heading', level: 2, text: 'What each partner contributed' },
    contributions(figures, number),
    ...inKind(figures, number),
    { kind: 'heading', level: 2, text: 'What it was spent on' },
    spending(figures, number),
    ...(figures.corrected > 0
      ? [
          {
            kind: 'paragraph',
            words: claim(
              `${counted(figures.corrected, 'entry was', 'entries were')} corrected; the sums count that.`,
              number,
            ),
          } as const,
        ]
      : []),
    { kind: 'heading', level: 2, text: 'Value for money' },
    ...worth('What it bought', budget.bought, number),
    ...worth('What that changed', budget.changed, number),
    ...worth('What shows it', budget.evidence, number),
    ...(budget.judgedBy
      ? [{ kind: 'paragraph', words: claim(`Judged by: ${budget.judgedBy}.`, number) } as const]
      : []),
  ];
}

const NOTHING: Block = {
  kind: 'note',
  tone: 'loud',
  title: 'Nothing is published',
  words: [
    say(
      'No budget, contribution or spending of this year is published, so this report gives no figure and draws no conclusion about cost or value for money.',
    ),
  ],
};

function contributions(figures: BudgetFigures, record: number): Block {
  const row = (name: string, cells: readonly string[], strong = false): Words[] => [
    [{ text: name, strong, record }],
    ...cells.map((one) => say(one)),
  ];
  return {
    kind: 'table',
    title: `Contributions in money, ${figures.year}`,
    columns: [
      { title: 'Partner', align: 'start', share: 4 },
      { title: 'Agreed', align: 'end', share: 2 },
      { title: 'Received', align: 'end', share: 2 },
      { title: 'Agreed, against last year', align: 'start', share: 4 },
    ],
    rows: [
      ...figures.partners.map((one) =>
        row(one.before === null ? one.name : `${one.name} (last year: ${one.before})`, [
          ...[poundsInWords(one.agreed), poundsInWords(one.received), changeInWords(one.change)],
        ]),
      ),
      row(
        'All together',
        [poundsInWords(figures.agreed), poundsInWords(figures.received), changeInWords(figures.agreedChange)],
        true,
      ),
    ],
  };
}

function inKind(figures: BudgetFigures, record: number): Block[] {
  const items = figures.contributions.flatMap(({ contribution: one }) =>
    one.form === 'in-kind'
      ? [
          claim(
            `${one.contributorName}, in kind: ${one.words} ${one.agreed === null ? 'No price was put on it.' : `Worth ${poundsInWords(one.agreed)}.`}`,
            record,
          ),
        ]
      : [],
  );
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

function spending(figures: BudgetFigures, record: number): Block {
  return {
    kind: 'table',
    title: `Plan and spending, ${figures.year}`,
    columns: [
      { title: 'What for', align: 'start', share: 4 },
      { title: 'Planned', align: 'end', share: 2 },
      { title: 'Spent', align: 'end', share: 2 },
      { title: 'Spent, against last year', align: 'start', share: 4 },
    ],
    rows: [
      ...figures.lines.map(({ line, spent, spentChange }): Words[] => [
        [{ text: line.title, record }],
        ...[poundsInWords(line.planned), poundsInWords(spent), changeInWords(spentChange)].map(say),
      ]),
      [
        [{ text: 'All together', strong: true, record }],
        ...[poundsInWords(figures.planned), poundsInWords(figures.spent), changeInWords(figures.spentChange)].map(say),
      ],
    ],
  };
}

function worth(title: string, words: string | null, record: number): Block[] {
  const paragraphs = (words ?? 'Nobody has said it.').split(/\n+/).filter(Boolean);
  return [
    { kind: 'heading', level: 3, text: title },
    ...paragraphs.map((text): Block => ({ kind: 'paragraph', words: claim(text, record) })),
  ];
}
