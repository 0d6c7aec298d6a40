import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connection.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';

/** How many codes a person is given. */
export const RECOVERY_CODES = 10;
const LENGTH = 10;
/** Crockford's 32 signs: none that is mistaken for another one. */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';

function newCode(): string {
  return Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}

/** As it is compared, however it was typed. */
function readCode(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');
}

const hashOf = (keyring: Keyring, personId: string, code: string) =>
  keyring.derive('recovery code', `${personId} ${readCode(code)}`);

/** Makes ten new codes; those made before work no more. They are seen this one time: only checksums are stored. */
export async function newRecoveryCodes(trx: Db, keyring: Keyring, personId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode);
  await sql`delete from recovery_code where person_id = ${personId}::uuid`.execute(trx);
  const rows = codes.map((code) => sql`(${personId}::uuid, ${hashOf(keyring, personId, code)}::bytea)`);
  await sql`insert into recovery_code (person_id, hash) values ${sql.join(rows)}`.execute(trx);
  return codes.map((code) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`);
}

/** Uses a code up; false when the person has no such code left. */
export async function useRecoveryCode(
  trx: Db,
  keyring: Keyring,
  { personId, code, now }: { personId: string; code: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update recovery_code set used_at = ${now}
    where person_id = ${personId}::uuid and hash = ${hashOf(keyring, personId, code)} and used_at is null
    returning 1 as one`.execute(trx);
  return rows.length === 1;
}

/** How many codes the person has left. */
export async function countRecoveryCodes(trx: Db, personId: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*)::integer as left from recovery_code
    where person_id = ${personId}::uuid and used_at is null`.execute(trx);
  return rows[0]?.left ?? 0;
}

/** Forgets all of a person's codes. */
export async function removeRecoveryCodes(trx: Db, personId: string): Promise<void> {
  await sql`delete from recovery_code where person_id = ${personId}::uuid`.execute(trx);
}
