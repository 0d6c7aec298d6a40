import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { settled, uploadOf } from '../../../../test/support/checked-returns.ts';
import { readLedger } from '../../../../test/support/ledger.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { censusFile } from '../../../../test/support/returns.ts';
import { sends } from '../../../../test/support/uploads.ts';
import { access } from '../../../access.ts';
import { type Actor, actAs } from '../../../platform/access/index.ts';
import { LISTS } from '../annex-a/lists.ts';
import { CIN_RULE_SETS } from '../cin/rules/index.ts';
import { workbookFile } from '../xlsx/write.testing.ts';
import { RETURN_KINDS } from './kinds.ts';
import { beginUpload } from './service.ts';

let test: TestApp;
let analyst: SignedIn;
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kith-returns-'));
  test = await buildTestApp({ env: { KITH_HOME: home } });
  analyst = await signInAs(test, 'analyst');
});
afterAll(async () => {
  await test.close();
  rmSync(home, { recursive: true });
});

const CIN = { kind: 'cin', 'cin-year': '2024/25' };
const FAULTY = censusFile(60, 3, 20);

describe('a return that an analyst sends', () => {
  it('can be checked by every year that there are rules of', () => {
    const [census] = RETURN_KINDS;
    expect(census?.by).toEqual({
      years: CIN_RULE_SETS.map(({ name }) => name)
        .toSorted()
        .toReversed(),
    });
  });

  it('shows how far it is, and then what was found: by rule, by child, by table, at the row', async () => {
    const sent = await sends(test, analyst, '/returns/new', CIN, { fileName: 'census.xml', bytes: FAULTY });
    expect(sent.statusCode).toBe(303);
    const href = String(sent.headers.location);
    const waiting = await analyst.get(href);
    expect(waiting.body).toContain('Your return is being checked');
    expect(waiting.body).toContain('Cancel the check');
    expect(waiting.body).toContain('http-equiv="refresh"');
    await settled(analyst, href);
    const byRule = (await analyst.get(href)).body;
    expect(byRule).toMatch(/kinds of errors to mend/);
    expect(byRule).toContain('This is a preview: nothing counts yet.');
    const rule = /rule=(\d+)#found/.exec(byRule)?.[1] ?? '';
    const ofRule = (await analyst.get(`${href}?rule=${rule}`)).body;
    for (const words of ['Why it matters:', 'How it is usually mended:', 'Named by the rule: ', 'Child K0'])
      expect(ofRule).toContain(words);
    const byChild = (await analyst.get(`${href}?by=child`)).body;
    const child = /child=(K\d+)/.exec(byChild)?.[1] ?? '';
    expect((await analyst.get(`${href}?by=child&child=${child}`)).body).toContain(`Child ${child}`);
    expect((await analyst.get(`${href}?by=table`)).body).toMatch(/ChildIdentifiers|CINdetails/);
    expect((await analyst.get(`${href}?q=${child}`)).body).toContain(child);
    expect((await analyst.get(`${href}?q=nothing-like-it`)).body).toContain('0 findings');
  });

  it('can be downloaded as a spreadsheet that runs nothing, leaves no file on the disk, and can be thrown away', async () => {
    const { id, href } = await uploadOf(test, analyst, CIN, FAULTY.replaceAll('K0000', '=cmd'));
    expect(readdirSync(join(home, 'uploads')).filter((name) => name.includes(id))).toEqual([]);
    const file = await analyst.get(`${href}/findings.csv`);
    expect(file.headers['content-disposition']).toMatch(/RET-2026-\d{4}-findings\.csv/);
    expect(file.body).toContain("'=cmd");
    expect(file.body).not.toMatch(/(^|,)"?=cmd/m);
    expect((await analyst.post(`${href}/throw-away`, {})).statusCode).toBe(303);
    expect((await analyst.get(href)).statusCode).toBe(404);
  });

  it('can be cancelled while it is checked, and nothing of it is left', async () => {
    const sent = await sends(test, analyst, '/returns/new', CIN, {
      ...{ fileName: 'c.xml', bytes: censusFile(2000, 1, 200) },
    });
    const href = String(sent.headers.location);
    const cancelled = await analyst.post(`${href}/cancel`, {});
    expect(cancelled.headers.location).toBe('/returns?done=cancelled');
    expect((await analyst.get('/returns?done=cancelled')).body).toContain('nothing of the file was kept');
    expect((await analyst.get(href)).statusCode).toBe(404);
  });

  it('waits its turn behind others; one that is cancelled while it waits keeps nobody waiting', async () => {
    const send = async () => {
      const sent = await sends(test, analyst, '/returns/new', CIN, { fileName: 'one of five.xml', bytes: FAULTY });
      return String(sent.headers.location);
    };
    const before = [await send(), await send()];
    const cancelled = await send();
    const behind = [await send(), await send()];
    await analyst.post(`${cancelled}/cancel`, {});
    for (const href of [...before, ...behind]) {
      await settled(analyst, href);
      expect((await analyst.get(href)).body).toContain('This is a preview: nothing counts yet.');
      await analyst.post(`${href}/throw-away`, {});
    }
    expect((await analyst.get(cancelled)).statusCode).toBe(404);
  });

  it('is removed after a day when nobody decides about it', async () => {
    const { href } = await begun();
    expect((await analyst.get('/returns')).body).toContain('Removed at 9am on Tuesday 24 November 2026');
    const later = new Date(test.now().getTime() + 25 * 3_600_000);
    const { rows } = await sql<{ gone: number }>`select return_remove_left(${later}) as gone`.execute(test.db);
    expect(rows[0]?.gone).toBeGreaterThan(0);
    expect((await analyst.get(href)).statusCode).toBe(404);
  });

  it('is told to have stopped when its server was stopped meanwhile, and can be removed', async () => {
    const { href } = await begun();
    expect((await analyst.get(href)).body).toContain('Your return is being checked');
    test.at(new Date(test.now().getTime() + 120_000));
    const stopped = (await analyst.get(href)).body;
    expect((await analyst.get(`${href}/progress`)).json()).toMatchObject({ going: false });
    expect(stopped).toContain('The check stopped');
    expect((await analyst.post(`${href}/throw-away`, {})).statusCode).toBe(303);
    test.at(new Date(test.now().getTime() - 120_000));
    expect((await analyst.get(href)).statusCode).toBe(404);
  });
});

/** An upload whose check nobody does. */
async function begun(): Promise<{ href: string }> {
  const at = { agency: 'hartlepool-borough-council', agencyName: 'Hartlepool Borough Council', team: null };
  const actor: Actor = { id: analyst.id, name: 'Invented Analyst', ...at, roles: ['analyst'] };
  const acting = { actor, purpose: 'assurance', now: test.now() } as const;
  const file = { kind: 'xml', name: 'c.xml', sentAs: 'c.xml', path: '', size: 1, sha256: 'none' } as const;
  const begun = await actAs(test.db, acting, (trx) =>
    beginUpload({ ...acting, trx, access }, { returnKind: 'cin', rules: '2024/25' }, file),
  );
  if ('problems' in begun) throw new Error(begun.problems[0]?.message);
  return { href: `/returns/uploads/${begun.id}` };
}

describe('a file that is no such return', () => {
  const BAD: [what: string, fields: Record<string, string>, name: string, bytes: string | Buffer, says: RegExp][] = [
    ['cut off', CIN, 'cut.xml', FAULTY.slice(0, 20_000), /ends|cut off/],
    ['deeply nested', CIN, 'deep.xml', `<Message>${'<a>'.repeat(5000)}`, /nested|deep/],
    [
      'with an external entity',
      CIN,
      'xxe.xml',
      `<?xml version="1.0"?><!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/passwd">]><Message>&x;</Message>`,
      /DOCTYPE|document type/,
    ],
    [
      'in another encoding than it says',
      CIN,
      'bytes.xml',
      Buffer.concat([
        Buffer.from('<?xml version="1.0" encoding="UTF-8"?><Message><Header>'),
        Buffer.from([0xe9, 0x20]),
        Buffer.from('</Header></Message>'),
      ]),
      /UTF-8/,
    ],
    ['another document', CIN, 'other.xml', '<Other/>', /no Children in Need census/],
    [
      'a broken workbook',
      { kind: 'annex-a', 'annex-a-day': '31', 'annex-a-month': '1', 'annex-a-year': '2026' },
      'a.xlsx',
      'PK\u0003\u0004 nothing',
      /workbook|damaged|archive|file/i,
    ],
  ];
  for (const [what, fields, fileName, bytes, says] of BAD) {
    it(`${what}: gets one plain sentence, and nothing is kept of it`, async () => {
      const sent = await sends(
        test,
        analyst,
        '/returns/new',
        { 'annex-a-day': '', 'annex-a-month': '', 'annex-a-year': '', ...fields },
        { fileName, bytes },
      );
      let { body } = sent;
      if (sent.statusCode === 303) {
        const href = String(sent.headers.location);
        await settled(analyst, href);
        body = (await analyst.get(href)).body;
        expect(body).toContain('The file can’t be read');
        expect((await analyst.post(`${href}/accept`, { because: 'x' })).statusCode).toBe(409);
      } else expect(sent.statusCode).toBeGreaterThanOrEqual(400);
      expect(body).toMatch(says);
    });
  }

  it('empty, or none at all, or in disguise: the form says so', async () => {
    for (const [file, says] of [
      [{ fileName: 'e.xml', bytes: '' }, 'The file is empty'],
      [null, 'Choose the file of the return'],
      [{ fileName: 'c.pdf', bytes: FAULTY }, 'The name ends in .pdf'],
      [{ fileName: 'c.xml', bytes: '<!DOCTYPE html><html><body></body></html>' }, 'web page'],
    ] as const) {
      const sent = await sends(test, analyst, '/returns/new', CIN, file);
      expect(sent.statusCode).toBeGreaterThanOrEqual(400);
      expect(sent.body).toContain(says);
    }
  });

  it('of another year is shown with what is wrong, and can’t be accepted', async () => {
    const { href } = await uploadOf(test, analyst, { ...CIN, 'cin-year': '2023/24' }, FAULTY);
    const page = (await analyst.get(href)).body;
    expect(page).toContain('It can’t be accepted. The file is about 31 March 2025');
    const refused = await analyst.post(`${href}/accept`, { because: 'All the same' });
    expect(refused.statusCode).toBe(409);
  });
});

describe('an Annex A workbook', () => {
  it('is shown row by row, with its dates as dates, and its receipt says which figures can’t be known', async () => {
    const names = LISTS[0]?.columns.map(({ name }) => name) ?? [];
    const row = (values: Record<string, string | number>) => names.map((name) => values[name] ?? null);
    // 45,658 is how Excel holds 1 January 2025, which is not within the six months.
    const rows = [
      names,
      row({ 'Child Unique ID': 7_000_001, Gender: 'M', Ethnicity: 'WBRI', 'Date of Contact': 45_658 }),
    ];
    const fields = { kind: 'annex-a', 'annex-a-day': '31', 'annex-a-month': '1', 'annex-a-year': '2026' };
    const bytes = workbookFile({ sheets: [{ name: 'List 1', rows }] });
    const sent = await sends(test, analyst, '/returns/new', fields, { fileName: 'annex a.xlsx', bytes });
    expect(sent.statusCode).toBe(303);
    const href = String(sent.headers.location);
    await settled(analyst, href);
    const found = (await analyst.get(`${href}?by=child&child=7000001`)).body;
    expect(found).toContain('List 1, row 2');
    expect(found).toContain('2025-01-01');
    const accepted = await analyst.post(`${href}/accept`, { because: 'A test needs it' });
    const receipt = (await analyst.get(String(accepted.headers.location))).body;
    expect(receipt).toContain('lists on 31 January 2026');
    expect(receipt).toContain('1 August 2025 to 31 January 2026');
    expect(receipt).toContain('Not known. Its list, or a column that it needs, is not in the workbook.');
  });
});

describe('a form with a return', () => {
  it('is not received from somebody who may not send it, is signed out, or has no token of the page', async () => {
    const file = { fileName: 'c.xml', bytes: FAULTY };
    const lead = await signInAs(test, 'assurance-lead');
    expect((await sends(test, lead, '/returns/new', CIN, file)).statusCode).toBe(403);
    expect((await sends(test, { ...analyst, cookies: {} }, '/returns/new', CIN, file)).statusCode).toBe(403);
    expect(readdirSync(join(home, 'uploads')).filter((name) => !name.startsWith('return-'))).toEqual([]);
  });
});

describe('what a return says of children', () => {
  it('is read by the analyst of that authority and by nobody else, and every reading stands in the ledger', async () => {
    const { href, id } = await uploadOf(test, analyst, CIN, FAULTY);
    await analyst.get(`${href}?by=child`);
    const other = await signInAs(test, 'analyst', { agency: 'stockton-on-tees-borough-council' });
    expect((await other.get(href)).statusCode).toBe(404);
    expect((await other.get(`${href}/findings.csv`)).statusCode).toBe(404);
    for (const role of ['assurance-lead', 'business-manager', 'safeguarding-partner', 'scrutineer'] as const) {
      const reader = await signInAs(test, role);
      expect((await reader.get(href)).statusCode).toBe(403);
    }
    const told = (await readLedger(test, { record: id })).map(({ event, outcome }) => `${event} ${outcome}`);
    for (const one of ['return.send done', 'return.checked done', 'return.read done', 'return.read refused'])
      expect(told).toContain(one);
  });
});

describe('a return that is accepted', () => {
  it('asks why where errors stand in it, and then has a receipt for those who answer for the authority', async () => {
    const { href, id } = await uploadOf(test, analyst, CIN, FAULTY);
    const asked = await analyst.post(`${href}/accept`, { because: '' });
    expect(asked.statusCode).toBe(400);
    expect(asked.body).toContain('Enter why it is accepted though errors stand in it');
    const accepted = await analyst.post(`${href}/accept`, { because: 'The state of November' });
    expect(accepted.headers.location).toBe(`/returns/receipts/${id}?done=accepted`);
    const lead = await signInAs(test, 'assurance-lead');
    const receipt = (await lead.get(`/returns/receipts/${id}`)).body;
    for (const words of [
      'The state of November',
      '1 April 2024 to 31 March 2025',
      'SHA-256',
      'rules of 2024/25',
      'Referrals in the year',
    ])
      expect(receipt).toContain(words);
    expect(receipt).not.toContain('K0000');
    expect((await analyst.get('/returns')).body).toContain(id);
    const again = await analyst.post(`${href}/accept`, { because: 'Twice' });
    expect(again.statusCode).toBe(409);
    expect((await analyst.post(`${href}/throw-away`, {})).statusCode).toBe(409);
    const stranger = await signInAs(test, 'assurance-lead', { agency: 'cleveland-police' });
    expect((await stranger.get(`/returns/receipts/${id}`)).statusCode).toBe(404);
  });

  it('is what the next upload is compared with: mended, new, still there', async () => {
    const council = 'redcar-and-cleveland-borough-council';
    const theirs = await signInAs(test, 'analyst', {
      agency: (await has(council)) ? council : 'stockton-on-tees-borough-council',
    });
    const first = await uploadOf(test, theirs, CIN, FAULTY);
    await theirs.post(`${first.href}/accept`, { because: 'To compare with' });
    const broken = /<PersonBirthDate>[^<]+<\/PersonBirthDate>/;
    const mended = await uploadOf(test, theirs, CIN, censusFile(60, 3).replace(broken, ''));
    const page = (await theirs.get(mended.href)).body;
    expect(page).toContain('Since the return accepted before');
    const counts = [...page.matchAll(/kith-figure__number">(\d+)</g)].map((one) => Number(one[1]));
    expect(counts[0]).toBeGreaterThan(10);
    expect(counts[1]).toBeGreaterThan(0);
    const gone = (await theirs.get(`${mended.href}?change=mended`)).body;
    expect(gone).toContain('What was mended');
  });
});

async function has(agency: string): Promise<boolean> {
  const { rows } = await sql`select from agency where key = ${agency}`.execute(test.db);
  return rows.length > 0;
}
