import { ownCopy } from './columns.ts';

/** Characters by what they may be in plain markup. */
const IN_TEXT = 1;
const IN_NAME = 2;
const BEGINS_NAME = 4;
const KINDS = new Uint8Array(128);
for (let code = 0x20; code < 128; code += 1) KINDS[code] = IN_TEXT;
for (const blank of '\t\n\r') KINDS[blank.charCodeAt(0)] = IN_TEXT;
// What follows an & must be looked up, and two ] before a > are not allowed.
for (const special of '<&]') KINDS[special.charCodeAt(0)] = 0;
for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_')
  KINDS[letter.charCodeAt(0)] = IN_TEXT | IN_NAME | BEGINS_NAME;
for (const inner of '0123456789-.') KINDS[inner.charCodeAt(0)] = IN_TEXT | IN_NAME;

const LESS = 60;
const GREATER = 62;
const SLASH = 47;
const NEWLINE = 10;
const RETURN = 13;
/** Beyond it come halves of letters, whose other half must be looked at. */
const LAST_WHOLE = 0xd7ff;
/** Names kept by their hash, so that each is made once and not for every element. */
const SLOTS = 512;

/** What is told of plain markup. */
interface PlainParts {
  open: (name: string) => void;
  text: (text: string) => void;
  close: () => void;
}

/**
 * Reads the plain part of XML, which is nearly all of a return: elements without attributes, and text without entities. Anything
 * else it leaves alone, so that a parser that knows all of XML reads it and complains of it. Five times as fast as that parser, since
 * it looks at each character once and makes a name only when it is new.
 */
export class PlainMarkup {
  /** The elements that are open, and the lines on which they began; what stands beyond the depth is left over. */
  readonly names: string[] = [];
  readonly lines: number[] = [];
  depth = 0;
  /** The line that was reached, from 1. */
  line = 1;
  /** Characters of that line before the text that is read next; below 0 while the line began within that text. */
  column = 0;
  /** Whether the reading ended at something that is not plain, and not for want of more text. */
  stuck = false;
  readonly #parts: PlainParts;
  readonly #deepest: number;
  readonly #known: string[] = Array.from({ length: SLOTS }, () => '');

  /** `names` are those that will be met: they are handed on as they are, and so compare at once. */
  constructor(parts: PlainParts, { deepest, names }: { deepest: number; names: Iterable<string> }) {
    this.#parts = parts;
    this.#deepest = deepest;
    for (const name of names) this.#known[hashOf(name) & (SLOTS - 1)] = name;
  }

  /**
   * Reads on from a place in a text that begins between or within elements, never within a tag, and gives the place up to which it
   * came: behind the last tag that was plain and whole.
   */
  read(text: string, from: number): number {
    const { length } = text;
    let at = from;
    let lineStart = from - this.column;
    this.stuck = false;
    for (;;) {
      let next = at;
      let lines = 0;
      let returns = false;
      let code = 0;
      let newStart = lineStart;
      for (; next < length; next += 1) {
        code = text.charCodeAt(next);
        if (code === LESS) break;
        if (code < 128 ? ((KINDS[code] ?? 0) & IN_TEXT) === 0 : code > LAST_WHOLE) {
          this.stuck = true;
          break;
        }
        if (code === RETURN) returns = true;
        if (code === NEWLINE || (code === RETURN && text.charCodeAt(next + 1) !== NEWLINE)) {
          lines += 1;
          newStart = next + 1;
        }
      }
      if (this.stuck || next === length) break;
      const closes = text.charCodeAt(next + 1) === SLASH;
      const start = closes ? next + 2 : next + 1;
      let after = start;
      let hash = 0;
      for (; after < length; after += 1) {
        code = text.charCodeAt(after);
        if (code >= 128 || ((KINDS[code] ?? 0) & IN_NAME) === 0) break;
        hash = (Math.imul(hash, 31) + code) | 0;
      }
      const empty = code === SLASH && !closes;
      const end = empty ? after + 1 : after;
      if (end >= length) break;
      if (
        text.charCodeAt(end) !== GREATER ||
        ((KINDS[text.charCodeAt(start) & 127] ?? 0) & BEGINS_NAME) === 0 ||
        // The element around all others is closed by the parser that opened it.
        (closes && (this.depth < 2 || !isAt(text, start, after, this.names[this.depth - 1] ?? ''))) ||
        (!closes && this.depth >= this.#deepest)
      ) {
        this.stuck = true;
        break;
      }
      this.line += lines;
      lineStart = newStart;
      if (next > at) {
        const between = text.slice(at, next);
        this.#parts.text(returns ? between.replace(/\r\n?/g, '\n') : between);
      }
      if (!closes) {
        const name = this.#name(text, start, after, hash);
        this.opened(name);
        this.#parts.open(name);
      }
      if (closes || empty) {
        this.depth -= 1;
        this.#parts.close();
      }
      at = end + 1;
    }
    this.column = at - lineStart;
    return at;
  }

  /** Notes that an element begins on the line that was reached. */
  opened(name: string): void {
    this.names[this.depth] = name;
    this.lines[this.depth] = this.line;
    this.depth += 1;
  }

  #name(text: string, start: number, end: number, hash: number): string {
    const slot = hash & (SLOTS - 1);
    const known = this.#known[slot] ?? '';
    if (isAt(text, start, end, known)) return known;
    const name = ownCopy(text.slice(start, end));
    this.#known[slot] = name;
    return name;
  }
}

function isAt(text: string, start: number, end: number, name: string): boolean {
  if (end - start !== name.length) return false;
  for (let at = 0; at < name.length; at += 1) if (text.charCodeAt(start + at) !== name.charCodeAt(at)) return false;
  return true;
}

function hashOf(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at += 1) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  return hash;
}
