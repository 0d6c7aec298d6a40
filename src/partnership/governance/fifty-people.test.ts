import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { as } from '../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import {
  day,
  fillExecutive,
  itemsOf,
  joins,
  numberIn,
  PARTNERS,
  plans,
  takes,
} from '../../../test/support/meetings.ts';
import { type SignedIn, signInAs } from '../../../test/support/people.ts';

const WRITERS = 10;
const CONTRIBUTORS = 40;
const TURNS = 8;

let test: TestApp;

beforeAll(async () => {
  test = await buildTestApp();
}, 60_000);
afterAll(() => test.close());

/** A form's token, taken once, so that many can write at the same moment. */
async function tokenOf(by: SignedIn): Promise<string> {
  return /name="_csrf" value="([^"]+)"/.exec((await by.get('/about')).body)?.[1] ?? '';
}

async function send(by: SignedIn, token: string, url: string, form: Record<string, string>, accept: string) {
  return test.app.inject({
    ...{ method: 'POST', url, cookies: by.cookies, payload: new URLSearchParams({ _csrf: token, ...form }).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept },
  });
}

it('fifty people writing minutes and contributions in one meeting lose no word that was acknowledged', {
  timeout: 120_000,
}, async () => {
  const { maya } = await fillExecutive(test);
  const contributors: SignedIn[] = [];
  for (let count = 0; count < CONTRIBUTORS; count++) {
    const agency = PARTNERS[count % PARTNERS.length] ?? PARTNERS[0];
    const person = await signInAs(test, 'practitioner', { agency });
    await joins(maya, 'executive', { person: person.id, voting: false });
    contributors.push(person);
  }
  const writers: SignedIn[] = [];
  for (let count = 0; count < WRITERS; count++) writers.push(await signInAs(test, 'meeting-administrator'));
  const href = await plans(maya);
  for (const title of ['Neglect', 'Budget', 'Schools']) {
    await takes(maya, `${href}/agenda`, { title, asks: 'discuss', why: '', minutes: '', leads: '' });
  }
  await takes(maya, `${href}/contributions`, {
    agencies: [...PARTNERS],
    asked: 'What did you see?',
    ...day('due', '2026-11-23'),
  });
  await takes(maya, `${href}/start`);
  const items = await itemsOf(maya, href);
  expect(items.length).toBe(5);

  const acknowledged: string[] = [];
  const refused: string[] = [];
  const minutes = async (by: SignedIn, who: number) => {
    const token = await tokenOf(by);
    const versions = new Map<string, number>();
    let typed = '';
    for (let turn = 0; turn < TURNS; turn++) {
      const item = items[(who + (turn >> 2)) % items.length]?.id ?? '';
      typed = `${turn % 4 === 0 ? '' : `${typed} `}minutes-${who}-${turn}`;
      const form = { 'based-on': String(versions.get(item) ?? 0), words: typed, settles: '' };
      const answer = await send(by, token, `${href}/items/${item}/minutes`, form, 'application/json');
      if (answer.statusCode !== 200) refused.push(`${answer.statusCode} minutes-${who}-${turn}`);
      else {
        acknowledged.push(`minutes-${who}-${turn}`);
        versions.set(item, (answer.json() as { version: number }).version);
      }
    }
  };
  const contribution = async (by: SignedIn, who: number) => {
    const token = await tokenOf(by);
    const link =
      /\/meetings\/contributions\/[0-9a-f-]{36}/.exec((await by.get('/meetings/contributions')).body)?.[0] ?? '';
    for (let turn = 0; turn < TURNS / 4; turn++) {
      // Each wrote from an empty page, not knowing of the others of the agency.
      const form = { 'based-on': '0', words: `contribution-${who}-${turn}`, settles: '' };
      const answer = await send(by, token, link, form, 'text/html');
      if (answer.statusCode !== 303) refused.push(`${answer.statusCode} contribution-${who}-${turn}`);
      else acknowledged.push(`contribution-${who}-${turn}`);
    }
  };
  await Promise.all([...writers.map(minutes), ...contributors.map(contribution)]);

  expect(refused).toEqual([]);
  expect(acknowledged).toHaveLength(WRITERS * TURNS + (CONTRIBUTORS * TURNS) / 4);
  const kept = await as(test, maya, { roles: ['meeting-administrator'], purpose: 'governance' }, async (trx) => {
    const { rows } = await sql<{ words: string; subject: string; version: number }>`
      select words, subject_id as subject, version from meeting_words where meeting_id = ${numberIn(href)}::uuid`.execute(
      trx,
    );
    return rows;
  });
  const everyWord = new Set(kept.flatMap(({ words }) => words.split(' ')));
  expect(acknowledged.filter((word) => !everyWord.has(word))).toEqual([]);

  // What is shown is enough, too: the current text and what stands beside it hold the last word of everybody.
  const shown = [
    ...(await Promise.all(items.map(async ({ id }) => (await maya.get(`${href}/items/${id}`)).body))),
    (await maya.get(`${href}/contributions`)).body,
  ].join(' ');
  const last = contributors.map((_, who) => `contribution-${who}-${TURNS / 4 - 1}`);
  expect(last.filter((word) => !shown.includes(word))).toEqual([]);
});
