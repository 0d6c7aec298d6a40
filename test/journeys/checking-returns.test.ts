import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventedCensus } from '../../src/demo/census.ts';
import { loadPublished } from '../../src/evidence/snapshot/index.ts';
import { annexALists, LOOKED_AFTER_OF, lookedAfterArchive } from '../support/returns.ts';
import { type Journey, startJourney } from './support/journey.ts';
import type { Visitor } from './support/visitor.ts';

let journey: Journey;

/** What is published of the children whom the return of children looked after counts too. */
const PUBLISHED = [
  'area_code,area,measure_id,measure,breakdown,period,value,flag,source',
  ...['E06000001,Hartlepool', 'E06000004,Stockton-on-Tees'].map(
    (area) =>
      `${area},lait.LACnum,Number of Children looked after [Number of Children Looked After],,2027,900,,An invented publication`,
  ),
].join('\n');

beforeAll(async () => {
  journey = await startJourney();
  const { db, now } = journey.test;
  const loaded = await loadPublished(
    db,
    { name: 'published.csv', text: PUBLISHED },
    { loadedBy: 'A test', now: now() },
  );
  expect(loaded).toMatchObject({ ok: true });
});
afterAll(() => journey.close());

/** The analyst of each council, with a telephone. */
const ANALYSTS = [
  ['Anwar Example', '805', 'with script', true],
  ['Agnes Example', '808', 'without script', false],
] as const;

/** What is asked of a return, and its file. */
interface Sent {
  kind: string;
  /** Answers the question about the return that was chosen. */
  answers: (analyst: Visitor) => Promise<unknown>;
  /** The question about another return. */
  other: string;
  file: { name: string; mimeType: string; buffer: Buffer };
}

/** Sends a return and waits until its page has gone on by itself. */
async function sends(analyst: Visitor, script: boolean, { kind, answers, other, file }: Sent): Promise<void> {
  await analyst.opens('/returns');
  await analyst.presses('Check a return');
  await analyst.ticks(kind);
  // With script the other return's question is not there; without it, both are.
  expect(await analyst.page.getByText(other).isVisible()).toBe(!script);
  await answers(analyst);
  await analyst.page.getByLabel('The file').setInputFiles(file);
  // With script the page may go on while it would be looked through.
  if (script) await analyst.page.getByRole('button', { name: 'Check it' }).click();
  else await analyst.presses('Check it');
  await analyst.page.getByText('This is a preview: nothing counts yet.').waitFor();
  await analyst.opens(analyst.where());
}

/** Accepts the return whose preview is open, with a reason where errors stand in it, and reads its receipt. */
async function accepts(analyst: Visitor, because: string | null): Promise<string> {
  if (because !== null) await analyst.types('Why is it accepted though errors stand in it?', because);
  await analyst.presses('Accept this return');
  const receipt = await analyst.main();
  expect(receipt).toContain('The return is accepted. This is its receipt.');
  return receipt;
}

function checks(analyst: Visitor, script: boolean, file: string): Promise<void> {
  return sends(analyst, script, {
    ...{ kind: 'Children in Need census', other: 'Which day is Annex A about?' },
    answers: ({ page }) =>
      page.getByLabel('Which year does the Children in Need census account for?').selectOption('2024/25'),
    file: { name: 'our census.xml', mimeType: 'application/xml', buffer: Buffer.from(file) },
  });
}

describe('an analyst checks the census, mends, checks again and sees what was mended', () => {
  it.each(ANALYSTS)(
    '%s, %s %s',
    async (name, authority, _how, script) => {
      const analyst = await journey.arrives(name, script);
      const wish = { authority, children: 40 };

      await checks(analyst, script, inventedCensus({ ...wish, faultEvery: 4 }));
      expect(await analyst.main()).toContain('in a return of 40 children');
      await analyst.follows(/^4220: The ethnicity is missing/);
      for (const words of ['Why it matters:', 'How it is usually mended:', 'Named by the rule: empty'])
        expect((await analyst.page.locator('main').textContent()) ?? '').toContain(words);
      await analyst.follows(/^Child DEMO/);
      expect(await analyst.main()).toMatch(/Child DEMO\d{5}\. \d+ findings/);
      await analyst.follows('decide about it');
      await analyst.presses('Accept this return', { status: 400 });
      expect(await analyst.main()).toContain('Enter why it is accepted though errors stand in it');
      await analyst.types('Why is it accepted though errors stand in it?', 'The state of October');
      await analyst.presses('Accept this return');
      expect(await analyst.main()).toContain('The return is accepted. This is its receipt.');

      await checks(analyst, script, inventedCensus({ ...wish, faultEvery: 20 }));
      await analyst.follows(/^\d+ mended$/);
      expect(await analyst.main()).toContain('What was mended');
      await analyst.follows(/^8610: The referral led to further action/);
      await analyst.follows('decide about it');
      await analyst.types('Why is it accepted though errors stand in it?', 'The state of November');
      await analyst.presses('Accept this return');
      expect(await analyst.main()).toMatch(/\d+ findings were mended/);
      await analyst.follows('the snapshot of the area');
      expect(await analyst.main()).toContain('counted from the census');
      await analyst.opens('/returns/quality');
      expect(await analyst.main()).toMatch(/\d+ findings fewer than in the one before/);
      await analyst.leaves();
    },
    60_000,
  );
});

