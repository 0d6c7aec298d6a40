import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { loadYear, SEABOROUGH } from '../../test/support/year-files.ts';
import { findArea, listAgencies, listAreas, listSources } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  expect(await loadYear(database.db, SEABOROUGH)).toEqual([]);
});
afterAll(() => database.close());

const file = (text: string) => loadYear(database.db, `kith: year-file 1\n${text}`);

it('lists areas in the order of the file, each with the code that other records use', async () => {
  expect((await listAreas(database.db)).map((area) => [area.key, area.shortName, area.areaKind])).toEqual([
    ['SEABOROUGH', 'Both areas', 'partnership'],
    ['X01', 'Seaborough', 'local-authority'],
    ['X02', 'Marl', 'local-authority'],
  ]);
  expect(await findArea(database.db, 'X01')).toMatchObject({ dfeNumber: '999', profile: 'By the sea.' });
  expect(await findArea(database.db, 'X99')).toBeNull();
});

it('says which agency took over from one that has ended', async () => {
  const old = (await listAgencies(database.db)).find((agency) => agency.key === 'old-health-board');
  expect(old).toMatchObject({ until: '2022-06-30', successor: { key: 'new-health-board', name: 'New Health Board' } });
});

it('lists the documents that records were taken from', async () => {
  expect((await listSources(database.db)).map((source) => source.title)).toEqual([
    'Yearly report of an invented partnership',
  ]);
});

it('shows the corrected state once a record is loaded again', async () => {
  expect(await file('areas:\n  - {code: X02, name: Marl and District, short: Marl, kind: local-authority}\n')).toEqual(
    [],
  );
  expect(await findArea(database.db, 'X02')).toMatchObject({ name: 'Marl and District' });
});

it.each([
  [
    'an area without a proper code',
    'areas:\n  - {code: x1, name: A, short: A, kind: region}',
    'must be an area code in capitals',
  ],
  [
    'an unknown kind of area',
    'areas:\n  - {code: X9, name: A, short: A, kind: county}',
    '"kind" must be "local-authority"',
  ],
  [
    'a number for a department’s number',
    'areas:\n  - {code: X9, name: A, short: A, kind: region, dfe: 805}',
    'Put it in quotes: "805".',
  ],
  [
    'a day that is none',
    'agencies:\n  - {key: a, name: A, kind: health, from: 2022-02-30}',
    'must be a day, month or year',
  ],
  ['an unknown successor', 'agencies:\n  - {key: a, name: A, kind: health, successor: b}', 'There is no agency "b".'],
  [
    'an agency that succeeds itself',
    'agencies:\n  - {key: a, name: A, kind: health, successor: a}',
    'cannot, by way of others, be its own successor',
  ],
  [
    'a link that could run a script',
    'sources:\n  - {key: s, title: T, publisher: P, url: "javascript:alert(1)"}',
    'must be a web address',
  ],
])('refuses %s', async (_what, text, said) => {
  const lines = await file(`${text}\n`);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(said);
});
