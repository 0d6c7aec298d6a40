import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { type Answer, route } from '../../platform/web/route.ts';
import {
  areaDownload,
  type Download,
  downloadAnswer,
  indicatorDownload,
  lastLoad,
  publishedDownload,
  sideBySideDownload,
} from './downloads.ts';
import { AreaPage } from './pages/area.tsx';
import { IndicatorPage } from './pages/indicator.tsx';
import { DOWNLOAD_FORMATS, type DownloadFormat } from './pages/links.ts';
import { ProvenancePage } from './pages/provenance.tsx';
import { PublishedListPage } from './pages/published-list.tsx';
import { PublishedSeriesPage, type PublishedSeriesView } from './pages/published-series.tsx';
import { SideBySidePage } from './pages/side-by-side.tsx';
import { figureProvenance } from './provenance.ts';
import type { PublishedName } from './repository.ts';
import {
  indicatorOverTime,
  listAreas,
  listPublishedMeasures,
  listYears,
  publishedSeries,
  sideBySide,
  snapshotOf,
} from './service.ts';
import type { AreaRef, AreaSnapshot, PublishedMeasure } from './view.ts';

/** Nobody signs in yet, so whoever comes by web is the public (docs/decisions/0001). */
const AUDIENCE = 'public';

/** Most published series on one page; a file of published statistics brings some hundreds. */
const MOST_LISTED = 2000;

// No name holds a control character, and the database refuses some.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/g;
const words = z.string('give it once').transform((text) => text.replace(CONTROL, ' ').trim());
const nothing = z.object({});
const byYear = z.object({ year: words.pipe(z.string().max(20, 'write a year like 2021-22')).optional() });
const bySeries = z.object({ measure: words.optional(), breakdown: words.optional() });
const byWords = z.object({ q: words.pipe(z.string().max(100, 'use at most 100 letters')).default('') });
const areaParams = z.object({ code: words });
const indicatorParams = z.object({ code: words });
const measureParams = z.object({ measureId: words });
const figureParams = z.object({ id: z.string().regex(/^[1-9]\d{0,14}$/) });
const READ = { method: 'GET', permission: 'public', event: 'none' } as const;

/** The snapshot's pages and downloads. All are for the public: what rule 12 withholds is not in their views at all. */
export function snapshotRoutes(app: FastifyInstance, { db }: Deps): void {
  route(app, {
    ...READ,
    url: '/snapshot',
    params: nothing,
    query: byYear,
    handle: async ({ query }) => {
      const years = await listYears(db);
      const year = query.year ?? years[0];
      const comparison = year === undefined ? null : await sideBySide(db, { year, audience: AUDIENCE });
      return { page: SideBySidePage({ comparison, years }) };
    },
  });
  route(app, {
    ...READ,
    url: '/snapshot/areas/:code',
    params: areaParams,
    query: byYear,
    handle: async ({ params, query }) => {
      const year = query.year ?? newest(await listYears(db));
      const snapshot = await snapshotOf(db, { area: params.code, year, audience: AUDIENCE });
      return { page: AreaPage({ snapshot, ...(await waysFrom(db, snapshot)) }) };
    },
  });
  route(app, {
    ...READ,
    url: '/snapshot/indicators/:code',
    params: indicatorParams,
    query: nothing,
    handle: async ({ params }) => ({
      page: IndicatorPage({
        asked: params.code,
        overTime: await indicatorOverTime(db, { name: params.code, audience: AUDIENCE }),
      }),
    }),
  });
  route(app, {
    ...READ,
    url: '/snapshot/published',
    params: nothing,
    query: byWords,
    handle: async ({ query }) => {
      const { measures, total } = await listPublishedMeasures(db, { search: query.q, limit: MOST_LISTED });
      const loaded = query.q === '' ? total : (await listPublishedMeasures(db, { limit: 1 })).total;
      return { page: PublishedListPage({ query: query.q, loaded, found: measures }) };
    },
  });
  route(app, {
    ...READ,
    url: '/snapshot/published/:measureId',
    params: measureParams,
    query: bySeries,
    handle: async ({ params, query }) => {
      const { measureId } = params;
      if (query.measure !== undefined && query.breakdown !== undefined) {
        const name = { measureId, measure: query.measure, breakdown: query.breakdown };
        return { page: PublishedSeriesPage(await seriesView(db, name)) };
      }
      const found = await measuresOf(db, measureId, query);
      const [only] = found;
      if (only && found.length === 1) return { page: PublishedSeriesPage(await seriesView(db, only)) };
      return { page: PublishedListPage({ query: measureId, loaded: found.length, found }) };
    },
  });
  route(app, {
    ...READ,
    url: '/figures/:id',
    params: figureParams,
    query: nothing,
    handle: async ({ params }) => ({
      page: ProvenancePage(await figureProvenance(db, { id: Number(params.id), audience: AUDIENCE })),
    }),
  });
  for (const format of DOWNLOAD_FORMATS) downloadRoutes(app, db, format);
}

