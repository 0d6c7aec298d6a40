import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { readLedger } from '../../../test/support/ledger.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';

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
afterAll(() => test.close());

const details = (more: Record<string, string> = {}) => ({
  name: 'Nora Newcomer',
  email: `nora.${randomUUID().slice(0, 8)}@example.invalid`,
  agency: POLICE,
  team: '',
  job: 'Detective constable',
  'joined-day': '1',
  'joined-month': '12',
  'joined-year': '2026',
  ...more,
});

const personOf = async (email: string) =>
  (await sql<Record<string, unknown>>`select * from person where email = ${email}`.execute(test.db)).rows[0];

describe('the list of people', () => {
  it('shows an administrator and a business manager everybody, by name and fifty a page', async () => {
    for (const reader of [administrator, manager]) {
      const list = await reader.get('/people');
      expect(list.statusCode).toBe(200);
      expect(list.body).toContain('Priya Example');
      expect(list.body).toContain('Lewis Example');
    }
  });

  it('shows an assurance lead the people of the own agency only, whatever the address says', async () => {
    for (const url of [
      '/people',
      `/people?agency=${HARTLEPOOL}`,
      '/people?search=example',
      '/people?role=practitioner',
    ]) {
      const list = await lead.get(url);
      expect(list.statusCode).toBe(200);
      expect(list.body).not.toContain('Priya Example');
      expect(list.body).not.toContain('Ada Invented');
    }
    expect((await lead.get('/people')).body).toContain('Lewis Example');
  });

  it('is closed to roles without people to look after', async () => {
    for (const role of ['practitioner', 'analyst', 'auditor', 'scrutineer'] as const) {
      const reader = await signInAs(test, role);
      expect((await reader.get('/people')).statusCode).toBe(403);
    }
    expect((await test.app.inject('/people')).headers.location).toBe('/sign-in?back=%2Fpeople');
  });

  it('is searched by words of a name or an address, and narrowed to agency, role and state', async () => {
    const shown = async (query: string) => (await administrator.get(`/people?${query}`)).body;
    expect(await shown('search=EXAMPLE+priya')).toContain('Priya Example');
    expect(await shown('search=priya.example%40example')).toContain('Priya Example');
    expect(await shown('search=priya+lewis')).toContain('Nobody matches');
    expect(await shown(`agency=${POLICE}&search=example`)).not.toContain('Priya Example');
    expect(await shown('role=hub-worker&search=example')).toContain('Hugh Example');
    expect(await shown('role=hub-worker&search=example')).not.toContain('Priya Example');
    await addPerson(test.db, { name: 'Gone Invented', leftOn: '2026-11-20' });
    expect(await shown('state=left')).toContain('Left on 20 November 2026');
    expect(await shown('state=active&search=gone')).toContain('Nobody matches');
  });

  it('takes any address, however odd', async () => {
    for (const query of [
      ['search=%00', 'search=%27%3B--', 'search=%25_', 'search=a&search=b', `search=${'x'.repeat(3000)}`],
      ['role=king', 'state=', 'agency=%3Cscript%3E', 'page=0', 'page=-3', 'page=9999', 'page=1e9', 'page=x'],
    ].flat()) {
      const list = await administrator.get(`/people?${query}`);
      expect(`${list.statusCode} ${query}`).toBe(`200 ${query}`);
      expect(list.body).not.toContain('<script>a');
    }
  });

  it('goes on on further pages where there are more than fifty', async () => {
    for (let count = 0; count < 51; count++) {
      const name = `Zz Crowd${String.fromCharCode(97 + Math.floor(count / 26), 97 + (count % 26))}`;
      await addPerson(test.db, { name });
    }
    const [first, second] = [await manager.get('/people?search=zz'), await manager.get('/people?search=zz&page=2')];
    expect(first.body.match(/Zz Crowd/g)).toHaveLength(50);
    expect(second.body.match(/Zz Crowd/g)).toHaveLength(1);
    expect(first.body).toContain('/people?search=zz&amp;page=2');
  });
});

