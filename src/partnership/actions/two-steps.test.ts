import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nameOf, problemsIn, textIn, wordsTo } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { entries, formOf } from '../../../test/support/notifications.ts';
import { addPerson, type SignedIn, signInAs } from '../../../test/support/people.ts';
import { INVENTED_TEST, inventedAction, POLICE, workAs } from './action.testing.ts';
import { giveAction } from './give.ts';

let test: TestApp;
let owner: SignedIn;
let manager: SignedIn;
let scrutineer: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  owner = await signInAs(test, 'practitioner');
  manager = await signInAs(test, 'business-manager');
  scrutineer = await signInAs(test, 'scrutineer', { agency: POLICE });
  lead = await signInAs(test, 'assurance-lead');
});
afterAll(() => test.close());
beforeEach(() => test.at(TEST_NOW));

/** An action of the owner, given by the business manager. Returns its address. */
async function given(change = {}, to = owner.id): Promise<string> {
  const giving = await workAs(test, { id: manager.id, roles: ['business-manager'] }, (work) =>
    giveAction(work, inventedAction(to, change)),
  );
  if (!('given' in giving)) throw new Error(JSON.stringify(giving));
  return `/work/actions/${giving.given.id}`;
}

const day = (name: string, date: string) => {
  const [year = '', month = '', number = ''] = date.split('-');
  return { [`${name}-day`]: number, [`${name}-month`]: month, [`${name}-year`]: year };
};
const EVIDENCE = { words: 'Invented: 84 schools were written to on 1 December; the letter is in the shared folder.' };
const FOUND = { words: 'Invented: the school was told before the meeting in 9 of 10 audited cases, 3 of 10 before.' };

async function done(href: string): Promise<void> {
  expect((await owner.post(`${href}/done`, EVIDENCE)).statusCode).toBe(303);
}

