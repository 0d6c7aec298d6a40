import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticesOf, whoSees } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { readLedger } from '../../../test/support/ledger.ts';
import { silentLog } from '../../../test/support/log.ts';
import { recorded } from '../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../test/support/people.ts';
import { access } from '../../access.ts';
import { nameDeciders } from './sealed-without-decider.ts';

let test: TestApp;
let hub: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  // Nobody of the demonstration takes part.
  await sql`update person set left_on = '2026-11-20'`.execute(test.db);
  hub = await signInAs(test, 'hub-worker');
});
afterAll(() => test.close());

async function night(): Promise<void> {
  const task = nameDeciders({ db: test.db, access, keyring: test.keyring, now: test.now });
  await task.run({}, { attempt: 1, signal: new AbortController().signal, log: silentLog() });
}

const leaves = (person: SignedIn) =>
  sql`update person set left_on = ${'2026-11-22'}::date where id = ${person.id}::uuid`.execute(test.db);

describe('a sealed record whose last decider is gone', () => {
  it('is given another in the night, of its own agency before others, who is told and can open it for its usual readers', async () => {
    const first = await signInAs(test, 'assurance-lead');
    const { id, href } = await recorded(hub, { sealed: 'yes', decider: first.id });
    const [manager, next] = [
      await signInAs(test, 'business-manager', { agency: 'cleveland-police' }),
      await signInAs(test, 'assurance-lead'),
    ];
    await night();
    expect((await next.get(href)).statusCode).toBe(404);
    await leaves(first);
    await night();
    expect((await next.get(href)).statusCode).toBe(200);
    expect((await manager.get(href)).statusCode).toBe(404);
    expect((await noticesOf(test, next))[0]).toMatchObject({
      ...{ href: whoSees(id), words: expect.stringContaining('nobody left who decides') },
    });
    expect(
      (await readLedger(test, { record: id })).filter(({ event }) => event === 'access.name-decider'),
    ).toHaveLength(1);
    await night();
    expect(
      (await readLedger(test, { record: id })).filter(({ event }) => event === 'access.name-decider'),
    ).toHaveLength(1);
    const opened = await next.post(`${whoSees(id)}/seal`, { sealed: 'no', because: 'The colleague has left' });
    expect(opened.statusCode).toBe(303);
    expect((await manager.get(href)).statusCode).toBe(200);
  });

  it('is never given somebody from whom it is kept', async () => {
    const first = await signInAs(test, 'assurance-lead', { agency: 'stockton-on-tees-borough-council' });
    const theirs = await signInAs(test, 'hub-worker', { agency: 'stockton-on-tees-borough-council' });
    const near = await signInAs(test, 'assurance-lead', { agency: 'stockton-on-tees-borough-council' });
    const { id, href } = await recorded(theirs, { sealed: 'yes', decider: first.id });
    await near.post('/account/relations', {
      ...{ name: 'Robin Madeup', relation: 'Other family', 'born-day': '', 'born-month': '', 'born-year': '' },
    });
    await leaves(first);
    await night();
    expect((await near.get(href)).statusCode).toBe(404);
    expect((await readLedger(test, { record: id })).some(({ event }) => event === 'access.name-decider')).toBe(true);
  });
});

describe('whoever is named for a record', () => {
  it('has nothing of it any more once they work for another agency, even with their role given anew', async () => {
    const lead = await signInAs(test, 'assurance-lead');
    const own = await signInAs(test, 'hub-worker');
    const { href } = await recorded(own, { sealed: 'yes', decider: lead.id });
    const open = await recorded(own);
    expect((await own.get(open.href)).statusCode).toBe(200);
    await sql`update person set agency = 'cleveland-police' where id = any(${[own.id, lead.id]}::uuid[])`.execute(
      test.db,
    );
    for (const address of [href, open.href]) {
      expect((await own.get(address)).statusCode).toBe(404);
      expect((await lead.get(address)).statusCode).toBe(404);
    }
    const { rows } = await sql<{ n: number }>`
      select count(*)::integer as n from record_person where person_id = ${own.id}::uuid and until_at is null`.execute(
      test.db,
    );
    expect(rows).toEqual([{ n: 0 }]);
    expect(test.now()).toEqual(TEST_NOW);
  });
});
