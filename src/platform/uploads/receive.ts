import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { FileRefused } from './refused.ts';
import { MEGABYTE, megabytes } from './sizes.ts';
import { makeUploadsFolder } from './temporary.ts';

/** A file as it came in. It lies on disk until its request is answered. */
export interface UploadedFile {
  path: string;
  /** The name that came with it, as it came: never used for a path or a header. */
  sentAs: string;
  /** In bytes. */
  size: number;
  /** SHA-256 in hexadecimal digits. */
  sha256: string;
}

/** What a form with a file is received with. */
export interface Receiving {
  /** Name of the field of the file. */
  field: string;
  /** Most bytes of the file. */
  most: number;
  /** Where files lie while their form is answered. */
  folder: string;
  /**
   * Asked once every field before the file is there and nothing of the file is kept. What it throws ends the request; with
   * false the file is not taken, and whatever handles the form says why.
   */
  mayKeep: () => Promise<boolean>;
}

/** What came in. */
export interface Received {
  file: UploadedFile | null;
  /** Why the file was not taken; null where it was, or where none came. */
  refused: FileRefused | null;
  /** Removes the file. May be called twice. */
  remove: () => Promise<void>;
}

/** Fields with what surrounds them may take so much besides the file, in bytes. */
const BESIDES = MEGABYTE;
/**
 * A sender of whose file nothing came for so long has gone, in milliseconds. The fields before the file must be there within
 * it, so that nobody holds the server with a form that never gets to its token.
 */
const IDLE = 30_000;
/** After a refusal the rest is thrown away for so long, so that a browser gets to read the answer. In milliseconds. */
const LINGER = 20_000;

const LIMITS = { fieldNameSize: 100, fieldSize: 64 * 1024, fields: 60, files: 1, parts: 61, headerPairs: 20 };

const NOT_WHOLE = 'The file did not arrive whole: send it again';
const ONE_FILE = 'Send one file at a time, from the form of this page';

/**
 * Receives a form with a file: puts the fields into `request.body` as any form's, and the file onto disk, with bounded memory
 * and never more than `most` bytes. Nothing of the file is written before `mayKeep` allowed it, so the fields that prove who
 * sends it come first. Throws what `mayKeep` throws; whatever is wrong with the file stands in `refused`.
 */
export async function receiveForm(request: FastifyRequest, receiving: Receiving): Promise<Received> {
  const fields: [string, string][] = [];
  const path = join(receiving.folder, randomUUID());
  const remove = () => rm(path, { force: true });
  const announced = Number(request.headers['content-length'] ?? 0);
  let file: UploadedFile | null = null;
  let refused: FileRefused | null = null;
  let asked = false;
  let keep = false;
  const watch = new Watch(request);
  const ask = async () => {
    if (asked) return;
    asked = true;
    request.body = bodyOf(fields);
    keep = await receiving.mayKeep();
  };
  try {
    for await (const part of request.parts({ limits: { ...LIMITS, fileSize: receiving.most } })) {
      if (part.type === 'field') {
        if (part.valueTruncated || part.fieldnameTruncated) throw new FileRefused(ONE_FILE, 400);
        fields.push([part.fieldname, String(part.value)]);
        continue;
      }
      // An input in which nothing was chosen sends a file without a name.
      if (part.filename === '' || part.filename === undefined) {
        part.file.resume();
        continue;
      }
      await ask();
      if (!keep) break;
      if (part.fieldname !== receiving.field || file !== null) throw new FileRefused(ONE_FILE, 400);
      if (announced > receiving.most + BESIDES) throw tooLarge(receiving.most);
      await makeUploadsFolder(receiving.folder);
      file = await keepFile(part, { path, most: receiving.most, watch });
      if (file.size === 0) throw new FileRefused('The file is empty: choose another', 400);
    }
    await ask();
    request.body = bodyOf(fields);
  } catch (error) {
    await remove();
    file = null;
    discard(request);
    if (!asked) await ask();
    refused = asRefusal(error);
    if (refused === null) throw error;
  } finally {
    watch.end();
  }
  if (!request.raw.readableEnded) discard(request);
  return { file, refused, remove };
}

function tooLarge(most: number): FileRefused {
  return new FileRefused(`The file is larger than ${megabytes(most)}, the most that can be sent here`, 413);
}

/** The fields as a form's body: one that came twice is a list. */
function bodyOf(fields: readonly (readonly [string, string])[]): Record<string, string | string[]> {
  const body = new Map<string, string | string[]>();
  for (const [name, value] of fields) {
    const before = body.get(name);
    body.set(name, before === undefined ? value : [before, value].flat());
  }
  // Not by assignment, which a field called __proto__ would turn into something else.
  return Object.fromEntries(body);
}

/** Ends a connection on which nothing of a file came for too long. */
class Watch {
  readonly #timer: NodeJS.Timeout;

  constructor({ raw }: FastifyRequest) {
    this.#timer = setTimeout(() => raw.destroy(), IDLE);
  }

  /** Something came. */
  again(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

async function keepFile(
  part: MultipartFile,
  { path, most, watch }: { path: string; most: number; watch: Watch },
): Promise<UploadedFile> {
  const hash = createHash('sha256');
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      watch.again();
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  // The reader of forms cuts the file off there and reads on to its end, however far that is. It may have done so already.
  if (part.file.truncated) throw tooLarge(most);
  part.file.once('limit', () => counted.destroy(tooLarge(most)));
  await pipeline(part.file as Readable, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  if (part.file.truncated) throw tooLarge(most);
  return { path, sentAs: part.filename, size, sha256: hash.digest('hex') };
}

/** Takes nothing of the rest, and ends the connection where it does not stop coming. */
function discard({ raw }: FastifyRequest): void {
  raw.unpipe();
  raw.resume();
  const end = setTimeout(() => raw.destroy(), LINGER);
  end.unref();
  raw.once('close', () => clearTimeout(end));
  raw.once('end', () => clearTimeout(end));
}

/** What a fault of the sender's is in plain words; null where the fault is not the sender's. */
function asRefusal(error: unknown): FileRefused | null {
  if (error instanceof FileRefused) return error;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (/^FST_(PARTS|FILES|FIELDS)_LIMIT$|^FST_PROTO_VIOLATION$|^FST_INVALID_JSON/.test(code)) {
    return new FileRefused(ONE_FILE, 400, error);
  }
  const broken =
    /PREMATURE_CLOSE|ECONNRESET|ABORTED/i.test(code) ||
    /unexpected end|terminated early|malformed|multipart|boundary|premature|header/i.test(message);
  return broken ? new FileRefused(NOT_WHOLE, 400, error) : null;
}
