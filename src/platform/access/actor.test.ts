import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_NOW } from '../../../test/support/app.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import type { Db } from '../database/connection.ts';
import { type Actor, actAs } from './actor.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const ACTOR: Actor = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Invented Testperson',
  agency: 'an-agency',
  agencyName: 'An agency',
  team: null,
  roles: ['analyst', 'auditor'],
};
const acting = (change: Partial<Actor> = {}) => ({
  actor: { ...ACTOR, ...change },
  purpose: 'learning' as const,
  now: TEST_NOW,
});

/** What the database knows of whoever acts. */
async function words(db: Db): Promise<unknown> {
  const { rows } = await sql`
    select access_person() as person, access_agency() as agency, access_team() as team, access_roles() as roles,
      access_purpose() as purpose, access_now() as now`.execute(db);
  return rows[0];
}

/** Subjects of messages, which stand here for anything that is written. */
async function written(): Promise<string[]> {
  const { rows } = await sql<{ subject: string }>`select subject from outbox_message order by 1`.execute(database.db);
  return rows.map(({ subject }) => subject);
}

function write(trx: Db, subject: string): Promise<unknown> {
  return sql`
    insert into outbox_message (id, address, subject, words, made_at, try_at)
    values (gen_random_uuid(), 'x@example.invalid', ${subject}, 'x', ${TEST_NOW}, ${TEST_NOW})`.execute(trx);
}

describe('a transaction for a person', () => {
  it('knows who acts, for whom, in which roles, what for and when', async () => {
    expect(await actAs(database.db, acting({ team: 'A team' }), words)).toEqual({
      ...{ person: ACTOR.id, agency: 'an-agency', team: 'A team', roles: ['analyst', 'auditor'] },
      ...{ purpose: 'learning', now: TEST_NOW },
    });
  });

  it('leaves nothing of that to whoever has the connection next', async () => {
    await database.db.connection().execute(async (one) => {
      await actAs(one, acting(), words);
      expect(await words(one)).toMatchObject({ person: null, agency: null, purpose: null });
      await actAs(one, acting(), () => Promise.reject(new Error('x'))).catch(() => {});
      expect(await words(one)).toMatchObject({ person: null, agency: null, purpose: null });
    });
  });

  it.each(["x', true); drop table person; --", "\\'); select 1; --", "''", 'a "b" \\ c', '$1 $$ %s'])(
    'takes %s for a word and nothing else',
    async (team) => {
      expect(await actAs(database.db, acting({ team }), words)).toMatchObject({ team });
    },
  );

  it('keeps what was written when the work is done, and none of it when the work fails', async () => {
    await actAs(database.db, acting(), (trx) => write(trx, 'kept'));
    const failed = actAs(database.db, acting(), async (trx) => {
      await write(trx, 'undone');
      throw new Error('the work failed');
    });
    await expect(failed).rejects.toThrow('the work failed');
    const last = actAs(database.db, acting(), (trx) => write(trx, 'undone, too'), {
      beforeCommit: () => Promise.reject(new Error('no entry, no act')),
    });
    await expect(last).rejects.toThrow('no entry, no act');
    expect(await written()).toEqual(['kept']);
  });

  it('is no success where a statement failed, though the work took no notice', async () => {
    const before = await written();
    const swallowed = actAs(database.db, acting(), async (trx) => {
      await write(trx, 'lost');
      await sql`select 1 / 0`.execute(trx).catch(() => {});
      return 'all is well';
    });
    await expect(swallowed).rejects.toThrow('nothing of it was kept');
    expect(await written()).toEqual(before);
  });

  it('begins no other inside it', async () => {
    const nested = actAs(database.db, acting(), (trx) => trx.transaction().execute(async () => {}));
    await expect(nested).rejects.toThrow('begin no other');
  });

  it('lets a page be written while the database commits, and fails all the same where that fails', async () => {
    const order: string[] = [];
    await actAs(database.db, acting(), async () => order.push('work'), {
      beforeCommit: async () => void order.push('entry'),
      meanwhile: () => void order.push('page'),
    });
    expect(order).toEqual(['work', 'entry', 'page']);
    const failing = actAs(database.db, acting(), async () => 1, {
      meanwhile: () => {
        throw new Error('the page failed');
      },
    });
    await expect(failing).rejects.toThrow('the page failed');
    expect(await actAs(database.db, acting(), words)).toMatchObject({ agency: 'an-agency' });
  });
});
