import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  as,
  emailOf,
  nameOf,
  noticesOf,
  problemsIn,
  still,
  textIn,
  whoSees,
  wordsTo,
} from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { entries, recorded } from '../../../test/support/notifications.ts';
import { type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';
import { findHolder } from '../../platform/access/index.ts';

const KIND = 'serious-incident-notification';
const ASK = `/access/ask/${KIND}`;
const REASON = 'I visit the family tomorrow';

let test: TestApp;
let hub: SignedIn;
let partner: SignedIn;
let manager: SignedIn;
let officer: SignedIn;
let record: { id: string; href: string };
let reference: string;

beforeAll(async () => {
  test = await buildTestApp();
  hub = await signInAs(test, 'hub-worker');
  partner = await signInAs(test, 'safeguarding-partner', { purpose: 'learning' });
  manager = await signInAs(test, 'business-manager');
});
afterAll(() => test.close());
beforeEach(async () => {
  test.at(TEST_NOW);
  record = await recorded(hub);
  reference = await referenceOf(record.id);
  officer = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
});

async function referenceOf(id: string): Promise<string> {
  return as(test, manager, { roles: ['business-manager'], purpose: 'learning' }, async (trx) => {
    return (await findHolder(trx, KIND, id))?.reference ?? '';
  });
}

function ask(by: SignedIn, form: { record?: string; reference?: string }, reason = REASON) {
  return by.post(ASK, { record: '', reference: '', ...form, reason });
}

/** The page on which somebody answers, and the request that it is about. */
async function answering(by: SignedIn, id = record.id) {
  const page = await by.get(`${whoSees(id)}/answer`);
  return { page, ask: /name="ask" value="([^"]+)"/.exec(page.body)?.[1] ?? '' };
}

describe('somebody who may not see a record', () => {
  it('is offered to ask for access on the page that shows nothing, whether or not there is one', async () => {
    for (const id of [record.id, randomUUID()]) {
      const hidden = await officer.get(`/learning/notifications/${id}`);
      expect(hidden.statusCode).toBe(404);
      const href = /href="(\/access\/ask[^"]*)"/.exec(hidden.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const led = await officer.get(href);
      expect(led.headers.location).toBe(`${ASK}?record=${id}`);
      expect((await officer.get(String(led.headers.location))).statusCode).toBe(200);
    }
  });

  it('asks by address or by reference and can’t tell by anything whether there is such a record', async () => {
    const others = [await signInAs(test, 'practitioner'), await signInAs(test, 'practitioner')] as const;
    const seen = async (by: SignedIn, how: { record?: string; reference?: string }) => {
      const form = await by.get(`${ASK}?${new URLSearchParams(how)}`);
      const sent = await ask(by, how);
      const list = await by.get('/access/asks?done=yes');
      const again = await ask(by, how);
      const after = await by.get('/access/asks');
      const own = (await nameOf(test, by)) as string;
      const pages = [form, list, after].map(
        ({ statusCode, body }) => `${statusCode} ${still(body).replaceAll(own, 'ME')}`,
      );
      return [...pages, `${sent.statusCode} ${sent.headers.location}`, `${again.statusCode} ${again.headers.location}`];
    };
    expect(await seen(others[0], { record: record.id })).toEqual(await seen(others[1], { record: randomUUID() }));
    const [first, second] = [await signInAs(test, 'practitioner'), await signInAs(test, 'practitioner')];
    expect(await seen(first, { reference })).toEqual(await seen(second, { reference: 'SIN-1998-0404' }));
    // Nor by the numbers in what they did themselves: one that leads nowhere is made like one that leads somewhere.
    const numbers = async (by: SignedIn) => {
      const { body } = await by.get('/account/trail/download?format=csv');
      return [...body.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{12}/g)];
    };
    const asker = await signInAs(test, 'practitioner');
    for (let number = 1; number <= 24; number += 1) await ask(asker, { reference: `SIN-1998-${number}` });
    const fourth = new Set((await numbers(asker)).map(([, digit]) => digit));
    expect([...fourth].toSorted()).toEqual(['8', '9', 'a', 'b']);
    // A second request made in the same way is the same request.
    expect((await second.get('/access/asks')).body.match(/SIN-1998-0404/g)).toHaveLength(1);
  });

  it('looks the same after the time for an answer as for a record that does not exist, if somebody chose to say nothing', async () => {
    await ask(officer, { reference });
    const { ask: id } = await answering(manager);
    const form = {
      ask: id,
      answer: 'silent',
      words: 'They must not know',
      'until-day': '',
      'until-month': '',
      'until-year': '',
    };
    expect((await manager.post(`${whoSees(record.id)}/answer`, form)).statusCode).toBe(303);
    const other = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
    await ask(other, { reference: 'SIN-1998-0405' });
    test.at(new Date('2026-11-26T09:00:00Z'));
    const pages = [];
    for (const by of [officer, other]) {
      const session = await signIn(test, by.id, { now: test.now() });
      pages.push(still((await session.get('/access/asks')).body).replaceAll(await nameOf(test, by), 'ME'));
    }
    expect(pages[0]).toBe(pages[1]);
    expect(textIn(pages[0] ?? '')).toContain('Nobody answered by 25 November 2026');
  });

  it('whose role is let in to nothing has nothing to ask for', async () => {
    const auditor = await signInAs(test, 'auditor');
    expect(textIn((await auditor.get('/access/ask')).body)).toContain('Your role is let in to no restricted record');
    expect((await auditor.get(ASK)).statusCode).toBe(403);
    expect((await ask(auditor, { reference })).statusCode).toBe(403);
  });

  it('must say what they need it for, and which record', async () => {
    expect(problemsIn(await ask(officer, { reference }, ' '))).toBe('400 Enter what you need the record for');
    expect(problemsIn(await ask(officer, {}))).toBe('400 Enter the record’s reference');
  });

  it('is led to the record when they may see it after all', async () => {
    const answer = await ask(manager, { reference: ` ${reference.toLowerCase()} ` });
    expect(answer.headers.location).toBe(record.href);
    expect((await manager.get(`${ASK}?record=${record.id}`)).headers.location).toBe(record.href);
  });
});

