import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { nameOf, problemsIn, saidIn, textIn, wordsTo } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import {
  attends,
  day,
  fillExecutive,
  holds,
  itemsOf,
  joins,
  numberIn,
  plans,
  type TestExecutive,
  takes,
} from '../../../test/support/meetings.ts';
import { entries, formOf } from '../../../test/support/notifications.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';
import { wordsOfWord } from '../../platform/documents/zip.testing.ts';

let test: TestApp;
let maya: SignedIn;
let members: SignedIn[];

beforeAll(async () => {
  test = await buildTestApp();
  ({ maya, members } = (await fillExecutive(test)) satisfies TestExecutive);
}, 60_000);
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

const text = async (by: SignedIn, url: string) => textIn((await by.get(url)).body);
const at = (index: number): SignedIn => members[index] as SignedIn;

describe('planning', () => {
  it('gives a meeting its number and the items with which every agenda begins and ends', async () => {
    const href = await plans(maya, day('day', '2026-12-08'));
    const shown = await text(maya, href);
    expect(shown).toMatch(/MTG-2026-\d{4}/);
    expect(shown).toContain('1. Minutes of last time');
    expect(shown).toContain('2. What do we not know, who would know, who asks?');
    expect(shown).toContain('Planned');
  });

  it('takes a day in the past only from somebody who says so, and the meeting says so for good', async () => {
    const past = { group: 'executive', ...day('day', '2026-10-13'), starts: '10:00', minutes: '120', place: 'Online' };
    expect(problemsIn(await maya.post('/meetings/new', past))).toBe(
      '400 That day is over. Choose a later day, or tick that the meeting has taken place already',
    );
    const href = await plans(maya, { ...past, afterwards: 'yes' });
    expect(await text(maya, href)).toContain('This meeting was entered after it took place.');
    expect(saidIn(await maya.post(`${href}/send-agenda`, {}))).toContain('409');
    expect(
      problemsIn(await maya.post('/meetings/new', { ...past, ...day('day', '2026-12-01'), afterwards: 'yes' })),
    ).toContain('still to come');
  });

  it('plans a year of a series, moves dates from bank holidays and says why, and plans none twice', async () => {
    const series = {
      ...{
        group: 'engine-room',
        unit: 'weeks',
        every: '6',
        ...day('first', '2026-12-28'),
        starts: '2pm',
        minutes: '90',
        place: 'Online',
      },
      ...{ moves: 'next-working-day', 'standing-1': 'Learning work board', 'asks-1': 'discuss', 'time-1': '20' },
    };
    await takes(maya, '/meetings/series', series);
    const shown = await text(maya, '/meetings/series');
    expect(shown).toContain('Engine Room: Every 6 weeks on a Monday');
    expect(shown).toMatch(/Tuesday 4 May 2027 Planned\. Moved from Monday 3 May 2027: Early May bank holiday/);
    const count = async () => (await text(maya, '/meetings?group=engine-room')).match(/Engine Room, /g)?.length ?? 0;
    const before = await count();
    expect(before).toBe(8);
    expect(shown).not.toContain('that are missing');
    const first =
      /href="(\/meetings\/[0-9a-f-]{36})"/.exec((await maya.get('/meetings?group=engine-room')).body)?.[1] ?? '';
    expect(await text(maya, first)).toContain('2. Learning work board');
    const id = /meetings\/series\/([0-9a-f-]{36})\/stop/.exec((await maya.get('/meetings/series')).body)?.[1];
    expect(problemsIn(await maya.post(`/meetings/series/${id}/stop`, day('last', '')))).toContain('400 ');
    // Another year has begun since: the dates that are missing are planned, and none of those that stand a second time.
    test.at(new Date('2027-03-01T09:00:00Z'));
    const colleague = await addPerson(test.db, { roles: ['meeting-administrator'] });
    const later = await signIn(test, colleague, { now: test.now() });
    await takes(later, `/meetings/series/${id}/plan`);
    expect(await text(later, '/meetings/series')).toContain('Monday 21 February 2028 Planned');
    const planned = async () => (await text(later, '/meetings?group=engine-room')).match(/Engine Room, /g)?.length ?? 0;
    const grown = await planned();
    await takes(later, `/meetings/series/${id}/plan`);
    expect(await planned()).toBe(grown);
    await takes(later, `/meetings/series/${id}/stop`, day('last', '2027-06-30'));
    expect(await text(later, '/meetings/series')).toContain('30 June 2027');
  });

  it('moves and cancels with a reason, tells members, and offers no more steps to a cancelled meeting', async () => {
    const href = await plans(maya, day('day', '2026-12-15'));
    await takes(maya, `${href}/send-agenda`);
    expect(await wordsTo(test, at(1))).toContain(
      'The agenda of Executive on Tuesday 15 December 2026 at 10am is there.',
    );
    expect(
      problemsIn(await maya.post(`${href}/move`, { ...day('day', '2026-12-16'), starts: '11', because: '' })),
    ).toContain('Enter why');
    expect(
      saidIn(await maya.post(`${href}/move`, { ...day('day', '2026-11-02'), starts: '11', because: 'x' })),
    ).toContain('409');
    await takes(maya, `${href}/move`, { ...day('day', '2026-12-16'), starts: '11', because: 'The police can’t come' });
    expect(await text(maya, href)).toContain('It was moved: The police can’t come');
    await takes(maya, `${href}/cancel`, { reason: 'Too near to the last one' });
    expect(await text(maya, href)).toContain('It was cancelled: Too near to the last one');
    expect(saidIn(await maya.post(`${href}/start`, {}))).toContain('“Start the meeting” is not possible any more');
    expect(await wordsTo(test, at(1))).toContain('Executive is moved to Wednesday 16 December 2026 at 11am.');
  });

  it('does not start before its day', async () => {
    const href = await plans(maya, day('day', '2026-12-22'));
    expect(saidIn(await maya.post(`${href}/start`, {}))).toContain('It can be started on its day');
  });
});

