import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, problemsIn, textIn } from '../../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { challenged, disagreed } from '../../../../test/support/challenges.ts';
import { entries, formOf } from '../../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { listUnansweredChallenges } from './repository.ts';

const POLICE = 'cleveland-police';

let test: TestApp;
let school: SignedIn;
let worker: SignedIn;
let manager: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  school = await signInAs(test, 'practitioner', { agency: 'schools' });
  worker = await signInAs(test, 'practitioner');
  manager = await signInAs(test, 'business-manager', { agency: 'stockton-on-tees-borough-council' });
});
afterAll(() => test.close());

/** References in the order of the page. */
const references = (body: string) =>
  [...body.matchAll(/>((?:PDR|PCH)-\d{4}-\d{4})<\/a>/g)].map(([, reference]) => reference);

describe('the register', () => {
  it('shows what is open, the latest first, and what has no day last', async () => {
    const waiting = await disagreed(school, { answerer: worker.id });
    const urgent = await disagreed(school, { answerer: worker.id, urgent: 'yes' });
    const peer = await challenged(school);
    const order = (body: string) => [urgent, waiting, peer].map(({ id }) => body.indexOf(id));
    const places = order((await manager.get('/challenge')).body);
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect((await entries(test))[0]?.seen).toEqual(expect.arrayContaining([waiting.id, urgent.id, peer.id]));
  });

  it('moves what has ended out of what is open', async () => {
    const { id, href } = await disagreed(school);
    const version = String(formOf((await school.get(`${href}/withdraw`)).body).version);
    await school.post(`${href}/withdraw`, { version, words: 'Invented.' });
    expect((await school.get('/challenge')).body).not.toContain(id);
    const ended = (await school.get('/challenge?show=ended')).body;
    expect(ended).toContain(id);
    expect(textIn(ended)).toContain('Withdrawn, 23 November 2026');
  });

  it.each([
    ['kind=peer-challenge', /^PCH-/],
    ['kind=disagreement', /^PDR-/],
    ['stage=1', /^PDR-/],
  ])('is narrowed by %s', async (query, like) => {
    const found = references((await manager.get(`/challenge?show=all&${query}`)).body);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((reference) => !like.test(reference ?? ''))).toEqual([]);
  });

  it('of those who take part, and of their agency', async () => {
    const { id } = await disagreed(school, { answerer: worker.id });
    expect((await worker.get('/challenge?whose=mine')).body).toContain(id);
    expect((await manager.get('/challenge?whose=mine')).body).not.toContain(id);
    expect((await manager.get('/challenge?whose=agency')).body).not.toContain(id);
    expect((await manager.get('/challenge?agency=schools')).body).toContain(id);
    expect((await manager.get(`/challenge?agency=${POLICE}`)).body).not.toContain(id);
  });

  it('answers a query that makes no sense with the list itself', async () => {
    for (const query of ['show=x&stage=9&page=-1', 'theme=%27%3B--&agency=%3Cb%3E', 'year=20266', 'page=99999']) {
      expect((await manager.get(`/challenge?${query}`)).statusCode).toBe(200);
    }
  });

  it('gives an agenda what nobody has answered', async () => {
    const stands = { roles: ['business-manager'], purpose: 'governance' } as const;
    const open = await as(test, manager, stands, (trx) => listUnansweredChallenges(trx, { today: '2026-11-27' }));
    expect(open.length).toBeGreaterThan(2);
    const late = open.map((one) => one.late);
    expect(late.lastIndexOf(true)).toBe(late.filter(Boolean).length - 1);
    expect(open[0]).toMatchObject({ urgent: true, href: expect.stringContaining('/challenge/disagreements/') });
    const nobody = await listUnansweredChallenges(test.db, { today: '2026-11-27' });
    expect(nobody).toEqual([]);
  });
});

describe('the register, counted', () => {
  it('says of how many, and counts for each reader what they may read', async () => {
    const all = textIn((await manager.get('/challenge/analysis')).body);
    expect(all).toMatch(/\d+ professional disagreements and 1 peer challenge that you can read/);
    expect(all).toMatch(/A referral was said to be below the threshold (\d+) of \1/);
    const stranger = await signInAs(test, 'practitioner', { agency: POLICE });
    const none = textIn((await stranger.get('/challenge/analysis?year=2026')).body);
    expect(none).toContain('0 professional disagreements and 0 peer challenges that you can read, raised in 2026');
  });
});

