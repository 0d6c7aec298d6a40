import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../test/support/app.ts';
import { freshDatabase } from '../../test/support/database.ts';
import { silentLog } from '../../test/support/log.ts';
import { AUDITOR, LIST } from '../../test/support/notifications.ts';
import { type SignedIn, signIn } from '../../test/support/people.ts';
import { loadYear, SEABOROUGH } from '../../test/support/year-files.ts';
import { actAs } from '../platform/access/index.ts';
import { addDays } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { newKeyring } from '../platform/keys/keyring.ts';
import { dueUnder, englandCalendar, findTimeLimit } from '../statutory/index.ts';
import { DEMONSTRATION_PEOPLE, ensureShippedData } from './index.ts';
import { INVENTED_RELATION, inventedNotifications } from './notifications.ts';
import { ensureDemonstrationNotifications } from './notifications-load.ts';

const NOTIFICATION = 'serious-incident-notification';
const invented = inventedNotifications('2026-11-23');
const [open, sent, sealed, late] = invented.map(({ id }) => id) as [string, string, string, string];

/** What the ledger says of these notifications, as an auditor reads it. */
function ledgerOf(db: Db) {
  return actAs(db, { actor: AUDITOR, purpose: 'audit', now: TEST_NOW }, async (trx) => {
    const { rows } = await sql<{ event: string; who: string; person: string | null; record: string | null }>`
      select event, who, person_id as person, record_id as record from ledger_entry
      where event in ('notification.create', 'notification.change', 'relation.declare', 'record.let-in') order by seq`.execute(
      trx,
    );
    return rows;
  });
}

