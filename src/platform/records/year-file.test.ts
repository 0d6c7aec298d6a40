import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleKinds } from '../../../test/support/sample-records.ts';
import { problemLine } from './problem.ts';
import { readYearFile } from './year-file.ts';

/** What a person reads of one file, before other files and the database are looked at. */
function faults(text: string): string[] {
  return readYearFile({ name: 'f.yaml', text }, sampleKinds).problems.map(problemLine);
}

const PORTS = 'kith: year-file 1\nports:\n';

describe('a file that is no year file', () => {
  it.each([
    ['empty', '', 'f.yaml: The file is empty.'],
    ['only blanks', ' \n\n \t\n', 'f.yaml: The file is empty.'],
    [
      'only a comment',
      '# soon\n',
      'f.yaml:1:1 The file must start with the line "kith: year-file 1" and headings below it.',
    ],
    ['prose', 'Dear all\n', 'f.yaml:1:1 The file must start with the line "kith: year-file 1" and headings below it.'],
    ['a list', '- a\n- b\n', 'f.yaml:1:1 The file must start with the line "kith: year-file 1" and headings below it.'],
    [
      'JSON of something else',
      '{"name": 1}',
      'f.yaml:1:1 A file for Kith starts with the line "kith: year-file 1". Add it, or load the right file.',
    ],
    [
      'another form',
      'kith: year-file 2\nports: []\n',
      'f.yaml:1:7 This file says it is "year-file 2"; this Kith reads "year-file 1".',
    ],
    ['no form', 'kith:\nports: []\n', 'f.yaml:1:1 This file says it is nothing; this Kith reads "year-file 1".'],
    [
      'the form at the end',
      'ports: []\nkith: year-file 1\n',
      'f.yaml:2:1 "kith: year-file 1" must be the first line of the file.',
    ],
    [
      'no record',
      'kith: year-file 1\n',
      'f.yaml:1:1 The file holds no records. Add a heading, for example "priorities:", with a list below it.',
    ],
    [
      'a table',
      'a,b,c\n1,2,3\n',
      'f.yaml:1:1 The file must start with the line "kith: year-file 1" and headings below it.',
    ],
  ])('%s', (_what, text, said) => {
    expect(faults(text)).toEqual([said]);
  });
});

describe('a head that cannot be read', () => {
  it.each([
    ['year: 2021', '"year" must be text, not "2021". Fill it in, or leave the line out.'],
    ['year: 2021/22', '"year" must be a year from April to March, written like 2021-22, not "2021/22".'],
    ['year: 2021-23', '"year" must be a year from April to March, written like 2021-22, not "2021-23".'],
    ['year:', '"year" must be text, not nothing. Fill it in, or leave the line out.'],
    ['partnership: [a]', '"partnership" must be text, not a list. Fill it in, or leave the line out.'],
    ['yaer: 2021-22', '"yaer" is not a heading that Kith knows. Did you mean "year"?'],
  ])('%s', (line, said) => {
    const [first] = faults(`kith: year-file 1\n${line}\nports: []\n`);
    expect(first?.replace(/^f\.yaml:2:\d+ /, '')).toBe(said);
  });

  it('takes 1999-00 for a year', () => {
    expect(faults('kith: year-file 1\nyear: 1999-00\nports: []\n')).toEqual([]);
  });
});

