import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { countFromReturn } from './from-return.ts';
import { indicatorOverTime, listAreas, listYears, sideBySide, snapshotOf } from './service.ts';
import { demoFiles, inventedYear, load } from './snapshot.testing.ts';
import type { AreaSnapshot, FigureView, SideBySide } from './view.ts';

const HARTLEPOOL = 'E06000001';
const STOCKTON = 'E06000004';
const YEAR = '2021-22';

const figuresIn = (snapshot: AreaSnapshot): FigureView[] =>
  snapshot.groups.flatMap((group) => group.lines.flatMap((line) => line.figures));
const figureOf = (snapshot: AreaSnapshot, code: string): FigureView => {
  const found = figuresIn(snapshot).find((figure) => figure.indicator.code === code);
  if (!found) throw new Error(`no figure ${code}`);
  return found;
};
const lineOf = (comparison: SideBySide, key: string) => {
  const found = comparison.groups.flatMap((group) => group.lines).find((line) => line.key === key);
  if (!found) throw new Error(`no line ${key}`);
  return found;
};

describe('the demonstration year', () => {
  let base: TestDatabase;
  let hartlepool: AreaSnapshot;
  let stockton: AreaSnapshot;
  beforeAll(async () => {
    base = await freshDatabase();
    await load(base.db, await demoFiles());
    hartlepool = await snapshotOf(base.db, { area: HARTLEPOOL, year: YEAR, audience: 'public' });
    stockton = await snapshotOf(base.db, { area: STOCKTON, year: YEAR, audience: 'public' });
  });
  afterAll(() => base.close());

  test('has both years that its figures state, and both areas before the partnership', async () => {
    expect(await listYears(base.db)).toEqual(['2021-22', '2020-21']);
    expect((await listAreas(base.db)).map((area) => area.code)).toEqual([HARTLEPOOL, STOCKTON, 'HSSCP']);
  });

  test('is grouped as the report groups it', () => {
    expect(hartlepool.groups.map((group) => group.title)).toEqual([
      'Children, and the places they grow up in',
      'Schools and special educational needs',
      'Contacts, referrals and early help',
      'Children in need, protected or looked after',
      'Exploitation and going missing',
      'Domestic abuse',
      'Allegations against staff, and private fostering',
    ]);
  });

  test.each([
    ['population', '93,836', 'not given in the source'],
    ['children-under-18', 'about 20,108', 'about 44,021'],
    ['schools', '39', '93'],
    ['schools-good-or-better', '89.5%', '95.8%'],
    ['home-educated', '101', '246'],
    ['ehc-plans', '584', '1,821'],
    ['ehc-plans-post-16', '23', '384'],
    ['special-needs-support', '2,141', '5,259'],
    ['contacts-average-month', '517', '995'],
    ['referrals', '1,970', '3,624'],
    ['re-referrals', '21%', '21.5%'],
    ['early-help-escalated', '107', '8'],
    ['children-in-need', '1,387', '2,373'],
    ['child-protection-plans', '180', '301'],
    ['looked-after', '308', '574'],
    ['at-risk-of-sexual-exploitation', '17', '20'],
    ['at-risk-of-criminal-exploitation', '29', 'not given in the source'],
    ['missing-episodes', '671', '1,478'],
    ['missing-children', '234', '473'],
    ['missing-episodes-looked-after', '212', '609'],
    ['missing-children-looked-after', '47', '98'],
    ['domestic-abuse-repeat-within-12-months', '292', 'not given in the source'],
    ['marac-cases', '145', '258'],
    ['marac-children', '345', '503'],
    ['allegations-against-staff', '48', '118'],
    ['private-fostering-new', '1 to 5, not shown', '1 to 5, not shown'],
  ])('%s: Hartlepool %s, Stockton-on-Tees %s', (code, ofHartlepool, ofStockton) => {
    expect(figureOf(hartlepool, code).text).toBe(ofHartlepool);
    expect(figureOf(stockton, code).text).toBe(ofStockton);
  });

  test.each([
    ['contacts-average-month', 'contacts-per-10000', 'about 3,085', 'about 2,712'],
    ['referrals', 'referrals-per-10000', 'about 980', 'about 823'],
    ['children-in-need', 'children-in-need-per-10000', 'about 690', 'about 539'],
    ['child-protection-plans', 'child-protection-plans-per-10000', 'about 89.5', 'about 68.4'],
    ['looked-after', 'looked-after-per-10000', 'about 153', 'about 130'],
    ['marac-cases', 'marac-cases-per-10000', 'about 72', 'about 59'],
    ['allegations-against-staff', 'allegations-per-10000', 'about 23.9', 'about 26.8'],
    ['at-risk-of-sexual-exploitation', 'sexual-exploitation-per-10000', 'about 8.5', 'about 4.5'],
    ['referrals', 'referrals-of-contacts', '31.8%', '30.4%'],
    ['missing-episodes', 'missing-episodes-per-child', '2.9', '3.1'],
    ['missing-episodes-looked-after', 'missing-episodes-per-looked-after-child', '4.5', '6.2'],
    ['missing-episodes-looked-after', 'missing-episodes-share-looked-after', '31.6%', '41.2%'],
  ])('%s, worked out as %s: %s and %s', (code, measure, ofHartlepool, ofStockton) => {
    const text = (snapshot: AreaSnapshot) =>
      figureOf(snapshot, code).computed.find((computed) => computed.code === measure)?.text;
    expect([text(hartlepool), text(stockton)]).toEqual([ofHartlepool, ofStockton]);
  });

  test('keeps early help apart: each area its own measure and its own share stepped up', () => {
    expect(figureOf(hartlepool, 'early-help-assessments-completed').text).toBe('628');
    expect(figureOf(stockton, 'early-help-episodes-opened').text).toBe('616');
    expect(figureOf(hartlepool, 'early-help-escalated').computed.map(({ text }) => text)).toEqual(['17.0%']);
    expect(figureOf(stockton, 'early-help-escalated').computed.map(({ text }) => text)).toEqual(['1.3%']);
  });

  test('keeps the period that each source states', () => {
    expect(figureOf(hartlepool, 'referrals').periodWords).toBe('April 2021 to March 2022');
    expect(figureOf(stockton, 'referrals').periodWords).toBe('April 2020 to March 2021');
    expect(figureOf(stockton, 'home-educated').periodWords).toBe('March 2021');
    expect(figureOf(hartlepool, 'ehc-plans').periodWords).toBe('31 March 2022');
    expect(figureOf(hartlepool, 'schools').periodWords).toBe('no date given');
  });

  test.each([
    ['schools', STOCKTON, 'schools-add-to-97'],
    ['child-poverty-after-housing-costs', STOCKTON, 'poverty-on-two-bases'],
    ['child-poverty-basis-not-stated', HARTLEPOOL, 'poverty-on-two-bases'],
    ['children-witnessing-domestic-abuse', STOCKTON, 'present-or-witnessing'],
    ['early-help-assessments-completed', HARTLEPOOL, 'early-help-measured-differently'],
    ['at-risk-of-criminal-exploitation', STOCKTON, 'criminal-exploitation-not-given'],
    ['domestic-abuse-repeat-within-12-months', STOCKTON, 'repeat-not-given'],
    ['looked-after', STOCKTON, 'stockton-headed-2020-21'],
    ['looked-after', STOCKTON, 'stockton-equals-published-2022'],
    ['referrals', HARTLEPOOL, 'list-said-to-be-approximate'],
  ])('%s of %s carries the note %s', (code, area, note) => {
    const figure = figureOf(area === HARTLEPOOL ? hartlepool : stockton, code);
    expect(figure.notes.map(({ key }) => key)).toContain(note);
  });

  test('sets beside a figure what the source sets there', () => {
    const against = (snapshot: AreaSnapshot, code: string) =>
      figureOf(snapshot, code).comparators.map((comparator) => `${comparator.against} ${comparator.text}`);
    expect(against(hartlepool, 'child-poverty-basis-not-stated')).toEqual(['Teesside 38%', 'Nationally 27%']);
    expect(against(stockton, 'child-poverty-after-housing-costs')).toEqual(['North East 37%', 'Nationally 31%']);
    expect(against(hartlepool, 'free-school-meals-primary')).toEqual(['National average 20.8%']);
  });

  test('gives the partnership’s own figures, with small numbers of children withheld', async () => {
    const both = await snapshotOf(base.db, { area: 'HSSCP', year: YEAR, audience: 'public' });
    const text = (code: string) => figureOf(both, code).text;
    expect(text('serious-incidents-reviewed')).toBe('11');
    expect(text('serious-incidents-caused-by-neglect')).toBe('1 to 5, not shown');
    expect(text('contextual-audit-out-of-area')).toBe('1 to 5, not shown');
    expect(text('looked-after-through-neglect')).toBe('about 69%');
    expect(text('newsletters')).toBe('4');
    expect(figureOf(both, 'training-attendance').computed.map((computed) => computed.text)).toEqual(['21.1']);
  });

  test('joins no line, and says of each why', async () => {
    const comparison = await sideBySide(base.db, { year: YEAR, audience: 'public' });
    expect(comparison.joinedLines).toBe(0);
    expect(lineOf(comparison, 'referrals').joined).toMatchObject({ code: 'different-periods' });
    expect(lineOf(comparison, 'early-help').joined).toMatchObject({ code: 'different-definitions' });
    expect(lineOf(comparison, 'criminal-exploitation').joined).toMatchObject({ code: 'not-known' });
    expect(lineOf(comparison, 'child-poverty').joined).toMatchObject({ code: 'never' });
    for (const line of comparison.groups.flatMap((group) => group.lines)) {
      expect(line.joined).toHaveProperty('reason', expect.stringMatching(/^[A-Z].+\.$/));
    }
  });

  test('the public’s views do not hold a withheld number anywhere', async () => {
    const comparison = await sideBySide(base.db, { year: YEAR, audience: 'public' });
    const overTime = await indicatorOverTime(base.db, { name: 'private-fostering', audience: 'public' });
    for (const shown of [
      figureOf(hartlepool, 'private-fostering-new').shown,
      lineOf(comparison, 'private-fostering').cells[1]?.figures[0]?.shown,
      overTime.own[0]?.points[0]?.shown,
    ]) {
      expect(shown).toEqual({ shown: 'suppressed', why: 'small-number' });
    }
  });

  test('the partnership sees every number', async () => {
    const own = await snapshotOf(base.db, { area: HARTLEPOOL, year: YEAR, audience: 'partnership' });
    expect(figureOf(own, 'private-fostering-new').text).toBe('3');
    expect(own.counts).toMatchObject({ withheld: 0 });
  });

  test('finds an area by its name, and says which areas and years there are', async () => {
    const named = await snapshotOf(base.db, { area: 'stockton-on-tees', year: YEAR, audience: 'public' });
    expect(named.area.code).toBe(STOCKTON);
    await expect(snapshotOf(base.db, { area: 'Atlantis', year: YEAR, audience: 'public' })).rejects.toThrow(
      'There is no area "Atlantis": choose Hartlepool (E06000001), Stockton-on-Tees (E06000004) or Hartlepool and Stockton-on-Tees (HSSCP).',
    );
    await expect(sideBySide(base.db, { year: '1999-00', audience: 'public' })).rejects.toThrow(
      'There is no snapshot of "1999-00": choose 2021-22 or 2020-21.',
    );
  });

  test('the year before holds what states that period', async () => {
    const before = await snapshotOf(base.db, { area: STOCKTON, year: '2020-21', audience: 'public' });
    expect(figureOf(before, 'referrals').text).toBe('3,624');
    expect(figuresIn(before).every((figure) => figure.period === '2020-21')).toBe(true);
    const none = await snapshotOf(base.db, { area: HARTLEPOOL, year: '2020-21', audience: 'public' });
    expect(none.groups).toEqual([]);
  });

  test('published series stand beside a line for both areas, the North East and England', async () => {
    const view = await indicatorOverTime(base.db, { name: 'referrals', audience: 'public' });
    const counts = view.published.find(({ link }) => link.measureId === 'referral.referral_count');
    expect(counts?.series.series.map(({ area }) => area.name)).toEqual([
      'Hartlepool',
      'Stockton-on-Tees',
      'North East',
      'England',
    ]);
    expect(counts?.series.periods).toHaveLength(13);
    const hartlepool2022 = counts?.series.series[0]?.points.find((point) => point.period === '2022');
    expect(hartlepool2022?.value).toBe(1970);
    expect(counts?.link.says).toContain('year to 31 March');
  });

  test('an indicator is found by its own code, too, and an unknown one is told plainly', async () => {
    const view = await indicatorOverTime(base.db, { name: 'early-help-episodes-opened', audience: 'public' });
    expect(view.own.map(({ area }) => area.name)).toEqual(['Stockton-on-Tees']);
    await expect(indicatorOverTime(base.db, { name: 'nonsense', audience: 'public' })).rejects.toThrow(
      'There is no indicator or line "nonsense"',
    );
  });

  test('many who ask at once are given the same view', async () => {
    const asked = Array.from({ length: 20 }, () =>
      snapshotOf(base.db, { area: STOCKTON, year: YEAR, audience: 'public' }),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set([stockton]));
  });

  test('a view is shared and cannot be changed by whoever holds it', async () => {
    const again = await snapshotOf(base.db, { area: HARTLEPOOL, year: YEAR, audience: 'public' });
    expect(again).toBe(hartlepool);
    expect(() => hartlepool.groups.pop()).toThrow(TypeError);
  });
});

