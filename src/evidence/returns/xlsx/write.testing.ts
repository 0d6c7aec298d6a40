import { Readable } from 'node:stream';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

/** A cell to be written: text, number, truth, an error such as `#N/A`, or nothing. */
export type Written = string | number | boolean | null | { error: string } | { shared: number };

/** A workbook to be written. */
export interface WrittenWorkbook {
  sheets: { name: string; rows: Written[][]; hidden?: boolean; xml?: string }[];
  from1904?: boolean;
  shared?: string[];
  /** Parts that replace or join those that are written. */
  parts?: Record<string, string | Buffer>;
}

/** A part of an archive, with what the archive is to say of it instead of the truth. */
interface Part {
  name: string;
  bytes: Buffer;
  saysSize?: number;
}

/** A part that was packed piece by piece, because nobody could hold it: see `packedPart`. */
interface PackedPart {
  name: string;
  packed: Buffer;
  size: number;
  crc: number;
}

/** Parts that were packed before: a test that changes one of them packs the others once. */
const PACKED = new WeakMap<Buffer, Buffer>();
function packedOf(bytes: Buffer): Buffer {
  const packed = PACKED.get(bytes) ?? deflateRawSync(bytes);
  PACKED.set(bytes, packed);
  return packed;
}

/** Packs a part that is made piece by piece, however large it is. */
export async function packedPart(name: string, pieces: Iterable<string>): Promise<PackedPart> {
  let [size, crc] = [0, 0];
  function* counted(): Generator<Buffer> {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      size += bytes.length;
      crc = crc32(bytes, crc);
      yield bytes;
    }
  }
  const packed = await Readable.from(counted())
    .pipe(createDeflateRaw({ level: 1 }))
    .toArray();
  return { name, packed: Buffer.concat(packed as Buffer[]), size, crc };
}

function packed(part: Part | PackedPart): PackedPart & { saysSize: number } {
  if ('packed' in part) return { ...part, saysSize: part.size };
  const { name, bytes, saysSize = bytes.length } = part;
  return { name, packed: packedOf(bytes), size: bytes.length, crc: crc32(bytes), saysSize };
}

/** A zip archive, compressed. */
export function zipOf(parts: readonly (Part | PackedPart)[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed: bytes, crc, saysSize } of parts.map(packed)) {
    const named = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc, 10);
    fields.writeUInt32LE(bytes.length, 14);
    fields.writeUInt32LE(saysSize, 18);
    fields.writeUInt16LE(named.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fields, named, bytes]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), fields, rest, named]));
    pieces.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...pieces, list, Buffer.from('504b0506', 'hex'), end]);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook by name, before they are packed. */
export function partsOf({ sheets, from1904 = false, shared, parts = {} }: WrittenWorkbook): Map<string, Buffer> {
  const all = new Map<string, Buffer>();
  const put = (name: string, text: string | Buffer) =>
    all.set(name, typeof text === 'string' ? Buffer.from(text) : text);
  // By which Office, and Kith's door for files, know a workbook.
  put(
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
  );
  put('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
  const listed = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  );
  put(
    'xl/workbook.xml',
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
  );
  const targets = sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]);
  put('xl/_rels/workbook.xml.rels', relations(shared ? [...targets, ['sharedStrings', 'sharedStrings.xml']] : targets));
  if (shared)
    put(
      'xl/sharedStrings.xml',
      `${HEAD}<sst xmlns="${MAIN}">${shared.map((one) => `<si><t>${escaped(one)}</t></si>`).join('')}</sst>`,
    );
  for (const [at, { rows, xml }] of sheets.entries()) put(`xl/worksheets/sheet${at + 1}.xml`, xml ?? sheetXml(rows));
  for (const [name, text] of Object.entries(parts)) put(name, text);
  return all;
}

/** A workbook as the bytes of its file. */
export function workbookFile(workbook: WrittenWorkbook): Buffer {
  return zipOf([...partsOf(workbook)].map(([name, bytes]) => ({ name, bytes })));
}

/** The XML of a sheet. */
export function sheetXml(rows: readonly Written[][]): string {
  const lines = rows.map((cells, y) => {
    const written = cells.map((cell, x) => cellXml(cell, `${columnName(x)}${y + 1}`));
    return `<row r="${y + 1}">${written.join('')}</row>`;
  });
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: Written, at: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'string')
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if ('error' in cell) return `<c r="${at}" t="e"><f>VLOOKUP(A1,B:B,1)</f><v>${cell.error}</v></c>`;
  return `<c r="${at}" t="s"><v>${cell.shared}</v></c>`;
}

function columnName(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : `${columnName(Math.floor(at / 26) - 1)}${columnName(at % 26)}`;
}

function relations(targets: readonly [string, string][]): string {
  const all = targets.map(
    ([type, to], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${to}"/>`,
  );
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
