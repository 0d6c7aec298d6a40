import { dayText } from '../day.ts';
import { type Book, checkSsda903, inYear, openReturnFiles, readBook, TABLE_NAMES } from '../ssda903/index.ts';
import type { ReturnAtWork } from './at-work.ts';
import { lookedAfterFigures } from './figures-ssda903.ts';

/** The rules of 2024/25 are those of the collection that ends in March 2025. */
function checkBy(rules: string) {
  return { ruleset: rules, collectionYear: Number(rules.slice(0, 4)) + 1 };
}

const IN_KITH = {
  last: 'pack its files too, in a folder “last” of the archive',
  providers: 'only the command line takes it',
  authority: 'only the command line takes it',
};

/** The return of children looked after, in a zip archive. */
export const lookedAfterAtWork: ReturnAtWork = {
  check: async ({ path, rules }, told) => {
    const files = await openReturnFiles(path);
    const progress = (bytes: number) => told(files.size === 0 ? 1 : Math.min(1, bytes / files.size));
    return checkSsda903(files, { ...checkBy(rules), howToGive: IN_KITH, progress });
  },
  readAgain: async ({ path, rules }, places, take) => {
    const { book } = await readBook(path, checkBy(rules));
    const given = new Set<string>();
    for (const { table: number, row } of places) {
      const name = TABLE_NAMES[number];
      const table = name && book.find(name);
      if (!table || row >= table.rows || given.has(`${number} ${row}`)) continue;
      given.add(`${number} ${row}`);
      const fields = table.columns.map((column) => [column, table.shown(row, column)] as const);
      take({ table: number, row, line: table.line(row), fields });
    }
    return { stated: yearEnd(book), authority: null, figures: lookedAfterFigures(book) };
  },
};

/** The files state no date. They are of the year when one of its episodes touches it; of another, when none does. */
function yearEnd(book: Book): string | null {
  const episodes = book.find('Episodes');
  if (!episodes) return null;
  for (let row = 0; row < episodes.rows; row += 1)
    if (inYear(book, episodes, row) && !(episodes.day(row, 'DEC') > book.end)) return dayText(book.end);
  return null;
}