describe('inviting a person', () => {
  it('shows the form to those who manage people, with their own agencies', async () => {
    const form = await administrator.get('/people/new');
    expect(form.statusCode).toBe(200);
    expect(form.body).toContain('Choose an agency');
    const own = await lead.get('/people/new');
    expect(own.body).toContain('Cleveland Police');
    expect(own.body).not.toContain('Hartlepool Borough Council</option>');
    expect((await manager.get('/people/new')).statusCode).toBe(403);
  });

  it('is refused without the token of the form', async () => {
    const answer = await test.app.inject({
      method: 'POST',
      url: '/people',
      cookies: administrator.cookies,
      payload: new URLSearchParams(details()).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.statusCode).toBe(403);
  });

  it('says what is missing, beside its field, and makes nobody', async () => {
    const empty = await administrator.post('/people', {});
    expect(empty.statusCode).toBe(400);
    for (const message of [
      'Enter the person’s name',
      'Enter the person’s email address',
      'Choose the agency the person belongs to',
      'Enter the person’s first day with Kith',
    ]) {
      expect(empty.body).toContain(message);
    }
  });

  it('keeps what was typed when something is wrong', async () => {
    const wrong = await administrator.post('/people', details({ email: 'not an address', 'joined-month': '13' }));
    expect(wrong.statusCode).toBe(400);
    expect(wrong.body).toContain('Enter an email address in the correct format');
    expect(wrong.body).toContain('The first day must be a real date');
    expect(wrong.body).toContain('value="not an address"');
    expect(wrong.body).toContain('value="Nora Newcomer"');
    expect(wrong.body).toContain('href="#email"');
  });

  it('refuses fields that the form does not have', async () => {
    for (const more of [{ id: randomUUID() }, { demonstration: 'true' }, { left_on: '' }, { roles: 'administrator' }]) {
      const form = details(more as Record<string, string>);
      expect((await administrator.post('/people', form)).statusCode).toBe(400);
      expect(await personOf(form.email)).toBeUndefined();
    }
  });

  it('makes the person without any role, and hands over a link that works once', async () => {
    const form = details({ email: ' Nora.First@Example.Invalid ' });
    const made = await lead.post('/people', form);
    expect(made.statusCode).toBe(200);
    expect(made.body).toMatch(/\/welcome\/[\w-]{43}/);
    const person = await personOf('nora.first@example.invalid');
    expect(person).toMatchObject({ name: 'Nora Newcomer', agency: POLICE, joined: '2026-12-01', demonstration: false });
    const roles = await sql`select 1 from role_holding where person_id = ${person?.id as string}::uuid`.execute(
      test.db,
    );
    expect(roles.rows).toEqual([]);
    const page = await lead.get(`/people/${person?.id}`);
    expect(page.body).toContain('Not signed in yet');
    expect(page.body).toContain('Works until');
    expect(page.body).not.toContain('/welcome/');
  });

  it('keeps every field in the history, with who entered it', async () => {
    const form = details();
    await lead.post('/people', form);
    const id = String((await personOf(form.email))?.id);
    const [entry] = await readLedger(test, { record: id });
    expect(entry).toMatchObject({
      event: 'person.invite',
      outcome: 'done',
      who: 'Lena Invented',
      role: 'assurance-lead',
    });
    const page = await lead.get(`/people/${id}`);
    expect(page.body).toContain('Invited a person to Kith');
    expect(page.body).toContain('Lena Invented (agency assurance lead)');
    expect(page.body).toContain('Detective constable');
  });

  it('takes an agency from the list only: an assurance lead adds nobody to another', async () => {
    const form = details({ agency: HARTLEPOOL });
    const answer = await lead.post('/people', form);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Choose an agency from the list');
    expect(await personOf(form.email)).toBeUndefined();
    const old = await administrator.post('/people', details({ agency: 'tees-valley-ccg' }));
    expect(old.statusCode).toBe(400);
  });

  it('does not tell an assurance lead who works elsewhere', async () => {
    const elsewhere = await lead.post('/people', details({ email: 'priya.example@example.invalid' }));
    expect(elsewhere.statusCode).toBe(400);
    expect(elsewhere.body).toContain('That address can’t be used: ask the administrator');
    expect(elsewhere.body).not.toContain('Priya');
    const own = await lead.post('/people', details({ email: 'Lewis.Example@example.invalid' }));
    expect(own.body).toContain('Lewis Example has an account with that email address already');
    const seen = await administrator.post('/people', details({ email: 'priya.example@example.invalid' }));
    expect(seen.body).toContain('Priya Example has an account with that email address already');
  });

  it('makes one person of two forms sent at the same moment', async () => {
    const form = details();
    const answers = await Promise.all([administrator.post('/people', form), administrator.post('/people', form)]);
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 400]);
  });
});

