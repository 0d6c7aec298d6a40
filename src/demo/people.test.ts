import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { silentLog } from '../../test/support/log.ts';
import { loadYear, SEABOROUGH } from '../../test/support/year-files.ts';
import { HELD_ROLES } from '../platform/access/index.ts';
import { DEMONSTRATION_PEOPLE, ensureShippedData } from './index.ts';

const options = { now: () => new Date('2026-11-23T09:00:00Z'), log: silentLog() };

let database: TestDatabase;

const held = async () =>
  (
    await sql<{ id: string; name: string; email: string; demonstration: boolean; roles: string[]; terms: number }>`
      select p.id, p.name, p.email, p.demonstration,
        array(select role from role_holding h where h.person_id = p.id) as roles,
        (select count(*)::integer from terms_acceptance t where t.person_id = p.id) as terms
      from person p order by p.id`.execute(database.db)
  ).rows;

it('one invented person stands for each role in one council, and most roles are in another agency too', () => {
  const inHartlepool = DEMONSTRATION_PEOPLE.filter((one) => one.agency === 'hartlepool-borough-council');
  expect(inHartlepool.map((one) => one.role)).toEqual(HELD_ROLES);
  const elsewhere = DEMONSTRATION_PEOPLE.filter((one) => one.agency !== 'hartlepool-borough-council');
  expect(HELD_ROLES.filter((role) => !elsewhere.some((one) => one.role === role))).toEqual(['scrutineer']);
});

describe('the invented people of the demonstration', () => {
  afterEach(() => database.close());

  it('cannot be mistaken for anybody: surname, mailbox and mark say that they are invented', async () => {
    database = await freshDatabase();
    await ensureShippedData(database.db, options);
    const people = await held();
    expect(people.map((one) => one.id)).toEqual(DEMONSTRATION_PEOPLE.map((one) => one.id));
    for (const person of people) {
      expect(person.name).toMatch(/^\p{Lu}\p{Ll}+ Example$/u);
      expect(person.email).toMatch(/^[a-z]+\.example@example\.invalid$/);
      expect(person).toMatchObject({ demonstration: true, terms: 1 });
      expect(person.roles).toHaveLength(1);
    }
    expect(new Set(people.map((one) => one.name)).size).toBe(people.length);
  }, 30_000);

  it('are put there once, and what was changed about them since stays', async () => {
    database = await freshDatabase();
    await ensureShippedData(database.db, options);
    await sql`update person set job = 'Team manager', version = 2 where name = 'Priya Example'`.execute(database.db);
    await ensureShippedData(database.db, options);
    expect(await held()).toHaveLength(DEMONSTRATION_PEOPLE.length);
    const { rows } = await sql`select job from person where name = 'Priya Example'`.execute(database.db);
    expect(rows).toEqual([{ job: 'Team manager' }]);
  }, 30_000);

  it('are put there once also when two processes start at the same time', async () => {
    database = await freshDatabase();
    await Promise.all([ensureShippedData(database.db, options), ensureShippedData(database.db, options)]);
    const people = await held();
    expect(people).toHaveLength(DEMONSTRATION_PEOPLE.length);
    expect(people.every((one) => one.roles.length === 1)).toBe(true);
  }, 30_000);

  it('are nowhere but in the demonstration', async () => {
    database = await freshDatabase();
    await ensureShippedData(database.db, { ...options, demonstration: false });
    expect(await held()).toEqual([]);
    expect(await loadYear(database.db, SEABOROUGH)).toEqual([]);
    await ensureShippedData(database.db, options);
    expect(await held()).toEqual([]);
  }, 30_000);
});
