import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agency } from '../../directory/index.ts';
import type { Budget, Entry } from './budget.ts';
import { dayOfPartners, entryDays, figuresOf, missingToPublish } from './figures.ts';
import { changeInWords, type Pence } from './money.ts';

const agency = (key: string, more: Partial<Agency> = {}): Agency => ({
  ...{ kind: 'agency', key, name: key.toUpperCase(), agencyKind: 'health', from: null, until: null, successor: null },
  ...{ note: null, ...more },
});
const agencies = [
  agency('ccg', { until: '2022-06-30', successor: { key: 'icb', name: 'ICB' } }),
  agency('icb', { from: '2022-07-01' }),
  agency('police'),
];

const budget = (year: string, parts: Partial<Budget> = {}): Budget => ({
  ...{ id: year, year, state: 'closed', published: false, partnership: 'p', agency: 'a', ownerId: 'o', version: 1 },
  ...{ round: 1, sentBackBecause: null, agreedOn: null, closedOn: null, publishedOn: null, note: null, bought: null },
  ...{ changed: null, evidence: null, judgedBy: null, lines: [], contributions: [], entries: [], approvals: [] },
  ...parts,
});
const line = (key: string, planned: Pence) => ({
  ...{ id: `line-${key}`, key, title: key, kind: 'other' as const, planned, words: null, version: 1 },
});
const gives = (key: string, agreed: Pence) => ({
  ...{ id: `from-${key}`, contributor: key, contributorName: key.toUpperCase(), form: 'money' as const, agreed },
  ...{ words: null, version: 1 },
});
const entry = (of: Partial<Entry> & { amount: Pence }): Entry => ({
  ...{ id: crypto.randomUUID(), lineId: null, contributionId: null, on: '2021-05-01', words: 'W', reverses: null },
  ...{ recordedAt: new Date('2021-05-01T09:00:00Z'), recordedBy: 'Somebody', ...of },
});

describe('the figures of a year', () => {
  it('compare no spending of a year that still runs with the whole of last year', () => {
    const spent = (year: string, amount: Pence, state: Budget['state']) =>
      budget(year, { state, lines: [line('staff', 100_00n)], entries: [entry({ lineId: 'line-staff', amount })] });
    const before = spent('2020-21', 90_00n, 'published');
    const [running, over] = [spent('2021-22', 9_00n, 'agreed'), spent('2021-22', 9_00n, 'closed')].map((one) => {
      const { lines, spentChange } = figuresOf(one, before, agencies);
      return [lines[0]?.spentChange ?? spentChange, spentChange].map(changeInWords);
    });
    expect(running).toEqual(['Told when the year is closed', 'Told when the year is closed']);
    expect(over).toEqual(['Down £81.00 (90.0%)', 'Down £81.00 (90.0%)']);
  });

  it('compare each line with last year’s, name those that are new and those that are gone', () => {
    const before = budget('2020-21', {
      lines: [line('staff', 100_00n), line('gone', 50_00n)],
      entries: [entry({ lineId: 'line-staff', amount: 90_00n }), entry({ lineId: 'line-gone', amount: 5_00n })],
    });
    const now = budget('2021-22', {
      lines: [line('staff', 110_00n), line('new', 10_00n)],
      entries: [entry({ lineId: 'line-staff', amount: 99_00n }), entry({ lineId: 'line-new', amount: 1_00n })],
    });
    const figures = figuresOf(now, before, agencies);
    expect(figures.lines.map((one) => [one.line.key, one.left, changeInWords(one.spentChange)])).toEqual([
      ['staff', 11_00n, 'Up £9.00 (10.0%)'],
      ['new', 9_00n, '£1.00 more: there was nothing last year'],
    ]);
    expect(figures.dropped).toEqual([{ title: 'gone', spent: 5_00n }]);
    expect(changeInWords(figures.spentChange)).toBe('Up £5.00 (5.3%)');
  });

  it('say that last year is not recorded where it is not, and never that it was nothing', () => {
    const figures = figuresOf(budget('2021-22', { lines: [line('staff', 1n)] }), null, agencies);
    expect(changeInWords(figures.spentChange)).toBe('Not known: last year is not recorded');
    expect(figures.lines[0]?.spentBefore).toBeNull();
  });

  it('compare a board with the group whose duties it took over, and say so', () => {
    const before = budget('2021-22', { contributions: [gives('ccg', 100_00n), gives('police', 100_00n)] });
    const now = budget('2022-23', { contributions: [gives('icb', 150_00n), gives('police', 50_00n)] });
    const { partners } = figuresOf(now, before, agencies);
    expect(partners.map((one) => [one.name, one.before, changeInWords(one.change), one.share])).toEqual([
      ['ICB', 'CCG', 'Up £50.00 (50.0%)', 750n],
      ['POLICE', null, 'Down £50.00 (50.0%)', 250n],
    ]);
  });

  it('tell of a partner that paid last year and pays nothing now', () => {
    const before = budget('2020-21', { contributions: [gives('police', 100_00n)] });
    const [police] = figuresOf(budget('2021-22'), before, agencies).partners;
    expect(police && changeInWords(police.change)).toBe('Down £100.00 (100.0%)');
  });

  it('are the sum of the parts to the penny, and corrections leave what was there before', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 10_000_000_000n }), { maxLength: 20 });
    fc.assert(
      fc.property(amounts, amounts, (spent, wrong) => {
        const on = (amount: Pence) => entry({ lineId: 'line-a', amount });
        const mistaken = wrong.map(on);
        const back = mistaken.map((one) => entry({ lineId: 'line-a', amount: -one.amount, reverses: one.id }));
        const one = budget('2021-22', { lines: [line('a', 0n)], entries: [...spent.map(on), ...mistaken, ...back] });
        const figures = figuresOf(one, null, agencies);
        expect(figures.spent).toBe(spent.reduce((sum, each) => sum + each, 0n));
        expect(figures.lines[0]?.spent).toBe(figures.spent);
        expect(figures.corrected).toBe(wrong.length);
      }),
    );
  });
});

it('lets late bills of a year be entered for three months after it', () => {
  expect(entryDays('2021-22')).toEqual(['2021-04-01', '2022-06-30']);
});

it.each([
  ['2021-22', '2026-11-23', '2022-03-31'],
  ['2026-27', '2026-11-23', '2026-11-23'],
  ['2027-28', '2026-11-23', '2027-04-01'],
])('asks the partners of %s as they stand, on %s, on %s', (year, today, day) => {
  expect(dayOfPartners(year, today)).toBe(day);
});

it('publishes nothing before somebody has said what the money brought, or that it is not known', () => {
  expect(missingToPublish(budget('2021-22', { bought: 'Staff', changed: 'Not known' }))).toEqual([
    'Say what shows it, or that nothing does',
    'Enter the post of whoever judged it',
  ]);
});