describe('who reaches a meeting', () => {
  it('its members as long as they sit in the group, the partners, the scrutineer; nobody else', async () => {
    const href = await plans(maya, day('day', '2026-12-09'));
    const practitioner = await signInAs(test, 'practitioner');
    expect((await practitioner.get(href)).statusCode).toBe(404);
    await joins(maya, 'executive', { person: practitioner.id, voting: false });
    expect((await practitioner.get(href)).statusCode).toBe(200);
    expect((await practitioner.post(`${href}/cancel`, { reason: 'x' })).statusCode).toBe(404);
    for (const role of ['safeguarding-partner', 'scrutineer', 'business-manager'] as const) {
      expect(`${role} ${(await (await signInAs(test, role)).get(href)).statusCode}`).toBe(`${role} 200`);
    }
    for (const role of ['administrator', 'auditor'] as const) {
      expect(`${role} ${(await (await signInAs(test, role)).get(href)).statusCode}`).toBe(`${role} 403`);
    }
    expect((await (await signInAs(test, 'assurance-lead')).get(href)).statusCode).toBe(404);
    const page = await maya.get('/partnership/groups/executive/members');
    const name = await nameOf(test, practitioner);
    const seat = new RegExp(
      `(/partnership/groups/executive/members/[0-9a-f-]{36}/end)">[^<]*<span[^>]*> of ${name}<`,
    ).exec(page.body)?.[1];
    await takes(maya, String(seat), { ...day('until', '2026-11-22'), because: 'Left the group' });
    expect((await practitioner.get(href)).statusCode).toBe(404);
  });

  it('the chair runs it like an administrator; a member who is no chair does not', async () => {
    const href = await plans(maya, day('day', '2026-12-10'));
    await takes(at(0), `${href}/agenda`, {
      title: 'From the chair',
      asks: 'decide',
      why: '',
      minutes: '10',
      leads: '',
    });
    expect(await text(at(1), href)).toContain('From the chair');
    expect((await at(1).get(`${href}/agenda`)).statusCode).toBe(404);
  });
});

