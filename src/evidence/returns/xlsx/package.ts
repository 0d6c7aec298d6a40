import { open } from 'node:fs/promises';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { GivingWay } from '../giving-way.ts';
import { MOST_UNPACKED, unpackedPieces } from '../unpacking.ts';
import { UnreadableReturn } from '../unreadable.ts';

/** Parts that a workbook has at most; real ones have some dozens. */
const MOST_PARTS = 5000;
/** How much of a file that is no workbook is looked at to say what it is. */
const LOOKED_AT = 4_000_000;

const SAVE_AS = 'open it in Excel and save it as an Excel workbook (.xlsx)';
const DAMAGED = 'save it again in Excel, or copy it again from where it came';

/** The parts of an Office document: a zip archive that is opened, and whose parts are unpacked as they are read. */
export class Package {
  readonly #zip: ZipFile;
  /** By name in lower case, since some writers spell a part otherwise than its relationship does. */
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #way: GivingWay;
  readonly #so = { bytes: 0 };

  constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, way: GivingWay) {
    this.#zip = zip;
    this.#entries = entries;
    this.#way = way;
  }

  /** Bytes that were unpacked so far, of all parts. */
  get unpacked(): number {
    return this.#so.bytes;
  }

  /** Bytes that a part says it unpacks to; 0 for one that is not there. */
  sizeOf(name: string): number {
    return this.#entries.get(name.toLowerCase())?.uncompressedSize ?? 0;
  }

  /** Whether there is such a part. */
  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /**
   * The bytes of a part, piece by piece. Throws UnreadableReturn where the part is missing or damaged, says less of its size than
   * it unpacks to, or brings the workbook over the limit, and the reason of the signal when the reading is cancelled. `told` names
   * the part in the sentence.
   */
  async *part(name: string, told: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) throw new UnreadableReturn(`The workbook has no part for ${told}: ${DAMAGED}.`);
    if (!entry.canDecodeFileData())
      throw new UnreadableReturn(`The part for ${told} is packed in a way that Excel does not use: ${SAVE_AS}.`);
    const says = {
      damaged: `The workbook is damaged at ${told}, which can’t be unpacked to its end: ${DAMAGED}.`,
      tooMuch: `The workbook unpacks to more than ${MOST_UNPACKED / 1_000_000} MB at ${told}, as no return does.`,
    };
    for await (const piece of unpackedPieces(this.#zip, entry, this.#so, says)) {
      yield piece;
      await this.#way.after(piece.length);
    }
  }

  /** Lets go of the file. */
  close(): void {
    this.#zip.close();
  }
}

/**
 * Opens a workbook by its path or its bytes. Throws UnreadableReturn, in one sentence that says what the file is, for anything that
 * is no workbook of Excel 2007 or later. `signal` cancels the reading of its parts.
 */
export async function openPackage(file: string | Uint8Array, signal?: AbortSignal): Promise<Package> {
  signal?.throwIfAborted();
  const start = await beginning(file);
  const other = otherKind(start);
  if (other !== null) throw new UnreadableReturn(other);
  let zip: ZipFile | undefined;
  try {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    zip =
      typeof file === 'string'
        ? await openPromise(file, options)
        : await fromBufferPromise(Buffer.from(file.buffer, file.byteOffset, file.byteLength), options);
    if (zip.entryCount > MOST_PARTS)
      throw new UnreadableReturn(
        `The file is an archive of ${zip.entryCount} files, and no workbook has so many parts.`,
      );
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.replace(/^\/+/, '').toLowerCase();
      if (!entries.has(name)) entries.set(name, entry);
    }
    const wrong = noWorkbook(entries);
    if (wrong !== null) throw new UnreadableReturn(wrong);
    return new Package(zip, entries, new GivingWay(signal));
  } catch (error) {
    zip?.close();
    if (error instanceof UnreadableReturn) throw error;
    throw new UnreadableReturn(
      `The workbook is cut off or damaged: its list of parts, at the end of the file, can’t be read. Try this: ${DAMAGED}.`,
      error,
    );
  }
}

async function beginning(file: string | Uint8Array): Promise<Buffer> {
  if (typeof file !== 'string') return Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, LOOKED_AT));
  const handle = await open(file);
  try {
    const size = Math.min((await handle.stat()).size, LOOKED_AT);
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await handle.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Says what a file is that is no archive; null for an archive. */
function otherKind(start: Buffer): string | null {
  if (start.length === 0) return 'The file is empty.';
  if (start[0] === 0x50 && start[1] === 0x4b) return null;
  if (start.length >= 8 && start.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex')))
    return start.includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? 'The workbook is locked with a password: open it in Excel, take the password off and save it.'
      : `The file is a workbook of an old Excel (.xls): ${SAVE_AS}.`;
  const text = start.subarray(0, 400).toString('latin1').trimStart();
  if (text.startsWith('<')) return `The file is a web page or XML and no workbook, from its first line: ${SAVE_AS}.`;
  return `The file does not begin like an Excel workbook: choose the .xlsx file with the lists, or ${SAVE_AS}.`;
}

function noWorkbook(entries: ReadonlyMap<string, Entry>): string | null {
  const names = [...entries.keys()];
  if ([...entries.values()].some((entry) => entry.isEncrypted()))
    return 'The archive is locked with a password: unpack it and choose the workbook in it.';
  if (entries.has('xl/workbook.bin')) return `The file is a binary workbook (.xlsb): ${SAVE_AS}.`;
  if (entries.has('content.xml') && entries.has('mimetype')) return `The file is an OpenDocument file: ${SAVE_AS}.`;
  if (entries.has('word/document.xml')) return 'The file is a Word document: choose the workbook with the lists.';
  if (!names.some((name) => name.startsWith('xl/')) && !entries.has('_rels/.rels'))
    return 'The file is an archive that holds no workbook: unpack it and choose the .xlsx file with the lists.';
  return null;
}
