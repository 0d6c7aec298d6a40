import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nameOf, problemsIn, textIn, wordsTo } from '../../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { silentLog } from '../../../../test/support/log.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../../test/support/people.ts';
import { workingCalendar } from '../../../platform/clocks/index.ts';
import { COUNCIL, inventedAction, workAs } from '../action.testing.ts';
import { giveAction } from '../give.ts';
import { chaseAfter, chaseDue, plannedChases, USUAL_CHASING } from './rules.ts';
import { chasingTasks } from './tasks.ts';

const CHRISTMAS = workingCalendar([
  { day: '2026-12-25', name: 'Christmas Day' },
  { day: '2026-12-28', name: 'Boxing Day', substitute: true },
  { day: '2027-01-01', name: 'New Year’s Day' },
]);

describe('the reminders of an action', () => {
  it('come five working days before its date, on the working day after it, and to the senior ten working days after', () => {
    const planned = plannedChases({ state: 'open', dueOn: '2026-12-24', lookOn: null }, USUAL_CHASING, CHRISTMAS);
    expect(planned.map(({ step, on }) => `${step} ${on}`)).toEqual([
      'before 2026-12-17',
      'late 2026-12-29',
      'senior 2027-01-12',
    ]);
    expect(chaseDue(planned, '2026-12-16')).toBeUndefined();
    expect(chaseDue(planned, '2026-12-24')?.step).toBe('before');
    expect(chaseDue(planned, '2026-12-28')).toBeUndefined();
    expect(chaseDue(planned, '2026-12-29')?.step).toBe('late');
    // Nobody looked for weeks: one word, not two.
    expect(chaseDue(planned, '2027-02-01')?.step).toBe('senior');
    expect(chaseAfter(planned, '2026-12-17')?.step).toBe('late');
    expect(chaseAfter(planned, '2027-01-12')).toBeUndefined();
  });

  it('go by the agency’s own days, and not at all before it where that is 0', () => {
    const own = { remindDays: 0, seniorDays: 2, seniorId: null };
    const planned = plannedChases({ state: 'open', dueOn: '2026-12-01', lookOn: null }, own, CHRISTMAS);
    expect(planned.map(({ step, on }) => `${step} ${on}`)).toEqual(['late 2026-12-02', 'senior 2026-12-03']);
  });

  it('are about the effect once it is done', () => {
    const planned = plannedChases(
      { state: 'done', dueOn: '2026-12-01', lookOn: '2027-03-01' },
      USUAL_CHASING,
      CHRISTMAS,
    );
    expect(planned).toEqual([{ step: 'look', on: '2027-03-01', forDay: '2027-03-01' }]);
  });

  it('come beyond the bank holidays that are loaded too', () => {
    const planned = plannedChases({ state: 'open', dueOn: '2031-06-12', lookOn: null }, USUAL_CHASING, CHRISTMAS);
    expect(planned.map(({ step, on }) => `${step} ${on}`)).toEqual([
      'before 2031-06-05',
      'late 2031-06-14',
      'senior 2031-06-26',
    ]);
  });
});

