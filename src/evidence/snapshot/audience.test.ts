import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { type SignedIn, signInAs } from '../../../test/support/people.ts';
import { HELD_ROLES } from '../../platform/access/index.ts';
import { NOT_FOR_PUBLICATION } from '../../platform/web/kith/index.ts';
import { snapshotOf } from './service.ts';
import type { FigureView } from './view.ts';

let test: TestApp;
let analyst: SignedIn;
/** A figure of the demonstration that the public may not see, and what partners read in its place. */
let withheld: FigureView;
let area: string;

beforeAll(async () => {
  test = await buildTestApp();
  analyst = await signInAs(test, 'analyst');
  for (const code of ['E06000001', 'E06000004']) {
    const ask = { area: code, year: '2021-22' };
    const publics = figuresOf(await snapshotOf(test.db, { ...ask, audience: 'public' }));
    const found = publics.find((figure) => figure.shown.shown === 'suppressed');
    if (!found) continue;
    area = code;
    const whole = figuresOf(await snapshotOf(test.db, { ...ask, audience: 'partnership' }));
    withheld = whole.find((figure) => figure.id === found.id) ?? found;
  }
});
afterAll(() => test.close());

function figuresOf(snapshot: Awaited<ReturnType<typeof snapshotOf>>): FigureView[] {
  return snapshot.groups.flatMap((group) => group.lines.flatMap((line) => line.figures));
}

const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#?\w+;/g, ' ')
    .replace(/\s+/g, ' ');
/** What a page shows in the place of the withheld figure. */
const tileOf = (html: string) =>
  textOf(new RegExp(`<li class="kith-figure" id="figure-${withheld.id}">[\\s\\S]*?</li>`).exec(html)?.[0] ?? '');
const page = () => `/snapshot/areas/${area}?year=2021-22`;
const rowOf = (csv: string) => csv.split('\r\n').find((line) => line.includes(`,${withheld.indicator.code},`)) ?? '';

const PAGES = () => [
  page(),
  '/snapshot?year=2021-22',
  `/snapshot/indicators/${withheld.indicator.code}`,
  `/figures/${withheld.id}`,
];

describe('a small number', () => {
  it('stands in the demonstration, so that these tests mean something', () => {
    expect(withheld.shown).toMatchObject({ shown: 'value' });
  });

  it('is shown to somebody whose role judges how children fare, and to nobody else', async () => {
    const seeing = ['business-manager', 'safeguarding-partner', 'scrutineer', 'analyst', 'assurance-lead'];
    for (const role of HELD_ROLES) {
      const person = await signInAs(test, role);
      const tile = tileOf((await person.get(page())).body);
      expect({ role, withheld: tile.includes('Not shown') }).toEqual({ role, withheld: !seeing.includes(role) });
    }
    expect(tileOf((await test.app.inject(page())).body)).toContain('Not shown');
  });

  it('is not shown before the terms of use are accepted', async () => {
    const person = await signInAs(test, 'analyst', { withoutTerms: true });
    expect(tileOf((await person.get(page())).body)).toContain('Not shown');
  });

  it('never reaches the public by what was made for a partner before, nor the other way round', async () => {
    const first = await test.app.inject(page());
    for (const url of PAGES()) {
      const theirs = await analyst.get(url);
      expect({ url, said: textOf(theirs.body).includes(NOT_FOR_PUBLICATION) }).toEqual({ url, said: true });
      const publics = await test.app.inject(url);
      expect({ url, said: textOf(publics.body).includes(NOT_FOR_PUBLICATION) }).toEqual({ url, said: false });
      expect(publics.body).not.toContain('for-partners');
    }
    const again = await test.app.inject(page());
    expect(textOf(again.body)).toBe(textOf(first.body));
    expect(tileOf((await analyst.get(page())).body)).toContain(withheld.text);
  });

  it('is in no home page, which shows how many are kept back to those from whom they are', async () => {
    expect(textOf((await test.app.inject('/')).body)).toMatch(/kept back because the number is small/);
    expect(textOf((await analyst.get('/')).body)).not.toMatch(/kept back because the number is small/);
  });
});

