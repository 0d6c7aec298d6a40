import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { readLedger } from '../../../test/support/ledger.ts';
import { addSignIn, PASSWORD } from '../../../test/support/sign-in.ts';
import { stranger } from '../../../test/support/stranger.ts';

const PEOPLE = 200;

let test: TestApp;
let people: { id: string; email: string }[];
beforeAll(async () => {
  test = await buildTestApp();
  people = [];
  for (let turn = 0; turn < PEOPLE; turn += 1) people.push(await addSignIn(test.db));
}, 120_000);
afterAll(() => test.close());

describe('two hundred people who sign in at nine o’clock', () => {
  it('all come in at once, each with a session of their own, and the ledger tells of each of them once', async () => {
    const browsers = people.map(() => stranger(test.app));
    const answers = await Promise.all(
      people.map(({ email }, place) => browsers[place]?.post('/sign-in', { email, password: PASSWORD })),
    );
    expect(answers.map((answer) => answer?.statusCode)).toEqual(Array(PEOPLE).fill(303));
    expect(new Set(browsers.map(({ cookies }) => cookies.kith)).size).toBe(PEOPLE);

    const { rows } = await sql<{ id: string }>`
      select person_id as id from session where ended_at is null`.execute(test.db);
    expect(rows.map(({ id }) => id).sort()).toEqual(people.map(({ id }) => id).sort());

    const accounts = await Promise.all(browsers.map((browser) => browser.get('/account')));
    for (const [place, account] of accounts.entries()) {
      expect(account.statusCode).toBe(200);
      expect(account.body).toContain(people[place]?.email);
    }

    const told = (await readLedger(test)).filter(({ event }) => event === 'sign-in');
    expect(told.map(({ personId }) => personId).sort()).toEqual(people.map(({ id }) => id).sort());
  }, 120_000);
});
