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
import { entries, LIST, recorded } from '../../../test/support/notifications.ts';
import { type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';
import { findHolder } from '../../platform/access/index.ts';

const KIND = 'serious-incident-notification';
const OPEN = `/access/emergency/${KIND}`;
const JUDGE = `/access/emergencies/${KIND}`;
const REASON = 'The child is at the station and somebody must decide tonight';

let test: TestApp;
let hub: SignedIn;
let partner: SignedIn;
let manager: SignedIn;
let officer: SignedIn;
let record: { id: string; href: string };

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
  officer = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
});

function open(by: SignedIn, form: { record?: string; reference?: string }, reason = REASON) {
  return by.post(OPEN, { record: '', reference: '', ...form, reason });
}

function referenceOf(id: string): Promise<string> {
  return as(test, manager, { roles: ['business-manager'], purpose: 'learning' }, async (trx) => {
    return (await findHolder(trx, KIND, id))?.reference ?? '';
  });
}

async function openingAt(by: SignedIn, opener = officer): Promise<string> {
  const name = await nameOf(test, opener);
  const page = (await by.get(JUDGE)).body;
  const radio = page.split('govuk-radios__item').find((one) => one.includes(`${name} opened`)) ?? '';
  return /value="([^"]+)"/.exec(radio)?.[1] ?? '';
}

describe('an emergency', () => {
  it('opens one record for two hours, with a banner on it, even when it is sealed, and no longer', async () => {
    await manager.post(`${whoSees(record.id)}/seal`, { sealed: 'yes', because: 'x' });
    const other = await recorded(hub);
    expect((await open(officer, { record: record.id })).headers.location).toBe(record.href);
    const page = await officer.get(record.href);
    expect(page.statusCode).toBe(200);
    expect(textIn(page.body)).toContain('You opened this in an emergency. It is open to you until 11am.');
    expect((await officer.get(`${record.href}/history`)).statusCode).toBe(200);
    expect((await officer.get(other.href)).statusCode).toBe(404);
    expect((await officer.get(`${record.href}/change`)).statusCode).toBe(403);
    expect(textIn((await officer.get('/access/emergencies')).body)).toContain(
      'Not judged yet, due by 30 November 2026',
    );
    test.at(new Date(TEST_NOW.getTime() + 2 * 3_600_000 - 1000));
    const later = await signIn(test, officer.id, { now: test.now() });
    expect((await later.get(record.href)).statusCode).toBe(200);
    test.at(new Date(TEST_NOW.getTime() + 2 * 3_600_000));
    expect((await later.get(record.href)).statusCode).toBe(404);
  });

  it('is told at once to whoever made the record, whoever decides about it and whoever judges, and stands in the ledger', async () => {
    await open(officer, { reference: await referenceOf(record.id) });
    expect((await entries(test))[0]).toMatchObject({ event: 'access.emergency', record: record.id, why: REASON });
    const name = await nameOf(test, officer);
    expect(await wordsTo(test, hub)).toContain(
      `${name}, Cleveland Police, opened a record in an emergency that you made or decide about. It ends after 2 hours and is judged by 30 November 2026.`,
    );
    expect(await noticesOf(test, partner)).toContainEqual({
      words: `${name}, Cleveland Police, opened a record in an emergency. Judge by 30 November 2026 whether it was right.`,
      href: JUDGE,
    });
  });

  it('needs a reason of ten characters', async () => {
    expect(problemsIn(await open(officer, { record: record.id }, 'Need it'))).toBe(
      '400 Enter what the emergency is, in 10 characters or more',
    );
    expect((await officer.get(record.href)).statusCode).toBe(404);
  });

  it('opens nothing to whoever appears in it, is close to somebody who does, or must not receive it', async () => {
    const relation = { name: 'Robin Q. Madeup', relation: 'Child', 'born-day': '', 'born-month': '', 'born-year': '' };
    await officer.post('/account/relations', relation);
    const kept = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
    await manager.post(`${whoSees(record.id)}/keep-out`, {
      ...{ agency: '', who: await emailOf(test, kept), because: 'x' },
    });
    const agency = await signInAs(test, 'practitioner', { agency: 'stockton-on-tees-borough-council' });
    await manager.post(`${whoSees(record.id)}/keep-out`, {
      ...{ agency: 'stockton-on-tees-borough-council', who: '', because: 'x' },
    });
    for (const by of [officer, kept, agency]) {
      const [real, none] = [await open(by, { record: record.id }), await open(by, { record: randomUUID() })];
      expect([real.statusCode, none.statusCode]).toEqual([404, 404]);
      expect(still(real.body)).toBe(still(none.body));
      const reference = await referenceOf(record.id);
      const byName = [await open(by, { reference }), await open(by, { reference: 'SIN-1998-0001' })];
      expect(byName.map(problemsIn)[0]).toContain('404 Kith can’t open a record by this reference to you');
      expect(byName.map(problemsIn)[0]).toBe(byName.map(problemsIn)[1]);
      expect((await by.get(record.href)).statusCode).toBe(404);
      expect((await by.get(LIST)).body).not.toContain(record.id);
      expect(
        (await entries(test, 6))
          .filter(({ event }) => event === 'access.emergency')
          .every((one) => one.outcome === 'refused'),
      ).toBe(true);
    }
  });

  it('is not for a role that the table does not give it to', async () => {
    for (const role of ['analyst', 'administrator', 'auditor', 'scrutineer'] as const) {
      const by = await signInAs(test, role);
      expect((await by.get(OPEN)).statusCode).toBe(403);
      expect((await open(by, { record: record.id })).statusCode).toBe(403);
      expect(textIn((await by.get('/access/emergency')).body)).toContain(
        'Your role does not open records in an emergency',
      );
    }
  });
});