describe('the finder of opposite numbers', () => {
  it('shows who works at that level, with job and team, and says so where nobody is known', async () => {
    const found = textIn((await school.get('/challenge/opposite-numbers?agency=cleveland-police&stage=2')).body);
    expect(found).toContain('Lewis Example');
    expect(found).toContain('Head of safeguarding assurance');
    const nobody = textIn((await school.get('/challenge/opposite-numbers?agency=tsab&stage=3')).body);
    expect(nobody).toContain('Kith knows of nobody at');
  });

  it('shows no address, no roles of accounts and nobody who has left', async () => {
    const leaver = await signInAs(test, 'practitioner', { agency: POLICE, name: 'Gone Invented' });
    const at = '/challenge/opposite-numbers?agency=cleveland-police&stage=1';
    expect((await school.get(at)).body).toContain('Gone Invented');
    await sql`update person set left_on = '2026-11-20' where id = ${leaver.id}::uuid`.execute(test.db);
    const page = (await school.get(at)).body;
    expect(page).not.toContain('Gone Invented');
    expect(page).not.toContain('@example.invalid');
  });
});

describe('how long each stage may take', () => {
  const LIMITS = '/challenge/time-limits';
  const form = {
    stage: '2',
    urgent: 'no',
    days: '3',
    standing: 'agreed',
    source: 'Executive, 20 November',
    why: 'Too slow',
  };

  it('is shown to all who may disagree, with where each number comes from', async () => {
    const page = textIn((await school.get(LIMITS)).body);
    expect(page).toContain(
      'Another area’s example. Lincolnshire joint escalation protocol: managers talk within 5 working days',
    );
    expect(page).toContain('Recalled, not checked in a source');
    expect(page).not.toContain('Set the limit');
  });

  it.each([
    [{ days: '-1' }, 'whole number of working days'],
    [{ days: '61' }, 'whole number of working days'],
    [{ days: '2.5' }, 'whole number of working days'],
    [{ stage: '5' }, 'Choose a stage'],
    [{ source: '' }, 'Enter where the number comes from'],
    [{ why: ' ' }, 'Enter why you set it'],
  ])('refuses %o', async (change, words) => {
    expect(problemsIn(await manager.post(LIMITS, { ...form, ...change }))).toContain(words);
  });

  it('is set by the business manager alone, keeps what was before, and does not move clocks that run', async () => {
    expect((await school.post(LIMITS, form)).statusCode).toBe(403);
    const escalated = async () => {
      const { href } = await disagreed(school);
      const version = String(formOf((await school.get(`${href}/escalate`)).body).version);
      await school.post(`${href}/escalate`, { version, words: 'Invented.', answerer: '', asker: '' });
      return href;
    };
    const before = await escalated();
    expect((await manager.post(LIMITS, form)).statusCode).toBe(303);
    expect((await entries(test))[0]).toMatchObject({ event: 'challenge.set-limit', why: 'Too slow' });
    const after = await escalated();
    expect(textIn((await school.get(before)).body)).toContain('due by Monday 30 November 2026: 5 working days left');
    const page = textIn((await school.get(after)).body);
    expect(page).toContain('due by Thursday 26 November 2026: 3 working days left');
    expect(page).toContain('Agreed by this partnership: Executive, 20 November');
    const limits = textIn((await school.get(LIMITS)).body);
    expect(limits.indexOf('Executive, 20 November')).toBeLessThan(limits.indexOf('What counted before'));
    expect(limits.lastIndexOf('managers talk within 5')).toBeGreaterThan(limits.indexOf('What counted before'));
  });

  it('is changed by nobody past the pages: a row that is set stays', async () => {
    const stands = { roles: ['business-manager'], purpose: 'governance' } as const;
    const changed = await as(test, manager, stands, async (trx) =>
      Number((await sql`update disagreement_limit set days = 9`.execute(trx)).numAffectedRows),
    );
    expect(changed).toBe(0);
    expect(test.now()).toEqual(TEST_NOW);
  });
});
