import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { readLedger } from '../../../../test/support/ledger.ts';
import { addPerson, type InventedPerson, type SignedIn, signIn, signInAs } from '../../../../test/support/people.ts';
import { HELD_ROLES, type HeldRole } from '../../../platform/access/index.ts';

const POLICE = 'cleveland-police';
const HARTLEPOOL = 'hartlepool-borough-council';

let test: TestApp;
let administrator: SignedIn;
let lead: SignedIn;
let manager: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  administrator = await signInAs(test, 'administrator', { name: 'Ada Invented' });
  lead = await signInAs(test, 'assurance-lead', { name: 'Lena Invented', agency: POLICE });
  manager = await signInAs(test, 'business-manager', { name: 'Berta Invented' });
}, 30_000);
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

const someone = (person: InventedPerson = {}) => addPerson(test.db, { agency: POLICE, ...person });
const day = (name: string, date: string) => {
  const [year = '', month = '', of = ''] = date.split('-');
  return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year };
};
const role = (name: string, more: Record<string, string> = {}) => ({
  role: name,
  ...day('from', '2026-11-23'),
  ...day('until', ''),
  because: 'Joined the team',
  ...more,
});
const held = async (id: string) =>
  (
    await sql<{ id: string; role: string; from: string; until: string | null }>`
      select id, role, from_date as "from", until_date as until from role_holding
      where person_id = ${id}::uuid order by from_date, role`.execute(test.db)
  ).rows;

