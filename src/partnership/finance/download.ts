import type { DownloadTable, NumberCell } from '../../platform/spreadsheets/table.ts';
import type { DownloadWorkbook } from '../../platform/spreadsheets/workbook.ts';
import { type Budget, FORMS, LINE_KINDS } from './budget.ts';
import { type BudgetFigures, reversalOf } from './figures.ts';
import { changeInWords, type Pence } from './money.ts';

/** Pounds as a spreadsheet counts them. Below £100 million a double holds every penny, and two decimals are written. */
function pounds(pence: Pence | null): NumberCell | null {
  return pence === null ? null : { number: Number(pence) / 100, decimals: 2 };
}

/** Contributions, plan and spending of a year in one table: for CSV, and the first sheet of a workbook. */
export function figuresTable(figures: BudgetFigures): DownloadTable {
  return {
    title: `Money in ${figures.year}`,
    columns: [
      { heading: 'Table', width: 16 },
      { heading: 'Partner or line', width: 44 },
      { heading: 'Form or kind', width: 30 },
      { heading: 'Agreed or planned, £', width: 20 },
      { heading: 'Received or spent, £', width: 20 },
      { heading: 'Against last year', width: 44 },
      { heading: 'Words', width: 60 },
    ],
    rows: [
      ...figures.partners.map((one) => [
        ...['Contribution', one.name, FORMS.money, pounds(one.agreed), pounds(one.received)],
        ...[changeInWords(one.change), one.before === null ? null : `Last year: ${one.before}`],
      ]),
      ...figures.contributions.flatMap(({ contribution: one }) =>
        one.form === 'in-kind'
          ? [['Contribution', one.contributorName, FORMS['in-kind'], pounds(one.agreed), null, null, one.words]]
          : [],
      ),
      ...figures.lines.map(({ line, spent, spentChange }) => [
        ...['Line', line.title, LINE_KINDS[line.kind], pounds(line.planned), pounds(spent)],
        ...[changeInWords(spentChange), line.words],
      ]),
    ],
  };
}

/** Every entry of a year, with what takes it back. For those entitled: it says who wrote each down. */
export function bookTable(budget: Budget): DownloadTable {
  const of = (lineId: string | null, contributionId: string | null) =>
    budget.lines.find((one) => one.id === lineId)?.title ??
    budget.contributions.find((one) => one.id === contributionId)?.contributorName ??
    null;
  return {
    title: `Book of ${budget.year}`,
    columns: [
      { heading: 'Day', width: 12 },
      { heading: 'Spent or received', width: 18 },
      { heading: 'Line or partner', width: 44 },
      { heading: 'Amount, £', width: 16 },
      { heading: 'Words', width: 60 },
      { heading: 'Correction', width: 34 },
      { heading: 'Recorded by', width: 28 },
    ],
    rows: budget.entries.map((one) => [
      ...[
        one.on,
        one.lineId === null ? 'Received' : 'Spent',
        of(one.lineId, one.contributionId),
        pounds(one.amount),
        one.words,
      ],
      one.reverses !== null ? 'Takes an earlier entry back' : reversalOf(one, budget.entries) ? 'Taken back' : null,
      one.recordedBy,
    ]),
  };
}

/** A year’s money as a workbook: figures, the book where it is for those entitled, and what is said in words. */
export function financeWorkbook(
  budget: Budget,
  figures: BudgetFigures,
  options: { withBook: boolean; asOf: Date },
): DownloadWorkbook {
  const say = (term: string, words: string | null) => (words === null ? [] : [{ term, words }]);
  return {
    title: `Money in ${figures.year}`,
    description: 'Contributions of the partners, plan and spending of one year, with the change on the year before.',
    tables: [figuresTable(figures), ...(options.withBook ? [bookTable(budget)] : [])],
    notes: [
      {
        heading: 'What it brought',
        entries: [
          ...say('Read this first', budget.note),
          ...say('What it bought', budget.bought),
          ...say('What that changed', budget.changed),
          ...say('What shows it', budget.evidence),
          ...say('Judged by', budget.judgedBy),
        ],
      },
      {
        heading: 'How to read it',
        entries: [
          { term: 'Sums', words: 'Corrections are counted: an entry that was wrong is taken back by another.' },
          { term: 'Last year', words: figures.yearBefore ?? 'Not recorded, so no change is told.' },
        ],
      },
    ],
    asOf: options.asOf,
  };
}
