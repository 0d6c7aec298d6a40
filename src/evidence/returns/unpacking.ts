import type { Entry, ZipFile } from 'yauzl';
import { UnreadableReturn } from './unreadable.ts';

/** What is unpacked of one archive at most, in bytes; the largest authority’s return stays below a tenth of it. */
export const MOST_UNPACKED = 1_000_000_000;

/** What was unpacked of one archive so far, of all its files. */
export interface Unpacked {
  bytes: number;
}

/**
 * The bytes of one file of an archive, piece by piece. Throws UnreadableReturn with the sentence that is given where the file is
 * damaged or says less of its size than it unpacks to, and where the archive comes over the limit.
 */
export async function* unpackedPieces(
  zip: ZipFile,
  entry: Entry,
  so: Unpacked,
  says: { damaged: string; tooMuch: string },
): AsyncGenerator<Uint8Array> {
  const damaged = (cause: unknown) => new UnreadableReturn(says.damaged, cause);
  const stream = await zip.openReadStreamPromise(entry).catch((cause: unknown) => {
    throw damaged(cause);
  });
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  try {
    for (;;) {
      const { done, value } = await pieces.next().catch((cause: unknown) => {
        throw damaged(cause);
      });
      if (done) return;
      so.bytes += value.length;
      if (so.bytes > MOST_UNPACKED) throw new UnreadableReturn(says.tooMuch);
      yield value;
    }
  } finally {
    stream.destroy();
  }
}
