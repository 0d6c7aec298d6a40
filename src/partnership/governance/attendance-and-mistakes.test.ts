import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { problemsIn, saidIn, textIn, wordsTo } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import {
  attends,
  day,
  fillExecutive,
  holds,
  plans,
  type TestExecutive,
  takes,
} from '../../../test/support/meetings.ts';
import { formOf } from '../../../test/support/notifications.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';

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

describe('attendance', () => {
  const policeOf = async () => {
    const shown = await text(await signInAs(test, 'scrutineer'), '/meetings/attendance');
    return Number(/Executive .*?Cleveland Police (\d+)/.exec(shown)?.[1] ?? '0');
  };

  it('takes apologies before a meeting, and nothing else; they are dropped when it is moved', async () => {
    const href = await plans(maya, day('day', '2026-12-03'));
    const form = formOf((await maya.get(`${href}/attendance`)).body);
    const who = { 'who-1': form['who-1'] ?? '', 'was-1': '' };
    expect(saidIn(await maya.post(`${href}/attendance`, { ...who, 'presence-1': 'present' }))).toContain(
      'Only apologies are entered before the meeting is started',
    );
    expect((await maya.post(`${href}/attendance`, { others: 'present' })).statusCode).toBe(409);
    await takes(maya, `${href}/attendance`, { ...who, 'presence-1': 'apology' });
    const told = await text(maya, href);
    expect(told).toContain('Apologies from');
    expect(told).not.toContain('statutory partners are here');
    await takes(maya, `${href}/attendance`, { ...who, 'was-1': 'apology', 'presence-1': '' });
    expect(await text(maya, href)).not.toContain('Apologies from');
    await takes(maya, `${href}/attendance`, { ...who, 'presence-1': 'apology' });
    await takes(maya, `${href}/move`, { ...day('day', '2026-12-04'), starts: '11', because: 'A clash' });
    expect(await text(maya, href)).not.toContain('Apologies from');
  });

  it('is said of everybody before a meeting is closed, and the page says of whom it is missing', async () => {
    const href = await plans(maya);
    await takes(maya, `${href}/start`);
    const form = formOf((await maya.get(`${href}/attendance`)).body);
    await takes(maya, `${href}/attendance`, { 'who-1': form['who-1'] ?? '', 'was-1': '', 'presence-1': 'present' });
    expect(await text(maya, href)).toMatch(/Close the meeting: Nobody has said yet of .* whether they came\./);
    expect((await maya.get(href)).body).not.toContain(`${href}/finish`);
    expect(saidIn(await maya.post(`${href}/finish`, {}))).toContain('Nobody has said yet of');
    await takes(maya, `${href}/attendance`, { others: 'absent' });
    expect(await text(maya, `${href}/attendance`)).not.toContain('Not said.');
    expect((await maya.get(href)).body).toContain(`${href}/finish`);
    await takes(maya, `${href}/finish`);
  });

  it('is counted by agency over the year, of closed meetings alone', async () => {
    const before = await policeOf();
    const cancelled = await plans(maya, day('day', '2026-12-07'));
    const form = formOf((await maya.get(`${cancelled}/attendance`)).body);
    await takes(maya, `${cancelled}/attendance`, {
      ...{ 'who-1': form['who-1'] ?? '', 'was-1': '', 'presence-1': 'apology' },
    });
    await takes(maya, `${cancelled}/cancel`, { reason: 'Not needed' });
    const href = await holds(maya);
    expect(await policeOf()).toBe(before);
    await takes(maya, `${href}/finish`);
    expect(await policeOf()).toBe(before + 1);
  });
});

