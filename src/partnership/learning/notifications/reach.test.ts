import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { AUDITOR, entries, LIST, recorded, sent } from '../../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { actAs } from '../../../platform/access/index.ts';

const STOCKTON = 'stockton-on-tees-borough-council';

let test: TestApp;
let hub: SignedIn;
let partner: SignedIn;
let police: SignedIn;
let manager: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  hub = await signInAs(test, 'hub-worker');
  partner = await signInAs(test, 'safeguarding-partner', { purpose: 'learning' });
  police = await signInAs(test, 'safeguarding-partner', { agency: 'cleveland-police', purpose: 'learning' });
  manager = await signInAs(test, 'business-manager');
});
afterAll(() => test.close());

describe('who reaches a notification', () => {
  let own: { id: string; href: string };
  let sealed: { id: string; href: string };
  beforeAll(async () => {
    own = await recorded(hub);
    sealed = await recorded(hub, { sealed: 'yes' });
  });

  it('whoever made it, the council’s and other delegated partners and the business manager read it', async () => {
    for (const person of [hub, partner, police, manager]) expect((await person.get(own.href)).statusCode).toBe(200);
  });

  it('only its council’s people and the business manager change it', async () => {
    const stockton = await signInAs(test, 'safeguarding-partner', { agency: STOCKTON, purpose: 'learning' });
    for (const person of [hub, partner, manager]) expect((await person.get(`${own.href}/change`)).statusCode).toBe(200);
    for (const person of [police, stockton]) {
      expect((await person.get(`${own.href}/change`)).statusCode).toBe(404);
      expect((await person.post(`${own.href}/change`, sent({ version: '1', why: 'x' }))).statusCode).toBe(404);
      expect((await person.get(own.href)).body).not.toContain('/change"');
    }
  });

  it('links to who sees it and who looked are shown to those who may share it', async () => {
    expect((await manager.get(own.href)).body).toContain(
      `/access/records/serious-incident-notification/${own.id}/ledger`,
    );
    expect((await hub.get(own.href)).body).not.toContain('/access/records/');
  });

  it('another hub worker of the same council does not', async () => {
    const colleague = await signInAs(test, 'hub-worker');
    expect((await colleague.get(own.href)).statusCode).toBe(404);
    expect((await colleague.get(LIST)).body).not.toContain(own.id);
  });

  it('a sealed one is there for whoever made it alone', async () => {
    expect((await hub.get(sealed.href)).body).toContain('Only the people named for this notification can see it');
    expect((await hub.get(LIST)).body).toContain(sealed.id);
    for (const person of [partner, police, manager]) {
      expect((await person.get(sealed.href)).statusCode).toBe(404);
      expect((await person.get(LIST)).body).not.toContain(sealed.id);
    }
  });

  it('a refusal looks the same whatever its cause, and stands in the ledger', async () => {
    const barred = await recorded(hub);
    await actAs(
      test.db,
      { actor: { ...AUDITOR, id: manager.id, roles: ['business-manager'] }, purpose: 'learning', now: TEST_NOW },
      async (trx) => {
        await sql`
          insert into record_barred (id, kind, record_id, agency, because, barred_by, barred_at)
          values (${randomUUID()}::uuid, 'serious-incident-notification', ${barred.id}::uuid, 'cleveland-police', 'A test', ${manager.id}::uuid, ${TEST_NOW})`.execute(
          trx,
        );
      },
    );
    expect((await hub.get(barred.href)).body).toContain('Do not pass this on to:</strong> Cleveland Police.');
    const conflict = await recorded(hub, { 'people-2-part': 'professional', 'people-2-name': 'Val Untoward' });
    const officer = await signInAs(test, 'safeguarding-partner', {
      agency: 'cleveland-police',
      purpose: 'learning',
      name: 'Val Untoward',
    });
    const unknown = { id: randomUUID() };
    const same = async (id: string, page: string) => {
      const answer = await officer.get(`${LIST}/${id}${page}`);
      expect((await entries(test))[0]).toMatchObject({ outcome: 'refused', record: id });
      return `${answer.statusCode} ${answer.body}`
        .replaceAll(id, 'ID')
        .replaceAll(/nonce="[^"]*"/g, 'NONCE')
        .replaceAll(/name="_csrf" value="[^"]*"/g, 'TOKEN');
    };
    for (const page of ['', '/change', '/history']) {
      const answers = new Set<string>();
      for (const { id } of [unknown, sealed, conflict, barred]) answers.add(await same(id, page));
      // Readable for the police, and not theirs to change.
      if (page === '/change') answers.add(await same(own.id, page));
      expect(answers.size).toBe(1);
      expect([...answers][0]).toMatch(/^404 [\s\S]*There is no record at this address, or it is not shared with you/);
    }
  });

  it('an address that is no number of a record is not found, for anybody', async () => {
    for (const id of ['1', "x'; drop table person; --", '..%2f..%2fetc', 'g'.repeat(36), randomUUID().slice(1)]) {
      const answer = await hub.get(`${LIST}/${encodeURIComponent(id)}`);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('Page not found');
    }
  });

  it.each(['meeting-administrator', 'analyst', 'administrator', 'auditor'] as const)(
    'a %s sees none and no link to any',
    async (role) => {
      const person = await signInAs(test, role);
      for (const href of [LIST, own.href, `${own.href}/history`, `${own.href}/change`]) {
        expect((await person.get(href)).statusCode).toBe(403);
      }
      expect((await person.get('/learning')).body).not.toContain(LIST);
    },
  );

  it('the public is asked to sign in, and sees no link', async () => {
    expect((await test.app.inject(own.href)).headers.location).toContain('/sign-in?back=');
    expect((await test.app.inject('/learning')).body).not.toContain(LIST);
    expect((await manager.get('/learning')).body).toContain(LIST);
  });
});
