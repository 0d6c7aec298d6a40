import { type Block, RecordList, type Words } from '../../../platform/documents/index.ts';
import type { FigureView } from '../../snapshot/index.ts';
import type { Origin, ReportInput } from '../input.ts';
import type { Content } from '../records.ts';

/** Stands for a source where words were written in Kith itself. */
const WRITTEN_HERE = 'Written in Kith';

/** Where the records of a kind are read, from the root. Figures have a page of their own. */
export function recordPath(kind: string, key: string): string {
  return kind === 'figure' ? `/figures/${key}` : `/records/${encodeURIComponent(kind)}/${encodeURIComponent(key)}`;
}

/**
 * One report while it is being assembled: what it is made from, and the list of records it has mentioned so far.
 * A section asks it for the number of each record it draws on, so no figure or claim can stand without one.
 */
export class Assembly {
  readonly input: ReportInput;
  readonly #records = new RecordList();
  readonly #sources = new Map<string, number>();

  constructor(input: ReportInput) {
    this.input = input;
  }

  /** The number of a record in this report's list. `label` says what the record is. */
  record(kind: string, key: string, label: string): number {
    return this.#add(recordPath(kind, key), label, this.input.origins.get(`${kind}:${key}`));
  }

  /** The number of a figure in this report's list. The label holds no value, so a withheld number cannot slip through. */
  figure(figure: FigureView): number {
    const label = `${figure.indicator.title}, ${figure.area.name}, ${figure.periodWords}`;
    return this.#add(recordPath('figure', String(figure.id)), label, {
      source: figure.source.title,
      place: figure.source.place,
      version: figure.version,
    });
  }

  /** The number of a record that is kept in Kith and has a public page of its own, or a place on one. */
  kept(path: string, label: string, place: string): number {
    return this.#add(path, label, { source: null, place, version: 1 });
  }

  /** Every record mentioned, in the order of the numbers. */
  records(): ReturnType<RecordList['all']> {
    return this.#records.all();
  }

  /** Source documents with the number of records in this report taken from each, largest first. */
  sources(): { title: string; records: number }[] {
    return [...this.#sources]
      .map(([title, records]) => ({ title, records }))
      .sort((one, other) => other.records - one.records || one.title.localeCompare(other.title));
  }

  /** The passages written for a section, in their order. */
  passages(content: Content): Block[] {
    return this.input.passages
      .filter((passage) => passage.content === content)
      .map((passage) => ({
        kind: 'passage',
        author: passage.author,
        paragraphs: paragraphsOf(passage.words),
        record: this.record('passage', passage.key, `Passage by: ${passage.author}`),
      }));
  }

  #add(path: string, label: string, origin: Origin | undefined): number {
    const before = this.#records.all().length;
    const number = this.#records.add({
      path,
      label,
      source: origin?.source ?? WRITTEN_HERE,
      place: placeInWords(origin),
    });
    if (this.#records.all().length > before) {
      const title = origin?.source ?? WRITTEN_HERE;
      this.#sources.set(title, (this.#sources.get(title) ?? 0) + 1);
    }
    return number;
  }
}

/** Words with the mark of the record they come from. */
export function claim(text: string, record: number): Words {
  return [{ text }, { text: '', record }];
}

/** A sentence in the plural or singular: `1 record`, `2 records`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Names in a sentence: `A, B and C`. */
export function joined(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}

function paragraphsOf(words: string): Words[] {
  return words
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replaceAll(/\s*\n\s*/g, ' '))
    .filter((paragraph) => paragraph !== '')
    .map((text) => [{ text }]);
}

function placeInWords(origin: Origin | undefined): string {
  if (origin === undefined) return 'no source is recorded';
  return [origin.place, origin.version > 1 ? `version ${origin.version}` : null]
    .filter((part) => part !== null)
    .join(', ');
}