describe('judging an emergency', () => {
  it('is done by somebody else who is entitled, within five working days, and the opener reads what was said', async () => {
    await open(officer, { record: record.id });
    expect(textIn((await partner.get(JUDGE)).body)).toContain(REASON);
    const form = {
      opening: await openingAt(partner),
      verdict: 'not-right',
      words: 'The duty team was there to be asked',
    };
    expect((await partner.post(JUDGE, form)).headers.location).toBe(`${JUDGE}?done=yes`);
    expect((await entries(test))[0]).toMatchObject({ event: 'access.judge', record: record.id, why: form.words });
    const own = textIn((await officer.get('/access/emergencies')).body);
    expect(own).toContain('It was not right');
    expect(own).toContain(form.words);
    expect((await noticesOf(test, officer))[0]?.words).toContain('was judged: it was not right');
    expect(problemsIn(await partner.post(JUDGE, form))).toBe('400 Choose an opening that nobody has judged yet');
  });

  it('tells the opener’s assurance lead when it was not right', async () => {
    const lead = await signInAs(test, 'assurance-lead', { agency: 'cleveland-police' });
    await open(officer, { record: record.id });
    await partner.post(JUDGE, { opening: await openingAt(partner), verdict: 'not-right', words: 'No' });
    expect((await noticesOf(test, lead))[0]?.words).toContain(
      `${await nameOf(test, officer)} opened a record in an emergency`,
    );
  });

  it('needs a verdict, and words where it was not right', async () => {
    await open(officer, { record: record.id });
    const opening = await openingAt(partner);
    expect(problemsIn(await partner.post(JUDGE, { opening, verdict: '', words: '' }))).toBe(
      '400 Choose whether it was right',
    );
    expect(problemsIn(await partner.post(JUDGE, { opening, verdict: 'not-right', words: '' }))).toBe(
      '400 Enter what was not right',
    );
    expect((await partner.post(JUDGE, { opening, verdict: 'right', words: '' })).statusCode).toBe(303);
  });

  it('is never done by whoever opened it, nor for another council’s record by its lead', async () => {
    const both = await signInAs(test, ['practitioner', 'safeguarding-partner'], {
      agency: 'cleveland-police',
      purpose: 'safeguarding',
    });
    const sealed = await recorded(hub, { sealed: 'yes', decider: manager.id });
    expect((await open(both, { record: sealed.id })).statusCode).toBe(303);
    const opened = await openingAt(partner, both);
    expect(opened).not.toBe('');
    expect((await both.get(JUDGE)).body).not.toContain(opened);
    expect(problemsIn(await both.post(JUDGE, { opening: opened, verdict: 'right', words: '' }))).toContain(
      '400 Choose an opening',
    );
    const lead = await signInAs(test, 'assurance-lead', { agency: 'stockton-on-tees-borough-council' });
    expect(problemsIn(await lead.post(JUDGE, { opening: opened, verdict: 'right', words: '' }))).toContain(
      '400 Choose an opening',
    );
  });

  it('shows what is overdue', async () => {
    await open(officer, { record: record.id });
    test.at(new Date('2026-12-01T09:00:00Z'));
    const later = await signIn(test, partner.id, { now: test.now(), purpose: 'learning' });
    expect(textIn((await later.get(JUDGE)).body)).toContain('To be judged by 30 November 2026. Overdue');
  });
});
