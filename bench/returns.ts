import { createReadStream, createWriteStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SaxesParser } from 'saxes';
import { openPromise } from 'yauzl';
import { generateWorkbook } from '../src/evidence/returns/annex-a/generate.testing.ts';
import { LISTS } from '../src/evidence/returns/annex-a/lists.ts';
import { generateCensus } from '../src/evidence/returns/cin/generate.testing.ts';
import { censusMeasures, checkAnnexA, checkCinCensus } from '../src/evidence/returns/index.ts';
import { workbookFile } from '../src/evidence/returns/xlsx/write.testing.ts';
import type { Measured } from '../test/support/measured-command.ts';
import { kithCheck, processorTime } from './command-check.ts';
import { median, type Result } from './measure.ts';

const RULESET = '2024/25';
/** Children of an authority's return, and of one that holds forty of them. */
const [ONE, FORTY] = [5_000, 200_000];
const ROUNDS = 5;
/** Rounds of the small return within one process: the engine is still at work on the rules in the first. */
const [WARMING, MEASURED] = [2, 7];
/** Rows of an Annex A workbook, four times those of the largest authority, and the day that it is about. */
const [ROWS, REFERENCE] = [200_000, '2026-01-31'];
/** One child in ten has a fault, as in a return that is checked for the first time. */
const FAULTY = 0.1;

/**
 * The Children in Need census against a bare parse of the same file by the same parser, rounds taken in turn; and the whole
 * command, start of the program and report included. Ratios are of processor time, so that other work on the machine weighs on
 * neither.
 */
export async function returns(home: string): Promise<Result[]> {
  const one = await generated(home, ONE);
  const forty = await generated(home, FORTY);
  const commands: Measured[] = [];
  const census = (path: string) => kithCheck(home, ['cin', path, '--ruleset', RULESET]);
  await census(one.path);
  for (let round = 0; round < ROUNDS; round += 1) commands.push(await census(one.path));
  const large = await census(forty.path);
  const small = await inTurn(one.path, WARMING, MEASURED);
  const big = await inTurn(forty.path, 1, 3);
  const speed = (megabytes: number, cpu: number) => `${(megabytes / (cpu / 1000)).toFixed(0)} MB/s`;
  const against = (what: string, megabytes: number, { ours, bare }: { ours: number; bare: number }): Result => ({
    what: `${what} (${megabytes.toFixed(0)} MB), reading and all rules, against a bare parse`,
    ours: speed(megabytes, ours),
    baseline: speed(megabytes, bare),
    ratio: `${(ours / bare).toFixed(2)}×`,
    asked: '< 3×',
    met: ours / bare < 3,
  });
  const wall = median(commands.map(({ milliseconds }) => milliseconds));
  const perChild = big.ours / FORTY / (small.ours / ONE);
  return [
    {
      what: `\`kith returns check cin\`, ${ONE.toLocaleString('en-GB')} children, the whole command`,
      ours: seconds(wall),
      baseline: '–',
      ratio: '–',
      asked: '< 1 s',
      met: wall < 1000,
    },
    against(`${ONE.toLocaleString('en-GB')} children`, one.megabytes, small),
    {
      what: `\`kith returns check cin\`, ${FORTY.toLocaleString('en-GB')} children (${forty.megabytes.toFixed(0)} MB), the whole command`,
      ours: seconds(large.milliseconds),
      baseline: '–',
      ratio: '–',
      asked: '< 20 s',
      met: large.milliseconds < 20_000,
    },
    {
      what: 'its memory at the most',
      ours: `${large.megabytes.toFixed(0)} MB`,
      baseline: '–',
      ratio: '–',
      asked: '< 700 MB',
      met: large.megabytes < 700,
    },
    against(`${FORTY.toLocaleString('en-GB')} children`, forty.megabytes, big),
    {
      what: 'time a child in the large return against the small one',
      ours: `${((big.ours / FORTY) * 1000).toFixed(0)} µs`,
      baseline: `${((small.ours / ONE) * 1000).toFixed(0)} µs`,
      ratio: `${perChild.toFixed(2)}×`,
      asked: '< 1.5×',
      met: perChild < 1.5,
    },
    ...(await annexA(home)),
  ];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

async function generated(home: string, children: number): Promise<{ path: string; megabytes: number }> {
  const path = join(home, `census-${children}.xml`);
  const pieces = generateCensus({ children, seed: children, faulty: children * FAULTY });
  await pipeline(Readable.from(pieces), createWriteStream(path));
  return { path, megabytes: (await stat(path)).size / 1_000_000 };
}

/**
 * Annex A: a workbook of all eleven lists, as untidy as authorities write them, against unpacking and parsing its sheets with the
 * same two libraries and nothing else.
 */
async function annexA(home: string): Promise<Result[]> {
  const path = join(home, 'annex-a.xlsx');
  const rows = Math.ceil(ROWS / LISTS.length);
  const { workbook } = generateWorkbook({ rows, seed: 7, reference: REFERENCE, untidy: true });
  await writeFile(path, workbookFile(workbook));
  const megabytes = (await stat(path)).size / 1_000_000;
  const { milliseconds, megabytes: memory } = await kithCheck(home, ['annex-a', path, '--reference-date', REFERENCE]);
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < 4; round += 1) {
    const bare = await processorTime(() => bareSheets(path));
    const ours = await processorTime(() => checkAnnexA(path, { referenceDate: REFERENCE }));
    if (round === 0) continue;
    times.bare.push(bare);
    times.ours.push(ours);
  }
  const ratio = median(times.ours) / median(times.bare);
  const what = `\`kith returns check annex-a\`, ${(rows * LISTS.length).toLocaleString('en-GB')} rows (${megabytes.toFixed(0)} MB)`;
  const shown = { baseline: '–', ratio: '–', asked: 'shown', met: true };
  return [
    { what: `${what}, the whole command`, ours: seconds(milliseconds), ...shown },
    { what: 'its memory at the most', ours: `${memory.toFixed(0)} MB`, ...shown },
    {
      what: 'the same, reading and counting, against unpacking and parsing the sheets',
      ours: seconds(median(times.ours)),
      baseline: seconds(median(times.bare)),
      ratio: `${ratio.toFixed(2)}×`,
      ...{ asked: 'shown', met: true },
    },
  ];
}

