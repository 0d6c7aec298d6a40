import { open, readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { ContentKind } from './kinds.ts';
import { readXml, withZip } from './office.ts';
import { MEGABYTE } from './sizes.ts';

/** What a file says, as text that can stand in a page: nothing in it is ever run or fetched. */
export type Preview =
  | { form: 'words'; paragraphs: string[]; more: boolean }
  | { form: 'table'; rows: string[][]; more: boolean };

/** The most characters of a preview. */
const MOST_SIGNS = 20_000;
const MOST_ROWS = 30;
const MOST_COLUMNS = 12;
const LONGEST_CELL = 200;
/** A workbook whose first sheet unpacks to more is not read for a preview. */
const LARGEST_SHEET = 20 * MEGABYTE;

/**
 * The beginning of a file's text, where its kind has one that can be read: words of text, Word and PowerPoint, first rows of a
 * table or of a workbook's first sheet. Null for pictures and PDF, which a browser shows by itself, for a file without text,
 * and for a workbook too large to be read in passing. The file must have passed `checkContent`.
 */
export async function previewOf(path: string, kind: ContentKind): Promise<Preview | null> {
  if (kind === 'text' || kind === 'csv') return textPreview(await firstText(path), kind);
  if (kind === 'docx') return officeWords(path, /^word\/document\.xml$/, 'w:p', 'w:t');
  if (kind === 'pptx') return officeWords(path, /^ppt\/slides\/slide\d+\.xml$/, 'a:p', 'a:t');
  if (kind === 'xlsx') return workbookRows(path);
  return null;
}

async function firstText(path: string): Promise<{ text: string; more: boolean }> {
  const file = await open(path, 'r');
  try {
    // Four bytes are the most that one character takes.
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_SIGNS * 4), 0, MOST_SIGNS * 4, 0);
    const text = new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: true });
    const { size } = await file.stat();
    return { text: text.slice(0, MOST_SIGNS), more: text.length > MOST_SIGNS || size > bytesRead };
  } finally {
    await file.close();
  }
}

function textPreview({ text, more }: { text: string; more: boolean }, kind: 'text' | 'csv'): Preview {
  const rows = kind === 'csv' ? rowsOf(text) : null;
  if (rows) return tableOf(rows, more);
  const paragraphs = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trimEnd());
  return { form: 'words', paragraphs: paragraphs.filter((line) => line !== ''), more };
}

/** The first rows of a table; null where its beginning can't be read as one, as when a quoted cell is longer than that. */
function rowsOf(text: string): string[][] | null {
  try {
    return parse(text, {
      ...{ relax_column_count: true, relax_quotes: true, skip_empty_lines: true, bom: true },
      to: MOST_ROWS + 1,
    });
  } catch {
    return null;
  }
}

function tableOf(rows: readonly (readonly unknown[])[], more: boolean): Preview {
  return {
    form: 'table',
    rows: rows.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_COLUMNS).map(cellText)),
    more: more || rows.length > MOST_ROWS || rows.some((row) => row.length > MOST_COLUMNS),
  };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
  return printable(text).slice(0, LONGEST_CELL);
}

/** Text that PostgreSQL can store: XML may say signs that it can't. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').toWellFormed();
}

/** The words of a document's parts, paragraph by paragraph. */
async function officeWords(path: string, part: RegExp, paragraph: string, words: string): Promise<Preview | null> {
  const paragraphs: string[] = [];
  let signs = 0;
  let line = '';
  let within = false;
  const enough = () => signs > MOST_SIGNS;
  await withZip(path, async (zip, entries) => {
    const number = (name: string) => Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);
    const parts = entries
      .filter(({ fileName }) => part.test(fileName))
      .toSorted((a, b) => number(a.fileName) - number(b.fileName));
    for (const entry of parts) {
      if (enough()) break;
      await readXml(await zip.openReadStreamPromise(entry), {
        enough,
        onopentag: (name) => {
          if (name === words) within = true;
          else if (name === 'w:tab' || name === 'w:br' || name === 'a:br') line += ' ';
        },
        ontext: (text) => {
          if (within) line += text;
        },
        onclosetag: (name) => {
          if (name === words) within = false;
          if (name !== paragraph) return;
          const said = printable(line).trim();
          line = '';
          if (said === '' || enough()) return;
          paragraphs.push(said.slice(0, MOST_SIGNS));
          signs += said.length;
        },
      });
    }
  });
  return paragraphs.length === 0 ? null : { form: 'words', paragraphs, more: enough() };
}

async function workbookRows(path: string): Promise<Preview | null> {
  const heavy = await withZip(path, async (_zip, entries) =>
    entries.some(
      ({ fileName, uncompressedSize }) =>
        /^xl\/(worksheets\/|sharedStrings|styles)/.test(fileName) && uncompressedSize > LARGEST_SHEET,
    ),
  );
  if (heavy) return null;
  // Loaded with the first workbook, as for downloads.
  const { streamXlsxRows } = await import('hucre/xlsx');
  const rows: unknown[][] = [];
  try {
    for await (const { values } of streamXlsxRows(await readFile(path))) {
      rows.push(values);
      if (rows.length > MOST_ROWS) break;
    }
  } catch {
    // A workbook that this reader can't make sense of can still be downloaded.
    return null;
  }
  return rows.length === 0 ? null : tableOf(rows, false);
}
