import { type ChildProcess, fork, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { chromium } from 'playwright-core';
import { ensureShippedData } from '../src/demo/index.ts';
import { assembleReport } from '../src/evidence/annual-report/index.ts';
import type { Db } from '../src/platform/database/connection.ts';
import { openDatabase } from '../src/platform/database/open.ts';
import { writeDocument } from '../src/platform/documents/index.ts';
import { openLog } from '../src/platform/log/log.ts';
import { projectRoot } from '../src/platform/paths.ts';
import { gatedPage } from './gated-page.ts';
import { ledgerCheck } from './ledger-check.ts';
import { median, type Result, table, timesOf } from './measure.ts';
import { meetingPage } from './meeting-page.ts';
import { pageAgainstSql } from './page-against-sql.ts';
import { returns } from './returns.ts';
import { PAGE, type ServerKind, serve } from './servers.ts';
import { ssda903 } from './ssda903.ts';
import { worklist } from './worklist.ts';

const ROUNDS = 5;
const SECONDS_A_ROUND = 4;
const CONNECTIONS = 20;
const CHROMIUM = process.env.KITH_CHROMIUM ?? '/usr/bin/chromium';
const CHROMIUM_FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  );

async function main(): Promise<void> {
  const kind = process.argv[2] === '--serve' ? (process.argv[3] as ServerKind) : undefined;
  if (kind) return serve(kind);
  const home = await mkdtemp(join(tmpdir(), 'kith-bench-'));
  // Started by root, PostgreSQL runs as another user, who must be able to come in.
  await chmod(home, 0o755);
  const results: Result[] = [];
  try {
    if (wanted('start')) results.push(...(await starts(home)));
    if (wanted('returns')) results.push(...(await returns(home)));
    if (wanted('ssda903')) results.push(...(await ssda903(home)));
    if (PARTS_WITH_DATABASE.some(wanted)) results.push(...(await withDatabase(home)));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
  process.stdout.write(`${table(results)}\n`);
}

async function withDatabase(home: string): Promise<Result[]> {
  const results: Result[] = [];
  const log = openLog({ logFile: join(home, 'kith.log'), logLevel: 'warn' });
  const database = await openDatabase({ home, databaseUrl: null, log, purpose: 'command' });
  try {
    await ensureShippedData(database.db, { now: () => new Date(), log });
    if (wanted('load')) results.push(...(await underLoad(home)));
    if (wanted('sql')) results.push(...(await pageAgainstSql(home, log)));
    if (wanted('gate')) results.push(...(await gatedPage(home, log)));
    if (wanted('worklist')) results.push(...(await worklist(home, log)));
    if (wanted('ledger')) results.push(...(await ledgerCheck(home, log)));
    if (wanted('meeting')) results.push(...(await meetingPage(home, log)));
    if (wanted('report')) results.push(...(await reportAgainstChromium(home, database.db)));
  } finally {
    await database.close();
  }
  return results;
}

const PARTS_WITH_DATABASE = ['load', 'sql', 'gate', 'worklist', 'ledger', 'meeting', 'report'] as const;
type Part = 'start' | 'returns' | 'ssda903' | (typeof PARTS_WITH_DATABASE)[number];

/** `npm run bench sql report` measures only these; without words, all: start, returns, ssda903, load, sql, gate, worklist, ledger, meeting, report. */
function wanted(part: Part): boolean {
  const words = process.argv.slice(2);
  return words.length === 0 || words.includes(part);
}

interface Started {
  child: ChildProcess;
  port: number;
}

async function start(kind: ServerKind, home: string): Promise<Started> {
  const child = fork(process.argv[1] ?? '', ['--serve', kind], {
    env: { ...process.env, KITH_HOME: home, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`The ${kind} server ended with ${code}.`)));
  });
  return { child, port };
}

interface Load {
  requestsPerSecond: number;
  p99: number;
  failed: number;
}