describe('lists and records of the wrong form', () => {
  it.each([
    ['ports:', 'f.yaml:2:1 "ports" has nothing below it. Start each record with a dash, or remove the heading.'],
    ['ports: whitby', 'f.yaml:2:1 "ports" must hold a list. Start each record with a dash, or remove the heading.'],
    [
      'ports:\n  key: a\n  name: A',
      'f.yaml:2:1 "ports" must hold a list. Start each record with a dash, or remove the heading.',
    ],
    [
      `ports:\n  - {key: a, name: A, ${'x'.repeat(300)}: 1}`,
      `f.yaml:3:23 "${'x'.repeat(57)}…" is not a field of a port.`,
    ],
    ['ports:\n  - {key: a, name: A, "b\\nc": 1}', 'f.yaml:3:23 "b c" is not a field of a port.'],
    ['ports:\n  - whitby', 'f.yaml:3:5 Each entry below "ports" must be a port with fields, not "whitby".'],
    ['ports:\n  -', 'f.yaml:2:1 Each entry below "ports" must be a port with fields, not nothing.'],
    ['ports:\n  - {key: a, name: A, nme: A}', 'f.yaml:3:23 "nme" is not a field of a port. Did you mean "name"?'],
    [
      'ports:\n  - {key: a, name: }',
      'f.yaml:3:14 "name" is empty. Fill it in, or leave the line out if it is not needed.',
    ],
    ['ports:\n  - {key: a, name: ""}', 'f.yaml:3:20 "name" must not be empty.'],
    ['ports:\n  - {key: a, name: "  "}', 'f.yaml:3:20 "name" must not be empty.'],
    [
      'ports:\n  - {key: a, name: 5}',
      'f.yaml:3:20 "name" must be text, and YAML reads 5 as a number. Put it in quotes: "5".',
    ],
    [
      'ports:\n  - {key: a, name: true}',
      'f.yaml:3:20 "name" must be text, and YAML reads true as a true or false. Put it in quotes: "true".',
    ],
    ['ports:\n  - {key: a, name: [A]}', 'f.yaml:3:20 "name" must be text, not a list.'],
    ['ports:\n  - {key: a, name: "A\\nB"}', 'f.yaml:3:20 "name" must stand on one line.'],
    [
      'ports:\n  - {key: a, name: A, at: 5}',
      'f.yaml:3:27 "at" must be text, not "5". Fill it in, or leave the line out.',
    ],
    [
      'ports:\n  - {key: a, name: A, source: }',
      'f.yaml:3:22 "source" must be text, not nothing. Fill it in, or leave the line out.',
    ],
    [
      'ports:\n  - {key: a b, name: A}',
      'f.yaml:3:11 "key" must be lower-case words joined by hyphens, for example "domestic-abuse".',
    ],
    [
      `ports:\n  - {key: a, name: ${'A'.repeat(301)}}`,
      'f.yaml:3:20 "name" is longer than 300 letters; make it shorter.',
    ],
    ['ports:\n  - {key: a, name: A, constructor: x}', 'f.yaml:3:23 "constructor" is not a field of a port.'],
  ])('%s', (text, said) => {
    const lines = faults(`kith: year-file 1\n${text}\n`);
    // An entry that is nothing at all has no place of its own: any line near it will do.
    expect(lines.map((line) => (said.includes('not nothing.') ? line.replace(/:\d+:\d+ /, ' ') : line))).toEqual([
      said.includes('not nothing.') ? said.replace(/:\d+:\d+ /, ' ') : said,
    ]);
  });
});

