import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { HeldRole } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { Keyring } from '../../platform/keys/keyring.ts';
import { append, type Entry, type FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { type Account, awayOn } from './account.ts';
import { closeWays } from './close-ways.ts';
import { createInvitation } from './invitation.ts';
import { addressOf } from './lock.ts';
import { tellPerson } from './tell.ts';

/**
 * The roles that the operator of the machine may give: the two with which everybody else is let in. An administrator sees no
 * record about a child. A business manager does: they read every notification. The role is here all the same, because only
 * one business manager gives it to another and none of the partnership’s roles could be given before there is a first. The
 * operator holds database and keys and gains nothing by it; the ledger names them, so that a later one shows.
 */
export const FIRST_ROLES = ['administrator', 'business-manager'] as const satisfies readonly HeldRole[];

/** Somebody to be invited by the operator of the machine. */
export interface FirstPerson {
  email: string;
  name: string;
  /** Key of their agency. */
  agency: string;
  role: string;
}

const BECAUSE = 'First set up on the command line';

/**
 * Makes a person where nobody has the address, gives them the role where they do not hold it, and makes a link by which they
 * choose a password; returns its path. Of somebody who is known already, whatever opened the account until now works no more:
 * whoever chose it might not be they. Throws PlainError for whatever the caller can mend. `who` is the operator.
 */
export async function inviteFirst(
  db: Db,
  keyring: Keyring,
  asked: FirstPerson,
  who: string,
  now: Date,
): Promise<{ path: string; name: string; known: boolean }> {
  const email = readAddress(asked.email);
  const role = readRole(asked.role);
  const name = asked.name.trim().normalize('NFC').replace(/\s+/g, ' ');
  if (name === '') throw new PlainError('Say who it is: --name "Their Name".');
  return db.transaction().execute(async (trx) => {
    await refuseUnknownAgency(trx, asked.agency);
    const { id, name: held, known, changes } = await personOf(trx, { email, name, agency: asked.agency }, now);
    if (known) await closeWays(trx, id, ANEW, now);
    changes.push(...(await giveRole(trx, id, role, now)));
    const path = await createInvitation(trx, { personId: id, madeBy: null, sentTo: null }, now);
    const doing = `Invited a person to Kith on the command line, as ${role}`;
    const said = { doing, why: BECAUSE, agency: asked.agency, recordId: id, changes };
    await append(trx, keyring, [operatorEntry(who, said, now)]);
    return { path, name: held, known };
  });
}

/**
 * Makes a link for somebody who is known already and has lost every way in, where nobody in Kith may give all their roles and
 * so make one. Whatever they signed in with works no more, and they are told. Throws PlainError for what the caller can mend.
 */
export async function inviteKnown(
  db: Db,
  keyring: Keyring,
  address: string,
  who: string,
  now: Date,
): Promise<{ path: string; name: string }> {
  const email = readAddress(address);
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; name: string; agency: string; away: Account['away'] }>`
      select p.id, p.name, p.agency, ${awayOn(londonDate(now))} as away from person p
      where p.email = ${email} for update`.execute(trx);
    const [held] = rows;
    if (!held) {
      throw new PlainError(
        `Nobody in Kith has the address ${email}: to invite somebody new, say --name, --agency and --role.`,
      );
    }
    if (held.away === 'left') throw hasLeft(held.name);
    await closeWays(trx, held.id, ANEW, now);
    const path = await createInvitation(trx, { personId: held.id, madeBy: null, sentTo: null }, now);
    await tellPerson(trx, held.id, NEW_LINK, now);
    const doing = 'Made a new link for a person on the command line';
    const said = { doing, why: null, agency: held.agency, recordId: held.id, changes: [] };
    await append(trx, keyring, [operatorEntry(who, said, now)]);
    return { path, name: held.name };
  });
}

const ANEW = 'A new link was made on the command line';
const NEW_LINK = {
  subject: 'A new link to your account in Kith',
  notice: 'Whoever runs this Kith made a new link for you. What you signed in with before works no more.',
  mail: [
    'Whoever runs this Kith made a new link for you. What you signed in with before works no more.',
    'If you did not ask for it, tell your agency’s assurance lead at once.',
  ].join('\n\n'),
};

