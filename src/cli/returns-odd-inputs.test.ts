import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandIn, type Said } from '../../test/support/command-line.ts';
import {
  annexAFile,
  annexALists,
  censusFile,
  LOOKED_AFTER_OF,
  lookedAfterArchive,
  lookedAfterFiles,
} from '../../test/support/returns.ts';

const KINDS = {
  cin: ['--ruleset', '2024/25'],
  'annex-a': ['--reference-date', '2026-01-31'],
  ssda903: ['--ruleset', LOOKED_AFTER_OF.ruleset, '--collection-year', String(LOOKED_AFTER_OF.collectionYear)],
};
type Kind = keyof typeof KINDS;
const BOM = '\ufeff';
const MAPPING = '{ "need": { "Zebra pathway": "N7 - Low income" } }';

const utf16 = (text: string) => Buffer.from(BOM + text, 'utf16le');
const utf16be = (text: string) => utf16(text).swap16();

let folder: string;
/** Stands at a place in the folder that is no file. */
const pipe = createServer();

function write(name: string, bytes: string | Buffer): void {
  writeFileSync(join(folder, name), bytes);
}

/** The files of a tidy return, each changed in one way. */
function folderOf(name: string, change: (text: string, file: string) => string | Buffer): void {
  mkdirSync(join(folder, name));
  for (const [file, text] of lookedAfterFiles(10, 2)) write(join(name, file), change(text, file));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-odd-'));
  await new Promise<void>((done) => pipe.listen(join(folder, 'pipe'), done));
  const census = censusFile(10, 1);
  write('empty', '');
  write('mark-alone', BOM);
  write('census.xml', census);
  write('faulty.xml', censusFile(30, 4, 20));
  write('utf-16.xml', utf16(census));
  write('utf-16be.xml', utf16be(census));
  write('mark.xml', BOM + census);
  write('windows.xml', census.replaceAll('><', '>\r\n<'));
  write('nobody.xml', census.replace(/<Children>.*<\/Children>/s, '<Children></Children>'));
  write('lists.xlsx', annexAFile(10, 1));
  write('own-words.xlsx', annexALists({ 6: [{ 'Primary Need Code': 'Zebra pathway' }] }));
  write('nobody.xlsx', annexALists({}));
  write('return.zip', lookedAfterArchive(10, 2));
  folderOf('return', (text) => text);
  folderOf('utf-16', utf16);
  folderOf('utf-16be', utf16be);
  folderOf('mark', (text) => BOM + text);
  folderOf('unix', (text) => text.replaceAll('\r\n', '\n'));
  folderOf('nobody', (text) => text.slice(0, text.indexOf('\n') + 1));
  folderOf('nothing', () => '');
  folderOf('dangling', (text) => text);
  rmSync(join(folder, 'dangling', 'episodes.csv'));
  symlinkSync('nowhere', join(folder, 'dangling', 'episodes.csv'));
  symlinkSync('circle', join(folder, 'circle'));
  write('mapping.json', MAPPING);
  write('mapping-mark.json', BOM + MAPPING);
  write('mapping-utf-16.json', utf16(MAPPING));
  mkdirSync(join(folder, 'locked'));
  for (const [name, bytes] of [
    ['census.xml', census],
    ['lists.xlsx', annexAFile(5, 1)],
    ['return.zip', lookedAfterArchive(5, 1)],
    ['mapping.json', MAPPING],
  ] as const) {
    write(join('locked', name), bytes);
    chmodSync(join(folder, 'locked', name), 0);
  }
});
afterAll(async () => {
  await new Promise((done) => pipe.close(done));
  rmSync(folder, { recursive: true, force: true });
});

const check = (kind: string, ...words: string[]) =>
  commandIn(folder, ['returns', 'check', kind, ...words], '2027-05-01T10:00:00Z');

/** With --json there is one JSON object or nothing; a stack trace is nowhere. */
function told({ code, out, err }: Said): { code: number; said: boolean } {
  if (out !== '') expect(JSON.parse(out)).toEqual(expect.objectContaining({}));
  expect(err).not.toMatch(/^\s+at |fault it did not expect/m);
  return { code, said: out !== '' };
}

