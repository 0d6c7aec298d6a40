import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sweepUploads, UPLOADS_FOLDER } from './temporary.ts';

it('what a killed process left behind is removed at the next start, and nothing that is on its way', async () => {
  const home = mkdtempSync(join(tmpdir(), 'kith-sweep-'));
  const now = new Date('2026-11-23T09:00:00Z');
  expect(await sweepUploads(home, now)).toBe(0);
  const folder = join(home, UPLOADS_FOLDER);
  mkdirSync(folder);
  for (const [name, minutes] of [
    ['old', 90],
    ['new', 5],
  ] as const) {
    writeFileSync(join(folder, name), 'x');
    const at = new Date(now.getTime() - minutes * 60_000);
    utimesSync(join(folder, name), at, at);
  }
  expect(await sweepUploads(home, now)).toBe(1);
  expect(readdirSync(folder)).toEqual(['new']);
  rmSync(home, { recursive: true });
});