function operatorEntry(
  who: string,
  said: Pick<Entry, 'doing' | 'why' | 'agency' | 'recordId' | 'changes'>,
  now: Date,
): Entry {
  return {
    ...{ at: now, event: 'person.invite', outcome: 'done', personId: null, who, role: null, purpose: null },
    ...{ kind: 'person', seen: null, requestId: null, sessionId: null },
    ...said,
  };
}

function hasLeft(name: string): PlainError {
  return new PlainError(`${name} has left: somebody who looks after people’s accounts must let them in again.`);
}

function readAddress(text: string): string {
  const email = addressOf(text);
  if (z.email().safeParse(email).success) return email;
  throw new PlainError(`“${text}” is not an e-mail address: write it like name@example.org.`);
}

function readRole(text: string): (typeof FIRST_ROLES)[number] {
  const role = FIRST_ROLES.find((one) => one === text);
  if (role) return role;
  throw new PlainError(
    `The command line gives the roles ${FIRST_ROLES.join(' and ')} only: whoever holds one of them gives “${text}” in Kith itself.`,
  );
}

async function refuseUnknownAgency(trx: Db, key: string): Promise<void> {
  const { rows } = await sql<{ key: string }>`select key from agency order by key`.execute(trx);
  if (rows.some((row) => row.key === key)) return;
  const known = rows.map((row) => row.key).join(', ');
  throw new PlainError(
    known === ''
      ? `There is no agency “${key}”, because no agency is loaded yet: load the partnership’s year first (kith load).`
      : `There is no agency “${key}”: use one of ${known}.`,
  );
}

async function personOf(
  trx: Db,
  wanted: { email: string; name: string; agency: string },
  now: Date,
): Promise<{ id: string; name: string; known: boolean; changes: FieldChange[] }> {
  const today = londonDate(now);
  const { rows } = await sql<{ id: string; name: string; agency: string; left: boolean }>`
    select id, name, agency, coalesce(left_on < ${today}::date, false) as left from person
    where email = ${wanted.email} for update`.execute(trx);
  const [held] = rows;
  if (held?.left) {
    throw hasLeft(held.name);
  }
  if (held && held.agency !== wanted.agency) {
    throw new PlainError(`${held.name} belongs to the agency ${held.agency}: use --agency ${held.agency}.`);
  }
  if (held) return { id: held.id, name: held.name, known: true, changes: [] };
  const id = randomUUID();
  await sql`
    insert into person (id, name, email, agency, joined, made_at)
    values (${id}::uuid, ${wanted.name}, ${wanted.email}, ${wanted.agency}, ${today}::date, ${now})`.execute(trx);
  const fields = { ...wanted, joined: today };
  const changes = Object.entries(fields).map(([field, after]) => changeOf('person', id, field, after));
  return { id, name: wanted.name, known: false, changes };
}

/** Gives a role from today where the person does not hold it already. */
async function giveRole(trx: Db, personId: string, role: HeldRole, now: Date): Promise<FieldChange[]> {
  const today = londonDate(now);
  const id = randomUUID();
  const { rows } = await sql`
    insert into role_holding (id, person_id, role, from_date, because, given_at)
    select ${id}::uuid, ${personId}::uuid, ${role}, ${today}::date, ${BECAUSE}, ${now}
    where not exists (select from role_holding h where h.person_id = ${personId}::uuid and h.role = ${role}
      and h.from_date <= ${today}::date and coalesce(h.until_date >= ${today}::date, true))
    returning 1 as one`.execute(trx);
  if (rows.length === 0) return [];
  const fields = { role, from: today, because: BECAUSE };
  return Object.entries(fields).map(([field, after]) => changeOf('role-holding', id, field, after));
}

function changeOf(kind: string, recordId: string, field: string, after: string): FieldChange {
  return { kind, recordId, field, before: null, after };
}
