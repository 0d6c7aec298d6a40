import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { loadYear, SEABOROUGH } from '../../../test/support/year-files.ts';
import { findGroup, findPartnership, getGroup, listGroups, listPartners, listStatements } from './index.ts';

const HEAD = 'kith: year-file 1\npartnership: seaborough\nsource: seaborough-report\n';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const text = `${SEABOROUGH}
partners:
  - {agency: marl-council, standing: relevant}
  - {agency: seaborough-council, standing: statutory}
statements:
  - {key: our-vision, kind: vision, words: Every child is safe.}
  - {key: first-objective, kind: objective, words: Learn.}
groups:
  - key: working-group
    name: Working Group
    kind: standing
    purpose: Does the work.
    accountable_to: board
    every_weeks: 6
    duties: [Plan, Do, Check]
    seats:
      - {seat: Head of service, agency: marl-council}
      - {seat: Somebody from a school}
  - {key: board, name: Board, kind: standing, purpose: Leads., meets: Twice a year}
`;
  expect(await loadYear(database.db, text)).toEqual([]);
});
afterAll(() => database.close());

it('shows the partnership with its areas in its own order', async () => {
  const found = await findPartnership(database.db);
  expect(found).toMatchObject({ kind: 'partnership', key: 'seaborough', areaCode: 'SEABOROUGH', liveFrom: '2019-09' });
  expect(found?.areas.map((area) => area.key)).toEqual(['X02', 'X01']);
  expect(await findPartnership(database.db, 'elsewhere')).toBeNull();
});

it('lists statutory partners before relevant agencies', async () => {
  expect((await listPartners(database.db, 'seaborough')).map((one) => [one.agency.name, one.standing])).toEqual([
    ['Seaborough Council', 'statutory'],
    ['Marl Council', 'relevant'],
  ]);
});

it('lists what the partnership says of itself, in the order of the file', async () => {
  expect((await listStatements(database.db, 'seaborough')).map((one) => [one.key, one.statementKind])).toEqual([
    ['our-vision', 'vision'],
    ['first-objective', 'objective'],
  ]);
});

it('shows a group with its duties in order, its seats, and the group it answers to', async () => {
  expect(await getGroup(database.db, 'working-group')).toEqual({
    kind: 'group',
    key: 'working-group',
    name: 'Working Group',
    groupKind: 'standing',
    purpose: 'Does the work.',
    accountableTo: { key: 'board', name: 'Board' },
    meets: null,
    everyWeeks: 6,
    duties: ['Plan', 'Do', 'Check'],
    seats: [
      { seat: 'Head of service', agency: { key: 'marl-council', name: 'Marl Council' } },
      { seat: 'Somebody from a school', agency: null },
    ],
    setUp: null,
    note: null,
  });
  expect((await listGroups(database.db, 'seaborough')).map((group) => group.key)).toEqual(['working-group', 'board']);
});

it('answers 404 in plain words for a group that is not there', async () => {
  expect(await findGroup(database.db, 'nobody')).toBeNull();
  await expect(getGroup(database.db, 'nobody')).rejects.toMatchObject({ statusCode: 404 });
});

it('drops duties that a corrected group no longer has', async () => {
  expect(
    await loadYear(
      database.db,
      `${HEAD}groups:\n  - {key: board, name: Board, kind: standing, purpose: Leads., duties: [Lead]}\n`,
    ),
  ).toEqual([]);
  expect(
    await loadYear(database.db, `${HEAD}groups:\n  - {key: board, name: Board, kind: standing, purpose: Leads.}\n`),
  ).toEqual([]);
  expect((await getGroup(database.db, 'board')).duties).toEqual([]);
});

