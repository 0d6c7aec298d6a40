import { londonDate } from '../../../platform/clocks/index.ts';
import { tellPeople, type Word } from '../../../platform/notify/index.ts';
import type { AtWork } from '../at-work.ts';
import { listAdministrators } from './repository.ts';

/** Tells everybody who is an administrator today. */
export async function tellAdministrators({ trx, now }: AtWork, word: Word): Promise<void> {
  await tellPeople(trx, await listAdministrators(trx, londonDate(now)), word, now);
}
