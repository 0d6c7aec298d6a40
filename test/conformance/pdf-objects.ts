/** A value as PDF writes it: ISO 32000-1, 7.3. References and names keep their kind. */
export type PdfValue =
  | { is: 'name'; name: string }
  | { is: 'ref'; number: number }
  | { is: 'text'; text: string }
  | { is: 'number'; number: number }
  | { is: 'word'; word: string }
  | { is: 'array'; items: PdfValue[] }
  | { is: 'dict'; entries: Map<string, PdfValue> };

/** A dictionary's entries by name. */
export type PdfDict = Map<string, PdfValue>;

/**
 * Reads the objects of a PDF that keeps them in the open (no object streams), without any PDF library: the tests of the
 * file's structure must not lean on the code that wrote it. Content streams are left alone.
 */
export function readPdfObjects(bytes: Uint8Array): Map<number, PdfValue> {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map<number, PdfValue>();
  for (const found of file.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
    const start = found.index + found[0].length;
    objects.set(Number(found[1]), new Reader(file, start).value());
  }
  return objects;
}

/** Follows a reference to the object it names. */
export function followed(objects: Map<number, PdfValue>, value: PdfValue | undefined): PdfValue | undefined {
  return value?.is === 'ref' ? objects.get(value.number) : value;
}

/** The entries of a dictionary, or nothing when the value is something else. */
export function dictOf(objects: Map<number, PdfValue>, value: PdfValue | undefined): PdfDict | undefined {
  const there = followed(objects, value);
  return there?.is === 'dict' ? there.entries : undefined;
}

/** The items of an array; one value that is no array counts as an array of itself. */
export function itemsOf(objects: Map<number, PdfValue>, value: PdfValue | undefined): PdfValue[] {
  const there = followed(objects, value);
  if (there === undefined) return [];
  if (there.is === 'array') return there.items;
  return value === undefined ? [] : [value];
}

/** A name's letters, for example `TH`. */
export function nameOf(value: PdfValue | undefined): string | undefined {
  return value?.is === 'name' ? value.name : undefined;
}

const SPACE = /[\s\0]/;
const DELIMITER = /[\s\0()<>[\]{}/%]/;

class Reader {
  readonly #file: string;
  #at: number;

  constructor(file: string, at: number) {
    this.#file = file;
    this.#at = at;
  }

  value(): PdfValue {
    this.#skip();
    const sign = this.#file[this.#at];
    if (sign === '/') return { is: 'name', name: this.#name() };
    if (sign === '(') return { is: 'text', text: this.#text() };
    if (sign === '[') return { is: 'array', items: this.#until(']') };
    if (sign === '<') return this.#file[this.#at + 1] === '<' ? this.#dict() : { is: 'text', text: this.#hex() };
    return this.#plain();
  }

  #skip(): void {
    while (SPACE.test(this.#file[this.#at] ?? '')) this.#at += 1;
  }

  #word(): string {
    const start = this.#at;
    while (this.#at < this.#file.length && !DELIMITER.test(this.#file[this.#at] ?? '')) this.#at += 1;
    return this.#file.slice(start, this.#at);
  }

  #name(): string {
    this.#at += 1;
    return this.#word().replaceAll(/#([0-9a-f]{2})/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }

  #plain(): PdfValue {
    const word = this.#word();
    const reference = /^\s+\d+\s+R(?![\w])/.exec(this.#file.slice(this.#at, this.#at + 16));
    if (/^\d+$/.test(word) && reference) {
      this.#at += reference[0].length;
      return { is: 'ref', number: Number(word) };
    }
    if (word === '') this.#at += 1;
    return /^[+-]?[\d.]+$/.test(word) ? { is: 'number', number: Number(word) } : { is: 'word', word };
  }

  #until(end: string): PdfValue[] {
    this.#at += 1;
    const items: PdfValue[] = [];
    for (;;) {
      this.#skip();
      if (this.#file[this.#at] === end || this.#at >= this.#file.length) break;
      items.push(this.value());
    }
    this.#at += 1;
    return items;
  }

  #dict(): PdfValue {
    this.#at += 2;
    const entries: PdfDict = new Map();
    for (;;) {
      this.#skip();
      if (this.#file.startsWith('>>', this.#at) || this.#at >= this.#file.length) break;
      const key = this.value();
      if (key.is === 'name') entries.set(key.name, this.value());
    }
    this.#at += 2;
    return { is: 'dict', entries };
  }

  #text(): string {
    let depth = 0;
    let text = '';
    for (; this.#at < this.#file.length; this.#at += 1) {
      const sign = this.#file[this.#at] ?? '';
      if (sign === '\\') {
        this.#at += 1;
        text += this.#file[this.#at] ?? '';
        continue;
      }
      if (sign === '(') depth += 1;
      if (sign === ')') depth -= 1;
      if (depth === 0) break;
      if (!(sign === '(' && depth === 1)) text += sign;
    }
    this.#at += 1;
    return text.startsWith('\u00fe\u00ff') ? Buffer.from(text.slice(2), 'latin1').swap16().toString('utf16le') : text;
  }

  #hex(): string {
    const end = this.#file.indexOf('>', this.#at);
    const text = this.#file.slice(this.#at + 1, end);
    this.#at = end + 1;
    return Buffer.from(text.replaceAll(/\s/g, ''), 'hex').toString('latin1');
  }
}