describe('what is odd and can be read all the same', () => {
  test.each<[Kind, string, number]>([
    ['cin', 'utf-16.xml', 0],
    ['cin', 'utf-16be.xml', 0],
    ['cin', 'mark.xml', 0],
    ['cin', 'windows.xml', 0],
    ['cin', 'faulty.xml', 1],
    // A return without a child is against the schema.
    ['cin', 'nobody.xml', 1],
    ['annex-a', 'lists.xlsx', 0],
    ['annex-a', 'nobody.xlsx', 0],
    ['annex-a', 'own-words.xlsx', 1],
    ['ssda903', 'return', 0],
    ['ssda903', 'return.zip', 0],
    ['ssda903', 'utf-16', 0],
    ['ssda903', 'utf-16be', 0],
    ['ssda903', 'mark', 0],
    ['ssda903', 'unix', 0],
    ['ssda903', 'nobody', 0],
  ])('%s %s ends with %i, with --json and --csv together', async (kind, file, code) => {
    const csv = `${kind}-${file}.csv`;
    expect(told(await check(kind, file, ...KINDS[kind], '--json', '--csv', csv))).toEqual({ code, said: true });
    expect(readFileSync(join(folder, csv), 'utf8')).toMatch(/^\ufeffrule,message,child,table,line,field,value\r\n/);
  });

  test.each(['mapping.json', 'mapping-mark.json', 'mapping-utf-16.json'])('a mapping saved as %s', async (mapping) => {
    const said = await check('annex-a', 'own-words.xlsx', ...KINDS['annex-a'], '--json', '--mapping', mapping);
    expect(told(said)).toEqual({ code: 0, said: true });
  });

  test('a spreadsheet of findings in the folder of the return is replaced by the next one', async () => {
    for (const _ of [1, 2]) {
      const said = await check('ssda903', 'unix', ...KINDS.ssda903, '--json', '--csv', 'unix/found.csv');
      expect(told(said)).toEqual({ code: 0, said: true });
    }
  });
});

