import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import { bareSmallNumbers, type RecordFault } from '../../platform/records/index.ts';
import { isCountUnit } from './words.ts';

// The loader refuses small numbers of people in any text. Beside a figure a bare number is enough: "in fact 3" needs no noun
// where everybody sees what is counted (product rule 12).

/** Reasons for which the loaded figures have no value, that tell a small number none the less. */
export async function figuresToldInWords(trx: Db): Promise<RecordFault[]> {
  const { rows } = await sql<{ key: string; text: string; unit: string }>`
    select f.indicator_code || '|' || f.area_code || '|' || f.period || '|' || f.account_year as key,
           f.not_known as text, i.unit
    from current_figure f join indicator i on i.code = f.indicator_code
    where f.recorded_at = now() and f.not_known is not null and i.suppression = 'small-numbers'
    order by f.id`.execute(trx);
  return rows.flatMap((row) => faultOf(row.key, 'not_known', row.unit, row.text, null));
}

/** Notes to comparators that tell a small number. */
export async function comparatorsToldInWords(trx: Db): Promise<RecordFault[]> {
  const { rows } = await sql<{ key: string; text: string; unit: string }>`
    select c.key, c.note as text, i.unit
    from comparator c join indicator i on i.code = c.indicator_code
    where c.note is not null and i.suppression = 'small-numbers' order by c.position`.execute(trx);
  return rows.flatMap((row) => faultOf(row.key, 'note', row.unit, row.text, null));
}

/** Data notes that tell the very number that is withheld in the line they are about. */
export async function notesTellingFigures(trx: Db): Promise<RecordFault[]> {
  const { rows } = await sql<{ key: string; text: string; unit: string; value: number }>`
    select distinct n.key, n.words as text, i.unit, f.value
    from quality_note n
    join quality_note_about a on a.note_key = n.key
    join indicator i on i.line_key = a.line_key and i.suppression = 'small-numbers'
    join current_figure f on f.indicator_code = i.code and f.value between 1 and 5
      and f.area_code = coalesce(a.area_code, f.area_code) and f.period = coalesce(a.period, f.period)
      and f.account_year = coalesce(a.account_year, f.account_year)
    order by 1`.execute(trx);
  return rows.flatMap((row) => faultOf(row.key, 'words', row.unit, row.text, row.value));
}

function faultOf(key: string, field: string, unit: string, text: string, only: number | null): RecordFault[] {
  if (!isCountUnit(unit)) return [];
  const told = bareSmallNumbers(text).find(({ value }) => only === null || value === only);
  if (told === undefined) return [];
  const reason = `"${field}" tells a small number ("${told.said}") beside a figure in which it is withheld: say it without the number, and give the number as the figure's value.`;
  return [{ key, path: [field], reason }];
}
