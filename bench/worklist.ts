import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { access } from '../src/access.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { ensureShippedData } from '../src/demo/index.ts';
import { DEMONSTRATION_PEOPLE } from '../src/demo/people.ts';
import { startSession } from '../src/directory/sign-in/session.ts';
import { writeAccessTable } from '../src/platform/access/index.ts';
import type { Db } from '../src/platform/database/connection.ts';
import { openDatabase } from '../src/platform/database/open.ts';
import { newKeyring } from '../src/platform/keys/keyring.ts';
import { median, type Result, timesOf } from './measure.ts';

const ACTIONS = 100_000;
const PEOPLE = 2000;
const ROUNDS = 4;
const IN_A_ROUND = 25;

interface Asked {
  sql: string;
  parameters: readonly unknown[];
}

/**
 * The work list over a hundred thousand actions, behind row-level security: the server's time, from the arrival of an HTTP
 * request to the end of its answer, against the SQL that it sends, sent again by the bare driver on one connection with the
 * same words of the transaction, each statement prepared, one after another, in the same rounds.
 */
export async function worklist(home: string, log: Logger): Promise<Result[]> {
  const own = join(home, 'worklist');
  await mkdir(own, { mode: 0o755 });
  const now = () => new Date();
  const database = await openDatabase({ home: own, databaseUrl: null, log, purpose: 'command' });
  const pool = new pg.Pool({ ...database.target, max: 3 });
  try {
    await ensureShippedData(database.db, { now, log });
    await database.asOwner(async (owner) => {
      await writeAccessTable(owner, access);
      await fill(owner);
    });
    const results: Result[] = [];
    const lists = [
      { what: 'my work', path: '/work', role: 'practitioner' },
      { what: 'my work, with what waits for an agency’s lead', path: '/work', role: 'assurance-lead' },
      { what: 'my work, with what waits for the business manager', path: '/work', role: 'business-manager' },
      { what: 'the agency’s work', path: '/work/agency', role: 'assurance-lead' },
      { what: 'the partnership’s work', path: '/work/partnership', role: 'business-manager' },
      {
        ...{ what: 'the partnership’s work, late, of one objective' },
        ...{ path: '/work/partnership?late=yes&objective=objective-share-information', role: 'business-manager' },
      },
      {
        ...{ what: 'the agency’s work of one objective' },
        ...{ path: '/work/agency?objective=objective-share-information', role: 'assurance-lead' },
      },
      {
        ...{ what: 'what is over of one objective' },
        ...{ path: '/work/partnership?show=over&objective=objective-share-information', role: 'business-manager' },
      },
      {
        what: 'the partnership’s work with rare words in it',
        path: '/work/partnership?text=madeup+99999',
        role: 'business-manager',
        few: true,
      },
      { what: 'what is over in the partnership', path: '/work/partnership?show=over', role: 'business-manager' },
    ] as const;
    for (const list of lists) results.push(await compare(database.db, pool, list, log));
    return results;
  } finally {
    await pool.end();
    await database.close();
  }
}

async function compare(
  db: Db,
  pool: pg.Pool,
  list: { what: string; path: string; role: string; few?: boolean },
  log: Logger,
): Promise<Result> {
  const person = DEMONSTRATION_PEOPLE.find(({ role }) => role === list.role);
  if (!person) throw new Error(`The demonstration has no ${list.role}.`);
  const { token } = await startSession(db, {
    ...{ personId: person.id, way: 'demonstration', strong: true, browser: 'bench', now: new Date() },
  });
  const asked: Asked[] = [];
  const listening: Db = new Kysely<object>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void asked.push({ sql: query.sql, parameters: query.parameters }),
  });
  const first = await serve(listening, list.path, token, log);
  await first.ask();
  asked.length = 0;
  await first.ask();
  const statements = [...asked];
  await first.close();

  const client = await pool.connect();
  const resend = async () => {
    for (const [place, { sql: text, parameters }] of statements.entries()) {
      if (parameters.length === 0 || text.includes(';')) await client.query(text);
      else await client.query({ name: `${list.what.slice(0, 40)} ${place}`, text, values: [...parameters] });
    }
  };
  const page = await serve(db, list.path, token, log);
  const sqlTimes: number[] = [];
  // Words are looked for in every row: a few turns tell enough.
  const turns = list.few ? 2 : IN_A_ROUND;
  await timesOf(turns, 0, page.ask);
  await timesOf(turns, 0, resend);
  page.took.length = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await timesOf(turns, 0, page.ask);
    sqlTimes.push(...(await timesOf(turns, 1, resend)));
  }
  await page.close();
  client.release();
  const [whole, bare] = [median(page.took), median(sqlTimes)];
  return {
    what: `work list over ${ACTIONS.toLocaleString('en-GB')} actions: ${list.what} (${statements.length} statements)`,
    ours: `${whole.toFixed(2)} ms`,
    baseline: `${bare.toFixed(2)} ms (its SQL)`,
    ratio: `${(whole / bare).toFixed(2)}×`,
    asked: list.few ? 'shown' : '< 30 ms, < 2×',
    met: whole < 30 && whole / bare < 2,
  };
}