describe('an analyst sends the return of children looked after as a zip archive, and it counts', () => {
  it.each(ANALYSTS)(
    '%s, %s %s',
    async (name, _authority, _how, script) => {
      const analyst = await journey.arrives(name, script);
      const title = 'SSDA903 return of children looked after';
      await sends(analyst, script, {
        ...{ kind: title, other: 'Which day is Annex A about?' },
        answers: ({ page }) =>
          page.getByLabel(`Which year does the ${title} account for?`).selectOption(LOOKED_AFTER_OF.ruleset),
        file: { name: 'our 903.zip', mimeType: 'application/zip', buffer: lookedAfterArchive(40, 2, 12) },
      });
      expect(await analyst.main()).toContain('in a return of 40 children');
      await analyst.follows(/^101: /);
      expect(await analyst.main()).toMatch(/Header/);
      await analyst.follows('decide about it');
      const receipt = await accepts(analyst, 'The state of November');
      expect(receipt).toContain(`${title}, rules of 2026/27`);
      const [, count = ''] = /Children looked after at the end of the year\s+(\d+)\n/.exec(receipt) ?? [];
      expect(Number(count)).toBeGreaterThan(0);
      await analyst.follows('the snapshot of the area');
      const tile = analyst.page.locator('li', {
        has: analyst.page.getByRole('link', { name: 'Children looked after, counted from the SSDA903', exact: true }),
      });
      expect((await tile.innerText()).trim()).toMatch(new RegExp(`^${count}\\s`));
      const differs = `What Kith counted is ${900 - Number(count)} fewer than published.`;
      expect([receipt.includes(differs), (await tile.innerText()).includes(differs)]).toEqual([true, true]);
      await analyst.follows('Children looked after, counted from the SSDA903');
      const why = analyst.page.locator('details', { hasText: 'Why the two can differ' }).first();
      await why.locator('summary').click();
      expect(await why.innerText()).toMatch(/Definition: .*Time: what is published .*Rounding: /s);
      await analyst.leaves();
    },
    60_000,
  );
});

describe('an analyst sends Annex A with words of the authority’s own, says once what they mean, and it counts', () => {
  const file = {
    ...{ name: 'our lists.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    buffer: annexALists({
      1: Array.from({ length: 14 }, () => ({
        'Date of Contact': '2026-01-15',
        'Contact Source': 'Our own third basket',
      })),
    }),
  };

  it.each(ANALYSTS)(
    '%s, %s %s',
    async (name, _authority, _how, script) => {
      const analyst = await journey.arrives(name, script);
      const lists = {
        ...{ kind: 'Annex A', other: 'Which year does the Children in Need census account for?', file },
        answers: () => analyst.typesDate('Which day is Annex A about?', '2026-01-31'),
      };
      await sends(analyst, script, lists);
      expect(await analyst.main()).toContain('Kith does not know what 1 spelling stands for.');
      await analyst.follows('Say it once');
      await analyst.presses('Keep what is chosen', { status: 400 });
      expect(await analyst.main()).toContain('Choose what at least one spelling stands for');
      await analyst.page.getByLabel('“Our own third basket”').selectOption('e) 2A: Schools');
      await analyst.presses('Keep what is chosen');
      expect(await analyst.main()).toContain(
        'It is kept. Send the workbook again: its next check knows these spellings.',
      );

      await sends(analyst, script, lists);
      expect(await analyst.main()).not.toContain('Kith does not know what');
      const receipt = await accepts(analyst, null);
      expect(receipt).toMatch(/Contacts, January 2026\s+14\n/);
      await analyst.follows('the snapshot of the area');
      expect(await analyst.main()).toMatch(/14\s+Contacts, counted from Annex A/);
      await analyst.opens('/returns/spellings');
      expect(await analyst.main()).toContain('“Our own third basket” stands for e) 2A: Schools');
      await analyst.leaves();
    },
    60_000,
  );
});