describe('the page of a person', () => {
  it('answers an assurance lead alike for somebody elsewhere and for nobody', async () => {
    const elsewhere = await addPerson(test.db, { agency: HARTLEPOOL, roles: ['practitioner'] });
    const nobody = randomUUID();
    for (const [method, path] of [
      ['get', ''],
      ['get', '/change'],
      ['get', '/leave'],
      ['get', '/roles/new'],
      ['post', '/stay'],
      ['post', '/invitation'],
      ['post', '/unlock'],
      ['post', '/remove-second-factor'],
      ['post', '/end-sessions'],
    ] as const) {
      const answers = [];
      for (const id of [elsewhere, nobody]) {
        const answer = await (method === 'get'
          ? lead.get(`/people/${id}${path}`)
          : lead.post(`/people/${id}${path}`, {}));
        answers.push({
          status: answer.statusCode,
          body: answer.body.replaceAll(/nonce="[^"]+"|value="[^"]+"/g, '').replaceAll(id, 'ID'),
        });
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.status).toBe(404);
    }
  });

  it('keeps refusals in the ledger, with what they really were', async () => {
    const elsewhere = await addPerson(test.db, { agency: HARTLEPOOL });
    await lead.get(`/people/${elsewhere}`);
    const [entry] = await readLedger(test, { record: elsewhere });
    expect(entry).toMatchObject({ outcome: 'refused', why: 'out-of-scope', who: 'Lena Invented' });
  });

  it('tells who they are, what they may do and how they sign in', async () => {
    const id = await addPerson(test.db, {
      name: 'Tilda Invented',
      agency: POLICE,
      roles: ['practitioner'],
      team: 'North',
    });
    await signIn(test, id);
    const page = (await lead.get(`/people/${id}`)).body;
    for (const words of [
      'Tilda Invented',
      'North',
      'Practitioner',
      'from 6 January 2020',
      'A test needs it',
      '1 place',
      'Accepted (2026-11)',
      'Nobody has reviewed yet',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('shows a business manager everything and changes nothing', async () => {
    const id = await addPerson(test.db, { agency: POLICE });
    const page = await manager.get(`/people/${id}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain(`/people/${id}/change`);
    expect(page.body).toContain(`/people/${id}/roles/new`);
    expect((await manager.get(`/people/${id}/change`)).statusCode).toBe(403);
    expect((await manager.post(`/people/${id}/end-sessions`, {})).statusCode).toBe(403);
  });

  it('shows the history to those who see the person, and to nobody else, whatever they ask the database', async () => {
    const { actAs } = await import('../../platform/access/index.ts');
    const { readPersonHistory } = await import('./history.ts');
    const form = details();
    await administrator.post('/people', form);
    const id = String((await personOf(form.email))?.id);
    const as = (
      roles: ('assurance-lead' | 'practitioner' | 'administrator')[],
      agency: string,
      purpose: 'assurance' | 'administration',
    ) =>
      actAs(
        test.db,
        {
          actor: { id: administrator.id, name: 'x', agency, agencyName: 'x', team: null, roles },
          purpose,
          now: new Date('2026-11-23T09:00:00Z'),
        },
        (trx) => readPersonHistory(trx, id),
      );
    expect(await as(['administrator'], HARTLEPOOL, 'administration')).toHaveLength(1);
    expect(await as(['assurance-lead'], POLICE, 'assurance')).toHaveLength(1);
    expect(await as(['assurance-lead'], HARTLEPOOL, 'assurance')).toEqual([]);
    expect(await as(['practitioner'], POLICE, 'assurance')).toEqual([]);
    expect(await readPersonHistory(test.db, id)).toEqual([]);
  });
});
