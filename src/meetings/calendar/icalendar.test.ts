import fc from 'fast-check';
import ICAL from 'ical.js';
import { afterEach, describe, expect, it } from 'vitest';
import { asCalendar } from './icalendar.ts';
import type { DatedMeeting } from './repository.ts';

const OF = { name: 'Meetings in Kith', base: 'https://kith.example.org/meetings' };

function meeting(given: Partial<DatedMeeting> = {}): DatedMeeting {
  return {
    ...{
      id: '0b6a1c1e-0000-4000-8000-000000000001',
      title: 'Executive',
      day: '2026-12-08',
      starts: '10:00',
      minutes: 120,
    },
    ...{ place: 'Civic Centre, Hartlepool', state: 'planned', version: 1, changedAt: new Date('2026-11-23T09:00:00Z') },
    ...given,
  };
}

/** The text as another program reads it: RFC 5545 by ical.js, which refuses what it can't parse. */
function readBack(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  return { calendar, events, zones: calendar.getAllSubcomponents('vtimezone') };
}

const zone = process.env.TZ;
afterEach(() => {
  process.env.TZ = zone;
});

describe('a meeting in a calendar', () => {
  it('is its title, time, place and address, and nothing else', () => {
    const { calendar, events } = readBack(asCalendar([meeting()], OF));
    const [event] = events;
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(event?.summary).toBe('Executive');
    expect(event?.location).toBe('Civic Centre, Hartlepool');
    expect(event?.component.getFirstPropertyValue('url')).toBe(`${OF.base}/${meeting().id}`);
    const names = event?.component.getAllProperties().map(({ name }) => name);
    expect(names?.toSorted()).toEqual(
      [
        ...['description', 'dtend', 'dtstamp', 'dtstart', 'last-modified', 'location', 'sequence', 'status', 'summary'],
        ...['uid', 'url'],
      ].toSorted(),
    );
    expect(event?.description).toBe(`In Kith: ${OF.base}/${meeting().id}`);
  });

  it.each([
    ['in winter', '2026-12-08', '10:00', '2026-12-08T10:00:00.000Z', '2026-12-08T12:00:00.000Z'],
    ['in summer', '2027-06-08', '10:00', '2027-06-08T09:00:00.000Z', '2027-06-08T11:00:00.000Z'],
    ['on the last day of winter', '2027-03-26', '16:30', '2027-03-26T16:30:00.000Z', '2027-03-26T18:30:00.000Z'],
    ['on the first of summer', '2027-03-29', '16:30', '2027-03-29T15:30:00.000Z', '2027-03-29T17:30:00.000Z'],
    ['on the last of summer', '2027-10-29', '09:15', '2027-10-29T08:15:00.000Z', '2027-10-29T10:15:00.000Z'],
    ['past midnight', '2027-10-29', '23:00', '2027-10-29T22:00:00.000Z', '2027-10-30T00:00:00.000Z'],
  ])('begins and ends by the clock in England %s, by the zone that comes with it', (_when, day, starts, begin, end) => {
    for (const server of ['Europe/London', 'UTC', 'America/New_York', 'Australia/Sydney']) {
      process.env.TZ = server;
      const { events, zones } = readBack(asCalendar([meeting({ day, starts })], OF));
      expect(zones).toHaveLength(1);
      const [event] = events;
      expect(event?.component.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Europe/London');
      expect(event?.startDate.zone?.component).toBe(zones[0]);
      const moment = (time: ICAL.Time | undefined) => new Date((time?.toUnixTime() ?? 0) * 1000).toISOString();
      expect([moment(event?.startDate), moment(event?.endDate)], server).toEqual([begin, end]);
    }
  });

  it('says in UTC when it was changed last', () => {
    const text = asCalendar([meeting({ changedAt: new Date('2026-07-01T09:30:00Z') })], OF);
    expect(text).toContain('DTSTAMP:20260701T093000Z');
    expect(text).toContain('LAST-MODIFIED:20260701T093000Z');
  });

  it('keeps its UID when it is moved, and says by its sequence that it changed', () => {
    const [before] = readBack(asCalendar([meeting()], OF)).events;
    const [after] = readBack(asCalendar([meeting({ day: '2026-12-10', version: 2 })], OF)).events;
    expect(after?.uid).toBe(before?.uid);
    expect([before?.sequence, after?.sequence]).toEqual([0, 1]);
  });

  it('is crossed out when it is cancelled', () => {
    const states = (['planned', 'agenda-sent', 'agreed', 'cancelled'] as const).map((state, at) =>
      meeting({ state, id: `0b6a1c1e-0000-4000-8000-00000000000${at}` }),
    );
    const { events } = readBack(asCalendar(states, OF));
    expect(events.map((event) => event.component.getFirstPropertyValue('status'))).toEqual([
      ...['CONFIRMED', 'CONFIRMED', 'CONFIRMED', 'CANCELLED'],
    ]);
  });

  it('comes back word for word, whatever stands in a title or a place, in lines that no program cuts', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
      .map((text) => text.replaceAll(/\p{Cc}/gu, ' ').trim() || 'x');
    fc.assert(
      fc.property(words, words, (title, place) => {
        const text = asCalendar([meeting({ title, place })], OF);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const [event] = readBack(text).events;
        expect([event?.summary, event?.location]).toEqual([title, place]);
      }),
    );
  });

  it('may be none at all', () => {
    expect(readBack(asCalendar([], OF)).events).toEqual([]);
  });
});
