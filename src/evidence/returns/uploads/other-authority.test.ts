import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { uploadOf } from '../../../../test/support/checked-returns.ts';
import { readLedger } from '../../../../test/support/ledger.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { annexALists, LOOKED_AFTER_OF, lookedAfterArchive } from '../../../../test/support/returns.ts';
import { caseFile } from '../cin/case-file.testing.ts';
import { UPLOAD } from './policy.ts';

const CHILD = 'ZEBRA0001';
const WORDS = 'Our own third basket';
const STOCKTON = 'stockton-on-tees-borough-council';
/** A census of one child, in which a rule fails; of Hartlepool, by the number in it. */
const CENSUS = caseFile([
  { LAchildID: CHILD, CINdetails: [{ CINreferralDate: '2024-05-01', ReferralNFA: 'false' }] },
]).replace(/<LEA>[^<]*<\/LEA>/, '<LEA>805</LEA>');
const LISTS = annexALists({
  1: [{ 'Child Unique ID': CHILD, 'Date of Contact': '2026-01-15', 'Contact Source': WORDS }],
});
const DAY = { kind: 'annex-a', 'annex-a-day': '31', 'annex-a-month': '1', 'annex-a-year': '2026' };

let test: TestApp;
let own: SignedIn;
let other: SignedIn;
/** An upload of Hartlepool of each kind that nobody has decided about. */
const previews: { id: string; href: string }[] = [];
/** One that was accepted. */
let accepted: { id: string; href: string };
let reference: string;
let spelling: string;

beforeAll(async () => {
  test = await buildTestApp();
  own = await signInAs(test, 'analyst');
  other = await signInAs(test, 'analyst', { agency: STOCKTON });
  const year = { kind: 'ssda903', 'ssda903-year': LOOKED_AFTER_OF.ruleset };
  previews.push(
    await uploadOf(test, own, { kind: 'cin', 'cin-year': '2024/25' }, CENSUS),
    await uploadOf(test, own, DAY, LISTS, 'lists.xlsx'),
    await uploadOf(test, own, year, lookedAfterArchive(20, 2, 12), 'our 903.zip'),
  );
  accepted = await uploadOf(test, own, { kind: 'cin', 'cin-year': '2024/25' }, CENSUS);
  expect((await own.post(`${accepted.href}/accept`, { because: 'The state of Hartlepool' })).statusCode).toBe(303);
  reference = /RET-\d{4}-\d{4}/.exec((await own.get(`/returns/receipts/${accepted.id}`)).body)?.[0] ?? '';
  const lists = previews[1]?.href ?? '';
  const name = /name="of-0"[^>]*value="([^"]*)"/.exec((await own.get(`${lists}/spellings`)).body)?.[1] ?? '';
  await own.post(`${lists}/spellings`, { 'of-0': name, 'code-0': 'e) 2A: Schools' });
  spelling = /spellings\/([0-9a-f-]{36})\/take-back/.exec((await own.get('/returns/spellings')).body)?.[1] ?? '';
}, 60_000);
afterAll(() => test.close());

/** Everything that tells of the children of an upload, each way to look at it. */
const CHILD_LEVEL = [
  '',
  '?by=child',
  '?by=table',
  `?by=child&child=${CHILD}`,
  `?q=${CHILD}`,
  '?change=still',
  '?severity=error&page=2',
  '/findings.csv',
  '/findings.csv?by=child',
  '/spellings',
];
/** Everything that can be done to one. */
const DOINGS: Readonly<Record<string, Record<string, string>>> = {
  '/accept': { because: 'Not theirs' },
  '/throw-away': {},
  '/cancel': {},
  '/spellings': { 'of-0': `source ${WORDS}`, 'code-0': 'e) 2A: Schools' },
};

const REFUSAL = /<h1[^>]*>Nothing here that you can see<\/h1>/;
/** What no page of the other authority may hold. */
const told = () => [CHILD, 'K0000', WORDS, reference, 'The state of Hartlepool', 'our 903.zip', 'lists.xlsx', spelling];

