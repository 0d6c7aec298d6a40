import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import {
  AUDITOR,
  entries,
  formOf,
  LIST,
  recorded,
  referencesGiven,
  sent,
  type Typed,
} from '../../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { actAs } from '../../../platform/access/index.ts';
import { INVENTED_FORM } from './notification.testing.ts';

const STOCKTON = 'stockton-on-tees-borough-council';

let test: TestApp;
let hub: SignedIn;
let police: SignedIn;
let manager: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  hub = await signInAs(test, 'hub-worker');
  police = await signInAs(test, 'safeguarding-partner', { agency: 'cleveland-police', purpose: 'learning' });
  manager = await signInAs(test, 'business-manager');
});
afterAll(() => test.close());

describe('recording a serious incident', () => {
  it('shows a form that asks what the guidance asks', async () => {
    const page = await hub.get(`${LIST}/new`);
    expect(page.statusCode).toBe(200);
    for (const words of [
      'When did the council become aware?',
      'Is abuse or neglect known or suspected?',
      'Not known yet',
    ]) {
      expect(page.body).toContain(words);
    }
    // The commissioning group ended in 2022: the board that took over is asked in its place.
    expect(page.body).toContain('North East and North Cumbria Integrated Care Board');
    expect(page.body).not.toContain('Tees Valley Clinical Commissioning Group');
    expect(page.body).not.toContain('Secretary of State told');
  });

  it('refuses a form without a token', async () => {
    const before = await referencesGiven(test);
    const answer = await test.app.inject({
      method: 'POST',
      url: LIST,
      cookies: hub.cookies,
      payload: new URLSearchParams(INVENTED_FORM as Record<string, string>).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.statusCode).toBe(403);
    expect(await referencesGiven(test)).toBe(before);
  });

  it('says what is missing in an empty form', async () => {
    const answer = await hub.post(LIST, { do: 'save' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('<title>Error: ');
    for (const words of ['Enter the day the council became aware', 'Enter what happened', 'Choose the area']) {
      expect(answer.body).toContain(words);
    }
  });

  it('shows a wrong form again with everything that was typed, as text', async () => {
    const answer = await hub.post(LIST, sent({ 'aware-day': '99', 'what-happened': '<script>x</script> & more' }));
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('&lt;script>x&lt;/script> &amp; more');
    expect(answer.body).not.toContain('<script>x');
    expect(formOf(answer.body)).toMatchObject({
      'people-1-name': ['Robin Madeup'],
      'aware-day': ['99'],
      harm: ['physical', 'neglect'],
    });
  });

  it('gives room for another person and keeps what was typed, without saving', async () => {
    const before = await referencesGiven(test);
    const page = await hub.post(LIST, sent({ do: 'add-person', 'people-4-name': 'Kim Madeup', outcome: '' }));
    expect(page.statusCode).toBe(200);
    expect(formOf(page.body)).toMatchObject({
      'people-1-name': ['Robin Madeup'],
      'people-4-name': ['Kim Madeup'],
      'people-5-name': [''],
    });
    expect(await referencesGiven(test)).toBe(before);
    expect((await entries(test))[0]).toMatchObject({ event: 'notification.form', record: null });
  });

  it('keeps a right form, and shows it on its own page', async () => {
    const { id, href } = await recorded(hub);
    expect((await entries(test))[0]).toMatchObject({
      event: 'notification.create',
      outcome: 'done',
      record: id,
      purpose: 'safeguarding',
    });
    const page = await hub.get(`${href}?done=made`);
    expect(page.statusCode).toBe(200);
    for (const words of [
      /SIN-2026-\d{4}/,
      'The notification is recorded.',
      'Due today, Monday 23 November 2026',
      '5 working days from Monday 16 November 2026: due Monday 23 November 2026. Working Together 2023.',
      'Robin Madeup',
      'Asked, no answer yet',
      'You are reading this for: keeping a child safe now',
      'Abuse or neglect is suspected, and a child was seriously harmed.',
    ]) {
      expect(page.body).toMatch(words);
    }
    expect((await entries(test))[0]).toMatchObject({ event: 'notification.read', record: id });
  });

  it('asks when the Secretary of State was told only of a looked-after child who died', async () => {
    const { href } = await recorded(hub, { outcome: 'death', 'looked-after': 'yes' });
    expect((await hub.get(href)).body).toContain('Not yet: a looked-after child died');
    expect((await hub.get(`${href}/change`)).body).toContain('When was the Secretary of State told?');
  });

  it('refuses an area, a partner or an address that Kith does not know', async () => {
    for (const [change, words] of [
      [{ area: 'E92000001' }, 'Choose the area in which it happened'],
      [{ area: 'nowhere' }, 'Choose the area in which it happened'],
      [{ 'views-1-agency': 'schools' }, 'Give the views of the safeguarding partners listed here'],
      [
        { 'people-3-part': 'professional', 'people-3-name': 'Pat Madeup', 'people-3-email': 'nobody@example.invalid' },
        'Nobody with the address of Pat Madeup works with Kith',
      ],
    ] as [Typed, string][]) {
      const answer = await hub.post(LIST, sent(change));
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toContain(words);
      const link = /govuk-error-summary__list[\s\S]*?href="#([^"]+)"/.exec(answer.body)?.[1];
      expect(answer.body).toContain(`id="${link}"`);
    }
  });

  it.each(['agency', 'owner_id', 'id', 'reference', 'version', 'team', 'sealed_by'])(
    'refuses a field “%s” that the form does not have',
    async (field) => {
      const before = await referencesGiven(test);
      const answer = await hub.post(LIST, sent({ [field]: STOCKTON }));
      expect(answer.statusCode).toBe(400);
      expect(answer.body).not.toContain('What happened?');
      expect(await referencesGiven(test)).toBe(before);
    },
  );

  it('tells another agency which council to tell', async () => {
    const page = await police.get(`${LIST}/new`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Only a council notifies the Panel, and you work for Cleveland Police');
    expect(page.body).toContain('Hartlepool Borough Council or Stockton-on-Tees Borough Council');
    const before = await referencesGiven(test);
    const answer = await police.post(LIST, sent());
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('Only a council notifies the Panel');
    expect(await referencesGiven(test)).toBe(before);
    expect((await entries(test))[0]).toMatchObject({ event: 'notification.not-a-council', outcome: 'refused' });
  });

  it('is not for roles that do not record incidents', async () => {
    expect((await manager.get(`${LIST}/new`)).statusCode).toBe(403);
    expect((await manager.post(LIST, sent())).statusCode).toBe(403);
  });
});

describe('somebody who appears in an incident, or is close to somebody who does', () => {
  const refused = async (by: SignedIn, change: Typed) => {
    const before = await referencesGiven(test);
    const answer = await by.post(LIST, sent(change));
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('You can’t record this notification yourself');
    expect(await referencesGiven(test)).toBe(before);
    expect((await entries(test))[0]).toMatchObject({
      event: 'notification.hand-over',
      outcome: 'refused',
      record: null,
    });
  };

  it('can’t record it themselves: by their name, their address, or a declared relation', async () => {
    const worker = await signInAs(test, 'hub-worker', { name: 'Ash Selfsame' });
    await refused(worker, { 'people-2-part': 'other-adult', 'people-2-name': 'ASH  van Selfsamé' });
    const { rows } = await sql<{ email: string }>`select email from person where id = ${worker.id}::uuid`.execute(
      test.db,
    );
    const email = rows[0]?.email ?? '';
    await refused(worker, {
      'people-2-part': 'professional',
      'people-2-name': 'Somebody',
      'people-2-email': email.toUpperCase(),
    });
    await related(worker.id, 'Jo Closeby', '2015-01-02');
    const closeby = { 'people-2-part': 'sibling', 'people-2-name': 'Jo Closeby' };
    await refused(worker, closeby);
    await refused(worker, {
      ...closeby,
      'people-2-born-day': '2',
      'people-2-born-month': '1',
      'people-2-born-year': '2015',
    });
    // Another child of that name, born on another day.
    await recorded(worker, {
      ...closeby,
      'people-2-born-day': '3',
      'people-2-born-month': '1',
      'people-2-born-year': '2015',
    });
  });

  it('can’t bring it about by a change either, and nothing is saved', async () => {
    const worker = await signInAs(test, 'hub-worker', { name: 'Ash Likewise' });
    const { href } = await recorded(worker);
    const form = formOf((await worker.get(`${href}/change`)).body);
    const answer = await worker.post(`${href}/change`, {
      ...form,
      do: 'save',
      why: 'A try',
      'people-2-name': 'Ash Likewise',
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('You can’t make this change yourself');
    expect((await worker.get(href)).body).not.toContain('Ash Likewise</strong>');
  });

  it('loses sight of a notification in which a colleague names them', async () => {
    const { href } = await recorded(hub, { 'people-2-part': 'professional', 'people-2-name': 'Quinn Elsewhere' });
    const quinn = await signInAs(test, 'safeguarding-partner', { name: 'Quinn Elsewhere', purpose: 'learning' });
    expect((await quinn.get(href)).statusCode).toBe(404);
    expect((await quinn.get(LIST)).body).not.toContain(href);
  });
});

/** Declares a relation, as the person would on their own page. */
async function related(personId: string, name: string, born: string): Promise<void> {
  await actAs(test.db, { actor: { ...AUDITOR, id: personId }, purpose: null, now: TEST_NOW }, async (trx) => {
    await sql`
      insert into declared_relation (id, person_id, name, born, relation, declared_at)
      values (${randomUUID()}::uuid, ${personId}::uuid, ${name}, ${born}::date, 'niece', ${TEST_NOW})`.execute(trx);
  });
}
