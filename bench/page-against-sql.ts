import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Db } from '../src/platform/database/connection.ts';
import { openEmbedded } from '../src/platform/database/embedded.ts';
import { median, type Result, timesOf } from './measure.ts';
import { PAGE } from './servers.ts';

interface Asked {
  sql: string;
  parameters: readonly unknown[];
}

/**
 * (b) The server's time for the area page against its SQL alone: the very statements that one page sends, with their
 * parameters, sent again by the bare driver on one connection, one after another.
 */
export async function pageAgainstSql(home: string, log: Logger): Promise<Result> {
  const server = await openEmbedded({ home, log, purpose: 'command' });
  const pool = new pg.Pool({ ...server.app, max: 4 });
  const asked: Asked[] = [];
  let listening = false;
  const db: Db = new Kysely<object>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      if (listening) asked.push({ sql: event.query.sql, parameters: event.query.parameters });
    },
  });
  const app = await buildApp({ db, config: readConfig(), log, now: () => new Date() });
  const page = async () => {
    const answer = await app.inject(PAGE);
    if (answer.statusCode !== 200) throw new Error(`The page answered ${answer.statusCode}.`);
  };
  await page();
  listening = true;
  await page();
  listening = false;
  const client = await pool.connect();
  const statements = async () => {
    for (const { sql, parameters } of asked) await client.query(sql, [...parameters]);
  };
  const pageTimes: number[] = [];
  const sqlTimes: number[] = [];
  await timesOf(1, 200, page);
  await timesOf(1, 200, statements);
  for (let round = 0; round < 10; round++) {
    pageTimes.push(...(await timesOf(50, 5, page)));
    sqlTimes.push(...(await timesOf(50, 5, statements)));
  }
  client.release();
  await app.close();
  await db.destroy();
  await server.close();
  const [whole, sql] = [median(pageTimes), median(sqlTimes)];
  return {
    what: `server time of the area page against its SQL (${asked.length} statements)`,
    ours: `${whole.toFixed(2)} ms`,
    baseline: `${sql.toFixed(2)} ms`,
    ratio: `${(whole / sql).toFixed(2)}×`,
    asked: '< 2×',
    met: whole / sql < 2,
  };
}
