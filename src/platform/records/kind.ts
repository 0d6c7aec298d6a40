import type { z } from 'zod';
import type { Db } from '../database/connection.ts';

/** Where a record came from, and the load that brought it. */
export interface Provenance {
  loadId: number;
  /** Key of the source document, or null when the record is Kith's own configuration. */
  source: string | null;
  /** The place in the source, in words a person can follow: "Hartlepool safeguarding snapshot". */
  place: string | null;
  /** The year the file accounts for, written 2021-22; null in a file that belongs to no year. */
  year: string | null;
  /** The partnership the file speaks for; null in a file that belongs to none. */
  partnership: string | null;
}

/** What the head of a file says of every record in it. */
export interface FileHead {
  year: string | null;
  partnership: string | null;
}

/** A mention of another record, checked before anything is saved. */
export interface Reference {
  kind: string;
  key: string;
  /** Field path inside the mentioning record, for the line number of a message. */
  path: readonly (string | number)[];
}

/** A rule that the records break together, found once all are saved and before the load is kept. */
export interface RecordFault {
  /** The record at which the message points. */
  key: string;
  path?: readonly (string | number)[];
  /** One plain sentence that says what to do. */
  reason: string;
}

/** One kind of record that a file can carry: its shape, its key, whom it mentions and how it is saved. */
export interface RecordKind<T = unknown> {
  /** Singular name, as stored in record_version.kind: `practice-review`. */
  kind: string;
  /** The heading in a year file under which records of this kind stand: `practice-reviews`. */
  heading: string;
  /** One line for the format's documentation: what a record of this kind is. */
  about?: string;
  /** A strict object: an unknown field is an error. Texts arrive trimmed; `at` and `source` are taken off before. */
  schema: z.ZodType<T>;
  key: (record: T, file: FileHead) => string;
  /**
   * What the head of the file must say before a record of this kind can stand in it. A key of such a kind stays with
   * the year and partnership that first used it, so that a new year cannot overwrite an old one.
   */
  needs?: readonly ('year' | 'partnership')[];
  references?: (record: T, file: FileHead) => Reference[];
  /**
   * Writes the current state of a new or changed record. Runs inside the load's transaction. A PlainError thrown here
   * refuses the load at this record's line. `position` counts the records of this kind through the whole load, from 0.
   */
  save: (trx: Db, record: T, provenance: Provenance, position: number) => Promise<void>;
  /** Puts the records of a load into the order of their files. The order of a list is not a version of a record. */
  reorder?: (trx: Db, keys: readonly string[]) => Promise<void>;
  /** Looks for faults that only show when all records stand beside each other. */
  verify?: (trx: Db) => Promise<RecordFault[]>;
}

/** Keeps the record type inside one kind while lists hold kinds of many types. */
export function recordKind<T>(kind: RecordKind<T>): RecordKind {
  return kind as unknown as RecordKind;
}
