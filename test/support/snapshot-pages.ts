import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect } from 'vitest';
import { directoryModule } from '../../src/directory/index.ts';
import { loadPublished, snapshotModule } from '../../src/evidence/snapshot/index.ts';
import { INVENTED_PUBLISHED, INVENTED_YEAR } from '../../src/evidence/snapshot/pages/invented-year.ts';
import { snapshotRoutes } from '../../src/evidence/snapshot/routes.ts';
import type { Deps } from '../../src/platform/module.ts';
import { loadFiles } from '../../src/platform/records/index.ts';
import { loadAssets } from '../../src/platform/web/assets.ts';
import { buildServer } from '../../src/platform/web/server.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { gateForNobody } from './gate.ts';
import { silentLog } from './log.ts';

/** The fixed time of these tests. */
export const now = () => new Date('2026-11-23T09:00:00Z');

/** The snapshot's pages alone, for the public, over a database. */
export async function serverOn(database: TestDatabase): Promise<FastifyInstance> {
  const log = silentLog();
  const app = await buildServer({
    log,
    assets: await loadAssets(),
    nav: [],
    installation: () => ({ partnershipName: 'Northmoor and Eastvale', demonstration: false }),
    gate: gateForNobody(),
    secure: false,
  });
  // The snapshot's routes use nothing of the configuration.
  const deps: Partial<Deps> = { db: database.db, log, now };
  snapshotRoutes(app, deps as Deps);
  await app.ready();
  return app;
}

/** Loads a year file as the business unit does. */
export async function load(database: TestDatabase, text: string): Promise<void> {
  const kinds = [...(directoryModule.recordKinds ?? []), ...(snapshotModule.recordKinds ?? [])];
  const loaded = await loadFiles(database.db, [{ name: 'northmoor-2021-22.yaml', text }], {
    kinds,
    loadedBy: 'the business unit',
    now: now(),
  });
  expect(loaded).toMatchObject({ ok: true });
}

/** The invented year with its published figures, served for the tests of one file. */
export function inventedPages(): { app: () => FastifyInstance; read: (url: string) => Promise<string> } {
  let database: TestDatabase;
  let app: FastifyInstance;
  beforeAll(async () => {
    database = await freshDatabase();
    await load(database, INVENTED_YEAR);
    expect(
      await loadPublished(
        database.db,
        { name: 'published.csv', text: INVENTED_PUBLISHED },
        { loadedBy: 'an analyst', now: now() },
      ),
    ).toMatchObject({ ok: true });
    app = await serverOn(database);
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });
  return {
    app: () => app,
    read: async (url) => {
      const answer = await app.inject(url);
      expect(answer.statusCode, url).toBe(200);
      return wordsOf(answer.body);
    },
  };
}

/** The words a reader meets, without the markup around them. */
export function wordsOf(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');
}
