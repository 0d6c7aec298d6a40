import { type Day, dayOf, monthsAfter } from '../day.ts';
import { LAYOUTS, type TableName } from './layout.ts';
import type { Providers } from './providers.ts';
import type { ReturnWords, Table } from './table.ts';

/** A rule can't be decided on this return, and why. Any other error that a rule throws is a defect of Kith. */
export class CannotRun extends Error {
  override name = 'CannotRun';
  /** Whether the return is at fault, since it lacks what every return has. */
  readonly isFault: boolean;

  constructor(because: string, { isFault = false }: { isFault?: boolean } = {}) {
    super(because);
    this.isFault = isFault;
  }
}

/** Files that every return has. The others are there where there is something to tell. */
const ALWAYS: readonly TableName[] = ['Header', 'Episodes'];

/** How whoever checks a return can give what it lacks, each as the end of a sentence. */
export interface HowToGive {
  /** The return of the year before. */
  last: string;
  /** Ofsted’s list. */
  providers: string;
  /** The authority’s number. */
  authority: string;
}

const ON_THE_COMMAND_LINE: HowToGive = {
  last: 'name its folder with --last',
  providers: 'name it with --providers',
  authority: 'give it with --authority',
};

/** What a return is checked with, besides its files. */
export interface Beside {
  /** Ofsted’s list of those who offer placements. */
  providers?: Providers;
  /** The number of the authority whose return it is, as placements name it. */
  authority?: string;
  /** Whether the return was one XML file, whose header marks who came alone to seek asylum. */
  isXml?: boolean;
  /** As on the command line unless said. */
  howToGive?: HowToGive;
}

/** The return of one year, with that of the year before where it was given. */
export class Book {
  readonly words: ReturnWords;
  readonly #now: ReadonlyMap<TableName, Table>;
  readonly #last: ReadonlyMap<TableName, Table>;
  /** The first and the last day of the year that the return accounts for. */
  readonly start: Day;
  readonly end: Day;
  readonly beside: Beside;
  #episodes: Map<number, readonly number[]> | undefined;
  #lastEpisodes: Map<number, readonly number[]> | undefined;

  constructor(
    words: ReturnWords,
    now: ReadonlyMap<TableName, Table>,
    last: ReadonlyMap<TableName, Table>,
    year: { start: Day; end: Day },
    beside: Beside = {},
  ) {
    this.words = words;
    this.#now = now;
    this.#last = last;
    this.start = year.start;
    this.end = year.end;
    this.beside = beside;
  }

  /** How what is lacking can be given. */
  get howToGive(): HowToGive {
    return this.beside.howToGive ?? ON_THE_COMMAND_LINE;
  }

  /** A table of the return. Throws CannotRun where its file is not there. */
  table(name: TableName): Table {
    const found = this.#now.get(name);
    if (found) return found;
    throw new CannotRun(`The return has no file ${LAYOUTS[name].files[0]}.`, { isFault: ALWAYS.includes(name) });
  }

  /** The same, where its file is there. */
  find(name: TableName): Table | undefined {
    return this.#now.get(name);
  }

  /** A table of the year before, where it is there. */
  findLast(name: TableName): Table | undefined {
    return this.#last.get(name);
  }

  /** The same. Throws CannotRun where it is not there. */
  last(name: TableName): Table {
    const found = this.#last.get(name);
    if (found) return found;
    throw new CannotRun(`There is no file ${LAYOUTS[name].files[0]} of the year before: ${this.howToGive.last}.`);
  }

  /** Ofsted’s list. Throws CannotRun where it was not given. */
  providers(): Providers {
    if (this.beside.providers) return this.beside.providers;
    throw new CannotRun(`It needs Ofsted’s list of providers: ${this.howToGive.providers}.`);
  }

  /** The authority’s number. Throws CannotRun where it was not given. */
  authority(): string {
    if (this.beside.authority !== undefined) return this.beside.authority;
    throw new CannotRun(`It needs the number of the authority, as placements name it: ${this.howToGive.authority}.`);
  }

  /** The episodes of each child in the order in which they began; those without a beginning come last. */
  episodes(): ReadonlyMap<number, readonly number[]> {
    this.#episodes ??= inOrder(this.table('Episodes'));
    return this.#episodes;
  }

  /** The same of the year before. Throws CannotRun where it is not there. */
  lastEpisodes(): ReadonlyMap<number, readonly number[]> {
    this.#lastEpisodes ??= inOrder(this.last('Episodes'));
    return this.#lastEpisodes;
  }
}

function inOrder(table: Table): Map<number, readonly number[]> {
  const began = (row: number) => {
    const day = table.day(row, 'DECOM');
    return Number.isNaN(day) ? Number.POSITIVE_INFINITY : day;
  };
  return new Map(
    [...table.byChild()].map(([child, rows]) => [
      child,
      // Equal infinities subtract to NaN, which sort takes for equal.
      rows.length === 1 ? rows : [...rows].sort((one, other) => began(one) - began(other) || one - other),
    ]),
  );
}

/** The year up to a 31 March: `{ start: 1 April before, end: 31 March }`. */
export function yearTo(collectionYear: number): { start: Day; end: Day } {
  return { start: dayOf(`${collectionYear - 1}-04-01`), end: dayOf(`${collectionYear}-03-31`) };
}

/** The birthday of so many years; 29 February becomes 1 March where there is none. */
export function birthday(born: Day, years: number): Day {
  const day = monthsAfter(born, years * 12);
  // The end of a month stays within it, but somebody born on 29 February is a year older on 1 March.
  return monthsAfter(day, years * -12) < born ? day + 1 : day;
}
