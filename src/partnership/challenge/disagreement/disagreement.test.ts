import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, noticesOf, problemsIn, still, textIn, wordsTo } from '../../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { disagreed } from '../../../../test/support/challenges.ts';
import { entries, formOf } from '../../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { DISAGREEMENT_FORM } from '../challenge.testing.ts';
import { remindOn } from '../reminders.ts';

const POLICE = 'cleveland-police';
const STOCKTON = 'stockton-on-tees-borough-council';
const DISAGREEMENTS = '/challenge/disagreements';

let test: TestApp;
let school: SignedIn;
let worker: SignedIn;
let lead: SignedIn;
let manager: SignedIn;
let partner: SignedIn;
let scrutineer: SignedIn;
let stranger: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  school = await signInAs(test, 'practitioner', { agency: 'schools' });
  worker = await signInAs(test, 'practitioner');
  lead = await signInAs(test, 'assurance-lead');
  manager = await signInAs(test, 'business-manager', { agency: STOCKTON });
  partner = await signInAs(test, 'safeguarding-partner', { agency: POLICE });
  scrutineer = await signInAs(test, 'scrutineer', { agency: STOCKTON });
  stranger = await signInAs(test, 'practitioner', { agency: POLICE });
});
afterAll(() => test.close());

const asked = () => disagreed(school, { answerer: worker.id });
const version = async (by: SignedIn, href: string) => String(formOf((await by.get(href)).body).version);
const answers = async (by: SignedIn, href: string, change: Record<string, string> = {}) =>
  by.post(`${href}/answer`, {
    ...{ version: await version(by, `${href}/answer`), answer: 'stands', words: 'Invented: the threshold is not met.' },
    ...{ 'other-reference': '' },
    ...change,
  });
const escalates = async (by: SignedIn, href: string, change: Record<string, string> = {}) =>
  by.post(`${href}/escalate`, {
    ...{
      version: await version(by, `${href}/escalate`),
      words: 'Invented: that is no answer.',
      answerer: '',
      asker: '',
    },
    ...change,
  });

describe('disagreeing with a decision', () => {
  it('begins with whose decision it is, and lists the stages', async () => {
    const page = textIn((await school.get(`${DISAGREEMENTS}/new`)).body);
    expect(page).toContain('Whose decision or practice is it?');
    expect(page).toContain('Hartlepool Borough Council');
    expect(page).toContain('Practitioner to practitioner');
  });

  it.each([
    ['conference', 'Say that you dissent to the chair of the conference'],
    ['conduct', 'designated officer of the council (LADO)'],
    ['danger', 'Call 999'],
  ])('leads to another route where that is right: %s', async (about, words) => {
    const page = await school.get(`${DISAGREEMENTS}/new?agency=${POLICE}&about=${about}`);
    expect(page.statusCode).toBe(200);
    expect(textIn(page.body)).toContain(words);
    expect(textIn(page.body)).toContain('Nothing was recorded here');
  });

  it('asks again for an agency where none, or no real one, was chosen', async () => {
    for (const agency of ['', 'nowhere', 'schools', '<b>']) {
      const page = await school.get(`${DISAGREEMENTS}/new?agency=${encodeURIComponent(agency)}`);
      expect(page.statusCode).toBe(200);
      expect(page.body).not.toContain('name="wanted"');
    }
  });

  it('refuses a form without a token', async () => {
    const payload = new URLSearchParams(DISAGREEMENT_FORM).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await test.app.inject({
      method: 'POST',
      url: DISAGREEMENTS,
      cookies: school.cookies,
      payload,
      headers,
    });
    expect(answer.statusCode).toBe(403);
  });

  it('says what is missing in an empty form', async () => {
    const said = problemsIn(await school.post(DISAGREEMENTS, { agency: 'hartlepool-borough-council' }));
    for (const words of ['Choose what it is about', 'Enter what you want to happen', 'Choose whether it is urgent']) {
      expect(said).toContain(words);
    }
  });

  it.each([
    [{ words: 'Invented: NHS 943 476 5919' }, 'This holds an NHS number'],
    [{ 'own-reference': '9434765919' }, 'This holds an NHS number'],
    [{ wanted: 'See H801200001001' }, 'This holds a pupil number'],
    [{ theme: 'no-such-theme' }, 'Choose a theme from the list'],
    [{ answerer: randomUUID() }, 'Choose somebody from the list'],
    [{ answerer: 'x' }, 'Choose somebody from the list'],
    [{ cause: 'conference' }, 'Choose what it is about'],
    [{ agency: 'schools' }, 'Choose the agency that you disagree with'],
    [{ words: 'x'.repeat(10_001) }, 'This must be 10,000 characters or fewer'],
  ])('refuses %o in plain words, and keeps nothing', async (change, words) => {
    const answer = await school.post(DISAGREEMENTS, { ...DISAGREEMENT_FORM, ...change });
    expect(answer.statusCode).toBe(400);
    expect(textIn(answer.body)).toContain(words);
    expect((await entries(test))[0]).toMatchObject({ event: 'disagreement.form', record: null });
  });

  it('is sent to the one who is asked, with a day that explains itself', async () => {
    const { id, href } = await asked();
    expect((await entries(test))[0]).toMatchObject({ event: 'disagreement.raise', record: id, purpose: 'governance' });
    const page = textIn((await worker.get(href)).body);
    expect(page).toMatch(/PDR-2026-\d{4}/);
    expect(page).toContain('Answer due by Wednesday 25 November 2026: 2 working days left');
    expect(page).toContain(
      '2 working days from Monday 23 November 2026: due Wednesday 25 November 2026. Another area’s example: Lincolnshire',
    );
    expect(await noticesOf(test, worker)).toContainEqual({
      href,
      words: expect.stringContaining('you are asked to answer a professional disagreement'),
    });
  });

  it('where nobody is named, whoever answers for the agency is told and says who takes it up', async () => {
    const { href } = await disagreed(school);
    expect((await noticesOf(test, lead)).map((one) => one.href)).toContain(href);
    expect((await worker.get(href)).statusCode).toBe(404);
    const form = { version: await version(lead, `${href}/hand-over`), answerer: worker.id };
    expect((await lead.post(`${href}/hand-over`, form)).statusCode).toBe(303);
    expect((await noticesOf(test, worker)).map((one) => one.href)).toContain(href);
    expect((await worker.get(href)).statusCode).toBe(200);
  });
});