describe('what was done by mistake', () => {
  it('a start is taken back while nothing is written, to where the meeting stood', async () => {
    const planned = await plans(maya);
    await takes(maya, `${planned}/start`);
    await takes(maya, `${planned}/unstart`);
    expect(await text(maya, planned)).toContain('Send the agenda');
    const sent = await plans(maya);
    await takes(maya, `${sent}/send-agenda`);
    await takes(maya, `${sent}/start`);
    expect((await maya.post(`${sent}/unstart`, {})).statusCode).toBe(409);
    await takes(maya, `${sent}/unstart-sent`);
    expect(await text(maya, sent)).toContain('Agenda sent');
    await takes(maya, `${sent}/start`);
    await attends(maya, sent, ['present']);
    expect((await maya.get(sent)).body).not.toContain('started by mistake');
    expect(saidIn(await maya.post(`${sent}/unstart-sent`, {}))).toContain('Something was written in this meeting');
  });

  it('agreed minutes are taken back with a reason, told to members, mended and agreed anew', async () => {
    const href = await holds(maya);
    await takes(maya, `${href}/finish`);
    await takes(maya, `${href}/agree`, day('agreed', '2026-11-23'));
    expect(problemsIn(await maya.post(`${href}/reopen`, { reason: '' }))).toContain('Enter why');
    expect((await at(1).post(`${href}/reopen`, { reason: 'x' })).statusCode).toBe(404);
    expect(textIn((await maya.get(`${href}/change`)).body)).toContain('Mend what was agreed');
    await takes(maya, `${href}/reopen`, { reason: 'A name was wrong' });
    expect((await wordsTo(test, at(1))).join(' ')).toContain('The agreed minutes of Executive on Monday 23 November');
    expect(await text(at(1), href)).toContain(
      'Its agreed minutes were taken back on 23 November 2026: A name was wrong',
    );
    await takes(maya, `${href}/agree`, day('agreed', '2026-11-23'));
  });

  it('a cancelled meeting takes place after all, as long as its day is not over', async () => {
    const href = await plans(maya, day('day', '2026-11-24'));
    await takes(maya, `${href}/cancel`, { reason: 'No room' });
    await takes(maya, `${href}/reinstate`, { reason: 'A room was found' });
    expect(await text(at(1), href)).toContain('It was cancelled, and planned again on 23 November 2026: A room was');
    expect(await text(at(1), href)).not.toContain('It was cancelled: No room');
    await takes(maya, `${href}/cancel`, { reason: 'Flooded' });
    test.at(new Date('2026-11-26T09:00:00Z'));
    const later = await signIn(test, await addPerson(test.db, { roles: ['meeting-administrator'] }), {
      now: test.now(),
    });
    expect((await later.get(href)).body).not.toContain(`${href}/change`);
    expect(saidIn(await later.post(`${href}/reinstate`, { reason: 'x' }))).toContain('Its day is over.');
  });

  it('a decision is taken back with a reason: it stays in the minutes, and stands and is published nowhere', async () => {
    const href = await holds(maya);
    await takes(maya, `${href}/decide`, {
      ...{ item: '', decision: 'Recorded by mistake', reasons: 'None' },
      objective: 'objective-improve-practice',
    });
    const link = new RegExp(`${href}/decisions/([0-9a-f-]{36})/withdraw`).exec(
      (await maya.get(`${href}/minutes`)).body,
    );
    const [url = '', id] = link ?? [];
    const partner = await signInAs(test, 'safeguarding-partner');
    await takes(partner, `/meetings/decisions/${id}/publish`, { published: 'yes' });
    expect(await text(partner, '/meetings/decisions?show=published')).toContain('Recorded by mistake');
    expect(textIn((await maya.get(url)).body)).toContain('will be taken out of the report');
    expect(problemsIn(await maya.post(url, { reason: '' }))).toContain('Enter why it is taken back');
    expect((await at(1).post(url, { reason: 'x' })).statusCode).toBe(404);
    await takes(maya, url, { reason: 'It was of another group' });
    expect(await text(at(1), href)).toContain('Taken back on 23 November 2026: It was of another group');
    expect(await text(partner, '/meetings/decisions?show=published')).not.toContain('Recorded by mistake');
    expect(await text(partner, '/meetings/decisions')).toContain('Recorded by mistake Taken back');
    expect((await partner.post(`/meetings/decisions/${id}/publish`, { published: 'yes' })).statusCode).toBe(409);
    expect((await maya.post(url, { reason: 'again' })).statusCode).toBe(409);
    await takes(maya, `${href}/finish`);
    await takes(maya, `${href}/agree`, day('agreed', '2026-11-23'));
    expect((await maya.post(url, { reason: 'later' })).statusCode).toBe(409);
  });
});
