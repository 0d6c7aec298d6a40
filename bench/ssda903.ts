import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { checkSsda903 } from '../src/evidence/returns/index.ts';
import { GENERATED, generateReturn } from '../src/evidence/returns/ssda903/generate.testing.ts';
import { kithCheck, processorTime } from './command-check.ts';
import { median, type Result } from './measure.ts';

const CHILDREN = 200_000;
/** One child in ten has a fault. */
const FAULTY = 0.1;
const ROUNDS = 3;

/** The return of children looked after: the whole command, and reading with all rules against a bare parse of the same files. */
export async function ssda903(home: string): Promise<Result[]> {
  const folder = join(home, 'ssda903');
  const megabytes = await generated(folder);
  const { ruleset, collectionYear } = GENERATED;
  const words = ['ssda903', folder, '--ruleset', ruleset, '--collection-year', String(collectionYear)];
  const { milliseconds, megabytes: memory } = await kithCheck(home, words);
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.bare.push(await processorTime(() => bareParse(folder)));
    times.ours.push(await processorTime(() => checkSsda903(folder, GENERATED)));
  }
  const [ours, bare] = [median(times.ours), median(times.bare)];
  const speed = (cpu: number) => `${(megabytes / (cpu / 1000)).toFixed(1)} MB/s`;
  const what = `${CHILDREN.toLocaleString('en-GB')} children (${megabytes.toFixed(0)} MB)`;
  return [
    {
      what: `\`kith returns check ssda903\`, ${what}, the whole command`,
      ours: `${(milliseconds / 1000).toFixed(1)} s`,
      ...{ baseline: '–', ratio: '–', asked: '< 60 s', met: milliseconds < 60_000 },
    },
    {
      what: 'its memory at the most',
      ours: `${memory.toFixed(0)} MB`,
      ...{ baseline: '–', ratio: '–', asked: '< 1,000 MB', met: memory < 1000 },
    },
    {
      what: `${what}, reading and all rules, against a bare parse of the same files`,
      ours: speed(ours),
      baseline: speed(bare),
      ratio: `${(ours / bare).toFixed(2)}×`,
      asked: '< 4×',
      met: ours / bare < 4,
    },
  ];
}

async function generated(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const files = new Map<string, Awaited<ReturnType<typeof open>>>();
  for (const [name, piece] of generateReturn({ children: CHILDREN, seed: 1, faulty: CHILDREN * FAULTY })) {
    const file = files.get(name) ?? (await open(join(folder, name), 'w'));
    files.set(name, file);
    await file.write(piece);
  }
  for (const file of files.values()) await file.close();
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000_000;
}

/** The parser at work on the files with nothing to do but count. */
async function bareParse(folder: string): Promise<number> {
  let rows = 0;
  for (const name of await readdir(folder)) {
    const parser = createReadStream(join(folder, name)).pipe(parse({ bom: true }));
    for await (const _row of parser) rows += 1;
  }
  return rows;
}
