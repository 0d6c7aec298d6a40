// npm run screenshots [ADDRESS]: takes a picture of every kind of page at phone and desktop width into screenshots/.
// Without an address it starts a Kith of its own with the demonstration and stops it afterwards.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const WIDTHS = [360, 1280];
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
/** Pages of one kind (the same address but for its keys) that are worth a picture. */
const OF_EACH_KIND = Number(process.env.KITH_SCREENSHOTS_OF_EACH ?? 1);

const { chromium } = await import('playwright-core');
const own = process.argv[2] ? undefined : await startKith();
const site = (process.argv[2] ?? own.address).replace(/\/$/, '');
const folder = join(root, 'screenshots');
try {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.KITH_CHROMIUM || '/usr/bin/chromium',
    args: FLAGS.split(' '),
  });
  const paths = await findPages(browser);
  for (const width of WIDTHS) {
    const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
    for (const path of paths) {
      await page.goto(site + path);
      await page.screenshot({ path: join(folder, `${nameOf(path)}-${width}.png`), fullPage: true });
    }
  }
  await browser.close();
  process.stdout.write(`${paths.length * WIDTHS.length} pictures of ${paths.length} pages are in ${folder}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await own?.stop();
}

/** One address for each kind of page that links lead to, and the page for an address that does not exist. */
async function findPages(browser) {
  const page = await browser.newPage();
  const seen = new Map();
  const waiting = ['/'];
  const queued = new Set(waiting);
  const taken = [];
  while (waiting.length > 0) {
    const path = waiting.shift();
    const kind = kindOf(path);
    const count = seen.get(kind) ?? 0;
    if (count >= OF_EACH_KIND) continue;
    seen.set(kind, count + 1);
    await page.goto(site + path);
    taken.push(path);
    for (const href of await page
      .locator('a[href^="/"]')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')))) {
      const next = href.split('#', 1)[0];
      if (queued.has(next) || /\.(csv|ods|xlsx)\b|\/download\b/.test(next)) continue;
      queued.add(next);
      waiting.push(next);
    }
  }
  await page.close();
  return [...taken, '/no-such-page'];
}

/** The address without its keys: pages that differ only in a key look alike. */
function kindOf(path) {
  const [name, query] = path.split('?', 2);
  const parts = name.split('/');
  const fixed = parts[1] === 'records' ? parts.slice(0, 3) : parts.map((part, at) => (at > 2 ? '*' : part));
  if (parts[1] === 'report' && parts[2]) fixed[2] = '*';
  if (parts[1] === 'figures' || parts[1] === 'priorities') fixed.splice(2, 1, ...(parts[2] ? ['*'] : []));
  return `${fixed.join('/')}?${[...new URLSearchParams(query).keys()].join()}`;
}

function nameOf(path) {
  return path === '/'
    ? 'home'
    : path
        .slice(1)
        .replace(/[^A-Za-z0-9]+/g, '-')
        .slice(0, 80);
}

async function startKith() {
  const home = mkdtempSync(join(tmpdir(), 'kith-screenshots-'));
  const child = spawn(process.execPath, [join(root, 'scripts/kith.mjs'), 'start'], {
    env: { ...process.env, KITH_HOME: home, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  let said = '';
  const address = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /ready at (\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    void ended.then(() => reject(new Error('Kith did not start; its message stands above.')));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  return { address, stop };
}
