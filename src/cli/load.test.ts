import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, inject, it, vi } from 'vitest';
import { connectTo } from '../../test/support/cluster.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { SEABOROUGH } from '../../test/support/year-files.ts';
import type { OpenKith } from '../opening.ts';
import type { Db } from '../platform/database/connection.ts';
import { OWNER_ROLE } from '../platform/database/roles.ts';
import { newKeyring } from '../platform/keys/keyring.ts';
import { verifyLedger } from '../platform/ledger/index.ts';
import { findRecord } from '../platform/records/index.ts';
import { loadCommand } from './load.ts';

let database: TestDatabase;
const keyring = newKeyring();
const folder = mkdtempSync(join(tmpdir(), 'kith-load-'));
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const kithLoad = (...args: string[]) => kithLoadInto(database.db, ...args);

async function kithLoadInto(db: Db, ...args: string[]) {
  const said = { out: '', err: '', code: -1, opened: 0 };
  said.code = await loadCommand.run({
    args,
    cwd: folder,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    openKith: async () => {
      said.opened++;
      return { db, keyring } as OpenKith;
    },
    now: () => new Date('2026-11-23T09:00:00Z'),
  });
  return said;
}

it('loads year files, tells what came in kind by kind, and remembers who loaded', async () => {
  vi.stubEnv('KITH_USER', 'Business Unit');
  expect(await kithLoad(file('year.yaml', SEABOROUGH))).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(
      /^Load \d+ is made\.\nsources {7}1 new, 0 changed, 0 unchanged\nareas {9}3 new.*\nagencies {6}4 new.*\npartnerships {2}1 new.*\n$/,
    ),
  });
  expect(await findRecord(database.db, 'area', 'X01')).toMatchObject({
    loadedBy: 'Business Unit',
    files: ['year.yaml'],
  });
});

it('says that nothing changed when the same is loaded again', async () => {
  expect(await kithLoad(file('year.yaml', SEABOROUGH))).toMatchObject({
    code: 0,
    out: 'Nothing changed: 9 records held already, just as the files say.\n',
  });
});

it('names the signed-in user when KITH_USER is not set', async () => {
  vi.stubEnv('KITH_USER', ' ');
  await kithLoad(file('more.yaml', 'kith: year-file 1\nareas:\n  - {code: X03, name: C, short: C, kind: region}\n'));
  expect((await findRecord(database.db, 'area', 'X03'))?.loadedBy).toMatch(/\S/);
});

it('prints problems one a line as file:line:column, loads nothing, and ends with 1', async () => {
  const good = file('good.yaml', 'kith: year-file 1\nareas:\n  - {code: X04, name: D, short: D, kind: region}\n');
  const bad = file('bad.yaml', 'kith: year-file 1\nareas:\n  - {code: X05, name: E, shrt: E, kind: region}\n');
  expect(await kithLoad(good, bad)).toMatchObject({
    code: 1,
    out: '',
    err:
      'bad.yaml:3:5 "short" is missing from this area.\n' +
      'bad.yaml:3:26 "shrt" is not a field of an area. Did you mean "short"?\n' +
      'Nothing was loaded: 2 problems to mend first.\n',
  });
  expect(await findRecord(database.db, 'area', 'X04')).toBeNull();
});

it('reads the files before it opens the database', async () => {
  expect(await kithLoad('missing.yaml', file('empty.yaml', ''))).toMatchObject({
    code: 1,
    opened: 0,
    err:
      'missing.yaml: There is no such file. Check the name and the folder.\n' +
      'empty.yaml: The file is empty.\n' +
      'Nothing was loaded: 2 problems to mend first.\n',
  });
});

it.each([
  ['stats.csv', 'area_code,area,measure_id\nE06000001,Hartlepool,m-1\n'],
  ['stats.txt', 'area_code;area;measure_id\nE06000001;Hartlepool;m-1\n'],
  ['excel.CSV', '\uFEFF"Area ""code""",b\r\n1,2\r\n'],
  ['large.csv', `a,b,c\n${'1,2,3\n'.repeat(900_000)}`],
])('says of the table %s in one sentence how it is loaded', async (name, text) => {
  expect(await kithLoad(file(name, text))).toMatchObject({
    code: 1,
    opened: 0,
    err: `${name}:1:1 This is a CSV: use kith load published ${name}\nNothing was loaded: 1 problem to mend first.\n`,
  });
});

it.each([
  [[], 'Name the files to load'],
  [['--force', 'a.yaml'], 'kith load has no option --force'],
  [['published'], 'Name one file of published statistics'],
  [['published', 'a.csv', 'b.csv'], 'Name one file of published statistics'],
])('explains itself when called with %j', async (args, said) => {
  await expect(kithLoad(...args)).rejects.toMatchObject({ message: expect.stringContaining(said), exitCode: 2 });
});

const PUBLISHED =
  'area_code,area,measure_id,measure,breakdown,period,value,flag,source\n' +
  'E06000001,Hartlepool,m-1,A measure,All,2021,5,,An invented office\n';

it('hands published statistics over, and a file with the wrong columns comes back in plain words', async () => {
  const said = await kithLoad('published', file('wrong.csv', 'a,b\n1,2\n'));
  expect(said).toMatchObject({ code: 1, out: '' });
  expect(said.err).toMatch(/^wrong\.csv:1:\d+ .+\nNothing was loaded: \d+ problems? to mend first\.\n$/);
  expect(await kithLoad('published', file('right.csv', PUBLISHED))).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Load \d+ is made\.\n1 published figure: 1 new, 0 changed, 0 unchanged\n$/),
  });
  expect(await kithLoad('published', 'right.csv')).toMatchObject({
    out: 'Nothing changed: 1 published figure held already, just as the file says.\n',
  });
});

it('writes each load into the ledger: who, and how much came', async () => {
  const own = await freshDatabase();
  const auditor = connectTo(inject('cluster'), own.name, OWNER_ROLE, 1);
  try {
    vi.stubEnv('KITH_USER', 'Business Unit');
    const load = (...args: string[]) => kithLoadInto(own.db, ...args);
    await load(file('first.yaml', SEABOROUGH));
    await load(file('first.yaml', SEABOROUGH));
    await load(file('wrong.yaml', 'kith: nothing'));
    await load('published', file('figures.csv', PUBLISHED));
    const entries = await sql<{ event: string; doing: string; who: string }>`
      select event, doing, who from ledger_entry order by seq`.execute(auditor);
    expect(entries.rows).toEqual([
      {
        event: 'records.load',
        doing: expect.stringMatching(/^Loaded 1 file: \d+ records new, 0 changed$/),
        who: 'Business Unit',
      },
      { event: 'records.load', doing: 'Loaded 1 file: 1 published figure new, 0 changed', who: 'Business Unit' },
    ]);
    const evidence = { files: { found: [], damaged: [] }, mark: null };
    expect(await verifyLedger(auditor, { keyring, evidence })).toMatchObject({ ok: true, entries: 2 });
  } finally {
    await auditor.destroy();
    await own.close();
  }
});
