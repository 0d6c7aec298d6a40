import type { FastifyInstance } from 'fastify';
import { access } from '../../src/access.ts';
import { buildApp } from '../../src/app.ts';
import { ensureShippedData } from '../../src/demo/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { type Keyring, newKeyring } from '../../src/platform/keys/keyring.ts';
import { testConfig } from './config.ts';
import { filledDatabase, freshDatabase, type TestDatabase } from './database.ts';
import { silentLog } from './log.ts';

/** The moment at which every test takes place, unless it says otherwise: a Monday in term time, in winter. */
export const TEST_NOW = new Date('2026-11-23T09:00:00Z');

/** The whole application on a database of its own. */
export interface TestApp {
  app: FastifyInstance;
  db: Db;
  keyring: Keyring;
  /** What the application logged. */
  log: ReturnType<typeof silentLog>;
  /** Sets the application's clock; it stands still until it is set again. */
  at(now: Date): void;
  /** The moment on the application's clock. */
  now(): Date;
  /** Another process of Kith on the same database, with the same keys and clock. The caller closes it. */
  another(): Promise<FastifyInstance>;
  /** Every registered route with what it declares. */
  routes(): { method: string; url: string; kith: unknown }[];
  close(): Promise<void>;
}

/** A database of the caller's own with the demonstration loaded at TEST_NOW, as `start` leaves it. */
function shippedDatabase(): Promise<TestDatabase> {
  return filledDatabase((db) => ensureShippedData(db, { now: () => TEST_NOW, log: silentLog() }));
}

/** Builds the application as `main.ts` does, with the demonstration loaded unless `empty` is asked for, and these settings. */
export async function buildTestApp(options: { empty?: boolean; env?: Record<string, string> } = {}): Promise<TestApp> {
  const log = silentLog();
  let moment = TEST_NOW;
  const now = () => moment;
  const { db, close } = options.empty ? await freshDatabase() : await shippedDatabase();
  const keyring = newKeyring();
  const another = () => buildApp({ db, log, now, config: testConfig(options.env), keyring, access });
  const app = await another();
  return {
    app,
    db,
    keyring,
    log,
    now,
    at: (next) => {
      moment = next;
    },
    another,
    routes: () => app.kithRoutes,
    close: async () => {
      await app.close();
      await close();
    },
  };
}
