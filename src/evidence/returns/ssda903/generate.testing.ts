import { type Chance, chances, upn } from '../cin/generate.testing.ts';
import { type Day, dayOf, dayText } from '../day.ts';
import { LAYOUTS, TABLE_NAMES, type TableName } from './layout.ts';

/** What is to be generated. The same wish gives the same files. */
export interface Wish {
  children: number;
  seed: number;
  /** How many children have one fault each, spread evenly. None unless said. */
  faulty?: number;
}

/** The return that is generated: rules of 2026/27, of the year to 31 March 2027. */
export const GENERATED = { ruleset: '2026/27', collectionYear: 2027 } as const;

const FIRST = dayOf('2026-04-01');
const LAST = dayOf('2027-03-31');
const FILES: readonly TableName[] = ['Header', 'Episodes', 'Reviews', 'UASC', 'OC2', 'OC3', 'AD1', 'PlacedAdoption'];
const MORE: readonly TableName[] = ['PrevPerm', 'Missing', 'SWEpisodes', 'DoLo'];
/** The file of each table, as systems call them. */
const CALLED: Readonly<Record<TableName, string>> = {
  ...{ Header: 'header', Episodes: 'episodes', Reviews: 'reviews', UASC: 'uasc', OC2: 'oc2', OC3: 'oc3', AD1: 'ad1' },
  ...{ PlacedAdoption: 'placed_for_adoption', PrevPerm: 'previous_permanence', Missing: 'missing' },
  ...{ SWEpisodes: 'social_worker', DoLo: 'dolo' },
};
/** Columns that only the collection's own site adds. */
const DERIVED = ['PL_LA', 'PL_LOCATION', 'PL_DISTANCE', 'UASC'];

type Row = Record<string, string>;
/** A child's rows by table. */
export type Rows = Partial<Record<TableName, Row[]>>;

/** The columns of a table's file. */
export function columnsOf(table: TableName): string[] {
  return Object.keys(LAYOUTS[table].columns).filter((column) =>
    table === 'Episodes' || table === 'Header' ? !DERIVED.includes(column) : true,
  );
}

/** The files of an invented return, in pieces: `[name, piece]`, headings first. A file may come in several pieces. */
export function* generateReturn({
  children,
  seed,
  faulty = 0,
}: Wish): Generator<readonly [name: string, piece: string]> {
  const chance = chances(seed);
  const tables = [...FILES, ...MORE];
  for (const table of tables) yield [`${CALLED[table]}.csv`, `${columnsOf(table).join(',')}\r\n`];
  const pieces = new Map<TableName, string>();
  let planted = 0;
  for (let number = 0; number < children; number += 1) {
    const rows = inventedChild(number, chance);
    if (Math.floor(((number + 1) * faulty) / children) > Math.floor((number * faulty) / children))
      FAULTS[planted++ % FAULTS.length]?.(rows);
    for (const table of TABLE_NAMES)
      for (const row of rows[table] ?? []) pieces.set(table, (pieces.get(table) ?? '') + lineOf(table, row));
    for (const [table, piece] of pieces) {
      if (piece.length < 200_000 && number + 1 < children) continue;
      yield [`${CALLED[table]}.csv`, piece];
      pieces.delete(table);
    }
  }
}

/** All files of an invented return, whole. */
export function generatedFiles(wish: Wish): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, piece] of generateReturn(wish)) files.set(name, (files.get(name) ?? '') + piece);
  return files;
}

function lineOf(table: TableName, row: Row): string {
  return `${COLUMNS[table].map((column) => row[column] ?? '').join(',')}\r\n`;
}

const COLUMNS = Object.fromEntries(TABLE_NAMES.map((table) => [table, columnsOf(table)])) as Record<
  TableName,
  string[]
>;

