import type { Db } from '../../platform/database/connection.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { orderedIn, type Provenance, type RecordKind, recordKind } from '../../platform/records/index.ts';
import { lockPublished, standingOf, storePublished } from './published-store.ts';
import { rate } from './rounding.ts';
import {
  type ComparatorRecord,
  type ComputedMeasureRecord,
  comparatorSchema,
  computedMeasureSchema,
  type FigureRecord,
  figureSchema,
  type IndicatorGroupRecord,
  type IndicatorRecord,
  indicatorGroupSchema,
  indicatorSchema,
  type PublishedFiguresRecord,
  type PublishedLinkRecord,
  publishedFiguresSchema,
  publishedLinkSchema,
  type QualityNoteRecord,
  qualityNoteSchema,
  type SnapshotLineRecord,
  snapshotLineSchema,
} from './snapshot.ts';
import type { SnapshotTables } from './tables.ts';
import { comparatorsToldInWords, figuresToldInWords, notesTellingFigures } from './told-in-words.ts';
import { comparatorFaults, figureFaults, indicatorFaults } from './value-rules.ts';

const groups: RecordKind<IndicatorGroupRecord> = {
  kind: 'indicator-group',
  heading: 'indicator-groups',
  about: 'A heading of the safeguarding snapshot.',
  schema: indicatorGroupSchema,
  key: (record) => record.key,
  save: async (trx, record, _provenance, position) => {
    const row = { key: record.key, title: record.title, says: record.says ?? null, position };
    await tables(trx)
      .insertInto('indicator_group')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
  },
  reorder: orderedIn('indicator_group'),
};

const lines: RecordKind<SnapshotLineRecord> = {
  kind: 'snapshot-line',
  heading: 'snapshot-lines',
  about: 'One row of the snapshot. It ties the areas together, and says whether their figures may be added.',
  schema: snapshotLineSchema,
  key: (record) => record.key,
  references: (record) => [{ kind: 'indicator-group', key: record.group, path: ['group'] }],
  save: async (trx, record, _provenance, position) => {
    const row = {
      key: record.key,
      title: record.title,
      group_key: record.group,
      position,
      join_by: record.join === 'sum' ? ('sum' as const) : ('never' as const),
      never_because: record.join === 'sum' ? null : record.join.never,
    };
    await tables(trx)
      .insertInto('snapshot_line')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
  },
  reorder: orderedIn('snapshot_line'),
};

const indicators: RecordKind<IndicatorRecord> = {
  kind: 'indicator',
  heading: 'indicators',
  about: 'What is counted, how, by whom and by which edition of the rules; and whether small numbers are withheld.',
  schema: indicatorSchema,
  key: (record) => record.code,
  references: (record) => [
    { kind: 'snapshot-line', key: record.line, path: ['line'] },
    ...mention('indicator', record.part_of, 'part_of'),
    ...mention('indicator', record.numerator_code, 'numerator_code'),
    ...mention('indicator', record.denominator_code, 'denominator_code'),
  ],
  save: async (trx, record, _provenance, position) => {
    const row = {
      code: record.code,
      line_key: record.line,
      title: record.title,
      definition: record.definition,
      numerator: record.numerator ?? null,
      denominator: record.denominator ?? null,
      numerator_code: record.numerator_code ?? null,
      denominator_code: record.denominator_code ?? null,
      unit: record.unit,
      period_kind: record.period,
      part_of: record.part_of ?? null,
      parts: record.parts ?? null,
      owner: record.owner,
      edition: record.edition,
      suppression: record.suppress,
      suppression_because: record.because,
      decimals: record.decimals,
      position,
    };
    await tables(trx)
      .insertInto('indicator')
      .values(row)
      .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
      .execute();
  },
  reorder: orderedIn('indicator', 'code'),
  verify: indicatorFaults,
};

const computed: RecordKind<ComputedMeasureRecord> = {
  kind: 'computed-measure',
  heading: 'computed-measures',
  about: 'A rate, share or ratio that Kith works out from two figures of one area and period.',
  schema: computedMeasureSchema,
  key: (record) => record.code,
  references: (record) => [
    { kind: 'indicator', key: record.of, path: ['of'] },
    { kind: 'indicator', key: record.over, path: ['over'] },
  ],
  save: async (trx, record, _provenance, position) => {
    const row = {
      code: record.code,
      title: record.title,
      definition: record.definition,
      numerator_code: record.of,
      denominator_code: record.over,
      times: record.times,
      over_times: record.over_times,
      per: record.per,
      unit: record.unit,
      decimals: record.decimals,
      position,
    };
    await tables(trx)
      .insertInto('computed_measure')
      .values(row)
      .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
      .execute();
  },
  reorder: orderedIn('computed_measure', 'code'),
};

