import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { silentLog } from '../../test/support/log.ts';
import { ensureShippedData } from './index.ts';

const HARTLEPOOL = 'E06000001';
const STOCKTON = 'E06000004';
const BOTH = 'HSSCP';

/**
 * Every figure of the report, typed a second time from its text and not from the year files: what it counts, and the
 * number; null where the list of the other area has a number and this one has none. One entry for each area and period.
 */
const PRINTED: readonly (readonly [area: string, period: string, figures: Record<string, number | null>])[] = [
  [
    HARTLEPOOL,
    'not-stated',
    {
      population: 93836,
      schools: 39,
      'schools-mainstream-primary': 30,
      'schools-mainstream-secondary': 5,
      'schools-special': 2,
      'schools-special-primary': 1,
      'schools-special-secondary': 1,
      'schools-independent': 1,
      'pupil-referral-units': 1,
      'schools-good-or-better': 89.5,
      'home-educated': 101,
    },
  ],
  [HARTLEPOOL, '2021', { 'child-poverty-basis-not-stated': 39, 'most-deprived-tenth': 1 }],
  [HARTLEPOOL, '2022-01', { 'special-needs-share-compulsory-age': 19.3 }],
  [
    HARTLEPOOL,
    '2022-03-31',
    { 'ehc-plans': 584, 'ehc-plans-primary': 216, 'ehc-plans-secondary': 345, 'ehc-plans-post-16': 23 },
  ],
  [
    HARTLEPOOL,
    '2021-22',
    {
      'children-under-18': 20108,
      'share-under-18': 21,
      'free-school-meals-primary': 39.5,
      'contacts-average-month': 517,
      referrals: 1970,
      're-referrals': 21,
      'early-help-assessments-completed': 628,
      'early-help-escalated': 107,
      'children-in-need': 1387,
      'child-protection-plans': 180,
      'special-needs-support': 2141,
      'at-risk-of-sexual-exploitation': 17,
      'at-risk-of-criminal-exploitation': 29,
      'missing-episodes': 671,
      'missing-children': 234,
      'missing-episodes-looked-after': 212,
      'missing-children-looked-after': 47,
      'looked-after': 308,
      'children-present-at-domestic-abuse': 1315,
      'domestic-abuse-repeat-within-12-months': 292,
      'marac-cases': 145,
      'marac-children': 345,
      'allegations-against-staff': 48,
      'private-fostering-new': 3,
    },
  ],
  [
    STOCKTON,
    'not-stated',
    {
      population: null,
      'most-deprived-tenth': null,
      schools: 93,
      'schools-primary-all': 76,
      'schools-primary-academy': 40,
      'schools-primary-maintained': 28,
      'schools-special-primary': 5,
      'schools-independent-primary': 3,
      'schools-secondary-all': 21,
      'schools-secondary-academy': 12,
      'schools-secondary-maintained': 1,
      'schools-special-secondary': 5,
      'schools-independent-secondary': 3,
      'pupil-referral-units': null,
      'schools-good-or-better': 95.8,
      'ehc-plans': 1821,
      'ehc-plans-primary': 678,
      'ehc-plans-secondary': 759,
      'ehc-plans-post-16': 384,
    },
  ],
  [STOCKTON, '2021-05', { 'child-poverty-after-housing-costs': 35.3 }],
  [STOCKTON, '2021-03', { 'home-educated': 246 }],
  [STOCKTON, '2021-01', { 'special-needs-share-school-population': 16.3 }],
  [
    STOCKTON,
    '2020-21',
    {
      'children-under-18': 44021,
      'share-under-18': 22,
      'free-school-meals-mainstream-primary': 26.2,
      'contacts-average-month': 995,
      referrals: 3624,
      're-referrals': 21.5,
      'early-help-episodes-opened': 616,
      'early-help-escalated': 8,
      'children-in-need': 2373,
      'child-protection-plans': 301,
      'special-needs-support': 5259,
      'at-risk-of-sexual-exploitation': 20,
      'at-risk-of-criminal-exploitation': null,
      'missing-episodes': 1478,
      'missing-children': 473,
      'missing-episodes-looked-after': 609,
      'missing-children-looked-after': 98,
      'looked-after': 574,
      'private-fostering-new': 3,
      'children-witnessing-domestic-abuse': 2153,
      'domestic-abuse-repeat-within-12-months': null,
      'marac-cases': 258,
      'marac-children': 503,
      'allegations-against-staff': 118,
    },
  ],
  [
    BOTH,
    'since 2019-04',
    {
      'serious-incidents-reviewed': 11,
      'serious-incidents-with-neglect': 11,
      'serious-incidents-caused-by-neglect': 5,
    },
  ],
  [
    BOTH,
    'not-stated',
    { 'looked-after-through-neglect': 69, 'neglect-audit-trained': 50, 'neglect-audit-tool-used': 0 },
  ],
  [BOTH, '2021-11', { 'contextual-audit-children': 6, 'contextual-audit-out-of-area': 5 }],
  [
    BOTH,
    '2021-22',
    {
      'multi-agency-audits': 2,
      'training-sessions': 70,
      'training-attendance': 1475,
      'e-learning-completed': 6745,
      'website-visitors': 6396,
      'website-views': 24253,
      'bulletin-recipients': 890,
      'school-forums': 6,
      newsletters: 4,
    },
  ],
];

