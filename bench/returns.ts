import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SaxesParser } from 'saxes';
import { generateCensus } from '../src/evidence/returns/cin/generate.testing.ts';
import { censusMeasures, checkCinCensus } from '../src/evidence/returns/index.ts';
import { projectRoot } from '../src/platform/paths.ts';
import { median, type Result } from './measure.ts';

const RULESET = '2024/25';
/** Children of an authority's return, and of one that holds forty of them. */
const [ONE, FORTY] = [5_000, 200_000];
const ROUNDS = 5;
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
  const commands: Ended[] = [];
  await kithCheck(home, one.path);
  for (let round = 0; round < ROUNDS; round += 1) commands.push(await kithCheck(home, one.path));
  const large = await kithCheck(home, forty.path);
  const small = await inTurn(one.path, ROUNDS);
  const big = await inTurn(forty.path, 2);
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
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
  ];
}

async function generated(home: string, children: number): Promise<{ path: string; megabytes: number }> {
  const path = join(home, `census-${children}.xml`);
  const pieces = generateCensus({ children, seed: children, faulty: children * FAULTY });
  await pipeline(Readable.from(pieces), createWriteStream(path));
  return { path, megabytes: (await stat(path)).size / 1_000_000 };
}

interface Ended {
  milliseconds: number;
  megabytes: number;
}

/** The command as a person runs it; it ends with 1, since errors were planted. */
function kithCheck(home: string, file: string): Promise<Ended> {
  const started = performance.now();
  const words = ['returns', 'check', 'cin', file, '--ruleset', RULESET];
  const env = { ...process.env, KITH_HOME: home };
  const child = spawn(join(projectRoot, 'bin/kith'), words, { env, stdio: ['ignore', 'ignore', 'ignore'] });
  let megabytes = 0;
  const look = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }, 50);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(look);
      if (code === 1) resolve({ milliseconds: performance.now() - started, megabytes });
      else reject(new Error(`kith returns check ended with ${code}.`));
    });
  });
}

/** Processor time of both, the fastest round of each: what slows a round down is never the work itself. */
async function inTurn(path: string, rounds: number): Promise<{ ours: number; bare: number }> {
  const times = { ours: [] as number[], bare: [] as number[] };
  const measures = censusMeasures(RULESET);
  for (let round = 0; round <= rounds; round += 1) {
    const bare = await processorTime(() => bareParse(path));
    const ours = await processorTime(() => checkCinCensus(createReadStream(path), { ruleset: RULESET, measures }));
    // The first round of each warms the engine up.
    if (round === 0) continue;
    times.bare.push(bare);
    times.ours.push(ours);
  }
  return { ours: Math.min(...times.ours), bare: Math.min(...times.bare) };
}

async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The parser at work on the file with nothing to do but count. */
async function bareParse(path: string): Promise<number> {
  const parser = new SaxesParser();
  let events = 0;
  for (const event of ['opentag', 'text', 'closetag'] as const)
    parser.on(event, () => {
      events += 1;
    });
  for await (const piece of createReadStream(path)) parser.write((piece as Buffer).toString('utf8'));
  parser.close();
  return events;
}
