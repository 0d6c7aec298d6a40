import { dayOf, NO_DAY } from '../day.ts';
import type { SchemaFaults } from '../schema-faults.ts';
import { UnreadableReturn } from '../unreadable.ts';
import { XmlReader } from '../xml-parts.ts';
import type { CensusRow } from './census-row.ts';
import {
  Assessment,
  Characteristics,
  Child,
  CinPlan,
  Disability,
  Enquiry,
  Episode,
  Header,
  Identifiers,
  ProtectionPlan,
  Review,
} from './child.ts';
import { type Node, strangeElement, structureOf } from './structure.ts';
import { TABLE_NAMES, type TableName } from './tables.ts';

/** Who takes what the reader finds, as soon as it is whole. */
export interface CensusTaker {
  /** Comes once, before the first child; undefined when the file has no header there. */
  header: (header: Header | undefined) => void;
  child: (child: Child) => void;
}

/** An element that is open. Kept and used again: a large return opens some thirty million of them. */
interface Frame {
  node: Node;
  line: number;
  /** Bits of the elements that were met below it, and the place of the last. */
  seen: number;
  last: number;
  /** The row that takes the fields below it. */
  row: CensusRow | undefined;
  /** Its content is passed over: a second one where one is allowed. */
  ignored: boolean;
}

/**
 * Reads a Children in Need census piece by piece and hands on child by child. Elements that are not where the schema has
 * them are faults, told with their line, and reading goes on. Throws UnreadableReturn where the file is no XML or no census.
 */
export class CensusReader {
  readonly #xml: XmlReader;
  readonly #root: Node;
  readonly #year: number;
  readonly #taker: CensusTaker;
  readonly #faults: SchemaFaults;
  readonly #rows: Record<TableName, number>;
  readonly #frames: Frame[] = [];
  #depth = 0;
  /** Depth of elements within one that is passed over. */
  #strange = 0;
  #text = '';
  #header: Header | undefined;
  #headerGiven = false;
  #children = 0;
  #child: Child | undefined;
  #identifiers: Identifiers | undefined;
  #characteristics: Characteristics | undefined;
  #childLine = 0;
  #disabilities: Disability[] = [];
  #episodes: Episode[] = [];
  #episode: Episode | undefined;
  #plan: ProtectionPlan | undefined;

  /** `year` is the collection year, that of the reference date: 2025 for the rules of 2024/25. */
  constructor(year: number, taker: CensusTaker, faults: SchemaFaults) {
    this.#year = year;
    this.#root = structureOf(year);
    this.#taker = taker;
    this.#faults = faults;
    this.#rows = Object.fromEntries(TABLE_NAMES.map((name) => [name, 0])) as Record<TableName, number>;
    const parts = {
      open: (name: string) => this.#opened(name),
      text: (text: string) => this.#met(text),
      close: () => this.#closed(),
    };
    this.#xml = new XmlReader(parts, namesBelow(this.#root));
  }

  /** How many rows each table has so far. */
  get rows(): Readonly<Record<TableName, number>> {
    return this.#rows;
  }

  /** Reads the next bytes of the file. */
  write(bytes: Uint8Array): void {
    this.#xml.write(bytes);
  }

  /** Says that the file is at its end. */
  end(): void {
    this.#xml.end();
    this.#giveHeader();
  }

  #opened(name: string): void {
    if (this.#strange > 0) {
      this.#strange += 1;
      return;
    }
    const { line } = this.#xml;
    if (this.#depth === 0) {
      if (name !== this.#root.name)
        throw new UnreadableReturn(
          `Line ${line} begins with <${name.slice(0, 80)}>, not with <Message>: this is no Children in Need census.`,
        );
      this.#push(this.#root, line, undefined, false);
      return;
    }
    const above = this.#frames[this.#depth - 1] as Frame;
    const node = childNode(above, name);
    if (!node) {
      this.#strange = 1;
      this.#fault(line, name, '', strangeElement(name, above.node, this.#year));
      return;
    }
    if (node.place < above.last)
      this.#fault(line, name, '', `comes after <${this.#lastName(above)}>, but belongs before it`);
    else above.last = node.place;
    const again = !node.repeats && (above.seen & node.bit) !== 0;
    if (again) this.#fault(line, name, '', `stands a second time in one ${above.node.name}; only the first is read`);
    above.seen |= node.bit;
    this.#push(node, line, above.row, above.ignored || again);
    this.#text = '';
    if (node.below && !above.ignored && !again) this.#begin(node.name, line);
  }

