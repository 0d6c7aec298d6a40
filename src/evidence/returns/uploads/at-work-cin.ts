import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Child, censusMeasures, checkCinCensus, readCinCensus, rowFields, tableNumber } from '../cin/index.ts';
import { dayText } from '../day.ts';
import type { FoundAt } from '../findings.ts';
import type { FileRow, ReturnAtWork, SecondReading, ToCheck, Told } from './at-work.ts';
import { CensusFigures } from './figures-cin.ts';

/** Read at once. */
const PIECE = 262_144;

async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) yield piece as Uint8Array;
}

async function toldOf(path: string, told: Told): Promise<(bytes: number) => void> {
  const { size } = await stat(path);
  return (bytes) => told(size === 0 ? 1 : bytes / size);
}

/** The Children in Need census. */
export const censusAtWork: ReturnAtWork = {
  check: async ({ path, rules, measures }, told) =>
    checkCinCensus(piecesOf(path), {
      ruleset: rules,
      measures: measures ?? censusMeasures(rules),
      progress: await toldOf(path, told),
    }),
  readAgain,
};

async function readAgain(
  { path, rules, measures }: ToCheck,
  places: readonly FoundAt[],
  take: (row: FileRow) => void,
  told: Told,
): Promise<SecondReading> {
  const wanted = new Map<number, Set<number>>();
  for (const { table, row } of places) {
    const rows = wanted.get(table) ?? new Set();
    wanted.set(table, rows.add(row));
  }
  const figures = new CensusFigures(measures ?? censusMeasures(rules));
  let stated: string | null = null;
  let authority = '';
  const takeRow = (row: Parameters<typeof rowFields>[0]) => {
    const table = tableNumber(row.table);
    if (wanted.get(table)?.has(row.row)) take({ table, row: row.row, line: row.line, fields: rowFields(row) });
  };
  await readCinCensus(
    piecesOf(path),
    rules,
    {
      header: (header) => {
        if (header) {
          stated = Number.isNaN(header.reference) ? null : dayText(header.reference);
          authority = header.authority;
          takeRow(header);
        }
        figures.begin(header?.reference);
      },
      child: (child) => {
        for (const row of rowsOf(child)) takeRow(row);
        figures.add(child);
      },
    },
    await toldOf(path, told),
  );
  return { stated, authority, figures: figures.all() };
}

function* rowsOf(child: Child) {
  yield child.identifiers;
  if (child.characteristics) yield child.characteristics;
  yield* child.disabilities;
  for (const episode of child.episodes) {
    yield episode;
    yield* episode.assessments;
    yield* episode.cinPlans;
    yield* episode.enquiries;
    for (const plan of episode.protectionPlans) {
      yield plan;
      yield* plan.reviews;
    }
  }
}
