import { randomUUID } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { readLedger } from '../../../../test/support/ledger.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../../test/support/people.ts';

const POLICE = 'cleveland-police';
const HARTLEPOOL = 'hartlepool-borough-council';
const AT = '/access/reviews';

let test: TestApp;
let lead: SignedIn;
let manager: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  lead = await signInAs(test, 'assurance-lead', { name: 'Lena Invented', agency: POLICE });
  manager = await signInAs(test, 'business-manager', { name: 'Berta Invented' });
}, 30_000);
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

const confirm = (person: string | string[], more: Record<string, string> = {}) => ({
  ...{ year: '2026', person, verdict: 'confirmed', words: '' },
  ...more,
});
const reviews = async (id: string) =>
  (
    await sql<Record<string, unknown>>`
      select year, roles, verdict, words from access_review where person_id = ${id}::uuid order by reviewed_at`.execute(
      test.db,
    )
  ).rows;

describe('the yearly access review', () => {
  it('lists who has what and who is still to be reviewed, and counts each agency’s progress', async () => {
    const page = (await manager.get(AT)).body;
    expect(page).toContain('Access review 2026');
    expect(page).toContain('Peter Example');
    expect(page).toContain('Cleveland Police');
    expect(page).toMatch(/0 of \d+ are reviewed/);
    const own = (await lead.get(AT)).body;
    expect(own).toContain('Peter Example');
    expect(own).not.toContain('Priya Example');
    expect((await lead.get(`${AT}?agency=${HARTLEPOOL}`)).body).not.toContain('Priya Example');
  });

  it('leaves out whoever holds no role or has left', async () => {
    await addPerson(test.db, { name: 'Rolf Roleless', agency: POLICE });
    await addPerson(test.db, { name: 'Lotte Leaver', agency: POLICE, roles: ['practitioner'], leftOn: '2026-11-20' });
    const page = (await lead.get(AT)).body;
    expect(page).not.toContain('Rolf Roleless');
    expect(page).not.toContain('Lotte Leaver');
  });

  it('is read by administrators and auditors, who confirm nobody; others do not reach it', async () => {
    for (const role of ['administrator', 'auditor'] as const) {
      const reader = await signInAs(test, role);
      const page = await reader.get(AT);
      expect(page.statusCode).toBe(200);
      expect(page.body).not.toContain('Save the review');
      const id = await addPerson(test.db, { roles: ['practitioner'] });
      expect((await reader.post(AT, confirm(id))).statusCode).toBe(403);
      expect(await reviews(id)).toEqual([]);
    }
    for (const role of ['practitioner', 'analyst'] as const) {
      expect((await (await signInAs(test, role)).get(AT)).statusCode).toBe(403);
    }
  });

  it('confirms one or many, with the roles that stood and who said it', async () => {
    const ids = [
      await addPerson(test.db, { name: 'Mona Many', agency: POLICE, roles: ['practitioner'] }),
      await addPerson(test.db, { name: 'Mara Many', agency: POLICE, roles: ['hub-worker', 'practitioner'] }),
    ];
    const saved = await lead.post(AT, confirm(ids));
    expect(saved.headers.location).toBe(`${AT}?done=yes`);
    expect(await reviews(ids[1] ?? '')).toEqual([
      { year: '2026', roles: ['hub-worker', 'practitioner'], verdict: 'confirmed', words: null },
    ]);
    const reviewed = (await lead.get(`${AT}?show=reviewed`)).body;
    expect(reviewed).toContain('Mona Many');
    expect(reviewed).toContain('Confirmed by Lena Invented on 23 November 2026');
    expect((await lead.get(AT)).body).not.toContain('Mona Many');
    const page = (await lead.get(`/people/${ids[0]}`)).body;
    expect(page).toContain('2026: Confirmed by Lena Invented');
    expect(page).toContain('Confirmed what a person may do');
    const [entry] = await readLedger(test);
    expect(entry).toMatchObject({ event: 'access.review', outcome: 'done', kind: 'access-review' });
  });

  it('says where roles have changed since', async () => {
    const id = await addPerson(test.db, { name: 'Vera Changed', agency: POLICE, roles: ['practitioner'] });
    await lead.post(AT, confirm(id));
    const form = {
      role: 'hub-worker',
      'from-day': '23',
      'from-month': '11',
      'from-year': '2026',
      because: 'More work',
    };
    await lead.post(`/people/${id}/roles`, form);
    expect((await lead.get(`${AT}?show=reviewed`)).body).toContain('Roles then: Practitioner');
  });

  it('tells the administrators what is to change', async () => {
    const id = await addPerson(test.db, { name: 'Theo Changes', agency: POLICE, roles: ['hub-worker'] });
    const administrator = await signInAs(test, 'administrator');
    const asked = await lead.post(AT, confirm(id, { verdict: 'to-change', words: 'Left the hub in June' }));
    expect(asked.statusCode).toBe(303);
    expect(await reviews(id)).toMatchObject([{ verdict: 'to-change', words: 'Left the hub in June' }]);
    expect((await administrator.get('/about')).body).toContain('1 notice');
    const [entry] = await readLedger(test);
    expect(entry).toMatchObject({ doing: 'Asked to change what a person may do', why: 'Left the hub in June' });
    expect((await administrator.get(`/people/${id}`)).body).toContain('To change: Left the hub in June');
  });

  it('says what is missing or wrong, and writes nothing', async () => {
    const empty = await lead.post(AT, { year: '2026' });
    expect(empty.statusCode).toBe(400);
    expect(empty.body).toContain('Choose whom you have reviewed');
    expect(empty.body).toContain('Choose whether they may keep what they have');
    const id = await addPerson(test.db, { name: 'Ines Wordless', agency: POLICE, roles: ['practitioner'] });
    const wordless = await lead.post(AT, confirm(id, { verdict: 'to-change' }));
    expect(wordless.body).toContain('Enter what is to be changed');
    expect(wordless.body).toMatch(new RegExp(`value="${id}"[^>]* checked|checked[^>]*value="${id}"`));
    expect((await lead.post(AT, confirm('x'))).body).toContain('Choose people from the list');
    expect((await lead.post(AT, confirm(id, { year: '2025' }))).body).toContain('Only the review of 2026 is open');
    expect((await lead.post(AT, { ...confirm(id), reviewed_by: randomUUID() })).statusCode).toBe(400);
    const roleless = await addPerson(test.db, { agency: POLICE });
    expect((await lead.post(AT, confirm([id, roleless]))).body).toContain('holds no role');
    expect(await reviews(id)).toEqual([]);
    const bare = await test.app.inject({ method: 'POST', url: AT, cookies: lead.cookies });
    expect(bare.statusCode).toBe(403);
  });

  it('lets nobody review themselves, nor an assurance lead people of other agencies', async () => {
    const own = await addPerson(test.db, { agency: POLICE, roles: ['practitioner'] });
    const elsewhere = await addPerson(test.db, { agency: HARTLEPOOL, roles: ['practitioner'] });
    for (const ids of [[lead.id], [own, elsewhere], [own, randomUUID()]]) {
      expect((await lead.post(AT, confirm(ids))).statusCode).toBe(404);
    }
    for (const id of [lead.id, own, elsewhere]) expect(await reviews(id)).toEqual([]);
    expect((await manager.post(AT, confirm(manager.id))).statusCode).toBe(404);
    expect((await manager.post(AT, confirm(lead.id))).statusCode).toBe(303);
  });

  it('begins anew with the calendar year in England, and keeps the years before', async () => {
    const id = await addPerson(test.db, { name: 'Yara Yearly', agency: POLICE, roles: ['practitioner'] });
    await lead.post(AT, confirm(id));
    const newYear = new Date('2027-01-01T00:00:00Z');
    test.at(newYear);
    const next = await signIn(test, lead.id, { now: newYear });
    const page = (await next.get(AT)).body;
    expect(page).toContain('Access review 2027');
    expect(page).toContain('Yara Yearly');
    const before = (await next.get(`${AT}?year=2026&show=reviewed`)).body;
    expect(before).toContain('Yara Yearly');
    expect(before).not.toContain('Save the review');
  });

  it('takes any address, however odd', async () => {
    for (const query of [
      'year=1',
      'year=%00',
      'year=2026&year=2025',
      'page=999',
      'show=x',
      'agency=%00',
      'year=9999',
    ]) {
      expect(`${(await manager.get(`${AT}?${query}`)).statusCode} ${query}`).toBe(`200 ${query}`);
    }
  });
});

describe('the spreadsheet of a review', () => {
  it('holds what the page shows within the reader’s reach, and no formula', async () => {
    const id = await addPerson(test.db, { name: '=HYPERLINK("http://x")', agency: POLICE, roles: ['practitioner'] });
    await lead.post(AT, confirm(id, { verdict: 'to-change', words: '@SUM(A1)' }));
    const answer = await lead.get(`${AT}/download?year=2026`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="access-review-2026-at-2026-11-23.xlsx"');
    const { sheets } = await readXlsx(answer.rawPayload, { readStyles: true });
    const people = sheets[0];
    const row = people?.rows.find((one) => one[1] === '=HYPERLINK("http://x")');
    expect(row?.slice(4, 9)).toEqual(['Practitioner', 'To change', '@SUM(A1)', 'Lena Invented', '2026-11-23']);
    for (const cell of people?.cells?.values() ?? []) expect(cell.formula).toBeUndefined();
    expect(people?.rows.slice(1).every((one) => one[0] === 'Cleveland Police')).toBe(true);
    const [entry] = await readLedger(test);
    expect(entry).toMatchObject({ event: 'access.review-download', who: 'Lena Invented' });
  });
});
