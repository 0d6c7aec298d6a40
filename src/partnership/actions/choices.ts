import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import type { ActionChoices } from './pages/fields.tsx';

/** What an action's form offers: objectives and pillars, priorities of the newest two years, themes. */
export async function readChoices(trx: Db): Promise<ActionChoices> {
  const { rows } = await sql<{ of: 'objective' | 'priority' | 'theme'; key: string; name: string; year: string }>`
    select 'objective' as of, key, words as name, '' as year, position from statement where kind in ('objective', 'pillar')
    union all select 'priority', key, title, year, number from priority
      where year in (select distinct year from priority order by year desc limit 2)
    union all select 'theme', key, name, '', position from theme
    order by 1, 4 desc, 5`.execute(trx);
  const of = (kind: string) => rows.filter((row) => row.of === kind);
  return {
    objectives: of('objective').map(({ key, name }) => ({ key, words: name })),
    priorities: of('priority').map(({ key, name, year }) => ({ key, title: name, year })),
    themes: of('theme').map(({ key, name }) => ({ key, name })),
  };
}
