import { sql } from 'kysely';
import { access } from '../access.ts';
import { changeNotification, createNotification, NOTIFICATION } from '../partnership/learning/index.ts';
import { actAs, findFacts, findStandings, type Purpose } from '../platform/access/index.ts';
import { londonDate } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { inventedActor, inventionFault, sendNoMail, type Writing, writeInvented } from './as-invented.ts';
import { INVENTED_RELATION, type InventedNotification, inventedNotifications } from './notifications.ts';

/** For what an owner of an invented notification may make one. */
const PURPOSE: Purpose = 'safeguarding';
const A_YEAR = 365 * 86_400_000;
/** Two servers that start at the same moment write one after the other. */
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(hashtextextended('kith demonstration notifications', 0))`;

/**
 * Puts the invented notifications into a database that holds the demonstration, each as the person who is said to have
 * recorded it, because the database lets nobody else, and with an entry in the ledger. One that is there is left as it is.
 */
export async function ensureDemonstrationNotifications(db: Db, writing: Writing): Promise<void> {
  const invented = inventedNotifications(londonDate(writing.now));
  const ids = invented.map(({ id }) => id);
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from unnest(${ids}::uuid[]) as one (id), access_facts(${NOTIFICATION}, one.id)`.execute(
    db,
  );
  if (rows[0]?.n === ids.length) return;
  await ensureRelation(db, writing);
  for (const one of invented) {
    await ensureOne(db, one, writing);
    if (one.atWork) await ensureAtWork(db, one.id, one.atWork, writing);
  }
}

async function ensureRelation(db: Db, writing: Writing): Promise<void> {
  const { id, of, name, relation } = INVENTED_RELATION;
  const actor = inventedActor(of);
  await actAs(db, { actor, purpose: null, now: writing.now }, async (trx) => {
    await ONE_AT_A_TIME.execute(trx);
    const { numAffectedRows } = await sql`
      insert into declared_relation (id, person_id, name, relation, declared_at)
      values (${id}::uuid, ${actor.id}::uuid, ${name}, ${relation}, ${writing.now})
      on conflict do nothing`.execute(trx);
    if (numAffectedRows !== 1n) return;
    const says = `Declared for ${actor.name} that somebody is close to them: both are invented`;
    await writeInvented({ trx }, writing, { kind: null, id: null, event: 'relation.declare', says, changes: [] });
  });
}

async function ensureOne(db: Db, invented: InventedNotification, writing: Writing): Promise<void> {
  const { id, owner, sealedWith, given, later } = invented;
  const acting = { actor: inventedActor(owner), purpose: PURPOSE, now: writing.now };
  await actAs(db, acting, async (trx) => {
    await ONE_AT_A_TIME.execute(trx);
    if (await findFacts(trx, NOTIFICATION, id)) return;
    const work = { ...acting, trx, access };
    const seal = sealedWith === undefined ? null : { decider: inventedActor(sealedWith).id };
    const creating = await createNotification(work, given, seal, id);
    if (typeof creating === 'string' || 'problems' in creating) throw inventionFault(id, creating);
    const says = 'Recorded an invented serious incident notification';
    await writeInvented({ trx }, writing, {
      kind: NOTIFICATION,
      id,
      event: 'notification.create',
      says,
      changes: creating.made.changes,
    });
    await sendNoMail(trx);
    if (!later) return;
    const changing = await changeNotification(work, id, { ...given, ...later.given }, { version: '1' });
    if (typeof changing === 'string' || !('changed' in changing)) throw inventionFault(id, changing);
    const { changes } = changing.changed;
    await writeInvented({ trx }, writing, {
      kind: NOTIFICATION,
      ...{ event: 'notification.change', says: 'Changed an invented serious incident notification' },
      ...{ id, changes, why: later.why },
    });
  });
}

/** Only somebody who may share a record puts others to work on it. */
async function ensureAtWork(
  db: Db,
  id: string,
  { person, by, because }: NonNullable<InventedNotification['atWork']>,
  writing: Writing,
): Promise<void> {
  const { now } = writing;
  const [actor, worker] = [inventedActor(by), inventedActor(person)];
  const until = new Date(now.getTime() + A_YEAR);
  await actAs(db, { actor, purpose: PURPOSE, now }, async (trx) => {
    await ONE_AT_A_TIME.execute(trx);
    const standings = await findStandings(trx, NOTIFICATION, id, [worker.id]);
    if (standings.get(worker.id)?.involved) return;
    await sql`
      insert into record_person (kind, record_id, person_id, part, from_at, until_at, given_by, because)
      values (${NOTIFICATION}, ${id}::uuid, ${worker.id}::uuid, 'involved', ${now}, ${until}, ${actor.id}::uuid, ${because})`.execute(
      trx,
    );
    const says = `Put ${worker.name} to work on an invented serious incident notification`;
    await writeInvented({ trx }, writing, {
      kind: NOTIFICATION,
      id,
      event: 'record.let-in',
      says,
      changes: [],
      why: because,
    });
  });
}