describe('an agenda', () => {
  it('is built from own items, ordered, timed, and says when it takes longer than the meeting', async () => {
    const href = await plans(maya, day('day', '2026-12-11'));
    for (const title of ['Neglect', 'Budget']) {
      await takes(maya, `${href}/agenda`, { title, asks: 'decide', why: '', minutes: '60', leads: 'The police' });
    }
    const items = await itemsOf(maya, href);
    expect(items.map((item) => item.title)).toEqual([
      ...['Minutes of last time', 'Neglect', 'Budget', 'What do we not know, who would know, who asks?'],
    ]);
    const budget = items[2]?.id ?? '';
    await takes(maya, `${href}/items/${budget}`, { do: 'up', title: '', asks: '', minutes: '', leads: '' });
    expect((await itemsOf(maya, href)).map(({ title }) => title).slice(1, 3)).toEqual(['Budget', 'Neglect']);
    expect(await text(maya, `${href}/agenda`)).toContain('The items take 135 minutes, 15 more than the meeting lasts.');
    await takes(maya, `${href}/items/${budget}`, {
      do: 'change',
      title: 'The budget',
      asks: 'note',
      minutes: '20',
      leads: '',
    });
    expect(await text(maya, `${href}/agenda`)).toContain('The items take 95 of 120 minutes.');
    await takes(maya, `${href}/items/${budget}`, { do: 'remove', title: '', asks: '', minutes: '', leads: '' });
    expect((await itemsOf(maya, href)).map(({ title }) => title)).not.toContain('The budget');
    expect((await maya.post(`${href}/items/${budget}`, { do: 'up' })).statusCode).toBe(404);
  });

  it('offers what is live: an action that was given at an earlier meeting, once', async () => {
    const earlier = await holds(maya);
    await takes(maya, `${earlier}/give`, {
      item: '',
      title: 'Ask schools about the new form',
      taker: at(3).id,
      ...day('due', '2026-12-01'),
    });
    expect(await text(maya, earlier)).toMatch(/ACT-2026-\d{4} Ask schools about the new form/);
    const href = await plans(maya, day('day', '2026-12-12'));
    const page = await maya.get(`${href}/agenda`);
    const line =
      /value="(action:[^"]+)"[^>]*><label[^>]*>[^<]*Ask schools about the new form/.exec(page.body)?.[1] ?? '';
    expect(textIn(page.body)).toContain('Due on 1 December 2026');
    await takes(maya, `${href}/agenda/take`, { lines: line });
    expect((await itemsOf(maya, href)).map(({ title }) => title)[1]).toContain('Ask schools about the new form');
    expect((await maya.get(`${href}/agenda`)).body).not.toContain(`value="${line}"`);
    expect(await takes(maya, `${href}/agenda/take`, { lines: line })).toContain('done=gone');
    expect(problemsIn(await maya.post(`${href}/agenda/take`, {}))).toContain('Tick what belongs on the agenda');
  });
});

