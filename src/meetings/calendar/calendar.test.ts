import ICAL from 'ical.js';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { as, textIn } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { day, fillExecutive, plans, takes } from '../../../test/support/meetings.ts';
import { entries } from '../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../test/support/people.ts';

const PAGE = '/account/calendar';

let test: TestApp;
let maya: SignedIn;
let chair: SignedIn;
let member: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  const executive = await fillExecutive(test);
  maya = executive.maya;
  [chair, member] = executive.members as [SignedIn, SignedIn];
}, 60_000);
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

/** Makes somebody an address, and returns its path. */
async function makes(by: SignedIn): Promise<string> {
  expect(await takes(by, PAGE)).toContain('done=');
  return pathIn((await by.get(PAGE)).body);
}

const pathIn = (page: string) => /\/calendar\/[\w-]{43}\.ics/.exec(page)?.[0] ?? 'none';

/** What a calendar program is given that signs nobody in. */
async function fetches(path: string) {
  const answer = await test.app.inject(path);
  const read = () =>
    new ICAL.Component(ICAL.parse(answer.body) as unknown[])
      .getAllSubcomponents('vevent')
      .map((one) => ({ event: new ICAL.Event(one), status: String(one.getFirstPropertyValue('status')) }));
  return { answer, events: answer.statusCode === 200 ? read() : [] };
}

