import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// The shell first: it draws pages as Chromium does, without the windows around them, which take most of a journey's time.
const SHELL = 'chromium-headless-shell';
const BROWSERS = [SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * Sees to the programs that tests need and npm can't bring: Chromium for the browser journeys, and Debian's PostgreSQL to
 * prove that Kith works with one that is not its own. Root on a Debian-like system gets them installed. Returns where
 * they are, and one sentence for each that is needed and missing.
 */
export function prepareTools() {
  const missing = [];
  if (!process.env.KITH_CHROMIUM && !onPath(SHELL)) missing.push(SHELL);
  if (!postgresql()) missing.push('postgresql');
  const mayInstall = process.getuid?.() === 0 && onPath('apt-get');
  if (missing.length > 0 && mayInstall) install(missing);
  // Older systems have no package of the shell alone.
  if (!chromium() && mayInstall) install(['chromium']);
  const env = {};
  const problems = [];
  const browser = chromium();
  if (browser) env.KITH_CHROMIUM = browser;
  else problems.push(`The browser journeys need Chromium: ${advice('chromium')}.`);
  if (!postgresql()) {
    process.stdout.write(`The proof on another PostgreSQL is left out: ${advice('postgresql')} to have it run.\n`);
  }
  return { env, problems };
}

function chromium() {
  const given = process.env.KITH_CHROMIUM;
  if (given && existsSync(given)) return given;
  return BROWSERS.map(onPath).find((found) => found !== undefined);
}

/** The folder of the newest PostgreSQL programs that Debian's packages brought. */
function postgresql() {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base) : [];
  return versions
    .map((version) => join(base, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

function install(packages) {
  process.stderr.write(`Installing ${packages.join(' and ')} with apt-get (once) …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const run = (words) =>
    spawnSync('apt-get', [...wait, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  run(['update', '-q']);
  // One after the other: a missing package must not keep the other from being installed.
  for (const name of packages) {
    const { status, stderr } = run(['install', '-y', '-q', '--no-install-recommends', name]);
    if (status !== 0) process.stderr.write(`apt-get could not install ${name}: ${stderr.trim().split('\n').at(-1)}\n`);
  }
}

function advice(name) {
  return process.platform === 'linux'
    ? `install it with "sudo apt-get install ${name}" or as your system does`
    : `install ${name}`;
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}