describe('whoever answers for a record', () => {
  it('is told at once, and has two working days, bank holidays and weekends apart', async () => {
    await ask(officer, { record: record.id });
    const name = await nameOf(test, officer);
    expect(await noticesOf(test, partner)).toContainEqual({
      words: `${name}, Cleveland Police, asks to see a record that you answer for. Answer by 25 November 2026.`,
      href: `${whoSees(record.id)}/answer`,
    });
    expect((await noticesOf(test, hub))[0]?.words).toContain(
      'that you made. Those who decide about it have been told.',
    );
    const friday = new Date('2026-12-24T15:00:00Z');
    test.at(friday);
    const late = await signIn(test, (await signInAs(test, 'practitioner')).id, { now: friday });
    await ask(late, { record: record.id });
    expect((await wordsTo(test, partner))[0]).toContain('Answer by 30 December 2026');
  });

  it('finds it on the list of requests, overdue ones marked, and on the record’s page', async () => {
    await ask(officer, { record: record.id });
    const list = textIn((await manager.get(`/access/asks/${KIND}`)).body);
    expect(list).toContain(`${await nameOf(test, officer)} asks to see ${reference}`);
    expect(list).toContain(REASON);
    expect(list).not.toContain('Overdue');
    test.at(new Date('2026-11-26T08:00:00Z'));
    const later = await signIn(test, manager.id, { now: test.now() });
    expect(textIn((await later.get(`/access/asks/${KIND}`)).body)).toMatch(/\d overdue|of them overdue/);
    expect(textIn((await later.get(whoSees(record.id))).body)).toContain('Overdue');
    const stockton = await signInAs(test, 'assurance-lead', { agency: 'stockton-on-tees-borough-council' });
    test.at(TEST_NOW);
    expect((await stockton.get(`/access/asks/${KIND}`)).body).not.toContain(reference);
  });

  it('answers yes until a day: the asker is told and sees the record', async () => {
    await ask(officer, { reference });
    const { page, ask: id } = await answering(manager);
    expect(textIn(page.body)).toContain(REASON);
    const form = {
      ask: id,
      answer: 'yes',
      'until-day': '30',
      'until-month': '11',
      'until-year': '2026',
      words: 'Visits tomorrow',
    };
    expect((await manager.post(`${whoSees(record.id)}/answer`, form)).statusCode).toBe(303);
    expect((await officer.get(record.href)).statusCode).toBe(200);
    expect((await noticesOf(test, officer))[0]?.words).toBe(`You were let in to ${reference} until 30 November 2026.`);
    expect((await officer.get('/access/asks')).body).toContain(record.href);
    expect((await entries(test, 4)).find((one) => one.event === 'access.answer')).toMatchObject({
      ...{ record: record.id, why: 'Visits tomorrow', purpose: 'learning' },
    });
    expect(problemsIn(await manager.post(`${whoSees(record.id)}/answer`, form))).toContain('answered already');
  });

  it('answers no in words that the asker reads', async () => {
    await ask(officer, { reference });
    const { ask: id } = await answering(manager);
    const form = {
      ask: id,
      answer: 'no',
      words: 'Ring me instead',
      'until-day': '',
      'until-month': '',
      'until-year': '',
    };
    expect((await manager.post(`${whoSees(record.id)}/answer`, form)).statusCode).toBe(303);
    expect((await officer.get(record.href)).statusCode).toBe(404);
    expect(textIn((await officer.get('/access/asks')).body)).toContain('no. “Ring me instead”');
    expect((await noticesOf(test, officer))[0]?.href).toBe('/access/asks');
  });

  it('can’t let in whoever must not reach it, and is not told why', async () => {
    await ask(officer, { reference });
    await manager.post(`${whoSees(record.id)}/keep-out`, {
      ...{ agency: '', who: await emailOf(test, officer), because: 'x' },
    });
    const { ask: id } = await answering(manager);
    const form = {
      ask: id,
      answer: 'yes',
      'until-day': '30',
      'until-month': '11',
      'until-year': '2026',
      words: 'Fine',
    };
    expect(problemsIn(await manager.post(`${whoSees(record.id)}/answer`, form))).toContain('and does not say why');
    expect((await officer.get(record.href)).statusCode).toBe(404);
  });

  it('never answers their own request, nor one for a record of another council', async () => {
    const lead = await signInAs(test, 'assurance-lead', { agency: 'stockton-on-tees-borough-council' });
    await ask(officer, { reference });
    const { ask: id } = await answering(manager);
    const form = { ask: id, answer: 'no', words: 'x', 'until-day': '', 'until-month': '', 'until-year': '' };
    expect((await lead.post(`${whoSees(record.id)}/answer`, form)).statusCode).toBe(404);
    const elsewhere = await recorded(
      await signInAs(test, 'hub-worker', { agency: 'stockton-on-tees-borough-council' }),
    );
    expect(problemsIn(await lead.post(`${whoSees(elsewhere.id)}/answer`, form))).toContain('there is none');
  });
});