const figures: RecordKind<FigureRecord> = {
  kind: 'figure',
  heading: 'figures',
  about:
    'One value of one indicator, for one area and period, or the fact that it is not known. A change is a new version.',
  schema: figureSchema,
  key: (record, file) => figureKey(record, file.year),
  references: (record) => [
    { kind: 'indicator', key: record.indicator, path: ['indicator'] },
    { kind: 'area', key: record.area, path: ['area'] },
  ],
  save: saveFigure,
  verify: async (trx) => [...(await figureFaults(trx)), ...(await figuresToldInWords(trx))],
};

/** Key under which every version of a figure is kept: indicator, area, period and the year that accounts for it. */
export function figureKey(record: FigureRecord, fileYear: string | null): string {
  return [record.indicator, record.area, record.period, record.account_year ?? fileYear ?? 'no-year'].join('|');
}

async function saveFigure(trx: Db, record: FigureRecord, provenance: Provenance): Promise<void> {
  const db = tables(trx);
  const accountYear = yearFor(record.account_year, provenance);
  await checkAgainstCounts(trx, record);
  const held = await db
    .selectFrom('figure')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('indicator_code', '=', record.indicator)
    .where('area_code', '=', record.area)
    .where('period', '=', record.period)
    .where('account_year', '=', accountYear)
    .executeTakeFirst();
  await db
    .insertInto('figure')
    .values({
      indicator_code: record.indicator,
      area_code: record.area,
      period: record.period,
      account_year: accountYear,
      version: (held?.version ?? 0) + 1,
      value: record.value ?? null,
      not_known: record.not_known ?? null,
      numerator: record.numerator ?? null,
      denominator: record.denominator ?? null,
      about: record.about,
      source_key: provenance.source,
      place: provenance.place,
      load_id: provenance.loadId,
    })
    .execute();
}

function yearFor(given: string | undefined, provenance: Provenance): string {
  const year = given ?? provenance.year;
  if (year === null) {
    throw new PlainError('A figure needs a year: write "year: 2021-22" at the top of the file, or account_year here.');
  }
  return year;
}

/** A percentage or rate that is given with its counts must be what those counts give. */
async function checkAgainstCounts(trx: Db, record: FigureRecord): Promise<void> {
  if (record.numerator === undefined || record.denominator === undefined || record.value === undefined) return;
  const indicator = await tables(trx)
    .selectFrom('indicator')
    .select(['unit', 'decimals'])
    .where('code', '=', record.indicator)
    .executeTakeFirst();
  const per = indicator?.unit === 'percent' ? 100 : indicator?.unit === 'per-10000' ? 10_000 : null;
  if (per === null || indicator === undefined) return;
  const worked = rate(record.numerator, record.denominator, per, indicator.decimals);
  if (worked === record.value) return;
  const gives = worked === null ? 'no rate at all' : String(worked);
  throw new PlainError(
    `The value ${record.value} does not follow from its counts, ${record.numerator} of ${record.denominator}, which give ${gives}: correct the one that is wrong.`,
  );
}

const comparators: RecordKind<ComparatorRecord> = {
  kind: 'comparator',
  heading: 'comparators',
  about: "Another area's value that the source itself sets beside a figure.",
  schema: comparatorSchema,
  key: (record, file) =>
    [record.indicator, record.area, record.against, record.account_year ?? file.year ?? 'no-year'].join('|'),
  references: (record) => [
    { kind: 'indicator', key: record.indicator, path: ['indicator'] },
    { kind: 'area', key: record.area, path: ['area'] },
  ],
  save: async (trx, record, provenance, position) => {
    const accountYear = yearFor(record.account_year, provenance);
    const row = {
      key: [record.indicator, record.area, record.against, accountYear].join('|'),
      indicator_code: record.indicator,
      area_code: record.area,
      account_year: accountYear,
      against: record.against,
      value: record.value,
      note: record.note ?? null,
      source_key: provenance.source,
      place: provenance.place,
      position,
    };
    await tables(trx)
      .insertInto('comparator')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
  },
  verify: async (trx) => [...(await comparatorFaults(trx)), ...(await comparatorsToldInWords(trx))],
};

