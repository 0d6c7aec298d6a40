import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOf, problemsIn, textIn } from '../../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { entries, formOf } from '../../../../test/support/notifications.ts';
import { addPerson, type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { inventedAction, POLICE, workAs } from '../action.testing.ts';
import { giveAction } from '../give.ts';

let test: TestApp;
let owner: SignedIn;
let colleague: SignedIn;
let officer: SignedIn;
let manager: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  owner = await signInAs(test, 'practitioner');
  colleague = await signInAs(test, 'hub-worker');
  officer = await signInAs(test, 'practitioner', { agency: POLICE });
  manager = await signInAs(test, 'business-manager', { agency: 'stockton-on-tees-borough-council' });
  lead = await signInAs(test, 'assurance-lead');
});
afterAll(() => test.close());

async function given(to: SignedIn, change = {}): Promise<string> {
  const giving = await workAs(test, { id: manager.id, roles: ['business-manager'] }, (work) =>
    giveAction(work, inventedAction(to.id, { expectedChange: null, ...change })),
  );
  if (!('given' in giving)) throw new Error(JSON.stringify(giving));
  return giving.given.id;
}

/** Makes an action late, as time would. */
async function makeLate(id: string, dueOn: string): Promise<void> {
  await workAs(test, { id: manager.id, roles: ['business-manager'] }, ({ trx }) =>
    sql`update action set due_on = ${dueOn}::date where id = ${id}::uuid`.execute(trx),
  );
}

