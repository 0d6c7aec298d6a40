import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDocument } from '../documents/index.ts';
import { sampleDocument } from '../documents/sample.testing.ts';
import { toXlsx } from '../spreadsheets/workbook.ts';
import { checkContent } from './content.ts';
import { safeFileName } from './file-name.ts';
import type { ContentKind } from './kinds.ts';
import { MOST_UNPACKED } from './office.ts';
import { previewOf } from './preview.ts';
import { FileRefused } from './refused.ts';
import { listOf, pdfOf, pngOf, wordOf, zipOf } from './uploads.testing.ts';

const ALL: ContentKind[] = ['pdf', 'docx', 'xlsx', 'pptx', 'csv', 'text', 'png', 'jpeg'];
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-content-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(bytes: Buffer | string): string {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return path;
}

/** What a file is taken for, or the sentence with which it is refused. */
async function found(bytes: Buffer | string, kinds = ALL): Promise<string> {
  try {
    return await checkContent(fileOf(bytes), kinds);
  } catch (error) {
    if (error instanceof FileRefused) return error.message;
    throw error;
  }
}

const xlsx = () =>
  toXlsx({
    ...{ title: 'x', description: 'x', notes: [], asOf: new Date(0) },
    tables: [{ title: 'Sheet', columns: [{ heading: 'Area' }, { heading: 'Children' }], rows: [['Hartlepool', 31]] }],
  });

describe('what a file is', () => {
  it('is told by what is in it, for documents as the programs of the field write them', async () => {
    expect(await found(Buffer.from(await writeDocument(sampleDocument(), 'docx')))).toBe('docx');
    expect(await found(Buffer.from(await writeDocument(sampleDocument(), 'pdf')))).toBe('pdf');
    expect(await found(await xlsx())).toBe('xlsx');
    expect(await found(pngOf())).toBe('png');
    expect(await found('Zwölf Kinder, £3 — a note.\r\nLine two\r\n')).toBe('text');
    expect(await found('Area,Children\nHartlepool,31\nMiddlesbrough,44\n')).toBe('csv');
    expect(await found('\ufeffArea,Children\nHartlepool,"31, or more"\n')).toBe('csv');
    const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080001000101011100ffd9', 'hex');
    expect(await found(jpeg)).toBe('jpeg');
  });

  it('is refused where it is a program, an archive or of another format, and the sentence says what to do', async () => {
    expect(await found(Buffer.from('MZ\x90\x00\x03'))).toBe('This is a program of Windows, not a document');
    expect(await found(Buffer.from('\x7fELF\x02\x01\x01\x00', 'latin1'))).toBe('This is a program, not a document');
    expect(await found('#!/bin/sh\nrm -rf /\n')).toBe('This is a program, not a document');
    expect(await found(Buffer.from('d0cf11e0a1b11ae100000000', 'hex'))).toContain(
      'older Office, or one with a password',
    );
    expect(await found('{\\rtf1 words}')).toContain('save it as a Word document');
    expect(await found(Buffer.from('GIF89a\x01\x00\x01\x00'))).toContain('save it as PNG or JPEG');
    expect(await found(zipOf([{ name: 'a.exe', content: 'MZ' }]))).toContain('This is an archive');
  });

  it('is an archive where archives are taken, and a document of Office is none', async () => {
    const archive = zipOf([{ name: 'return/episodes.csv', content: 'CHILD\n' }]);
    expect(await found(archive, ['zip'])).toBe('zip');
    expect(await found(archive, ['xlsx', 'csv'])).toContain('This is an archive');
    expect(await found(await xlsx(), ['zip', 'xlsx'])).toBe('xlsx');
    expect(await found(await xlsx(), ['zip'])).toContain('Choose a zip archive');
    expect(await found(archive.subarray(0, archive.length - 30), ['zip'])).toContain('damaged');
  });

  it.each([
    '<!doctype html><script>alert(1)</script>',
    '\n\n <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    '\ufeff<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  ])('is refused where it is markup that a browser would run: %s', async (markup) => {
    expect(await found(markup)).toContain('This is a web page, a drawing or other markup');
  });

  it('is refused where it is cut off or mixed up', async () => {
    expect(await found(pdfOf('x').subarray(0, 40))).toBe('The PDF is damaged or not whole: save it again');
    expect(await found(pngOf().subarray(0, 40))).toBe('The picture is damaged: save it again');
    expect(await found(wordOf(['x']).subarray(0, 200))).toContain('The document is damaged');
    expect(await found(Buffer.from([0xff, 0xfe, 0x41, 0x00]))).toContain('Text must be saved as UTF-8');
    expect(await found('a\u0000b')).toContain('this file is none of them, whatever its name says');
  });

  it('is refused where it carries macros, is locked, or is of two kinds at once', async () => {
    const macros = 'The document has macros: save it as a document without macros';
    expect(await found(wordOf(['x'], [{ name: 'word/vbaProject.bin', content: 'x' }]))).toBe(macros);
    expect(await found(wordOf(['x'], [{ name: 'word/activeX/activeX1.xml', content: 'x' }]))).toBe(macros);
    expect(await found(wordOf(['x'], [], 'application/vnd.ms-word.document.macroEnabled.main+xml'))).toBe(macros);
    expect(await found(zipOf([listOf(SHEET), { name: 'xl/macrosheets/sheet1.xml', content: 'x' }]))).toBe(macros);
    expect(await found(wordOf(['x'], [{ name: 'word/a.xml', content: 'x', locked: true }]))).toContain(
      'has a password',
    );
    expect(await found(wordOf(['x'], [listOf(SHEET)]))).toContain('The document is damaged');
    expect(await found(wordOf(['x'], [{ name: '../../etc/cron.d/x', content: 'x' }]))).toContain(
      'The document is damaged',
    );
  });

  it('is refused where it unpacks to far more than it is, whether it says so or not', async () => {
    const zeros = Buffer.alloc(1_048_576);
    const many = Array.from({ length: 201 }, (_, at) => ({ name: `word/${at}.xml`, content: zeros }));
    expect(MOST_UNPACKED).toBeLessThan(201 * zeros.length);
    expect(await found(wordOf(['x'], many))).toContain('What is packed in this document is far too large');
    const liar = { name: 'word/a.xml', content: Buffer.alloc(5_000_000), saysSize: 10 };
    expect(await found(wordOf(['x'], [liar]))).toContain('The document is damaged');
    const crowd = Array.from({ length: 5001 }, (_, at) => ({ name: `word/${at}`, content: '' }));
    expect(await found(wordOf(['x'], crowd))).toContain('more parts than any document needs');
    expect(await found(pngOf(60_000, 60_000))).toContain('more than 100 million points');
  });

  it('is taken only where its kind is', async () => {
    expect(await found(pdfOf('x'), ['csv'])).toBe(
      'Choose a CSV table: this file is none of them, whatever its name says',
    );
    expect(await found('a,b\n1,2\n', ['text'])).toBe('text');
  });

  it('never breaks, whatever the bytes are', async () => {
    const begin = fc.constantFrom(
      '',
      'PK\x03\x04',
      '%PDF-1.7',
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff',
      '<',
      'BM',
      'PK\x05\x06',
    );
    await fc.assert(
      fc.asyncProperty(begin, fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
        expect(typeof (await found(Buffer.concat([Buffer.from(start, 'latin1'), rest])))).toBe('string');
      }),
      { numRuns: 200 },
    );
  });
});

