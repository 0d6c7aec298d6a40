import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { settled } from '../../../../test/support/checked-returns.ts';
import { readLedger } from '../../../../test/support/ledger.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { annexALists } from '../../../../test/support/returns.ts';
import { sends } from '../../../../test/support/uploads.ts';
import { annexAMapping } from '../annex-a/index.ts';

const WORDS = 'Our own third basket';
const WORKBOOK = annexALists({
  1: [
    ...Array.from({ length: 3 }, () => ({ Gender: 'M', 'Date of Contact': '2026-01-15', 'Contact Source': WORDS })),
    { Gender: 'zz <b>9</b>', 'Date of Contact': '2026-01-15', 'Contact Source': 'OUR OWN (third) BASKET' },
  ],
});

let test: TestApp;
let analyst: SignedIn;

async function checked(by: SignedIn): Promise<string> {
  const fields = { kind: 'annex-a', 'annex-a-day': '31', 'annex-a-month': '1', 'annex-a-year': '2026' };
  const sent = await sends(test, by, '/returns/new', fields, { fileName: 'lists.xlsx', bytes: WORKBOOK });
  const href = String(sent.headers.location);
  await settled(by, href);
  return href;
}

/** The fields of the form on a page, with what stands in the hidden ones. */
function fieldOf(page: string, shown: string): { of: string; name: string; at: string } {
  const at = new RegExp(`<input[^>]*name="of-(\\d+)"[^>]*value="([^"]*)"[^>]*>(?:(?!<input).)*?“${shown}”`, 's').exec(
    page,
  );
  return { at: at?.[1] ?? '', of: `of-${at?.[1]}`, name: at?.[2] ?? '' };
}

beforeAll(async () => {
  test = await buildTestApp();
  analyst = await signInAs(test, 'analyst');
});
afterAll(() => test.close());

describe('a spelling that Kith does not know', () => {
  it('is listed once, however it is written, with where and how often; the preview leads there', async () => {
    const href = await checked(analyst);
    expect((await analyst.get(href)).body).toContain('Kith does not know what 2 spellings stand for.');
    const page = (await analyst.get(`${href}/spellings`)).body;
    expect(page).toContain('List 1, Contact Source: 4 cells');
    expect(page).toContain('“zz &lt;b>9&lt;/b>”');
    expect(page.match(/basket/gi)).toHaveLength(2);
  });

  it('is mapped once, kept for the authority, and known to its next check and no other authority’s', async () => {
    const href = await checked(analyst);
    const page = (await analyst.get(`${href}/spellings`)).body;
    const { of, at, name } = fieldOf(page, WORDS);
    const none = await analyst.post(`${href}/spellings`, { [of]: name, [`code-${at}`]: '' });
    expect(none.statusCode).toBe(400);
    expect(none.body).toContain('Choose what at least one spelling stands for');
    const wrong = await analyst.post(`${href}/spellings`, { [of]: name, [`code-${at}`]: 'a) Male' });
    expect(wrong.statusCode).toBe(400);
    const foreign = await analyst.post(`${href}/spellings`, {
      [of]: 'gender not in this file',
      [`code-${at}`]: 'a) Male',
    });
    expect(foreign.statusCode).toBe(400);
    const said = await analyst.post(`${href}/spellings`, { [of]: name, [`code-${at}`]: 'e) 2A: Schools' });
    expect(said.headers.location).toBe(`${href}/spellings?done=mapped`);
    expect((await analyst.get(href)).body).toContain('Kith does not know what 1 spelling stands for.');

    const again = await checked(analyst);
    const found = (await analyst.get(`${again}?rule=AA05`)).body;
    expect(found).toContain('zz &lt;b>9&lt;/b>');
    expect(found).not.toContain(WORDS);
    const other = await signInAs(test, 'analyst', { agency: 'stockton-on-tees-borough-council' });
    expect((await other.get(`${await checked(other)}?rule=AA05`)).body).toContain(WORDS);
  });

  it('is shown with who said it, given to the command line as a mapping, and taken back by its own authority alone', async () => {
    const kept = (await analyst.get('/returns/spellings')).body;
    expect(kept).toContain(`“${WORDS}” stands for e) 2A: Schools`);
    const file = await analyst.get('/returns/spellings/mapping.json');
    expect(annexAMapping(file.rawPayload)).toEqual({ source: { [WORDS]: 'e) 2A: Schools' } });
    const id = /spellings\/([0-9a-f-]{36})\/take-back/.exec(kept)?.[1] ?? '';
    const other = await signInAs(test, 'analyst', { agency: 'stockton-on-tees-borough-council' });
    expect((await other.get('/returns/spellings')).body).not.toContain(WORDS);
    expect((await other.post(`/returns/spellings/${id}/take-back`, {})).statusCode).toBe(404);
    expect((await analyst.post(`/returns/spellings/${id}/take-back`, {})).statusCode).toBe(303);
    expect((await analyst.get('/returns/spellings')).body).toContain('once somebody has said it');
    expect((await analyst.get(`${await checked(analyst)}?rule=AA05`)).body).toContain(WORDS);
    const told = (await readLedger(test, { record: id })).map(({ event }) => event);
    expect(told).toContain('return.take-back');
  });

  it('is nobody else’s to see or to map', async () => {
    const href = await checked(analyst);
    for (const role of ['assurance-lead', 'business-manager', 'safeguarding-partner', 'scrutineer'] as const) {
      const reader = await signInAs(test, role);
      expect((await reader.get(`${href}/spellings`)).statusCode).toBe(403);
      expect((await reader.get('/returns/spellings')).statusCode).toBe(403);
    }
  });
});
