import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { access } from '../src/access.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { ensureShippedData } from '../src/demo/index.ts';
import { DEMONSTRATION_PEOPLE } from '../src/demo/people.ts';
import { startSession } from '../src/directory/sign-in/session.ts';
import { INVENTED } from '../src/partnership/learning/notifications/notification.testing.ts';
import { createNotification } from '../src/partnership/learning/notifications/service.ts';
import { type Actor, actAs, writeAccessTable } from '../src/platform/access/index.ts';
import type { Db } from '../src/platform/database/connection.ts';
import { openDatabase } from '../src/platform/database/open.ts';
import { newKeyring } from '../src/platform/keys/keyring.ts';
import type { Gate } from '../src/platform/web/gate.ts';
import { median, type Result, timesOf } from './measure.ts';
import { ledgerOfAMillion } from './support/ledger-of-a-million.ts';

const ROUNDS = 12;
const IN_A_ROUND = 100;
const ENTRIES = 1_000_000;

/**
 * What row-level security and the ledger cost a page: the server's time, from the arrival of an HTTP request to the end of
 * its answer, with them and without, in turn, on the same database with a million entries. "Without" is the same program
 * with the same session and the same decision of the use case, whose queries run in no transaction, behind no policy, and
 * leave no entry.
 */
export async function gatedPage(home: string, log: Logger): Promise<Result[]> {
  const own = join(home, 'gate');
  await mkdir(own, { mode: 0o755 });
  const now = () => new Date();
  const database = await openDatabase({ home: own, databaseUrl: null, log, purpose: 'command' });
  const { db } = database;
  const keyring = newKeyring();
  try {
    await ensureShippedData(db, { now, log });
    return await database.asOwner(async (owner) => {
      await writeAccessTable(owner, access);
      await ledgerOfAMillion(owner, keyring, ENTRIES);
      const { ids, cookie } = await prepare(db, now());
      const app = await buildApp({ db, config: readConfig(), log, now, keyring, access });
      try {
        const results: Result[] = [];
        const pages = [
          { what: 'a serious incident notification', path: `/learning/notifications/${ids[0]}` },
          { what: 'the list of notifications', path: '/learning/notifications' },
        ];
        for (const page of pages) results.push(await compare(app, db, owner, { ...page, cookie }));
        return results;
      } finally {
        await app.close();
      }
    });
  } finally {
    await database.close();
  }
}

async function compare(
  app: FastifyInstance,
  db: Db,
  owner: Db,
  page: { what: string; path: string; cookie: string },
): Promise<Result> {
  const { gate } = app.kithServer;
  const gated = gate.act;
  const plain: Gate['act'] = (_acting, work) => db.connection().execute((one) => work(one));
  const took: number[] = [];
  app.server.on('request', (_request, response) => {
    const from = performance.now();
    response.once('finish', () => took.push(performance.now() - from));
  });
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}${page.path}`;
  const ask = async () => {
    const answer = await fetch(url, { headers: { cookie: page.cookie }, redirect: 'manual' });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${page.path} answered ${answer.status}.`);
  };
  const times: Record<'with' | 'without', number[]> = { with: [], without: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
      await setSecurity(owner, way === 'with');
      gate.act = way === 'with' ? gated : plain;
      await timesOf(30, 0, ask);
      took.length = 0;
      await timesOf(IN_A_ROUND, 0, ask);
      if (round > 0) times[way].push(...took);
    }
  }
  await setSecurity(owner, true);
  gate.act = gated;
  app.server.removeAllListeners('finish');
  const [whole, bare] = [median(times.with), median(times.without)];
  const cost = whole / bare - 1;
  return {
    what: `${page.what}, with row-level security and ledger, at ${ENTRIES.toLocaleString('en-GB')} entries`,
    ours: `${whole.toFixed(2)} ms`,
    baseline: `${bare.toFixed(2)} ms (the same page without them)`,
    ratio: `+${(100 * cost).toFixed(0)} %`,
    asked: '< 25 %',
    met: cost < 0.25,
  };
}

async function setSecurity(owner: Db, on: boolean): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_policy p on p.polrelid = c.oid
    where c.relnamespace = 'public'::regnamespace group by c.relname`.execute(owner);
  for (const { name } of rows) {
    await sql`alter table ${sql.table(name)} ${sql.raw(on ? 'enable' : 'disable')} row level security`.execute(owner);
  }
}

async function prepare(db: Db, now: Date): Promise<{ ids: string[]; cookie: string }> {
  const person = DEMONSTRATION_PEOPLE.find(({ role }) => role === 'business-manager');
  const maker = DEMONSTRATION_PEOPLE.find(({ role }) => role === 'hub-worker');
  if (!person || !maker) throw new Error('The demonstration has no business manager or no hub worker.');
  const actor: Actor = { ...maker, agencyName: '', roles: [maker.role] };
  const ids: string[] = [];
  for (let count = 0; count < 200; count++) {
    const made = await actAs(db, { actor, purpose: 'safeguarding', now }, (trx) =>
      createNotification({ trx, actor, purpose: 'safeguarding', access, now }, INVENTED, null),
    );
    if (typeof made === 'string' || !('made' in made)) throw new Error('The invented notification was not taken.');
    ids.push(made.made.id);
  }
  const { id, token } = await startSession(db, {
    personId: person.id,
    way: 'demonstration',
    strong: true,
    browser: 'bench',
    now,
  });
  await sql`update session set purpose = 'learning' where id = ${id}::uuid`.execute(db);
  return { ids, cookie: `kith=${token}` };
}
