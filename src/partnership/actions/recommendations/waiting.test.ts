import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsIn, textIn } from '../../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { formOf } from '../../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { COUNCIL, POLICE } from '../action.testing.ts';

const NOBODYS = 'stockton-on-tees-borough-council';

let test: TestApp;
let manager: SignedIn;
let partner: SignedIn;
let lead: SignedIn;
let policeLead: SignedIn;
let worker: SignedIn;
let scrutineer: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  manager = await signInAs(test, 'business-manager');
  partner = await signInAs(test, 'safeguarding-partner', { agency: POLICE });
  policeLead = await signInAs(test, 'assurance-lead', { agency: POLICE });
  lead = await signInAs(test, 'assurance-lead');
  worker = await signInAs(test, 'practitioner');
  scrutineer = await signInAs(test, 'scrutineer');
});
afterAll(() => test.close());

let count = 0;
async function entered(by: SignedIn, agencies: readonly string[]): Promise<{ words: string; href: string }> {
  count += 1;
  const words = `Invented recommendation ${'abcdefgh'[count]} ${'is told in full. '.repeat(20)}`;
  const answer = await by.post('/work/recommendations', {
    ...{ words, source: 'other', 'source-words': 'An invented inquiry', agencies: [...agencies], response: 'waiting' },
    ...{ 'made-day': '2', 'made-month': '11', 'made-year': '2026', 'response-why': '' },
    ...{ 'responded-day': '', 'responded-month': '', 'responded-year': '' },
  });
  expect(answer.statusCode, problemsIn(answer)).toBe(303);
  return { words: words.slice(0, 40), href: String(answer.headers.location).split('?', 1)[0] ?? '' };
}

/** Which of these wait on a page, and that each leads to where it is answered. */
async function waiting(by: SignedIn, page: string, ...which: { words: string; href: string }[]): Promise<boolean[]> {
  const { body } = await by.get(page);
  return which.map(({ words, href }) => {
    const told = textIn(body).includes(words);
    expect(body.includes(`href="${href}/change"`)).toBe(told);
    return told;
  });
}

describe('a recommendation without an answer', () => {
  it('waits for whoever answers for its agency, with its age, until it is answered there', async () => {
    const one = await entered(manager, [POLICE]);
    expect(await waiting(partner, '/', one)).toEqual([true]);
    expect(await waiting(partner, '/work', one)).toEqual([true]);
    expect(textIn((await partner.get('/')).body)).toContain('Waiting for 21 days');
    const form = formOf((await partner.get(`${one.href}/change`)).body);
    const answer = await partner.post(`${one.href}/change`, {
      ...{ ...form, response: 'accepted', why: 'Answered', do: 'save' },
      ...{ 'responded-day': '20', 'responded-month': '11', 'responded-year': '2026' },
    });
    expect(answer.statusCode, problemsIn(answer)).toBe(303);
    expect(await waiting(partner, '/', one)).toEqual([false]);
    expect(await waiting(manager, '/work/partnership', one)).toEqual([false]);
  });

  it('is shown to nobody who could not answer it', async () => {
    const [police, council, own] = [
      await entered(manager, [POLICE]),
      await entered(manager, [COUNCIL]),
      await entered(policeLead, [POLICE, COUNCIL]),
    ];
    const all = [police, council, own];
    // A lead answers what the agency entered; what others entered is not theirs to change.
    expect(await waiting(policeLead, '/', ...all)).toEqual([false, false, true]);
    expect(await waiting(policeLead, '/work/agency', ...all)).toEqual([false, false, true]);
    expect(await waiting(partner, '/', ...all)).toEqual([true, false, true]);
    for (const one of all)
      expect((await policeLead.get(`${one.href}/change`)).statusCode).toBe(one === own ? 200 : 404);
    expect(await waiting(worker, '/', ...all)).toEqual([false, false, false]);
    expect(await waiting(scrutineer, '/', ...all)).toEqual([false, false, false]);
    expect(await waiting(scrutineer, '/work/partnership', ...all)).toEqual([false, false, false]);
  });

  it('waits for the business manager where nobody of its agencies could enter the answer', async () => {
    const [theirs, orphan, mine] = [
      await entered(manager, [POLICE]),
      await entered(manager, [NOBODYS]),
      await entered(lead, [COUNCIL]),
    ];
    expect(await waiting(manager, '/', theirs, orphan, mine)).toEqual([false, true, false]);
    expect(await waiting(lead, '/', theirs, orphan, mine)).toEqual([false, false, true]);
    const { body } = await manager.get('/work/partnership');
    for (const { words } of [theirs, orphan, mine]) expect(textIn(body)).toContain(words);
    expect(textIn(body)).toContain('Recommendation to answer, Stockton-on-Tees Borough Council');
  });
});