describe('an action closes in two steps', () => {
  it('is done with evidence, and made a difference once somebody else has found so', async () => {
    const href = await given();
    const first = await owner.post(`${href}/done`, EVIDENCE);
    expect(first.headers.location).toBe(`${href}?done=done`);
    const between = textIn((await owner.get(`${href}?done=done`)).body);
    expect(between).toContain('Done, effect not looked at yet');
    expect(between).toContain('Effect to be looked at in 98 days, on 1 March 2027');
    const look = textIn((await scrutineer.get(`${href}/look`)).body);
    expect(look).toContain('84 schools were written to');
    expect(look).toContain('1 March 2027. That is in 98 days: what is found today ends the action before it');
    const second = await scrutineer.post(`${href}/look`, { verdict: 'improved', ...FOUND });
    expect(second.statusCode, problemsIn(second)).toBe(303);
    const after = textIn((await manager.get(href)).body);
    for (const words of ['Made a difference', '84 schools', '9 of 10 audited cases', 'Improved.'])
      expect(after).toContain(words);
    expect(await wordsTo(test, owner)).toContainEqual(
      expect.stringMatching(/Somebody looked at the effect of your action ACT-/),
    );
    const [entry] = await entries(test);
    expect(entry).toMatchObject({ event: 'action.look', outcome: 'done', why: FOUND.words, purpose: 'assurance' });
  });

  it('is looked at on another day when somebody who looks after it says why, and not by its owner', async () => {
    const href = await given();
    await done(href);
    const later = { words: 'The forum meets in April', ...day('day', '2027-04-20') };
    expect((await owner.post(`${href}/look-later`, later)).statusCode).toBe(409);
    expect(problemsIn(await manager.post(`${href}/look-later`, { ...later, words: ' ' }))).toContain('400 Enter');
    expect((await manager.post(`${href}/look-later`, later)).headers.location).toContain(`${href}?done=`);
    const text = textIn((await owner.get(href)).body);
    expect(text).toContain('20 April 2027');
    expect(text).toContain('The forum meets in April');
  });

  it('is not closed without evidence', async () => {
    const href = await given();
    const answer = await owner.post(`${href}/done`, { words: ' ' });
    expect(problemsIn(answer)).toBe(
      '400 Enter what was done and where it can be seen: an action is not closed without evidence',
    );
    expect(textIn((await owner.get(href)).body)).toContain('Not done yet');
  });

  it('asks for a test when it has none, and nobody makes one easier that is there', async () => {
    const bare = await given({ expectedChange: null });
    expect(problemsIn(await owner.post(`${bare}/done`, EVIDENCE))).toContain(
      'Enter what should be different afterwards',
    );
    const test1 = {
      change: 'Invented change',
      'seen-by': 'feedback',
      'seen-words': 'Invented forum',
      ...day('look', '2027-05-04'),
    };
    expect(
      problemsIn(await owner.post(`${bare}/done`, { ...EVIDENCE, ...test1, ...day('look', '2026-11-01') })),
    ).toContain('must not be before today, 23 November 2026');
    expect((await owner.post(`${bare}/done`, { ...EVIDENCE, ...test1 })).statusCode).toBe(303);
    expect(textIn((await owner.get(bare)).body)).toContain('looked at in 162 days, on 4 May 2027');
    const full = await given();
    expect((await owner.post(`${full}/done`, { ...EVIDENCE, ...test1 })).statusCode).toBe(303);
    const kept = textIn((await owner.get(full)).body);
    expect(kept).toContain(INVENTED_TEST.change);
    expect(kept).not.toContain('Invented change');
  });

  it('is judged by nobody who has it or who said that it is done', async () => {
    const mine = await given({}, manager.id);
    expect((await manager.post(`${mine}/done`, EVIDENCE)).statusCode).toBe(303);
    const own = await manager.post(`${mine}/look`, { verdict: 'improved', ...FOUND });
    expect(own.statusCode).toBe(409);
    expect(textIn(own.body)).toContain('and not for the person who has it');
    // What was typed is not lost.
    expect(textIn(own.body)).toContain('9 of 10 audited cases');
    const theirs = await given();
    expect((await manager.post(`${theirs}/done`, EVIDENCE)).statusCode).toBe(303);
    const doer = await manager.post(`${theirs}/look`, { verdict: 'improved', ...FOUND });
    expect(textIn(doer.body)).toContain('and not for the person who said that it was done');
    expect((await owner.post(`${theirs}/look`, { verdict: 'improved', ...FOUND })).statusCode).toBe(403);
    expect((await lead.post(`${theirs}/look`, { verdict: 'improved', ...FOUND })).statusCode).toBe(303);
  });

  it('has the database say the same, whatever a page lets through', async () => {
    const href = await given({}, manager.id);
    await manager.post(`${href}/done`, EVIDENCE);
    const id = href.split('/').at(-1) ?? '';
    const judge = { id: manager.id, roles: ['business-manager'] as const };
    const write = (columns: string) =>
      workAs(test, judge, ({ trx }) => sql`update action set ${sql.raw(columns)} where id = ${id}::uuid`.execute(trx));
    const verdict = `verdict = 'improved', found = 'x', looked_on = '2026-11-23'`;
    await expect(write(`state = 'made-a-difference', ${verdict}, looked_by = '${manager.id}'`)).rejects.toThrow();
    await expect(write(`state = 'made-a-difference'`)).rejects.toThrow();
  });

  it('with another verdict is over as looked at, and an action that follows it names it', async () => {
    const href = await given();
    await done(href);
    expect(problemsIn(await lead.post(`${href}/look`, { words: FOUND.words }))).toBe('400 Choose what changed');
    expect((await lead.post(`${href}/look`, { verdict: 'no-change', ...FOUND })).statusCode).toBe(303);
    const page = (await lead.get(href)).body;
    expect(textIn(page)).toContain('Looked at, no improvement shown');
    const follow = /href="(\/work\/actions\/new\?follows=[^"]+)"/.exec(page)?.[1] ?? '';
    const form = formOf((await lead.get(follow)).body);
    expect(form).toMatchObject({
      origin: ['meeting'],
      priority: ['domestic-abuse'],
      objectives: ['objective-share-information'],
    });
    const filled = {
      ...form,
      title: 'Ask schools instead',
      words: 'Invented',
      owner: await nameOf(test, owner),
      ...day('due', '2027-01-15'),
    };
    const next = await lead.post('/work/actions', filled);
    expect(next.statusCode, problemsIn(next)).toBe(303);
    const follower = textIn((await lead.get(String(next.headers.location))).body);
    expect(follower).toContain('Tell schools before the meeting');
    expect(textIn((await lead.get(href)).body)).toContain('Ask schools instead');
  });

  it('can be opened again, and what was said about it stays', async () => {
    const href = await given();
    await done(href);
    const reopened = await scrutineer.post(`${href}/reopen`, {
      words: 'Two schools were forgotten',
      ...day('day', '2026-12-20'),
    });
    expect(reopened.statusCode, problemsIn(reopened)).toBe(303);
    const page = textIn((await owner.get(href)).body);
    for (const words of ['To do', 'Two schools were forgotten', '84 schools', 'Not done yet'])
      expect(page).toContain(words);
  });
});