describe('who sees a disagreement', () => {
  it('those who take part, both agencies’ leads, the business manager, the partners and the scrutineer', async () => {
    const { href } = await asked();
    for (const person of [school, worker, lead, manager, partner, scrutineer]) {
      expect((await person.get(href)).statusCode).toBe(200);
    }
  });

  it('nobody else: not a colleague, not a third agency, and to them it is as if there were none', async () => {
    const { id, href } = await asked();
    const colleague = await signInAs(test, 'practitioner', { agency: 'schools' });
    const otherLead = await signInAs(test, 'assurance-lead', { agency: POLICE });
    for (const person of [stranger, colleague, otherLead]) {
      const page = await person.get(href);
      expect(page.statusCode).toBe(404);
      const none = await person.get(`${DISAGREEMENTS}/${randomUUID()}`);
      expect(still(page.body)).toBe(still(none.body));
      expect((await person.get('/challenge?show=all')).body).not.toContain(id);
      expect((await answers(person, href)).statusCode).toBe(404);
    }
  });

  it.each(['analyst', 'administrator', 'auditor'] as const)('a %s has no part in it at all', async (role) => {
    const { href } = await asked();
    const person = await signInAs(test, role);
    for (const at of [href, '/challenge', `${DISAGREEMENTS}/new`]) expect((await person.get(at)).statusCode).toBe(403);
  });

  it('the database itself gives nothing to a third agency, and lets it write nothing', async () => {
    const { id } = await asked();
    const stands = { roles: ['practitioner'], purpose: 'governance', agency: POLICE } as const;
    const got = await as(test, stranger, stands, async (trx) => {
      const { rows } = await sql<{ n: number }>`
        select (select count(*) from disagreement)::integer + (select count(*) from disagreement_stage)::integer as n`.execute(
        trx,
      );
      const changed = await sql`update disagreement set words = 'x' where id = ${id}::uuid`.execute(trx);
      const staged =
        await sql`update disagreement_stage set answer_words = 'x' where disagreement_id = ${id}::uuid`.execute(trx);
      return { rows: rows[0]?.n, changed: Number(changed.numAffectedRows), staged: Number(staged.numAffectedRows) };
    });
    expect(got).toEqual({ rows: 0, changed: 0, staged: 0 });
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from disagreement`.execute(test.db);
    expect(rows[0]?.n).toBe(0);
  });

  it('nobody raises one in another’s name', async () => {
    const stands = { roles: ['practitioner'], purpose: 'governance', agency: POLICE } as const;
    const forged = as(test, stranger, stands, (trx) =>
      sql`
        insert into disagreement (id, reference, agency, owner_id, raised_on, other_agency, concerns, cause, words, wanted,
          urgent, stage, state, made_at, changed_at)
        values (gen_random_uuid(), 'PDR-2026-9999', 'schools', ${school.id}::uuid, '2026-11-23', 'cleveland-police',
          'practice', 'other', 'x', 'x', false, 1, 'asked-1', now(), now())`.execute(trx),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
  });
});

describe('answering, and taking it on', () => {
  it('the answer is written down at its stage, and whoever disagreed is told', async () => {
    const { id, href } = await asked();
    expect((await answers(worker, href, { 'other-reference': 'HBC-3' })).headers.location).toBe(`${href}?done=answer`);
    expect((await entries(test))[0]).toMatchObject({ event: 'disagreement.answer', record: id });
    const page = textIn((await school.get(href)).body);
    expect(page).toContain('Our decision stands');
    expect(page).toContain('Answered on 23 November 2026, in time');
    expect(page).toContain('HBC-3');
    expect(await wordsTo(test, school)).toContainEqual(expect.stringContaining('stage 1: it is answered'));
  });

  it('nobody answers what they raised, and only at the stage where it stands', async () => {
    const { href } = await asked();
    const own = await school.get(`${href}/answer`);
    expect(own.statusCode).toBe(409);
    expect(textIn(own.body)).toContain('“Answer” is for the person who is asked or');
    expect((await scrutineer.get(`${href}/answer`)).statusCode).toBe(409);
    await answers(worker, href);
    const again = await worker.get(`${href}/answer`);
    expect(again.statusCode).toBe(409);
    expect(textIn(again.body)).toContain('is “Stage 1, answered” now');
  });

  it('goes up one stage at a time, each with its own clock, and the business unit is told from stage two on', async () => {
    const { href } = await asked();
    expect(await wordsTo(test, manager)).not.toContainEqual(expect.stringContaining('stage 1'));
    await answers(worker, href);
    const senior = await signInAs(test, 'practitioner', { agency: 'schools' });
    expect((await escalates(school, href, { answerer: lead.id, asker: senior.id })).statusCode).toBe(303);
    expect(await wordsTo(test, manager)).toContainEqual(expect.stringContaining('is at stage 2 now'));
    expect(await wordsTo(test, senior)).toContainEqual(expect.stringContaining('You are asked to take up'));
    const page = textIn((await senior.get(href)).body);
    expect(page).toContain('Answer due by Monday 30 November 2026: 5 working days left');
    expect(page).toContain('Taken to the next stage, 23 November 2026');
    await escalates(senior, href);
    await escalates(school, href);
    const last = await escalates(school, href);
    expect(last.statusCode).toBe(409);
    // The partners decide together, whichever agency they come from.
    const stage = textIn((await partner.get(href)).body);
    expect(stage).toContain('Stage 4, waiting for an answer');
    expect(stage).toContain('The partnership has set no limit for this stage');
    expect((await answers(partner, href, { answer: 'changed' })).statusCode).toBe(303);
    const decided = {
      version: await version(manager, `${href}/resolve`),
      outcome: 'decided',
      words: 'Invented: assess.',
    };
    expect((await manager.post(`${href}/resolve`, decided)).statusCode).toBe(303);
    expect(textIn((await school.get(href)).body)).toContain('The safeguarding partners decided');
  });

  it('“the partners decided” is possible at the last stage alone', async () => {
    const { href } = await asked();
    const form = { version: await version(school, `${href}/resolve`), outcome: 'decided', words: 'Invented.' };
    expect(problemsIn(await school.post(`${href}/resolve`, form))).toContain('Only at stage 4');
  });

  it('can be withdrawn with a reason, and then nothing more is asked of anybody', async () => {
    const { href } = await asked();
    const form = { version: await version(school, `${href}/withdraw`), words: 'Invented: we spoke.' };
    expect((await school.post(`${href}/withdraw`, form)).statusCode).toBe(303);
    expect((await worker.get(`${href}/answer`)).statusCode).toBe(409);
    expect(textIn((await worker.get(href)).body)).toContain('Ended without an answer');
  });

  it('a reference of a child is refused in an answer too, and the words stay in the form', async () => {
    const { href } = await asked();
    const answer = await answers(worker, href, { words: 'Invented words, 943 476 5919' });
    expect(problemsIn(answer)).toContain('This holds an NHS number');
    expect(formOf(answer.body).words).toEqual(['Invented words, 943 476 5919']);
  });
});

describe('two who answer at once', () => {
  it('the second is shown what is there and keeps their own words', async () => {
    const { id, href } = await asked();
    const seen = await version(lead, `${href}/answer`);
    await answers(worker, href, { words: 'Invented: as the worker says.' });
    const second = await answers(lead, href, { version: seen, words: 'Invented: as the lead says.' });
    expect(second.statusCode).toBe(409);
    const page = textIn(second.body);
    expect(page).toContain('Somebody else was quicker');
    expect(page).toContain('Invented: as the worker says.');
    expect(page).toContain('Invented: as the lead says.');
    expect((await entries(test))[0]).toMatchObject({ event: 'disagreement.met', record: id });
  });

  it('never both win, however close', async () => {
    const { href } = await asked();
    const form = { version: '1', answer: 'stands', words: 'Invented.', 'other-reference': '' };
    const all = await Promise.all([0, 1, 2].flatMap(() => [worker, lead].map((by) => by.post(`${href}/answer`, form))));
    expect(all.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409, 409, 409, 409, 409]);
  });

  it('a form without a version does nothing', async () => {
    const { href } = await asked();
    expect((await answers(worker, href, { version: 'x' })).statusCode).toBe(409);
    expect(textIn((await school.get(href)).body)).toContain('Stage 1, waiting for an answer');
  });
});

describe('what is learned', () => {
  it('is written down by the business unit alone, with a theme', async () => {
    const { href } = await asked();
    expect((await partner.get(`${href}/learning`)).statusCode).toBe(404);
    expect((await school.get(`${href}/learning`)).statusCode).toBe(404);
    const form = formOf((await manager.get(`${href}/learning`)).body);
    const theme = /<option value="([a-z-]+)"/.exec((await manager.get(`${href}/learning`)).body)?.[1] ?? '';
    const given = { version: String(form.version), learning: 'Invented: write the reason into the reply.', theme };
    expect((await manager.post(`${href}/learning`, given)).headers.location).toBe(`${href}?done=learned`);
    expect(textIn((await school.get(href)).body)).toContain('Invented: write the reason into the reply.');
    const late = await manager.post(`${href}/learning`, { ...given, learning: 'Invented: another.' });
    expect(late.statusCode).toBe(409);
    expect(textIn(late.body)).toContain('Invented: another.');
  });
});

describe('the word that an answer is due', () => {
  const remind = (at: string) => {
    test.at(new Date(at));
    return test.db.transaction().execute((trx) => remindOn(trx, new Date(at)));
  };

  it('goes to whoever must answer from the working day before, and to nobody twice on a day', async () => {
    const answerer = await signInAs(test, 'practitioner');
    await disagreed(school, { answerer: answerer.id });
    const before = (await wordsTo(test, answerer)).length;
    await remind('2026-11-23T06:15:00Z');
    expect(await wordsTo(test, answerer)).toHaveLength(before);
    await remind('2026-11-24T06:15:00Z');
    await remind('2026-11-24T09:00:00Z');
    const words = await wordsTo(test, answerer);
    expect(words).toHaveLength(before + 1);
    expect(words[0]).toBe('Your answer to a professional disagreement, stage 1 is due on 25 November 2026.');
    await remind('2026-11-28T06:15:00Z');
    expect(await wordsTo(test, answerer)).toHaveLength(before + 1);
    await remind('2026-11-30T06:15:00Z');
    expect((await wordsTo(test, answerer)).join('\n')).toContain('is late: it was due on 25 November 2026');
    test.at(TEST_NOW);
  });

  it('goes to whoever answers for the agency where the one who was asked has left', async () => {
    const leaver = await signInAs(test, 'practitioner', { agency: POLICE });
    const head = await signInAs(test, 'assurance-lead', { agency: POLICE });
    await disagreed(school, { agency: POLICE, answerer: leaver.id });
    await sql`update person set left_on = '2026-11-23' where id = ${leaver.id}::uuid`.execute(test.db);
    const before = (await wordsTo(test, head)).length;
    await remind('2026-12-01T06:15:00Z');
    const after = await wordsTo(test, head);
    expect(after.length).toBeGreaterThan(before);
    expect(after[0]).toContain('is late');
    test.at(TEST_NOW);
  });
});
