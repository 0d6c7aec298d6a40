import { SaxesParser } from 'saxes';
import { PlainMarkup } from './plain-markup.ts';
import { TextDecoding } from './text-decoding.ts';
import { UnreadableReturn } from './unreadable.ts';

/** What a reader of XML is told, in the order of the file. */
export interface XmlParts {
  open: (name: string) => void;
  /** Text as it stands, blanks between elements among it. May come in several pieces. */
  text: (text: string) => void;
  close: () => void;
}

/** Levels of elements; a census has eight. */
const DEEPEST = 40;
/** Characters without the beginning or end of an element. A longer text is no value of a return. */
const LONGEST_STRETCH = 1_000_000;
/** Bytes that are read at once; the parser keeps no more than the stretch since the last element besides. */
const PIECE = 65_536;

/** What is left of a text for want of its end, before the parser is asked to go on with it. */
const LONGEST_LEFT = 4096;
/** How often the parser is called in before it reads the rest of the file by itself: making it ready takes time, too. */
const MOST_CALLS = 2000;

/**
 * Reads XML piece by piece, whatever its size: bounded in depth and in the length of a stretch without elements, without
 * document type declarations and so without entities of the file's own. Throws UnreadableReturn with the line where it can't
 * go on.
 *
 * saxes reads it, and for the plain part of the file, which is nearly all, `PlainMarkup`: where that meets anything else, a parser
 * is told which elements are open, reads the next tag or whatever it is, and hands back.
 */
export class XmlReader {
  readonly #parts: XmlParts;
  readonly #plain: PlainMarkup;
  readonly #decoding = new TextDecoding();
  /** At work while the reading is not plain. */
  #parser: SaxesParser | null;
  /** Lines and characters that the parser has not seen: it was called in behind them. */
  #linesBefore = 0;
  #columnsBefore = 0;
  #calls = 0;
  /** The parser is between two tags, where it could hand back. */
  #between = false;
  /** The parser is being told which elements are open. */
  #telling = false;
  #left = '';
  #stretch = 0;
  #something = false;

  /** `names` are the elements that are mostly met, as the caller compares them. */
  constructor(parts: XmlParts, names: Iterable<string> = []) {
    this.#parts = parts;
    this.#plain = new PlainMarkup(parts, { deepest: DEEPEST, names });
    this.#parser = new SaxesParser({ xmlns: false });
    this.#listen(this.#parser);
  }

