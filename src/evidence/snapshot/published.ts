import type { Db } from '../../platform/database/connection.ts';
import { beginLoad, type LoadAct, type Problem, type TextFile, writeLoad } from '../../platform/records/index.ts';
import { CsvFault, type CsvRow, readCsv } from './csv-reader.ts';
import { lockPublished, type PublishedRow, standingOf, storePublished } from './published-store.ts';

/** The columns of a file of published figures, in their order. */
export const PUBLISHED_COLUMNS = [
  'area_code',
  'area',
  'measure_id',
  'measure',
  'breakdown',
  'period',
  'value',
  'flag',
  'source',
] as const;

/** A load of published figures: what it brought, or every fault that kept it from being made. */
export type PublishedLoad =
  | {
      ok: true;
      /** Null when every row was held already and nothing is written. */
      loadId: number | null;
      rows: number;
      new: number;
      changed: number;
      unchanged: number;
      /** Rows that share their name with another row of the file; kept apart by number and drawn in no chart. */
      repeated: number;
    }
  | { ok: false; problems: Problem[]; untold: number };

/** Faults told of one file; more would not be read. */
const TOLD = 50;

/**
 * Loads published statistics from a CSV file with the columns `PUBLISHED_COLUMNS`: all rows or, when one is at fault, none.
 * A row that is held already is left alone, so a file can be loaded twice; another value becomes a new version beside the
 * old one. Faults come back with file, line and reason; nothing is thrown for them.
 */
export async function loadPublished(
  db: Db,
  file: TextFile,
  options: { loadedBy: string; now: Date; ledger?: LoadAct['ledger'] | undefined },
): Promise<PublishedLoad> {
  const read = readPublishedFile(file);
  if (read.problems.length > 0) {
    return { ok: false, problems: read.problems.slice(0, TOLD), untold: Math.max(0, read.problems.length - TOLD) };
  }
  return db.transaction().execute(async (trx) => {
    await lockPublished(trx);
    const { counts, fresh } = await standingOf(trx, read.rows);
    const told = { rows: read.rows.length, ...counts, repeated: read.repeated };
    if (fresh.length === 0) return { ok: true, loadId: null, ...told };
    const loadId = await beginLoad(trx, {
      kind: 'published',
      files: [file],
      loadedBy: options.loadedBy,
      now: options.now,
      counts: [{ kind: 'published-figure', heading: 'published-figures', ...counts }],
      fingerprint: null,
    });
    await storePublished(trx, fresh, loadId);
    await writeLoad(trx, { ...options, loadId, files: [file], counts: [counts], noun: 'published figure' });
    return { ok: true, loadId, ...told };
  });
}

/** Reads and checks a file of published figures. Pure. */
export function readPublishedFile(file: TextFile): { rows: PublishedRow[]; problems: Problem[]; repeated: number } {
  const problem = (line: number | null, reason: string): Problem => ({
    file: file.name,
    line,
    column: line === null ? null : 1,
    reason,
  });
  const nothing = (one: Problem) => ({ rows: [], problems: [one], repeated: 0 });
  const wrongHead = headFault(file.text);
  if (wrongHead !== null) return nothing(problem(1, wrongHead));
  let table: CsvRow[];
  try {
    table = readCsv(file.text);
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    return nothing(problem(error.line, `${error.message} Save the file again as CSV (comma-separated, UTF-8).`));
  }
  const [head, ...body] = table;
  if (head === undefined) return nothing(problem(null, 'The file is empty.'));
  if (body.length === 0) return nothing(problem(null, 'The file has column names and no figures beneath them.'));
  const names = new Map<string, NamedRow[]>();
  const rows: PublishedRow[] = [];
  const problems: Problem[] = [];
  for (const { fields, line } of body) {
    const fault = faultOf(fields);
    if (fault !== null) {
      problems.push(problem(line, fault));
      continue;
    }
    const figure = figureOf(fields);
    const alike = names.get(nameOf(figure)) ?? [];
    const before = alike.find((one) => saysTheSame(one.row, figure));
    if (before !== undefined) {
      problems.push(problem(line, `This row stands already in line ${before.line}. Remove one of them.`));
      continue;
    }
    const row = { ...figure, repeat: alike.length + 1 };
    if (alike.length === 0) names.set(nameOf(figure), alike);
    alike.push({ row, line });
    rows.push(row);
  }
  const repeated = [...names.values()].reduce((sum, alike) => sum + (alike.length > 1 ? alike.length : 0), 0);
  return { rows, problems, repeated };
}