describe('quorum', () => {
  it('is met with a deputy, and a decision says which agencies took it and who did not agree', async () => {
    const href = await holds(maya, ['present', 'deputy', 'present', 'present']);
    expect(await text(maya, `${href}/attendance`)).toContain(
      '4 of 4 statutory partners are here. That is enough to decide.',
    );
    const form = formOf((await maya.get(`${href}/decide`)).body);
    const police = Object.entries(form).find(([, value]) => [value].flat()[0] === 'cleveland-police')?.[0] ?? '';
    await takes(maya, `${href}/decide`, {
      ...{ ...form, decision: 'The neglect tool is used by every agency.', reasons: 'Audits found it unused.' },
      ...{ objective: 'objective-improve-practice', [police.replace('agency', 'dissent')]: 'It has no people for it.' },
    });
    const shown = await text(maya, href);
    expect(shown).toMatch(/DEC-2026-\d{4} The neglect tool is used by every agency\./);
    expect(shown).toContain('Because: Audits found it unused. Decided by');
    expect(shown).toContain('Cleveland Police did not agree: It has no people for it.');
  });

  it('that fails says who is missing; the decision waits to be confirmed and can’t be published before', async () => {
    const href = await holds(maya, ['present', 'present', 'present', 'apology']);
    expect(await text(maya, `${href}/attendance`)).toContain('A decision is recorded as “to be confirmed”');
    await takes(maya, `${href}/decide`, {
      item: '',
      decision: 'Without a quorum',
      reasons: 'It was urgent',
      objective: '',
    });
    const id = /decisions\/([0-9a-f-]{36})\/withdraw/.exec((await maya.get(`${href}/minutes`)).body)?.[1] ?? '';
    const partner = await signInAs(test, 'safeguarding-partner');
    expect(saidIn(await partner.post(`/meetings/decisions/${id}/publish`, { published: 'yes' }))).toContain(
      'waits to be confirmed, so it is not published',
    );
    expect(await text(maya, `${await plans(maya, day('day', '2026-12-17'))}/agenda`)).toContain(
      'Taken on 23 November 2026 without a quorum',
    );
    const next = await plans(maya, { ...day('day', '2026-11-23'), starts: '15:00' });
    const confirms = (meeting: string) =>
      maya.post(`/meetings/decisions/${id}/confirm`, { meeting: numberIn(meeting), words: 'Agreed as it stands.' });
    expect(problemsIn(await maya.post(`/meetings/decisions/${id}/confirm`, { meeting: '', words: '' }))).toContain(
      'Choose the meeting that confirms it',
    );
    for (const meeting of [href, next]) {
      expect(saidIn(await confirms(meeting))).toContain('confirmed by a later meeting of the same group that has one');
    }
    await takes(maya, `${next}/start`);
    expect(await text(maya, '/meetings/decisions?show=to-confirm')).toContain('Nobody has said yet who was there.');
    await attends(maya, next, ['present', 'apology', 'present', 'present']);
    expect(saidIn(await confirms(next))).toContain('3 of 4 statutory partners are here.');
    await attends(maya, next, ['present', 'deputy', 'present', 'present']);
    expect(formOf((await maya.get('/meetings/decisions?show=to-confirm')).body).meeting).toEqual([numberIn(next)]);
    expect((await confirms(next)).statusCode).toBe(303);
    expect(saidIn(await confirms(next))).toContain('does not wait to be confirmed');
    expect(await text(at(1), href)).toMatch(
      /Confirmed by the meeting of 23 November 2026 that confirmed DEC-2026-\d{4} , with .*Cleveland Police.*: Agreed as it stands\./,
    );
    expect(await text(at(1), next)).toMatch(/Confirmed here: DEC-2026-\d{4} Without a quorum/);
    await takes(partner, `/meetings/decisions/${id}/publish`, { published: 'yes' });
    expect(await text(maya, '/meetings/decisions?show=published')).toContain('Without a quorum');
    expect((await maya.post(`/meetings/decisions/${id}/publish`, { published: 'no' })).statusCode).toBe(403);
  });

  it('whose rule refuses decisions refuses them in plain words, and takes no number', async () => {
    const terms = '/partnership/groups/executive/terms';
    const form = { ...formOf((await maya.get(terms)).body), do: 'save', why: 'x' };
    await takes(maya, terms, { ...form, otherwise: 'refuse' });
    const href = await holds(maya, ['present', 'present', 'absent', 'apology']);
    const answer = await maya.post(`${href}/decide`, { item: '', decision: 'x', reasons: 'y', objective: '' });
    expect(problemsIn(answer)).toMatch(/^409 2 of 4 statutory partners are here\..*Nothing can be decided\./);
    expect(await text(maya, `${href}#decisions`)).toContain('None was recorded.');
    const back = { ...formOf((await maya.get(terms)).body), do: 'save', why: 'x' };
    await takes(maya, terms, { ...back, otherwise: 'to-confirm' });
  });

  it('does not let a decision stand under an item of another meeting, or serve an objective that is none', async () => {
    const other = await plans(maya, day('day', '2026-12-21'));
    const [strange] = await itemsOf(maya, other);
    const href = await holds(maya);
    const form = { item: '', decision: 'x', reasons: 'y', objective: '' };
    expect(problemsIn(await maya.post(`${href}/decide`, { ...form, item: strange?.id ?? '' }))).toContain(
      'Choose an item of this meeting',
    );
    expect(problemsIn(await maya.post(`${href}/decide`, { ...form, objective: 'none' }))).toContain(
      'Choose an objective',
    );
  });

  it('is asked before a decision: nobody decides while nobody said who is there', async () => {
    const href = await plans(maya);
    await takes(maya, `${href}/start`);
    expect(
      problemsIn(await maya.post(`${href}/decide`, { item: '', decision: 'x', reasons: 'y', objective: '' })),
    ).toContain('Record first who is there');
    expect(saidIn(await maya.post(`${href}/finish`, {}))).toContain('record attendance first');
  });
});

