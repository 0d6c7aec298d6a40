import { endianness } from 'node:os';
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
const BIG_ENDIAN = endianness() === 'BE';
/** Names kept by their hash, so that each is made once and not for every element. */
const SLOTS = 512;
/** Slots that are looked at for a name, since several may have the same hash. */
const LOOKS = 8;

/** What is told of plain markup. */
interface PlainParts {
  open: (name: string) => void;
  text: (text: string) => void;
  close: () => void;
}

/** A name with its characters as numbers. */
interface Known {
  name: string;
  codes: Uint16Array;
}

/**
 * Reads the plain part of XML, which is nearly all of a return: elements without attributes, and text without entities. Anything
 * else it leaves alone, so that a parser that knows all of XML reads it and complains of it. It takes half the time of that
 * parser: characters are looked at as numbers, and a name is made only when it is new.
 */
export class PlainMarkup {
  /** The elements that are open, and the lines on which they began; what stands beyond the depth is left over. */
  readonly names: string[] = [];
  readonly lines: number[] = [];
  depth = 0;
  /** The line that was reached, from 1. */
  line = 1;
  /** Characters of that line that were read. */
  column = 0;
  /** Whether the reading ended at something that is not plain, and not for want of more text. */
  stuck = false;
  readonly #parts: PlainParts;
  readonly #deepest: number;
  readonly #known: Known[];
  /** Names of the open elements by depth, as numbers. */
  readonly #open: Uint16Array[] = [];
  /** The text that is read, and its characters as numbers. */
  #text = '';
  #codes = new Uint16Array();
  /** Where the line that was reached begins in the text that is read; below 0 when that was before it. */
  #lineStart = 0;

  /** `names` are those that will be met, a hundred at most: they are handed on as they are, and so compare at once. */
  constructor(parts: PlainParts, { deepest, names }: { deepest: number; names: Iterable<string> }) {
    this.#parts = parts;
    this.#deepest = deepest;
    this.#known = Array.from({ length: SLOTS }, () => NO_NAME);
    for (const name of names) {
      const known = knownAs(name);
      let slot = hashOf(known.codes) & (SLOTS - 1);
      while ((this.#known[slot] as Known).codes.length > 0) slot = (slot + 1) & (SLOTS - 1);
      this.#known[slot] = known;
    }
  }

  /**
   * Reads on from a place in a text that begins between or within elements, never within a tag, and gives the place up to which it
   * came: behind the last tag that was plain and whole.
   */
  read(text: string, from: number): number {
    this.#take(text);
    this.#lineStart = from - this.column;
    this.stuck = false;
    let at = from;
    for (;;) {
      // A step is a function of its own: the engine makes one that is called often faster than a loop that is entered seldom.
      const to = this.#step(this.#codes, at, text.length);
      if (to === at) break;
      at = to;
    }
    this.column = at - this.#lineStart;
    return at;
  }

  /** Notes that an element begins on the line that was reached. */
  opened(name: string): void {
    this.#push(knownAs(name));
  }

  /** Reads a text and the tag behind it, and gives the place behind that; the same place when they are not plain or not whole. */
  #step(codes: Uint16Array, at: number, length: number): number {
    let next = at;
    let lines = 0;
    let returns = false;
    let lineStart = this.#lineStart;
    for (; next < length; next += 1) {
      const code = codes[next] as number;
      if (code === LESS) break;
      if (code > LAST_WHOLE || (code < 128 && ((KINDS[code] as number) & IN_TEXT) === 0)) return this.#stop(at);
      if (code > RETURN) continue;
      if (code === RETURN) returns = true;
      if (code === NEWLINE || (code === RETURN && codes[next + 1] !== NEWLINE)) {
        lines += 1;
        lineStart = next + 1;
      }
    }
    // At least the < and one more must be there.
    if (next + 1 >= length) return at;
    const closes = codes[next + 1] === SLASH;
    const end = closes ? this.#endOfClosing(codes, next + 2, length) : this.#endOfOpening(codes, next + 1, length);
    if (end >= length) return at;
    if (end < 0) return this.#stop(at);
    const empty = !closes && codes[end - 1] === SLASH;
    this.line += lines;
    this.#lineStart = lineStart;
    if (next > at) {
      const between = this.#text.slice(at, next);
      this.#parts.text(returns ? between.replace(/\r\n?/g, '\n') : between);
    }
    if (!closes) {
      const known = this.#nameAt(codes, next + 1, empty ? end - 1 : end);
      this.#push(known);
      this.#parts.open(known.name);
    }
    if (closes || empty) {
      this.depth -= 1;
      this.#parts.close();
    }
    return end + 1;
  }

  /** The place of the > that closes the element that is open; below 0 when something else stands there, `length` when not all does. */
  #endOfClosing(codes: Uint16Array, start: number, length: number): number {
    // The element around all others is closed by the parser that opened it.
    if (this.depth < 2) return -1;
    const name = this.#open[this.depth - 1] as Uint16Array;
    const end = start + name.length;
    // A tag that has ended is whole, and closes another element: what waited for more of it would be read over.
    if (end >= length) return codes.subarray(start, length).includes(GREATER) ? -1 : length;
    return codes[end] === GREATER && isAt(codes, start, end, name) ? end : -1;
  }