describe('giving a role', () => {
  it('offers each giver what they may give, and takes nothing else', async () => {
    const may: [SignedIn, string, HeldRole[]][] = [
      [administrator, HARTLEPOOL, ['meeting-administrator', 'administrator', 'auditor']],
      [manager, POLICE, ['business-manager', 'safeguarding-partner', 'scrutineer', 'assurance-lead']],
      [lead, POLICE, ['practitioner', 'hub-worker', 'meeting-administrator', 'analyst']],
    ];
    for (const [giver, agency, roles] of may) {
      const id = await someone({ agency });
      const form = (await giver.get(`/people/${id}/roles/new`)).body;
      expect(HELD_ROLES.filter((one) => form.includes(`value="${one}"`))).toEqual(roles);
      for (const one of HELD_ROLES) {
        const answer = await giver.post(`/people/${id}/roles`, role(one));
        expect(`${one} ${answer.statusCode}`).toBe(`${one} ${roles.includes(one) ? 303 : 400}`);
      }
      expect((await held(id)).map((one) => one.role).sort()).toEqual([...roles].sort());
    }
  });

  it('keeps who gave it, from when, until when and why', async () => {
    const id = await someone({ name: 'Gesa Invented' });
    const given = await lead.post(
      `/people/${id}/roles`,
      role('hub-worker', { ...day('until', '2026-12-31'), because: 'Covers leave <b>' }),
    );
    expect(given.headers.location).toBe(`/people/${id}?done=given`);
    const [holding] = await held(id);
    const [entry] = await readLedger(test, { record: holding?.id ?? '' });
    expect(entry).toMatchObject({
      event: 'role.give',
      kind: 'role-holding',
      why: 'Covers leave <b>',
      who: 'Lena Invented',
    });
    const page = (await lead.get(`/people/${id}`)).body;
    for (const words of [
      'Hub worker',
      'from 23 November 2026 to 31 December 2026',
      'Given by Lena Invented',
      'Covers leave &lt;b',
      'Gave a person a role',
      'Role’s last day',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('says what is missing or wrong, beside its field, and keeps what was typed', async () => {
    const id = await someone();
    const empty = await lead.post(`/people/${id}/roles`, {});
    expect(empty.statusCode).toBe(400);
    for (const message of [
      'Choose the role',
      'Enter the day the role begins',
      'Enter why the person needs this role',
    ]) {
      expect(empty.body).toContain(message);
    }
    const late = await lead.post(`/people/${id}/roles`, role('hub-worker', day('from', '2026-11-22')));
    expect(late.body).toContain('The day the role begins must be today or later');
    expect(late.body).toContain('value="Joined the team"');
    const king = await lead.post(`/people/${id}/roles`, role('king'));
    expect(king.body).toContain('Choose the role');
    expect((await lead.post(`/people/${id}/roles`, role('public'))).statusCode).toBe(400);
    expect(await held(id)).toEqual([]);
  });

  it('begins on its day and not before', async () => {
    const id = await someone();
    await lead.post(`/people/${id}/roles`, role('practitioner', day('from', '2026-11-24')));
    expect((await lead.get(`/people/${id}`)).body).toContain('Roles to come');
    const today = await signIn(test, id);
    expect((await today.get('/about')).body).toContain('No role today');
    const tomorrow = new Date('2026-11-24T00:00:00Z');
    test.at(tomorrow);
    const next = await signIn(test, id, { now: tomorrow });
    expect((await next.get('/about')).body).toContain('Practitioner');
  });

  it('is refused where the same role stands on one of the days', async () => {
    const id = await someone({ roles: ['practitioner'] });
    const twice = await lead.post(`/people/${id}/roles`, role('practitioner'));
    expect(twice.statusCode).toBe(400);
    expect(twice.body).toContain('has this role already from 6 January 2020');
    const answers = await Promise.all([1, 2].map(() => lead.post(`/people/${id}/roles`, role('hub-worker'))));
    expect(answers.map((one) => one.statusCode).sort()).toEqual([303, 400]);
  });

  it('is refused for oneself, for people of other agencies and for nobody, in the same words', async () => {
    const elsewhere = await someone({ agency: HARTLEPOOL });
    const answers = [];
    for (const id of [lead.id, elsewhere, randomUUID()]) {
      const answer = await lead.post(`/people/${id}/roles`, role('practitioner'));
      answers.push([answer.statusCode, /<main[\s\S]*<\/main>/.exec(answer.body)?.[0]]);
    }
    expect(answers[0]?.[0]).toBe(404);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    for (const giver of [administrator, manager]) {
      expect((await giver.post(`/people/${giver.id}/roles`, role('auditor'))).statusCode).toBe(404);
    }
    expect((await held(lead.id)).map((one) => one.role)).toEqual(['assurance-lead']);
  });

  it('counts only the roles that fit the purpose somebody acts for', async () => {
    const both = await signInAs(test, ['administrator', 'assurance-lead'], {
      agency: POLICE,
      purpose: 'administration',
    });
    const id = await someone();
    const form = (await both.get(`/people/${id}/roles/new`)).body;
    expect(form).toContain('value="meeting-administrator"');
    expect(form).not.toContain('value="practitioner"');
    expect((await both.post(`/people/${id}/roles`, role('practitioner'))).statusCode).toBe(400);
  });
});

describe('ending a role', () => {
  const end = (who: SignedIn, person: string, holding: string, form: Record<string, string>) =>
    who.post(`/people/${person}/roles/${holding}/end`, { because: 'Changed team', ...form });
  const first = async (id: string) => (await held(id))[0]?.id ?? '';

  it('at once takes it with the next page, and its history stays', async () => {
    const id = await someone({ name: 'Erna Invented', roles: ['assurance-lead'] });
    const person = await signIn(test, id);
    expect((await person.get('/people')).statusCode).toBe(200);
    const before = person.cookies.kith;
    expect((await end(manager, id, await first(id), { when: 'now' })).headers.location).toBe(
      `/people/${id}?done=ended`,
    );
    expect((await held(id))[0]?.until).toBe('2026-11-22');
    expect((await person.get('/people')).statusCode).toBe(403);
    expect(person.cookies.kith).not.toBe(before);
    const page = (await manager.get(`/people/${id}`)).body;
    for (const words of [
      'Roles of the past',
      'from 6 January 2020 to 22 November 2026',
      'End entered by Berta Invented',
      'Changed team',
    ]) {
      expect(page).toContain(words);
    }
    const [entry] = await readLedger(test, { record: await first(id) });
    expect(entry).toMatchObject({ event: 'role.end', outcome: 'done', why: 'Changed team' });
  });

  it('on a day lets it stand until that day is over', async () => {
    const id = await someone({ roles: ['assurance-lead'] });
    await end(manager, id, await first(id), { when: 'day', ...day('day', '2026-11-24') });
    const on = async (moment: string) => {
      test.at(new Date(moment));
      return (await (await signIn(test, id, { now: new Date(moment) })).get('/people')).statusCode;
    };
    expect(await on('2026-11-24T23:59:00Z')).toBe(200);
    expect(await on('2026-11-25T00:00:00Z')).toBe(403);
  });

  it('withdraws a role that has not begun', async () => {
    const id = await someone();
    await lead.post(`/people/${id}/roles`, role('practitioner', day('from', '2026-12-01')));
    expect((await end(lead, id, await first(id), { when: 'now' })).statusCode).toBe(303);
    expect((await lead.get(`/people/${id}`)).body).toContain('withdrawn before it began');
    expect((await lead.post(`/people/${id}/roles`, role('practitioner'))).statusCode).toBe(303);
  });

  it('says what is missing or wrong', async () => {
    const id = await someone({ roles: ['practitioner'] });
    const holding = await first(id);
    const page = await lead.get(`/people/${id}/roles/${holding}/end`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('End the role “Practitioner”');
    const empty = await end(lead, id, holding, { because: '' });
    expect(empty.statusCode).toBe(400);
    expect(empty.body).toContain('Choose when the role ends');
    expect(empty.body).toContain('Enter why the role ends');
    expect((await end(lead, id, holding, { when: 'day' })).body).toContain('Enter the last day of the role');
    const past = await end(lead, id, holding, { when: 'day', ...day('day', '2026-11-01') });
    expect(past.body).toContain('choose “At once”');
    await end(lead, id, holding, { when: 'now' });
    expect((await end(lead, id, holding, { when: 'now' })).body).toContain('This role has ended already');
  });

  it('belongs to those who may give it, and to administrators', async () => {
    const id = await someone({ roles: ['practitioner'] });
    const holding = await first(id);
    expect((await end(manager, id, holding, { when: 'now' })).statusCode).toBe(404);
    expect((await end(manager, id, randomUUID(), { when: 'now' })).statusCode).toBe(404);
    expect((await end(administrator, id, holding, { when: 'now' })).statusCode).toBe(303);
  });

  it('is never one’s own, nor one that hangs on another person’s address', async () => {
    const own = await first(lead.id);
    expect((await end(lead, lead.id, own, { when: 'now' })).statusCode).toBe(404);
    const other = await someone({ roles: ['practitioner'] });
    const elsewhere = await someone({ agency: HARTLEPOOL, roles: ['practitioner'] });
    expect((await end(lead, other, await first(elsewhere), { when: 'now' })).statusCode).toBe(404);
    expect((await held(elsewhere))[0]?.until).toBeNull();
  });
});

describe('the last administrator', () => {
  it('stays one, whatever two of them do at the same moment', async () => {
    const own = await buildTestApp({ empty: true });
    try {
      await sql`insert into agency (key, name, kind) values ('a', 'A', 'other')`.execute(own.db);
      const [one, other] = [
        await signInAs(own, 'administrator', { agency: 'a' }),
        await signInAs(own, 'administrator', { agency: 'a' }),
      ];
      const holdingOf = async (id: string) =>
        (await sql<{ id: string }>`select id from role_holding where person_id = ${id}::uuid`.execute(own.db)).rows[0]
          ?.id;
      const ends = async (who: SignedIn, whom: SignedIn) =>
        who.post(`/people/${whom.id}/roles/${await holdingOf(whom.id)}/end`, { when: 'now', because: 'x' });
      const answers = await Promise.all([ends(one, other), ends(other, one)]);
      const standing = await sql<{ n: number }>`
        select count(*)::integer as n from role_holding where until_date is null`.execute(own.db);
      expect(standing.rows).toEqual([{ n: 1 }]);
      expect(answers.map((answer) => answer.statusCode).filter((status) => status === 303)).toHaveLength(1);
    } finally {
      await own.close();
    }
  }, 30_000);

  it('is neither left without the role, nor leaves, nor moves, before somebody else has it without an end', async () => {
    const own = await buildTestApp({ empty: true });
    try {
      await sql`insert into agency (key, name, kind) values ('a', 'A', 'other')`.execute(own.db);
      const last = await addPerson(own.db, { agency: 'a', roles: ['administrator'] });
      const manager = await signInAs(own, 'assurance-lead', { agency: 'a' });
      const temporary = await signInAs(own, 'administrator', { agency: 'a' });
      await sql`
        update role_holding set until_date = '2026-11-30' where person_id = ${temporary.id}::uuid`.execute(own.db);
      const leaving = await manager.post(`/people/${last}/leave`, { ...day('last', '2026-11-30'), because: 'x' });
      expect(leaving.statusCode).toBe(400);
      expect(leaving.body).toContain('Nobody else is an administrator after that day');
      const holding = (
        await sql<{ id: string }>`select id from role_holding where person_id = ${last}::uuid`.execute(own.db)
      ).rows[0]?.id;
      const url = `/people/${last}/roles/${holding}/end`;
      const late = await temporary.post(url, { when: 'day', ...day('day', '2026-12-01'), because: 'x' });
      expect(late.statusCode).toBe(400);
      expect(late.body).toContain('Nobody else is an administrator after that day');
      const soon = await temporary.post(url, { when: 'day', ...day('day', '2026-11-25'), because: 'x' });
      expect(soon.statusCode).toBe(303);
    } finally {
      await own.close();
    }
  }, 30_000);
});