  #push(node: Node, line: number, row: CensusRow | undefined, ignored: boolean): void {
    const frame = this.#frames[this.#depth];
    if (frame) {
      frame.node = node;
      frame.line = line;
      frame.seen = 0;
      frame.last = 0;
      frame.row = row;
      frame.ignored = ignored;
    } else this.#frames.push({ node, line, seen: 0, last: 0, row, ignored });
    this.#depth += 1;
  }

  /** Makes the row that an element stands for. Its fields are then taken by it. */
  #begin(name: string, line: number): void {
    const frame = this.#frames[this.#depth - 1] as Frame;
    switch (name) {
      case 'Header':
        this.#header = new Header(this.#next('Header'), line);
        frame.row = this.#header;
        break;
      case 'Children':
        this.#giveHeader();
        break;
      case 'Child':
        this.#childLine = line;
        this.#identifiers = undefined;
        this.#characteristics = undefined;
        this.#disabilities = [];
        this.#episodes = [];
        break;
      case 'ChildIdentifiers':
        this.#identifiers = new Identifiers(this.#next('ChildIdentifiers'), line);
        frame.row = this.#identifiers;
        break;
      case 'ChildCharacteristics':
        this.#characteristics = new Characteristics(this.#next('ChildCharacteristics'), line);
        frame.row = this.#characteristics;
        break;
      case 'CINdetails':
        this.#episode = new Episode(this.#next('CINdetails'), line);
        this.#episodes.push(this.#episode);
        frame.row = this.#episode;
        break;
      case 'Assessments':
        frame.row = this.#kept(this.#episode?.assessments, new Assessment(this.#next('Assessments'), line));
        break;
      case 'CINPlanDates':
        frame.row = this.#kept(this.#episode?.cinPlans, new CinPlan(this.#next('CINplanDates'), line));
        break;
      case 'Section47':
        frame.row = this.#kept(this.#episode?.enquiries, new Enquiry(this.#next('Section47'), line));
        break;
      case 'ChildProtectionPlans':
        this.#plan = new ProtectionPlan(this.#next('ChildProtectionPlans'), line);
        frame.row = this.#kept(this.#episode?.protectionPlans, this.#plan);
        break;
    }
  }

  #kept<Row extends CensusRow>(list: Row[] | undefined, row: Row): Row {
    list?.push(row);
    return row;
  }

  #next(table: TableName): number {
    const row = this.#rows[table];
    this.#rows[table] = row + 1;
    return row;
  }

  #met(text: string): void {
    if (this.#strange > 0 || this.#depth === 0) return;
    const { node } = this.#frames[this.#depth - 1] as Frame;
    if (!node.below) {
      this.#text = this.#text === '' ? text : this.#text + text;
      return;
    }
    const stray = text.trim();
    if (stray === '') return;
    // The text is told when the next element begins, mostly some lines below where it stands.
    const line = this.#xml.line - linesIn(text.trimStart());
    this.#fault(line, node.name, stray, 'has text between its elements; it was not read');
  }

  #closed(): void {
    if (this.#strange > 0) {
      this.#strange -= 1;
      return;
    }
    this.#depth -= 1;
    const frame = this.#frames[this.#depth] as Frame;
    if (frame.node.below) this.#leaveElement(frame, frame.node.below);
    else this.#leaveField(frame);
    this.#text = '';
  }

  #leaveField({ node, line, row, ignored }: Frame): void {
    const text = this.#text.trim();
    const day = node.date ? dayOf(text) : NO_DAY;
    const wrong = text === '' ? 'is empty' : node.judge(text, day);
    if (wrong !== null) this.#fault(line, node.name, text, wrong);
    if (ignored) return;
    let taker = row;
    if (node.name === 'Disability')
      taker = this.#kept(this.#disabilities, new Disability(this.#next('Disabilities'), line));
    else if (node.name === 'CPPreviewDate')
      taker = this.#kept(this.#plan?.reviews, new Review(this.#next('Reviews'), line));
    if (text !== '') taker?.take(node.name, text, line, day);
  }

  #leaveElement({ node, line, seen, ignored }: Frame, below: readonly Node[]): void {
    const missing = node.required & ~seen;
    if (missing !== 0) {
      for (const one of below) {
        if ((missing & one.bit) !== 0) this.#fault(line, one.name, '', `is missing in ${node.name}`);
      }
    }
    if (ignored) return;
    if (node.name === 'Child') this.#giveChild();
    // A review without a date is a review all the same.
    else if (node.name === 'Reviews' && seen === 0)
      this.#kept(this.#plan?.reviews, new Review(this.#next('Reviews'), line));
  }

  #giveHeader(): void {
    if (this.#headerGiven) return;
    this.#headerGiven = true;
    this.#taker.header(this.#header);
  }

  #giveChild(): void {
    const identifiers = this.#identifiers ?? new Identifiers(this.#next('ChildIdentifiers'), this.#childLine);
    const child = new Child(this.#children, identifiers, this.#characteristics, this.#disabilities, this.#episodes);
    this.#children += 1;
    this.#identifiers = undefined;
    this.#taker.child(child);
  }

  #lastName({ node, last }: Frame): string {
    return node.below?.[last]?.name ?? node.name;
  }

  #fault(line: number, element: string, value: string, words: string): void {
    this.#faults.add({ line, element, child: this.#identifiers?.id ?? '', value, words });
  }
}

/** The node of an element below another. Elements mostly come in their order, so the one expected next is tried first. */
function childNode({ node: { below }, last }: Frame, name: string): Node | undefined {
  if (!below) return undefined;
  for (let at = last; at < below.length; at += 1) if (below[at]?.name === name) return below[at];
  for (let at = 0; at < last; at += 1) if (below[at]?.name === name) return below[at];
  return undefined;
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

function namesBelow({ name, below = [] }: Node): string[] {
  return [name, ...below.flatMap(namesBelow)];
}
