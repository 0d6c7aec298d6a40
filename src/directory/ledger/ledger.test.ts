import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { inventedCast, ledgerOfAMillion } from '../../../bench/support/ledger-of-a-million.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { connectTo } from '../../../test/support/cluster.ts';
import { recorded } from '../../../test/support/notifications.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';
import { anEntry } from '../../../test/support/tampered-ledger.ts';
import { actAs } from '../../platform/access/index.ts';
import { append, type Entry } from '../../platform/ledger/index.ts';

const POLICE = 'cleveland-police';
const COUNCIL = 'hartlepool-borough-council';
const KIND = 'serious-incident-notification';
let test: TestApp;
let auditor: SignedIn;
let hub: SignedIn;
let manager: SignedIn;
let officer: SignedIn;
let record: { id: string; href: string };

beforeAll(async () => {
  test = await buildTestApp();
  auditor = await signInAs(test, 'auditor', { name: 'Aud Example', agency: POLICE });
  hub = await signInAs(test, 'hub-worker', { name: 'Hub Example', agency: COUNCIL, purpose: 'safeguarding' });
  manager = await signInAs(test, 'business-manager', { name: 'Mana Example', agency: COUNCIL, purpose: 'learning' });
  officer = await signInAs(test, 'practitioner', { name: 'Offi Example', agency: POLICE, purpose: 'safeguarding' });
  record = await recorded(hub);
  await manager.get(record.href);
  await manager.get('/learning/notifications');
  await officer.get(record.href);
  await officer.get(`/learning/notifications/${randomUUID()}`);
});
afterAll(() => test.close());

const write = (...entries: Partial<Entry>[]) =>
  test.db.transaction().execute((trx) =>
    append(
      trx,
      test.keyring,
      entries.map((one) => anEntry(one)),
    ),
  );
const lines = (body: string) =>
  [...body.matchAll(/<tr class="govuk-table__row">([\s\S]*?)<\/tr>/g)].map(([, row]) => textOf(row ?? '')).slice(1);
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
const csv = async (by: SignedIn, url: string) => (await by.get(url)).body.split('\r\n').slice(1, -1);

