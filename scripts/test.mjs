// npm test: every check and every test. --checks: format, lint and types only. --nightly: the long tests.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';
import { pinnedNode } from './pinned-node.mjs';
import { prepareTools } from './test-tools.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);
const TOO_LONG = 30 * 60_000;

try {
  ensureInstalled(root);
  const node = pinnedNode(root);
  process.exitCode = node === undefined ? await main() : await runOn(node);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...words], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

async function main() {
  const format = check('format and lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']);
  const types = check('types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']);
  const boundaries = check('boundaries', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
    ...['src', 'test', 'bench', 'scripts'],
  ]);
  const deadCode = check('dead code', 'knip/bin/knip.js', ['--no-progress']);

  const results = [];
  const run = async (stages) => {
    for (const stage of stages) results.push(await stage());
  };
  if (words.includes('--checks')) {
    await Promise.all([run([format]), run([types])]);
  } else if (words.includes('--nightly')) {
    results.push(...prepareTools().problems.map(toldFailure));
    await run([tests({ KITH_NIGHTLY: '1' })]);
  } else {
    const { problems, env } = prepareTools();
    results.push(...problems.map(toldFailure));
    // Two at a time: a small machine has two cores, and a third would only make each slower.
    await Promise.all([run([types, format]), run([deadCode, boundaries])]);
    await run([tests(env)]);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  return sum('failed') === 0 ? 0 : 1;
}

function toldFailure(sentence) {
  process.stdout.write(`${sentence}\n`);
  return { passed: 0, failed: 1 };
}

/** A check counts as one test. */
function check(name, program, args) {
  return async () => {
    const { code, said, seconds } = await execute(join(root, 'node_modules', program), args, {});
    tell(name, code === 0, seconds, said);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  };
}

function tests(env) {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kith-results-'));
    try {
      const file = join(folder, 'results.json');
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      const { code, said, seconds } = await execute(
        join(root, 'node_modules', 'vitest', 'vitest.mjs'),
        ['run', ...reporters],
        env,
      );
      const { passed, failed, skipped } = readResults(file, code);
      tell(`tests${skipped > 0 ? ` (${skipped} skipped)` : ''}`, failed === 0, seconds, said);
      if (failed === 0)
        for (const line of said.split('\n')) if (/^skipped: /.test(line)) process.stdout.write(`  ${line}\n`);
      return { passed, failed };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

function readResults(file, code) {
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // A file that can't even be read counts as one failed test.
  const broken = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length;
  const failed = results.numFailedTests + broken;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

function tell(name, good, seconds, said) {
  if (!good) process.stdout.write(`${said.trimEnd()}\n`);
  process.stdout.write(`${good ? 'ok    ' : 'FAILED'} ${name}, ${seconds.toFixed(1)} s\n`);
}

/** Runs a Node program on this Node and returns all it said. */
async function execute(program, args, env) {
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules', '.bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
      TZ: 'Europe/London',
      NO_COLOR: '1',
      VITEST_MAX_WORKERS: process.env.VITEST_MAX_WORKERS ?? String(Math.max(2, availableParallelism())),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  const stop = () => child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  const timer = setTimeout(() => {
    said += `\nStopped after ${TOO_LONG / 60_000} minutes.\n`;
    stop();
  }, TOO_LONG);
  const code = await new Promise((resolve) => child.on('close', (ended) => resolve(ended ?? 1)));
  clearTimeout(timer);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop);
  return { code, said, seconds: (performance.now() - started) / 1000 };
}
