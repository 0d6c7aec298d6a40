import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, problemsIn, textIn } from '../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { readLedger } from '../../../test/support/ledger.ts';
import { formOf } from '../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../test/support/people.ts';

const BUDGETS = '/partnership/budgets';
const LINE = { title: 'Business unit', kind: 'staff', planned: '1,200.00', words: '' };
const WHY = { why: 'Begun for the wrong year' };

let test: TestApp;
let office: SignedIn;
let second: SignedIn;
let partner: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  office = await signInAs(test, 'business-manager');
  second = await signInAs(test, 'business-manager', { agency: 'cleveland-police' });
  partner = await signInAs(test, 'safeguarding-partner', { agency: 'cleveland-police' });
}, 60_000);
afterAll(() => test.close());

async function begun(year: string): Promise<string> {
  const answer = await office.post(BUDGETS, { year, note: 'Invented for a test.' });
  expect(answer.statusCode, problemsIn(answer)).toBe(303);
  return String(answer.headers.location).split('?', 1)[0] ?? '';
}
const idOf = (at: string) => at.split('/').at(-1) ?? '';

describe('a budget that was begun for the wrong year', () => {
  it('is given up with a reason, by whoever keeps it, and the year can be begun again', async () => {
    const at = await begun('2031-32');
    expect((await office.get(at)).body).toContain(`href="${at}/give-up"`);
    const asked = textIn((await second.get(`${at}/give-up`)).body);
    for (const words of ['Give this budget up', 'Nothing has been entered in it', 'This can’t be undone'])
      expect(asked).toContain(words);
    expect(problemsIn(await second.post(`${at}/give-up`, { why: ' ' }))).toBe('400 Enter the reason');
    const answer = await second.post(`${at}/give-up`, WHY);
    expect(answer.statusCode, problemsIn(answer)).toBe(303);
    const list = textIn((await office.get(String(answer.headers.location))).body);
    expect(list).toContain('The budget is given up');
    expect(list).not.toContain('2031-32');
    for (const url of [at, `${at}/give-up`]) expect((await office.get(url)).statusCode).toBe(404);
    const entry = (await readLedger(test, { record: idOf(at) })).find(({ outcome }) => outcome === 'done');
    expect(entry).toMatchObject({ event: 'budget.give-up', outcome: 'done', why: WHY.why });
    expect(await begun('2031-32')).not.toBe(at);
  });

  it('stays while something stands in it: the page says what, and leads to where it is taken out', async () => {
    const at = await begun('2032-33');
    expect((await office.post(`${at}/lines`, LINE)).statusCode).toBe(303);
    const page = await office.get(`${at}/give-up`);
    expect(page.statusCode).toBe(409);
    expect(textIn(page.body)).toContain('Something has been entered in the budget of 2032-33');
    const out = /href="([^"]+\/take-out)">\s*Business unit/.exec(page.body)?.[1] ?? '';
    const refused = await office.post(`${at}/give-up`, WHY);
    expect(refused.statusCode).toBe(409);
    expect(textIn(refused.body)).toContain('Take out or clear each of these first');
    expect((await office.get(at)).statusCode).toBe(200);
    expect((await office.post(out, { version: '1', why: 'Wrong year' })).statusCode).toBe(303);
    const form = formOf((await office.get(`${at}/words`)).body);
    const written = await office.post(`${at}/words`, { ...form, bought: 'A room' });
    expect(written.statusCode, problemsIn(written)).toBe(303);
    expect((await office.get(`${at}/give-up`)).body).toContain(`href="${at}/words"`);
  });

  it('stays once the partners have had it, and it is said what to do instead', async () => {
    const at = await begun('2033-34');
    await office.post(`${at}/lines`, LINE);
    await office.post(`${at}/contributions`, {
      contributor: 'cleveland-police',
      form: 'money',
      agreed: '5',
      words: '',
    });
    expect((await office.post(`${at}/propose`, {})).statusCode).toBe(303);
    const proposed = textIn((await office.get(`${at}/give-up`)).body);
    expect(proposed).toContain('is “With the partners”');
    expect(proposed).toContain('begin the right year beside it');
    expect((await office.post(`${at}/take-back`, WHY)).statusCode).toBe(303);
    expect(textIn((await office.get(`${at}/give-up`)).body)).toContain('what they answered stays on record');
    expect((await office.post(`${at}/give-up`, WHY)).statusCode).toBe(409);
  });

  it('is given up by nobody else, also past every page', async () => {
    const [empty, full] = [await begun('2034-35'), await begun('2035-36')];
    await office.post(`${full}/lines`, LINE);
    expect((await partner.get(empty)).body).not.toContain('give-up');
    expect((await partner.get(`${empty}/give-up`)).statusCode).toBe(403);
    expect((await partner.post(`${empty}/give-up`, WHY)).statusCode).toBe(403);
    const deletes = (person: SignedIn, role: 'business-manager' | 'safeguarding-partner', at: string) =>
      as(test, person, { roles: [role], purpose: 'governance', agency: 'cleveland-police' }, async (trx) => {
        const done = await sql`delete from budget where id = ${idOf(at)}::uuid`.execute(trx);
        return Number(done.numAffectedRows);
      });
    expect(await deletes(partner, 'safeguarding-partner', empty)).toBe(0);
    await expect(deletes(second, 'business-manager', full)).rejects.toThrow('foreign key');
    expect(await deletes(second, 'business-manager', empty)).toBe(1);
  });

  it('is not lost together with a line that is added at the same moment', async () => {
    const at = await begun('2030-31');
    const [line, up] = await Promise.all([office.post(`${at}/lines`, LINE), second.post(`${at}/give-up`, WHY)]);
    expect([
      [303, 409],
      [404, 303],
    ]).toContainEqual([line.statusCode, up.statusCode]);
  });
});