describe('the whole ledger', () => {
  it('shows an auditor who did what, when, as what and for what, newest first', async () => {
    const page = await auditor.get('/ledger');
    expect(page.statusCode).toBe(200);
    const read = lines(page.body).find(
      (line) => line.includes('Read a serious incident notification') && line.includes('Mana'),
    );
    expect(read).toMatch(
      /^9am Monday 23 November 2026 Entry \d+ Mana Example Hartlepool Borough Council Read a serious incident notification As business manager, for learning from what happened Serious incident notification [0-9a-f]{8}$/,
    );
    expect(lines(page.body).find((line) => line.includes('1 record in a list'))).toContain('Mana Example');
  });

  it('tells an auditor why somebody was refused', async () => {
    const refused = lines((await auditor.get('/ledger?outcome=refused')).body);
    expect(refused).toHaveLength(2);
    expect(refused.join(' ')).toContain('Refused');
    expect(refused.join(' ')).toContain('Reason: There is no such record');
    expect(refused.join(' ')).toContain('Reason: They were not put to work on it');
  });

  it('shows an auditor nothing of a record but its kind and number', async () => {
    const { rows } = await sql<{ reference: string }>`
      select reference from access_owner(${KIND}, ${record.id}::uuid)`.execute(test.db);
    const reference = rows[0]?.reference ?? '';
    expect(reference).not.toBe('');
    for (const url of [
      '/ledger',
      `/ledger?record=${record.id}`,
      '/ledger/download?format=csv',
      `/ledger/people/${hub.id}`,
    ]) {
      const { body } = await auditor.get(url);
      expect(body, url).not.toContain(reference);
      expect(body, url).not.toMatch(/href="\/learning\/notifications\//);
    }
  });

  it('writes down that it was read, and what was looked for', async () => {
    await auditor.get(`/ledger?agency=${POLICE}&from=2026-11-01`);
    const [newest] = lines((await auditor.get('/ledger?event=ledger.read')).body);
    expect(newest).toContain('Aud Example');
    expect(newest).toContain(`Read the ledger: agency ${POLICE}, from 2026-11-01`);
  });

  it.each([
    ['a name, whatever its case and order', 'who=example+MANA', ['Mana Example']],
    ['somebody without an account', 'who=kith+load', []],
    ['an agency', `agency=${POLICE}&kind=${KIND}`, ['Offi Example']],
    ['an act', 'event=notification.create', ['Hub Example']],
    ['what came of it', 'outcome=failed', []],
    ['a kind of record', `kind=${KIND}&who=hub`, ['Hub Example']],
    ['a day', 'from=2026-11-23&until=2026-11-23&event=notification.create', ['Hub Example']],
    ['days after', 'from=2026-11-24', []],
    ['days before', 'until=2026-11-22', []],
    [
      'nothing, where words are no filter',
      'outcome=odd&record=odd&before=-1&event=notification.create',
      ['Hub Example'],
    ],
  ])('can be narrowed down by %s', async (_what, query, whom) => {
    const page = await auditor.get(`/ledger?${query}`);
    expect(page.statusCode).toBe(200);
    const shown = lines(page.body);
    expect(shown.length > 0).toBe(whom.length > 0);
    for (const line of shown)
      expect(
        whom.some((name) => line.includes(name)),
        line,
      ).toBe(true);
    expect((await csv(auditor, `/ledger/download?format=csv&${query}`)).length).toBe(shown.length);
  });

  it('finds lists in which a record was shown, too', async () => {
    const shown = lines((await auditor.get(`/ledger?record=${record.id}`)).body).join('\n');
    expect(shown).toContain('Looked through serious incident notifications');
    expect(shown).toContain('Recorded a serious incident notification');
    expect(shown).toContain('Read a serious incident notification');
    expect(shown).not.toContain('ledger');
  });

  it('says which day can’t be understood, and shows nothing instead of everything', async () => {
    const page = await auditor.get('/ledger?from=2026-02-30');
    expect(page.statusCode).toBe(400);
    expect(page.body).toContain('The first day must be a real date');
    expect(lines(page.body)).toEqual([]);
    const turned = await auditor.get('/ledger?from=2026-11-20&until=2026-11-01');
    expect(turned.body).toContain('The last day must be the first day or later');
    expect((await auditor.get('/ledger/download?from=tomorrow')).statusCode).toBe(400);
  });

  it('leads through every entry once, older and newer again, also where many have one moment', async () => {
    const at = new Date('2026-03-02T10:00:00Z');
    await write(
      ...Array.from({ length: 120 }, (_, number) => ({ at, requestId: `page-${number}`, doing: `Did ${number}` })),
    );
    const seen: string[] = [];
    let url: string | undefined = '/ledger?from=2026-03-02&until=2026-03-02';
    let last = '';
    while (url) {
      const { body } = await auditor.get(url);
      seen.push(...[...body.matchAll(/Did (\d+)/g)].map(([, number]) => number ?? ''));
      last = body;
      url = /href="([^"]+before=\d+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, number) => String(119 - number)));
    const newer = /href="([^"]+after=\d+)"/.exec(last)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const back = [...(await auditor.get(newer)).body.matchAll(/Did (\d+)/g)].map(([, number]) => Number(number));
    expect(back).toEqual(Array.from({ length: 50 }, (_, number) => 69 - number));
  });

  it('is written to a file that no spreadsheet program runs', async () => {
    const doing = '=HYPERLINK("http://x.invalid","a")';
    await write({ at: new Date('2026-04-07T10:00:00Z'), who: '@Sum Example', doing, why: '+1', personId: null });
    const [line] = await csv(auditor, '/ledger/download?format=csv&from=2026-04-07&until=2026-04-07');
    expect(line).toContain(`"'=HYPERLINK(""http://x.invalid"",""a"")"`);
    expect(line).toContain("'@Sum Example");
    expect(line).toContain(",'+1,");
    const workbook = await auditor.get('/ledger/download?format=xlsx&from=2026-04-07&until=2026-04-07');
    expect(workbook.headers['content-disposition']).toContain('ledger-2026-11-23.xlsx');
    expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  it('shows what was typed as text, never as markup', async () => {
    await write({
      at: new Date('2026-04-08T10:00:00Z'),
      who: '<b>Bold</b>',
      doing: '<script>alert(1)</script>',
      why: '<i>',
    });
    const { body } = await auditor.get(
      '/ledger?from=2026-04-08&until=2026-04-08&who=%22%3E%3Cscript%3Ealert(2)%3C/script%3E',
    );
    expect(body).not.toMatch(/<script>alert|<b>Bold|<i>/);
    expect((await auditor.get('/ledger?from=2026-04-08&until=2026-04-08')).body).not.toMatch(
      /<script>alert|<b>Bold|<i>/,
    );
  });
});

