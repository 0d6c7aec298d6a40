import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { uploadOf } from '../../../../test/support/checked-returns.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { snapshotCommand } from '../../../cli/snapshot.ts';
import { loadPublished } from '../../snapshot/index.ts';
import { caseFile } from '../cin/case-file.testing.ts';
import { censusMeasures, readCinCensus } from '../cin/index.ts';
import { dayOf } from '../day.ts';
import { CensusFigures } from './figures-cin.ts';

async function counted(file: string) {
  const figures = new CensusFigures(censusMeasures('2024/25'));
  async function* bytes() {
    yield Buffer.from(file);
  }
  const taker = {
    header: (header: { reference: number } | undefined) => figures.begin(header?.reference),
    child: (child: Parameters<CensusFigures['add']>[0]) => figures.add(child),
  };
  await readCinCensus(bytes(), '2024/25', taker, () => {});
  return Object.fromEntries(figures.all().map(({ key, value, of }) => [key, of ? `${of.part}/${of.whole}` : value]));
}

const CHILDREN = [
  {
    LAchildID: 'A',
    CINdetails: [
      // Closed within the year, and referred again within twelve months.
      { CINreferralDate: '2024-05-01', CINclosureDate: '2024-06-01', ReferralNFA: 'false' },
      {
        ...{ CINreferralDate: '2025-01-10', ReferralNFA: 'false' },
        Assessments: [
          // The 45th working day after 10 January 2025 is 14 March; the day after is too late.
          { AssessmentActualStartDate: '2025-01-10', AssessmentAuthorisationDate: '2025-03-14' },
          { AssessmentActualStartDate: '2025-01-10', AssessmentAuthorisationDate: '2025-03-17' },
          { AssessmentActualStartDate: '2025-01-10' },
        ],
        Section47: [
          // The 15th working day after 3 February 2025 is 24 February.
          { S47ActualStartDate: '2025-02-03', DateOfInitialCPC: '2025-02-24' },
          { S47ActualStartDate: '2025-02-03', DateOfInitialCPC: '2025-02-25' },
        ],
        ChildProtectionPlans: [
          {
            ...{ CPPstartDate: '2025-02-24', InitialCategoryOfAbuse: 'NEG', LatestCategoryOfAbuse: 'EMO' },
            NumberOfPreviousCPP: '1',
          },
        ],
      },
    ],
  },
  {
    LAchildID: 'B',
    CINdetails: [
      {
        ...{ CINreferralDate: '2022-01-10', ReferralNFA: 'false', CINclosureDate: '2025-03-31' },
        ChildProtectionPlans: [
          {
            CPPstartDate: '2022-02-01',
            CPPendDate: '2024-04-01',
            InitialCategoryOfAbuse: 'PHY',
            NumberOfPreviousCPP: '0',
          },
        ],
      },
    ],
  },
  { LAchildID: 'C', CINdetails: [{ CINreferralDate: '2024-07-01', ReferralNFA: 'true' }] },
];

describe('figures that are counted from a census', () => {
  it('count what their definitions say, at the very edges of the year and of the limits', async () => {
    expect(dayOf('2025-03-31')).toBeGreaterThan(0);
    expect(await counted(caseFile(CHILDREN))).toMatchObject({
      ...{ referrals: 3, 're-referrals': '1/3', 'children-in-need': 1, 'children-in-need-in-year': 2 },
      ...{ 'child-protection-plans': 1, 'child-protection-plans-emo': 1, 'child-protection-plans-neg': 0 },
      ...{ 'child-protection-plans-started': 1, 'second-plans': '1/1', 'plans-two-years': '1/1' },
      ...{ 'assessments-in-time': '1/2', 'conferences-in-time': '1/2' },
    });
  });

  it('are not known where the file gives no reference date, and never nothing', async () => {
    const without = caseFile(CHILDREN).replace(/<ReferenceDate>[^<]*<\/ReferenceDate>/, '');
    expect(new Set(Object.values(await counted(without)))).toEqual(new Set([null]));
  });
});

