import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openPromise, type ZipFile } from 'yauzl';
import { MOST_UNPACKED, unpackedPieces } from '../unpacking.ts';
import { UnreadableReturn } from '../unreadable.ts';

/** CSV files that are looked at. */
const MOST_FILES = 200;
const PIECE = 262_144;
/** A folder of this name in the return’s own is of the year before. */
const LAST_FOLDER = /^(last|last[ _-]?year|prev|previous|previous[ _-]?year)$/i;
const CSV = /\.csv$/i;
const DAMAGED = 'pack it again, or choose the folder itself';

/** A file of the return. */
export interface ReturnFile {
  /** As a person finds it: `episodes.csv`, `last/episodes.csv`. */
  called: string;
  /** Whether it stands in the folder of the year before. */
  isLast: boolean;
  bytes: () => AsyncIterable<Uint8Array>;
}

/** The files of a return, of its folder or of an archive of it. */
export interface ReturnFiles {
  files: readonly ReturnFile[];
  /** Bytes of all of them. */
  size: number;
  close: () => void;
}

/**
 * Finds the CSV files of a return: in a folder, and in the folder `last` in it, or in a zip archive of such a folder. Throws
 * UnreadableReturn in one sentence where there are none, too many, or where the archive can’t be opened.
 */
export async function openReturnFiles(path: string): Promise<ReturnFiles> {
  const found = (await stat(path)).isDirectory() ? await ofFolder(path) : await ofArchive(path);
  const where = found.close === NOTHING ? 'folder' : 'archive';
  const { length } = found.files;
  if (length > 0 && length <= MOST_FILES) return found;
  found.close();
  if (length === 0)
    throw new UnreadableReturn(`The ${where} holds no CSV file: name the folder with the files of the return.`);
  throw new UnreadableReturn(`The ${where} holds more than ${MOST_FILES} CSV files: name the folder of one return.`);
}

const NOTHING = () => {};

async function ofFolder(folder: string): Promise<ReturnFiles> {
  const files: ReturnFile[] = [];
  let size = 0;
  const take = async (within: string, before: string) => {
    for (const name of (await readdir(within)).sort()) {
      const path = join(within, name);
      if (before === '' && LAST_FOLDER.test(name) && (await stat(path)).isDirectory()) await take(path, `${name}/`);
      if (!CSV.test(name)) continue;
      const is = await stat(path);
      if (!is.isFile()) continue;
      size += is.size;
      files.push({
        ...{ called: `${before}${name}`, isLast: before !== '' },
        bytes: () => createReadStream(path, { highWaterMark: PIECE }),
      });
    }
  };
  await take(folder, '');
  return { files, size, close: NOTHING };
}

async function ofArchive(path: string): Promise<ReturnFiles> {
  const zip = await openZip(path);
  const files: ReturnFile[] = [];
  let size = 0;
  const so = { bytes: 0 };
  try {
    for await (const entry of zip.eachEntry()) {
      const parts = entry.fileName.split('/');
      const name = parts.at(-1) ?? '';
      // Macintosh computers put a shadow beside every file.
      if (!CSV.test(name) || parts.includes('__MACOSX') || name.startsWith('._')) continue;
      if (entry.isEncrypted() || !entry.canDecodeFileData())
        throw new UnreadableReturn('The archive is locked with a password: unpack it and pack the files without one.');
      size += entry.uncompressedSize;
      const isLast = LAST_FOLDER.test(parts.at(-2) ?? '');
      const called = isLast ? `${parts.at(-2)}/${name}` : name;
      const says = {
        damaged: `“${called}” can’t be unpacked to its end: ${DAMAGED}.`,
        tooMuch: `The archive unpacks to more than ${MOST_UNPACKED / 1_000_000} MB at “${called}”, as no return does.`,
      };
      files.push({ called, isLast, bytes: () => unpackedPieces(zip, entry, so, says) });
      if (files.length > MOST_FILES) break;
    }
  } catch (error) {
    zip.close();
    if (error instanceof UnreadableReturn) throw error;
    throw new UnreadableReturn(`The archive is damaged, its list of files can’t be read: ${DAMAGED}.`, error);
  }
  return { files, size, close: () => zip.close() };
}

async function openZip(path: string): Promise<ZipFile> {
  const handle = await open(path);
  const start = Buffer.alloc(2);
  const { bytesRead } = await handle.read(start, 0, 2, 0).finally(() => handle.close());
  if (bytesRead === 0) throw new UnreadableReturn('The file is empty.');
  if (start.toString('latin1') !== 'PK')
    throw new UnreadableReturn(
      'The file is no zip archive: name the folder with the CSV files of the return, or a zip archive of it.',
    );
  return openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(
    (cause: unknown) => {
      throw new UnreadableReturn(`The archive is cut off or damaged at its end: ${DAMAGED}.`, cause);
    },
  );
}