describe('minutes', () => {
  const write = (by: SignedIn, href: string, item: string, basedOn: number, words: string, settles = '') =>
    by.post(`${href}/items/${item}/minutes`, { 'based-on': String(basedOn), words, settles });

  it('written by two at once keep both, are shown to be settled, and hold up the agreement until they are', async () => {
    const href = await holds(maya);
    const [first] = await itemsOf(maya, href);
    const item = first?.id ?? '';
    expect((await write(maya, href, item, 0, 'As Maya heard it.')).headers.location).toContain('done=saved');
    expect((await write(at(0), href, item, 0, 'As the chair heard it.')).headers.location).toContain('done=beside');
    const both = await text(maya, `${href}/items/${item}`);
    expect(both).toContain('As Maya heard it.');
    expect(both).toContain('As the chair heard it.');
    await takes(maya, `${href}/finish`);
    expect(saidIn(await maya.post(`${href}/agree`, day('agreed', '2026-11-23')))).toContain(
      'One text has two versions that nobody has settled',
    );
    const settle = formOf((await maya.get(`${href}/items/${item}`)).body);
    expect(String(settle.words)).toContain('As the chair heard it.');
    await takes(maya, `${href}/items/${item}/minutes`, { ...settle, words: 'As both heard it.' });
    await takes(maya, `${href}/agree`, day('agreed', '2026-11-23'));
    expect(await text(at(2), href)).toContain('As both heard it.');
    expect(await text(at(2), `${href}/items/${item}`)).toContain('Version 1, by Invented Administrator');
    expect(saidIn(await write(maya, href, item, 3, 'Later'))).toContain(
      'its minutes are agreed, and nothing in it changes any more',
    );
  });

  it('saved by the page’s script answer with the version from which it goes on', async () => {
    const href = await holds(maya);
    const [first] = await itemsOf(maya, href);
    const page = await maya.get('/about');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const answer = await test.app.inject({
      ...{ method: 'POST', url: `${href}/items/${first?.id}/minutes`, cookies: maya.cookies },
      payload: new URLSearchParams({ _csrf: token, 'based-on': '0', words: 'Typed live' }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    });
    expect(answer.json()).toMatchObject({ version: 1, standing: 'current' });
    expect((await entries(test))[0]).toMatchObject({ event: 'meeting.minutes', outcome: 'done' });
  });

  it('stand in rows that the program can’t change or remove', async () => {
    for (const statement of [sql`update meeting_words set words = 'x'`, sql`delete from meeting_words`]) {
      await expect(statement.execute(test.db)).rejects.toThrow('permission denied');
    }
  });

  it('are not written before the meeting is started, and not by a member', async () => {
    const href = await plans(maya);
    const [first] = await itemsOf(maya, href);
    expect(saidIn(await write(maya, href, first?.id ?? '', 0, 'x'))).toContain('start the meeting first');
    expect((await write(at(1), href, first?.id ?? '', 0, 'x')).statusCode).toBe(404);
    expect((await write(maya, href, '00000000-0000-4000-8000-000000000000', 0, 'x')).statusCode).toBe(409);
  });
});

describe('what is not known', () => {
  it('stays listed, comes back to the group’s meetings, and is closed by its answer', async () => {
    const href = await holds(maya);
    await takes(maya, `${href}/not-known`, {
      ...{
        what: 'How many children were never seen alone?',
        'who-knows': 'The audit leads',
        asks: 'The business manager',
      },
      ...day('by', '2026-11-20'),
    });
    const next = await plans(maya, day('day', '2026-12-18'));
    expect(await text(maya, next)).toContain('question is still open');
    expect(await text(maya, `${next}/agenda`)).toContain(
      'The audit leads would know. The business manager asks them by 20 November 2026',
    );
    const list = await maya.get('/meetings/not-known?group=executive');
    expect(textIn(list.body)).toContain('The business manager asks them by 20 November 2026, which is over.');
    const id = /not-known\/([0-9a-f-]{36})/.exec(list.body)?.[1] ?? '';
    expect((await at(1).post(`/meetings/not-known/${id}`, { answer: 'x' })).statusCode).toBe(404);
    await takes(maya, `/meetings/not-known/${id}`, { answer: 'Eleven of forty, says the audit of October.' });
    expect(await text(maya, href)).toContain('Eleven of forty, says the audit of October.');
    expect((await maya.post(`/meetings/not-known/${id}`, { answer: 'again' })).statusCode).toBe(409);
  });
});

describe('a meeting to be circulated', () => {
  it('is an accessible PDF and a Word file with what was said, decided and not known, for whoever may read it', async () => {
    const href = await holds(maya);
    await takes(maya, `${href}/decide`, {
      item: '',
      decision: 'Circulated words',
      reasons: 'To be read',
      objective: '',
    });
    const pdf = await at(1).get(`${href}/download?format=pdf`);
    expect(pdf.statusCode).toBe(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(String(pdf.headers['content-disposition'])).toContain('Minutes Executive 2026-11-23.pdf');
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    const word = await at(1).get(`${href}/download?format=docx`);
    expect(wordsOfWord(word.rawPayload)).toContain('Circulated words Because: To be read');
    expect((await (await signInAs(test, 'practitioner')).get(`${href}/download?format=pdf`)).statusCode).toBe(404);
    expect((await entries(test, 3)).map(({ event }) => event)).toContain('meeting.download');
  });
});

describe('two who change a meeting at the same moment', () => {
  it('do not undo each other: the second step is refused by where the meeting stands', async () => {
    const href = await plans(maya);
    const both = await Promise.all([maya.post(`${href}/start`, {}), at(0).post(`${href}/start`, {})]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409]);
  });
});
