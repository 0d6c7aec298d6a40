import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Packages of package-lock.json that this machine needs and does not have at that version. An empty list means that
 * nothing need be installed.
 */
export function missingPackages(root) {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  let present;
  try {
    present = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  } catch {
    return Object.keys(wanted).filter((path) => path !== '');
  }
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && !entry.link && isNeeded(entry))
    .filter(([path, entry]) => present[path]?.version !== entry.version || !existsSync(join(root, path)))
    .map(([path]) => path);
}

/** Installs from the lock file when something is missing. Everything npm says goes to the error output. */
export function ensureInstalled(root) {
  if (missingPackages(root).length === 0) return;
  process.stderr.write('Installing what Kith needs (once, about half a minute) …\n');
  const words = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [program, args] = npm?.match(/npm-cli\.c?js$/) ? [process.execPath, [npm, ...words]] : ['npm', words];
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], env: npmEnvironment() });
  if (error || status !== 0) {
    const why = error?.code === 'ENOENT' ? 'npm was not found' : 'npm ci failed, see above';
    throw new Error(`Kith could not install its packages (${why}): mend that and try again.`);
  }
}

/** npm keeps a cache in the home folder; where there is none to write in, it gets a passing one. */
function npmEnvironment() {
  const env = { ...process.env };
  if (env.npm_config_cache) return env;
  try {
    accessSync(homedir(), constants.W_OK);
  } catch {
    env.npm_config_cache = join(tmpdir(), `kith-npm-cache-${process.getuid?.() ?? 0}`);
  }
  return env;
}

/**
 * A package that may be left out is needed only when it is made for this very platform: the others are parts of packages
 * made for another one, and npm leaves them out.
 */
function isNeeded({ os, cpu, libc, optional }) {
  if (optional && os === undefined && cpu === undefined) return false;
  if (!allows(os, process.platform) || !allows(cpu, process.arch)) return false;
  return libc === undefined || allows(libc, hasGlibc() ? 'glibc' : 'musl');
}

function allows(list, value) {
  if (list === undefined) return true;
  const names = [].concat(list);
  if (names.includes(`!${value}`)) return false;
  const positive = names.filter((name) => !name.startsWith('!'));
  return positive.length === 0 || positive.includes(value) || positive.includes('any');
}

let glibc;
function hasGlibc() {
  if (glibc === undefined) {
    process.report.excludeNetwork = true;
    glibc = Boolean(process.report.getReport().header.glibcVersionRuntime);
  }
  return glibc;
}
