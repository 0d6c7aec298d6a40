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

/** How every zip archive begins. */
const ARCHIVE = [0x50, 0x4b, 0x03, 0x04];

/** Bytes from the beginning that say in which encoding the rest is. */
const HEAD = 200;

/**
 * Turns the bytes of an XML file into text, piece by piece. The encoding is that of the byte order mark, or the declared one,
 * or UTF-8. Where bytes are not text of that encoding, the text before them is still given; `complain` then says what is wrong.
 */
export class TextDecoding {
  #head: Buffer = Buffer.alloc(0);
  #decode: ((bytes: Buffer, last: boolean) => string) | undefined;
  #wrong: string | undefined;

  /** The text of the next bytes; what is left of a letter cut in two comes with the next piece. */
  next(bytes: Uint8Array, last = false): string {
    if (this.#wrong !== undefined) return '';
    const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.#decode) return this.#decode(given, last);
    this.#head = this.#head.length === 0 ? given : Buffer.concat([this.#head, given]);
    if (this.#head.length < HEAD && !last) return '';
    this.#decode = this.#begin(this.#head);
    return this.#decode?.(this.#head, last) ?? '';
  }

  /** Throws UnreadableReturn when bytes were met that are not text; `line` is where the text ended. */
  complain(line: number): void {
    if (this.#wrong !== undefined) throw new UnreadableReturn(`Line ${line} ${this.#wrong}`);
  }

  #begin(bytes: Buffer): ((bytes: Buffer, last: boolean) => string) | undefined {
    const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
    if (marked && marked !== 'utf-8') return this.#through(marked);
    if (ARCHIVE.every((byte, at) => bytes[at] === byte)) {
      this.#wrong =
        'begins like a zip archive or a workbook and not like XML: unpack it, or choose the XML file itself.';
      return undefined;
    }
    if (bytes[0] === 0 || bytes[1] === 0) {
      this.#wrong =
        'holds zero bytes, as UTF-16 without its mark or a program’s own format does: save the file as UTF-8.';
      return undefined;
    }
    const head = bytes.subarray(0, HEAD).toString('latin1');
    const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
    const known = Object.hasOwn(DECLARED, declared) ? DECLARED[declared] : undefined;
    if (known === undefined) this.#wrong = `says that the file is written in “${declared}”: save it as UTF-8.`;
    return known === undefined ? undefined : known === 'utf-8' ? this.#utf8() : this.#through(known);
  }

  #utf8(): (bytes: Buffer, last: boolean) => string {
    let first = true;
    let left: Buffer = Buffer.alloc(0);
    return (bytes, last) => {
      const all = left.length === 0 ? bytes : Buffer.concat([left, bytes]);
      const end = last ? all.length : wholeLetters(all);
      const whole = all.subarray(0, end);
      left = Buffer.from(all.subarray(end));
      // Nearly all of a return is ASCII, which is copied and not decoded.
      if (!first && isAscii(whole)) return whole.toString('latin1');
      const text = (isUtf8(whole) ? whole : this.#before(whole)).toString('utf8');
      if (!first) return text;
      first = false;
      return text.startsWith('\ufeff') ? text.slice(1) : text;
    };
  }

  /** The bytes before the first that is not UTF-8. */
  #before(bytes: Buffer): Buffer {
    this.#wrong = 'holds bytes that are not UTF-8: save the file as UTF-8.';
    let [good, bad] = [0, bytes.length];
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      const head = bytes.subarray(0, middle);
      if (isUtf8(head.subarray(0, wholeLetters(head)))) good = middle;
      else bad = middle;
    }
    return bytes.subarray(0, wholeLetters(bytes.subarray(0, good)));
  }

  #through(encoding: string): (bytes: Buffer, last: boolean) => string {
    const strict = new TextDecoder(encoding, { fatal: true });
    return (bytes, last) => {
      try {
        return strict.decode(bytes, { stream: !last });
      } catch {
        this.#wrong = `, or a line after it, holds bytes that are not ${encoding.toUpperCase()}: save the file as UTF-8.`;
        return '';
      }
    };
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