describe('an agency’s assurance lead', () => {
  let lead: SignedIn;
  beforeAll(async () => {
    lead = await signInAs(test, 'assurance-lead', { name: 'Lea Example', agency: POLICE });
  });

  it('reads what the agency’s own people did, and nothing of others, whatever the address asks for', async () => {
    for (const query of ['', `?agency=${COUNCIL}`, `?record=${record.id}`, '?who=mana', `?kind=${KIND}`]) {
      const { body, statusCode } = await lead.get(`/ledger${query}`);
      expect(statusCode).toBe(200);
      expect(body, query).not.toMatch(/Mana Example|Hub Example/);
      for (const line of lines(body)) expect(line).toContain('Cleveland Police');
    }
    expect((await csv(lead, `/ledger/download?format=csv&agency=${COUNCIL}`)).join('\n')).not.toMatch(
      /Mana|Hub Example/,
    );
    expect((await lead.get(`/ledger/people/${officer.id}`)).body).toContain('What Offi Example did');
  });

  it('is not told why somebody was refused: it would tell which records exist', async () => {
    const page = await lead.get('/ledger?outcome=refused');
    expect(lines(page.body)).toHaveLength(2);
    expect(page.body).not.toMatch(/Reason:|no such record|put to work/);
    const file = await csv(lead, '/ledger/download?format=csv&outcome=refused');
    expect(file).toHaveLength(2);
    expect(file.join()).not.toMatch(/no such record|no-record|not-involved/i);
  });

  it('finds the same page for somebody of another agency as for nobody', async () => {
    const [other, nobody] = [
      await lead.get(`/ledger/people/${manager.id}`),
      await lead.get(`/ledger/people/${randomUUID()}`),
    ];
    const plain = (body: string) => textOf(body.slice(body.indexOf('<main'), body.indexOf('</main>')));
    expect([other.statusCode, nobody.statusCode]).toEqual([200, 200]);
    expect(plain(other.body)).toBe(plain(nobody.body));
    expect(plain(other.body)).toContain('Nothing is written here that you may read');
  });
});

describe('what one person did', () => {
  it('is told to an auditor, with every act of theirs and nobody else’s', async () => {
    const page = await auditor.get(`/ledger/people/${manager.id}`);
    expect(page.body).toContain('What Mana Example did');
    expect(lines(page.body).length).toBeGreaterThanOrEqual(2);
    const file = await csv(auditor, `/ledger/people/${manager.id}/download?format=csv`);
    expect(file.length).toBe(lines(page.body).length);
    for (const line of file) expect(line).toContain(manager.id);
    const [newest] = lines((await auditor.get('/ledger?event=ledger.person')).body);
    expect(newest).toContain('Read in the ledger what a person did');
  });

  it.each([
    'administrator',
    'business-manager',
    'practitioner',
    'analyst',
    'scrutineer',
    'safeguarding-partner',
  ] as const)('is closed to the role %s', async (role) => {
    const one = await signInAs(test, role);
    for (const url of [
      '/ledger',
      '/ledger/download',
      `/ledger/people/${officer.id}`,
      `/ledger/people/${one.id}/download`,
    ]) {
      expect((await one.get(url)).statusCode, url).toBe(403);
    }
  });

  it('asks the public to sign in first', async () => {
    for (const url of ['/ledger', '/ledger/download', `/ledger/people/${officer.id}`, '/account/trail']) {
      const answer = await test.app.inject({ url, headers: { accept: 'text/html' } });
      expect(answer.statusCode, url).toBe(303);
      expect(answer.headers.location).toMatch(/^\/sign-in\?back=/);
    }
  });
});

