import { createReadStream } from 'node:fs';
import { FileRefused } from './refused.ts';

/** So many characters tell whether text is a table. */
const LOOKED_AT = 20_000;
/** Control signs that no text has: everything below the space but tab, line ends and form feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/**
 * Whether a file is text in UTF-8, and then whether it is a table. Null where it is no text at all. Throws FileRefused (415)
 * for what is text and more than that: a web page, a drawing with script in it, a program.
 */
export async function textKindOf(path: string): Promise<'text' | 'csv' | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = '';
  try {
    for await (const chunk of createReadStream(path)) {
      const text = decoder.decode(chunk as Buffer, { stream: true });
      if (CONTROLS.test(text)) return null;
      if (first.length < LOOKED_AT) first += text;
    }
    decoder.decode();
  } catch (error) {
    // What can't be decoded is no text in UTF-8.
    if (!(error instanceof TypeError)) throw error;
    return null;
  }
  if (/^\s*</.test(first))
    throw new FileRefused('This is a web page, a drawing or other markup, not plain text: save it as PDF');
  if (first.startsWith('{\\rtf')) throw new FileRefused('This is rich text (RTF): save it as a Word document');
  if (/^(#!|%!PS|<\?php)/.test(first)) throw new FileRefused('This is a program, not a document');
  return isTable(first) ? 'csv' : 'text';
}

/** Whether the first lines have the same number of columns, two at least. Quoted line ends are rare enough to be left aside. */
function isTable(text: string): boolean {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .slice(0, 10);
  if (lines.length < 2) return false;
  const counts = new Set(lines.map((line) => line.replace(/"[^"]*"/g, '').split(',').length));
  return counts.size === 1 && !counts.has(1);
}
