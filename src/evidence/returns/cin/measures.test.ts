import { expect, test } from 'vitest';
import { workingCalendar } from '../../../platform/clocks/index.ts';
import { shippedCalendar } from '../../../statutory/england/index.ts';
import { caseFile } from './case-file.testing.ts';
import { inPieces } from './checking.testing.ts';
import { censusMeasures, checkCinCensus } from './index.ts';

const RULESET = '2024/25';
/** On 31 March 2025 the assessment has been open for 40 working days, the enquiry for 13. */
const file = caseFile([
  {
    LAchildID: 'C1',
    CINdetails: [
      {
        CINreferralDate: '2025-02-03',
        ReferralNFA: '0',
        Assessments: [{ AssessmentActualStartDate: '2025-02-03' }],
        Section47: [{ S47ActualStartDate: '2025-03-12', ICPCnotRequired: '0' }],
      },
    ],
  },
]);

async function lateBy(measures: ReturnType<typeof censusMeasures>): Promise<(string | undefined)[]> {
  const { rules } = await checkCinCensus(inPieces(file), { ruleset: RULESET, measures });
  return ['8670Q', '8675Q'].map((code) => rules.find(({ rule }) => rule.code === code)?.status);
}

test('a census is measured by the limits that Kith ships, unless others are handed over', async () => {
  const asked: [readonly string[], string][] = [];
  const shorter = censusMeasures(RULESET, {
    calendar: shippedCalendar(),
    workingDays: (keys, on) => {
      asked.push([keys, on]);
      return [35, 10];
    },
  });
  expect(asked).toEqual([[['child-and-family-assessment', 'initial-child-protection-conference'], '2025-03-31']]);
  expect(await lateBy(censusMeasures(RULESET))).toEqual(['passed', 'passed']);
  expect(await lateBy(shorter)).toEqual(['failed', 'failed']);
});

test('a census is measured by the working days that are handed over', async () => {
  const workingDays = () => [40, 13];
  const years = [2024, 2025].map((year) => ({ day: `${year}-12-25`, name: 'Christmas Day', substitute: false }));
  const extra = { day: '2025-03-14', name: 'A holiday of one authority', substitute: false };
  const calendar = workingCalendar(years);
  const withHoliday = workingCalendar([...years, extra].sort((one, other) => (one.day < other.day ? -1 : 1)));
  expect(await lateBy(censusMeasures(RULESET, { calendar, workingDays }))).toEqual(['failed', 'failed']);
  expect(await lateBy(censusMeasures(RULESET, { calendar: withHoliday, workingDays }))).toEqual(['passed', 'passed']);
});

test('a limit that nobody holds is a fault, and never taken for no days', () => {
  const held = { calendar: shippedCalendar(), workingDays: () => [] };
  expect(() => censusMeasures(RULESET, held)).toThrow('a limit was asked for and not given');
});