describe('what can’t be read or written ends with 2 and one plain sentence', () => {
  const kinds = Object.keys(KINDS) as Kind[];
  const cases: [Kind, string[], RegExp][] = [
    ...kinds.flatMap((kind): [Kind, string[], RegExp][] => [
      [kind, ['empty', ...KINDS[kind]], /^The file is empty\.$/],
      [kind, ['mark-alone', ...KINDS[kind]], /^The file (is empty|is no zip archive|does not begin like)/],
      [kind, ['none', ...KINDS[kind]], /^There is no (file|folder) “none”: check its name\.$/],
      [kind, ['', ...KINDS[kind]], /^The name of the (file|folder) is empty: /],
      [kind, ['circle', ...KINDS[kind]], /^“circle” can’t be opened: /],
      [kind, [], /^Name the file to check: /],
    ]),
    ['cin', ['return', ...KINDS.cin], /^“return” is a folder: name the file in it\.$/],
    ['cin', ['return.zip', ...KINDS.cin], /^Line 1 begins like a zip archive or a workbook and not like XML: /],
    ['cin', ['lists.xlsx', ...KINDS.cin], /^Line 1 begins like a zip archive or a workbook and not like XML: /],
    ['cin', ['census.xml', '--ruleset', '2031/32'], /^Kith has no rules of “2031\/32”/],
    ['cin', ['census.xml'], /^Say whose year’s rules apply: /],
    ['annex-a', ['return', ...KINDS['annex-a']], /^“return” is a folder: name the file in it\.$/],
    ['annex-a', ['return.zip', ...KINDS['annex-a']], /^The file is an archive that holds no workbook: /],
    ['annex-a', ['census.xml', ...KINDS['annex-a']], /^The file is a web page or XML and no workbook/],
    ['annex-a', ['pipe', ...KINDS['annex-a']], /^“pipe” is a pipe or a device: /],
    ['annex-a', ['lists.xlsx'], /^Say which day the workbook is about: /],
    ['annex-a', ['lists.xlsx', ...KINDS['annex-a'], '--mapping', 'empty'], /^The mapping can’t be used: /],
    ['ssda903', ['census.xml', ...KINDS.ssda903], /^The file is no zip archive: /],
    ['ssda903', ['lists.xlsx', ...KINDS.ssda903], /^The archive holds no CSV file: /],
    ['ssda903', ['pipe', ...KINDS.ssda903], /^“pipe” is a pipe or a device: /],
    [
      'ssda903',
      ['nothing', ...KINDS.ssda903],
      /^No file in the folder is one of the return of children looked after: “/,
    ],
    ['ssda903', ['dangling', ...KINDS.ssda903], /^“dangling\/episodes\.csv” is not there any more, or leads nowhere: /],
    ['ssda903', ['return', '--ruleset', '2031/32', '--collection-year', '2031'], /^Kith has no rules of “2031\/32”/],
    ['ssda903', ['return', '--collection-year', '2027'], /^Say whose year’s rules apply: /],
    ...kinds.flatMap((kind): [Kind, string[], RegExp][] => {
      const file = { cin: 'census.xml', 'annex-a': 'lists.xlsx', ssda903: 'return' }[kind];
      return ['locked', 'no/found.csv', '', 'census.xml/found.csv'].map((csv) => [
        ...[kind, [file, ...KINDS[kind], '--csv', csv]],
        /^“.*” can’t be written there: choose a folder that exists, /,
      ]) as [Kind, string[], RegExp][];
    }),
    ['cin', ['census.xml', ...KINDS.cin, '--csv', 'pipe'], /^“pipe” is a pipe or a device: name a file for the /],
    ['cin', ['census.xml', ...KINDS.cin, '--csv', './census.xml'], /^“\.\/census\.xml” is what is to be checked: /],
    ['ssda903', ['return', ...KINDS.ssda903, '--csv', 'return/header.csv'], /^“return\/header\.csv” is what is to be /],
  ];

  test.each(cases)('%s %j', async (kind, words, sentence) => {
    const said = await check(kind, ...words, '--json');
    expect(told(said)).toEqual({ code: 2, said: false });
    expect(said.err.trimEnd()).toMatch(sentence);
    expect(said.err.trimEnd()).not.toContain('\n');
  });

  test('and nothing that is to be checked is written over, nor a pipe or device taken away', async () => {
    expect(readFileSync(join(folder, 'census.xml'), 'utf8')).toMatch(/^<\?xml/);
    expect(readFileSync(join(folder, 'return', 'header.csv'), 'utf8')).toMatch(/^CHILD,/);
    expect((await check('annex-a', 'pipe', ...KINDS['annex-a'])).err).toContain('is a pipe or a device');
  });

  // Whoever may read everything is not kept out.
  test.skipIf(process.getuid?.() === 0).each<[Kind, string[]]>([
    ['cin', ['locked/census.xml', ...KINDS.cin]],
    ['annex-a', ['locked/lists.xlsx', ...KINDS['annex-a']]],
    ['annex-a', ['own-words.xlsx', ...KINDS['annex-a'], '--mapping', 'locked/mapping.json']],
    ['ssda903', ['locked/return.zip', ...KINDS.ssda903]],
  ])('one that may not be read: %s %j', async (kind, words) => {
    const said = await check(kind, ...words, '--json');
    expect(told(said)).toEqual({ code: 2, said: false });
    expect(said.err).toMatch(/^“locked\/.*” can’t be opened: ask whoever looks after this machine/);
  });
});

describe('a disk that fails while it is read', () => {
  test.runIf(process.platform === 'linux').each<[Kind, string[]]>([
    ['cin', ['/proc/self/mem', ...KINDS.cin]],
    ['annex-a', ['own-words.xlsx', ...KINDS['annex-a'], '--mapping', '/proc/self/mem']],
    ['ssda903', ['/proc/self/mem', ...KINDS.ssda903]],
  ])('ends with 2 and says so: %s %j', async (kind, words) => {
    const said = await check(kind, ...words, '--json');
    expect(told(said)).toEqual({ code: 2, said: false });
    expect(said.err).toMatch(/ could not be read to its end: check the disk or share it is on\.\n$/);
  });
});