/** Titles in a list, in order. */
function titles(body: string): string[] {
  return [...body.matchAll(/kith-list__title" href="\/work\/actions\/[^"]+">([^<]+)</g)].map(
    ([, title]) => title ?? '',
  );
}

describe('the work list', () => {
  let ids: Record<string, string>;
  beforeAll(async () => {
    ids = {
      later: await given(owner, { title: 'Later madeup', dueOn: '2027-03-01', objectives: [] }),
      late: await given(owner, { title: 'Late madeup' }),
      soon: await given(owner, { title: 'Soon madeup', dueOn: '2026-11-30' }),
      theirs: await given(colleague, { title: 'Colleague madeup', dueOn: '2026-12-01' }),
      police: await given(officer, { title: 'Police madeup', dueOn: '2026-12-02', objectives: ['pillar-governance'] }),
    };
    await makeLate(ids.late ?? '', '2026-11-10');
  });

  it('shows somebody their own work and nothing else, what is late first', async () => {
    const page = await owner.get('/work');
    expect(titles(page.body)).toEqual(['Late madeup', 'Soon madeup', 'Later madeup']);
    expect(textIn(page.body)).toContain('1 late, 1 due within two weeks');
    expect(textIn(page.body)).toContain('Late by 13 days: due on 10 November 2026');
    const wider = await owner.get('/work/partnership');
    expect(titles(wider.body)).toEqual(['Late madeup', 'Soon madeup', 'Later madeup']);
    expect(textIn(wider.body)).toContain('Your role reaches your own work');
  });

  it('shows an agency’s and the partnership’s work to whoever answers for it', async () => {
    expect(titles((await lead.get('/work/agency')).body)).toEqual([
      'Late madeup',
      'Soon madeup',
      'Colleague madeup',
      'Later madeup',
    ]);
    expect(titles((await lead.get('/work/partnership')).body)).not.toContain('Police madeup');
    expect(titles((await manager.get('/work/partnership')).body)).toContain('Police madeup');
    expect(titles((await manager.get('/work/agency')).body)).toEqual([]);
  });

  it('is narrowed down by state, lateness, agency, owner, objective and words', async () => {
    const list = async (query: string) => titles((await manager.get(`/work/partnership?${query}`)).body);
    expect(await list('late=yes')).toEqual(['Late madeup']);
    expect(await list(`agency=${POLICE}`)).toEqual(['Police madeup']);
    expect(await list('objective=pillar-governance')).toEqual(['Police madeup']);
    expect(await list(`owner=${encodeURIComponent(await nameOf(test, colleague))}`)).toEqual(['Colleague madeup']);
    expect(await list('text=soon+MADE')).toEqual(['Soon madeup']);
    expect(await list('text=100%25')).toEqual([]);
    expect(await list('show=done')).toEqual([]);
    expect(await list('show=nonsense&agency=&after=x')).toHaveLength(5);
  });

  it('goes on page by page without losing or repeating any, and nothing is due on the same day twice', async () => {
    const many = await signInAs(test, 'practitioner');
    for (let count = 0; count < 57; count += 1)
      await given(many, { title: `Number ${count} madeup`, dueOn: count % 2 ? '2026-12-03' : '2026-12-04' });
    const seen: string[] = [];
    let next: string | undefined = '/work';
    for (let page = 0; next && page < 9; page += 1) {
      const { body } = await many.get(next);
      seen.push(...titles(body));
      next = /pagination__link" href="(\/work\?after=[^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(57);
    expect(new Set(seen).size).toBe(57);
  });

  it('can be taken along as a file in which nothing runs as a formula', async () => {
    const id = await given(owner, { title: '=HYPERLINK("http://evil.example","Click")', dueOn: '2026-12-24' });
    const csv = await owner.get('/work/download?scope=mine&format=csv');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body).toContain(`"'=HYPERLINK(""http://evil.example"",""Click"")"`);
    expect(csv.body.split('\r\n').filter((line) => line.includes('ACT-'))).toHaveLength(4);
    const sheet = await owner.get('/work/download?scope=mine&format=xlsx');
    expect(sheet.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await owner.get('/work/download?scope=partnership')).body).not.toContain('Police madeup');
    expect((await entries(test))[0]).toMatchObject({ event: 'work.download', outcome: 'done' });
    await sql`select ${id}`.execute(test.db);
  });
});

describe('several at once', () => {
  const day = { 'day-day': '29', 'day-month': '1', 'day-year': '2027' };

  it('get a new due date together, with the reason in each history', async () => {
    const ids = [
      await given(owner, { title: 'First of two madeup' }),
      await given(colleague, { title: 'Second of two madeup' }),
    ];
    const form = formOf((await lead.get(`/work/bulk?scope=agency&id=${ids[0]}&id=${ids[1]}`)).body);
    expect([...(form.id ?? [])].toSorted()).toEqual(ids.toSorted());
    const answer = await lead.post('/work/bulk', { ...form, bulk: 'set-due', ...day, words: 'The term is too short' });
    expect(answer.headers.location, problemsIn(answer)).toBe('/work/agency?done=bulk');
    for (const id of ids) {
      const page = textIn((await lead.get(`/work/actions/${id}`)).body);
      expect(page).toContain('29 January 2027');
      expect(page).toContain('The term is too short');
    }
  });

  it('are offered what may be done with them, and told with which of them it may not', async () => {
    const offers = (body: string) =>
      [...body.matchAll(/name="bulk" type="radio" value="([^"]+)"/g)].map(([, value]) => value);
    const [own, other] = [await given(lead, { title: 'Own madeup' }), await given(owner, { title: 'Other madeup' })];
    expect(offers((await owner.get(`/work/bulk?scope=mine&id=${other}`)).body)).toEqual(['hand-over']);
    const both = (await lead.get(`/work/bulk?scope=agency&id=${own}&id=${other}`)).body;
    expect(offers(both)).toEqual(['set-due', 'hand-over', 'not-needed']);
    const reference = /ACT-2026-\d+/.exec(textIn((await lead.get(`/work/actions/${own}`)).body))?.[0];
    expect(textIn(both)).toContain(`Not with ${reference}: take its tick away first`);
    expect(textIn((await lead.get(`/work/bulk?scope=agency&id=${other}`)).body)).not.toContain('take its tick away');
  });

  it('lead back to the list as it was narrowed down', async () => {
    const id = await given(owner, { title: 'Narrowed madeup' });
    const list = (await lead.get('/work/agency?text=narrowed')).body;
    expect(titles(list)).toEqual(['Narrowed madeup']);
    const kept = /name="list" value="([^"]*)"/.exec(list)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = formOf((await lead.get(`/work/bulk?scope=agency&id=${id}&list=${encodeURIComponent(kept)}`)).body);
    const answer = await lead.post('/work/bulk', { ...form, bulk: 'set-due', ...day, words: 'The term is too short' });
    const back = String(answer.headers.location);
    expect(back, problemsIn(answer)).toBe('/work/agency?text=narrowed&done=bulk');
    const after = (await lead.get(back)).body;
    expect(titles(after)).toEqual(['Narrowed madeup']);
    expect(textIn(after)).toContain('29 January 2027');
  });

  it('are changed all or not at all, and each that stands in the way says why', async () => {
    const mine = await given(lead, { title: 'The lead’s own madeup' });
    const theirs = await given(owner, { title: 'Fine madeup' });
    const police = await given(officer);
    const none = crypto.randomUUID();
    const answer = await lead.post('/work/bulk', {
      id: [mine, theirs, police, none],
      bulk: 'not-needed',
      scope: 'agency',
      words: 'x',
      owner: '',
      ...day,
    });
    expect(answer.statusCode).toBe(409);
    const problems = problemsIn(answer);
    expect(problems).toContain(
      'is for somebody who looks after the agency’s or the partnership’s actions to do, and not for the person who has it',
    );
    expect(problems.match(/There is no such action, or it is not shared with you/g)).toHaveLength(2);
    expect(textIn((await lead.get(`/work/actions/${theirs}`)).body)).toContain('To do');
    const rest = await lead.post('/work/bulk', {
      id: [theirs],
      bulk: 'not-needed',
      scope: 'agency',
      words: 'The law changed',
    });
    expect(rest.statusCode, problemsIn(rest)).toBe(303);
    expect(textIn((await lead.get(`/work/actions/${theirs}`)).body)).toContain('No longer needed');
  });

  it('are handed over together, and not to somebody who left', async () => {
    const ids = [await given(owner), await given(owner)];
    const gone = await addPerson(test.db, {
      name: 'Leftalready Madeup',
      leftOn: '2026-11-20',
      roles: ['practitioner'],
    });
    expect(gone).toBeTruthy();
    const hand = (to: string) =>
      lead.post('/work/bulk', { id: ids, bulk: 'hand-over', owner: to, words: 'x', scope: 'agency' });
    expect(problemsIn(await hand('Leftalready Madeup'))).toContain(
      'Nobody by that name or address works with Kith today',
    );
    expect((await hand(await nameOf(test, colleague))).statusCode).toBe(303);
  });

  it('are not changed by a form that says nothing', async () => {
    expect(problemsIn(await lead.post('/work/bulk', { bulk: '', words: '' }))).toBe(
      '400 Tick at least one action Choose what is to be done with them Enter why',
    );
    const id = await given(owner);
    const past = { 'day-day': '1', 'day-month': '1', 'day-year': '2026' };
    expect(problemsIn(await lead.post('/work/bulk', { id, bulk: 'set-due', ...past, words: 'x' }))).toContain(
      'must not be in the past',
    );
  });
});
