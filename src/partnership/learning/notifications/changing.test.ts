import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { entries, formOf, LIST, recorded, sent } from '../../../../test/support/notifications.ts';
import { addPerson, type SignedIn, signInAs } from '../../../../test/support/people.ts';

let test: TestApp;
let hub: SignedIn;
let _police: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  hub = await signInAs(test, 'hub-worker');
  _police = await signInAs(test, 'safeguarding-partner', { agency: 'cleveland-police', purpose: 'learning' });
});
afterAll(() => test.close());

describe('changing a notification', () => {
  const opened = async (by: SignedIn, href: string) => formOf((await by.get(`${href}/change`)).body);

  it('opens with what is stored, and saves what is changed with its reason and history', async () => {
    const { id, href } = await recorded(hub);
    const form = await opened(hub, href);
    expect(form).toMatchObject({ area: ['E06000001'], 'people-1-name': ['Robin Madeup'], version: ['1'] });
    expect((await entries(test))[0]).toMatchObject({ event: 'notification.open-to-change', record: id });
    const answer = await hub.post(`${href}/change`, {
      ...form,
      ...{
        do: 'save',
        why: 'The police said so',
        abuse: 'known',
        'people-2-part': 'sibling',
        'people-2-name': 'Sam Madeup',
      },
      ...{ 'notified-day': '23', 'notified-month': 'Nov', 'notified-year': '2026' },
    });
    expect(answer.headers.location).toBe(`${href}?done=changed`);
    expect((await entries(test))[0]).toMatchObject({
      event: 'notification.change',
      record: id,
      why: 'The police said so',
    });
    const page = await hub.get(href);
    expect(page.body).toContain('Sent on 23 November 2026, in time');
    expect(page.body).toContain('Sam Madeup');
    const history = await hub.get(`${href}/history`);
    for (const words of [
      'Reason given: The police said so',
      'Abuse or neglect',
      'Suspected',
      'Brother or sister: Sam Madeup',
      '23 November 2026',
      'Recorded a serious incident notification',
    ]) {
      expect(history.body).toContain(words);
    }
    const changed = /Changed a serious incident notification[\s\S]*?<\/table>/.exec(history.body)?.[0] ?? '';
    expect(changed).not.toContain('What happened');
  });

  it('asks why, and for what is missing, with everything that was typed', async () => {
    const { href } = await recorded(hub);
    const form = await opened(hub, href);
    const answer = await hub.post(`${href}/change`, { ...form, do: 'save', why: '', 'what-happened': '' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Enter why you are changing this notification');
    expect(answer.body).toContain('Enter what happened');
    expect(formOf(answer.body)).toMatchObject({
      version: form.version,
      seen: form.seen,
      'people-1-name': ['Robin Madeup'],
    });
  });

  it('writes nothing when nothing was changed', async () => {
    const { href } = await recorded(hub);
    const answer = await hub.post(`${href}/change`, { ...(await opened(hub, href)), do: 'save', why: 'To see' });
    expect(answer.headers.location).toBe(`${href}?done=unchanged`);
    expect((await opened(hub, href)).version).toEqual(['1']);
    expect((await entries(test, 2)).map(({ event }) => event)).not.toContain('notification.change');
  });

  it('gives room for another person, and keeps version and reason', async () => {
    const { href } = await recorded(hub);
    const form = await opened(hub, href);
    const page = await hub.post(`${href}/change`, { ...form, do: 'add-person', why: 'Half a rea' });
    expect(page.statusCode).toBe(200);
    expect(formOf(page.body)).toMatchObject({
      why: ['Half a rea'],
      version: ['1'],
      seen: form.seen,
      'people-3-name': [''],
    });
  });

  it.each(['sealed', 'agency', 'owner_id', 'id', 'team', 'reference', 'changed_at'])(
    'refuses a field “%s”',
    async (field) => {
      const { href } = await recorded(hub);
      const form = await opened(hub, href);
      expect((await hub.post(`${href}/change`, { ...form, do: 'save', why: 'x', [field]: 'yes' })).statusCode).toBe(
        400,
      );
      expect((await opened(hub, href)).version).toEqual(['1']);
    },
  );

  it('keeps the link to somebody who has left since, and takes nobody new who has', async () => {
    const leaver = await addPerson(test.db, { name: 'Lou Goneaway' });
    const { rows } = await sql<{ email: string }>`select email from person where id = ${leaver}::uuid`.execute(test.db);
    const worker = {
      'people-2-part': 'professional',
      'people-2-name': 'Lou Goneaway',
      'people-2-email': rows[0]?.email ?? '',
    };
    const { href } = await recorded(hub, worker);
    await sql`update person set left_on = '2026-11-01' where id = ${leaver}::uuid`.execute(test.db);
    const answer = await hub.post(`${href}/change`, {
      ...(await opened(hub, href)),
      do: 'save',
      why: 'Later',
      abuse: 'known',
    });
    expect(answer.headers.location).toBe(`${href}?done=changed`);
    expect((await hub.post(LIST, sent(worker))).statusCode).toBe(400);
  });
});
