import type { ColumnType, Generated } from 'kysely';

/** Tables of provenance, shared by the reading and the writing side of this folder only. */
export type RecordTables = {
  source_document: {
    key: string;
    title: string;
    publisher: string;
    published: string | null;
    covers: string | null;
    url: string | null;
    licence: string | null;
    note: string | null;
  };
  load: {
    id: Generated<number>;
    loaded_at: ColumnType<Date, Date, never>;
    loaded_by: string;
    kind: string;
    files: ColumnType<LoadedFile[], string, never>;
    fingerprint: string | null;
    counts: ColumnType<KindCount[], string, never>;
  };
  record_version: {
    id: Generated<number>;
    kind: string;
    key: string;
    version: number;
    body: ColumnType<Record<string, unknown>, string, never>;
    source_key: string | null;
    place: string | null;
    year: string | null;
    partnership: string | null;
    load_id: number;
    recorded_at: ColumnType<Date, Date, never>;
  };
};

/** One file of a load, as it is remembered. */
export interface LoadedFile {
  name: string;
  sha256: string;
  /** Size in bytes of the text as UTF-8. */
  bytes: number;
}

/** How many records of one kind a load brought. */
export interface KindCount {
  kind: string;
  heading: string;
  new: number;
  changed: number;
  unchanged: number;
}
