import type { Db } from '../../platform/database/connection.ts';
import type { GivenGroup, GivenPartner, GivenPartnership, GivenStatement } from './arrangement.ts';
import type { ArrangementTables } from './tables.ts';

/** Writes a partnership's current state and the areas it spans. */
export async function savePartnership(trx: Db, given: GivenPartnership): Promise<void> {
  const t = trx.withTables<ArrangementTables>();
  const row = {
    name: given.name,
    short_name: given.short,
    area_code: given.area,
    live_from: given.since,
    office: given.office ?? null,
    note: given.note ?? null,
  };
  await t
    .insertInto('partnership')
    .values({ key: given.key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
  await t.deleteFrom('partnership_area').where('partnership', '=', given.key).execute();
  await t
    .insertInto('partnership_area')
    .values(given.areas.map((area_code, position) => ({ partnership: given.key, area_code, position })))
    .execute();
}

/** Writes an agency's standing. */
export async function savePartner(
  trx: Db,
  given: GivenPartner,
  place: { key: string; partnership: string; position: number },
): Promise<void> {
  const { key, ...rest } = place;
  const row = {
    ...{ ...rest, agency: given.agency, standing: given.standing, note: given.note ?? null },
    ...{ from_date: given.from ?? null, until_date: given.until ?? null },
  };
  await trx
    .withTables<ArrangementTables>()
    .insertInto('partner')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** Writes a statement's current words. */
export async function saveStatement(
  trx: Db,
  given: GivenStatement,
  place: { partnership: string; position: number },
): Promise<void> {
  const row = { ...place, kind: given.kind, words: given.words };
  await trx
    .withTables<ArrangementTables>()
    .insertInto('statement')
    .values({ key: given.key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** Writes a group's current state, its duties and seats. */
export async function saveGroup(
  trx: Db,
  given: GivenGroup,
  place: { partnership: string; position: number },
): Promise<void> {
  const t = trx.withTables<ArrangementTables>();
  const row = {
    ...place,
    name: given.name,
    kind: given.kind,
    purpose: given.purpose,
    accountable_to: given.accountable_to ?? null,
    meets: given.meets ?? null,
    every_weeks: given.every_weeks ?? null,
    note: given.note ?? null,
  };
  await t
    .insertInto('governance_group')
    .values({ key: given.key, ...row, set_up_on: null, set_up_because: null, agency: null, owner_id: null })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
  await t.deleteFrom('governance_group_duty').where('group_key', '=', given.key).execute();
  await t.deleteFrom('governance_group_seat').where('group_key', '=', given.key).execute();
  if (given.duties.length > 0) {
    const rows = given.duties.map((words, position) => ({ group_key: given.key, position, words }));
    await t.insertInto('governance_group_duty').values(rows).execute();
  }
  if (given.seats.length > 0) {
    const rows = given.seats.map(({ seat, agency }, position) => ({
      group_key: given.key,
      position,
      seat,
      agency: agency ?? null,
    }));
    await t.insertInto('governance_group_seat').values(rows).execute();
  }
}
