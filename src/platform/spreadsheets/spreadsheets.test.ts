import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';
import type { CellContent, DownloadTable } from './table.ts';
import { type DownloadWorkbook, toXlsx } from './workbook.ts';

function tableOf(...rows: CellContent[][]): DownloadTable {
  return { title: 'Contacts', columns: [{ heading: 'Line', width: 40 }, { heading: 'Figure' }], rows };
}

function workbookOf(...tables: DownloadTable[]): DownloadWorkbook {
  return {
    title: 'Northmoor snapshot',
    description: 'Figures for an invented area.',
    tables,
    notes: [
      {
        heading: 'Definitions',
        entries: [{ term: 'Contacts', words: 'Contacts made to the front door in the year.' }],
      },
      { heading: 'Sources', entries: [] },
    ],
    asOf: new Date('2026-03-01T09:00:00Z'),
  };
}

/** Reads a file the way another program would: with a reader that is not the writer. */
function readCsv(text: string): string[][] {
  return parse(text, { bom: true }) as string[][];
}

describe('a CSV download', () => {
  it('starts with a byte order mark and ends each line with CRLF, the last one too', () => {
    const text = toCsv(tableOf(['Contacts', 517]));
    expect(text.startsWith('\uFEFFLine,Figure\r\n')).toBe(true);
    expect(text.endsWith('Contacts,517\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('gives back quotes, commas, line breaks and letters beyond ASCII as they were', () => {
    const said = 'The “Hub”, its "front door"\nand Zoë – at night';
    expect(readCsv(toCsv(tableOf([said, 1])))[1]).toEqual([said, '1']);
  });

  it('writes a number with the decimals it is published with, and nothing where there is nothing', () => {
    const rows = readCsv(toCsv(tableOf(['Share', { number: 21, decimals: 1 }], ['Change', -4], ['Unknown', null])));
    expect(rows.slice(1)).toEqual([
      ['Share', '21.0'],
      ['Change', '-4'],
      ['Unknown', ''],
    ]);
  });

  it.each(['=1+1', '+44 1429', '-cmd', '@SUM(A1)', '|calc', '\t=1', '\r=1', '\n=1', '＝1+1'])(
    'never hands a spreadsheet program a formula: %j',
    (text) => {
      expect(readCsv(toCsv(tableOf([text, text])))[1]).toEqual([`'${text}`, `'${text}`]);
    },
  );

  it('protects a heading as it protects a cell', () => {
    const text = toCsv({ title: 'T', columns: [{ heading: '=HYPERLINK("x")' }], rows: [] });
    expect(readCsv(text)[0]).toEqual(['\'=HYPERLINK("x")']);
  });

  it('writes the headings of a table without rows', () => {
    expect(toCsv(tableOf())).toBe('\uFEFFLine,Figure\r\n');
  });
});

/** The part of a workbook's zip archive that lists its sheets, as text. */
async function workbookPart(bytes: Buffer): Promise<string> {
  // The central directory lies at the end; each entry names its file and where that file begins.
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) {
    const nameLength = bytes.readUInt16LE(at + 28);
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) !== 'xl/workbook.xml') continue;
    const start = bytes.readUInt32LE(at + 42);
    const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(data, data + bytes.readUInt32LE(at + 20));
    return (bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
  }
  throw new Error('The file has no workbook part.');
}

describe('a workbook download', () => {
  it('carries each table on its own sheet and the notes last', async () => {
    const read = await readXlsx(await toXlsx(workbookOf(tableOf(['Contacts', 517]))));
    expect(read.sheets.map((sheet) => sheet.name)).toEqual(['Contacts', 'Notes and definitions']);
    expect(read.sheets[0]?.rows).toEqual([
      ['Line', 'Figure'],
      ['Contacts', 517],
    ]);
    const notes = read.sheets[1]?.rows.map((row) => row.filter((cell) => cell !== null));
    expect(notes).toEqual([
      ['About', 'What to know'],
      ['Northmoor snapshot', 'Figures for an invented area.'],
      ['Definitions'],
      ['Contacts', 'Contacts made to the front door in the year.'],
    ]);
  });

  it('keeps numbers as numbers, with thousands and decimals as published', async () => {
    const table = tableOf(['Share', { number: 21, decimals: 1 }], ['Children', 20_108]);
    const read = await readXlsx(await toXlsx(workbookOf(table)), { readStyles: true });
    const cells = read.sheets[0]?.cells;
    expect(cells?.get('1,1')).toMatchObject({ value: 21, style: { numFmt: '#,##0.0' } });
    expect(cells?.get('2,1')).toMatchObject({ value: 20_108, style: { numFmt: '#,##0' } });
  });

  it('stores text that looks like a formula as text', async () => {
    const read = await readXlsx(await toXlsx(workbookOf(tableOf(['=1+1', '@x']))), { readStyles: true });
    expect(read.sheets[0]?.rows[1]).toEqual(['=1+1', '@x']);
    for (const cell of read.sheets[0]?.cells?.values() ?? []) expect(cell.formula).toBeUndefined();
  });

  it('opens with its title and description', async () => {
    const read = await readXlsx(await toXlsx(workbookOf(tableOf())));
    expect(read.properties).toMatchObject({
      title: 'Northmoor snapshot',
      description: 'Figures for an invented area.',
      creator: 'Kith',
    });
  });

  it('gives the same bytes for the same figures', async () => {
    const [first, second] = [await toXlsx(workbookOf(tableOf(['a', 1]))), await toXlsx(workbookOf(tableOf(['a', 1])))];
    expect(first.equals(second)).toBe(true);
  });

  it('names its sheets in quotes where it points at them, so that no program finds the file damaged', async () => {
    const table = { ...tableOf(), title: 'Children’s and parents’ "own" words: O\'Neill' };
    const read = await readXlsx(await toXlsx(workbookOf(table)), { readStyles: true });
    expect(read.sheets.map((sheet) => sheet.pageSetup?.printTitlesRow)).toEqual(['$1:$1', '$1:$1']);
    const parts = await workbookPart(await toXlsx(workbookOf(table)));
    const ranges = Array.from(parts.matchAll(/<definedName [^>]*>([^<]*)</g), (match) => String(match[1]));
    expect(ranges).toHaveLength(2);
    for (const range of ranges) expect(range).toMatch(/^(&apos;|').*(&apos;|')!\$1:\$1$/);
  });

  it('makes a sheet name of any title', async () => {
    const long = { ...tableOf(), title: 'Children missing: how often [year/quarter] and for how long' };
    const read = await readXlsx(
      await toXlsx(
        workbookOf(long, long, { ...tableOf(), title: 'notes AND definitions' }, { ...tableOf(), title: '?*' }),
      ),
    );
    const names = read.sheets.map((sheet) => sheet.name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(5);
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
  });
});