describe('YAML that cannot be read', () => {
  it.each([
    ['a tab as indent', 'ports:\n\t- key: a\n', 'Lines are indented with spaces, not with tabs.'],
    [
      'a colon in the text',
      'ports:\n  - key: a\n    name: Whitby: a port\n',
      'There are two colons here. If the text itself has a colon in it, put the text in quotes.',
    ],
    ['a quote not closed', 'ports:\n  - key: "a\n', 'This is not YAML: Missing closing "quote.'],
    ['a bracket not closed', 'ports: [\n', 'The indentation does not fit'],
    [
      'a field twice',
      'ports:\n  - key: a\n    name: A\n    name: B\n',
      '"name" stands here twice. Keep one of the two.',
    ],
    ['a heading twice', 'ports: []\nports: []\n', '"ports" stands here twice. Keep one of the two.'],
    ['an anchor', 'ports:\n  - &a {key: a, name: A}\n', 'Anchors (&) and aliases (*) are not read.'],
    ['an alias', 'ports:\n  - {key: a, name: *a}\n', 'Anchors (&) and aliases (*) are not read.'],
    ['a tag', 'ports:\n  - {key: a, name: !secret A}\n', 'Tags (!) are not read.'],
    ['a binary', 'ports:\n  - {key: a, name: !!binary aGk=}\n', 'Tags (!) are not read.'],
    [
      'two documents',
      'ports: []\n---\nports: []\n',
      'A file holds one year file only. Remove the line with three dashes or dots.',
    ],
    ['YAML 1.1', '', 'Kith reads YAML 1.2. Remove the line that starts with %YAML.'],
    ['a list as a name', 'ports:\n  - {[a]: b}\n', 'A field needs a name in front of its colon.'],
    ['__proto__', 'ports:\n  - {key: a, name: A, __proto__: {x: 1}}\n', 'A field needs a name in front of its colon.'],
    [
      'a NUL',
      'ports:\n  - {key: a, name: "A\\0"}\n',
      'This text holds a control character or half a character, which cannot be kept. Remove it.',
    ],
    [
      'half a character',
      'ports:\n  - {key: a, name: "\\ud83d"}\n',
      'This text holds a control character or half a character, which cannot be kept. Remove it.',
    ],
    ['bad indent', 'ports:\n  - key: a\n   name: A\n', ''],
  ])('%s', (what, text, said) => {
    const whole = what === 'YAML 1.1' ? '%YAML 1.1\n---\nkith: year-file 1\nports: []\n' : `kith: year-file 1\n${text}`;
    const lines = faults(whole);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.some((line) => line.includes(said))).toBe(true);
    expect(lines.every((line) => /^f\.yaml:\d+:\d+ \S/.test(line) && !line.includes('\n'))).toBe(true);
  });

  it('does not grow a small file into a large one', () => {
    const bomb = [
      'a0: &a0 x',
      ...Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`),
    ];
    expect(faults(`kith: year-file 1\n${bomb.join('\n')}\n`).length).toBeGreaterThan(0);
  });

  it.each([
    ['brackets', `${PORTS}  - ${'['.repeat(50_000)}`],
    ['closed brackets', `${PORTS}  - {key: a, name: ${'['.repeat(3000)}${']'.repeat(3000)}}\n`],
    ['lists', `${PORTS}${Array.from({ length: 400 }, (_, n) => `${' '.repeat(n + 2)}-\n`).join('')}`],
  ])('survives deep nesting of %s', (_what, text) => {
    const lines = faults(text);
    expect(lines.some((line) => line.includes('nested too deeply'))).toBe(true);
  });

  it('refuses a huge file before it is parsed', () => {
    expect(faults(`${PORTS}${'  - {key: a, name: A}\n'.repeat(300_000)}`)).toEqual([
      'f.yaml: The file is larger than 4 MB. Divide it into several files.',
    ]);
  });

  it('has a plain line for whatever is wrong with a damaged file, and never fails itself', () => {
    const good = `${PORTS}  - key: a\n    name: "A: b"\n    at: page 3\n  - {key: b, name: 'B'}\nsources:\n  - key: s\n`;
    const damage = fc.array(fc.tuple(fc.nat(good.length), fc.nat(6), fc.string({ unit: 'binary', maxLength: 6 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(damage, (cuts) => {
        let text = good;
        for (const [at, length, put] of cuts) text = text.slice(0, at) + put + text.slice(at + length);
        for (const line of faults(text)) expect(line).toMatch(/^f\.yaml:(?:\d+:\d+)? \S[^\n]*$/);
      }),
      { numRuns: 300 },
    );
  });

  it('reads a file with a byte order mark and with Windows line ends', () => {
    expect(faults(`\uFEFF${PORTS}  - {key: a, name: A}\n`.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  it('does not slow down with the number of fields', () => {
    const fields = Array.from({ length: 10_000 }, (_, n) => `f${n}: 1\n`).join('');
    // A parser that compares every field with every other would not end before the test's time is over.
    expect(faults(`kith: year-file 1\n${fields}`).length).toBeGreaterThan(0);
  }, 20_000);
});
