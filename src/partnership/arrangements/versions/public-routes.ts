import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listAgencies } from '../../../directory/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { type DocumentFormat, documentTypes, writeDocument } from '../../../platform/documents/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { Visit } from '../../../platform/web/gate.ts';
import { provenanceHref } from '../../../platform/web/kith/index.ts';
import { route } from '../../../platform/web/route.ts';
import { listHeads } from '../heads.ts';
import { ARRANGEMENTS } from '../policy.ts';
import { findPartnership, type Partnership } from '../repository.ts';
import { arrangementsDocument } from './document.ts';
import { ChangesPage } from './pages/changes-page.tsx';
import { CRUMBS, PUBLIC, publicHref, versionName } from './pages/links.ts';
import { PublicPage, type PublicView } from './pages/public-page.tsx';
import { findVersion, listVersions } from './repository.ts';
import { inForceOn } from './rules.ts';
import type { ArrangementVersion } from './version.ts';

const numbered = z.object({ number: z.coerce.number().int().min(1).max(9999) });
const formats = Object.keys(documentTypes) as [DocumentFormat, ...DocumentFormat[]];

/** The published arrangements: the newest, each version, what changed between two, and files. They read published rows alone. */
export function publicVersionRoutes(app: FastifyInstance, { access, config, db, now }: Deps): void {
  const mayWork = (visit: Visit | null) => access.lines(visit?.actor.roles ?? [], 'read', ARRANGEMENTS).length > 0;
  const viewOf = async (number: number | null, visit: Visit | null): Promise<PublicView> => {
    const partnership = await findPartnership(db);
    const versions = partnership ? await listVersions(db, partnership.key) : [];
    const inForce = inForceOn(versions, londonDate(now()));
    const wanted = number ?? (inForce ?? versions[0])?.number ?? null;
    const version =
      partnership && wanted !== null ? await findVersion(db, { partnership: partnership.key, number: wanted }) : null;
    if (number !== null && !version) throw noSuchVersion();
    return {
      partnership,
      version,
      versions,
      heads: await listHeads(db),
      today: londonDate(now()),
      mayWork: mayWork(visit),
    };
  };

  const open = { method: 'GET', permission: 'public', event: 'none' } as const;
  route(app, {
    ...open,
    url: PUBLIC,
    params: z.object({}),
    query: z.object({}),
    handle: async ({ visit }) => ({ page: PublicPage({ view: await viewOf(null, visit) }) }),
  });
  route(app, {
    ...open,
    url: `${PUBLIC}/:number`,
    params: numbered,
    query: z.object({}),
    handle: async ({ params, visit }) => ({ page: PublicPage({ view: await viewOf(params.number, visit) }) }),
  });
  route(app, {
    ...open,
    url: `${PUBLIC}/:number/changes`,
    params: numbered,
    query: z.object({ from: z.coerce.number({ error: 'choose a version by its number' }).int().min(1).max(9999) }),
    handle: async ({ params, query }) => {
      const { partnership, version: after } = await getPublished(db, params.number);
      if (query.from === params.number)
        throw new PlainError('A version differs in nothing from itself: choose two.', { statusCode: 404 });
      const { version: before } = await getPublished(db, query.from);
      const breadcrumbs = [
        ...[...CRUMBS, { text: 'Arrangements', href: PUBLIC }],
        { text: versionName(after), href: publicHref(params.number) },
      ];
      const source = provenanceHref('partnership', partnership.key);
      const tookOver = await successorNames(db);
      return { page: ChangesPage({ before, after, heads: await listHeads(db), breadcrumbs, tookOver, source }) };
    },
  });
  route(app, {
    ...open,
    url: `${PUBLIC}/:number/download`,
    params: numbered,
    query: z.object({ format: z.enum(formats, { error: `choose ${formats.join(', ')}` }) }),
    handle: async ({ params, query: { format } }) => {
      const { partnership, version } = await getPublished(db, params.number);
      // Of the day on which it was published, so that the same version is the same file.
      const model = arrangementsDocument(
        partnership,
        version,
        await listHeads(db),
        version.publishedOn ?? londonDate(now()),
      );
      const options = config.publicUrl === null ? {} : { publicUrl: config.publicUrl };
      return {
        file: Buffer.from(await writeDocument(model, format, options)),
        type: documentTypes[format],
        downloadAs: `arrangements-version-${params.number}.${format}`,
      };
    },
  });
}

async function getPublished(
  db: Db,
  number: number,
): Promise<{ partnership: Partnership; version: ArrangementVersion }> {
  const partnership = await findPartnership(db);
  const version = partnership && (await findVersion(db, { partnership: partnership.key, number }));
  if (!partnership || !version) throw noSuchVersion();
  return { partnership, version };
}

function noSuchVersion(): PlainError {
  return new PlainError('There is no published version at this address; choose one from the list of versions.', {
    statusCode: 404,
  });
}

/** Who took over whose duties, by the names of both. */
export async function successorNames(db: Db): Promise<Map<string, string>> {
  return new Map((await listAgencies(db)).flatMap((one) => (one.successor ? [[one.name, one.successor.name]] : [])));
}