describe('an action that is to do', () => {
  it('gets a new due date from somebody else, after its owner asked', async () => {
    const href = await given();
    const asked = await owner.post(`${href}/ask-for-time`, {
      words: 'The letter waits for a lawyer',
      ...day('day', '2027-01-29'),
    });
    expect(asked.statusCode, problemsIn(asked)).toBe(303);
    const page = textIn((await manager.get(href)).body);
    expect(page).toContain('Until 29 January 2027: The letter waits for a lawyer');
    const offered = (await manager.get(`${href}/set-due`)).body;
    for (const [name, value] of Object.entries(day('day', '2027-01-29')))
      expect(offered).toMatch(new RegExp(`name="${name}"[^>]* value="${Number(value)}"`));
    expect((await owner.post(`${href}/set-due`, { words: 'x', ...day('day', '2027-01-29') })).statusCode).toBe(409);
    expect(problemsIn(await manager.post(`${href}/set-due`, { words: 'x', ...day('day', '2026-11-20') }))).toContain(
      'must not be in the past',
    );
    expect((await manager.post(`${href}/set-due`, { words: 'Agreed', ...day('day', '2027-01-29') })).statusCode).toBe(
      303,
    );
    const after = textIn((await owner.get(href)).body);
    expect(after).toContain('First due 18 December 2026');
    expect(after).not.toContain('More time asked for');
    expect(await wordsTo(test, owner)).toContainEqual(expect.stringContaining('has a new due date: 29 January 2027'));
  });

  it('keeps its date where that is decided, and nobody can keep one that nobody asked about', async () => {
    const href = await given();
    expect((await manager.post(`${href}/keep-due`, { words: 'No' })).statusCode).toBe(409);
    await owner.post(`${href}/ask-for-time`, { words: 'x', ...day('day', '2027-01-29') });
    expect((await manager.post(`${href}/keep-due`, { words: 'The meeting needs it' })).statusCode).toBe(303);
    expect(textIn((await owner.get(href)).body)).toContain('The meeting needs it');
  });

  it('is handed over by its owner, who sees what becomes of it and can change it no more', async () => {
    const href = await given();
    const colleague = await signInAs(test, 'hub-worker');
    const answer = await owner.post(`${href}/hand-over`, {
      owner: await nameOf(test, colleague),
      words: 'I change teams',
    });
    expect(answer.statusCode, problemsIn(answer)).toBe(303);
    expect(textIn((await owner.get(href)).body)).toContain('I change teams');
    expect((await owner.post(`${href}/done`, EVIDENCE)).statusCode).toBe(409);
    expect((await colleague.post(`${href}/done`, EVIDENCE)).statusCode).toBe(303);
    expect(await wordsTo(test, colleague)).toContainEqual(expect.stringContaining('was handed over to you'));
  });

  it('is not handed to nobody, to whoever has it, to somebody who left, or out of reach', async () => {
    const href = await given();
    const gone = await addPerson(test.db, { name: 'Away Madeup', leftOn: '2026-11-20', roles: ['practitioner'] });
    const officer = await addPerson(test.db, { name: 'Officer Madeup', agency: POLICE, roles: ['practitioner'] });
    expect(gone && officer).toBeTruthy();
    const hand = async (to: string, by = lead) =>
      problemsIn(await by.post(`${href}/hand-over`, { owner: to, words: 'x' }));
    expect(await hand('')).toContain('Enter the name or email address of who takes it over');
    expect(await hand('Nobody Atall')).toContain('Nobody by that name or address works with Kith today');
    expect(await hand('Away Madeup')).toContain('Nobody by that name or address works with Kith today');
    expect(await hand(await nameOf(test, owner))).toContain('has it already');
    expect(await hand('Officer Madeup')).toContain('works for another agency');
    expect((await manager.post(`${href}/hand-over`, { owner: 'Officer Madeup', words: 'x' })).statusCode).toBe(303);
  });

  it('is not handed to somebody whose role could not say that it is done', async () => {
    const href = await given();
    await addPerson(test.db, { name: 'Proba Madeup', roles: ['scrutineer'] });
    await addPerson(test.db, { name: 'Probus Madeup', roles: ['practitioner'] });
    const hand = async (to: string) => manager.post(`${href}/hand-over`, { owner: to, words: 'x' });
    expect(problemsIn(await hand('Proba Madeup'))).toBe(
      '400 Proba Madeup could not say that it is done: nobody can do so as independent scrutineer. Choose somebody else',
    );
    // Where a beginning fits several, only those are named who could have it.
    expect(problemsIn(await hand('Prob'))).toContain('Several people fit (Probus Madeup)');
    const several = await manager.post('/work/bulk', {
      ...{
        id: href.split('/').at(-1) ?? '',
        bulk: 'hand-over',
        scope: 'partnership',
        owner: 'Proba Madeup',
        words: 'x',
      },
    });
    expect(several.statusCode).toBe(409);
    expect(textIn(several.body)).toContain('Proba Madeup could not say that it is done');
    expect((await hand('Probus Madeup')).statusCode).toBe(303);
  });

  it('whose owner has left says so plainly and can be given to somebody else', async () => {
    const leaver = await addPerson(test.db, { name: 'Leaving Madeup', roles: ['practitioner'] });
    const href = await given({}, leaver);
    await sql`update person set left_on = '2026-11-20' where id = ${leaver}::uuid`.execute(test.db);
    expect(textIn((await lead.get(href)).body)).toContain(
      'Leaving Madeup left on 20 November 2026. Nobody is doing this now',
    );
    expect(textIn((await manager.get('/work/partnership?show=left')).body)).toContain('Leaving Madeup (has left)');
    expect((await lead.post(`${href}/hand-over`, { owner: await nameOf(test, owner), words: 'x' })).statusCode).toBe(
      303,
    );
    expect((await owner.get(href)).statusCode).toBe(200);
  });

  it('is struck off with a reason by somebody other than its owner, and can be taken up again', async () => {
    const href = await given({}, manager.id);
    expect((await manager.post(`${href}/not-needed`, { words: 'x' })).statusCode).toBe(409);
    expect(problemsIn(await lead.post(`${href}/not-needed`, { words: '' }))).toBe(
      '400 Enter why it is no longer needed',
    );
    expect((await lead.post(`${href}/not-needed`, { words: 'The law changed' })).statusCode).toBe(303);
    expect(textIn((await lead.get(href)).body)).toContain('The law changed');
    expect((await lead.post(`${href}/done`, EVIDENCE)).statusCode).toBe(409);
    const again = await lead.post(`${href}/reopen`, { words: 'It did not', ...day('day', '2026-12-20') });
    expect(again.statusCode, problemsIn(again)).toBe(303);
  });

  it('shows what was typed to whoever sends a form that another has overtaken', async () => {
    const href = await given();
    const version = String(formOf((await owner.get(`${href}/done`)).body).version);
    await manager.post(`${href}/set-due`, { words: 'Earlier, please', ...day('day', '2026-12-01') });
    const answer = await owner.post(`${href}/done`, { ...EVIDENCE, version });
    expect(answer.statusCode).toBe(409);
    for (const words of [
      'Somebody else changed this action after you opened this page',
      'Earlier, please',
      '84 schools',
    ])
      expect(textIn(answer.body)).toContain(words);
    const again = await owner.post(`${href}/done`, { ...formOf(answer.body) });
    expect(again.statusCode, problemsIn(again)).toBe(303);
  });

  it('answers whoever may not see it as if there were none', async () => {
    const href = await given();
    const stranger = await signInAs(test, 'practitioner');
    for (const path of ['', '/done', '/history', '/change']) {
      const [theirs, none] = [
        await stranger.get(`${href}${path}`),
        await stranger.get(`/work/actions/${crypto.randomUUID()}${path}`),
      ];
      expect([theirs.statusCode, none.statusCode]).toEqual([404, 404]);
    }
    expect((await stranger.post(`${href}/done`, EVIDENCE)).statusCode).toBe(404);
    const auditor = await signInAs(test, 'auditor');
    expect((await auditor.get('/work')).statusCode).toBe(403);
  });
});

