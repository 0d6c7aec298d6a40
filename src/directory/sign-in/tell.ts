import type { Db } from '../../platform/database/connection.ts';
import * as notify from '../../platform/notify/index.ts';

/** What somebody is told about their own account. */
export type Word = Omit<notify.Word, 'href'>;

const href = '/account';

/** Tells a person about their account. */
export function tellPerson(trx: Db, personId: string, word: Word, now: Date): Promise<void> {
  return notify.tellPeople(trx, [personId], { ...word, href }, now);
}

/** Tells whoever has this address about their account; asks the database the same when nobody has it. */
export function tellAddress(trx: Db, email: string, word: Word, now: Date): Promise<void> {
  return notify.tellAddress(trx, email, { ...word, href }, now);
}
