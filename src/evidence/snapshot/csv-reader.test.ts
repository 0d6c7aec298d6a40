import { describe, expect, test } from 'vitest';
import { CsvFault, readCsv } from './csv-reader.ts';

const fields = (text: string) => readCsv(text).map((row) => row.fields);

describe('comma-separated values', () => {
  test('are read with either line ending, with or without the last one, and past a byte order mark', () => {
    for (const text of ['a,b\n1,2\n', 'a,b\r\n1,2\r\n', 'a,b\n1,2', '\uFEFFa,b\n1,2\n']) {
      expect(fields(text)).toEqual([
        ['a', 'b'],
        ['1', '2'],
      ]);
    }
  });

  test('keep commas, quotation marks and line breaks of quoted fields, empty fields and spaces', () => {
    expect(fields('"a, b","say ""yes""","two\nlines",""\n , b,,\n')).toEqual([
      ['a, b', 'say "yes"', 'two\nlines', ''],
      [' ', ' b', '', ''],
    ]);
  });

  test('may have rows of unequal length and empty lines, and know the line on which each row ends', () => {
    expect(readCsv('a\n"b\nb"\n\nc,d\n')).toEqual([
      { line: 1, fields: ['a'] },
      { line: 3, fields: ['b\nb'] },
      { line: 5, fields: ['c', 'd'] },
    ]);
    expect(readCsv('')).toEqual([]);
  });

  test.each([
    ['a,"b\nc', 2, 'never closed'],
    ['a\nb,c"d\n', 2, 'not quoted'],
    ['a\n"b"c,d\n', 2, 'closing quotation mark'],
  ])('are refused where quotation marks are wrong: %j', (text, line, reason) => {
    let fault: unknown;
    try {
      readCsv(text);
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(CsvFault);
    expect(fault).toMatchObject({ line, message: expect.stringContaining(reason) });
  });
});
