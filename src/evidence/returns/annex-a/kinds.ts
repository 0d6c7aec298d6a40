import type { RuleWords } from '../checked.ts';

/**
 * What Kith looks for in a workbook. Annex A has no rules of its own as the census has: these are what makes a list unreadable in
 * part, or a figure that is counted from it doubtful. Errors are to be mended, or mapped, before the figures are relied on.
 */
export const KINDS = {
  listMissing: {
    code: 'AA01',
    severity: 'error',
    message: 'A list is not in the workbook.',
    why: 'What it holds is not known, which is not the same as nothing: figures from it are left out.',
    mend: 'Add the sheet; when there is nothing to list, keep the sheet with its headings.',
    returnLevel: true,
  },
  columnMissing: {
    code: 'AA02',
    severity: 'error',
    message: 'A list has no column under this heading.',
    why: 'Figures that need the column are left out.',
    mend: 'Add the column with its heading, or write the heading as in the guidance.',
    returnLevel: true,
  },
  sheetPassedOver: {
    code: 'AA03',
    severity: 'query',
    message: 'A sheet was not read.',
    why: 'If it holds part of a list, that part is missing from every figure.',
    mend: 'Keep each list on one sheet, named List 1 to List 11, with its headings; remove other sheets.',
    returnLevel: true,
  },
  idMissing: {
    code: 'AA04',
    severity: 'error',
    message: 'A row has no id.',
    why: 'Without it nobody can find the child, or see that two rows are about the same one.',
    mend: 'Fill in the id under which your case system knows the child or adopter.',
    returnLevel: false,
  },
  unknownCode: {
    code: 'AA05',
    severity: 'error',
    message: 'Kith does not know which code this stands for.',
    why: 'The row is missing from every figure that is told apart by this column.',
    mend: 'Say once which code it stands for: the mapping is kept and applied to every later workbook.',
    returnLevel: false,
  },
  noDate: {
    code: 'AA06',
    severity: 'error',
    message: 'This is no date.',
    why: 'It is taken as empty, so a case may count as open, or an event as never having happened.',
    mend: 'Write the day first, as 31/01/2026, or format the cell as a date.',
    returnLevel: false,
  },
  noNumber: {
    code: 'AA07',
    severity: 'error',
    message: 'This is no whole number.',
    why: 'It is taken as empty, and so missing from totals.',
    mend: 'Write digits only; leave the cell empty when the number is not known.',
    returnLevel: false,
  },
  empty: {
    code: 'AA08',
    severity: 'query',
    message: 'The guidance wants this cell filled.',
    why: 'An inspector will ask why it is not known.',
    mend: 'Fill it in, or write Unknown where the guidance has such a code.',
    returnLevel: false,
  },
  wrongOrder: {
    code: 'AA09',
    severity: 'query',
    message: 'This date is before the one at which it began.',
    why: 'One of the two is wrong, and with it how long this took.',
    mend: 'Compare both with the case record.',
    returnLevel: false,
  },
  outside: {
    code: 'AA10',
    severity: 'query',
    message: 'This is not of the six months that the list is about.',
    why: 'It is not counted in the figures of the period.',
    mend: 'Check the reference date, then the dates between which your report is run.',
    returnLevel: false,
  },
  contradicts: {
    code: 'AA11',
    severity: 'query',
    message: 'The case status and the closure date contradict each other.',
    why: 'Kith counts by the date; by the status the number of open cases is another.',
    mend: 'Close the case, or change its status.',
    returnLevel: false,
  },
  excelError: {
    code: 'AA12',
    severity: 'query',
    message: 'A formula has gone wrong in this cell.',
    why: 'It is taken as empty.',
    mend: 'Mend the formula, or write the value in its place.',
    returnLevel: false,
  },
  implausible: {
    code: 'AA13',
    severity: 'query',
    message: 'This date can’t be meant.',
    why: 'It is taken as empty: systems write dates such as 01/01/1900 where they have none.',
    mend: 'Fill in the date, or leave the cell empty.',
    returnLevel: false,
  },
  note: {
    code: 'AA14',
    severity: 'query',
    message: 'A row with a single filled cell was passed over.',
    why: 'It looks like a remark or a total and is not counted.',
    mend: 'Take remarks and totals out of the list; fill the row in when it is about a child.',
    returnLevel: false,
  },
} as const satisfies Record<string, RuleWords>;

/** One of the kinds of problem. */
export type Kind = keyof typeof KINDS;

/** The kinds in the order in which findings number them. */
export const KIND_NAMES = Object.keys(KINDS) as Kind[];
