import { isAscii, isUtf8 } from 'node:buffer';
import { UnreadableReturn } from './unreadable.ts';

const BYTE_ORDER_MARKS: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** Encodings that are read when the file declares them; UTF-16 must have its byte order mark. */
const DECLARED: Record<string, string> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
};

/**
 * Turns the bytes of an XML file into text, piece by piece. The encoding is that of the byte order mark, or the declared one,
 * or UTF-8. `lineNow` gives the line that was reached, for the sentence. Throws UnreadableReturn where the bytes are not text
 * of that encoding.
 */
export class TextDecoding {
  readonly #lineNow: () => number;
  #decode: ((bytes: Uint8Array, last: boolean) => string) | undefined;

  constructor(lineNow: () => number) {
    this.#lineNow = lineNow;
  }

  /** The text of the next bytes; what is left of a letter cut in two comes with the next piece. */
  next(bytes: Uint8Array, last = false): string {
    if (bytes.length === 0 && !last) return '';
    this.#decode ??= this.#begin(bytes);
    return this.#decode(bytes, last);
  }

  #begin(bytes: Uint8Array): (bytes: Uint8Array, last: boolean) => string {
    const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
    if (marked && marked !== 'utf-8') return this.#through(marked);
    if (bytes[0] === 0 || bytes[1] === 0)
      throw new UnreadableReturn(
        'The file is not text that can be read: save it as UTF-8 (line 1 holds zero bytes, as UTF-16 without its mark or a program’s own format does).',
      );
    const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
    const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
    const known = Object.hasOwn(DECLARED, declared) ? DECLARED[declared] : undefined;
    if (known === undefined)
      throw new UnreadableReturn(`Line 1 says that the file is written in “${declared}”: save it as UTF-8.`);
    return known === 'utf-8' ? this.#utf8() : this.#through(known);
  }

  #utf8(): (bytes: Uint8Array, last: boolean) => string {
    let first = true;
    let left: Buffer = Buffer.alloc(0);
    return (bytes, last) => {
      const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const all = left.length === 0 ? given : Buffer.concat([left, given]);
      const end = last ? all.length : wholeLetters(all);
      const whole = all.subarray(0, end);
      left = Buffer.from(all.subarray(end));
      // Nearly all of a return is ASCII, which is copied and not decoded.
      if (!first && isAscii(whole)) return whole.toString('latin1');
      if (!isUtf8(whole)) throw this.#fault(whole.toString('utf8'), 'UTF-8');
      const text = whole.toString('utf8');
      if (!first) return text;
      first = false;
      return text.startsWith('\ufeff') ? text.slice(1) : text;
    };
  }

  #through(encoding: string): (bytes: Uint8Array, last: boolean) => string {
    const strict = new TextDecoder(encoding, { fatal: true });
    return (bytes, last) => {
      try {
        return strict.decode(bytes, { stream: !last });
      } catch {
        throw this.#fault('', encoding.toUpperCase());
      }
    };
  }

  #fault(text: string, encoding: string): UnreadableReturn {
    const before = Math.max(text.indexOf('\ufffd'), 0);
    const line = this.#lineNow() + text.slice(0, before).split('\n').length - 1;
    return new UnreadableReturn(`Line ${line} holds bytes that are not ${encoding}: save the file as UTF-8.`);
  }
}

/** How many bytes from the start hold whole letters of UTF-8: at most three are left over. */
function wholeLetters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length - back + 1;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back >= length ? bytes.length : bytes.length - back;
    }
  }
  return bytes.length;
}