function downloadRoutes(app: FastifyInstance, db: Db, format: DownloadFormat): void {
  const answer = async (download: Download): Promise<Answer> => downloadAnswer(download, format, await lastLoad(db));
  const file = `figures.${format}`;
  route(app, {
    ...READ,
    url: `/snapshot/${file}`,
    params: nothing,
    query: byYear,
    handle: async ({ query }) => {
      const year = query.year ?? newest(await listYears(db));
      return answer(sideBySideDownload(await sideBySide(db, { year, audience: AUDIENCE })));
    },
  });
  route(app, {
    ...READ,
    url: `/snapshot/areas/:code/${file}`,
    params: areaParams,
    query: byYear,
    handle: async ({ params, query }) => {
      const year = query.year ?? newest(await listYears(db));
      return answer(areaDownload(await snapshotOf(db, { area: params.code, year, audience: AUDIENCE })));
    },
  });
  route(app, {
    ...READ,
    url: `/snapshot/indicators/:code/${file}`,
    params: indicatorParams,
    query: nothing,
    handle: async ({ params }) =>
      answer(indicatorDownload(await indicatorOverTime(db, { name: params.code, audience: AUDIENCE }), params.code)),
  });
  route(app, {
    ...READ,
    url: `/snapshot/published/:measureId/${file}`,
    params: measureParams,
    query: bySeries,
    handle: async ({ params, query }) => {
      const found = await measuresOf(db, params.measureId, query);
      const [only] = found;
      if (!only || found.length > 1) {
        throw new PlainError('Several series have this name: open one of them and download it there.', {
          statusCode: 404,
        });
      }
      const { series, beside } = await seriesView(db, only);
      return answer(
        publishedDownload(
          series,
          beside.map(({ link }) => link.says),
        ),
      );
    },
  });
}

interface Ways {
  years: readonly string[];
  others: readonly AreaRef[];
}

const ways = new WeakMap<AreaSnapshot, Ways>();

/** Where an area's page leads: other years and areas. Kept with the view, which the next load replaces. */
async function waysFrom(db: Db, snapshot: AreaSnapshot): Promise<Ways> {
  const held = ways.get(snapshot);
  if (held) return held;
  const [years, areas] = await Promise.all([listYears(db), listAreas(db)]);
  const others = areas.filter((area) => area.code !== snapshot.area.code && area.kind === snapshot.area.kind);
  ways.set(snapshot, { years, others });
  return { years, others };
}

/** The year a page shows when none is asked for. Throws PlainError (404) when there is none to show. */
function newest(years: readonly string[]): string {
  const [year] = years;
  if (year === undefined) throw new PlainError('No year is loaded yet: load a year file first.', { statusCode: 404 });
  return year;
}

/**
 * The series of a published measure that the rest of the address leaves open. Throws PlainError (404) when there is none.
 */
async function measuresOf(
  db: Db,
  measureId: string,
  asked: { measure?: string | undefined; breakdown?: string | undefined },
): Promise<PublishedMeasure[]> {
  const { measures } = await listPublishedMeasures(db, { search: measureId, limit: MOST_LISTED });
  const found = measures.filter(
    (one) =>
      one.measureId === measureId &&
      (asked.measure === undefined || one.measure === asked.measure) &&
      (asked.breakdown === undefined || one.breakdown === asked.breakdown),
  );
  if (found.length > 0) return found;
  throw new PlainError('No published figures are held under that name: choose one from the list.', { statusCode: 404 });
}

/** A series with the lines of the newest snapshot beside which it stands. */
async function seriesView(db: Db, name: PublishedName): Promise<PublishedSeriesView> {
  const [series, [year]] = await Promise.all([publishedSeries(db, name), listYears(db)]);
  if (year === undefined) return { series, beside: [] };
  const { groups } = await sideBySide(db, { year, audience: AUDIENCE });
  const isThis = (link: PublishedName) =>
    link.measureId === name.measureId && link.measure === name.measure && link.breakdown === name.breakdown;
  const beside = groups
    .flatMap((group) => group.lines)
    .flatMap((line) =>
      line.published.filter(isThis).map((link) => ({ lineKey: line.key, lineTitle: line.title, link })),
    );
  return { series, beside };
}
