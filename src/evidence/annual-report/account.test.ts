import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textIn } from '../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { signInAs } from '../../../test/support/people.ts';
import { ensureShippedData } from '../../demo/index.ts';
import { type Account, accountOf, asSentence } from './account.ts';
import { assemble } from './assemble.ts';
import { sampleInput } from './sample-input.testing.ts';

let test: TestApp;
let account: Account;

beforeAll(async () => {
  test = await buildTestApp();
  await ensureShippedData(test.db, { now: test.now, log: test.log, ledger: { keyring: test.keyring } });
  account = await accountOf(test.db, '2026-27', '2026-11-23');
}, 120_000);
afterAll(() => test.close());

/** The report of a year that holds the account and nothing else of its kind. */
function reported(of: Account) {
  const section = (content: 'decisions' | 'actions' | 'scrutiny' | 'little-progress') => ({
    ...{ key: content, content, title: content, from: 'Records in Kith', answers: [`answers-${content}`] },
  });
  const requirement = (number: number, content: string) => ({
    ...{ key: `answers-${content}`, edition: 'invented', number, title: content, words: content },
    ...{ headChecked: 'recalled' as const, wordingChecked: 'recalled' as const, basis: 'A test' },
  });
  const contents = ['decisions', 'actions', 'scrutiny', 'little-progress'] as const;
  return assemble(
    sampleInput({
      account: of,
      sections: contents.map(section),
      editions: [
        {
          ...{ key: 'invented', title: 'Invented guidance', from: '2020', until: null, note: null },
          requirements: contents.map((content, place) => requirement(place + 1, content)),
        },
      ],
      answers: [],
    }),
    '2026-11-23',
  );
}

describe('the account of a year', () => {
  it('is a public page of what was published, with what came of it and no name of anybody', async () => {
    const page = await test.app.inject('/report/2026-27/account');
    expect(page.statusCode).toBe(200);
    const text = textIn(page.body);
    expect(account.actions.length).toBeGreaterThan(5);
    for (const { title } of account.actions) expect(text).toContain(asSentence(title));
    expect(text).toContain('Done, and nothing has changed.');
    expect(text).toContain('What the independent scrutineer says');
    expect(text.slice(text.indexOf('What was decided'))).not.toMatch(/[A-Z]\w+ Example\b/);
    expect((await test.app.inject('/report')).body).toContain('/report/2026-27/account');
  });

  it('opens onto the records beneath it for whoever may open them, and onto no other', async () => {
    const linked = (body: string) =>
      [...body.matchAll(/<a class="govuk-link" href="([^"]+)">((?:ACT|REC|DEC)-[^<]+)<\/a>/g)].map(
        ([, href = '', reference]) => ({
          href,
          reference,
        }),
      );
    expect(linked((await test.app.inject('/report/2026-27/account')).body)).toEqual([]);
    const manager = await signInAs(test, 'business-manager');
    const links = linked((await manager.get('/report/2026-27/account')).body);
    const told = [...account.decisions, ...account.actions, ...account.recommendations].map(
      ({ reference }) => reference,
    );
    expect(links.map(({ reference }) => reference).toSorted()).toEqual(told.toSorted());
    for (const { href } of links) expect((await manager.get(href)).statusCode, href).toBe(200);
    const practitioner = await signInAs(test, 'practitioner');
    const few = linked((await practitioner.get('/report/2026-27/account')).body);
    expect(few.map(({ reference }) => reference).toSorted()).toEqual(
      account.recommendations.map(({ reference }) => reference).toSorted(),
    );
    for (const { href } of few) expect((await practitioner.get(href)).statusCode, href).toBe(200);
  });

  it('holds nothing that nobody published', async () => {
    const unpublished = 'Bring two examples of a plan in plain language to the Engine Room';
    expect(JSON.stringify(account)).not.toContain(unpublished);
    expect((await test.app.inject('/report/2026-27/account')).body).not.toContain(unpublished);
  });

  it('is empty, and says so, for a year of which nothing is published', async () => {
    expect(textIn((await test.app.inject('/report/2019-20/account')).body)).toContain('of this year will be here');
    for (const year of ['2031-32', '1999-00', 'none']) {
      expect((await test.app.inject(`/report/${year}/account`)).statusCode).toBe(404);
    }
  });
});

