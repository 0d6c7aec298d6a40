import { type FileHandle, open } from 'node:fs/promises';
import type { ContentKind } from './kinds.ts';
import { kindsInWords } from './kinds.ts';
import { isOffice, officeKindOf } from './office.ts';
import { hasPictureEnd, pictureSize } from './pictures.ts';
import { FileRefused } from './refused.ts';
import { textKindOf } from './text.ts';

/** So many bytes at either end tell what a file is. */
const ENDS = 4096;
/** A picture of more points than this is made to fill memories, not to be looked at. */
const MOST_POINTS = 100_000_000;

/** Signs by which a file is known that people send by mistake or somebody sends in disguise, and what to say of it. */
interface Sign {
  /** Bytes, one character each, and where they stand; at the beginning unless told. */
  bytes: readonly string[];
  at?: number;
  says: string;
}

const PICTURE = 'This kind of picture is not taken: save it as PNG or JPEG';
const REFUSED: readonly Sign[] = [
  { bytes: ['MZ'], says: 'This is a program of Windows, not a document' },
  {
    bytes: ['\x7fELF', '\xca\xfe\xba\xbe', '\xce\xfa\xed\xfe', '\xcf\xfa\xed\xfe'],
    says: 'This is a program, not a document',
  },
  {
    bytes: ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    says: 'This is a file of an older Office, or one with a password: save it in the format of today, without a password',
  },
  { bytes: ['GIF8', 'BM', 'II*\0', 'MM\0*'], says: PICTURE },
  { bytes: ['WEBP'], at: 8, says: PICTURE },
  { bytes: ['ftypheic', 'ftypheix', 'ftypmif1', 'ftypavif'], at: 4, says: PICTURE },
  {
    bytes: ['Rar!', '7z\xbc\xaf', '\x1f\x8b', 'BZh', '\xfd7zXZ'],
    says: 'This is an archive: send the documents in it one by one',
  },
];

/**
 * Says what a file is by what is in it: its first and last bytes and, for documents of Office, the parts that it is packed
 * of. Never by its name or by what the browser says. Throws FileRefused (415) in one plain sentence where it is none of
 * `kinds`, is damaged, carries macros, is locked, or unpacks to more than is sane.
 */
export async function checkContent(path: string, kinds: readonly ContentKind[]): Promise<ContentKind> {
  const kind = await kindOf(path, kinds);
  if (kind && kinds.includes(kind)) return kind;
  // A table is text, where text is taken.
  if (kind === 'csv' && kinds.includes('text')) return 'text';
  const hint = kind === null && kinds.includes('text') ? '. Text must be saved as UTF-8' : '';
  throw new FileRefused(`Choose a ${kindsInWords(kinds)}: this file is none of them, whatever its name says${hint}`);
}

async function kindOf(path: string, kinds: readonly ContentKind[]): Promise<ContentKind | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = await bytesAt(file, 0, Math.min(ENDS, size));
    const end = await bytesAt(file, Math.max(0, size - ENDS), Math.min(ENDS, size));
    const begins = start.toString('latin1');
    if (begins.startsWith('%PDF-')) return checkPdf(end);
    if (begins.startsWith('PK'))
      return kinds.includes('zip') && !(await isOffice(path)) ? 'zip' : await officeKindOf(path);
    const picture = await pictureSize(file, start);
    if (picture) {
      if (!hasPictureEnd(picture.kind, end)) throw new FileRefused('The picture is damaged: save it again');
      if (picture.width * picture.height > MOST_POINTS) {
        throw new FileRefused('The picture has more than 100 million points: make it smaller');
      }
      return picture.kind;
    }
    if (kinds.includes('xml') && isXml(start)) return 'xml';
    const text = await textKindOf(path);
    if (text) return text;
    const refused = REFUSED.find(({ bytes, at = 0 }) => bytes.some((one) => begins.startsWith(one, at)));
    if (refused) throw new FileRefused(refused.says);
    return null;
  } finally {
    await file.close();
  }
}

/**
 * Whether it begins as XML does, in UTF-8, UTF-16 with its mark, or an encoding that agrees with ASCII there. What stands
 * behind the beginning is for whoever reads it. A web page begins alike and is none.
 */
function isXml(start: Buffer): boolean {
  const wide = start[0] === 0xff && start[1] === 0xfe ? 0 : start[0] === 0xfe && start[1] === 0xff ? 1 : -1;
  const begins = (wide < 0 ? start : Buffer.from(start.subarray(2).filter((_, at) => at % 2 === wide))).toString(
    'latin1',
  );
  const text = begins.replace(/^\xef\xbb\xbf/, '').trimStart();
  return (
    /^<(\?xml\s|!--|!DOCTYPE\s|[A-Za-z_])/.test(text) && !/<(!DOCTYPE\s+)?(html|svg)[\s>]/i.test(text.slice(0, 1000))
  );
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function checkPdf(end: Buffer): ContentKind {
  const ends = end.toString('latin1');
  if (!/startxref\s+\d+\s+%%EOF/.test(ends)) throw new FileRefused('The PDF is damaged or not whole: save it again');
  return 'pdf';
}