/** With whom the report itself compares, in its words. */
const COMPARED = [
  'child-poverty-after-housing-costs of E06000004: Nationally 31',
  'child-poverty-after-housing-costs of E06000004: North East 37',
  'child-poverty-basis-not-stated of E06000001: Nationally 27',
  'child-poverty-basis-not-stated of E06000001: Teesside 38',
  'free-school-meals-mainstream-primary of E06000004: National average 20.8',
  'free-school-meals-primary of E06000001: National average 20.8',
];

/** The figures that the report calls approximate. */
const ABOUT = [
  'children-under-18 of E06000001',
  'children-under-18 of E06000004',
  'looked-after-through-neglect of HSSCP',
  'share-under-18 of E06000001',
  'share-under-18 of E06000004',
];

describe('every figure of the demonstration is the one that is printed in the report', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    await ensureShippedData(database.db, { now: () => new Date('2026-11-23T09:00:00Z'), log: silentLog() });
  }, 30_000);
  afterAll(() => database.close());

  const texts = async (query: ReturnType<typeof sql<{ text: string }>>) =>
    (await query.execute(database.db)).rows.map(({ text }) => text).sort();

  it.each(PRINTED)('%s, %s', async (area, period, figures) => {
    const found = await sql<{ code: string; value: string | null }>`
      select indicator_code as code, value::text from figure
      where area_code = ${area} and period = ${period}`.execute(database.db);
    const held = found.rows.map(({ code, value }) => [code, value === null ? null : Number(value)]);
    expect(Object.fromEntries(held)).toEqual(figures);
  });

  it('holds no figure besides these', async () => {
    const found = await sql<{ n: number }>`select count(*) as n from figure`.execute(database.db);
    expect(found.rows).toEqual([{ n: PRINTED.reduce((sum, [, , figures]) => sum + Object.keys(figures).length, 0) }]);
  });

  it('sets beside them what the report compares them with, and names it as the report does', async () => {
    expect(
      await texts(sql`select indicator_code || ' of ' || area_code || ': ' || against || ' ' || value as text
        from comparator`),
    ).toEqual(COMPARED);
  });

  it('says "about" where the report does', async () => {
    expect(await texts(sql`select indicator_code || ' of ' || area_code as text from figure where about`)).toEqual(
      ABOUT,
    );
  });

  it('gives no figure a period that its definition rules out', async () => {
    const found = await sql<{ code: string; kind: string; period: string }>`
      select code, period_kind as kind, period from figure join indicator on code = indicator_code
      where period_kind <> 'not-stated'`.execute(database.db);
    const isYear = (period: string) => {
      const [, start, end] = /^(\d{4})-(\d\d)$/.exec(period) ?? [];
      return (Number(start) + 1) % 100 === Number(end);
    };
    expect(found.rows.length).toBeGreaterThan(40);
    expect(found.rows.filter(({ kind, period }) => isYear(period) !== (kind === 'in-year'))).toEqual([]);
  });
});
