import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { as, nameOf, noticesOf, problemsIn, textIn, whoSees } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { silentLog } from '../../../test/support/log.ts';
import { entries, LIST, recorded } from '../../../test/support/notifications.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';
import { access } from '../../access.ts';
import { nameDeciders } from '../access/sealed-without-decider.ts';

const AT = '/account/relations';
const KIND = 'serious-incident-notification';

let test: TestApp;
let hub: SignedIn;
let manager: SignedIn;
let count = 0;
/** The child of the record, whom nobody else is called. */
let child: string;
let record: { id: string; href: string };

beforeAll(async () => {
  test = await buildTestApp();
  hub = await signInAs(test, 'hub-worker');
  manager = await signInAs(test, 'business-manager');
});
afterAll(() => test.close());
beforeEach(async () => {
  count += 1;
  child = `Robin Madeup${'abcdefghijklmnopqrstuvwxyz'[count]}`;
  record = await recorded(hub, { 'people-1-name': child });
});

function declare(by: SignedIn, change: Record<string, string> = {}) {
  const born = { 'born-day': '', 'born-month': '', 'born-year': '' };
  return by.post(AT, { name: child, ...born, relation: 'Other family', ...change });
}

/** What of the record somebody reaches in any way there is. */
async function reached(by: SignedIn, stands: Parameters<typeof as>[2]): Promise<string[]> {
  const pages = {
    record: record.href,
    history: `${record.href}/history`,
    change: `${record.href}/change`,
    'who sees it': whoSees(record.id),
    'letting in': `${whoSees(record.id)}/let-in`,
  };
  const found: string[] = [];
  for (const [name, url] of Object.entries(pages)) if ((await by.get(url)).statusCode === 200) found.push(name);
  if ((await by.get(LIST)).body.includes(record.id)) found.push('list');
  const asked = await by.get(`/access/ask/${KIND}?record=${record.id}`);
  if (asked.statusCode === 303) found.push('asking');
  const rows = await as(test, by, stands, async (trx) => {
    const all = await sql<{ n: number }>`
      select (select count(*) from serious_incident_notification where id = ${record.id}::uuid)
        + (select count(*) from serious_incident_person where notification_id = ${record.id}::uuid)
        + (select count(*) from field_change where record_id = ${record.id}::uuid)
        + (select count(*) from record_person where record_id = ${record.id}::uuid and person_id <> access_person())
        + (select count(*) from ledger_of_record(${KIND}, ${record.id}::uuid)) as n`.execute(trx);
    return Number(all.rows[0]?.n);
  });
  if (rows > 0) found.push('database');
  return found;
}

const MANAGER = { roles: ['business-manager'], purpose: 'learning' } as const;

describe('people close to somebody', () => {
  it('are declared and withdrawn by themselves, and nobody else reads of them', async () => {
    const by = await signInAs(test, 'business-manager');
    expect((await declare(by, { 'born-day': '3', 'born-month': '5', 'born-year': '2019' })).headers.location).toBe(
      `${AT}?done=declared`,
    );
    const page = await by.get(AT);
    expect(textIn(page.body)).toContain(`${child} Other family, born 3 May 2019. Declared on 23 November 2026.`);
    expect((await entries(test))[0]).toMatchObject({ event: 'relation.declare', record: null, why: null });
    expect((await manager.get(AT)).body).not.toContain(child);
    const id = /relations\/([^/]+)\/withdraw/.exec(page.body)?.[1] ?? '';
    expect((await manager.post(`${AT}/${id}/withdraw`, {})).statusCode).toBe(404);
    for (const stands of [
      MANAGER,
      { roles: ['administrator'], purpose: 'administration' },
      { roles: ['auditor'], purpose: 'audit' },
    ] as const) {
      const seen = await as(test, manager, stands, async (trx) => {
        const { rows } = await sql<{ n: number }>`
          select (select count(*) from declared_relation where name = ${child})
            + (select count(*) from field_change where kind = 'declared-relation') as n`.execute(trx);
        return Number(rows[0]?.n);
      });
      expect(seen).toBe(0);
    }
    const lead = await signInAs(test, 'assurance-lead');
    expect((await by.post(`${AT}/${id}/withdraw`, {})).headers.location).toBe(`${AT}?done=withdrawn`);
    expect((await by.get(AT)).body).not.toContain(child);
    expect((await noticesOf(test, lead))[0]?.words).toBe(
      `${await nameOf(test, by)} withdrew somebody from the people close to them. Kith does not tell whom.`,
    );
  });

  it.each([
    ['no name', { name: '' }, 'Enter their name'],
    ['one name alone', { name: 'Robin' }, 'Enter their first name and last name'],
    [
      'a birthday to come',
      { 'born-day': '1', 'born-month': '1', 'born-year': '2030' },
      'The date of birth must be in the past',
    ],
    ['nothing they are', { relation: 'Enemy' }, 'Choose what they are to you'],
  ])('are not taken with %s', async (_what, change, message) => {
    expect(problemsIn(await declare(manager, change as Record<string, string>))).toBe(`400 ${message}`);
  });

  it('are taken once', async () => {
    const by = await signInAs(test, 'meeting-administrator');
    expect((await declare(by)).statusCode).toBe(303);
    expect(problemsIn(await declare(by))).toBe('400 You have declared them already');
  });
});