const notes: RecordKind<QualityNoteRecord> = {
  kind: 'quality-note',
  heading: 'quality-notes',
  about: 'What a reader must know before relying on a figure. It is shown wherever the figure is.',
  schema: qualityNoteSchema,
  key: (record) => record.key,
  references: (record) =>
    record.about.flatMap((about, index) => [
      ...mention('snapshot-line', about.line, 'about', index, 'line'),
      ...mention('area', about.area, 'about', index, 'area'),
    ]),
  save: async (trx, record, _provenance, position) => {
    const db = tables(trx);
    const row = { key: record.key, words: record.words, kind: record.kind, position };
    await db
      .insertInto('quality_note')
      .values(row)
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
    await db.deleteFrom('quality_note_about').where('note_key', '=', record.key).execute();
    await db
      .insertInto('quality_note_about')
      .values(
        record.about.map((about) => ({
          note_key: record.key,
          line_key: about.line ?? null,
          area_code: about.area ?? null,
          period: about.period ?? null,
          account_year: about.account_year ?? null,
        })),
      )
      .execute();
  },
  reorder: orderedIn('quality_note'),
  verify: notesTellingFigures,
};

const publishedFigures: RecordKind<PublishedFiguresRecord> = {
  kind: 'published-figures',
  heading: 'published-figures',
  about:
    'A published series, typed into a year file. Whole files of published statistics come by "kith load published".',
  schema: publishedFiguresSchema,
  key: (record) => [record.measure_id, record.measure, record.breakdown].join('|'),
  save: async (trx, record, provenance) => {
    const source = await sourceTitle(trx, provenance.source);
    const rows = record.areas.flatMap(({ code, name, values }) =>
      Object.entries(values).map(([period, value]) => ({
        area_code: code,
        area_name: name,
        measure_id: record.measure_id,
        measure: record.measure,
        breakdown: record.breakdown,
        period,
        repeat: 1,
        value: typeof value === 'number' ? value : null,
        flag: typeof value === 'number' ? null : value,
        source,
      })),
    );
    await lockPublished(trx);
    const { fresh } = await standingOf(trx, rows);
    await storePublished(trx, fresh, provenance.loadId);
  },
};

async function sourceTitle(trx: Db, source: string | null): Promise<string> {
  if (source === null)
    throw new PlainError('Published figures need a source: name the publication they are taken from.');
  const row = await tables(trx)
    .selectFrom('source_document')
    .select('title')
    .where('key', '=', source)
    .executeTakeFirst();
  return row?.title ?? source;
}

const links: RecordKind<PublishedLinkRecord> = {
  kind: 'published-link',
  heading: 'published-links',
  about: 'Which published series stands beside a line, and what must be said about the difference.',
  schema: publishedLinkSchema,
  key: (record) => [record.line, record.measure_id, record.measure, record.breakdown].join('|'),
  references: (record) => [{ kind: 'snapshot-line', key: record.line, path: ['line'] }],
  save: async (trx, record, _provenance, position) => {
    const row = {
      line_key: record.line,
      position,
      measure_id: record.measure_id,
      measure: record.measure,
      breakdown: record.breakdown,
      unit: record.unit,
      says: record.says,
    };
    await tables(trx)
      .insertInto('published_link')
      .values(row)
      .onConflict((conflict) => conflict.columns(['line_key', 'measure_id', 'measure', 'breakdown']).doUpdateSet(row))
      .execute();
  },
};

function mention(kind: string, key: string | undefined, ...path: (string | number)[]) {
  return key === undefined ? [] : [{ kind, key, path }];
}

function tables(db: Db) {
  return db.withTables<SnapshotTables>();
}

/** Every kind of record the snapshot takes from a year file, in the order in which they are saved. */
export const snapshotRecordKinds: readonly RecordKind[] = [
  recordKind(groups),
  recordKind(lines),
  recordKind(indicators),
  recordKind(computed),
  recordKind(figures),
  recordKind(comparators),
  recordKind(notes),
  recordKind(publishedFigures),
  recordKind(links),
];
