import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { uploadOf } from '../../../../test/support/checked-returns.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { censusFile } from '../../../../test/support/returns.ts';

/** A census of forty authorities together: 211 MB. */
const CHILDREN = 216_000;
const SECONDS = 240;

let test: TestApp;
let home: string;
let analyst: SignedIn;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kith-large-'));
  test = await buildTestApp({ env: { KITH_HOME: home } });
  analyst = await signInAs(test, 'analyst');
});
afterAll(async () => {
  await test.close();
  await rm(home, { recursive: true });
});

it('a census of 211 MB is received, checked and shown by child, and its file is gone', async () => {
  const file = censusFile(CHILDREN, 1, CHILDREN / 10);
  expect(file.length).toBeGreaterThan(205_000_000);
  const began = performance.now();
  const { href } = await uploadOf(test, analyst, { kind: 'cin', 'cin-year': '2024/25' }, file);
  expect((performance.now() - began) / 1000).toBeLessThan(SECONDS);
  expect((await analyst.get(href)).body).toContain('in a return of 216,000 children');
  expect((await analyst.get(`${href}?by=child`)).body).toMatch(/child=K\d+/);
  expect(readdirSync(join(home, 'uploads'))).toEqual([]);
});
