import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changesOf, emailOf, nameOf, noticesOf, problemsIn, textIn, whoSees } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { entries, LIST, recorded } from '../../../test/support/notifications.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';

const STOCKTON = 'stockton-on-tees-borough-council';
const UNTIL = { 'until-day': '27', 'until-month': '3', 'until-year': '2027' };

let test: TestApp;
let hub: SignedIn;
let lead: SignedIn;
let manager: SignedIn;
let officer: SignedIn;
let record: { id: string; href: string };

beforeAll(async () => {
  test = await buildTestApp();
  hub = await signInAs(test, 'hub-worker');
  lead = await signInAs(test, 'assurance-lead');
  manager = await signInAs(test, 'business-manager');
});
afterAll(() => test.close());
beforeEach(async () => {
  test.at(TEST_NOW);
  record = await recorded(hub);
  officer = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
});

async function letIn(who: SignedIn, by = manager, change: Record<string, string> = {}) {
  const form = { who: await emailOf(test, who), ...UNTIL, because: 'Visits the family', ...change };
  return by.post(`${whoSees(record.id)}/let-in`, form);
}

describe('who sees a record', () => {
  it('is told to whoever may decide it: each person with why, and nobody who can’t open it', async () => {
    const text = textIn((await manager.get(whoSees(record.id))).body);
    expect(text).toContain(await nameOf(test, hub));
    expect(text).toContain('Hub worker: those they made themselves. Whoever began a notification completes it.');
    expect(text).toContain('The business unit runs the rapid review that follows within 15 working days.');
    expect(text).toContain(await nameOf(test, lead));
    expect(text).not.toContain(await nameOf(test, officer));
    expect((await entries(test))[0]).toMatchObject({ event: 'access.who-sees', record: record.id });
  });

  it('is not told to whoever may only read it, and a record that does not exist is answered alike', async () => {
    await letIn(officer);
    const refused = await officer.get(whoSees(record.id));
    expect(refused.statusCode).toBe(403);
    const stockton = await signInAs(test, 'assurance-lead', { agency: STOCKTON });
    const [real, none] = [await stockton.get(whoSees(record.id)), await stockton.get(whoSees(randomUUID()))];
    expect([real.statusCode, none.statusCode]).toEqual([404, 404]);
    for (const form of ['let-in', 'end', 'keep-out', 'lift', 'seal', 'answer']) {
      expect((await stockton.get(`${whoSees(record.id)}/${form}`)).statusCode).toBe(404);
    }
  });
});

describe('letting somebody in', () => {
  it('opens the record to them until the end of the day, tells them, and stands in the ledger with why', async () => {
    expect((await officer.get(record.href)).statusCode).toBe(404);
    expect((await letIn(officer)).headers.location).toBe(`${whoSees(record.id)}?done=let-in`);
    expect((await officer.get(record.href)).statusCode).toBe(200);
    const name = await nameOf(test, officer);
    expect(await changesOf(test, manager, record.id)).toEqual([
      { field: 'let in', before: null, after: `${name}, until 27 March 2027` },
    ]);
    const [told] = await noticesOf(test, officer);
    expect(told).toEqual({
      words: expect.stringMatching(/^You were let in to SIN-.* until 27 March 2027\.$/),
      href: record.href,
    });
    expect(textIn((await manager.get(whoSees(record.id))).body)).toContain(`“Visits the family”`);

    test.at(new Date('2027-03-27T23:59:00Z'));
    const later = await signIn(test, officer.id, { now: test.now() });
    expect((await later.get(record.href)).statusCode).toBe(200);
    test.at(new Date('2027-03-28T00:00:00Z'));
    expect((await later.get(record.href)).statusCode).toBe(404);
  });

  it('takes a name as well as an address, and asks which of several people is meant', async () => {
    const [one, two] = [
      await addPerson(test.db, { name: 'Twin Exampleson', roles: ['practitioner'], agency: 'cleveland-police' }),
      await addPerson(test.db, { name: 'Twin M Exampleson', roles: ['practitioner'], agency: STOCKTON }),
    ];
    const form = { who: 'twin exampleson', ...UNTIL, because: 'Visits the family' };
    const asked = await manager.post(`${whoSees(record.id)}/let-in`, form);
    expect(problemsIn(asked)).toBe('400 Several people fit: choose one of them');
    expect(asked.body).toContain(one);
    expect(asked.body).toContain(two);
    const chosen = await manager.post(`${whoSees(record.id)}/let-in`, { ...form, person: two });
    expect(chosen.statusCode).toBe(303);
    expect(textIn((await manager.get(whoSees(record.id))).body)).toContain('Twin M Exampleson');
  });

  it.each([
    ['nobody', { who: '' }, 'Enter the person’s name or email address'],
    ['somebody unknown', { who: 'nobody@example.invalid' }, 'Nobody by that name or address works with Kith today'],
    [
      'no last day',
      { 'until-day': '', 'until-month': '', 'until-year': '' },
      'Enter the last day on which they need it',
    ],
    ['a day that is past', { 'until-year': '2025' }, 'The last day must be today or later'],
    ['a day too far off', { 'until-year': '2028' }, 'The last day must be within 12 months'],
    ['no reason', { because: ' ' }, 'Enter why they need this record'],
  ])('is not taken with %s: the form stays as it was typed', async (_what, change, message) => {
    const answer = await letIn(officer, manager, change as Record<string, string>);
    expect(problemsIn(answer)).toContain(`400 ${message}`);
    expect((await officer.get(record.href)).statusCode).toBe(404);
    if (!('because' in change)) expect(answer.body).toContain('Visits the family');
  });

  it('says so where their role reads no such record, and nobody lets in themselves', async () => {
    const administrator = await signInAs(test, 'administrator');
    expect(problemsIn(await letIn(administrator))).toContain('No role of');
    expect(problemsIn(await letIn(manager))).toBe('400 You can’t let yourself in: somebody else has to');
  });

  it('is refused for whoever appears in it or is kept out, in words that do not tell which', async () => {
    const close = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
    const relation = { name: 'Robin Madeup', relation: 'Child', 'born-day': '', 'born-month': '', 'born-year': '' };
    expect((await close.post('/account/relations', relation)).statusCode).toBe(303);
    await manager.post(`${whoSees(record.id)}/keep-out`, {
      ...{ agency: '', who: await emailOf(test, officer), because: 'A complaint is open' },
    });
    const [first, second] = [problemsIn(await letIn(close)), problemsIn(await letIn(officer))];
    expect(first).toContain('Kith can’t let this person in to this record, and does not say why');
    expect(second).toBe(first);
    for (const one of [close, officer]) expect((await one.get(record.href)).statusCode).toBe(404);
  });

  it('ends when somebody ends it, with why', async () => {
    await letIn(officer);
    const answer = await manager.post(`${whoSees(record.id)}/end`, { person: officer.id, because: 'Moved on' });
    expect(answer.headers.location).toBe(`${whoSees(record.id)}?done=end`);
    expect((await officer.get(record.href)).statusCode).toBe(404);
    expect(await changesOf(test, manager, record.id)).toEqual([
      { field: 'let in', before: await nameOf(test, officer), after: null },
    ]);
    expect((await entries(test, 2))[1]).toMatchObject({ event: 'access.end', why: 'Moved on', record: record.id });
    const again = await manager.post(`${whoSees(record.id)}/end`, { person: officer.id, because: 'Moved on' });
    expect(problemsIn(again)).toBe('400 Choose somebody who is let in now');
  });
});