/** Faults that are put into a child's rows on purpose, each found by a rule at least. */
const FAULTS: readonly ((rows: Rows) => void)[] = [
  ({ Header: [child] = [] }) => child && Object.assign(child, { SEX: '9' }),
  ({ Header: [child] = [] }) => child && Object.assign(child, { DOB: '31/02/2012' }),
  ({ Episodes: [episode] = [] }) => episode && Object.assign(episode, { LS: 'XX' }),
  ({ Episodes = [] }) => Episodes.at(-1) && Object.assign(Episodes.at(-1) ?? {}, { DEC: '01/04/2020', REC: 'E5' }),
  ({ Reviews: [review] = [] }) => review && Object.assign(review, { REVIEW_CODE: 'PN9' }),
  ({ Episodes: [episode] = [] }) => episode && Object.assign(episode, { PLACE_PROVIDER: 'PR9' }),
];

/** A child that was looked after in the year, with one to three placements. */
function inventedChild(number: number, chance: Chance): Rows {
  const CHILD = `K${String(number).padStart(8, '0')}`;
  const born = between(chance, dayOf('2011-06-01'), dayOf('2021-12-31'));
  const DOB = written(born);
  const woman = chance() < 0.5;
  const began = chance() < 0.6 ? between(chance, dayOf('2023-01-01'), FIRST - 1) : between(chance, FIRST, LAST - 60);
  const isWholeYear = began <= FIRST;
  const rows: Rows = {
    Header: [
      {
        ...{ CHILD, DOB, SEX: woman ? 'F' : 'M', ETHNIC: one(chance, ['WBRI', 'MWBC', 'APKN', 'BAFR', 'OOTH']) },
        ...{ UPN: upn(number), MOTHER: woman ? '0' : '' },
      },
    ],
    Episodes: episodesOf(CHILD, began, chance),
    SWEpisodes: [{ CHILD, DOB, SW_ID: `SW${100_000 + (number % 900)}`, SW_DECOM: written(began), SW_REASON: 'OTHERS' }],
  };
  const reviewed = Math.max(began, FIRST) + 20;
  rows.Reviews = [reviewed, reviewed + 90, reviewed + 270]
    .filter((day) => day <= LAST)
    .map((day) => ({ CHILD, DOB, REVIEW: written(day), REVIEW_CODE: 'PN1' }));
  if (isWholeYear)
    rows.OC2 = [
      {
        ...{ CHILD, DOB, SDQ_SCORE: String(Math.floor(chance() * 30)), SDQ_REASON: '' },
        ...{ CONVICTED: born <= dayOf('2017-03-31') ? '0' : '', IMMUNISATIONS: '1', TEETH_CHECK: '1' },
        ...{ HEALTH_ASSESSMENT: '1', SUBSTANCE_MISUSE: '0' },
      },
    ];
  if (began >= FIRST) rows.PrevPerm = [{ CHILD, DOB, PREV_PERM: 'Z1' }];
  if (chance() < 0.1) {
    const start = Math.max(began, FIRST) + 30;
    rows.Missing = [{ CHILD, DOB, MISSING: 'M', MIS_START: written(start), MIS_END: written(start + 1) }];
  }
  return rows;
}

/** One to three placements that follow each other; the last goes on. */
function episodesOf(CHILD: string, began: Day, chance: Chance): Row[] {
  const moves = 1 + Math.floor(chance() * 3);
  const days = [began, ...Array.from({ length: moves - 1 }, (_, at) => Math.max(began, FIRST) + 10 + at * 20)];
  return days.map((from, at) => {
    const until = days[at + 1];
    const ended = until === undefined ? {} : { DEC: written(until), REC: 'X1', REASON_PLACE_CHANGE: 'CARPL' };
    return {
      ...{ CHILD, DECOM: written(from), RNE: at === 0 ? 'S' : 'P', LS: 'C2', CIN: 'N1', PLACE: 'U6' },
      ...{ PLACE_PROVIDER: 'PR1', HOME_POST: 'ZZ1 1AA', PL_POST: `ZZ${(at % 8) + 2} 2BB`, URN: `SC${100_000 + at}` },
      ...ended,
    };
  });
}

function written(day: Day): string {
  const [year, month, date] = dayText(day).split('-');
  return `${date}/${month}/${year}`;
}

function between(chance: Chance, first: Day, last: Day): Day {
  return first + Math.floor(chance() * (last - first + 1));
}

function one(chance: Chance, of: readonly string[]): string {
  return of[Math.floor(chance() * of.length)] ?? '';
}
