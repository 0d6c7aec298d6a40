import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { settled } from '../../../../test/support/checked-returns.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { annexALists } from '../../../../test/support/returns.ts';
import { sends } from '../../../../test/support/uploads.ts';
import { snapshotCommand } from '../../../cli/snapshot.ts';
import { checkAnnexA } from '../annex-a/index.ts';
import { annexAFigures } from './figures-annex-a.ts';

const MISSING = "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months";
const contacts = (month: string, how: number) =>
  Array.from({ length: how }, () => ({ Gender: 'M', 'Date of Contact': `${month}-15` }));

/** Invented lists as of 31 January 2026. */
const LISTS = {
  1: [...contacts('2025-08', 12), ...contacts('2025-12', 40), ...contacts('2025-07', 3)],
  2: [
    { 'Assessment start date': '2025-07-31', 'Assessment completion date': '2025-08-01' },
    { 'Assessment start date': '2025-09-01', 'Assessment completion date': '2026-01-31' },
    { 'Assessment start date': '2025-09-01', 'Assessment completion date': '2026-02-01' },
    { 'Assessment start date': '2025-10-01' },
  ],
  8: [
    { 'Date Started to be Looked After': '2020-01-01', [MISSING]: 3 },
    { 'Date Started to be Looked After': '2020-01-01', 'Date Ceased to be Looked After': '2025-12-01', [MISSING]: 1 },
    { 'Date Started to be Looked After': '2026-01-31', [MISSING]: 0 },
  ],
};

async function figuresOf(lists: Parameters<typeof annexALists>[0], referenceDate: string) {
  const { snapshot } = await checkAnnexA(annexALists(lists), { referenceDate });
  return annexAFigures(snapshot, referenceDate);
}

describe('figures that are counted from Annex A', () => {
  it('count what their definitions say, each for its own period', async () => {
    const figures = await figuresOf(LISTS, '2026-01-31');
    const told = figures.map(({ key, period = '', value }) => `${key} ${period} ${value}`);
    const half = '2025-08-01/2026-01-31';
    expect(told).toEqual([
      ...['2025-08 12', '2025-09 0', '2025-10 0', '2025-11 0', '2025-12 40', '2026-01 0'].map(
        (one) => `contacts ${one}`,
      ),
      ...[`early-help-started ${half} 3`, `early-help-completed ${half} 2`, 'early-help-open  2', 'looked-after  2'],
      'missing-episodes-looked-after 2025-02-01/2026-01-31 4',
      'missing-children-looked-after 2025-02-01/2026-01-31 2',
      ...[
        'return-interviews-offered  0',
        'return-interviews-accepted  0',
        'care-leavers  0',
        'care-leavers-in-touch  0',
      ],
    ]);
  });

  it('leave out months of which the six months hold only a part, and write a year to March as one', async () => {
    const periods = async (day: string) => (await figuresOf(LISTS, day)).map(({ period }) => period);
    expect((await periods('2026-01-15')).slice(0, 5)).toEqual(['2025-08', '2025-09', '2025-10', '2025-11', '2025-12']);
    expect((await periods('2026-01-15'))[5]).toBe('2025-07-16/2026-01-15');
    expect(await periods('2026-03-31')).toContain('2025-26');
  });
});

describe('an accepted Annex A', () => {
  let test: TestApp;
  let analyst: SignedIn;
  let receipt: string;

  async function accept(lists: Parameters<typeof annexALists>[0], [day = '', month = '', year = '']: string[]) {
    const fields = {
      kind: 'annex-a',
      'cin-year': '',
      'annex-a-day': day,
      'annex-a-month': month,
      'annex-a-year': year,
    };
    const file = { fileName: 'annex-a.xlsx', bytes: annexALists(lists) };
    const sent = await sends(test, analyst, '/returns/new', fields, file);
    const href = String(sent.headers.location);
    await settled(analyst, href);
    const accepted = await analyst.post(`${href}/accept`, { because: 'A test needs it' });
    return (await analyst.get(String(accepted.headers.location))).body;
  }

  async function printed(audience: string) {
    let json = '';
    await snapshotCommand.run({
      args: ['--area', 'E06000001', '--year', '2025-26', '--json', '--audience', audience],
      out: (text: string) => {
        json += text;
      },
      openDatabase: async () => test.db,
    } as unknown as Parameters<typeof snapshotCommand.run>[0]);
    const { indicators } = JSON.parse(json) as {
      indicators: { code: string; value: number | null; period: string; source: string }[];
    };
    return indicators;
  }

  beforeAll(async () => {
    test = await buildTestApp();
    analyst = await signInAs(test, 'analyst');
    await accept({ ...LISTS, 1: contacts('2024-12', 25) }, ['31', '1', '2025']);
    receipt = await accept(LISTS, ['31', '1', '2026']);
  });
  afterAll(() => test.close());

  it('is what kith snapshot prints for the area of its authority, month by month, with the receipt', async () => {
    const indicators = await printed('partnership');
    const found = (code: string, period: string) =>
      indicators.find((one) => one.code === code && one.period === period)?.value;
    expect(found('annex-a-contacts', '2025-12')).toBe(40);
    expect(found('annex-a-early-help-completed', '2025-08-01/2026-01-31')).toBe(2);
    expect(found('annex-a-looked-after', '2026-01-31')).toBe(2);
    expect(found('annex-a-missing-children-looked-after', '2025-02-01/2026-01-31')).toBe(2);
    expect(indicators.every(({ source }) => /Receipt RET-2026-000\d: Annex A/.test(source))).toBe(true);
  });

  it('shows the public none of its small numbers', async () => {
    const shown = (await printed('public')).filter(({ value }) => value !== null && value > 0);
    expect(shown.map(({ code, value }) => `${code} ${value}`)).toEqual(['annex-a-contacts 12', 'annex-a-contacts 40']);
  });

  it('stands on the pages of the snapshot with definition, rules and receipt', async () => {
    const page = (await analyst.get('/snapshot/areas/E06000001?year=2025-26')).body;
    expect(page).toContain('1 August 2025 to 31 January 2026');
    const figure = /href="(\/figures\/\d+)"/.exec(page)?.[1] ?? '';
    const provenance = (await analyst.get(figure)).body;
    for (const words of ['Receipt RET-2026-0002', 'lists on 31 January 2026']) expect(provenance).toContain(words);
    expect((await test.app.inject('/snapshot/indicators/annex-a-contacts')).statusCode).toBe(200);
  });

  it('is read beside the same month of the year before', () => {
    expect(receipt).toMatch(/Contacts, December 2025[\s\S]{0,600}The year before, counted alike: 25\./);
  });
});
