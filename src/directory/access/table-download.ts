import { type AccessTable, PURPOSES, ROLES } from '../../platform/access/index.ts';
import type { DownloadTable } from '../../platform/spreadsheets/table.ts';
import type { DownloadWorkbook } from '../../platform/spreadsheets/workbook.ts';
import { ROLE_GIVERS } from '../people/roles/role-givers.ts';
import { actionInWords, linesByRole, purposesInWords, RULES_ABOVE, reachInWords } from './table-words.ts';

/** Every line of the access table, for an auditor: one row a line, in the order of the page. */
export function accessLines(table: AccessTable): DownloadTable {
  return {
    title: 'Who may do what',
    columns: [
      { heading: 'Role', width: 28 },
      { heading: 'May', width: 36 },
      { heading: 'Kind of record', width: 30 },
      { heading: 'Restricted', width: 11 },
      { heading: 'Which of them', width: 40 },
      { heading: 'For', width: 44 },
      { heading: 'Why', width: 70 },
      { heading: 'As the program has it', width: 56 },
    ],
    rows: linesByRole(table).flatMap(({ role, kinds }) =>
      kinds.flatMap(({ kind, lines }) =>
        lines.map((line) => [
          ROLES[role].name,
          actionInWords(line),
          kind.plural,
          kind.restricted ? 'Yes' : 'No',
          reachInWords(line),
          purposesInWords(line.purposes),
          line.why,
          [role, line.action, line.kind, line.scope, line.involvement, line.purposes.join('+')].join(' '),
        ]),
      ),
    ),
  };
}

/** The access table as a workbook: what each role may do, who gives each role, and how to read it. */
export function accessWorkbook(table: AccessTable, asOf: Date): DownloadWorkbook {
  return {
    title: 'Who may see what in Kith',
    description: 'Every line of the access table with its reason, who gives each role, and the rules above them.',
    tables: [accessLines(table), givers()],
    notes: [
      {
        heading: 'Rules above every line',
        entries: RULES_ABOVE.map(({ name, words }) => ({ term: name, words })),
      },
      {
        heading: 'Roles',
        entries: Object.values(ROLES).map(({ name, about }) => ({ term: name, words: about })),
      },
      {
        heading: 'Kinds of record',
        entries: table.kinds.map(({ plural, about }) => ({ term: plural, words: about })),
      },
      {
        heading: 'Purposes',
        entries: Object.entries(PURPOSES).map(([term, words]) => ({ term, words })),
      },
    ],
    asOf,
  };
}

function givers(): DownloadTable {
  return {
    title: 'Who gives which role',
    columns: [
      { heading: 'Role', width: 28 },
      { heading: 'Given by', width: 28 },
      { heading: 'To people of', width: 24 },
      { heading: 'Why', width: 80 },
    ],
    rows: ROLE_GIVERS.flatMap(({ role, givers: by, why }) =>
      by.map(({ giver, within }) => [
        ROLES[role].name,
        ROLES[giver].name,
        within === 'agency' ? 'Their own agency' : 'Every agency',
        why,
      ]),
    ),
  };
}
