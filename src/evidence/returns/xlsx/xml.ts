import { SaxesParser } from 'saxes';
import { UnreadableReturn } from '../unreadable.ts';

/** What is heard while a part is read. Names come without their prefix. */
export interface Heard {
  open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  /** Text as it stands; it may come in several pieces. */
  text: (text: string) => void;
  close: (name: string) => void;
  /** Where the reading is, for a sentence: `row 12 of sheet “List 1”`. */
  where: () => string;
  /** Asked after every piece: true ends the reading. */
  enough?: () => boolean;
}

const DEEPEST = 40;
/** Bytes without the beginning or end of an element; a cell of Excel has 32,767 characters at most. */
const LONGEST_STRETCH = 1_000_000;

/**
 * Reads the XML of a part as it comes, bounded in depth and in the length of a stretch without elements. No document type is taken,
 * so there are no entities but XML’s own. Throws UnreadableReturn with the place where it can’t go on.
 */
export async function readPart(pieces: AsyncIterable<Uint8Array>, heard: Heard): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  let stretch = 0;
  parser.on('opentag', ({ name, attributes }) => {
    stretch = 0;
    depth += 1;
    if (depth > DEEPEST)
      throw new UnreadableReturn(
        `The workbook nests elements more than ${DEEPEST} deep at ${heard.where()}, as Excel never does.`,
      );
    heard.open(withoutPrefix(name), attributes);
  });
  parser.on('text', (text) => heard.text(text));
  parser.on('cdata', (text) => heard.text(text));
  parser.on('closetag', ({ name }) => {
    stretch = 0;
    depth -= 1;
    heard.close(withoutPrefix(name));
  });
  parser.on('doctype', () => {
    throw new UnreadableReturn(
      `The workbook declares a document type (DOCTYPE) at ${heard.where()}, as Excel never does: save it again in Excel.`,
    );
  });
  parser.on('error', (error) => {
    throw damaged(heard, error);
  });
  let decoder: TextDecoder | undefined;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    stretch += piece.length;
    parser.write(decoded(decoder, piece, heard));
    if (stretch > LONGEST_STRETCH)
      throw new UnreadableReturn(
        `The workbook has more than ${LONGEST_STRETCH.toLocaleString('en-GB')} characters in one place at ${heard.where()}, as no return does.`,
      );
    if (heard.enough?.()) return;
  }
  if (decoder) parser.write(decoded(decoder, undefined, heard));
  parser.close();
}

function decoded(decoder: TextDecoder, piece: Uint8Array | undefined, heard: Heard): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch (error) {
    throw damaged(heard, error);
  }
}

function encodingOf(piece: Uint8Array): string {
  if (piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le';
  return piece[0] === 0xfe && piece[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function damaged(heard: Heard, cause: unknown): UnreadableReturn {
  if (cause instanceof UnreadableReturn) return cause;
  return new UnreadableReturn(`The workbook is damaged at ${heard.where()}: save it again in Excel.`, cause);
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