describe('a file of figures', () => {
  const publics = () => `/snapshot/areas/${area}/figures.csv?year=2021-22`;
  const partners = () => `/snapshot/areas/${area}/figures-for-partners.csv?year=2021-22`;

  it('for the public withholds whoever asks for it, also after a partner has taken theirs', async () => {
    const stated = await signInAs(test, 'analyst', { purpose: 'learning' });
    const theirs = await stated.get(partners());
    expect(theirs.statusCode).toBe(200);
    expect(rowOf(theirs.body)).toContain(`,${withheld.text},`);
    const anybodys = await test.app.inject(publics());
    expect(rowOf(anybodys.body)).not.toContain(`,${withheld.text},`);
    expect(rowOf(anybodys.body)).toContain('withheld');
    expect((await stated.get(publics())).body).toBe(anybodys.body);
  });

  it('with small numbers says so in its name and in every row, and is remembered', async () => {
    const person = await signInAs(test, 'scrutineer', { purpose: 'assurance' });
    for (const format of ['csv', 'xlsx']) {
      for (const path of ['/snapshot', `/snapshot/areas/${area}`, `/snapshot/indicators/${withheld.indicator.code}`]) {
        const answer = await person.get(`${path}/figures-for-partners.${format}`);
        expect(answer.statusCode).toBe(200);
        expect(answer.headers['content-disposition']).toMatch(/-not-for-publication\.\w+"$/);
        expect(answer.headers['cache-control']).toBe('no-store');
      }
    }
    const rows = (await person.get(partners())).body.trimEnd().split('\r\n').slice(1);
    expect(rows.filter((row) => !row.endsWith(NOT_FOR_PUBLICATION))).toEqual([]);
    const { rows: entries } = await test.db.transaction().execute(async (trx) => {
      await sql`select set_config('kith.person', ${person.id}, true)`.execute(trx);
      return sql<{ event: string; purpose: string; why: string }>`
        select event, purpose, why from ledger_entry where person_id = ${person.id}::uuid`.execute(trx);
    });
    expect(entries).toHaveLength(7);
    expect(new Set(entries.map((one) => `${one.event} ${one.purpose}`))).toEqual(
      new Set(['withheld-figure.download assurance']),
    );
    expect(entries.at(-1)?.why).toContain('safeguarding snapshot 2021-22');
  });

  it('with small numbers is nobody else’s', async () => {
    expect((await test.app.inject(partners())).headers.location).toMatch(/^\/sign-in\?back=/);
    const practitioner = await signInAs(test, 'practitioner');
    expect((await practitioner.get(partners())).statusCode).toBe(403);
  });

  it('asks first what it is needed for, and then comes', async () => {
    const person = await signInAs(test, 'analyst');
    const asked = new URL(String((await person.get(partners())).headers.location), 'http://kith.invalid');
    expect(asked.pathname).toBe('/account/purpose');
    const form = Object.fromEntries(asked.searchParams);
    const stated = await person.post('/account/purpose', { ...form, purpose: 'learning' });
    expect(stated.headers.location).toBe(partners());
    expect((await person.get(partners())).statusCode).toBe(200);
  });
});

describe('a yearly report', () => {
  it('has its small numbers for partners, on the page and in a file of its own', async () => {
    const theirs = textOf((await analyst.get('/report/2021-22')).body);
    expect(theirs).toContain(NOT_FOR_PUBLICATION);
    expect(theirs).toContain('For the partnership only.');
    const publics = textOf((await test.app.inject('/report/2021-22')).body);
    expect(publics).toContain('Public version.');
    expect(publics).not.toContain(NOT_FOR_PUBLICATION);
  });

  it('is one file for partners and another for the public, whoever took one before', async () => {
    const person = await signInAs(test, 'analyst', { purpose: 'assurance' });
    const theirs = await person.get('/report/2021-22/download-for-partners?format=docx');
    expect(theirs.headers['content-disposition']).toContain('yearly-report-2021-22-not-for-publication.docx');
    const publics = await test.app.inject('/report/2021-22/download?format=docx');
    expect(publics.headers['content-disposition']).toContain('"yearly-report-2021-22.docx"');
    expect(publics.rawPayload.equals(theirs.rawPayload)).toBe(false);
    expect((await test.app.inject('/report/2021-22/download-for-partners?format=docx')).statusCode).toBe(303);
    expect((await analyst.get('/report/2021-22/download?format=docx')).rawPayload.equals(publics.rawPayload)).toBe(
      true,
    );
  });
});