describe('keeping a record from somebody', () => {
  it('takes an agency’s people out at once, in lists too, until it is lifted with why', async () => {
    const partner = await signInAs(test, 'safeguarding-partner', { agency: STOCKTON, purpose: 'learning' });
    expect((await partner.get(record.href)).statusCode).toBe(200);
    const form = { agency: STOCKTON, who: '', because: 'Its worker is under investigation' };
    expect((await manager.post(`${whoSees(record.id)}/keep-out`, form)).statusCode).toBe(303);
    expect((await partner.get(record.href)).statusCode).toBe(404);
    expect((await partner.get(LIST)).body).not.toContain(record.id);
    expect(problemsIn(await manager.post(`${whoSees(record.id)}/keep-out`, form))).toContain('kept from');

    const page = (await manager.get(`${whoSees(record.id)}/lift`)).body;
    const barring = /name="barring"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? '';
    const lifted = await manager.post(`${whoSees(record.id)}/lift`, { barring, because: 'The case is closed' });
    expect(lifted.statusCode).toBe(303);
    expect((await partner.get(record.href)).statusCode).toBe(200);
    expect((await entries(test, 3)).find((one) => one.event === 'access.lift')).toMatchObject({
      why: 'The case is closed',
    });
  });

  it('is not done to oneself, to one’s own agency or to the record’s', async () => {
    const keep = async (form: Record<string, string>) =>
      problemsIn(await manager.post(`${whoSees(record.id)}/keep-out`, { because: 'x', agency: '', who: '', ...form }));
    expect(await keep({ agency: 'hartlepool-borough-council' })).toContain('agency’s own record');
    expect(await keep({ who: await emailOf(test, manager) })).toContain('from yourself');
    expect(await keep({ agency: 'no-such-agency' })).toBe('400 Choose the agency');
    expect(await keep({})).toBe('400 Choose an agency or enter a person');
    const both = { agency: STOCKTON, who: await emailOf(test, officer) };
    expect(await keep(both)).toBe('400 Choose an agency or enter a person, not both');
  });
});

describe('sealing a record', () => {
  it('leaves it to those who are named: whoever made it, whoever sealed it and whom they name', async () => {
    await letIn(officer);
    expect(
      (await manager.post(`${whoSees(record.id)}/seal`, { sealed: 'yes', because: 'A colleague’s child' })).statusCode,
    ).toBe(303);
    for (const one of [hub, manager]) expect((await one.get(record.href)).statusCode).toBe(200);
    for (const one of [lead, officer]) expect((await one.get(record.href)).statusCode).toBe(404);
    expect(await changesOf(test, manager, record.id)).toEqual([{ field: 'sealed', before: false, after: true }]);
    expect((await letIn(officer)).statusCode).toBe(303);
    expect((await officer.get(record.href)).statusCode).toBe(200);

    expect(
      (await manager.post(`${whoSees(record.id)}/seal`, { sealed: 'no', because: 'All is known' })).statusCode,
    ).toBe(303);
    expect((await lead.get(record.href)).statusCode).toBe(200);
    expect((await entries(test, 2)).find((one) => one.event === 'access.unseal')).toMatchObject({
      why: 'All is known',
    });
  });

  it('never leaves a sealed record without anybody who decides about it', async () => {
    await manager.post(`${whoSees(record.id)}/seal`, { sealed: 'yes', because: 'A colleague’s child' });
    const answer = await manager.post(`${whoSees(record.id)}/end`, { person: manager.id, because: 'Done' });
    expect(problemsIn(answer)).toContain('400 Nobody who decides about this sealed record would be left');
    expect((await manager.get(whoSees(record.id))).statusCode).toBe(200);
  });
});
