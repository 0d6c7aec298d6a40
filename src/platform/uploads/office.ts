import type { Readable } from 'node:stream';
import { Parser } from 'htmlparser2';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { FileRefused } from './refused.ts';
import { MEGABYTE } from './sizes.ts';

/** What a document of Office is packed of may unpack to so much, in bytes: real ones stay far below it. */
export const MOST_UNPACKED = 200 * MEGABYTE;
/** The most parts that one may have. */
const MOST_PARTS = 5000;
/** The list of parts of a document is never larger. */
const LIST_AT_MOST = 2 * MEGABYTE;

const MAIN = 'application/vnd.openxmlformats-officedocument';
const KINDS = {
  [`${MAIN}.wordprocessingml.document.main+xml`]: 'docx',
  [`${MAIN}.spreadsheetml.sheet.main+xml`]: 'xlsx',
  [`${MAIN}.presentationml.presentation.main+xml`]: 'pptx',
} as const;

const MACROS = /macroenabled|vbaproject|macrosheet|activex/i;
const DAMAGED = 'The document is damaged: open it, save it again, and send what you saved';
const NO_DOCUMENT = 'This is an archive, or a document of a kind that is not taken here: save it as PDF, Word or Excel';

/**
 * Which document of Office a zip archive is, by its own list of parts. Every part is unpacked once and thrown away, so that
 * a document which says less of itself than it unpacks to is found here and not by whoever opens it. Throws FileRefused (415)
 * for an archive that is no document, is damaged, is locked, carries macros, or unpacks to more than MOST_UNPACKED.
 */
export async function officeKindOf(path: string): Promise<'docx' | 'xlsx' | 'pptx'> {
  return withZip(path, async (zip, entries) => {
    const lists = entries.filter(({ fileName }) => fileName === '[Content_Types].xml');
    const [list] = lists;
    if (!list) throw new FileRefused(NO_DOCUMENT);
    if (lists.length > 1) throw new FileRefused(DAMAGED);
    if (entries.some((one) => one.isEncrypted())) {
      throw new FileRefused('The document has a password: save it without one, so that members can read it');
    }
    const unpacked = entries.reduce((sum, one) => sum + one.uncompressedSize, 0);
    if (unpacked > MOST_UNPACKED) {
      throw new FileRefused('What is packed in this document is far too large: save it again with smaller pictures');
    }
    const types = await contentTypes(zip, list);
    if (entries.some(({ fileName }) => MACROS.test(fileName)) || types.some((type) => MACROS.test(type))) {
      throw new FileRefused('The document has macros: save it as a document without macros');
    }
    const kinds = types.flatMap((type) => (Object.hasOwn(KINDS, type) ? [KINDS[type as keyof typeof KINDS]] : []));
    const [kind] = kinds;
    if (!kind || kinds.length > 1) throw new FileRefused(NO_DOCUMENT);
    for (const entry of entries) await unpack(await zip.openReadStreamPromise(entry), entry.uncompressedSize);
    return kind;
  });
}

/** Whether a zip archive has the list of parts of a document of Office. Throws FileRefused (415) where it can't be opened. */
export async function isOffice(path: string): Promise<boolean> {
  return withZip(path, async (_zip, entries) => entries.some(({ fileName }) => fileName === '[Content_Types].xml'));
}

/** Opens a zip archive for one use, with its entries. Whatever is wrong with it is a FileRefused. */
export async function withZip<T>(path: string, use: (zip: ZipFile, entries: Entry[]) => Promise<T>): Promise<T> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
      strictFileNames: true,
    });
    if (zip.entryCount > MOST_PARTS)
      throw new FileRefused('The document has more parts than any document needs: save it as PDF');
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    return await use(zip, entries);
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused(DAMAGED, 415, error);
  } finally {
    zip?.close();
  }
}

async function unpack(stream: Readable, said: number): Promise<void> {
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > said) throw new FileRefused(DAMAGED);
  }
}

async function contentTypes(zip: ZipFile, list: Entry): Promise<string[]> {
  if (list.uncompressedSize > LIST_AT_MOST) throw new FileRefused(DAMAGED);
  const types: string[] = [];
  await readXml(await zip.openReadStreamPromise(list), {
    onopentag: (_name, attributes) => {
      if (attributes.ContentType !== undefined) types.push(attributes.ContentType);
    },
  });
  return types;
}

/** What is heard while XML is read. */
interface Heard {
  onopentag?: (name: string, attributes: Record<string, string>) => void;
  onclosetag?: (name: string) => void;
  ontext?: (text: string) => void;
  /** Asked after every piece: true ends the reading. */
  enough?: () => boolean;
}

/** Reads XML as it comes, without building a tree. It knows no entity but the five of XML: none can be declared. */
export async function readXml(stream: Readable, { enough, ...heard }: Heard): Promise<void> {
  const parser = new Parser(heard, { xmlMode: true, decodeEntities: true });
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    parser.write(decoder.decode(chunk as Buffer, { stream: true }));
    if (enough?.()) break;
  }
  parser.end();
}
