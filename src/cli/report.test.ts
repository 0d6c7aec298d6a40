import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { silentLog } from '../../test/support/log.ts';
import { ensureShippedData } from '../demo/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import { reportCommand } from './report.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const now = () => new Date('2026-11-23T09:00:00Z');

let database: TestDatabase;
let folder: string;
let said: string;

beforeAll(async () => {
  database = await freshDatabase();
  await ensureShippedData(database.db, { now, log: silentLog() });
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-report-'));
  said = '';
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function kithReport(...args: string[]): Promise<number> {
  return reportCommand.run({
    args,
    cwd: folder,
    out: (text) => {
      said += text;
    },
    err: () => {},
    openDatabase: () => Promise.resolve(database.db),
    now,
  });
}

async function refusal(...args: string[]): Promise<PlainError> {
  const error = await kithReport(...args).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof PlainError)) throw new Error('The command was not refused in plain words.', { cause: error });
  expect(error.message).toMatch(/^[^.]*(\.[^ ][^.]*)*\.$/);
  return error;
}

describe('kith report', () => {
  it.each([
    ['report.pdf', '%PDF-'],
    ['report.docx', 'PK'],
    ['report.html', '<!doctype html>'],
  ])('writes %s, and nothing beside it', async (name, start) => {
    expect(await kithReport('2021-22', '--out', name)).toBe(0);
    expect(await readdir(folder)).toEqual([name]);
    expect((await readFile(join(folder, name))).subarray(0, start.length).toString('latin1')).toBe(start);
    expect(said).toBe(`Wrote ${name}.\n`);
  });

  it('takes the format that is asked for, whatever the name says', async () => {
    expect(await kithReport('2021-22', '--format', 'html', '--out', 'report.txt')).toBe(0);
    expect(await readFile(join(folder, 'report.txt'), 'utf8')).toContain('<h1');
  });

  it('writes to standard output when asked, and says nothing besides', async () => {
    expect(await kithReport('2021-22', '--format', 'html', '--out', '-')).toBe(0);
    expect(said.startsWith('<!doctype html>')).toBe(true);
    expect(said.trimEnd().endsWith('</html>')).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is for the public unless the partnership is named', async () => {
    await kithReport('2021-22', '--out', 'public.html');
    await kithReport('2021-22', '--out', 'inside.html', '--audience', 'partnership');
    expect(await readFile(join(folder, 'public.html'), 'utf8')).toContain('1 to 5, not shown');
    const inside = await readFile(join(folder, 'inside.html'), 'utf8');
    expect(inside).not.toContain('1 to 5, not shown');
    expect(inside).toContain('must not be published');
  });

  it('links figures to the address that is given', async () => {
    await kithReport('2021-22', '--out', 'report.html', '--url', 'https://kith.example.org/');
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('href="https://kith.example.org/figures/');
  });

  it('refuses a year without a report and says which there are', async () => {
    const error = await refusal('2018-19', '--out', 'report.pdf');
    expect(error.message).toMatch(/^There is no yearly report for "2018-19": choose .*2021-22.* or 2019-20\.$/);
    expect(error.exitCode).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a folder that does not exist', async () => {
    const error = await refusal('2021-22', '--out', 'nowhere/report.pdf');
    expect(error.message).toContain('The folder for "nowhere/report.pdf" does not exist');
    expect(error.exitCode).toBe(1);
  });

  it('refuses a folder in place of a file', async () => {
    expect((await refusal('2021-22', '--format', 'pdf', '--out', '.')).message).toContain('is a folder');
  });

  it('refuses a device, which a rename would replace', async () => {
    const error = await refusal('2021-22', '--format', 'pdf', '--out', '/dev/null');
    expect(error.message).toBe('"/dev/null" is a device or a pipe, not a file: name a file, or - for standard output.');
  });

  it.skipIf(process.getuid?.() === 0)('leaves what was there when it may not write', async () => {
    await writeFile(join(folder, 'report.html'), 'before');
    await chmod(folder, 0o555);
    const error = await refusal('2021-22', '--out', 'report.html');
    await chmod(folder, 0o755);
    expect(error.message).toContain("can't be written there");
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toBe('before');
  });

  it('leaves no half a file when the place cannot be written', async () => {
    const error = await refusal('2021-22', '--format', 'html', '--out', `${'long'.repeat(80)}.html`);
    expect(error.message).toContain("can't be written there");
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['no year', ['--out', 'r.pdf'], 'Name one year'],
    ['no place', ['2021-22'], 'Say where the report goes'],
    [
      'a format there is not',
      ['2021-22', '--format', 'odt', '--out', 'r'],
      'There is no format "odt": choose html, pdf or docx.',
    ],
    ['a name that says no format', ['2021-22', '--out', 'report'], 'does not say which format'],
    ['an audience there is not', ['2021-22', '--out', 'r.pdf', '--audience', 'press'], 'There is no audience "press"'],
    ['an address that is none', ['2021-22', '--out', 'r.pdf', '--url', 'javascript:1'], 'is not one of the web'],
    ['an option there is not', ['2021-22', '--out', 'r.pdf', '--paper', 'A3'], 'was not understood'],
  ])('does not understand %s', async (_, args, sentence) => {
    const error = await refusal(...args);
    expect(error.message).toContain(sentence);
    expect(error.exitCode).toBe(2);
  });
});
