import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textIn } from '../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { challenged, disagreed } from '../../../test/support/challenges.ts';
import { day, fillExecutive, itemsOf, joins, plans, takes } from '../../../test/support/meetings.ts';
import { recorded } from '../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../test/support/people.ts';

let test: TestApp;
let maya: SignedIn;
let brenda: SignedIn;
let meeting: string;

/** Everybody of this Executive is a delegated partner: each may read every disagreement. */
beforeAll(async () => {
  test = await buildTestApp();
  ({ maya } = await fillExecutive(test));
  brenda = await signInAs(test, 'business-manager');
  meeting = await plans(maya, day('day', '2026-12-08'));
}, 60_000);
afterAll(() => test.close());

const reply = (date: string) => {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  return { 'reply-by-day': dayOfMonth, 'reply-by-month': month, 'reply-by-year': year };
};
const offered = async (by: SignedIn, href = meeting) => {
  const { body } = await by.get(`${href}/agenda`);
  return textIn(body.slice(body.indexOf('id="live"'), body.indexOf('id="own"')));
};

describe('an agenda offers by itself', () => {
  it('challenges and disagreements one by one where all who sit there may read them, else as a number', async () => {
    const police = 'cleveland-police';
    await disagreed(await signInAs(test, 'practitioner', { agency: police }));
    await challenged(await signInAs(test, 'assurance-lead', { agency: police }), reply('2026-12-08'));
    const before = await offered(brenda);
    expect(before).toMatch(/PDR-2026-\d{4}: Cleveland Police to Hartlepool Borough Council/);
    expect(before).toMatch(/PCH-2026-\d{4}: /);

    await joins(maya, 'executive', { seat: 'A headteacher', agency: 'schools', voting: false });
    const after = await offered(brenda);
    expect(after).not.toMatch(/PDR-2026|PCH-2026/);
    expect(after).toContain('1 professional disagreement waits for an answer');
    expect(after).toContain('1 due by the day of the meeting. Not everybody in the group may read which.');
    expect(after).toContain('1 challenge between agencies waits for an answer');
  });

  it('clocks of serious incidents as a number, to whoever may read them, and no word of any', async () => {
    const hub = await signInAs(test, 'hub-worker');
    const { id } = await recorded(hub);
    const shown = await offered(brenda);
    expect(shown).toContain('Notifications of serious incidents whose time runs');
    expect(shown).toMatch(/Of those not sent to the Panel or not told to partners: (1 late|1 due by 8 December 2026)/);
    expect(shown).not.toMatch(/SIN-2026/);
    const { body } = await brenda.get(`${meeting}/agenda`);
    expect(body).not.toContain(id);
    expect(await offered(maya)).not.toContain('serious incident');
  });

  it('figures that moved, with both values and the way to them, as the public sees them', async () => {
    const { body } = await brenda.get(`${meeting}/agenda`);
    const shown = await offered(brenda);
    expect(shown).toContain('Figures that moved since the year before');
    expect(shown).toMatch(/(Up|Down) from [\d,.]+%? \(2024\) to [\d,.]+%? \(2025\)/);
    const [, href = ''] = /href="(\/snapshot\/indicators\/[^"]+)"/.exec(body) ?? [];
    expect((await test.app.inject(href)).statusCode).toBe(200);
  });

  it('how far the review of access is, in autumn, without a name', async () => {
    expect(await offered(brenda)).toMatch(/The review of access of 2026 Nobody has confirmed what .*people may do/);
    expect(await offered(maya)).not.toContain('The review of access');
  });

  it('and what is taken stands there with why, is offered no more, and leads to the thing itself', async () => {
    const { body } = await brenda.get(`${meeting}/agenda`);
    const [, line = ''] = /value="(waiting:disagreement)"/.exec(body) ?? [];
    await takes(brenda, `${meeting}/agenda/take`, { lines: line });
    expect((await itemsOf(brenda, meeting)).map(({ title }) => title)).toContain(
      '1 professional disagreement waits for an answer',
    );
    expect(await offered(brenda)).not.toContain('professional disagreement waits');
    const page = await maya.get(meeting);
    expect(page.body).toContain('href="/challenge"');
    expect(textIn(page.body)).toContain('Not everybody in the group may read which');
  });
});