describe('who looked at a record', () => {
  const path = () => `/access/records/${KIND}/${record.id}/ledger`;

  it('is told to whoever decides who sees it: by whom, how often, when last, and every look', async () => {
    const page = await manager.get(path());
    expect(page.statusCode).toBe(200);
    const shown = lines(page.body);
    expect(shown.find((line) => line.startsWith('Mana Example'))).toMatch(
      /Hartlepool Borough Council \d+ 0 9am on Monday 23 November 2026$/,
    );
    expect(shown.find((line) => line.startsWith('Offi Example'))).toMatch(/Cleveland Police 0 1 9am/);
    expect(shown.find((line) => line.includes('Offi Example') && line.startsWith('9am'))).toMatch(
      /Read a serious incident notification Refused/,
    );
    expect(shown.find((line) => line.includes('it stood in a list'))).toContain('Mana Example');
    expect(page.body).not.toMatch(/put to work|not-involved/);
    expect(page.body).toContain(`href="${record.href}/history"`);
  });

  it('can be narrowed down by person, agency and day, and taken along', async () => {
    const counts = async (query: string) => (await csv(manager, `${path()}/download?format=csv&${query}`)).length;
    const all = await counts('');
    expect(await counts(`person=${officer.id}`)).toBe(1);
    expect(await counts(`agency=${POLICE}`)).toBe(1);
    expect(await counts(`agency=${COUNCIL}`)).toBeGreaterThan(2);
    expect(await counts('from=2026-11-24')).toBe(0);
    expect(await counts('from=2026-11-23&until=2026-11-23')).toBeGreaterThanOrEqual(all);
    const page = await manager.get(`${path()}?person=${officer.id}`);
    expect(lines(page.body).filter((line) => line.startsWith('9am'))).toHaveLength(1);
    expect(page.body).toMatch(new RegExp(`<option value="${officer.id}" selected`));
  });

  it('is itself written down', async () => {
    await manager.get(path());
    const shown = lines((await manager.get(path())).body);
    expect(shown.some((line) => line.includes('Read who looked at a serious incident notification'))).toBe(true);
  });

  it('is hidden from others alike, whether there is such a record or not', async () => {
    const plain = (body: string) => textOf(body.slice(body.indexOf('<main'), body.indexOf('</main>')));
    const hidden = await manager.get(`/access/records/${KIND}/${randomUUID()}/ledger`);
    expect(hidden.statusCode).toBe(404);
    const partner = await signInAs(test, 'safeguarding-partner', { agency: POLICE, purpose: 'learning' });
    const theirs = await partner.get(path());
    const nobodys = await partner.get(`/access/records/${KIND}/${randomUUID()}/ledger`);
    expect([theirs.statusCode, plain(theirs.body)]).toEqual([nobodys.statusCode, plain(nobodys.body)]);
    expect((await officer.get(path())).statusCode).toBe(403);
    expect((await auditor.get(path())).statusCode).toBe(403);
    expect((await auditor.get(`${path()}/download`)).statusCode).toBe(403);
  });
});