describe('the report of a year for which nobody has set one up', () => {
  const read = async (url: string) => {
    const answer = await test.app.inject(url);
    return { status: answer.statusCode, html: answer.body, text: textIn(answer.body) };
  };

  it('assembles governance, decisions, actions, scrutiny and finance from the records, and each claim leads to one', async () => {
    expect((await read('/report')).html).toContain('href="/report/2026-27"');
    const { status, html, text } = await read('/report/2026-27');
    expect(status).toBe(200);
    expect(text).toContain('The year ends on 31 March 2027: what is recorded until then is added by itself.');
    for (const words of ['Version 2, in force since 1 April 2021.', 'Executive', 'I tested five things']) {
      expect(text).toContain(words);
    }
    for (const { title } of account.actions) expect(text).toContain(title);
    expect(text).toContain('No budget, contribution or spending of this year is published');
    expect(text).toContain('No figure of this year is on record.');
    expect(text).not.toContain('a report published by the partnership');
    expect(html).toContain(`href="/report/2026-27/account#action-${account.actions[0]?.reference}"`);
    expect((await read('/report/2025-26')).text).toContain('DEC-2025-0007');
    expect((await read('/report/2020-21')).text).toContain('£165,000.00');
  });

  it('is held against the guidance in force then: what it rests on is counted, and nobody has judged it', async () => {
    const { text } = await read('/report/2026-27/checklist');
    expect(text).toContain('16 nobody has judged yet');
    expect(text).toContain(`${account.actions.length} actions`);
    const money = (await read('/report/2020-21/checklist?edition=wt2023')).text;
    expect(money.slice(money.indexOf('What the arrangements cost'))).toContain('1 year of money');
  });

  it('is not there for a year before the arrangements began, or one that has not begun', async () => {
    for (const year of ['2018-19', '2027-28', '2026-28']) {
      const { status, text } = await read(`/report/${year}`);
      expect(`${status} ${text.includes('2026-27, 2025-26')}`).toBe('404 true');
    }
  });

  it.each([
    ['2025-26', 'pdf'],
    ['2026-27', 'pdf'],
    ['2026-27', 'docx'],
  ])('comes as a file too: %s as %s', async (year, format) => {
    expect((await test.app.inject(`/report/${year}/download?format=${format}`)).statusCode).toBe(200);
  });

  it('is chosen by its year on the list of reports', async () => {
    const chosen = await test.app.inject('/report?year=2023-24');
    expect(`${chosen.statusCode} ${chosen.headers.location}`).toBe('303 /report/2023-24');
    expect((await read('/report')).html).toContain('<option value="2023-24">2023-24</option>');
    expect((await read('/report?year=1999-00')).status).toBe(404);
  });
});

describe('a yearly report with sections for it', () => {
  it('assembles decisions, actions, scrutiny and little progress from it, and each claim leads to its place', async () => {
    const { document, checklists } = reported(account);
    const wordsOf = (id: string) => JSON.stringify(document.sections.find((one) => one.id === id)?.blocks);
    expect(wordsOf('actions')).toContain(`Of ${account.actions.length} actions`);
    expect(wordsOf('scrutiny')).toContain('I tested five things that the partnership had reported as done.');
    const little = account.actions.filter((one) => one.little !== null);
    expect(little.length).toBeGreaterThan(2);
    for (const { title } of little) expect(wordsOf('little-progress')).toContain(title);
    const body = (await test.app.inject('/report/2026-27/account')).body;
    const places = document.records.flatMap(({ path }) => (path.startsWith('/report/2026-27/account#') ? [path] : []));
    expect(places.length).toBeGreaterThan(10);
    for (const path of places) expect(body).toContain(`id="${path.split('#')[1]}"`);
    const evidence = checklists.flatMap(({ lines }) =>
      lines.flatMap((line) => line.evidence.map(({ words }) => words)),
    );
    expect(evidence).toContain(`${account.actions.length} actions`);
    expect(evidence.join()).not.toContain('records of kind');
  });

  it('tells decisions with their reasons and who did not agree', () => {
    const decision = {
      ...{ reference: 'DEC-2026-0099', forumKey: 'executive', groupName: 'Executive', day: '2026-06-09' },
      ...{ words: 'Invented decision.', reasons: 'Invented reasons.', objective: null },
      decidedBy: ['Cleveland Police'],
      dissent: [{ agency: 'An invented agency', words: 'Too soon.' }],
    };
    const { document } = reported({ ...account, decisions: [decision] });
    const words = JSON.stringify(document.sections.find((one) => one.id === 'decisions')?.blocks);
    for (const said of ['9 June 2026, Executive', 'Invented decision.', 'Because: Invented reasons.', 'Too soon.'])
      expect(words).toContain(said);
  });

  it('says that nothing is published where that is so', () => {
    const nothing = { decisions: [], actions: [], recommendations: [], challenges: [], statement: null, tests: [] };
    const { document } = reported({ year: '2026-27', ...nothing });
    expect(JSON.stringify(document.sections)).toContain('No decision of this year is published.');
    expect(JSON.stringify(document.sections)).toContain('No action of this year is published.');
  });
});