  // The parser keeps listeners as properties of its own: with some more of them it is no object of a fixed form any more, and five
  // times as slow.
  #listen(parser: SaxesParser): void {
    const { open, text, close } = this.#parts;
    const plain = this.#plain;
    parser.on('opentag', ({ name }) => {
      if (this.#telling) return;
      this.#stretch = 0;
      this.#between = true;
      plain.line = this.line;
      plain.opened(name);
      if (plain.depth > DEEPEST)
        throw new UnreadableReturn(`Line ${this.line} nests elements more than ${DEEPEST} deep, as no return does.`);
      open(name);
    });
    parser.on('text', text);
    parser.on('cdata', text);
    parser.on('closetag', () => {
      this.#stretch = 0;
      this.#between = true;
      plain.depth -= 1;
      close();
    });
    parser.on('doctype', () => {
      throw new UnreadableReturn(
        `Line ${this.line} declares a document type (DOCTYPE), which no return needs and which can hide other files: take it out.`,
      );
    });
    parser.on('error', (error) => {
      throw new UnreadableReturn(this.#told(error.message));
    });
  }

  /** The line that was reached, from 1. */
  get line(): number {
    return this.#parser ? this.#linesBefore + this.#parser.line : this.#plain.line;
  }

  /** Characters of the line that were read. */
  get #column(): number {
    if (!this.#parser) return this.#plain.column;
    return this.#parser.column + (this.#parser.line === 1 ? this.#columnsBefore : 0);
  }

  /** Reads the next bytes. */
  write(bytes: Uint8Array): void {
    // The bytes are cut and not the text: a piece of a longer text is twice as slow to parse as a text of its own.
    for (let from = 0; from < bytes.length; from += PIECE)
      this.#take(this.#decoding.next(bytes.subarray(from, from + PIECE)));
  }

  /** Says that there is no more. */
  end(): void {
    this.#take(this.#decoding.next(new Uint8Array(), true));
    if (!this.#something) throw new UnreadableReturn('The file is empty.');
    const parser = this.#parser ?? this.#callParser();
    parser.write(this.#left);
    const { depth, names, lines } = this.#plain;
    if (depth > 0)
      throw new UnreadableReturn(
        `The file ends on line ${this.line} before <${names[depth - 1]}> of line ${lines[depth - 1]} is closed: it is cut off, or an & in its text is not written &amp;.`,
      );
    parser.close();
  }

  #take(text: string): void {
    if (text !== '') this.#parse(text);
    this.#decoding.complain(this.line);
  }

  #parse(text: string): void {
    if (!this.#something && text.trim() !== '') this.#something = true;
    this.#stretch += text.length;
    // Only what completes the tag that was cut in two is joined to it: texts that were joined take twice as long to read.
    const cut = this.#left;
    const joined = cut === '' ? 0 : tagEnd(text, cut.includes('<'));
    this.#left = '';
    if (cut !== '') this.#readOn(cut + text.slice(0, joined), 0);
    // What completes it may not be there yet.
    if (joined < text.length) this.#readOn(text, joined);
    if (this.#stretch > LONGEST_STRETCH + PIECE)
      throw new UnreadableReturn(
        `Around line ${this.line} more than ${LONGEST_STRETCH.toLocaleString('en-GB')} characters come without an element, as in no return.`,
      );
  }

  #readOn(text: string, from: number): void {
    let at = from;
    while (at < text.length) at = this.#parser ? this.#parsed(this.#parser, text, at) : this.#readPlain(text, at);
  }

  /** Reads what is plain, and gives the place up to which that is. */
  #readPlain(text: string, from: number): number {
    const to = this.#plain.read(text, from);
    if (to > from) this.#stretch = 0;
    if (this.#plain.stuck || text.length - to > LONGEST_LEFT) {
      this.#callParser();
      return to;
    }
    this.#left = text.slice(to);
    return text.length;
  }

  /** Lets the parser read to the end of the next tag, or of the text when it has been called often enough. */
  #parsed(parser: SaxesParser, text: string, from: number): number {
    const ended = this.#calls > MOST_CALLS ? 0 : text.indexOf('>', from) + 1;
    const to = ended === 0 ? text.length : ended;
    this.#between = false;
    parser.write(from === 0 && to === text.length ? text : text.slice(from, to));
    // A tag ends with the one > that was read, if it ended at all.
    if (this.#between && ended > 0 && this.#plain.depth > 0 && parser.xmlDecl.version !== '1.1') {
      this.#plain.line = this.line;
      this.#plain.column = this.#column;
      this.#parser = null;
    }
    return to;
  }

  /** Calls a parser in: it is told which elements are open, and reads on from there. */
  #callParser(): SaxesParser {
    const { names, depth, line, column } = this.#plain;
    const parser = new SaxesParser({ xmlns: false });
    this.#listen(parser);
    this.#telling = true;
    for (const name of names.slice(0, depth)) parser.write(`<${name}>`);
    this.#telling = false;
    this.#linesBefore = line - parser.line;
    this.#columnsBefore = column - parser.column;
    this.#calls += 1;
    this.#parser = parser;
    return parser;
  }

  #told(message: string): string {
    const said = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    const { names, depth } = this.#plain;
    const open = depth === 0 ? undefined : names[depth - 1];
    const where = `Line ${this.line}, column ${this.#column + 1}`;
    if (/text data outside|root element|processing instructions are not allowed before root/.test(said) && !open)
      return names.length === 0
        ? 'The file does not begin like XML on line 1: choose the file that your system makes for the census.'
        : `${where} has text outside the one element that an XML file consists of.`;
    // The parser has taken the element that was open for closed before it says so.
    if (/close tag/.test(said)) return `${where} closes another element than the one open there (<${names[depth]}>).`;
    if (/disallowed character$/.test(said)) return `${where} has a character that XML does not allow.`;
    if (/entity/.test(said)) return `${where} uses an entity that XML itself does not know.`;
    if (/only one root/.test(said)) return `${where} begins a second file in the same file.`;
    return `${where} is not well-formed XML (${said}).`;
  }
}

/** The place behind the first tag, or behind the end of the one in which the text begins; all of the text when it has none. */
function tagEnd(text: string, within: boolean): number {
  const start = within ? 0 : text.indexOf('<');
  const end = start < 0 ? -1 : text.indexOf('>', start);
  return end < 0 ? text.length : end + 1;
}