function fire(port: number, path: string, seconds: number): Promise<Load> {
  return new Promise((resolve, reject) => {
    autocannon(
      { url: `http://127.0.0.1:${port}${path}`, connections: CONNECTIONS, duration: seconds },
      (error, result) => {
        if (error) return reject(error);
        const failed = result.non2xx + result.errors + result.timeouts;
        resolve({ requestsPerSecond: result.requests.average, p99: result.latency.p99, failed });
      },
    );
  });
}

/** (a) The area page under load, each server in a process of its own, rounds taken in turn so that noise falls on all. */
async function underLoad(home: string): Promise<Result[]> {
  const kinds: { kind: ServerKind; path: string }[] = [
    { kind: 'kith', path: PAGE },
    { kind: 'express', path: PAGE },
    { kind: 'hello', path: '/' },
  ];
  const loads: Record<ServerKind, Load[]> = { kith: [], express: [], hello: [] };
  const memory: number[] = [];
  const running = new Map<ServerKind, Started>();
  try {
    for (const { kind, path } of kinds) {
      const started = await start(kind, home);
      running.set(kind, started);
      await fire(started.port, path, 2);
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const { kind, path } of kinds) {
        const started = running.get(kind);
        if (started) loads[kind].push(await fire(started.port, path, SECONDS_A_ROUND));
      }
    }
    const kith = running.get('kith')?.child.pid;
    if (kith) memory.push(await residentMegabytes(kith));
  } finally {
    for (const { child } of running.values()) child.kill();
  }
  const speed = (kind: ServerKind) => median(loads[kind].map((load) => load.requestsPerSecond));
  const p99 = (kind: ServerKind) => median(loads[kind].map((load) => load.p99));
  const failed = Object.values(loads)
    .flat()
    .reduce((sum, load) => sum + load.failed, 0);
  if (failed > 0) throw new Error(`${failed} requests failed under load: the ratios would mean nothing.`);
  const ratio = speed('kith') / speed('express');
  const perSecond = (kind: ServerKind) => `${speed(kind).toFixed(0)} pages/s, p99 ${p99(kind)} ms`;
  return [
    {
      what: 'area page, 20 connections, against Express and Nunjucks macros',
      ours: perSecond('kith'),
      baseline: perSecond('express'),
      ratio: `${ratio.toFixed(1)}×`,
      asked: '≥ 8×',
      met: ratio >= 8,
    },
    {
      what: 'area page p99 at 20 connections',
      ours: `${p99('kith')} ms`,
      baseline: `${p99('express')} ms`,
      ratio: `${(p99('express') / p99('kith')).toFixed(1)}×`,
      asked: '< 25 ms',
      met: p99('kith') < 25,
    },
    {
      what: 'area page against a bare Fastify “hello”',
      ours: perSecond('kith'),
      baseline: perSecond('hello'),
      ratio: `1/${(speed('hello') / speed('kith')).toFixed(1)}`,
      asked: 'shown',
      met: true,
    },
    {
      what: 'memory of Kith’s process after the load',
      ours: `${memory[0]?.toFixed(0)} MB`,
      baseline: '–',
      ratio: '–',
      asked: 'shown',
      met: true,
    },
  ];
}

/**
 * (c) The yearly report as PDF, three times. In a running Kith, as the download does it, against what a server without a PDF
 * writer does: start Chromium and print the HTML. The same against a Chromium that is kept running. And the whole command,
 * start of the program and all, against the whole Chromium command.
 */
