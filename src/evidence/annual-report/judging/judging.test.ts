import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, problemsIn, textIn } from '../../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';

const YEAR = '2025-26';
const AT = `/report/${YEAR}/requirements/wt2023-3`;
const CHECKLIST = `/report/${YEAR}/checklist?edition=wt2023`;
const JUDGED = {
  ...{ verdict: 'partly', words: 'The section on little progress names two.', missing: 'Figures of neglect.' },
  ...{ judged: 'The business unit', version: '0' },
};

let test: TestApp;
let office: SignedIn;
let second: SignedIn;
let partner: SignedIn;
let practitioner: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  office = await signInAs(test, 'business-manager');
  second = await signInAs(test, 'business-manager', { agency: 'cleveland-police' });
  partner = await signInAs(test, 'safeguarding-partner', { agency: 'cleveland-police' });
  practitioner = await signInAs(test, 'practitioner');
}, 60_000);
afterAll(() => test.close());

const everybody = async (url: string) => textIn((await test.app.inject(url)).body);

describe('a requirement of a year whose report assembles itself', () => {
  it('is judged by nobody until the business unit does, from its checklist', async () => {
    expect(await everybody(CHECKLIST)).toContain('Nobody has judged this requirement for the year.');
    expect((await office.get(CHECKLIST)).body).toContain(`href="${AT}"`);
    for (const other of [partner, practitioner]) {
      expect((await other.get(CHECKLIST)).body).not.toContain(AT);
      expect((await other.get(AT)).statusCode).toBe(403);
      expect((await other.post(AT, JUDGED)).statusCode).toBe(403);
    }
    expect(textIn((await office.get(AT)).body)).toContain('Everybody reads what you say here as soon as you save it');
  });

  it.each([
    [{ verdict: '' }, 'Choose how far the report answers it'],
    [{ words: ' ' }, 'Enter what is answered and where, or that nothing is'],
    [{ missing: '' }, 'Enter what is missing: it is not, or not wholly, answered'],
    [{ judged: '' }, 'Enter who judged it: a post or a group'],
  ])('is not judged by a form that says too little: %j', async (wrong, says) => {
    expect(problemsIn(await office.post(AT, { ...JUDGED, ...wrong }))).toBe(`400 ${says}`);
  });

  it('says to everybody how far it is answered, where, what is missing, who judged it and when', async () => {
    const answer = await office.post(AT, JUDGED);
    expect(answer.statusCode, problemsIn(answer)).toBe(303);
    expect(answer.headers.location).toBe(`${CHECKLIST}#requirement-3`);
    const text = await everybody(CHECKLIST);
    for (const words of ['names two.', 'Figures of neglect.', 'The business unit, 23 November 2026', '1 partly'])
      expect(text).toContain(words);
    expect(await everybody(`/report/${YEAR}`)).toContain('Figures of neglect.');
    // Another year, and another requirement, stay as they were.
    expect(await everybody('/report/2024-25/checklist?edition=wt2023')).not.toContain('names two.');
  });

  it('is judged again with a reason, and its history says what was said before', async () => {
    const again = { ...JUDGED, verdict: 'answered', missing: '', words: 'It names all five.', version: '1' };
    expect(problemsIn(await office.post(AT, again))).toBe('400 Enter why the judgement changes');
    expect((await office.post(AT, { ...again, why: 'The figures came' })).statusCode).toBe(303);
    expect(await everybody(CHECKLIST)).toContain('It names all five.');
    const history = textIn((await partner.get(`${AT}/history`)).body);
    for (const words of ['names two.', 'It names all five.', 'The figures came']) expect(history).toContain(words);
    expect((await partner.get(CHECKLIST)).body).toContain(`href="${AT}/history"`);
    for (const body of [(await practitioner.get(CHECKLIST)).body, (await test.app.inject(CHECKLIST)).body])
      expect(body).not.toContain(`${AT}/history`);
    expect((await practitioner.get(`${AT}/history`)).statusCode).toBe(403);
    expect((await office.get(`/report/${YEAR}/requirements/wt2023-4/history`)).statusCode).toBe(404);
  });

  it('loses nothing when two people judge it: the second is shown what the first said', async () => {
    const mine = { ...JUDGED, words: 'As the second has it.', why: 'x', version: '1' };
    const clash = await second.post(AT, mine);
    expect(clash.statusCode).toBe(409);
    for (const words of ['It names all five.', 'As the second has it.']) expect(textIn(clash.body)).toContain(words);
    expect(clash.body).toContain('name="version" value="2"');
    expect((await second.post(AT, { ...mine, version: '2' })).statusCode).toBe(303);
    const other = `/report/${YEAR}/requirements/wt2023-5`;
    const both = await Promise.all([office, second].map((one) => one.post(other, JUDGED)));
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
  });

  it('can’t be judged for a year that a file sets up, a year to come, or where the guidance asks nothing of the kind', async () => {
    const filed = await office.get('/report/2021-22/requirements/wt2018-1');
    expect(filed.statusCode).toBe(409);
    expect(textIn(filed.body)).toContain('is said by a year file. Change the answer in the file');
    expect((await office.get('/report/2021-22/checklist')).body).not.toContain('Judge it');
    expect((await office.get('/report/2031-32/requirements/wt2018-1')).statusCode).toBe(404);
    expect((await office.get(`/report/${YEAR}/requirements/none`)).statusCode).toBe(404);
  });

  it('is not judged past the pages by anybody else', async () => {
    const changes = as(test, partner, { roles: ['safeguarding-partner'], purpose: 'governance' }, async (trx) => {
      const done = await sql`update requirement_judgement set verdict = 'answered'`.execute(trx);
      return Number(done.numAffectedRows);
    });
    expect(await changes).toBe(0);
  });
});
