import { ownCopy } from './columns.ts';

/** Something in the file that the layout of the return does not allow. */
export interface SchemaFault {
  /** The line of the file, from 1. */
  line: number;
  /** The element or column that it is about. */
  element: string;
  /** The id of the child in whose part of the file it is, as far as it was read; empty outside a child. */
  child: string;
  /** What stands there; empty when nothing does. */
  value: string;
  /** What is wrong, in one plain sentence without the place. */
  words: string;
}

const KEPT = 2000;
const KINDS = 500;
const LONGEST_VALUE = 120;

/** Faults of the layout: the first two thousand in full, all of them counted, so that a file full of them takes no more memory. */
export class SchemaFaults {
  readonly kept: SchemaFault[] = [];
  /** How many there are of each element and sentence, most telling first; faults beyond the first 500 kinds are only in `count`. */
  readonly kinds = new Map<string, { element: string; words: string; line: number; count: number }>();
  count = 0;

  /** Notes a fault. */
  add(fault: SchemaFault): void {
    this.count += 1;
    const kind = `${fault.element}\n${fault.words}`;
    const known = this.kinds.get(kind);
    if (known) known.count += 1;
    else if (this.kinds.size < KINDS) {
      this.kinds.set(ownCopy(kind), {
        element: ownCopy(fault.element),
        words: fault.words,
        line: fault.line,
        count: 1,
      });
    }
    if (this.kept.length >= KEPT) return;
    const { value } = fault;
    this.kept.push({
      ...fault,
      element: ownCopy(fault.element),
      child: ownCopy(fault.child),
      value: ownCopy(value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE - 1)}…` : value),
    });
  }
}
