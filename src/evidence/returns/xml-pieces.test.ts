import { describe, expect, test } from 'vitest';
import { UnreadableReturn } from './unreadable.ts';
import { XmlReader } from './xml-parts.ts';

/** What is told of a file that comes in these pieces, text put together, and the refusal that ended it. */
function told(pieces: readonly Buffer[]): { told: string; refused: string | null } {
  let said = '';
  const reader: XmlReader = new XmlReader(
    {
      open: (name) => {
        said += `<${name} ${reader.line}>`;
      },
      text: (text) => {
        said += text;
      },
      close: () => {
        said += `</ ${reader.line}>`;
      },
    },
    ['Child', 'UPN'],
  );
  try {
    for (const piece of pieces) reader.write(piece);
    reader.end();
    return { told: said, refused: null };
  } catch (error) {
    if (!(error instanceof UnreadableReturn)) throw error;
    return { told: said, refused: error.message };
  }
}

/** Small enough that it can be cut at every place and at every two; longer than the bytes that tell the encoding. */
const document = (inner: string) => Buffer.from(`<a><b>\n${'<UPN>x</UPN>'.repeat(17)}${inner}</b></a>`);

describe('a file says the same in whatever pieces it comes', () => {
  test.each([
    ['well-formed', '<Child>\n<c>1</c><d/>é</Child>', null],
    // The name that is open is longer than the one that closes: a reader that waits for the rest of the longer one reads over it.
    [
      'a tag that closes another element, with a shorter name',
      '<Child>\n<Disability>1</c></Child>',
      /closes another element than the one open there/,
    ],
    [
      'the same at the very end of a stretch',
      '<Child><AssessmentActualStartDate>1</x>',
      /closes another element than the one open there/,
    ],
    [
      'a tag that closes another element, with a longer name',
      '<Child>\n<c>1</Disability></Child>',
      /closes another element than the one open there/,
    ],
    [
      'a tag that closes another element, with a name as long',
      '<Child>\n<c>1</d></Child>',
      /closes another element than the one open there/,
    ],
    [
      'a tag that closes the element around it',
      '<Child><Disability>1</Child>',
      /closes another element than the one open there/,
    ],
    ['one tag too many', '<Child>1</Child></Child>', /closes another element than the one open there/],
  ])('%s', (_, inner, refusal) => {
    const file = document(inner);
    const whole = told([file]);
    if (refusal === null) expect(whole.refused).toBeNull();
    else expect(whole.refused).toMatch(refusal);
    const cuts = (from: number) => Array.from({ length: file.length - 1 - from }, (__, at) => from + at + 1);
    for (const first of cuts(0)) {
      expect([first, told([file.subarray(0, first), file.subarray(first)])]).toEqual([first, whole]);
      // What comes before the elements in question is cut once only.
      if (first < file.length - Buffer.byteLength(inner) - 12) continue;
      for (const second of cuts(first)) {
        const pieces = [file.subarray(0, first), file.subarray(first, second), file.subarray(second)];
        expect([first, second, told(pieces)]).toEqual([first, second, whole]);
      }
    }
  });
});