describe('one’s own calendar', () => {
  it('follows the meetings of one’s groups: planned, moved under the same number, and crossed out', async () => {
    const href = await plans(maya, day('day', '2026-12-08'));
    const path = await makes(member);
    const first = await fetches(path);
    expect(first.answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(first.answer.headers['cache-control']).toBe('no-store');
    const id = href.split('/').at(-1) ?? '';
    const of = ({ events }: Awaited<ReturnType<typeof fetches>>) => events.find(({ event }) => event.uid === id);
    expect(of(first)?.event.startDate.toString()).toBe('2026-12-08T10:00:00');
    expect(of(first)?.event.summary).toBe('Executive');
    expect(String(of(first)?.event.component.getFirstPropertyValue('url'))).toMatch(new RegExp(`/meetings/${id}$`));
    const move = { ...day('day', '2026-12-10'), starts: '11:00', because: 'The chair is away' };
    await takes(maya, `${href}/move`, move);
    const moved = await fetches(path);
    expect(of(moved)?.event.startDate.toString()).toBe('2026-12-10T11:00:00');
    expect(of(moved)?.event.sequence).toBeGreaterThan(of(first)?.event.sequence ?? 99);
    await takes(maya, `${href}/cancel`, { reason: 'Joined with the next' });
    const cancelled = await fetches(path);
    expect(of(cancelled)?.status).toBe('CANCELLED');
    expect(of(cancelled)?.event.sequence).toBeGreaterThan(of(moved)?.event.sequence ?? 99);
  });

  it('tells nothing of agendas, minutes, reasons and people', async () => {
    const href = await plans(maya, day('day', '2026-12-15'));
    const own = { title: 'Budget of Invented House', asks: 'discuss', why: 'Because of a letter', minutes: '20' };
    await takes(maya, `${href}/agenda`, { ...own, leads: 'Invented Leader' });
    const { body } = (await fetches(await makes(member))).answer;
    const flat = body.replaceAll('\r\n ', '');
    expect(flat).toContain('SUMMARY:Executive');
    for (const word of ['Budget', 'letter', 'Invented', 'ATTENDEE', 'ORGANIZER']) expect(flat).not.toContain(word);
  });

  it('holds no meeting of a group in which one does not sit, and none for whoever may read no meeting', async () => {
    await plans(maya, { ...day('day', '2026-12-16'), group: 'engine-room', place: 'Room of the Engine' });
    expect((await fetches(await makes(member))).answer.body).not.toContain('Room of the Engine');
    expect((await fetches(await makes(maya))).answer.body).toContain('Room of the Engine');
    const administrator = await signInAs(test, 'administrator');
    const { answer, events } = await fetches(await makes(administrator));
    expect([answer.statusCode, events.length]).toEqual([200, 0]);
  });

  it('has an address of which the database keeps a checksum alone, and which a new one replaces at once', async () => {
    const old = await makes(chair);
    const secret = /\/([\w-]{43})\./.exec(old)?.[1] ?? '';
    const { rows } = await sql<{ kept: string }>`
      select string_agg(t::text, ' ') as kept from (select * from access_person(), calendar_link_owner(sha256(convert_to(${secret}, 'UTF8')), '2026-11-23')) t`.execute(
      test.db,
    );
    expect(rows[0]?.kept).toContain(chair.id);
    expect(rows[0]?.kept).not.toContain(secret);
    expect((await sql`select from calendar_link`.execute(test.db)).rows).toEqual([]);
    const page = await chair.get(PAGE);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(pathIn(page.body)).toBe(old);
    const fresh = await makes(chair);
    expect(fresh).not.toBe(old);
    expect((await fetches(old)).answer.statusCode).toBe(404);
    expect((await fetches(fresh)).answer.statusCode).toBe(200);
    expect(await takes(chair, `${PAGE}/end`)).toBe(`${PAGE}?done=ended`);
    expect((await fetches(fresh)).answer.statusCode).toBe(404);
    expect((await entries(test, 1))[0]).toMatchObject({ event: 'calendar.end' });
    expect(textIn((await chair.get(PAGE)).body)).toContain('Make an address for my calendar');
  });

  it('is nobody else’s to see, make or end', async () => {
    const path = await makes(member);
    expect(pathIn((await chair.get(PAGE)).body)).not.toBe(path);
    await takes(chair, `${PAGE}/end`);
    expect((await fetches(path)).answer.statusCode).toBe(200);
    expect((await test.app.inject(PAGE)).statusCode).toBe(303);
  });

  it('is noted in the ledger once a day, however often a calendar asks, and shown to its owner', async () => {
    const path = await makes(member);
    expect(textIn((await member.get(PAGE)).body)).toContain('Last fetched Not yet');
    for (let turn = 0; turn < 3; turn++) await fetches(path);
    const [newest, before] = await entries(test, 2);
    expect(newest).toMatchObject({ event: 'calendar.fetch', outcome: 'done' });
    expect(before).toMatchObject({ event: 'calendar.make' });
    expect(textIn((await member.get(PAGE)).body)).toContain('Last fetched 23 November 2026');
    test.at(new Date('2026-11-24T07:00:00Z'));
    await fetches(path);
    await fetches(path);
    expect((await entries(test, 2)).filter(({ event }) => event === 'calendar.fetch')).toHaveLength(2);
  });

  it('ends with its owner’s last day, and does not come back with them', async () => {
    const leaver = await signInAs(test, 'meeting-administrator', { name: 'Invented Leaver' });
    const path = await makes(leaver);
    const leave = (on: string | null) =>
      sql`update person set left_on = ${on}::date where id = ${leaver.id}::uuid`.execute(test.db);
    await leave('2026-11-23');
    test.at(new Date('2026-11-23T23:59:00Z'));
    expect((await fetches(path)).answer.statusCode).toBe(200);
    test.at(new Date('2026-11-24T00:01:00Z'));
    expect((await fetches(path)).answer.statusCode).toBe(404);
    // What the nightly clean-up does.
    await sql`select calendar_links_end(null, 'Their last day is over', ${test.now()})`.execute(test.db);
    await leave(null);
    expect((await fetches(path)).answer.statusCode).toBe(404);
    const kept = () =>
      as(
        test,
        leaver,
        { roles: ['meeting-administrator'], purpose: 'governance' },
        async (trx) => (await sql`select from calendar_link`.execute(trx)).rows.length,
      );
    const forget = (before: Date) => sql`select calendar_links_forget(${before})`.execute(test.db);
    await forget(new Date('2026-11-23T00:00:00Z'));
    expect(await kept()).toBe(1);
    await forget(test.now());
    expect(await kept()).toBe(0);
  });

  it('answers an address that is none without saying more', async () => {
    for (const file of ['x.ics', `${'A'.repeat(43)}.ics`, `${'A'.repeat(43)}`, '%00.ics', `${'é'.repeat(43)}.ics`]) {
      const { answer } = await fetches(`/calendar/${file}`);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toContain('VCALENDAR');
    }
  });

  it('is not asked without end from one address of the network', async () => {
    const asked = await Promise.all(
      Array.from({ length: 260 }, () => test.app.inject({ url: '/calendar/x.ics', remoteAddress: '192.0.2.7' })),
    );
    expect(asked.some(({ statusCode }) => statusCode === 429)).toBe(true);
    expect((await test.app.inject({ url: '/calendar/x.ics', remoteAddress: '192.0.2.8' })).statusCode).toBe(404);
  });
});

describe('one meeting', () => {
  it('is taken into a calendar from its page, by whoever may read it, and the ledger says so', async () => {
    const href = await plans(maya, day('day', '2027-06-08'));
    expect((await chair.get(href)).body).toContain(`${href}/calendar`);
    const answer = await chair.get(`${href}/calendar`);
    expect(answer.headers['content-disposition']).toContain('Executive 2027-06-08.ics');
    const [event] = new ICAL.Component(ICAL.parse(answer.body) as unknown[]).getAllSubcomponents('vevent');
    const start = new ICAL.Event(event as ICAL.Component).startDate;
    expect(new Date(start.toUnixTime() * 1000).toISOString()).toBe('2027-06-08T09:00:00.000Z');
    expect((await entries(test))[0]).toMatchObject({ event: 'meeting.calendar', outcome: 'done' });
    const stranger = await signInAs(test, 'practitioner');
    expect((await stranger.get(`${href}/calendar`)).statusCode).toBe(404);
  });
});
