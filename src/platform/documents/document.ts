/**
 * A document before it has a form: sections of blocks, every figure and claim tied to the record it came from. The web
 * page, the PDF and the Word file are all written from this one model, so they cannot say different things.
 */

/** A stretch of words. With `record` it is tied to an entry of `DocumentModel.records`; empty text leaves only the mark. */
export interface Run {
  text: string;
  strong?: boolean;
  /** Stands back: what qualifies the words before it. */
  quiet?: boolean;
  /** Number of the entry in `DocumentModel.records`, counted from 1. */
  record?: number;
}

/** Words in one paragraph, list item or table cell. */
export type Words = readonly Run[];

/** How a claim stands: shown by its own words always, by colour only besides. */
export type Tone = 'plain' | 'good' | 'gap';

/** A heading inside a section. Level 2 stands under the section's own title, level 3 under a level 2. */
export interface HeadingBlock {
  kind: 'heading';
  level: 2 | 3;
  text: string;
}

/** Words of the document's own voice. */
export interface ParagraphBlock {
  kind: 'paragraph';
  words: Words;
}

/** Words that somebody wrote, with the role they wrote them in. */
export interface PassageBlock {
  kind: 'passage';
  author: string;
  paragraphs: readonly Words[];
  record: number;
}

/** Points without an order. */
export interface ListBlock {
  kind: 'list';
  items: readonly Words[];
}

/** Points of which each carries a short mark saying how it stands: "Measured", "Activity". */
export interface ClaimsBlock {
  kind: 'claims';
  items: readonly { mark: string; tone: Tone; words: Words }[];
}

/** A table whose first row is its header. Cells of `end` columns are figures and stand flush right. */
export interface TableBlock {
  kind: 'table';
  title: string;
  columns: readonly {
    title: string;
    align: 'start' | 'end' /** Share of the width against the other columns. */;
    share: number;
  }[];
  rows: readonly (readonly Words[])[];
}

/** One bar: its label, its length and the words shown at its end. */
export interface Bar {
  label: string;
  value: number;
  shown: string;
  /** Which of the chart's `series` it belongs to; its colour follows. */
  series: number;
  record?: number;
}

/** Horizontal bars on one scale from nought. Groups keep what belongs together under one heading. */
export interface BarsBlock {
  kind: 'bars';
  title: string;
  /** What the lengths mean: "Rate per 10,000 children". */
  scale: string;
  series: readonly string[];
  groups: readonly { label: string; bars: readonly Bar[] }[];
}

/** Numbers set large, each with what it counts. */
export interface KeyFiguresBlock {
  kind: 'key-figures';
  items: readonly { value: string; label: string; note: string; record?: number }[];
}

/** A remark: `loud` for what a reader must not miss, `plain` for help, `quiet` for what belongs to a table above it. */
export interface NoteBlock {
  kind: 'note';
  tone: 'loud' | 'plain' | 'quiet';
  title: string;
  words: readonly Words[];
}

/** The list of records behind the document. */
export interface RecordsBlock {
  kind: 'records';
}

/** One piece of a section. */
export type Block =
  | HeadingBlock
  | ParagraphBlock
  | PassageBlock
  | ListBlock
  | ClaimsBlock
  | TableBlock
  | BarsBlock
  | KeyFiguresBlock
  | NoteBlock
  | RecordsBlock;

/** A chapter. `basis` says in one line what it answers and what it was drawn from. */
export interface Section {
  id: string;
  title: string;
  basis: readonly string[];
  /** A paged form begins a new page here. */
  startsPage: boolean;
  blocks: readonly Block[];
}

/** A record behind a figure or claim. */
export interface RecordReference {
  /** What the record is: "Referrals, Hartlepool, 2021-22". */
  label: string;
  /** Its page in Kith, from the root: `/figures/12`. */
  path: string;
  /** Title of the document it was taken from. */
  source: string;
  /** The place in that document, in words; empty when it is not known. */
  place: string;
}

/** A whole document. */
export interface DocumentModel {
  title: string;
  /** Stands over the title on the cover: whose document it is. */
  organisation: string;
  /** Stands under the title: the year it accounts for. */
  subtitle: string;
  /** For catalogues and the file's own properties, one sentence. */
  description: string;
  keywords: readonly string[];
  /** The day it was made, `2026-11-23`. The same model with the same day gives the same bytes. */
  date: string;
  /** Says for whom it was made: "Public version: small numbers are withheld". */
  edition: string;
  /** Numbers shown on the cover, at most three. */
  coverFigures: KeyFiguresBlock['items'];
  /** How to read the document: stands after the contents. */
  guide: readonly Block[];
  sections: readonly Section[];
  records: readonly RecordReference[];
}