/**
 * What is wrong with the first line, looked at before the rest is read: in a file with other separators or of another kind,
 * whatever else could be said would lead astray. Null when it names the columns, or is empty.
 */
function headFault(text: string): string | null {
  const line = text.replace(/^\uFEFF/, '').split(/\r?\n|\r/, 1)[0] ?? '';
  if (text.trim() === '' || namesColumns(line)) return null;
  const wanted = PUBLISHED_COLUMNS.join(',');
  if (/^\s*kith:/.test(line)) return 'This is a year file: use kith load FILE, without the word published.';
  if (namesColumns(line.replaceAll(/[;\t]/g, ','))) {
    const mark = line.includes(';') ? 'semicolons' : 'tabs';
    return `The columns are divided by ${mark}: save the file with commas, so that its first line is ${wanted}.`;
  }
  return `The first line must name these columns: ${wanted}.`;
}

function namesColumns(line: string): boolean {
  try {
    return readCsv(line)[0]?.fields.join(',') === PUBLISHED_COLUMNS.join(',');
  } catch (error) {
    if (error instanceof CsvFault) return false;
    throw error;
  }
}

/**
 * Publishers' files do repeat a name with other values, where a breakdown was lost on the way; such rows are true figures and
 * are kept, numbered. A row that says the same again is a slip and is refused.
 */
interface NamedRow {
  row: PublishedRow;
  line: number;
}

type Figure = Omit<PublishedRow, 'repeat'>;

function saysTheSame(one: Figure, other: Figure): boolean {
  return one.value === other.value && one.flag === other.flag && one.source === other.source;
}

function nameOf(figure: Figure): string {
  return `${figure.measure_id}\u0000${figure.measure}\u0000${figure.breakdown}\u0000${figure.area_code}\u0000${figure.period}`;
}

const VALUE = /^-?\d{1,15}(?:\.\d{1,10})?$/;
const AREA_CODE = /^[EWSNKJ]\d{8}$/;

/** What is wrong with a row, as one plain sentence; null when nothing is. */
function faultOf(fields: readonly string[]): string | null {
  if (fields.length !== PUBLISHED_COLUMNS.length) {
    return `This row has ${fields.length} fields and must have ${PUBLISHED_COLUMNS.length}. Put quotation marks around text that holds a comma.`;
  }
  const [code = '', area = '', id = '', measure = '', , period = '', value = '', flag = '', source = ''] = fields;
  if (!AREA_CODE.test(code)) return `"${short(code)}" is not an area code: write nine characters like E06000001.`;
  if ([area, id, measure, period, source].some((text) => text.trim() === '')) {
    const required = { area, measure_id: id, measure, period, source };
    const empty = Object.entries(required).find(([, text]) => text.trim() === '');
    return `The column "${empty?.[0]}" is empty: fill it in.`;
  }
  if (value === '' && flag === '') return 'There is neither a value nor a flag: give one of them.';
  if (value !== '' && flag !== '') return 'There are both a value and a flag: leave one of them out.';
  if (value !== '' && !VALUE.test(value)) {
    return `"${short(value)}" is not a number: write it with digits and a point only, like 1250.5.`;
  }
  return null;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function figureOf(fields: readonly string[]): Figure {
  const [code = '', area = '', id = '', measure = '', breakdown = '', period = '', value = '', flag = '', source = ''] =
    fields;
  return {
    area_code: code,
    area_name: area,
    measure_id: id,
    measure,
    breakdown,
    period,
    value: value === '' ? null : Number(value),
    flag: flag === '' ? null : flag,
    source,
  };
}
