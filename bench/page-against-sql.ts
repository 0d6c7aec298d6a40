import type { AddressInfo } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { access } from '../src/access.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Db } from '../src/platform/database/connection.ts';
import { openEmbedded } from '../src/platform/database/embedded.ts';
import { newKeyring } from '../src/platform/keys/keyring.ts';
import { median, type Result, timesOf } from './measure.ts';
import { PAGE } from './servers.ts';

interface Asked {
  sql: string;
  parameters: readonly unknown[];
}

const ROUNDS = 10;
const IN_A_ROUND = 100;

/**
 * (b) The server's time for the area page against its SQL alone. The server's time runs from the arrival of a real HTTP
 * request to the end of its answer. The SQL is sent again by the bare driver on one connection, one statement after
 * another. Kith remembers what it read until the next load, and asks with every page whether there was one. So there are
 * three comparisons: the page as readers find it against the SQL of all its figures and against the one question it really
 * asks, and the page of the first reader after a load, when nothing is remembered, against the SQL of all its figures.
 */
export async function pageAgainstSql(home: string, log: Logger): Promise<Result[]> {
  const server = await openEmbedded({ home, log, purpose: 'command' });
  const pool = new pg.Pool({ ...server.app, max: 4 });
  let asked: Asked[] = [];
  const newDb = (): Db =>
    new Kysely<object>({
      dialect: new PostgresDialect({ pool }),
      log: ({ query }) => {
        asked.push({ sql: query.sql, parameters: query.parameters });
      },
    });
  const serve = async () => {
    const app = await buildApp({
      db: newDb(),
      config: readConfig(),
      log,
      now: () => new Date(),
      keyring: newKeyring(),
      access,
    });
    const took: number[] = [];
    app.server.prependListener('request', (_request, response) => {
      const from = performance.now();
      response.once('finish', () => took.push(performance.now() - from));
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}${PAGE}`;
    const ask = async () => {
      const answer = await fetch(url);
      await answer.text();
      if (answer.status !== 200) throw new Error(`The page answered ${answer.status}.`);
    };
    return { app, took, ask };
  };
  const client = await pool.connect();
  const statements = (list: readonly Asked[]) => async () => {
    for (const { sql, parameters } of list) await client.query(sql, [...parameters]);
  };

  const warm = await serve();
  await timesOf(300, 0, warm.ask);
  asked = [];
  await warm.ask();
  const ofOnePage = [...asked];
  const warmSql: number[] = [];
  warm.took.length = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await timesOf(IN_A_ROUND, 0, warm.ask);
    warmSql.push(...(await timesOf(IN_A_ROUND, 5, statements(ofOnePage))));
  }
  await warm.app.close();

  const cold: number[] = [];
  const coldSql: number[] = [];
  let ofFirstPage: Asked[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const fresh = await serve();
    asked = [];
    await fresh.ask();
    ofFirstPage = [...asked];
    cold.push(...fresh.took);
    coldSql.push(...(await timesOf(3, 1, statements(ofFirstPage))));
    await fresh.app.close();
  }
  client.release();
  await pool.end();
  await server.close();
  return [
    {
      ...resultOf(
        `server time of the area page against the SQL of its figures (${ofFirstPage.length} statements)`,
        warm.took,
        coldSql,
      ),
      asked: '< 2×',
      met: median(warm.took) / median(coldSql) < 2,
    },
    resultOf(
      `the same against what it sends while nothing is loaded (${ofOnePage.length} statement)`,
      warm.took,
      warmSql,
    ),
    resultOf('first reader after a load, against the SQL of its figures', cold, coldSql),
  ];
}

function resultOf(what: string, ours: readonly number[], theirs: readonly number[]): Result {
  const [whole, sql] = [median(ours), median(theirs)];
  const ratio = `${(whole / sql).toFixed(2)}×`;
  return { what, ours: `${whole.toFixed(2)} ms`, baseline: `${sql.toFixed(2)} ms`, ratio, asked: 'shown', met: true };
}