describe('one’s own trail', () => {
  it('tells a person in plain words what they did, with day, time, purpose and role', async () => {
    const page = await manager.get('/account/trail');
    const text = textOf(page.body);
    expect(text).toContain('Monday 23 November 2026');
    expect(text).toContain(
      'At 9am you read a serious incident notification, for learning from what happened, as business manager. See the record',
    );
    expect(text).toContain('you looked through serious incident notifications, 1 record in a list, for learning');
    expect(page.body).toContain(`href="${record.href}"`);
  });

  it('holds what others may not know of a person, and nothing that others did', async () => {
    const { body } = await officer.get('/account/trail');
    expect(textOf(body)).not.toMatch(/Mana|Hub Example/);
    for (const line of await csv(hub, '/account/trail/download?format=csv')) expect(line).not.toMatch(/Mana|Offi/);
  });

  it('does not tell why something was refused: it would tell which records exist', async () => {
    const { body } = await officer.get('/account/trail');
    const told = [...body.matchAll(/you tried this: read a serious incident notification[^<]*/g)].map(([said]) =>
      said.trim(),
    );
    expect(told).toHaveLength(2);
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toMatch(/It was refused\.$/);
    expect(body).not.toMatch(/no-record|not-involved|put to work|no such record/);
    const file = await csv(officer, '/account/trail/download?format=csv');
    expect(file.filter((line) => /you tried this: read a serious.*It was refused\./.test(line))).toHaveLength(2);
    expect(file.join()).not.toMatch(/no-record|not-involved/);
  });

  it('can be taken along as a file of sentences', async () => {
    const file = await manager.get('/account/trail/download?format=csv');
    expect(file.headers['content-disposition']).toContain('what-you-did-in-kith-2026-11-23.csv');
    expect(file.body).toContain(
      'On Monday 23 November 2026 at 9am you read a serious incident notification, for learning',
    );
    const workbook = await manager.get('/account/trail/download');
    expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  it('can be narrowed down by days', async () => {
    expect((await manager.get('/account/trail?from=2026-11-24')).body).toContain(
      'nothing written down of you in these days',
    );
    expect((await manager.get('/account/trail?until=soon')).statusCode).toBe(400);
  });

  it('is there for whoever is signed in, without any role', async () => {
    const id = await addPerson(test.db, { name: 'Nova Example' });
    const one = await signIn(test, id);
    await one.get('/account/trail');
    expect(textOf((await one.get('/account/trail')).body)).toContain('At 9am you read your own trail in the ledger.');
  });
});

it('reads every page of a large ledger through an index', async () => {
  const own = await buildTestApp({ empty: true });
  const name = (await sql<{ name: string }>`select current_database() as name`.execute(own.db)).rows[0]?.name ?? '';
  const owner = connectTo(inject('cluster'), name, 'kith_owner', 1);
  try {
    await ledgerOfAMillion(owner, own.keyring, 8000, inventedCast(TEST_NOW));
    const actor = {
      id: randomUUID(),
      name: 'Aud Example',
      agency: POLICE,
      agencyName: 'x',
      team: null,
      roles: ['auditor'] as const,
    };
    const person = inventedCast(TEST_NOW).people[7]?.id ?? '';
    const first = sql`order by e.at desc, e.seq desc limit 51`;
    const asked = [
      sql`select * from ledger_entry e where (e.at, e.seq) < ((select p.at from ledger_entry p where p.seq = 4000), 4000::bigint) ${first}`,
      sql`select * from ledger_entry e where e.person_id = ${person}::uuid ${first}`,
      sql`select * from ledger_entry e where e.agency = ${POLICE} ${first}`,
      sql`select * from ledger_entry e where e.event = 'session.begin' ${first}`,
      sql`select * from ledger_entry e where e.kind = ${KIND} ${first}`,
      sql`select * from ledger_entry e where e.outcome = 'refused' ${first}`,
      sql`select * from ledger_entry e where e.at >= '2026-05-01' and e.at < '2026-05-02' ${first}`,
      sql`select e.seq from ledger_entry e where e.record_id = ${randomUUID()}::uuid`,
    ];
    for (const query of asked) {
      const plan = await actAs(own.db, { actor, purpose: 'audit', now: TEST_NOW }, async (trx) => {
        const { rows } = await sql<Record<string, string>>`explain ${query}`.execute(trx);
        return rows.map((row) => Object.values(row)[0]).join('\n');
      });
      expect(plan).toMatch(/Index (Only )?Scan|Bitmap Index Scan/);
      expect(plan).not.toMatch(/Seq Scan on ledger_entry/);
    }
  } finally {
    await owner.destroy();
    await own.close();
  }
});
