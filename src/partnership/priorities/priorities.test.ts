import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { loadYear, SEABOROUGH, SEABOROUGH_YEAR } from '../../../test/support/year-files.ts';
import { findPriority, getPriority, listPriorities, listPriorityYears } from './index.ts';

const next = SEABOROUGH_YEAR.replace('2021-22', '2022-23');
const line = (key: string, number: number) =>
  `  - {key: ${key}, number: ${number}, kind: key, title: ${key}, aim: A}\n`;

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  expect(await loadYear(database.db, SEABOROUGH)).toEqual([]);
  const text = `${SEABOROUGH_YEAR}priorities:
  - key: second
    number: 2
    kind: thematic
    title: Second
    aim: Do it.
    rationale: It matters.
    entailed: [A, B]
    done: [C]
    impact:
      - {words: Felt better., measured: false}
      - {words: "Waits fell from 9 days to 7.", measured: true}
    seeks: [D]
    not_evidenced: [Whether it lasts.]
${line('first', 1)}`;
  expect(await loadYear(database.db, text)).toEqual([]);
});
afterAll(() => database.close());

it('shows a priority with its parts in their order, and keeps the measured apart from the merely said', async () => {
  expect(await getPriority(database.db, 'second')).toEqual({
    kind: 'priority',
    key: 'second',
    partnership: 'seaborough',
    year: '2021-22',
    number: 2,
    priorityKind: 'thematic',
    title: 'Second',
    aim: 'Do it.',
    rationale: 'It matters.',
    entailed: ['A', 'B'],
    done: ['C'],
    impact: [
      { words: 'Felt better.', measured: false },
      { words: 'Waits fell from 9 days to 7.', measured: true },
    ],
    seeks: ['D'],
    notEvidenced: ['Whether it lasts.'],
  });
});

it('lists a year by number, and every year that has priorities', async () => {
  expect(await loadYear(database.db, `${next}priorities:\n${line('later', 1)}`)).toEqual([]);
  const of = { partnership: 'seaborough', year: '2021-22' };
  expect((await listPriorities(database.db, of)).map((one) => one.key)).toEqual(['first', 'second']);
  expect(await listPriorityYears(database.db, 'seaborough')).toEqual(['2022-23', '2021-22']);
  expect(await listPriorities(database.db, { ...of, year: '1999-00' })).toEqual([]);
});

it('answers 404 in plain words for a priority that is not there', async () => {
  expect(await findPriority(database.db, 'nothing')).toBeNull();
  await expect(getPriority(database.db, 'nothing')).rejects.toMatchObject({ statusCode: 404 });
});

it('refuses a number that another priority of the year has, held already or in the same file', async () => {
  const load = (lines: string) => loadYear(database.db, `${SEABOROUGH_YEAR}priorities:\n${lines}`);
  expect(await load(line('third', 1))).toEqual([
    'year.yaml:6:26 Number 1 of 2021-22 is also that of "first". Give each its own number.',
  ]);
  expect(await load(line('a-third', 1))).toEqual([
    'year.yaml:6:28 Number 1 of 2021-22 is also that of "first". Give each its own number.',
  ]);
  expect(await load(`${line('xa', 5)}${line('xb', 5)}`)).toEqual([
    'year.yaml:6:23 Number 5 of 2021-22 is also that of "xb". Give each its own number.',
    'year.yaml:7:23 Number 5 of 2021-22 is also that of "xa". Give each its own number.',
  ]);
});

it('lets two priorities change places', async () => {
  expect(await loadYear(database.db, `${next}priorities:\n${line('later', 1)}${line('latest', 2)}`)).toEqual([]);
  expect(await loadYear(database.db, `${next}priorities:\n${line('later', 2)}${line('latest', 1)}`)).toEqual([]);
  const listed = await listPriorities(database.db, { partnership: 'seaborough', year: '2022-23' });
  expect(listed.map((one) => one.key)).toEqual(['latest', 'later']);
});

it('asks whether an impact was measured', async () => {
  const text = `${SEABOROUGH_YEAR}priorities:\n  - key: p\n    number: 7\n    kind: key\n    title: T\n    aim: A\n    impact:\n      - words: Better.\n`;
  expect(await loadYear(database.db, text)).toEqual(['year.yaml:12:9 "measured" is missing from this priority.']);
});