  /** The same for a tag that begins an element. */
  #endOfOpening(codes: Uint16Array, start: number, length: number): number {
    if (this.depth >= this.#deepest) return -1;
    const first = codes[start] as number;
    if (first >= 128 || ((KINDS[first] as number) & BEGINS_NAME) === 0) return -1;
    let hash = 0;
    for (let at = start; at < length; at += 1) {
      const code = codes[at] as number;
      if (code < 128 && ((KINDS[code] as number) & IN_NAME) !== 0) {
        hash = (Math.imul(hash, 31) + code) | 0;
        continue;
      }
      this.#hash = hash;
      const end = code === SLASH ? at + 1 : at;
      if (end >= length) return length;
      return codes[end] === GREATER ? end : -1;
    }
    return length;
  }
  /** Of the name in the tag that was looked at last. */
  #hash = 0;

  /** The name that stands there, made when it is new. */
  #nameAt(codes: Uint16Array, start: number, end: number): Known {
    for (let look = 0; look < LOOKS; look += 1) {
      const slot = (this.#hash + look) & (SLOTS - 1);
      const known = this.#known[slot] as Known;
      if (isAt(codes, start, end, known.codes)) return known;
      if (known.codes.length > 0) continue;
      const made = knownAs(ownCopy(this.#text.slice(start, end)));
      this.#known[slot] = made;
      return made;
    }
    return knownAs(ownCopy(this.#text.slice(start, end)));
  }

  #push({ name, codes }: Known): void {
    const { depth } = this;
    this.names[depth] = name;
    this.lines[depth] = this.line;
    this.#open[depth] = codes;
    this.depth = depth + 1;
  }

  #stop(at: number): number {
    this.stuck = true;
    return at;
  }

  #take(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    if (this.#codes.length < text.length) this.#codes = new Uint16Array(text.length);
    fill(this.#codes, text);
  }
}

const NO_NAME: Known = { name: '', codes: new Uint16Array() };

function knownAs(name: string): Known {
  const codes = new Uint16Array(name.length);
  fill(codes, name);
  return { name, codes };
}

function fill(codes: Uint16Array, text: string): void {
  // In the byte order of the machine, as typed arrays are.
  const bytes = Buffer.from(codes.buffer, codes.byteOffset, codes.byteLength);
  bytes.write(text, 'utf16le');
  if (BIG_ENDIAN) bytes.swap16();
}

function isAt(codes: Uint16Array, start: number, end: number, name: Uint16Array): boolean {
  if (end - start !== name.length) return false;
  for (let at = 0; at < name.length; at += 1) if (codes[start + at] !== name[at]) return false;
  return true;
}

function hashOf(codes: Uint16Array): number {
  let hash = 0;
  for (const code of codes) hash = (Math.imul(hash, 31) + code) | 0;
  return hash;
}