describe('two areas that count alike', () => {
  const looked = `
snapshot-lines:
  - { key: children, title: Children, group: care, join: sum }
  - { key: care, title: In care, group: care, join: sum }
  - { key: here, title: of these, placed here, group: care, join: sum }
indicators:
  - { code: children, line: children, title: Children, definition: All., unit: children, period: at-date, owner: Nobody, edition: "1", suppress: none, because: All of them. }
  - { code: care, line: care, title: In care, definition: All in care., unit: children, period: at-date, parts: some, owner: Nobody, edition: "1", suppress: small-numbers, because: Children. }
  - { code: here, line: here, title: Placed here, definition: Placed in the area., unit: children, period: at-date, part_of: care, owner: Nobody, edition: "1", suppress: small-numbers, because: Children. }
computed-measures:
  - { code: care-rate, title: Rate, definition: For every 10000 children., of: care, over: children, per: 10000, unit: per-10000, decimals: 1 }
`;
  const figures = (rows: [string, string, number][]) =>
    `figures:\n${rows
      .map(
        ([indicator, area, value]) =>
          `  - { indicator: ${indicator}, area: ${area}, period: 2031-03-31, value: ${value} }`,
      )
      .join('\n')}\n`;
  let base: TestDatabase;
  beforeAll(async () => {
    base = await freshDatabase();
    await load(base.db, [
      inventedYear(
        looked.replace('title: of these, placed here', 'title: Placed here') +
          figures([
            ['children', 'E99000001', 10_000],
            ['children', 'E99000002', 20_000],
            ['care', 'E99000001', 3],
            ['care', 'E99000002', 60],
            ['here', 'E99000002', 40],
          ]),
      ),
    ]);
  });
  afterAll(() => base.close());

  test('are joined into a partnership figure with its rate', async () => {
    const comparison = await sideBySide(base.db, { year: '2030-31', audience: 'partnership' });
    const line = lineOf(comparison, 'care');
    expect(line.joined).toMatchObject({ joined: true, text: '63', periodWords: '31 March 2031' });
    expect(line.joined.joined && line.joined.computed.map(({ text }) => text)).toEqual(['21.0']);
  });

  test('before the public, a sum that would give a small number away is withheld, and so are the rates', async () => {
    const comparison = await sideBySide(base.db, { year: '2030-31', audience: 'public' });
    const line = lineOf(comparison, 'care');
    expect(line.cells.map((cell) => cell.figures[0]?.text)).toEqual(['1 to 5, not shown', '60']);
    expect(line.joined).toMatchObject({
      joined: true,
      shown: { shown: 'suppressed', why: 'protects-small-number' },
      text: 'not shown, so that a small number cannot be worked out',
    });
    const rates = [
      ...line.cells.flatMap((cell) => cell.figures[0]?.computed ?? []),
      ...(line.joined.joined ? line.joined.computed : []),
    ];
    expect(rates.map(({ shown }) => shown.shown)).toEqual(['suppressed', 'value', 'suppressed']);
    expect(JSON.stringify(comparison)).not.toContain('"value":3,');
    expect(JSON.stringify(comparison)).not.toContain('63');
  });

  test('a later year is compared with the one before', async () => {
    await load(base.db, [
      inventedYear(
        looked.replace('title: of these, placed here', 'title: Placed here') +
          figures([['care', 'E99000002', 66]]).replaceAll('2031-03-31', '2032-03-31'),
        '2031-32',
      ),
    ]);
    const view = await indicatorOverTime(base.db, { name: 'care', audience: 'public' });
    const south = view.own.find(({ area }) => area.name === 'Southby');
    expect(south?.points.map((point) => [point.periodWords, point.text, point.change?.text])).toEqual([
      ['31 March 2031', '60', undefined],
      ['31 March 2032', '66', 'up 6'],
    ]);
  });

  test('what a return says besides keeps nothing from being added', async () => {
    const counted = `
snapshot-lines:
  - { key: care, title: In care, group: care, join: sum }
indicators:
  - { code: counted, line: care, title: Counted, definition: All in care by the list., unit: children, period: at-date, owner: Nobody, edition: "1", suppress: small-numbers, because: Children. }
quality-notes:
  - { key: of-the-report, kind: source, words: The report breaks off here., about: [{ line: care }] }
`;
    const source = '  - { key: accepted-returns, title: Return, publisher: The council }\nareas:';
    const file = inventedYear(counted);
    await load(base.db, [{ ...file, text: file.text.replace('areas:', source) }]);
    const written = await countFromReturn(base.db, {
      ...{
        areaCode: 'E99000002',
        asOf: '2031-03-31',
        place: 'Receipt of a test',
        acceptedBy: 'A test',
        now: new Date(0),
      },
      ...{ file: { name: 'f.xml', sha256: '0', bytes: 1 }, figures: [{ indicator: 'counted', value: 61 }] },
    });
    expect(written).toBe(1);
    const line = lineOf(await sideBySide(base.db, { year: '2030-31', audience: 'partnership' }), 'care');
    expect(line.cells[1]?.figures.map(({ text }) => text)).toEqual(['61', '60']);
    expect(line.joined).toMatchObject({ joined: true, text: '63' });
    // What is said of the report's figure says nothing of the return's.
    expect(line.cells[1]?.figures.map(({ notes }) => notes.length)).toEqual([0, 1]);
  });
});