describe('chasing', () => {
  let test: TestApp;
  let owner: SignedIn;
  let manager: SignedIn;
  let senior: SignedIn;

  beforeAll(async () => {
    test = await buildTestApp();
    await sql`update person set left_on = '2026-11-20'`.execute(test.db);
    owner = await signInAs(test, 'practitioner');
    manager = await signInAs(test, 'business-manager');
    senior = await signInAs(test, 'assurance-lead', { name: 'Senior Madeup' });
  });
  afterAll(() => test.close());
  beforeEach(() => test.at(TEST_NOW));

  const given = async (change = {}, to = owner.id) => {
    const giving = await workAs(test, { id: manager.id, roles: ['business-manager'] }, (work) =>
      giveAction(work, inventedAction(to, { dueOn: '2026-12-04', expectedChange: null, ...change })),
    );
    if (!('given' in giving)) throw new Error(JSON.stringify(giving));
    return giving.given;
  };
  const run = async (name: string, payload: unknown = {}) => {
    const task = chasingTasks({ db: test.db, now: test.now }).find((one) => one.name === name);
    await task?.run(payload, { attempt: 1, signal: new AbortController().signal, log: silentLog() });
  };
  const morning = async (day: string, hour = '09:00') => {
    test.at(new Date(`${day}T${hour}:00Z`));
    await run('chase-what-is-due');
  };
  const setChasing = (form: Record<string, string>) =>
    manager.post('/work/chasing', {
      agency: COUNCIL,
      remind: '5',
      'senior-days': '3',
      senior: '',
      version: '0',
      ...form,
    });

  it('reminds the owner before, tells them when it is late, and then the senior, each once', async () => {
    const answer = await setChasing({ senior: 'Senior Madeup' });
    expect(answer.statusCode, problemsIn(answer)).toBe(303);
    const { reference } = await given();
    const about = async (person: SignedIn) =>
      (await wordsTo(test, person)).filter((words) => words.includes(reference));
    await morning('2026-11-26');
    expect(await about(owner)).toHaveLength(1);
    await morning('2026-11-27');
    await morning('2026-11-30');
    expect(await about(owner)).toHaveLength(2);
    expect((await about(owner))[0]).toBe(`The action ${reference} is due on 4 December 2026.`);
    await morning('2026-12-07');
    expect((await about(owner))[0]).toBe(`The action ${reference} is late: it was due on 4 December 2026.`);
    expect(await about(senior)).toEqual([]);
    await morning('2026-12-09');
    await morning('2026-12-10');
    expect(await about(senior)).toEqual([
      `The action ${reference} of your agency is still late: it was due on 4 December 2026.`,
    ]);
    expect(await about(owner)).toHaveLength(3);
    const { rows } = await sql<{ words: string; subject: string }>`select words, subject from outbox_message`.execute(
      test.db,
    );
    expect(rows.map(({ words, subject }) => words + subject).join()).not.toContain('Tell schools');
  });

  it('sends nothing to an account that has ended: the senior hears instead, and the page says so', async () => {
    const leaver = await addPerson(test.db, { name: 'Leaver Madeup', roles: ['practitioner'] });
    const { id, reference } = await given({}, leaver);
    await sql`update person set left_on = '2026-11-25' where id = ${leaver}::uuid`.execute(test.db);
    await morning('2026-11-27');
    expect(await wordsTo(test, senior)).toContainEqual(
      `The action ${reference} is due on 4 December 2026. The person it was meant for no longer works with Kith.`,
    );
    const lead = await signIn(test, senior.id, { now: test.now() });
    const page = textIn((await lead.get(`/work/actions/${id}`)).body);
    expect(page).toContain('Told: Senior Madeup. Leaver Madeup has left, so they were told instead.');
  });

  it('is set again for a new date, by one job an action that replaces the one before', async () => {
    const { id, reference } = await given();
    await morning('2026-11-27');
    const again = await signIn(test, manager.id, { now: test.now() });
    const form = { words: 'x', 'day-day': '18', 'day-month': '12', 'day-year': '2026' };
    expect((await again.post(`/work/actions/${id}/set-due`, form)).statusCode).toBe(303);
    const { rows } = await sql<{ key: string }>`
      select key from graphile_worker.jobs where key = ${`chase-action ${id}`}`.execute(test.db);
    expect(rows).toHaveLength(1);
    await morning('2026-12-07');
    expect((await wordsTo(test, owner)).filter((words) => words.includes(reference) && words.includes('late'))).toEqual(
      [],
    );
    await run('chase-action', { id });
    test.at(new Date('2026-12-11T07:00:00Z'));
    await run('chase-action', { id });
    expect((await wordsTo(test, owner)).filter((words) => words.includes('18 December')).length).toBe(1);
    test.at(new Date('2026-12-11T08:30:00Z'));
    await run('chase-action', { id });
    expect(await wordsTo(test, owner)).toContainEqual(`The action ${reference} is due on 18 December 2026.`);
  });

  it('reminds whoever gave it, and not its owner, that its effect is to be looked at', async () => {
    const { id, reference } = await given();
    const test1 = {
      change: 'x',
      'seen-by': 'feedback',
      'seen-words': 'x',
      'look-day': '1',
      'look-month': '2',
      'look-year': '2027',
    };
    expect((await owner.post(`/work/actions/${id}/done`, { words: 'x', ...test1 })).statusCode).toBe(303);
    await morning('2027-02-01');
    await morning('2027-02-02');
    const about = `The effect of the action ${reference} is to be looked at on 1 February 2027.`;
    expect((await wordsTo(test, manager)).filter((words) => words === about)).toHaveLength(1);
    expect((await wordsTo(test, owner)).filter((words) => words === about)).toHaveLength(0);
  });

  it('is set agency by agency, with a named senior of that agency, and clashing saves are shown', async () => {
    const page = await manager.get('/work/chasing');
    expect(textIn(page.body)).toContain('Now: Senior Madeup');
    expect(problemsIn(await setChasing({ version: '1', remind: 'x' }))).toContain('a number from 0 to 60');
    await addPerson(test.db, { name: 'Otherplace Madeup', agency: 'cleveland-police', roles: ['practitioner'] });
    expect(problemsIn(await setChasing({ version: '1', senior: 'Otherplace Madeup' }))).toContain(
      'works for another agency',
    );
    expect(problemsIn(await setChasing({ version: '1', senior: 'Nobody Atall' }))).toContain('Nobody by that name');
    const clash = await setChasing({ version: '0', 'senior-days': '7' });
    expect(clash.statusCode).toBe(409);
    expect(textIn(clash.body)).toContain('Somebody else set this meanwhile');
    expect((await owner.get('/work/chasing')).statusCode).toBe(403);
    expect(await nameOf(test, senior)).toBe('Senior Madeup');
  });
});
