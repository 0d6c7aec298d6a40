import { SaxesParser } from 'saxes';
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

/**
 * Reads XML piece by piece, whatever its size: bounded in depth and in the length of a stretch without elements, without
 * document type declarations and so without entities of the file's own. Throws UnreadableReturn with the line where it can't
 * go on.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ xmlns: false });
  readonly #decoding = new TextDecoding();
  #depth = 0;
  #stretch = 0;
  #something = false;
  /** Names of the elements that are open, up to the depth; what stands beyond is left over. */
  readonly #open: string[] = [];
  readonly #openedOn: number[] = [];

  constructor(parts: XmlParts) {
    const parser = this.#parser;
    parser.on('opentag', ({ name }) => {
      this.#stretch = 0;
      this.#open[this.#depth] = name;
      this.#openedOn[this.#depth] = parser.line;
      this.#depth += 1;
      if (this.#depth > DEEPEST)
        throw new UnreadableReturn(`Line ${this.line} nests elements more than ${DEEPEST} deep, as no return does.`);
      parts.open(name);
    });
    parser.on('text', (text) => parts.text(text));
    parser.on('cdata', (text) => parts.text(text));
    parser.on('closetag', () => {
      this.#stretch = 0;
      this.#depth -= 1;
      parts.close();
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
    return this.#parser.line;
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
    if (this.#depth > 0) {
      const [name, line] = [this.#open[this.#depth - 1], this.#openedOn[this.#depth - 1]];
      throw new UnreadableReturn(
        `The file ends on line ${this.line} before <${name}> of line ${line} is closed: it is cut off, or an & in its text is not written &amp;.`,
      );
    }
    this.#parser.close();
  }

  #take(text: string): void {
    if (text !== '') this.#parse(text);
    this.#decoding.complain(this.line);
  }

  #parse(text: string): void {
    if (!this.#something && text.trim() !== '') this.#something = true;
    this.#stretch += text.length;
    this.#parser.write(text);
    if (this.#stretch > LONGEST_STRETCH + PIECE)
      throw new UnreadableReturn(
        `Around line ${this.line} more than ${LONGEST_STRETCH.toLocaleString('en-GB')} characters come without an element, as in no return.`,
      );
  }

  #told(message: string): string {
    const said = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    const open = this.#depth === 0 ? undefined : this.#open[this.#depth - 1];
    const where = `Line ${this.line}, column ${this.#parser.columnIndex + 1}`;
    if (/text data outside|root element|processing instructions are not allowed before root/.test(said) && !open)
      return this.#open.length === 0
        ? 'The file does not begin like XML on line 1: choose the file that your system makes for the census.'
        : `${where} has text outside the one element that an XML file consists of.`;
    // The parser has taken the element that was open for closed before it says so.
    if (/close tag/.test(said))
      return `${where} closes another element than the one open there (<${this.#open[this.#depth]}>).`;
    if (/disallowed character$/.test(said)) return `${where} has a character that XML does not allow.`;
    if (/entity/.test(said)) return `${where} uses an entity that XML itself does not know.`;
    if (/only one root/.test(said)) return `${where} begins a second file in the same file.`;
    return `${where} is not well-formed XML (${said}).`;
  }
}