/** What was refused to the other analyst of a record, the newest first. */
async function refusals(record: string): Promise<string[]> {
  const lines = await readLedger(test, { record });
  return lines
    .filter(({ outcome, personId }) => outcome === 'refused' && personId === other.id)
    .map(({ event, kind, why }) => `${kind} ${event} ${why}`);
}

/** Is refused as if there were no such thing, in plain words, and one more line of the ledger says so. */
async function isRefused(record: string, what: string, asks: () => ReturnType<SignedIn['get']>): Promise<void> {
  const before = await refusals(record);
  const { statusCode, body } = await asks();
  expect([what, statusCode]).toEqual([what, 404]);
  expect(body).toMatch(REFUSAL);
  for (const words of told()) expect([what, body.includes(words) ? words : null]).toEqual([what, null]);
  expect([what, (await refusals(record)).length]).toEqual([what, before.length + 1]);
}

describe('the analyst of another authority, who has the address', () => {
  it('is refused every page and file about the children of an upload, in plain words, and it stands in the ledger', async () => {
    for (const { id, href } of [...previews, accepted]) {
      for (const path of CHILD_LEVEL) {
        // The analyst whose upload it is does open it.
        expect([path, (await own.get(href + path)).statusCode]).toEqual([path, 200]);
        await isRefused(id, path, () => other.get(href + path));
      }
    }
    expect(new Set(await refusals(accepted.id))).toEqual(
      new Set(['read', 'download', 'to-map'].map((event) => `${UPLOAD} return.${event} out-of-scope`)),
    );
  });

  it('is refused to do anything with one, and nothing happens to it', async () => {
    for (const { id, href } of previews) {
      for (const [doing, form] of Object.entries(DOINGS))
        await isRefused(id, doing, () => other.post(href + doing, form));
      expect((await own.get(href)).body).toContain('This is a preview: nothing counts yet.');
    }
  });

  it('is not even told how far a check is', async () => {
    for (const { id, href } of [...previews, accepted])
      await isRefused(id, 'progress', () => other.get(`${href}/progress`));
  });

  it('is refused the receipt, which is for those who answer for its authority', async () => {
    await isRefused(accepted.id, 'receipt', () => other.get(`/returns/receipts/${accepted.id}`));
    const lead = await signInAs(test, 'assurance-lead', { agency: STOCKTON });
    expect((await lead.get(`/returns/receipts/${accepted.id}`)).statusCode).toBe(404);
    expect((await own.get(`/returns/receipts/${accepted.id}`)).statusCode).toBe(200);
  });

  it('reads in lists of returns, of data quality, of spellings and of periods what is of their own authority alone', async () => {
    const pages = [
      '/returns',
      '/returns/quality',
      '/returns/spellings',
      '/returns/spellings/mapping.json',
      '/returns/retention',
    ];
    for (const page of pages) {
      const { statusCode, body } = await other.get(page);
      expect([page, statusCode]).toEqual([page, 200]);
      for (const words of [...told(), accepted.id])
        expect([page, body.includes(words) ? words : null]).toEqual([page, null]);
    }
    await isRefused(spelling, 'take back', () => other.post(`/returns/spellings/${spelling}/take-back`, {}));
    expect((await own.get('/returns/spellings')).body).toContain(WORDS);
  });

  it('reads the accepted figures in the snapshot, as all do whose role judges how children fare, and the public no small ones', async () => {
    for (const [reader, small] of [
      [await other.get('/snapshot/areas/E06000001?year=2024-25'), true],
      [await test.app.inject('/snapshot/areas/E06000001?year=2024-25'), false],
    ] as const) {
      expect(reader.body).toContain('counted from the census');
      expect(/kith-numeral">[1-5]</.test(reader.body)).toBe(small);
      expect(reader.body).not.toContain(CHILD);
    }
  });
});
