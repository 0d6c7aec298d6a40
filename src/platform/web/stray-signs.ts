// Control characters but tabs and line breaks: PostgreSQL can't store the first of them, and a terminal, a spreadsheet or a
// log takes others for an order.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F]/g;

/** A text without signs that nobody types: control characters are left out, half a character becomes a mark. */
export function dropStraySigns(text: string): string {
  return text.replace(CONTROL, '').toWellFormed();
}