async function serve(db: Db, path: string, token: string, log: Logger) {
  const app = await buildApp({ db, config: readConfig(), log, now: () => new Date(), keyring: newKeyring(), access });
  const took: number[] = [];
  app.server.prependListener('request', (_request, response) => {
    const from = performance.now();
    response.once('finish', () => took.push(performance.now() - from));
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}${path}`;
  const ask = async () => {
    const answer = await fetch(url, { headers: { cookie: `kith=${token}` }, redirect: 'manual' });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
  };
  return { took, ask, close: () => app.close() };
}

/**
 * People and actions as a large partnership would have them after years: six in ten are over. Three in ten were given by
 * somebody who can't judge what came of them, one in fifty by its owner; of what is open, one in fifty waits for more time.
 */
async function fill(owner: Db): Promise<void> {
  await sql`
    insert into person (id, name, email, agency, joined, left_on, made_at)
    select gen_random_uuid(), 'Madeup Person ' || n, 'madeup.' || n || '@example.invalid', a.key, '2020-01-06',
      case when n % 40 = 0 then current_date - 30 end, now()
    from generate_series(1, ${PEOPLE}::integer) n
    join lateral (select key from agency where to_date is null order by key offset n % (select count(*) from agency where to_date is null) limit 1) a on true`.execute(
    owner,
  );
  await sql`
    with owners as (
      select id, agency, row_number() over (order by demonstration desc, id) - 1 as place, count(*) over () as people from person
    ), leads as (
      select id, row_number() over (order by id) - 1 as place, count(*) over () as people from person p
      where exists (select from role_holding h where h.person_id = p.id and h.role in ('assurance-lead', 'business-manager', 'safeguarding-partner'))
    ), wanted as (
      select n as number, (n * 7919) % 1000 as spread, n % 10 as fate from generate_series(1, ${ACTIONS}::integer) n
    )
    insert into action (id, reference, agency, owner_id, made_at, changed_at, title, words, given_by, given_on, due_on, first_due_on,
      themes, state, asked_due_on, asked_due_why, test_change, test_seen_by, test_seen_words, look_on, evidence, done_on, done_by, verdict, found, looked_on, looked_by,
      ended_on, ended_why)
    select gen_random_uuid(), 'ACT-B-' || number, o.agency, o.id, now(), now(), 'Something that is to be done, madeup ' || number,
      repeat('Invented words of some length. ', 8), case when number % 50 = 13 then o.id when number % 7 < 2 then other.id else lead.id end, current_date - spread - 30, current_date - spread + 60, current_date - spread + 60,
      '{}', case when fate < 3 then 'open' when fate = 3 then 'done' when fate < 7 then 'made-a-difference' when fate < 9 then 'looked-at' else 'not-needed' end,
      case when fate < 3 and number % 53 = 0 then current_date + 60 end, case when fate < 3 and number % 53 = 0 then 'Invented reason' end,
      'Invented change', 'feedback', 'Invented forum', current_date - spread + 200,
      case when fate between 3 and 8 then 'Invented evidence' end, case when fate between 3 and 8 then current_date - spread end,
      case when fate between 3 and 8 then o.id end,
      case when fate between 4 and 6 then 'improved' when fate between 7 and 8 then 'no-change' end,
      case when fate between 4 and 8 then 'Invented finding' end, case when fate between 4 and 8 then current_date - spread end,
      case when fate between 4 and 8 then (select id from person where id <> o.id order by id limit 1) end,
      case when fate = 9 then current_date - spread end, case when fate = 9 then 'Invented reason' end
    from wanted w join owners o on o.place = case when number % 50 = 13 then number / 50 % 12 else w.number % o.people end
      join owners other on other.place = 100 + w.number % 30
      join leads lead on lead.place = w.number % lead.people`.execute(owner);
  await sql`
    insert into action_objective (action_id, statement_key)
    select a.id, s.key from action a
    join lateral (select key from statement where kind in ('objective', 'pillar') order by key offset abs(hashtext(a.reference)) % 9 limit 1) s on true`.execute(
    owner,
  );
  await sql`analyze person, action, action_objective`.execute(owner);
}
