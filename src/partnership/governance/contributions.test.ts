import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { problemsIn, saidIn, textIn, wordsTo } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { day, fillExecutive, joins, plans, type TestExecutive, takes } from '../../../test/support/meetings.ts';
import { addPerson, type SignedIn, signInAs } from '../../../test/support/people.ts';

let test: TestApp;
let maya: SignedIn;
let members: SignedIn[];

beforeAll(async () => {
  test = await buildTestApp();
  ({ maya, members } = (await fillExecutive(test)) satisfies TestExecutive);
}, 60_000);
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

const text = async (by: SignedIn, url: string) => textIn((await by.get(url)).body);
const at = (index: number): SignedIn => members[index] as SignedIn;

describe('contributions', () => {
  it('are asked with a day, come from the agency, and are read by every member', async () => {
    const href = await plans(maya, day('day', '2026-12-14'));
    await takes(maya, `${href}/contributions`, {
      agencies: ['cleveland-police'],
      asked: 'How often was the child seen?',
      ...day('due', '2026-12-04'),
    });
    expect(await wordsTo(test, at(3))).toContain(
      'A contribution to Executive is asked of your agency by 4 December 2026.',
    );
    const own = await at(3).get('/meetings/contributions');
    const link = /\/meetings\/contributions\/[0-9a-f-]{36}/.exec(own.body)?.[0] ?? '';
    expect((await at(1).get(link)).statusCode).toBe(404);
    expect(problemsIn(await at(3).post(link, { 'based-on': '0', words: '' }))).toContain(
      'Write the contribution, or tick',
    );
    await takes(at(3), link, { 'based-on': '0', words: 'Officers saw every child.' });
    expect(await text(at(1), `${href}/contributions`)).toContain('Officers saw every child.');
  });

  it('of an agency are read and given by its assurance lead, who does not see the meeting', async () => {
    const href = await plans(maya, day('day', '2026-12-14'));
    await takes(maya, `${href}/contributions`, {
      agencies: ['cleveland-police'],
      asked: 'Staffing',
      ...day('due', '2026-12-04'),
    });
    const lead = await signInAs(test, 'assurance-lead', { agency: 'cleveland-police' });
    const other = await signInAs(test, 'assurance-lead');
    const list = await lead.get('/meetings/contributions');
    expect(textIn(list.body)).toContain('Executive, Monday 14 December 2026');
    const link = [...list.body.matchAll(/\/meetings\/contributions\/[0-9a-f-]{36}/g)].map(([one]) => one);
    expect((await other.get(String(link[0]))).statusCode).toBe(404);
    const staffing =
      (await Promise.all(link.map(async (one) => ((await lead.get(one)).body.includes('Staffing') ? one : '')))).find(
        (one) => one !== '',
      ) ?? '';
    expect(await takes(lead, staffing, { 'based-on': '0', words: '', nothing: 'yes' })).toContain('done=sent');
    expect((await lead.get(href)).statusCode).toBe(404);
    expect(await text(maya, `${href}/contributions`)).toContain('Nothing to add');
  });

  it('are asked no more, and taken no more, once the meeting is cancelled or over', async () => {
    const href = await plans(maya, day('day', '2026-12-16'));
    await takes(maya, `${href}/contributions`, {
      agencies: ['cleveland-police'],
      asked: 'Until it is cancelled',
      ...day('due', '2026-12-04'),
    });
    const lead = await signInAs(test, 'assurance-lead', { agency: 'cleveland-police' });
    const link =
      /href="(\/meetings\/contributions\/[0-9a-f-]{36})"[^>]*>Executive, Wednesday 16 December/.exec(
        (await lead.get('/meetings/contributions')).body,
      )?.[1] ?? '';
    expect(await text(lead, '/work')).toContain('Contribute to Executive, 16 December 2026');
    await takes(maya, `${href}/cancel`, { reason: 'Not needed' });
    for (const by of [lead, at(3)]) {
      expect(await text(by, '/meetings/contributions')).not.toContain('Until it is cancelled');
      expect(await text(by, '/work')).not.toContain('Contribute to Executive, 16 December 2026');
      const page = await by.get(link);
      expect(textIn(page.body)).toContain('Nothing can be sent any more. The meeting stands at “Cancelled”.');
      expect(page.body).not.toContain('Send the contribution');
      expect(saidIn(await by.post(link, { 'based-on': '0', words: 'x' }))).toContain('because it is cancelled');
    }
  });

  it('stand in nobody’s lists who can’t open them, and the scrutineer is asked to write none', async () => {
    const href = await plans(maya, day('day', '2026-12-19'));
    await takes(maya, `${href}/contributions`, {
      agencies: ['cleveland-police', 'hartlepool-borough-council'],
      asked: 'What changed?',
      ...day('due', '2026-12-04'),
    });
    const scrutineer = await signInAs(test, 'scrutineer');
    await joins(maya, 'executive', { person: scrutineer.id, voting: false });
    const roles = ['business-manager', 'safeguarding-partner', 'assurance-lead', 'practitioner', 'analyst'] as const;
    const everybody = [maya, scrutineer, ...members, ...(await Promise.all(roles.map((role) => signInAs(test, role))))];
    let opened = 0;
    for (const by of everybody) {
      const pages = await Promise.all(['/', '/work', '/work/agency', '/work/partnership'].map((url) => by.get(url)));
      const links = new Set(
        pages
          .flatMap(({ body }) => [...body.matchAll(/href="(\/(?:meetings|work\/actions)\/[^"#?]+)"/g)])
          .map(([, link = '']) => link),
      );
      if (by === scrutineer) expect([...links].join(' ')).not.toContain('/meetings/contributions/');
      for (const link of links) {
        expect(`${link} ${(await by.get(link)).statusCode}`).toBe(`${link} 200`);
        opened += 1;
      }
    }
    expect(opened).toBeGreaterThan(20);
    expect(await text(scrutineer, `${href}/contributions`)).not.toContain('Write our contribution');
  });

  it('are chased; whoever has no address or has left is named, and nobody is told in their place', async () => {
    const gone = await addPerson(test.db, { name: 'Invented Gone', roles: ['practitioner'], agency: 'tsab' });
    await joins(maya, 'executive', { person: gone, voting: false });
    await sql`update person set left_on = '2026-11-20' where id = ${gone}::uuid`.execute(test.db);
    await joins(maya, 'executive', { seat: 'Safeguarding adults board', agency: 'tsab', voting: false });
    const href = await plans(maya, day('day', '2026-12-14'));
    const asked = await takes(maya, `${href}/contributions`, {
      agencies: ['tsab'],
      asked: 'Links',
      ...day('due', '2026-11-24'),
    });
    expect(asked).toContain('done=asked-some');
    expect(await takes(maya, `${href}/contributions/chase`)).toContain('done=chased-some');
    const shown = await text(maya, `${href}/contributions`);
    expect(shown).toContain('Invented Gone has left and can’t be told here.');
    expect(shown).toContain('a seat without anybody who works with Kith, so without an address.');
    expect(shown).toContain('Ask them another way, and enter their answer for them.');
  });

  it('refuse a day after the meeting and agencies that nobody sits for', async () => {
    const href = await plans(maya, day('day', '2026-12-14'));
    const form = { agencies: ['cleveland-police'], asked: 'x', ...day('due', '2026-12-20') };
    expect(problemsIn(await maya.post(`${href}/contributions`, form))).toContain(
      'Choose a day from today to the day of the meeting',
    );
    expect(
      problemsIn(
        await maya.post(`${href}/contributions`, { ...form, agencies: ['none'], ...day('due', '2026-12-01') }),
      ),
    ).toContain('Choose agencies that have members in the group');
  });
});
