import { z } from 'zod';
import type { Deps } from '../platform/module.ts';
import type { Acting, Noted } from '../platform/web/route.ts';
import type { Carrier, Desk } from './carrier.ts';

/** An address without parts or query. */
export const NOTHING = z.object({});
/** An address with the number of one record. */
export const ONE = z.object({ id: z.uuid() });
/** An address with the number of a meeting and of one of its items. */
export const ITEM = ONE.extend({ item: z.uuid() });

/** For whom a request works, and whose meetings these are. */
export function deskOf({ trx, actor, purpose }: Acting, { access, now }: Deps, carrier: Carrier): Desk {
  return { trx, actor, purpose, access, now: now(), carrier };
}

/** What the ledger says where a form was shown again and nothing was saved. */
export function inWork({ kind }: Carrier, id?: string): Noted {
  const said = { code: 'meeting.form', says: 'Filled in a form of a meeting; nothing was saved' };
  return id === undefined ? said : { ...said, record: { kind, id } };
}