async function reportAgainstChromium(home: string, db: Db): Promise<Result[]> {
  if (!existsSync(CHROMIUM)) throw new Error('Chromium is not installed, so there is no baseline: set KITH_CHROMIUM.');
  const html = join(home, 'report.html');
  await kith(home, ['report', '2021-22', '--format', 'html', '--out', html]);
  const command = await timesOf(5, 1, () =>
    kith(home, ['report', '2021-22', '--format', 'pdf', '--out', join(home, 'report.pdf')]),
  );
  const inKith = await timesOf(7, 1, async () => {
    const { document } = await assembleReport(db, { year: '2021-22', audience: 'public', madeOn: '2022-09-30' });
    await writeDocument(document, 'pdf');
  });
  const chromiumCommand = await timesOf(5, 1, async () => {
    const profile = await mkdtemp(join(home, 'chromium-'));
    await run(CHROMIUM, [
      ...CHROMIUM_FLAGS,
      `--user-data-dir=${profile}`,
      `--print-to-pdf=${join(home, 'chromium.pdf')}`,
      `file://${html}`,
    ]);
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
  const chromiumKept = await timesOf(7, 1, async () => {
    const page = await browser.newPage();
    await page.goto(`file://${html}`);
    await page.pdf({ format: 'A4', tagged: true, outline: true });
    await page.close();
  });
  await browser.close();
  const size = async (name: string) => `${((await readFile(join(home, name))).length / 1024).toFixed(0)} kB`;
  const [ours, theirs] = [await size('report.pdf'), await size('chromium.pdf')];
  const row = (what: string, mine: readonly number[], other: readonly number[], asked?: string): Result => {
    const ratio = median(other) / median(mine);
    return {
      what,
      ours: `${median(mine).toFixed(0)} ms, ${ours}`,
      baseline: `${median(other).toFixed(0)} ms, ${theirs}`,
      ratio: `${ratio.toFixed(1)}×`,
      asked: asked ?? 'shown',
      met: ratio >= 5,
    };
  };
  return [
    row(
      'yearly report as PDF in a running Kith, against starting Chromium to print its HTML',
      inKith,
      chromiumCommand,
      '≥ 5×',
    ),
    row('the same against a Chromium kept running', inKith, chromiumKept),
    row('the whole command `kith report`, database up, against the Chromium command', command, chromiumCommand),
    {
      what: 'the whole command `kith report`',
      ours: `${median(command).toFixed(0)} ms`,
      baseline: '–',
      ratio: '–',
      asked: '< 2 s',
      met: median(command) < 2000,
    },
  ];
}

/** (d) Start to first page, first on an empty folder, then again; and (e) memory at rest. */
async function starts(home: string): Promise<Result[]> {
  const cold = await startToFirstPage(home);
  const warm: Awaited<ReturnType<typeof startToFirstPage>>[] = [];
  for (let turn = 0; turn < 3; turn++) warm.push(await startToFirstPage(home));
  const again = median(warm.map((one) => one.milliseconds));
  const memory = median(warm.map((one) => one.megabytes));
  return [
    {
      what: 'first start to first page (makes the database, loads the year)',
      ours: `${cold.milliseconds.toFixed(0)} ms`,
      baseline: `${again.toFixed(0)} ms (started again)`,
      ratio: `${(cold.milliseconds / again).toFixed(1)}×`,
      asked: 'again < 3 s',
      met: again < 3000,
    },
    {
      what: 'memory at rest, Kith’s own process',
      ours: `${memory.toFixed(0)} MB`,
      baseline: '–',
      ratio: '–',
      asked: '< 200 MB',
      met: memory < 200,
    },
  ];
}

async function startToFirstPage(home: string): Promise<{ milliseconds: number; megabytes: number }> {
  const from = performance.now();
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/kith.mjs'), 'start'], {
    env: { ...process.env, KITH_HOME: home, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/\S+/.exec(said);
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`Kith ended with ${code} before it was ready: ${said}`)));
  });
  const page = await fetch(`${address}${PAGE}`);
  await page.text();
  if (page.status !== 200) throw new Error(`The first page answered ${page.status}.`);
  const milliseconds = performance.now() - from;
  const megabytes = await residentMegabytes(await kithProcess(child.pid ?? 0));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  return { milliseconds, megabytes };
}

/** The launcher may hand over to a child; Kith's own process is the last of that line that runs Node. */
async function kithProcess(pid: number): Promise<number> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => ''))
    .trim()
    .split(' ')
    .filter(Boolean);
  for (const child of children.map(Number)) {
    const name = await readFile(`/proc/${child}/comm`, 'utf8').catch(() => '');
    if (/node|kith/i.test(name)) return kithProcess(child);
  }
  return pid;
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

function kith(home: string, words: string[]): Promise<void> {
  return run(join(projectRoot, 'bin/kith'), words, { KITH_HOME: home });
}

function run(program: string, words: string[], env: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}: ${said}`)),
    );
  });
}

await main();
