import type { VNode } from 'preact';
import { type ChartSpec, type ChartTable, chartTable } from '../../../platform/charts/chart.ts';
import { lineChart } from '../../../platform/charts/line-chart.ts';
import { timeline } from '../../../platform/charts/periods.ts';
import { Table } from '../../../platform/web/govuk/index.ts';
import type { PublishedAreaSeries, PublishedSeries } from '../view.ts';
import { capital, listWords } from './figure-parts.tsx';

/** Most areas that one picture keeps apart; the table beneath holds all. */
const MOST_DRAWN = 4;

/** A region or country this many times larger than the areas would press their lines flat, so the table alone has it. */
const TOO_LARGE = 8;

/** ONS codes of what an area is compared with: a region begins with E12, a country with E92. */
const COMPARATOR = /^E(12|92)/;

/** A measure's name with the breakdown that tells it from its like. */
export function seriesTitle(series: { measure: string; breakdown: string }): string {
  return series.breakdown === '' ? series.measure : `${series.measure}: ${series.breakdown}`;
}

/** A published series as a picture with its table beneath; in words only, where its rows cannot be told apart. */
export function SeriesChart(props: { id: string; series: PublishedSeries; unit: string }): VNode {
  const { series } = props;
  if (series.ambiguous) return <p class="govuk-body">{series.ambiguous}</p>;
  const { drawn, tooLarge } = drawable(series);
  const chart = lineChart(chartSpec(props, drawn));
  const table = wholeTable(chartSpec(props, series.series));
  return (
    <>
      <figure class="kith-chart-frame">
        <figcaption class="govuk-visually-hidden">{seriesTitle(series)}</figcaption>
        {/* The picture is drawn by Kith's own charts, which escape every word they are given. */}
        <div dangerouslySetInnerHTML={{ __html: chart.svg }} />
        {tooLarge.length > 0 ? (
          <p class="kith-chart-frame__reading">
            {listWords(tooLarge)}: in the table only, because the numbers are too large for the same scale.
          </p>
        ) : null}
        {chart.notes.map((note) => (
          <p class="kith-chart-frame__reading" key={note}>
            {note}
          </p>
        ))}
      </figure>
      <section class="kith-scroll" aria-label={`Table: ${seriesTitle(series)}`} tabindex={0}>
        <Table
          classes="kith-table"
          caption={<span class="kith-caption">{table.caption}</span>}
          captionClasses="govuk-table__caption--s"
          firstCellIsHeader
          head={table.columns.map((text, index) => ({ text, ...(index > 0 ? { format: 'numeric' } : {}) }))}
          rows={table.rows.map((row) => [
            { text: row.label },
            ...row.cells.map((cell) => ({
              text: cell.value === null ? <span class="kith-not-known">{cell.text}</span> : cell.text,
              format: 'numeric',
            })),
          ])}
        />
      </section>
      <p class="govuk-body-s kith-quiet">Published by: {series.sources.join('; ')}.</p>
    </>
  );
}

/** The table holds every area, those too that the picture leaves out. */
function wholeTable(spec: ChartSpec): ChartTable {
  const line = timeline(spec.series);
  return chartTable(spec, line.periods, line.label);
}

/** Which areas one scale can show, and the names of those it cannot. */
function drawable(series: PublishedSeries): { drawn: readonly PublishedAreaSeries[]; tooLarge: string[] } {
  const own = series.series.filter(({ area }) => !COMPARATOR.test(area.code));
  const ceiling = TOO_LARGE * Math.max(0, ...own.map(largest));
  const fits = (one: PublishedAreaSeries) => ceiling <= 0 || !COMPARATOR.test(one.area.code) || largest(one) <= ceiling;
  return {
    drawn: series.series.filter(fits).slice(0, MOST_DRAWN),
    tooLarge: series.series.filter((one) => !fits(one)).map(({ area }) => area.name),
  };
}

function largest(series: PublishedAreaSeries): number {
  return Math.max(0, ...series.points.map((point) => Math.abs(point.value ?? 0)));
}

function chartSpec(
  props: { id: string; series: PublishedSeries; unit: string },
  drawn: readonly PublishedAreaSeries[],
): ChartSpec {
  const { series } = props;
  return {
    id: props.id,
    // A breakdown that only names the unit is said once, as the unit.
    title: series.breakdown.toLowerCase() === props.unit.toLowerCase() ? series.measure : seriesTitle(series),
    unit: capital(props.unit),
    decimals: mostDecimals(series),
    series: drawn.map(({ area, points }) => ({
      name: area.name,
      standing: COMPARATOR.test(area.code) ? 'comparator' : 'subject',
      points: points.map((point) => ({
        period: asYear(point.period),
        value: point.value,
        ...(point.flagWords ? { why: point.flagWords } : {}),
      })),
    })),
  };
}

/** Publishers write a year from April to March as 2021/22 or 2021-22; the time axis knows the second. */
function asYear(period: string): string {
  return /^\d{4}\/\d{2}$/.test(period) ? period.replace('/', '-') : period;
}

/** The decimals with which a series is printed: as many as its most exact value has, at most two. */
function mostDecimals(series: PublishedSeries): number {
  let most = 0;
  for (const { points } of series.series) {
    for (const { value } of points)
      most = Math.max(most, value === null ? 0 : (String(value).split('.')[1]?.length ?? 0));
  }
  return Math.min(most, 2);
}

/** What the numbers of a published series are, as far as its own words tell. */
export function publishedUnit(series: { measureId: string; measure: string; breakdown: string }): string {
  const said = `${series.breakdown} ${series.measure} ${series.measureId}`.toLowerCase();
  if (/10,000|10000|per_10k/.test(said)) return 'Rate per 10,000';
  if (/%|per ?cent|_pct/.test(said)) return 'Per cent';
  if (/\brate\b/.test(said)) return 'Rate';
  return /\bnumber\b/.test(series.breakdown.toLowerCase()) ? 'Number' : 'As published';
}
