import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textIn } from '../../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { readLedger } from '../../../../test/support/ledger.ts';
import { addPerson, type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { emailOf } from '../../../../test/support/sign-in.ts';
import { tellPeople } from '../../../platform/notify/index.ts';

let test: TestApp;
let administrator: SignedIn;
const AT = '/people/outbox';

beforeAll(async () => {
  test = await buildTestApp();
  administrator = await signInAs(test, 'administrator');
});
afterAll(() => test.close());

/** Writes a message to somebody and says what became of it. */
async function written(subject: string, became = sql`sent_at = null`): Promise<{ id: string; email: string }> {
  const person = await addPerson(test.db);
  const word = { notice: 'x', href: '/account', subject, mail: 'First paragraph.\n\nSecond <b>paragraph</b>.' };
  await tellPeople(test.db, [person], word, TEST_NOW);
  const email = await emailOf(test.db, person);
  const { rows } = await sql<{ id: string }>`
    update outbox_message set ${became} where address = ${email} returning id`.execute(test.db);
  return { id: rows[0]?.id ?? '', email };
}

describe('outgoing mail', () => {
  it('is listed with where it stands, and can be read while it has not left', async () => {
    await written('A first subject');
    const sent = await written('A second subject', sql`sent_at = ${TEST_NOW}`);
    const text = textIn((await administrator.get(AT)).body);
    expect(text).toContain('A first subject Waiting');
    expect(text).toContain('A second subject Sent');
    expect(text).toContain('Second <b>paragraph</b>.');
    expect(text).toContain('Kith has no mail server');
    const onlySent = textIn((await administrator.get(`${AT}?state=sent`)).body);
    expect(onlySent).toContain(sent.email);
    expect(onlySent).not.toContain('A first subject');
    expect(onlySent).not.toContain('Second <b>paragraph</b>.');
  });

  it('that could not be delivered is sent again when an administrator asks for it, once', async () => {
    const { id, email } = await written(
      'A third subject',
      sql`given_up_at = ${TEST_NOW}, tries = 5, failed_because = 'The mail server refused this address (code 550).'`,
    );
    const page = textIn((await administrator.get(`${AT}?state=given-up`)).body);
    expect(page).toContain(`To ${email}`);
    expect(page).toContain('The mail server refused this address (code 550).');
    const answer = await administrator.post(`${AT}/${id}/try-again`, {});
    expect(answer.headers.location).toBe(`${AT}?state=given-up&done=again`);
    expect((await readLedger(test, { record: id }))[0]).toMatchObject({ event: 'outbox.try-again', outcome: 'done' });
    expect(textIn((await administrator.get(`${AT}?state=waiting`)).body)).toContain(email);
    await administrator.post(`${AT}/${id}/try-again`, {});
    expect((await readLedger(test, { record: id }))[0]).toMatchObject({ event: 'outbox.try-again', outcome: 'failed' });
  });

  it('that is not there is answered as not found, and nothing is done', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect((await administrator.post(`${AT}/${id}/try-again`, {})).statusCode).toBe(404);
    expect((await readLedger(test, { record: id }))[0]).toMatchObject({
      ...{ event: 'outbox.try-again', outcome: 'refused' },
    });
  });

  it('is an administrator’s alone', async () => {
    const { id } = await written('A fourth subject', sql`given_up_at = ${TEST_NOW}`);
    for (const role of ['auditor', 'assurance-lead', 'business-manager'] as const) {
      const other = await signInAs(test, role);
      expect((await other.get(AT)).statusCode).toBe(403);
      expect((await other.post(`${AT}/${id}/try-again`, {})).statusCode).toBe(403);
    }
  });

  it('is shown in pages of 25, the newest first', async () => {
    for (let count = 0; count < 26; count += 1) await written(`Number ${count} of many`);
    const first = await administrator.get(AT);
    expect(first.body.match(/class="kith-claim"/g)).toHaveLength(25);
    expect(first.body).toContain('page=2');
  });
});
