import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import {
  entries,
  formOf,
  LIST,
  recorded,
  referencesGiven,
  sent,
  type Typed,
} from '../../../../test/support/notifications.ts';
import { addPerson, signIn, signInAs } from '../../../../test/support/people.ts';

const STOCKTON = 'stockton-on-tees-borough-council';

let test: TestApp;

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());

describe('the list', () => {
  it('shows the newest first, in pages of 25, and the ledger knows which were shown', async () => {
    const worker = await signInAs(test, 'hub-worker', { agency: STOCKTON });
    const made: string[] = [];
    for (let day = 1; day <= 27; day++) {
      made.unshift(
        (await recorded(worker, { 'aware-day': String(day), 'aware-month': '10', 'incident-month': '9' })).id,
      );
    }
    const first = await worker.get(LIST);
    const idsOf = (body: string) =>
      [...body.matchAll(/href="\/learning\/notifications\/([0-9a-f-]{36})"/g)].map(([, id]) => id);
    expect(idsOf(first.body)).toEqual(made.slice(0, 25));
    expect((await entries(test))[0]).toMatchObject({ event: 'notification.list', seen: made.slice(0, 25) });
    const second = await worker.get(`${LIST}?page=2`);
    expect(idsOf(second.body)).toEqual(made.slice(25));
    expect((await entries(test))[0]?.seen).toEqual(made.slice(25));
    expect((await worker.get(`${LIST}?page=3`)).body).toContain('The list has no such page');
    expect(idsOf((await worker.get(`${LIST}?page=-1&show=x`)).body)).toHaveLength(25);
    expect(first.body).toMatch(/\d+ working days late: it was due by/);
  });

  it('shows those not sent yet, or those sent', async () => {
    const worker = await signInAs(test, 'hub-worker', { agency: STOCKTON });
    const open = await recorded(worker);
    const late = await recorded(worker, {
      ...{ 'aware-day': '9', 'notified-day': '18', 'notified-month': '11', 'notified-year': '2026' },
    });
    const shows = async (query: string) => {
      const { body } = await worker.get(`${LIST}${query}`);
      return [body.includes(open.id), body.includes(late.id)];
    };
    expect(await shows('?show=open')).toEqual([true, false]);
    expect(await shows('?show=notified')).toEqual([false, true]);
    expect(await shows('')).toEqual([true, true]);
    expect((await worker.get(LIST)).body).toContain('Sent on 18 November 2026, 2 working days late');
  });
});

describe('a form that is sent after its session ran out', () => {
  const later = (minutes: number) => new Date(TEST_NOW.getTime() + minutes * 60_000);
  const lapse = async (form: Typed, page: string, action: string) => {
    const personId = await addPerson(test.db, { roles: ['hub-worker'] });
    const before = await signIn(test, personId);
    const shown = await before.get(page.startsWith('/') ? page : `${LIST}/new`);
    const token = /name="_csrf" value="([^"]+)"/.exec(shown.body)?.[1] ?? '';
    test.at(later(31));
    const body = new URLSearchParams({ _csrf: token });
    for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
    const answer = await test.app.inject({
      method: 'POST',
      url: action,
      cookies: before.cookies,
      payload: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const after = await signIn(test, personId, { now: later(31) });
    return { answer, after };
  };

  it('comes back filled after signing in again, and is recorded then', async () => {
    const before = await referencesGiven(test);
    const { answer, after } = await lapse(sent({ 'what-happened': 'Typed for half an hour.' }), `${LIST}/new`, LIST);
    try {
      expect(answer.statusCode).toBe(401);
      expect(answer.body).toContain('what you typed is kept');
      expect(await referencesGiven(test)).toBe(before);
      const back = decodeURIComponent(/\/sign-in\?back=([^"&]+kept[^"&]*)/.exec(answer.body)?.[1] ?? '');
      expect(back).toContain(`${LIST}/new?kept`);
      const form = formOf((await after.get(back)).body);
      expect(form).toMatchObject({
        'what-happened': ['Typed for half an hour.'],
        'people-1-name': ['Robin Madeup'],
        harm: ['physical', 'neglect'],
      });
      expect((await after.post(LIST, { ...form, do: 'save' })).statusCode).toBe(303);
    } finally {
      test.at(TEST_NOW);
    }
  });
});