/** How a document is written out. */
export interface WriteOptions {
  /**
   * Public address of this Kith, without a slash at its end. With it, figures and records link there; without it they
   * link to the list of records inside the document, because a link to nowhere is worse than none.
   */
  publicUrl?: string;
}

/** Words without a link. */
export function say(text: string): Words {
  return [{ text }];
}

/** Words as plain text, marks left out. */
export function plainText(words: Words): string {
  return words.map((run) => run.text).join('');
}

/** The numbers of the records that some words are tied to, in their order, each once. */
export function recordsOf(words: readonly Words[]): number[] {
  const found = words.flat().flatMap((run) => (run.record === undefined ? [] : [run.record]));
  return [...new Set(found)];
}

/** The date as it is written out for readers: `23 November 2026`. */
export function dateInWords(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** What a bar chart says, in words: the text alternative of every form. */
export function describeBars(chart: BarsBlock): string {
  const groups = chart.groups.map((group) => {
    const bars = group.bars.map((bar) => (bar.label === '' ? bar.shown : `${bar.label} ${bar.shown}`)).join(', ');
    return group.label === '' ? bars : `${group.label}: ${bars}`;
  });
  return `Bar chart. ${chart.title}. ${chart.scale}. ${groups.join('; ')}.`;
}

/** Where a record is read: on the public Kith if there is one, else in the document's own list. */
export function recordAddress(model: DocumentModel, number: number, options: WriteOptions): string {
  const record = model.records[number - 1];
  if (record === undefined)
    throw new Error(`The document mentions record ${number} but lists ${model.records.length}.`);
  return options.publicUrl === undefined ? `#record-${number}` : `${options.publicUrl}${record.path}`;
}

/** The documents that the records were taken from, each with the letter that stands for it in the list: A, B … */
export function sourcesOf(model: DocumentModel): { letter: string; title: string }[] {
  const titles = [...new Set(model.records.map((record) => record.source))];
  return titles.map((title, index) => ({ letter: letterOf(index), title }));
}

/** 0 → A, 25 → Z, 26 → AA. */
function letterOf(index: number): string {
  const LETTERS = 26;
  const last = String.fromCharCode('A'.charCodeAt(0) + (index % LETTERS));
  return index < LETTERS ? last : letterOf(Math.floor(index / LETTERS) - 1) + last;
}

/**
 * Leaves out a record's mark where the mark before it, under the same heading of level 1 or 2, is the same: in print a
 * number holds until the next one. Marks at numbers and names stay, so does every mark in tables and charts.
 */
export function withoutRepeatedMarks(blocks: readonly Block[]): Block[] {
  let last: number | undefined;
  const trimmed = (words: Words): Words =>
    words.filter((run) => {
      if (run.record === undefined || run.text !== '') return true;
      const repeated = run.record === last;
      last = run.record;
      return !repeated;
    });
  return blocks.map((block): Block => {
    if (block.kind === 'heading' && block.level === 2) last = undefined;
    if (block.kind === 'paragraph') return { ...block, words: trimmed(block.words) };
    if (block.kind === 'list') return { ...block, items: block.items.map(trimmed) };
    if (block.kind === 'claims') {
      return { ...block, items: block.items.map((item) => ({ ...item, words: trimmed(item.words) })) };
    }
    return block;
  });
}

/** Collects the records a document mentions and numbers them in the order of their first mention. */
export class RecordList {
  readonly #numbers = new Map<string, number>();
  readonly #records: RecordReference[] = [];

  /** The record's number; a record mentioned before keeps the number it has. */
  add(record: RecordReference): number {
    const known = this.#numbers.get(record.path);
    if (known !== undefined) return known;
    this.#records.push(record);
    this.#numbers.set(record.path, this.#records.length);
    return this.#records.length;
  }

  /** All records in the order of their numbers. */
  all(): readonly RecordReference[] {
    return this.#records;
  }
}

/** The tables, charts and numbers of a block that are tied to records: every number that the block mentions, each once. */
export function recordsOfBlock(block: Block): number[] {
  const single = (items: readonly { record?: number }[]): number[] =>
    items.flatMap((item) => (item.record === undefined ? [] : [item.record]));
  switch (block.kind) {
    case 'paragraph':
      return recordsOf([block.words]);
    case 'passage':
      return [...new Set([block.record, ...recordsOf(block.paragraphs)])];
    case 'list':
      return recordsOf(block.items);
    case 'claims':
      return recordsOf(block.items.map((item) => item.words));
    case 'table':
      return recordsOf(block.rows.flat());
    case 'bars':
      return [...new Set(block.groups.flatMap((group) => single(group.bars)))];
    case 'key-figures':
      return [...new Set(single(block.items))];
    case 'note':
      return recordsOf(block.words);
    case 'heading':
    case 'records':
      return [];
  }
}
