import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { UnreadableReturn } from './unreadable.ts';
import { XmlReader } from './xml-parts.ts';

/** What is told of a file, text that comes in several pieces put together: a word, a line, and a name or text. */
type Told = [word: string, line: number, said: string][];

function collecting(line: () => number): {
  told: Told;
  open: (name: string) => void;
  text: (text: string) => void;
  close: () => void;
} {
  const told: Told = [];
  return {
    told,
    open: (name) => told.push(['open', line(), name]),
    text: (text) => {
      const last = told.at(-1);
      if (last?.[0] === 'text') told[told.length - 1] = ['text', line(), last[2] + text];
      else if (text !== '') told.push(['text', line(), text]);
    },
    close: () => told.push(['close', line(), '']),
  };
}

/** What Kith tells of a file that comes in pieces of a size, and the refusal where it could not go on. */
function read(file: Buffer, piece = 65_536): { told: Told; refused: string | null } {
  const parts = collecting(() => reader.line);
  const reader: XmlReader = new XmlReader(parts, ['Child', 'UPN']);
  try {
    for (let from = 0; from < file.length; from += piece) reader.write(file.subarray(from, from + piece));
    reader.end();
    return { told: parts.told, refused: null };
  } catch (error) {
    if (!(error instanceof UnreadableReturn)) throw error;
    return { told: parts.told, refused: error.message };
  }
}

/** What the parser tells of it by itself. */
function bare(text: string): { told: Told; refused: boolean } {
  const parser = new SaxesParser({ xmlns: false });
  const parts = collecting(() => parser.line);
  parser.on('opentag', ({ name }) => parts.open(name));
  parser.on('text', parts.text);
  parser.on('cdata', parts.text);
  parser.on('closetag', parts.close);
  parser.on('doctype', () => {
    throw new Error('a document type');
  });
  parser.on('error', (error) => {
    throw error;
  });
  try {
    parser.write(text).close();
    return { told: parts.told, refused: false };
  } catch {
    return { told: parts.told, refused: true };
  }
}

/** Pieces of XML, right and wrong: what is put together of them is well-formed now and then. */
const PIECES = [
  '<Child>',
  '</Child>',
  '<Child>',
  '</Child>',
  '<UPN>',
  '</UPN>',
  '<UPN/>',
  '<UPN />',
  '<Child a="1>2">',
  '</Child >',
  '<a:b>',
  '</a:b>',
  '<_x-1.2>',
  '</_x-1.2>',
  '<1>',
  '<>',
  '</>',
  'text',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '&amp;',
  '&#233;',
  '&b;',
  '&',
  '<',
  '>',
  ']',
  ']]>',
  'é',
  '\u2028',
  '😀',
  '\u0001',
  '\uFFFE',
  '<!-- a > b -->',
  '<![CDATA[<x>]]>',
  '<?p q > r?>',
  '<!DOCTYPE a>',
  '<É>',
  '</É>',
];

const documents = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES.slice(0, 21)) }, fc.constantFrom(...PIECES)), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(''));

describe('XML is read as the parser reads it by itself', () => {
  test('elements, texts and their lines, and whether it is refused, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 40 }), fc.boolean(), (inner, piece, around) => {
        const text = around ? `<Message>${inner}</Message>` : inner;
        const file = Buffer.from(text);
        const ours = read(file, piece);
        const theirs = bare(text);
        expect(ours.refused !== null).toBe(theirs.refused || text.trim() === '');
        if (!theirs.refused) expect(ours.told).toEqual(theirs.told);
      }),
      { numRuns: 3000 },
    );
  });

  test('one that is well-formed but not plain, with its lines', () => {
    const text =
      '<?xml version="1.0"?>\n<Message a="1">\r\n<Child>a &lt; b<!-- > -->c</Child>\r<Child\n b="2">é</Child>\n\n<UPN/><Child >x]]y</Child ></Message>\n';
    for (const piece of [1, 2, 3, 7, 1000]) {
      const { told, refused } = read(Buffer.from(text), piece);
      expect(refused).toBeNull();
      expect(told).toEqual(bare(text).told);
    }
  });

  test('XML 1.1, whose lines end otherwise, too', () => {
    const text = '<?xml version="1.1"?><a><b>x\u0085y</b>\u2028<b>z</b></a>';
    expect(read(Buffer.from(text))).toEqual({ told: bare(text).told, refused: null });
  });
});

describe('a place is told as it stands in the file', () => {
  test.each([
    '<a>\n<b>x</b>\n  <c>1</b>\n</a>',
    '<a>\r\n<b>x</b>\r\n<c>é</c><d>\u0001</d></a>',
    '<a><b x="&amp;">1</b><c>1 &z; 2</c></a>',
    '<a><b x="&amp;">1</b>\n\n<c>1</c> <d>]]></d></a>',
    '<a>\n<b>\n\n😀</b><c>&#1;</c></a>',
    '<a><b><!-- \n --></b><c></c></d></a>',
  ])('%j', (text) => {
    const parser = new SaxesParser({ xmlns: false });
    let place = '';
    parser.on('error', () => {
      place ||= `Line ${parser.line}, column ${parser.column + 1} `;
    });
    parser.write(text);
    expect(place).not.toBe('');
    for (const piece of [1, 4, 1000]) expect(read(Buffer.from(text), piece).refused).toContain(place);
  });

  test('also of an element that is never closed, with text that goes on to the end', () => {
    expect(read(Buffer.from('<a>\n<b>\n\nx')).refused).toMatch(
      /^The file ends on line 4 before <b> of line 2 is closed: /,
    );
  });
});

test('a file that is nowhere plain is read in time that grows with its size alone', () => {
  const child = '<Child a="1">x &amp; y</Child>';
  const count = 20_000;
  const { told, refused } = read(Buffer.from(`<a>${child.repeat(count)}</a>`));
  expect(refused).toBeNull();
  expect(told).toHaveLength(3 * count + 2);
});

test('a long text is read, and one that is longer than any value is refused', () => {
  expect(read(Buffer.from(`<a><b>${'x'.repeat(300_000)}</b></a>`), 1000).told[2]?.[2]).toHaveLength(300_000);
  expect(read(Buffer.from(`<a><b>${'x'.repeat(1_200_000)}</b></a>`), 1000).refused).toMatch(
    /^Around line 1 more than 1,000,000 characters come without an element/,
  );
});
