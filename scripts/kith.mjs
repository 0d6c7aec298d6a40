// Starts the command line: installs and builds what is missing, then runs it on the pinned Node. Runs on Node 20 itself.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { pinnedNode } from './pinned-node.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const words = process.argv.slice(2);

try {
  ensureInstalled(root);
  const node = pinnedNode(root);
  if (node === undefined) await run();
  else forward(spawn(node, [fileURLToPath(import.meta.url), ...words], { stdio: 'inherit', env: launched() }));
} catch (error) {
  const plain = ['ENOSPC', 'EDQUOT'].includes(error.code)
    ? 'The disk is full: free some space and try again.'
    : error.message;
  process.stderr.write(`${process.env.KITH_DEBUG ? error.stack : plain}\n`);
  process.exitCode = 1;
}

async function run() {
  const home = process.env.KITH_HOME?.trim();
  const bundle = await ensureBuilt(root, home ? resolve(home) : join(root, '.kith'));
  // What Node compiled stays beside the bundle: the next start takes a quarter less. Where it can't be kept, nothing is said.
  module.enableCompileCache(join(bundle, 'compiled'));
  const { runProcess } = await import(pathToFileURL(join(bundle, 'cli.js')).href);
  await runProcess(words);
}

/** The program ends when this launcher is gone, however that came about. */
function launched() {
  return { ...process.env, KITH_PARENT: String(process.pid) };
}

/** Passes signals on to the program and ends as it ended. */
function forward(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
