import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { access } from '../access.ts';
import {
  addOwnItem,
  addUnknown,
  answerUnknown,
  askAgencies,
  contribute,
  type Desk,
  getMeeting,
  listSeries,
  makeSeries,
  planMeeting,
  plannedDates,
  publish,
  QUORUM_UNLESS_SAID,
  readAttendance,
  readContributions,
  recordAttendance,
  takeDecision,
  takeStep,
  writeMinutes,
  yearOf,
} from '../meetings/index.ts';
import { addEvidence, addMember, carrier, changeTerms, GROUP, MEETING } from '../partnership/governance/index.ts';
import { actAs, type Work } from '../platform/access/index.ts';
import { addDays, londonDate, londonMoment, longDate, type PlainDate } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { append, type Entry, type FieldChange } from '../platform/ledger/index.ts';
import { englandCalendar } from '../statutory/index.ts';
import { inventedActor, inventedEntry, inventionFault, sendNoMail, type Writing } from './as-invented.ts';
import { type InventedForum, type InventedItem, type InventedMember, inventedForums } from './meetings.ts';

/** Two servers that start at the same moment write one after the other. */
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(hashtextextended('kith demonstration meetings', 0))`;
const BY = 'Maya Example';
/** Actions are given in the meetings of so many days only: older ones would all be late at once. */
const RECENT = 75;

/**
 * Puts the invented groups' members and a year of their meetings into a database that holds the demonstration, as the meeting
 * administrator who is said to have entered them, in one transaction for each group. What is there is left as it is.
 */
export async function ensureDemonstrationMeetings(db: Db, { now, keyring }: Writing): Promise<void> {
  const actor = inventedActor(BY);
  const acting = { actor, purpose: 'governance' as const, now };
  const forums = inventedForums(londonDate(now));
  const there = await actAs(db, acting, async (trx) => (await listSeries(trx, carrier.name)).map(({ id }) => id));
  for (const forum of forums) {
    if (there.includes(idOf(`series ${forum.key}`))) continue;
    await actAs(db, acting, async (trx) => {
      await ONE_AT_A_TIME.execute(trx);
      if ((await listSeries(trx, carrier.name)).some(({ id }) => id === idOf(`series ${forum.key}`))) return;
      const pen = new Pen(now);
      const work: Work = { trx, actor, purpose: 'governance', access, now };
      await enterGroup(work, forum, pen);
      await enterMeetings({ ...work, carrier }, forum, pen);
      await sendNoMail(trx);
      await append(trx, keyring, pen.entries);
    });
  }
  if (there.length === 0) await publishSome(db, { now, keyring });
}

/** Keeps what is done for the ledger, to be written at the end of the transaction. */
class Pen {
  readonly entries: Entry[] = [];
  readonly #now: Date;

  constructor(now: Date) {
    this.#now = now;
  }

  note(event: string, says: string, record: { kind: string; id: string }, changes: readonly FieldChange[]): void {
    this.entries.push(inventedEntry({ ...record, event, says, changes }, this.#now));
  }
}

async function enterGroup(work: Work, forum: InventedForum, pen: Pen): Promise<void> {
  const from = forum.rule.firstOn;
  const enter = async (one: InventedMember, id: string, deputyFor: string | null, name = one.who) => {
    const person = typeof name === 'string' ? inventedActor(name) : null;
    const given = {
      ...{ personId: person?.id ?? null, seat: typeof name === 'string' ? null : name.seat, from },
      ...{ agency: typeof name === 'string' ? '' : name.agency, part: deputyFor ? ('deputy' as const) : one.part },
      ...{ voting: one.votes, deputyFor, because: 'Invented for the demonstration' },
    };
    const adding = await addMember(work, forum.key, given, id);
    if ('problems' in adding) throw inventionFault(`member of ${forum.key}`, adding.problems);
    pen.note('group.join', 'Entered an invented member of a group', { kind: GROUP, id }, adding.changes);
  };
  for (const [at, one] of forum.members.entries()) {
    const id = idOf(`member ${forum.key} ${at}`);
    await enter(one, id, null);
    if (one.deputy) await enter(one, idOf(`deputy ${forum.key} ${at}`), id, one.deputy);
  }
  if (forum.terms) {
    const given = { ...forum.terms, quorum: { ...QUORUM_UNLESS_SAID, partners: 1 }, closedOn: null, closedWords: null };
    const changing = await changeTerms(work, forum.key, given, {
      version: '0',
      do: 'mine',
      why: 'Agreed when the group was set up',
    });
    if (!('changes' in changing)) throw inventionFault(`terms of ${forum.key}`, changing);
    pen.note(
      'group.terms',
      'Changed the terms of an invented group',
      { kind: GROUP, id: changing.id },
      changing.changes,
    );
  }
}

async function enterMeetings(desk: Desk, forum: InventedForum, pen: Pen): Promise<void> {
  const { key, rule, starts, lasts, place } = forum;
  const today = londonDate(desk.now);
  const standing =
    key === 'executive'
      ? [{ title: 'What the Engine Room reports on learning', asks: 'discuss' as const, minutes: 20 }]
      : [];
  const seriesId = idOf(`series ${key}`);
  const series = { forumKey: key, ...rule, lastOn: null, starts, minutes: lasts, place, standing };
  const { planned, changes } = await makeSeries(desk, series, seriesId);
  pen.note(
    'meeting.make-series',
    'Made an invented series of meetings',
    { kind: MEETING, id: seriesId },
    changes.slice(0, 1),
  );
  const calendar = await englandCalendar(desk.trx);
  const past = plannedDates({ ...rule, lastOn: null }, rule.firstOn, addDays(today, -1), calendar).filter(
    ({ day }) => day < today,
  );
  for (const [at, { day, plannedFor }] of past.entries()) {
    const id = idOf(`meeting ${key} ${plannedFor}`);
    const planning = await planMeeting(
      { ...desk, now: londonMoment({ date: addDays(day, -30), time: '09:00' }) },
      { forumKey: key, day, starts, minutes: lasts, place, afterwards: false },
      { seriesId, plannedFor, standing },
      id,
    );
    if (planning === null || 'problem' in planning) throw inventionFault(id, planning);
    pen.note('meeting.plan', 'Planned an invented meeting', { kind: MEETING, id }, planning.changes);
    await holdMeeting(
      desk,
      forum,
      { id, day, at, next: past[at + 1]?.day ?? null, recent: addDays(day, RECENT) >= today },
      pen,
    );
  }
  if (planned > 0) await prepareNext(desk, forum, pen);
}

interface Held {
  id: string;
  day: PlainDate;
  /** Its place among the meetings of its series. */
  at: number;
  /** The day of the next one, at which its minutes were agreed. */
  next: PlainDate | null;
  /** Whether actions of it may still be open. */
  recent: boolean;
}

async function holdMeeting(desk: Desk, forum: InventedForum, held: Held, pen: Pen): Promise<void> {
  const { id, day, at, next, recent } = held;
  const onTheDay: Desk = { ...desk, now: londonMoment({ date: day, time: forum.starts }) };
  const record = { kind: MEETING, id };
  const itemsOfDay = Array.from({ length: forum.perMeeting }, (_, place) => {
    const number = at * forum.perMeeting + place;
    const item = forum.items[number % forum.items.length];
    // What was decided once is only looked at again.
    return item && (number < forum.items.length ? item : lookedAtAgain(item));
  }).filter((item) => item !== undefined);
  const added: { item: InventedItem; itemId: string }[] = [];
  for (const item of itemsOfDay) {
    const { id: itemId } = await addOwnItem(onTheDay, id, {
      title: item.title,
      asks: item.asks,
      minutes: item.lasts,
      leads: null,
      whyNow: null,
    });
    added.push({ item, itemId });
  }
  const started = await takeStep(onTheDay, id, 'start');
  const { attendees } = await readAttendance(onTheDay, await getMeeting(desk, id));
  // Somebody misses a meeting now and then: always the same in every installation.
  const missing = at % 4 === 3 ? at % attendees.length : -1;
  const presences = attendees.map(({ memberKey, part }, place) => ({
    ...{ memberKey, deputyName: null },
    presence: place === missing && part !== 'Chair' ? ('apology' as const) : ('present' as const),
  }));
  const attended = await recordAttendance(onTheDay, id, presences);
  pen.note('meeting.record-attendance', 'Recorded who was at an invented meeting', record, [
    ...started.changes,
    ...attended.changes,
  ]);
  for (const { item, itemId } of added) await minute(onTheDay, held, { item, itemId }, pen);
  const question = forum.notKnown[at % forum.notKnown.length];
  if (question) {
    const { what, whoKnows, asks, answer } = question;
    const unknownId = idOf(`not known ${id}`);
    await addUnknown(onTheDay, id, { what, whoKnows, asks, by: addDays(day, 28) }, unknownId);
    // The last two questions of each group are open still.
    if (next !== null && !recent) {
      await answerUnknown({ ...desk, now: londonMoment({ date: next, time: '09:00' }) }, unknownId, answer);
    }
  }
  const finished = await takeStep(onTheDay, id, 'finish');
  pen.note('meeting.finish', 'Closed an invented meeting', record, finished.changes);
  if (next === null) return;
  const agreed = await takeStep({ ...desk, now: londonMoment({ date: next, time: '18:00' }) }, id, 'agree', {
    agreedOn: next,
  });
  pen.note('meeting.agree', 'Entered that the minutes of an invented meeting were agreed', record, agreed.changes);
}

function lookedAtAgain({ title, lasts, again }: InventedItem): InventedItem {
  return { title, lasts, asks: 'note', said: again, again };
}

async function minute(
  desk: Desk,
  { id, day, recent }: Held,
  { item, itemId }: { item: InventedItem; itemId: string },
  pen: Pen,
): Promise<void> {
  await writeMinutes(desk, id, itemId, { words: item.said, basedOn: 0, settles: [] });
  const { decided, action } = item;
  if (decided) {
    const { words, reasons, objective, dissent } = decided;
    const given = { itemId, words, reasons, objective, dissent: dissent ? [dissent] : [] };
    const taking = await takeDecision(desk, id, given, idOf(`decision ${id} ${item.title}`));
    if ('problems' in taking) throw inventionFault(`decision of ${id}`, taking.problems);
    pen.note('meeting.decide', 'Recorded an invented decision', { kind: MEETING, id }, taking.changes);
  }
  if (!action || !recent || !carrier.actions) return;
  const meeting = await getMeeting(desk, id);
  const giving = await carrier.actions.give(desk, {
    ...{
      meeting,
      itemTitle: item.title,
      title: action.title,
      takerId: inventedActor(action.to).id,
      dueOn: addDays(day, action.within),
    },
  });
  if ('problem' in giving) throw inventionFault(`action of ${id}`, giving.problem);
  pen.note('meeting.give-action', 'Gave an invented action', { kind: giving.kind, id: giving.id }, giving.changes);
}

/** The next meeting of a group: contributions are asked and some have come; the Executive's agenda is sent. */
async function prepareNext(desk: Desk, forum: InventedForum, pen: Pen): Promise<void> {
  const { rows } = await sql<{ id: string; day: PlainDate }>`
    select id, day from meeting where forum_key = ${forum.key} and state = 'planned' order by day limit 1`.execute(
    desk.trx,
  );
  const [next] = rows;
  if (!next) return;
  const today = londonDate(desk.now);
  const { id, day } = next;
  const record = { kind: MEETING, id };
  const item = forum.items[0];
  if (item)
    await addOwnItem(desk, id, {
      title: item.title,
      asks: item.asks,
      minutes: item.lasts,
      leads: 'The chair',
      whyNow: 'Was to be looked at again',
    });
  const meeting = await getMeeting(desk, id);
  const { agencies } = await readContributions(desk, meeting, new Map());
  const dueOn = addDays(today, 10) < day ? addDays(today, 10) : day;
  const asking = await askAgencies(desk, id, {
    agencies: agencies.map(({ agency }) => agency),
    asked: forum.asked,
    dueOn,
  });
  if ('problems' in asking) throw inventionFault(`contributions to ${id}`, asking.problems);
  pen.note('meeting.ask', 'Asked for contributions to an invented meeting', record, asking.changes);
  const { contributions } = await readContributions(desk, meeting, new Map());
  const [first] = contributions;
  if (first) {
    const words = `Invented for the demonstration, before the meeting of ${longDate(day)}: what we agreed last time is done in two teams of three. The third has no team manager until January.`;
    const given = await contribute(desk, first.id, { words, basedOn: 0, settles: [], nothingToAdd: false });
    pen.note('contribution.give', 'Entered an invented contribution', record, given.changes);
  }
  if (forum.key === 'executive') {
    const sent = await takeStep(desk, id, 'send-agenda');
    pen.note('meeting.send-agenda', 'Sent an invented agenda', record, sent.changes);
  }
}

/** Delegated partners publish what stands in the yearly report, and the business unit enters what shows that duties were done. */
async function publishSome(db: Db, { now, keyring }: Writing): Promise<void> {
  const actor = inventedActor('Sunil Example');
  const published = new Set(
    inventedForums(londonDate(now)).flatMap(({ items }) =>
      items.flatMap(({ decided }) => (decided?.published ? [decided.words] : [])),
    ),
  );
  await actAs(db, { actor, purpose: 'governance', now }, async (trx) => {
    const pen = new Pen(now);
    const { rows } = await sql<{ id: string; words: string }>`
      select id, words from meeting_decision where standing = 'decided' and not published order by day, reference`.execute(
      trx,
    );
    const desk: Desk = { trx, actor, purpose: 'governance', access, now, carrier };
    for (const { id, words } of rows) {
      if (!published.has(words)) continue;
      const { changes, decision } = await publish(desk, id, true);
      pen.note(
        'meeting.publish-decision',
        'Published an invented decision',
        { kind: MEETING, id: decision.meetingId },
        changes,
      );
    }
    await append(trx, keyring, pen.entries);
  });
  const maya = inventedActor(BY);
  await actAs(db, { actor: maya, purpose: 'governance', now }, async (trx) => {
    const pen = new Pen(now);
    const work: Work = { trx, actor: maya, purpose: 'governance', access, now };
    for (const [at, { group, duty, words }] of EVIDENCE.entries()) {
      const year = yearOf(londonDate(now));
      const id = idOf(`evidence ${at}`);
      const adding = await addEvidence(
        work,
        group,
        year,
        { duty, kind: 'decision', words, href: '/meetings/decisions' },
        id,
      );
      // The published duties may be worded anew one day: then this shows nothing, and breaks nothing.
      if ('changes' in adding)
        pen.note('group.evidence', 'Entered invented evidence of a duty', { kind: GROUP, id }, adding.changes);
    }
    await append(trx, keyring, pen.entries);
  });
}

const EVIDENCE = [
  {
    group: 'executive',
    duty: 'Challenge further where assurance, impact or improvement is not yet shown.',
    words: 'The Executive asked twice how often the neglect tool changes a plan, and got an answer from a sample.',
  },
  {
    group: 'executive',
    duty: 'Examine what the Engine Room reports on learning.',
    words: 'A standing item of every meeting; four decisions of the year rest on it.',
  },
  {
    group: 'engine-room',
    duty: 'Decide where a task and finish group is needed.',
    words: 'The group on domestic abuse was given a remit, an end and a test by which it may close.',
  },
] as const;

function idOf(words: string): string {
  const digits = createHash('sha256').update(`kith demonstration ${words}`).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-5${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
