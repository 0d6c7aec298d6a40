import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOf, problemsIn, textIn } from '../../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { formOf } from '../../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { COUNCIL, POLICE } from '../action.testing.ts';
import { listAccountedRecommendations } from '../report.ts';

let test: TestApp;
let manager: SignedIn;
let lead: SignedIn;
let worker: SignedIn;
let scrutineer: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  manager = await signInAs(test, 'business-manager');
  lead = await signInAs(test, 'assurance-lead', { agency: POLICE });
  worker = await signInAs(test, 'practitioner');
  scrutineer = await signInAs(test, 'scrutineer');
});
afterAll(() => test.close());

const FORM = {
  words: 'Invented: every school is told before the meeting.',
  ...{ source: 'practice-review:child-o', 'source-words': 'Learning point 3' },
  ...{ 'made-day': '2', 'made-month': '11', 'made-year': '2026' },
  agencies: [COUNCIL, POLICE],
  ...{ response: 'waiting', 'response-why': '', 'responded-day': '', 'responded-month': '', 'responded-year': '' },
};
const ANSWERED = { 'responded-day': '16', 'responded-month': '11', 'responded-year': '2026' };

async function entered(by = manager, change: Record<string, string | string[]> = {}): Promise<string> {
  const answer = await by.post('/work/recommendations', { ...FORM, ...change });
  expect(answer.statusCode, problemsIn(answer)).toBe(303);
  return String(answer.headers.location).split('?', 1)[0] ?? '';
}

describe('a recommendation', () => {
  it('is entered with its source and whose it is, and read by whoever may carry it out', async () => {
    const href = await entered();
    for (const reader of [manager, lead, worker, scrutineer]) {
      const page = textIn((await reader.get(href)).body);
      for (const words of ['every school is told', 'Learning point 3', 'Cleveland Police', 'No answer yet'])
        expect(page).toContain(words);
    }
    expect((await manager.get(href)).body).toContain('href="/learning/reviews/child-o"');
    const auditor = await signInAs(test, 'auditor');
    expect((await auditor.get(href)).statusCode).toBe(403);
    expect((await worker.post('/work/recommendations', FORM)).statusCode).toBe(403);
  });

  it.each([
    ['no words', { words: ' ' }, 'Enter what is recommended'],
    ['no source', { source: '' }, 'Choose where it comes from'],
    ['a review that there is not', { source: 'practice-review:none' }, 'Choose where it comes from, from the list'],
    ['a day ahead', { 'made-year': '2027' }, 'must not be ahead'],
    ['nobody whose it is', { agencies: [] }, 'Choose at least one agency'],
    ['an agency that there is not', { agencies: ['none'] }, 'Choose agencies from the list'],
    ['an answer without its day', { response: 'accepted' }, 'Enter the day of the answer'],
    [
      'a refusal without a reason',
      { response: 'not-accepted', ...ANSWERED },
      'Enter why it is not, or not wholly, accepted',
    ],
    [
      'an answer before it was made',
      { response: 'accepted', ...ANSWERED, 'responded-month': '10' },
      'must not be before it was made, on 2 November 2026',
    ],
  ])('is not taken with %s', async (_what, change, message) => {
    expect(problemsIn(await manager.post('/work/recommendations', { ...FORM, ...change }))).toContain(message);
  });

  it('is answered with a reason, which stands in its history', async () => {
    const href = await entered();
    const form = formOf((await manager.get(`${href}/change`)).body);
    const change = {
      ...form,
      response: 'in-part',
      'response-why': 'Not in the holidays',
      ...ANSWERED,
      why: 'Executive',
      do: 'save',
    };
    const answer = await manager.post(`${href}/change`, change);
    expect(answer.headers.location, problemsIn(answer)).toBe(`${href}?done=changed`);
    expect(textIn((await worker.get(href)).body)).toContain('Accepted in part, 16 November 2026');
    expect(textIn((await worker.get(`${href}/history`)).body)).toContain('Not in the holidays');
    expect((await worker.post(`${href}/change`, change)).statusCode).toBe(403);
    expect((await lead.post(`${href}/change`, change)).statusCode).toBe(404);
  });

  it('loses nothing when two people change it', async () => {
    const href = await entered();
    const form = formOf((await manager.get(`${href}/change`)).body);
    await manager.post(`${href}/change`, { ...form, words: 'First version', why: 'x', do: 'save' });
    const clash = await manager.post(`${href}/change`, {
      ...form,
      'source-words': 'Second version',
      why: 'y',
      do: 'save',
    });
    expect(clash.statusCode).toBe(409);
    const chosen = await manager.post(`${href}/change`, { ...formOf(clash.body), do: 'chosen' });
    expect(chosen.statusCode, problemsIn(chosen)).toBe(303);
    const page = textIn((await manager.get(href)).body);
    expect(page).toContain('First version');
    expect(page).toContain('Second version');
  });

  it('has actions under it, and its page says what became of them', async () => {
    const href = await entered();
    const page = (await manager.get(href)).body;
    const give = /href="(\/work\/actions\/new\?recommendation=[^"]+)"/.exec(page)?.[1] ?? '';
    const form = formOf((await manager.get(give)).body);
    const [year, month, day] = ['2027', '1', '29'];
    const answer = await manager.post('/work/actions', {
      ...form,
      ...{ title: 'Write to schools', words: 'Invented', owner: await nameOf(test, worker) },
      ...{ 'due-day': day, 'due-month': month, 'due-year': year },
    });
    expect(answer.statusCode, problemsIn(answer)).toBe(303);
    const after = textIn((await manager.get(href)).body);
    expect(after).toContain('Write to schools To do');
    expect(textIn((await worker.get(String(answer.headers.location))).body)).toContain('every school is told');
    expect(textIn((await manager.get('/work/recommendations?source=practice-review&sourceId=child-o')).body)).toContain(
      'Actions: 1 to do',
    );
    expect(textIn((await manager.get('/work/recommendations?source=scrutiny')).body)).toContain('Nothing fits');
  });

  it('is public only once it is published', async () => {
    const href = await entered();
    const id = href.split('/').at(-1);
    const isPublic = async () => (await listAccountedRecommendations(test.db, '2026-27')).some((one) => one.id === id);
    expect(await isPublic()).toBe(false);
    expect((await lead.post(`${href}/publish`, { published: 'yes' })).statusCode).toBe(403);
    expect((await manager.post(`${href}/publish`, { published: 'yes' })).statusCode).toBe(303);
    expect(await isPublic()).toBe(true);
  });
});
