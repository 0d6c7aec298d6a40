import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import type { RecordFault } from '../../platform/records/index.ts';
import type { SnapshotTables } from './tables.ts';
import { daysOfPeriod, isAccountYear, isCountUnit, unitWords } from './words.ts';

/**
 * What is wrong with a value, given what it counts; null when nothing is. Counts are whole and not below nought, a share lies
 * between 0 and 100, yes or no is 1 or 0, and no value has more decimals than its indicator says, because pages would round
 * it unsaid. Only a change (`percent-change`) may be below nought.
 */
export function valueFault(value: number, unit: string, decimals: number): string | null {
  if (unit === 'yes-no') {
    return value === 0 || value === 1 ? null : `must be 1 for yes or 0 for no, not ${value}.`;
  }
  if (value < 0 && unit !== 'percent-change') return `must not be below nought, and is ${value}: correct it.`;
  if (unit === 'percent' && value > 100) {
    return `is ${value}%, and a share cannot be more than 100%: correct it, or give the indicator the unit percent-change.`;
  }
  const text = String(value);
  const has = /e-/.test(text) ? 20 : (text.split('.')[1]?.length ?? 0);
  if (has <= decimals) return null;
  return decimals === 0 && isCountUnit(unit)
    ? `is ${value}, and ${unitWords(unit)} are counted whole: correct it, or give the indicator decimals if it is an average.`
    : `has more decimals (${value}) than its indicator's ${decimals}: round it as the source does, or raise the indicator's decimals.`;
}

/**
 * What is wrong with a period, given how its indicator counts; null when nothing is. A count at a date cannot be of a whole
 * year, nor a count through a year of one day; where the source gives no date, the period is not-stated (decision 3).
 */
export function periodFault(period: string, kind: SnapshotTables['indicator']['period_kind']): string | null {
  if (kind === 'at-date' && (isAccountYear(period) || period.startsWith('since ') || daysOfPeriod(period) !== null)) {
    return `is ${period}, and the indicator counts at a date: give the day or month, or not-stated, or make the indicator's period in-year.`;
  }
  if (kind === 'in-year' && /^\d{4}-\d{2}-\d{2}$/.test(period)) {
    return `is ${period}, and the indicator counts through a year: give the year, or make the indicator's period at-date.`;
  }
  return null;
}

/** Every figure of the load whose value or period cannot be what its indicator counts. */
export function figureFaults(trx: Db): Promise<RecordFault[]> {
  return faultsOf(trx, 'this load');
}

/** A row's recorded_at is the time at which its transaction began, so that a load knows its own rows. */
async function faultsOf(trx: Db, which: 'this load' | 'earlier loads'): Promise<RecordFault[]> {
  const { rows } = await sql<Stated & { period: string; period_kind: SnapshotTables['indicator']['period_kind'] }>`
    select f.indicator_code || '|' || f.area_code || '|' || f.period || '|' || f.account_year as key,
           f.value, f.period, i.unit, i.decimals, i.period_kind
    from current_figure f join indicator i on i.code = f.indicator_code
    where (f.recorded_at = now()) = ${which === 'this load'} order by f.id`.execute(trx);
  return rows.flatMap((row) => [
    ...faultAt(row.key, 'value', row.value === null ? null : valueFault(row.value, row.unit, row.decimals)),
    ...faultAt(row.key, 'period', periodFault(row.period, row.period_kind)),
  ]);
}

/** Every comparator whose value cannot be what its indicator counts. */
export async function comparatorFaults(trx: Db): Promise<RecordFault[]> {
  const { rows } = await sql<Stated & { value: number }>`
    select c.key, c.value, i.unit, i.decimals
    from comparator c join indicator i on i.code = c.indicator_code order by c.position`.execute(trx);
  return rows.flatMap((row) => faultAt(row.key, 'value', valueFault(row.value, row.unit, row.decimals)));
}

/** Indicators that do not fit a figure held already: a new definition does not change what was counted. */
export async function indicatorFaults(trx: Db): Promise<RecordFault[]> {
  const faults = await faultsOf(trx, 'earlier loads');
  return faults.map(({ key, path, reason }) => {
    const [code = '', area, period] = key.split('|');
    return {
      key: code,
      path: [path?.[0] === 'period' ? 'period' : 'unit'],
      reason: `The figure of ${area} for ${period} does not fit this indicator: ${reason}`,
    };
  });
}

interface Stated {
  key: string;
  value: number | null;
  unit: string;
  decimals: number;
}

function faultAt(key: string, field: string, reason: string | null): RecordFault[] {
  return reason === null ? [] : [{ key, path: [field], reason: `"${field}" ${reason}` }];
}
