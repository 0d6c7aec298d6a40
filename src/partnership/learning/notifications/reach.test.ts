import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameOf, noticesOf, problemsIn, whoSees } from '../../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { AUDITOR, entries, LIST, recorded, referencesGiven, sent } from '../../../../test/support/notifications.ts';
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
  let decider: SignedIn;
  beforeAll(async () => {
    own = await recorded(hub);
    decider = await signInAs(test, 'assurance-lead');
    sealed = await recorded(hub, { sealed: 'yes', decider: decider.id });
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

  it('a sealed one is there for whoever made it and whoever they named to decide about it, and for nobody else', async () => {
    for (const person of [hub, decider]) {
      expect((await person.get(sealed.href)).body).toContain('Only the people named for this notification can see it');
      expect((await person.get(LIST)).body).toContain(sealed.id);
    }
    expect((await decider.get(whoSees(sealed.id))).statusCode).toBe(200);
    expect((await noticesOf(test, decider))[0]).toMatchObject({
      ...{ words: expect.stringContaining('sealed, and named you to decide who sees it'), href: sealed.href },
    });
    for (const person of [partner, police, manager]) {
      expect((await person.get(sealed.href)).statusCode).toBe(404);
      expect((await person.get(LIST)).body).not.toContain(sealed.id);
    }
  });

  it('is sealed by a hub worker only together with somebody who can decide about it, and to whom it is not closed', async () => {
    const before = await referencesGiven(test);
    const officer = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
    const aunt = await signInAs(test, 'assurance-lead');
    await aunt.post('/account/relations', {
      ...{ name: 'Robin Madeup', relation: 'Other family', 'born-day': '', 'born-month': '', 'born-year': '' },
    });
    const page = (await hub.get(`${LIST}/new`)).body;
    expect(page).toContain(`value="${partner.id}"`);
    expect(page).not.toContain(officer.id);
    for (const [decider, says] of [
      ['', 'Choose who decides with you who sees it'],
      [officer.id, 'Choose who decides with you who sees it'],
      [hub.id, 'Choose who decides with you who sees it'],
      [aunt.id, `Kith can’t name ${await nameOf(test, aunt)} for this notification, and does not say why`],
    ] as const) {
      expect(problemsIn(await hub.post(LIST, sent({ sealed: 'yes', decider })))).toContain(`400 ${says}`);
    }
    expect(await referencesGiven(test)).toBe(before);
    const own = await signInAs(test, 'safeguarding-partner', { purpose: 'learning' });
    expect((await own.get(`${LIST}/new`)).body).not.toContain('name="decider"');
    const alone = await recorded(own, { sealed: 'yes' });
    expect((await own.get(whoSees(alone.id))).statusCode).toBe(200);
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