const WHO = { loadedBy: 'A test', now: new Date('2026-11-01T09:00:00Z') };
/** What is published of Hartlepool, as the publisher names it. */
const PUBLISHED = [
  'area_code,area,measure_id,measure,breakdown,period,value,flag,source',
  ...[
    'lait.Continue_Assess_Comp,Continuous assessments completed within 45 working days [% completed to time],,2025,85.2',
    'lait.CP_conf_15days,Percentage of child protection conferences held within 15 days [% conferences held],,2025,96.4',
    'cpp.CPP_subsequent_percent,CPP subsequent percent,,2025,32.4',
    'lait.CPPlans2yrs,Child Protection Plans lasting 2 years or more which cease during the year [% of plans],,2024,2.4',
    'lait.CPP_Abuse,Number of Child Protection plans starting during the year [Number of CPP],,2025,241',
    'cin.Anypoint_child,Anypoint child,,2025,2674',
  ].map((row) => `E06000001,Hartlepool,${row},,A publication`),
  'E06000001,Hartlepool,cpp_duration.CPP_At31,CPP At31,,2025,,c,A publication',
].join('\n');

describe('an accepted census', () => {
  async function printedTable(...more: string[]): Promise<string> {
    let printed = '';
    await snapshotCommand.run({
      args: ['--area', 'E06000001', '--year', '2024-25', ...more],
      out: (text: string) => {
        printed += text;
      },
      openDatabase: async () => test.db,
    } as unknown as Parameters<typeof snapshotCommand.run>[0]);
    return printed;
  }
  async function printed(audience: string) {
    const json = await printedTable('--json', '--audience', audience);
    return (
      JSON.parse(json) as { indicators: { code: string; value: number | null; source: string; notes: string[] }[] }
    ).indicators;
  }
  let test: TestApp;
  let analyst: SignedIn;
  let receipt: string;
  const own = caseFile(CHILDREN).replace(/<LEA>[^<]*<\/LEA>/, '<LEA>805</LEA>');

  beforeAll(async () => {
    test = await buildTestApp();
    const published = await loadPublished(test.db, { name: 'published.csv', text: PUBLISHED }, WHO);
    expect(published).toMatchObject({ ok: true });
    analyst = await signInAs(test, 'analyst');
    const { href } = await uploadOf(test, analyst, { kind: 'cin', 'cin-year': '2024/25' }, own);
    const accepted = await analyst.post(`${href}/accept`, { because: 'A test needs it' });
    expect(accepted.statusCode).toBe(303);
    receipt = (await analyst.get(String(accepted.headers.location))).body;
  });
  afterAll(() => test.close());

  it('stands in the snapshot of its area and year, with definition, rules and receipt', async () => {
    const page = (await analyst.get('/snapshot/areas/E06000001?year=2024-25')).body;
    expect(page).toContain('Referrals, counted from the census');
    const figure = /href="(\/figures\/\d+)"/.exec(page)?.[1] ?? '';
    const provenance = (await analyst.get(figure)).body;
    for (const words of ['Receipt RET-2026-0001', 'rules of 2024/25', 'accepted it in Kith'])
      expect(provenance).toContain(words);
    // Everybody reads this page, and whoever sends a file may have called it after a child.
    expect(provenance).not.toContain('census.xml');
  });

  it('is read beside what is published of assessments, conferences, second plans and plans of two years', () => {
    for (const [figure, says] of [
      ['assessments-in-time', 'Published for 2025: 85.2%'],
      ['conferences-in-time', 'Published for 2025: 96.4%'],
      ['second-plans', 'Published for 2025: 32.4%'],
      ['plans-two-years', 'Published for 2024, the newest there is: 2.4%'],
      ['child-protection-plans-started', 'Published for 2025: 241 plans'],
      ['children-in-need-in-year', 'Published for 2025: 2,674 children'],
    ])
      expect(receipt).toMatch(new RegExp(`indicators/census-${figure}"(?:(?!</dd>).)*${says}`, 's'));
    expect(receipt).toContain('35.2 percentage points less than published');
  });

  it('is explained in the snapshot too, where it differs from what is published, in the words of the receipt', async () => {
    const why = [
      'What Kith counted is 35.2 percentage points less than published.',
      'Definition: Among the assessments completed in the year to 31 March',
      'Time: what is published was counted from what the council had sent when the collection closed; this return was accepted on',
      'Rounding: some publications round counts',
    ];
    const withheld = 'The publisher gives no number: it is small, or would give a small one away.';
    const area = (await analyst.get('/snapshot/areas/E06000001?year=2024-25')).body;
    for (const words of [...why, withheld])
      expect([receipt, area].map((page) => page.includes(words))).toEqual([true, true]);
    const ofOne = (await analyst.get('/snapshot/indicators/census-assessments-in-time')).body;
    for (const words of why) expect(ofOne).toContain(words);
    expect((await analyst.get('/snapshot/indicators/census-child-protection-plans')).body).toContain(withheld);

    const indicators = await printed('partnership');
    const notes = (code: string) => indicators.find((one) => one.code === code)?.notes.join(' ') ?? '';
    for (const words of why) expect(notes('census-assessments-in-time')).toContain(words);
    expect(notes('census-child-protection-plans')).toContain(withheld);
    // Published for another year alone.
    expect(notes('census-plans-two-years')).toBe('');
    const taker = await signInAs(test, 'analyst', { purpose: 'assurance' });
    const file = (await taker.get('/snapshot/areas/E06000001/figures-for-partners.csv?year=2024-25')).body;
    for (const words of why) expect(file).toContain(words);
    const table = await printedTable();
    const [, number] = /Assessments completed[^\n]*counted from the census .* (\d+)\n/.exec(table) ?? [];
    expect(table).toMatch(new RegExp(`\n +${number} {2}Published for 2025: 85\\.2%.*${why[0]} ${why[1]}`));
  });

  it('shows the public none of its small numbers', async () => {
    expect((await test.app.inject('/snapshot/areas/E06000001?year=2024-25')).body).toContain('counted from the census');
    const shown = (await printed('public')).filter(({ value }) => value !== null);
    // Of three referrals and two plans nothing is left but what is 0 and gives nothing away.
    expect(shown.filter(({ value }) => value !== 0)).toEqual([]);
    // A difference from what is published would tell them as well.
    const pages = ['areas/E06000001?year=2024-25', 'indicators/census-child-protection-plans-started'];
    for (const page of pages) {
      const { body } = await test.app.inject(`/snapshot/${page}`);
      expect(body).toContain('counted from the census');
      expect(body).not.toContain('What Kith counted');
    }
    expect(JSON.stringify(await printed('public'))).not.toContain('What Kith counted');
  });

  it('does not become the year that opens first: nobody has accounted for it yet', async () => {
    expect((await test.app.inject('/snapshot')).body).toContain('2021-22');
  });

  it('is what kith snapshot prints', async () => {
    const indicators = await printed('partnership');
    expect(indicators.find(({ code }) => code === 'census-referrals')).toMatchObject({ value: 3 });
    expect(indicators.find(({ code }) => code === 'census-assessments-in-time')).toMatchObject({ value: 50 });
    expect(indicators[0]?.source).toContain('RET-2026-0001');
  });

  it('of another council is kept, and writes into nobody’s snapshot', async () => {
    const other = own.replace('<LEA>805</LEA>', '<LEA>808</LEA>');
    const { href, id } = await uploadOf(test, analyst, { kind: 'cin', 'cin-year': '2024/25' }, other);
    expect((await analyst.post(`${href}/accept`, { because: 'A test needs it' })).statusCode).toBe(303);
    expect((await analyst.get(`/returns/receipts/${id}`)).body).toContain('which is Stockton-on-Tees, and not');
  });
});