describe('a record in which somebody close to a person appears', () => {
  it('is reached in no way once they are declared, though it was there before, nor for four weeks after they are withdrawn', async () => {
    const by = await signInAs(test, 'business-manager');
    expect((await reached(by, MANAGER)).toSorted()).toEqual(
      ['asking', 'change', 'database', 'history', 'letting in', 'list', 'record', 'who sees it'].toSorted(),
    );
    await declare(by, { name: child.toUpperCase().replace(' ', ' Quentin ') });
    expect(await reached(by, MANAGER)).toEqual([]);
    const id = /relations\/([^/]+)\/withdraw/.exec((await by.get(AT)).body)?.[1] ?? '';
    await by.post(`${AT}/${id}/withdraw`, {});
    expect(await reached(by, MANAGER)).toEqual([]);
    const night = nameDeciders({ db: test.db, access, keyring: test.keyring, now: test.now });
    for (const [days, found] of [
      [27, []],
      [28, ['record']],
    ] as const) {
      test.at(new Date(TEST_NOW.getTime() + days * 86_400_000));
      await night.run({}, { attempt: 1, signal: new AbortController().signal, log: silentLog() });
      const later = await signIn(test, by.id, { now: test.now() });
      expect((await reached(later, MANAGER)).filter((one) => one === 'record')).toEqual(found);
    }
    test.at(TEST_NOW);
  });

  it('is not reached under another name: whoever is called otherwise now was called so before', async () => {
    const id = await addPerson(test.db, { name: `Orla Before${child.at(-1)}x`, roles: ['business-manager'] });
    record = await recorded(hub, { 'people-1-name': `Orla Before${child.at(-1)}x` });
    const by = await signIn(test, id);
    expect(await reached(by, MANAGER)).toEqual([]);
    await sql`update person set name = ${`Orla Married${child.at(-1)}x`} where id = ${id}::uuid`.execute(test.db);
    expect(await reached(by, MANAGER)).toEqual([]);
    record = await recorded(hub, { 'people-1-name': `Orla Before${child.at(-1)}x` });
    expect(await reached(by, MANAGER)).toEqual([]);
  });

  it('is not reached when it is made after the declaration', async () => {
    const by = await signInAs(test, 'business-manager');
    await declare(by, { name: `${child}later` });
    record = await recorded(hub, { 'people-1-name': `${child}later` });
    expect(await reached(by, MANAGER)).toEqual([]);
  });

  it('is reached where both dates of birth are known and differ', async () => {
    const by = await signInAs(test, 'business-manager');
    await declare(by, { 'born-day': '4', 'born-month': '5', 'born-year': '2019' });
    expect(await reached(by, MANAGER)).toContain('record');
    await declare(by, { 'born-day': '3', 'born-month': '5', 'born-year': '2019' });
    expect(await reached(by, MANAGER)).toEqual([]);
  });

  it('is not reached by whoever was let in, nor opened in an emergency', async () => {
    const by = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
    await manager.post(`${whoSees(record.id)}/let-in`, {
      ...{ who: await nameOf(test, by), 'until-day': '30', 'until-month': '11', 'until-year': '2026', because: 'x' },
    });
    expect((await by.get(record.href)).statusCode).toBe(200);
    await declare(by);
    expect(await reached(by, { roles: ['practitioner'], purpose: 'safeguarding', agency: 'cleveland-police' })).toEqual(
      [],
    );
    const form = { record: record.id, reference: '', reason: 'A child is in danger tonight' };
    expect((await by.post(`/access/emergency/${KIND}`, form)).statusCode).toBe(404);
    expect((await by.post(`/access/emergency/${KIND}`, { ...form, record: randomUUID() })).statusCode).toBe(404);
  });

  it('is reached by nobody who appears in it themselves, not even by whoever manages everything', async () => {
    const id = await addPerson(test.db, { name: `Robin Otherwise${count}x`, roles: ['business-manager'] });
    const by = await signIn(test, id);
    expect(await reached(by, MANAGER)).toContain('record');
    record = await recorded(hub, { 'people-1-name': `ROBIN J Otherwise${count}x` });
    expect(await reached(by, MANAGER)).toEqual([]);
  });
});
