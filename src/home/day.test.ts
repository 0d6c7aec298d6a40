import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { as, textIn } from '../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../test/support/app.ts';
import { disagreed } from '../../test/support/challenges.ts';
import { testConfig } from '../../test/support/config.ts';
import { attends, day, fillExecutive, holds, plans, takes } from '../../test/support/meetings.ts';
import { entries, recorded } from '../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../test/support/people.ts';
import { access } from '../access.ts';
import { buildApp } from '../app.ts';
import { answersFor } from './day.ts';
import { homeOf } from './service.ts';

const POLICE = 'cleveland-police';

let test: TestApp;
let maya: SignedIn;
let members: SignedIn[];

beforeAll(async () => {
  test = await buildTestApp();
  ({ maya, members } = await fillExecutive(test));
}, 60_000);
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

const member = (at: number) => members[at] as SignedIn;

/** The words of a part of a page: what waits, the next meetings, what is late. */
async function home(
  by: SignedIn,
): Promise<{ all: string; waits: string; meetings: string; late: string; body: string }> {
  const { body } = await by.get('/');
  const part = (from: string, to: string) => {
    const at = body.indexOf(from);
    return at === -1 ? '' : textIn(body.slice(at, body.indexOf(to, at)));
  };
  return {
    ...{ body, all: textIn(body.slice(body.indexOf('<main'), body.indexOf('How the year stands'))) },
    ...{ waits: part('kith-home--day', 'id="meetings"'), meetings: part('id="meetings"', '</section>') },
    late: part('id="late"', '</section>'),
  };
}

/** Sets the day on which a stage of a disagreement was due back, as if time had passed. */
async function passes(href: string): Promise<void> {
  const manager = await signInAs(test, 'business-manager');
  await as(test, manager, { roles: ['business-manager'], purpose: 'governance' }, (trx) =>
    sql`update disagreement_stage set due = '2026-11-20' where disagreement_id = ${href.split('/').at(-1)}::uuid`.execute(
      trx,
    ),
  );
}

