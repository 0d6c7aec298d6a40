import { dateInWords } from '../../../platform/clocks/index.ts';
import { CSV_TYPE, toCsv } from '../../../platform/spreadsheets/csv.ts';
import type { DownloadTable } from '../../../platform/spreadsheets/table.ts';
import { toXlsx, XLSX_TYPE } from '../../../platform/spreadsheets/workbook.ts';
import { VERDICTS } from '../action.ts';
import { stateWords } from '../process.ts';
import { timingOf } from '../rules.ts';
import { SCOPES, type WorkScope } from './filter.ts';
import type { WorkLine } from './repository.ts';
import { LINES_A_DOWNLOAD } from './service.ts';

/** The forms in which a work list can be downloaded. */
export const FORMATS = ['csv', 'xlsx'] as const;

const TIMING = { late: 'Late', today: 'Today', soon: 'Within 14 days', later: 'Later', over: 'Over' } as const;

/** A work list as a table. */
export function workTable(scope: WorkScope, lines: readonly WorkLine[], today: string): DownloadTable {
  return {
    title: SCOPES[scope],
    columns: [
      ...[
        { heading: 'Reference', width: 16 },
        { heading: 'What is to be done', width: 60 },
      ],
      ...[
        { heading: 'Where it stands', width: 32 },
        { heading: 'Who has it', width: 28 },
      ],
      ...[
        { heading: 'Agency', width: 36 },
        { heading: 'Given on', width: 12 },
        { heading: 'First due on', width: 12 },
      ],
      ...[
        { heading: 'Due on', width: 12 },
        { heading: 'Next date', width: 12 },
        { heading: 'How urgent', width: 16 },
      ],
      ...[
        { heading: 'Verdict', width: 16 },
        { heading: 'Owner’s last day', width: 16 },
        { heading: 'Objectives', width: 48 },
      ],
    ],
    rows: lines.map((line) => [
      ...[line.reference, line.title, stateWords(line.state), line.ownerName, line.agencyName],
      ...[line.givenOn, line.firstDueOn, line.dueOn, line.nextOn],
      TIMING[timingOf(line.nextOn, today)],
      line.verdict && VERDICTS[line.verdict],
      line.ownerLeftOn,
      line.objectives.join(' '),
    ]),
  };
}

/** Writes it as comma-separated values or as a workbook; no cell of either is ever run as a formula. */
export async function downloadWork(
  format: (typeof FORMATS)[number],
  { scope, lines, today, madeAt }: { scope: WorkScope; lines: readonly WorkLine[]; today: string; madeAt: Date },
): Promise<{ file: string | Buffer; type: string; downloadAs: string }> {
  const complete = lines.length <= LINES_A_DOWNLOAD;
  const table = workTable(scope, lines.slice(0, LINES_A_DOWNLOAD), today);
  const name = `${complete ? '' : `first-${LINES_A_DOWNLOAD}-`}actions-${scope}-${today}`;
  if (format === 'csv') return { file: toCsv(table), type: CSV_TYPE, downloadAs: `${name}.csv` };
  const limit = `Only the first ${LINES_A_DOWNLOAD.toLocaleString('en-GB')} are here: narrow the list down for the others.`;
  const file = await toXlsx({
    title: table.title,
    description: `Actions and impact tests as they stood on ${dateInWords(today)}.`,
    tables: [table],
    notes: [
      {
        heading: 'How to read it',
        entries: [
          { term: 'Next date', words: 'The due date of what is to do; the day to look at the effect of what is done.' },
          { term: 'First due on', words: 'The date that was given first. A later one does not hide it.' },
          { term: 'Complete', words: complete ? 'Everything that was asked for is here.' : limit },
        ],
      },
    ],
    asOf: madeAt,
  });
  return { file, type: XLSX_TYPE, downloadAs: `${name}.xlsx` };
}
