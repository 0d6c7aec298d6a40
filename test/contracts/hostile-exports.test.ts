import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureShippedData } from '../../src/demo/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { addressOf, sampleOf, type Target } from './route-samples.ts';
import { entitledTo, newTarget, type Route, routesOf } from './senders.ts';
import { addPlayer, buildWorld, type Cast, type Player, send, type World } from './world.ts';

/** Beginnings that a spreadsheet program takes for an order (OWASP, CSV injection). */
const BEGINNINGS = ['=', '+', '-', '@', '\t=', '\r=', '\n=', '|', '＝'];
const MARK = 'kithcell';
/** Columns that people, or files that people write, fill with words. */
const WORDS =
  /(^|_)(name|words|title|label|note|notes|because|doing|who|why|text|heading|about|definition|job|team|caveat|publisher|said|child)$/;

/**
 * Files without a word that somebody typed: the access table is code, reports are no spreadsheets, and the demonstration
 * holds no published series; their file is written as the other figures’ are.
 */
const NO_WORDS =
  /^\/(access\/(table|rules|export|download)|report|snapshot\/published)|^\/(meetings\/:id|partnership\/arrangements\/:number)\/download$/;

let world: World;
let exports: { route: Route; sender: Player; url: string }[];

beforeAll(async () => {
  world = await buildWorld([]);
  const { test } = world;
  await ensureShippedData(test.db, { now: test.now, log: test.log, ledger: { keyring: test.keyring } });
  const { rows: budgets } = await sql<{ id: string }>`select id from budget order by year limit 1`.execute(world.root);
  const routes = routesOf(world).filter(({ method, url }) => method === 'GET' && /\.(csv|xlsx)$|download/.test(url));
  exports = [];
  for (const route of routes) {
    const target = await newTarget(world, route);
    // A list that can be somebody’s own is asked for by somebody who sees everybody’s.
    const sender = isList(route) ? await addPlayer(world.test, MANAGER) : await entitledTo(world, route, target);
    // Of a number that is of nothing in particular, the sender’s own is as good as another.
    const number = route.url.startsWith('/partnership/budgets/') ? budgets[0]?.id : sender.id;
    const about = target.record || target.person ? target : { id: number ?? target.id };
    const url = addressOf(route.url, sampleOf(route), about) ?? '';
    // Something stands in the ledger of whatever is exported. What is public is kept ready once it was asked for.
    if (route.kith.permission !== 'public') await send(world.test, sender, { url });
    const path = url.split('?', 1)[0];
    const files = route.kith.query?.includes('format')
      ? ['csv', 'xlsx'].map((format) => `${path}?${new URLSearchParams({ ...whole(route), format })}`)
      : [url];
    for (const one of files) exports.push({ route, sender, url: one });
  }
  await invite();
  await poison(world.root);
}, 120_000);
afterAll(() => world.close());

const MANAGER: Cast = { called: 'business manager', roles: ['business-manager'] };

function isList({ kith }: Route): boolean {
  return kith.query?.includes('scope') ?? false;
}

/** Of a list that can be somebody's own, everybody's. */
function whole(route: Route): Record<string, string> {
  return isList(route) ? { scope: 'partnership' } : {};
}

/** Somebody with a role, reviewed: what the lists of people show. */
async function invite(): Promise<void> {
  for (const route of routesOf(world).filter(
    ({ method, url }) => method === 'POST' && /^\/(people|access\/reviews)$/.test(url),
  )) {
    const target: Target = await newTarget(world, route);
    const sender = await entitledTo(world, route, target);
    await send(world.test, sender, { method: 'POST', url: route.url, form: sampleOf(route)?.form?.(target) ?? {} });
  }
}

/** Puts a formula in front of every word in the database, past all rules. Where a column takes none it stays as it is. */
async function poison(root: Db): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.table_name as "table", c.column_name as "column" from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.table_name <> 'access_kind' and t.table_type = 'BASE TABLE' and c.data_type = 'text' and c.is_generated = 'NEVER'
    order by 1, 2`.execute(root);
  let poisoned = 0;
  for (const [place, { table, column }] of rows.filter((row) => WORDS.test(row.column)).entries()) {
    const cell = `${BEGINNINGS[place % BEGINNINGS.length]}${MARK} `;
    poisoned += await root
      .transaction()
      .execute(async (trx) => {
        await sql`set local session_replication_role = replica`.execute(trx);
        const { numAffectedRows } = await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${cell} || ${sql.ref(column)} where ${sql.ref(column)} <> ''`.execute(
          trx,
        );
        return Number(numAffectedRows ?? 0);
      })
      .catch(() => 0);
  }
  expect(poisoned).toBeGreaterThan(100);
}

function isOrder(cell: string): boolean {
  return /^[=+\-@|\t\r\n＝＋－＠]/u.test(cell) && !/^-?[\d,]+(\.\d+)?%?$/.test(cell);
}

it('no file that Kith hands out makes a spreadsheet program run what somebody typed', {
  timeout: 120_000,
}, async () => {
  const faults: string[] = [];
  const marked = new Map<string, number>();
  for (const { route, sender, url } of exports) {
    const answer = await send(world.test, sender, { url });
    const type = String(answer.headers['content-type']);
    const where = `${route.url} (${type})`;
    const found = (cell: string) => {
      if (cell.includes(MARK)) marked.set(route.url, (marked.get(route.url) ?? 0) + 1);
    };
    if (answer.statusCode >= 500) faults.push(`${where}: ${answer.statusCode}`);
    if (
      !/^attachment; filename="[A-Za-z0-9._ -]+"$/.test(String(answer.headers['content-disposition'])) &&
      answer.statusCode === 200
    )
      faults.push(`${where}: is called ${answer.headers['content-disposition']}`);
    if (type.startsWith('text/csv')) {
      for (const cell of (parse(answer.body, { bom: true }) as string[][]).flat()) {
        found(cell);
        if (isOrder(cell)) faults.push(`${where}: ${cell.slice(0, 40)}`);
      }
    } else if (type.includes('spreadsheetml')) {
      const { sheets } = await readXlsx(answer.rawPayload, { readStyles: true });
      for (const cell of sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])])) {
        found(String(cell.value));
        if (cell.formula !== undefined) faults.push(`${where}: the formula ${cell.formula}`);
      }
    }
  }
  expect(faults.slice(0, 20)).toEqual([]);
  const unmarked = new Set(
    exports.map(({ route }) => route.url).filter((url) => !marked.has(url) && !NO_WORDS.test(url)),
  );
  expect([...unmarked].map((url) => `${url} was not tried: no word of the database was found in it`)).toEqual([]);
});
