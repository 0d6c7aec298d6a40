import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { type Answer, guarded, route } from '../../platform/web/route.ts';
import { audienceFor, SMALL_FIGURES, WITHHELD_FIGURES } from './audience.ts';
import {
  areaDownload,
  type Download,
  downloadAnswer,
  forPartners,
  indicatorDownload,
  lastLoad,
  publishedDownload,
  sideBySideDownload,
} from './downloads.ts';
import { AreaPage } from './pages/area.tsx';
import { IndicatorPage } from './pages/indicator.tsx';
import { DOWNLOAD_FORMATS, DOWNLOAD_NAMES, type DownloadFormat } from './pages/links.ts';
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
  openingYear,
  publishedSeries,
  sideBySide,
  snapshotOf,
} from './service.ts';
import type { AreaRef, AreaSnapshot, Audience, PublishedMeasure } from './view.ts';

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
const READ_FIGURES = { ...READ, more: SMALL_FIGURES } as const;

/**
 * The snapshot's pages and downloads. Pages are made for whoever looks, and what rule 12 withholds is not in the public's views
 * at all. A file is made for the audience in its address, whoever asks, so that a partner can take away what may be published.
 */
export function snapshotRoutes(app: FastifyInstance, { db }: Deps): void {
  route(app, {
    ...READ_FIGURES,
    url: '/snapshot',
    params: nothing,
    query: byYear,
    handle: async ({ query, more }) => {
      const years = await listYears(db);
      const year = query.year ?? (await openingYear(db));
      const audience = audienceFor({ more });
      const comparison = year === undefined ? null : await sideBySide(db, { year, audience });
      return { page: SideBySidePage({ comparison, years }) };
    },
  });
  route(app, {
    ...READ_FIGURES,
    url: '/snapshot/areas/:code',
    params: areaParams,
    query: byYear,
    handle: async ({ params, query, more }) => {
      const year = query.year ?? (await yearToShow(db));
      const snapshot = await snapshotOf(db, { area: params.code, year, audience: audienceFor({ more }) });
      return { page: AreaPage({ snapshot, ...(await waysFrom(db, snapshot)) }) };
    },
  });
  route(app, {
    ...READ_FIGURES,
    url: '/snapshot/indicators/:code',
    params: indicatorParams,
    query: nothing,
    handle: async ({ params, more }) => ({
      page: IndicatorPage({
        asked: params.code,
        overTime: await indicatorOverTime(db, { name: params.code, audience: audienceFor({ more }) }),
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
    ...READ_FIGURES,
    url: '/figures/:id',
    params: figureParams,
    query: nothing,
    handle: async ({ params, more }) => ({
      page: ProvenancePage(await figureProvenance(db, { id: Number(params.id), audience: audienceFor({ more }) })),
    }),
  });
  for (const format of DOWNLOAD_FORMATS) downloadRoutes(app, db, format);
}

/** The figures of one kind of page as a file. */
interface FiguresFile<P, Q> {
  /** Address of the page. */
  page: string;
  params: z.ZodType<P>;
  query: z.ZodType<Q>;
  make: (db: Db, asked: { params: P; query: Q; audience: Audience }) => Promise<Download>;
}

/** The file fit for publication, for anybody; and the one with small numbers, for partners, with its line in the ledger. */
function figuresFile<P, Q>(app: FastifyInstance, db: Db, format: DownloadFormat, file: FiguresFile<P, Q>): void {
  const { params, query } = file;
  route(app, {
    ...READ,
    url: `${file.page}/${DOWNLOAD_NAMES.public}.${format}`,
    params,
    query,
    handle: async (asked) =>
      downloadAnswer(await file.make(db, { ...asked, audience: 'public' }), format, await lastLoad(db)),
  });
  guarded(app, {
    method: 'GET',
    url: `${file.page}/${DOWNLOAD_NAMES.partnership}.${format}`,
    permission: WITHHELD_FIGURES,
    event: { code: 'withheld-figure.download', says: 'Downloaded figures with small numbers in them' },
    params,
    query,
    handle: async ({ trx, note, ...asked }) => {
      const download = forPartners(await file.make(trx, { ...asked, audience: 'partnership' }));
      note({ why: download.title });
      return downloadAnswer(download, format, await lastLoad(trx));
    },
  });
}

function downloadRoutes(app: FastifyInstance, db: Db, format: DownloadFormat): void {
  const answer = async (download: Download): Promise<Answer> => downloadAnswer(download, format, await lastLoad(db));
  figuresFile(app, db, format, {
    page: '/snapshot',
    params: nothing,
    query: byYear,
    make: async (from, { query, audience }) => {
      const year = query.year ?? (await yearToShow(from));
      return sideBySideDownload(await sideBySide(from, { year, audience }));
    },
  });
  figuresFile(app, db, format, {
    page: '/snapshot/areas/:code',
    params: areaParams,
    query: byYear,
    make: async (from, { params, query, audience }) => {
      const year = query.year ?? (await yearToShow(from));
      return areaDownload(await snapshotOf(from, { area: params.code, year, audience }));
    },
  });
  figuresFile(app, db, format, {
    page: '/snapshot/indicators/:code',
    params: indicatorParams,
    query: nothing,
    make: async (from, { params, audience }) =>
      indicatorDownload(await indicatorOverTime(from, { name: params.code, audience }), params.code),
  });
  route(app, {
    ...READ,
    url: `/snapshot/published/:measureId/${DOWNLOAD_NAMES.public}.${format}`,
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
async function yearToShow(db: Db): Promise<string> {
  const year = await openingYear(db);
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
  const [series, year] = await Promise.all([publishedSeries(db, name), openingYear(db)]);
  if (year === undefined) return { series, beside: [] };
  // Only which line a series stands beside is read here, no figure.
  const { groups } = await sideBySide(db, { year, audience: 'public' });
  const isThis = (link: PublishedName) =>
    link.measureId === name.measureId && link.measure === name.measure && link.breakdown === name.breakdown;
  const beside = groups
    .flatMap((group) => group.lines)
    .flatMap((line) =>
      line.published.filter(isThis).map((link) => ({ lineKey: line.key, lineTitle: line.title, link })),
    );
  return { series, beside };
}