describe('the name under which a file is kept', () => {
  it.each([
    ['../../../etc/passwd.txt', 'text', 'passwd.txt'],
    ['C:\\Users\\maya\\Paper 3.DOCX', 'docx', 'Paper 3.docx'],
    ['x\r\nSet-Cookie: kith=planted.pdf', 'pdf', 'xSet-Cookie kith=planted.pdf'],
    ['report\u202efdp.exe.pdf', 'pdf', 'reportfdp.exe.pdf'],
    ['Jahresbericht für “Özil”.pdf', 'pdf', 'Jahresbericht für “Özil”.pdf'],
    ['', 'png', 'file.png'],
    ['...', 'csv', 'file.csv'],
    ['photo.JPEG', 'jpeg', 'photo.jpeg'],
    [`${'long '.repeat(100)}.pdf`, 'pdf', null],
  ] as const)('of %j (%s) is %j', (sent, kind, kept) => {
    const name = safeFileName(sent, kind);
    if (kept !== null) expect(name).toBe(kept);
    expect(name.length).toBeLessThanOrEqual(120);
  });

  it('is refused where it says something else than the content', () => {
    expect(() => safeFileName('invoice.exe', 'pdf')).toThrow('The name ends in .exe, but what is in the file is a PDF');
    expect(() => safeFileName('page.html', 'text')).toThrow(FileRefused);
  });

  it('is no path and no header, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (sent) => {
        const name = safeFileName(sent.replaceAll('.', '_'), 'pdf');
        expect(name).toMatch(/^[^/\\"<>:|?*\p{Cc}\p{Cf}]+\.pdf$/u);
        expect(name.startsWith('.')).toBe(false);
      }),
    );
  });
});

describe('a preview', () => {
  const preview = (bytes: Buffer | string, kind: ContentKind) => previewOf(fileOf(bytes), kind);

  it('has the paragraphs of a Word document as text, with nothing declared or fetched', async () => {
    const word = wordOf(['First &amp; foremost', 'a <x>b</x>', '&lol;', ' ']);
    expect(await preview(word, 'docx')).toEqual({
      form: 'words',
      paragraphs: ['First & foremost', 'a b', '&lol;'],
      more: false,
    });
    const shown = await preview(Buffer.from(await writeDocument(sampleDocument(), 'docx')), 'docx');
    expect(JSON.stringify(shown)).toContain(sampleDocument().title);
  });

  it('ends after so much text, and says so', async () => {
    const long = await preview(wordOf(Array.from({ length: 5000 }, () => 'twenty signs of text')), 'docx');
    expect(long).toMatchObject({ more: true });
    expect(JSON.stringify(long).length).toBeLessThan(30_000);
    expect(await preview('x'.repeat(100_000), 'text')).toMatchObject({ more: true });
  });

  it('has the first rows of a workbook and of a table', async () => {
    expect(await preview(await xlsx(), 'xlsx')).toEqual({
      form: 'table',
      rows: [
        ['Area', 'Children'],
        ['Hartlepool', '31'],
      ],
      more: false,
    });
    expect(await preview('a,"b, c"\n1,2\n', 'csv')).toMatchObject({
      rows: [
        ['a', 'b, c'],
        ['1', '2'],
      ],
    });
  });

  it('is left out where there is no text, and where a workbook is too large to be read in passing', async () => {
    expect(await preview(pdfOf('x'), 'pdf')).toBeNull();
    expect(await preview(wordOf([]), 'docx')).toBeNull();
    const large = zipOf([listOf(SHEET), { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(21 * 1_048_576) }]);
    expect(await preview(large, 'xlsx')).toBeNull();
  });
});