/** The sheets of a workbook unpacked and parsed, with nothing to do but count. */
async function bareSheets(path: string): Promise<number> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  let events = 0;
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.startsWith('xl/worksheets/')) continue;
    const parser = countingParser(() => {
      events += 1;
    });
    for await (const piece of await zip.openReadStreamPromise(entry)) parser.write((piece as Buffer).toString('utf8'));
    parser.close();
  }
  zip.close();
  return events;
}

/** Processor time of both in turn, the median of each after some rounds that warm the engine up. */
async function inTurn(path: string, warming: number, measured: number): Promise<{ ours: number; bare: number }> {
  const times = { ours: [] as number[], bare: [] as number[] };
  const measures = censusMeasures(RULESET);
  for (let round = 0; round < warming + measured; round += 1) {
    const bare = await processorTime(() => bareParse(path));
    const ours = await processorTime(() => checkCinCensus(createReadStream(path), { ruleset: RULESET, measures }));
    if (round < warming) continue;
    times.bare.push(bare);
    times.ours.push(ours);
  }
  return { ours: median(times.ours), bare: median(times.bare) };
}

/** The parser at work on the file with nothing to do but count. */
async function bareParse(path: string): Promise<number> {
  let events = 0;
  const parser = countingParser(() => {
    events += 1;
  });
  for await (const piece of createReadStream(path)) parser.write((piece as Buffer).toString('utf8'));
  parser.close();
  return events;
}

function countingParser(count: () => void): SaxesParser {
  const parser = new SaxesParser();
  for (const event of ['opentag', 'text', 'closetag'] as const) parser.on(event, count);
  return parser;
}
