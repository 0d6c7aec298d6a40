import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { uploadOf } from '../../../../test/support/checked-returns.ts';
import { connectTo } from '../../../../test/support/cluster.ts';
import { readLedger } from '../../../../test/support/ledger.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { censusFile } from '../../../../test/support/returns.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { Receipt } from './receipts.ts';
import { keptUntil } from './retention.ts';
import { forgetOldFindings } from './tasks.ts';

const PAGE = '/returns/retention';
const DAY = 86_400_000;
let test: TestApp;
let root: Db;
let analyst: SignedIn;
let lead: SignedIn;
const uploads: string[] = [];

beforeAll(async () => {
  test = await buildTestApp();
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(test.db);
  root = connectTo(inject('cluster'), rows[0]?.name ?? '', 'postgres', 2);
  analyst = await signInAs(test, 'analyst');
  lead = await signInAs(test, 'assurance-lead');
  // Accepted 40, 30, 20 and 10 months ago.
  for (const [at, months] of [40, 30, 20, 10].entries()) {
    const { id, href } = await uploadOf(
      test,
      analyst,
      { kind: 'cin', 'cin-year': '2024/25' },
      censusFile(20, at + 1, 8),
    );
    await analyst.post(`${href}/accept`, { because: 'A test needs it' });
    await sql`update return_receipt set accepted_at = ${test.now()}::timestamptz - make_interval(months => ${months})
      where id = ${id}::uuid`.execute(root);
    uploads.push(id);
  }
}, 60_000);
afterAll(async () => {
  await root.destroy();
  await test.close();
});

async function found(): Promise<number[]> {
  const { rows } = await sql<{ upload: string; found: number }>`
    select upload_id as upload, count(*)::integer as found from return_finding group by 1`.execute(root);
  return uploads.map((id) => rows.find(({ upload }) => upload === id)?.found ?? 0);
}

const later = (days: number) => ({ ...test, now: () => new Date(test.now().getTime() + days * DAY) });
const forget = (days: number) => forgetOldFindings({ ...later(days), keyring: test.keyring });
const period = (months: string, held = 'no', because = 'The council’s schedule') =>
  lead.post(PAGE, { months, because, ...(held === 'yes' ? { held } : {}) });

describe('what was found in an accepted return', () => {
  it('is kept without end until the authority says how long, and the page says so', async () => {
    expect(await forget(9999)).toBe(0);
    expect((await lead.get(PAGE)).body).toContain('Nobody has said yet how long they are kept');
    const wrong = await period('0');
    expect(wrong.statusCode).toBe(400);
    expect(wrong.body).toContain('Enter a number of months from 1 to 120');
    expect((await period('12', 'no', '')).body).toContain('Enter why: the schedule that says so');
  });

  it('is what the assurance lead of the authority decides about, and nobody else', async () => {
    expect((await analyst.get(PAGE)).body).toContain('Your agency’s assurance lead sets it.');
    expect((await analyst.post(PAGE, { months: '1', because: 'Not mine' })).statusCode).toBe(403);
    expect((await period('25')).headers.location).toBe(`${PAGE}?done=set`);
    const page = (await lead.get(PAGE)).body;
    expect(page).toContain('They are removed 25 months after a return was accepted.');
    const other = await signInAs(test, 'assurance-lead', { agency: 'cleveland-police' });
    expect((await other.get(PAGE)).body).toContain('Nobody has said yet');
  });

  it('stays for thirty days after the period was said, and for as long as it is held', async () => {
    expect(await forget(29)).toBe(0);
    await period('25', 'yes', 'An inquiry asks for everything');
    expect(await forget(60)).toBe(0);
    expect((await lead.get(PAGE)).body).toContain('Everything is kept for now: a hold.');
    await period('25');
  });

  it('is removed after that, but for the two newest of its kind: the next upload is still compared with them', async () => {
    await period('1');
    const before = await found();
    expect(before.every((count) => count > 0)).toBe(true);
    expect(await forget(31)).toBe(2);
    expect(await found()).toEqual([0, 0, before[2], before[3]]);
    expect(await forget(31)).toBe(0);
    const [oldest = '', , third = '', newest = ''] = uploads;
    const page = (await analyst.get(`/returns/uploads/${oldest}`)).body;
    expect(page).toContain('What was found child by child was removed at');
    expect(page).not.toContain('Since the return accepted before');
    expect((await analyst.get(`/returns/receipts/${oldest}`)).body).toContain('stand in it, by');
    expect((await analyst.get(`/returns/uploads/${newest}`)).body).toContain('Since the return accepted before');
    // The one before it is not there any more, and so it is compared with nothing: else everything would look new.
    expect((await analyst.get(`/returns/uploads/${third}`)).body).not.toContain('Since the return accepted before');
    const told = (await readLedger(test, { record: oldest })).map(({ event, who }) => `${event} ${who}`);
    expect(told).toContain('return.findings-removed Kith');
    const { href } = await uploadOf(test, analyst, { kind: 'cin', 'cin-year': '2024/25' }, censusFile(20, 9, 2));
    expect((await analyst.get(href)).body).toContain('Since the return accepted before');
  });
});

describe('until when findings are kept', () => {
  const of = (id: string, returnKind: string, acceptedAt: string) =>
    ({ id, returnKind, acceptedAt: new Date(`${acceptedAt}T12:00:00Z`), findingsRemovedAt: null }) as Receipt;
  const receipts = [
    of('a', 'cin', '2024-01-31'),
    of('b', 'cin', '2025-01-31'),
    of('c', 'cin', '2026-01-31'),
    of('d', 'annex-a', '2020-01-31'),
  ];
  const said = (months: number, setAt: string, held = false) =>
    keptUntil(receipts, { id: 'x', months, held, because: 'B', setAt: new Date(`${setAt}T12:00:00Z`), setBy: 'S' }).map(
      ({ receipt, until }) => `${receipt.id} ${until}`,
    );

  it('is the end of the period, or the thirtieth day after it was said, whichever is later', () => {
    expect(said(25, '2026-01-01')).toEqual(['c compared', 'b compared', 'a 2026-02-28', 'd compared']);
    expect(said(25, '2026-06-01')[2]).toBe('a 2026-07-01');
    expect(said(25, '2026-06-01', true)[2]).toBe('a held');
  });
});
