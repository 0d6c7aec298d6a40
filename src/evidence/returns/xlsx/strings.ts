import { ownCopy } from '../columns.ts';
import { UnreadableReturn } from '../unreadable.ts';
import { readPart } from './xml.ts';

/** Different texts that a workbook shares between its cells at most, and their characters together. */
const MOST_TEXTS = 2_000_000;
const MOST_CHARACTERS = 100_000_000;

/** The texts that the cells of a workbook share, by number. */
export async function sharedStrings(pieces: AsyncIterable<Uint8Array>): Promise<string[]> {
  const texts: string[] = [];
  let characters = 0;
  let text = '';
  let inText = false;
  // Readings of Japanese characters stand beside the text and are no part of it.
  let inReading = false;
  await readPart(pieces, {
    where: () => `shared text ${texts.length + 1}`,
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') inReading = true;
      else if (name === 't') inText = !inReading;
    },
    text: (piece) => {
      if (!inText) return;
      characters += piece.length;
      if (characters > MOST_CHARACTERS) throw tooMuch(texts.length);
      text += piece;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') inReading = false;
      else if (name === 'si') {
        texts.push(ownCopy(text));
        if (texts.length > MOST_TEXTS) throw tooMuch(texts.length);
      }
    },
  });
  return texts;
}

function tooMuch(at: number): UnreadableReturn {
  return new UnreadableReturn(
    `The workbook keeps more than ${MOST_TEXTS.toLocaleString('en-GB')} texts or ${MOST_CHARACTERS / 1_000_000} million characters beside its sheets, at shared text ${at + 1}, as no return does.`,
  );
}