it.each([
  [
    'groups that answer to each other in a ring',
    'groups:\n  - {key: board, name: B, kind: standing, purpose: P, accountable_to: working-group}',
    'A group cannot, by way of others, be accountable to itself.',
  ],
  [
    'a seat of an unknown agency',
    'groups:\n  - {key: g, name: G, kind: standing, purpose: P, seats: [{seat: S, agency: nobody}]}',
    'There is no agency "nobody".',
  ],
  [
    'a partner that is no agency',
    'partners:\n  - {agency: nobody, standing: statutory}',
    'There is no agency "nobody".',
  ],
  [
    'a partner named twice',
    'partners:\n  - {agency: marl-council, standing: statutory}\n  - {agency: marl-council, standing: relevant}',
    'stands already in line 5',
  ],
  ['a kind of statement that is none', 'statements:\n  - {key: s, kind: visions, words: W}', 'Did you mean "vision"?'],
])('refuses %s', async (_what, text, said) => {
  const lines = await loadYear(database.db, `${HEAD}${text}\n`);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(said);
});

describe('one database holds one partnership', () => {
  const OWN_DATABASE =
    'a database holds one partnership only: give "northby" a database of its own by another KITH_HOME or DATABASE_URL, ' +
    'and start it with KITH_ENV=production so that the demonstration stays out.';
  const second = `partnerships:
  - {key: northby, name: Northby Partnership, short: NP, area: SEABOROUGH, areas: [X01], since: 2019-09}
`;
  const records = async () =>
    (await sql<{ n: number }>`select count(*) as n from record_version`.execute(database.db)).rows[0]?.n;

  it('refuses a year of another partnership at the head of its file, and keeps nothing of it', async () => {
    const before = await records();
    const lines = await loadYear(
      database.db,
      `kith: year-file 1\npartnership: northby\nsource: seaborough-report\n${second}agencies:\n  - {key: northby-council, name: N, kind: local-authority}\n`,
    );
    expect(lines).toEqual([`year.yaml:2:14 This Kith is that of "seaborough", and ${OWN_DATABASE}`]);
    expect(await records()).toBe(before);
  });

  it('refuses a second partnership under the head of the first, at its own line', async () => {
    expect(await loadYear(database.db, `${HEAD}${second}`)).toEqual([
      `year.yaml:5:5 This Kith is that of "seaborough", and ${OWN_DATABASE}`,
    ]);
    expect(await findPartnership(database.db, 'northby')).toBeNull();
  });

  it('refuses a later file that speaks for a partnership nobody described', async () => {
    expect(
      await loadYear(
        database.db,
        'kith: year-file 1\npartnership: northby\nsource: seaborough-report\nstatements:\n  - {key: s, kind: vision, words: W}\n',
      ),
    ).toEqual([`year.yaml:2:14 This Kith is that of "seaborough", and ${OWN_DATABASE}`]);
  });

  it('refuses two in one load where none is held yet', async () => {
    const empty = await freshDatabase();
    const lines = await loadYear(empty.db, `${SEABOROUGH}${second.replace('partnerships:\n', '')}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`This load is of the partnership "seaborough", and ${OWN_DATABASE}`);
    expect(await findPartnership(empty.db)).toBeNull();
    await empty.close();
  });

  it('takes a slip of the pen for what it is', async () => {
    const lines = await loadYear(
      database.db,
      'kith: year-file 1\npartnership: seabrough\nsource: seaborough-report\nstatements:\n  - {key: s, kind: vision, words: W}\n',
    );
    expect(lines).toEqual(['year.yaml:2:14 There is no partnership "seabrough". Did you mean "seaborough"?']);
  });

  it('asks for the description of a partnership where none is held', async () => {
    const empty = await freshDatabase();
    const lines = await loadYear(
      empty.db,
      'kith: year-file 1\npartnership: northby\nsource: r\nsources:\n  - {key: r, title: R, publisher: P}\nstatements:\n  - {key: s, kind: vision, words: W}\n',
    );
    expect(lines).toEqual([
      'year.yaml:2:14 There is no partnership "northby". Add it below "partnerships:" or load its file in the same command.',
    ]);
    await empty.close();
  });
});