describe('the home page of somebody who is signed in', () => {
  it('says what waits for them before how the year stands', async () => {
    const worker = await signInAs(test, 'practitioner');
    const { all, body } = await home(worker);
    expect(all).toContain('What waits for you Nothing waits for you today.');
    expect(all).toContain('No meeting of a group in which you sit is planned.');
    expect(textIn(body)).toContain('How the year stands');
  });

  it('tells a member their next meetings and the contribution that is asked of their agency', async () => {
    const href = await plans(maya, day('day', '2026-12-14'));
    await takes(maya, `${href}/contributions`, {
      ...{ agencies: [POLICE], asked: 'How often was the child seen?', ...day('due', '2026-12-04') },
    });
    const police = await home(member(3));
    expect(police.meetings).toContain('Executive Monday 14 December 2026 at 10am Civic Centre');
    expect(police.waits).toMatch(
      /Contribute to Executive, 14 December 2026 Due on 4 December 2026 Contribution to a meeting\./,
    );
    expect((await home(member(1))).waits).not.toContain('Contribution to a meeting');
    const work = textIn((await member(3).get('/work')).body);
    expect(work).toContain('Also waiting for you, besides actions: 1');
    expect(work).toContain('Contribute to Executive, 14 December 2026 Due on 4 December 2026');
    expect(textIn((await member(3).get('/work?show=done')).body)).not.toContain('Also waiting for you');
    expect(textIn((await maya.get('/work')).body)).not.toContain('Contribute to');
    const elsewhere = await signInAs(test, 'business-manager', { agency: POLICE });
    expect((await home(elsewhere)).waits).not.toContain('Contribution to a meeting');
    const lead = await signInAs(test, 'assurance-lead', { agency: POLICE });
    expect((await home(lead)).waits).toContain('Contribution to a meeting');
    const [, link = ''] = /href="(\/meetings\/contributions\/[^"]+)"/.exec((await lead.get('/')).body) ?? [];
    await takes(lead, link, { 'based-on': '0', words: 'In nine of forty files.' });
    expect((await home(lead)).waits).not.toContain('Contribution to a meeting');
  });

  it('tells whoever runs meetings which minutes wait and which agenda is not sent', async () => {
    const held = await holds(maya);
    await takes(maya, `${held}/finish`);
    await plans(maya, day('day', '2026-11-27'));
    const shown = await home(maya);
    expect(shown.waits).toMatch(
      /Agree the minutes of Executive, 23 November 2026 Due on 27 November 2026 Minutes to agree\./,
    );
    expect(shown.waits).toMatch(
      /Send the agenda of Executive, 27 November 2026 Due on 27 November 2026 Agenda to send\./,
    );
    expect((await home(member(0))).waits).toContain('Minutes to agree');
    expect((await home(member(1))).waits).not.toContain('Minutes to agree');
    await attends(maya, held, ['present', 'present', 'present', 'present']);
  });

  it('tells whoever is asked that an answer is due, and whoever answers for the agency that it is late', async () => {
    const asked = await signInAs(test, 'hub-worker');
    const lead = await signInAs(test, 'assurance-lead');
    const manager = await signInAs(test, 'business-manager', { agency: 'tsab' });
    const police = await signInAs(test, 'practitioner', { agency: POLICE });
    const { href } = await disagreed(police, { answerer: asked.id });
    expect((await home(asked)).waits).toMatch(/Due on \d+ November 2026 Professional disagreement, stage 1\./);
    expect((await home(asked)).body).toContain(`href="${href}"`);
    expect((await home(police)).waits).not.toContain('Professional disagreement');
    expect((await home(lead)).waits).not.toContain('Professional disagreement');
    expect((await home(lead)).late).toContain('Nothing of others in your agency is late.');

    await passes(href);
    for (const [who, whose] of [
      [lead, 'Late in your agency'],
      [manager, 'Late in the partnership'],
    ] as const) {
      const { late } = await home(who);
      expect(late).toContain(whose);
      expect(late).toMatch(/Late: it was due on 20 November 2026 Professional disagreement, stage 1, Hartlepool/);
    }
    expect((await home(asked)).all).toContain('1 thing waits for you. Begin with the first: all of these are late.');
    expect((await home(police)).late).toBe('');
  });

  it('tells whoever must notify that a clock runs, as a number, and nothing else of the incident', async () => {
    const hub = await signInAs(test, 'hub-worker');
    const { id } = await recorded(hub);
    const { waits, body } = await home(hub);
    expect(waits).toContain('1 notification has a clock running');
    expect(waits).toContain('Serious incident notifications.');
    expect(body).not.toContain(id);
    expect(body).not.toContain('SIN-2026');
    const colleague = await signInAs(test, 'hub-worker');
    expect((await home(colleague)).waits).not.toContain('notification');
    const manager = await signInAs(test, 'business-manager');
    expect((await home(manager)).waits).toMatch(/\d notifications? ha(s|ve) a clock running/);
    const before = (await entries(test))[0];
    await home(manager);
    expect((await entries(test))[0]).toEqual(before);
  });

  it('says for whom somebody answers by their role', () => {
    expect(answersFor(['business-manager'])).toBe('partnership');
    expect(answersFor(['assurance-lead', 'practitioner'])).toBe('agency');
    expect(answersFor(['safeguarding-partner'])).toBe('agency');
    expect(answersFor(['scrutineer'])).toBeNull();
  });

  it('keeps the plain page for whoever has no work in Kith but to audit it', async () => {
    const { body } = await (await signInAs(test, 'auditor')).get('/');
    expect(textIn(body)).not.toContain('What waits for you');
  });
});

describe('the home page of the public', () => {
  it('asks the database nothing but how the year stands', async () => {
    let asked = 0;
    const counting = test.db.withPlugin({
      transformQuery: ({ node }) => {
        asked += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const deps = { db: counting, log: test.log, now: test.now, config: testConfig(), keyring: test.keyring, access };
    const app = await buildApp(deps);
    try {
      await app.inject('/');
      asked = 0;
      await homeOf(counting, undefined, 'public');
      const yearAlone = asked;
      asked = 0;
      const { body } = await app.inject('/');
      expect(asked).toBe(yearAlone);
      expect(textIn(body)).not.toContain('What waits for you');
    } finally {
      await app.close();
    }
  });
});
