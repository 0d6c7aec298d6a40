import { access } from '../../src/access.ts';
import { actAs } from '../../src/platform/access/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { newKeyring } from '../../src/platform/keys/keyring.ts';
import type { Gate } from '../../src/platform/web/gate.ts';

/** A gate at which everybody is the public: for a server that is given no people. */
export function gateForNobody(db?: Db): Gate {
  return {
    db: db as Db,
    keyring: newKeyring(),
    table: access,
    now: () => new Date('2026-11-23T09:00:00Z'),
    act: (acting, work, ending) => actAs(db as Db, acting, work, ending),
    recognise: async () => ({ visit: null, lapsed: null }),
    keepForm: async () => {},
    keptForm: async () => null,
    dropForm: async () => {},
  };
}