describe('what an action says', () => {
  it('is changed with a reason, and stands in its history', async () => {
    const href = await given();
    const form = formOf((await manager.get(`${href}/change`)).body);
    expect(problemsIn(await manager.post(`${href}/change`, { ...form, title: 'Another title', do: 'save' }))).toBe(
      '400 Enter why you are changing this action',
    );
    const saved = await manager.post(`${href}/change`, { ...form, title: 'Another title', why: 'Clearer', do: 'save' });
    expect(saved.headers.location, problemsIn(saved)).toBe(`${href}?done=changed`);
    const history = textIn((await owner.get(`${href}/history`)).body);
    for (const words of [
      'Reason given: Clearer',
      'Another title',
      'Tell schools before the meeting',
      'Gave an action',
    ].slice(0, 3))
      expect(history).toContain(words);
    expect((await owner.get(`${href}/change`)).statusCode).toBe(404);
  });

  it('loses nothing when two people change it', async () => {
    const href = await given();
    const [first, second] = [
      formOf((await manager.get(`${href}/change`)).body),
      formOf((await lead.get(`${href}/change`)).body),
    ];
    await manager.post(`${href}/change`, { ...first, words: 'As the manager has it', why: 'x', do: 'save' });
    const clash = await lead.post(`${href}/change`, { ...second, title: 'As the lead has it', why: 'y', do: 'save' });
    expect(clash.statusCode).toBe(409);
    expect(textIn(clash.body)).toContain('As the manager has it');
    const chosen = await lead.post(`${href}/change`, { ...formOf(clash.body), do: 'chosen' });
    expect(chosen.statusCode, problemsIn(chosen)).toBe(303);
    const page = textIn((await lead.get(href)).body);
    expect(page).toContain('As the manager has it');
    expect(page).toContain('As the lead has it');
  });

  it('is public only once somebody with the right publishes it', async () => {
    const href = await given();
    const id = href.split('/').at(-1);
    const seen = async () => (await sql`select id from action where id = ${id}::uuid`.execute(test.db)).rows.length;
    expect(await seen()).toBe(0);
    expect((await lead.post(`${href}/publish`, { published: 'yes' })).statusCode).toBe(403);
    expect((await manager.post(`${href}/publish`, { published: 'yes' })).statusCode).toBe(303);
    expect(await seen()).toBe(1);
    // What happened to it, and to whom, is published to nobody.
    expect((await sql`select from action_step where action_id = ${id}::uuid`.execute(test.db)).rows).toEqual([]);
    expect((await (await signInAs(test, 'practitioner')).get(href)).statusCode).toBe(200);
    expect((await manager.post(`${href}/publish`, { published: 'no' })).statusCode).toBe(303);
    expect(await seen()).toBe(0);
  });
});