async function held(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from unnest(${invented.map(({ id }) => id)}::uuid[]) as one (id),
      access_facts(${NOTIFICATION}, one.id)`.execute(db);
  return rows[0]?.n ?? 0;
}

describe('the invented notifications of the demonstration', () => {
  let test: TestApp;
  const as = (name: string): Promise<SignedIn> => {
    const { id = '' } = DEMONSTRATION_PEOPLE.find((one) => one.name === name) ?? {};
    return signIn(test, id, { purpose: name === 'Sunil Example' ? 'safeguarding' : 'learning' });
  };
  beforeAll(async () => {
    test = await buildTestApp();
    await ensureDemonstrationNotifications(test.db, { keyring: test.keyring, now: TEST_NOW });
  }, 30_000);
  afterAll(() => test.close());

  it('say in their first words that they are invented, and name nobody who could be somebody', () => {
    for (const { given } of invented) {
      expect(given.whatHappened).toMatch(/^Invented for the demonstration: no such child, no such incident\./);
      for (const { name, email } of given.people) {
        expect(name).toMatch(/^\p{Lu}\p{Ll}+ Example [A-D]$/u);
        expect(email).toBeNull();
      }
    }
  });

  it('show a clock that runs, one that was met and one that ran out', async () => {
    const manager = await as('Brenda Example');
    const list = (await manager.get(LIST)).body;
    expect(list).toContain('Due by Friday 27 November 2026: 4 working days left');
    expect(list).toContain('Sent on 1 November 2026, in time');
    expect(list).toMatch(/\d working days late: it was due by [^<]+2026/);
  });

  it('keep those clocks alive on whatever day the demonstration is opened first', async () => {
    const calendar = await englandCalendar(test.db);
    const limit = await findTimeLimit(test.db, NOTIFICATION);
    expect(limit).toBeDefined();
    for (let days = 0; days < 400; days++) {
      const today = addDays('2026-01-05', days);
      const states = inventedNotifications(today).map(({ given, later }) => {
        const all = { ...given, ...later?.given };
        const done = [all.notifiedOn, all.partnersToldOn, all.secretaryOfStateToldOn];
        for (const day of [all.awareOn, ...done]) expect(day === null || day <= today).toBe(true);
        for (const day of done) expect(day === null || day >= all.awareOn).toBe(true);
        expect(all.incidentOn === null || all.incidentOn <= all.awareOn).toBe(true);
        const { due } = dueUnder(limit as NonNullable<typeof limit>, all.awareOn, calendar);
        if (all.notifiedOn !== null) return all.notifiedOn <= due ? 'in time' : 'late';
        return today < due ? 'open' : 'overdue';
      });
      expect([today, ...states]).toEqual([today, 'open', 'in time', 'open', 'overdue']);
    }
  });

  it('show one that is sealed to whoever made it and whoever decides about it, and to nobody else', async () => {
    for (const name of ['Hanna Example', 'Brenda Example']) {
      expect((await (await as(name)).get(`${LIST}/${sealed}`)).statusCode).toBe(200);
    }
    for (const name of ['Bilal Example', 'Sunil Example', 'Sarah Example']) {
      expect((await (await as(name)).get(`${LIST}/${sealed}`)).statusCode).toBe(404);
    }
  });

  it('show one to a practitioner who was put to work on it, and no other', async () => {
    const { body } = await (await as('Priya Example')).get(LIST);
    expect(body).toContain(open);
    for (const other of [sent, sealed, late]) expect(body).not.toContain(other);
    expect((await (await as('Peter Example')).get(LIST)).body).toContain('There is nothing here that you can see.');
  });

  it('show a conflict of interest at work: one of two business managers never reaches the one with a relation of theirs', async () => {
    const [brenda, bilal] = [await as('Brenda Example'), await as(INVENTED_RELATION.of)];
    expect((await brenda.get(`${LIST}/${late}`)).body).toContain(INVENTED_RELATION.name);
    expect((await bilal.get(`${LIST}/${late}`)).statusCode).toBe(404);
    const list = (await bilal.get(LIST)).body;
    expect(list).toContain(open);
    expect(list).not.toContain(late);
  });

  it('have a history, and entries in the ledger that are the program’s own', async () => {
    const history = (await (await as('Sunil Example')).get(`${LIST}/${sent}/history`)).body;
    expect(history).toContain('Reason given: The Panel has confirmed that it received the notification');
    expect(history).toContain('Kith demonstration');
    const entries = await ledgerOf(test.db);
    expect(entries.map(({ event, record }) => [event, record])).toEqual([
      ['relation.declare', null],
      ['notification.create', open],
      ['record.let-in', open],
      ['notification.create', sent],
      ['notification.change', sent],
      ['notification.create', sealed],
      ['notification.create', late],
    ]);
    expect(entries.every(({ who, person }) => who === 'Kith demonstration' && person === null)).toBe(true);
  });

  it('are put there once, and days later stay as they are', async () => {
    const before = await ledgerOf(test.db);
    const later = new Date(TEST_NOW.getTime() + 3 * 86_400_000);
    await ensureDemonstrationNotifications(test.db, { keyring: test.keyring, now: later });
    expect(await ledgerOf(test.db)).toEqual(before);
    expect(await held(test.db)).toBe(4);
  });
});

describe('the demonstration’s notifications and the start of Kith', () => {
  const log = silentLog();
  const now = () => TEST_NOW;

  it('are there once also when two servers start at the same moment', async () => {
    const { db, close } = await freshDatabase();
    const options = { now, log, ledger: { keyring: newKeyring() } };
    await Promise.all([ensureShippedData(db, options), ensureShippedData(db, options)]);
    expect(await held(db)).toBe(4);
    expect(await ledgerOf(db)).toHaveLength(7);
    await close();
  }, 30_000);

  it('are nowhere without a ledger, and nowhere but in the demonstration', async () => {
    const { db, close } = await freshDatabase();
    const ledger = { keyring: newKeyring() };
    await ensureShippedData(db, { now, log, ledger, demonstration: false });
    expect(await held(db)).toBe(0);
    expect(await loadYear(db, SEABOROUGH)).toEqual([]);
    await ensureShippedData(db, { now, log, ledger });
    expect(await held(db)).toBe(0);
    await close();
    const other = await freshDatabase();
    await ensureShippedData(other.db, { now, log });
    expect(await held(other.db)).toBe(0);
    await other.close();
  }, 30_000);
});
