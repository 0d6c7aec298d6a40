import type { ColumnType, Generated } from 'kysely';

/** The tables of migration 0007, and the few columns of others' tables that the snapshot reads. */
export type SnapshotTables = {
  indicator_group: { key: string; title: string; says: string | null; position: number };
  snapshot_line: {
    key: string;
    title: string;
    group_key: string;
    position: number;
    join_by: 'sum' | 'never';
    never_because: string | null;
  };
  indicator: {
    code: string;
    line_key: string;
    title: string;
    definition: string;
    numerator: string | null;
    denominator: string | null;
    numerator_code: string | null;
    denominator_code: string | null;
    unit: string;
    period_kind: 'in-year' | 'at-date' | 'not-stated';
    part_of: string | null;
    parts: 'whole' | 'some' | null;
    owner: string;
    edition: string;
    suppression: 'small-numbers' | 'none';
    suppression_because: string;
    decimals: number;
    position: number;
  };
  computed_measure: {
    code: string;
    title: string;
    definition: string;
    numerator_code: string;
    denominator_code: string;
    times: number;
    over_times: number;
    per: number;
    unit: string;
    decimals: number;
    position: number;
  };
  figure: FigureColumns;
  current_figure: FigureColumns;
  comparator: {
    key: string;
    indicator_code: string;
    area_code: string;
    account_year: string;
    against: string;
    value: number;
    note: string | null;
    source_key: string | null;
    place: string | null;
    position: number;
  };
  quality_note: {
    key: string;
    words: string;
    kind: 'period' | 'definition' | 'missing' | 'arithmetic' | 'precision' | 'source';
    position: number;
  };
  quality_note_about: {
    note_key: string;
    line_key: string | null;
    area_code: string | null;
    period: string | null;
    account_year: string | null;
  };
  published_figure: PublishedColumns;
  current_published_figure: PublishedColumns;
  published_link: {
    line_key: string;
    position: number;
    measure_id: string;
    measure: string;
    breakdown: string;
    unit: string;
    says: string;
  };
  area: { code: string; name: string; short_name: string; kind: string; position: number };
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
  load: { id: number; loaded_at: Date; loaded_by: string; kind: string; files: { name: string }[] };
};

/** A version of a figure as it is kept. */
export interface FigureColumns {
  id: Generated<number>;
  indicator_code: string;
  area_code: string;
  period: string;
  account_year: string;
  version: number;
  value: number | null;
  not_known: string | null;
  numerator: number | null;
  denominator: number | null;
  about: boolean;
  source_key: string | null;
  place: string | null;
  load_id: number;
  recorded_at: ColumnType<Date, never, never>;
}

interface PublishedColumns {
  id: Generated<number>;
  area_code: string;
  area_name: string;
  measure_id: string;
  measure: string;
  breakdown: string;
  period: string;
  repeat: number;
  version: number;
  value: number | null;
  flag: string | null;
  source: string;
  load_id: number;
  recorded_at: ColumnType<Date, never, never>;
}
