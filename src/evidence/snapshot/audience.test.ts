import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { type SignedIn, signInAs } from '../../../test/support/people.ts';
import { HELD_ROLES } from '../../platform/access/index.ts';
import { NOT_FOR_PUBLICATION, WHOLE_FIGURES } from '../../platform/web/kith/index.ts';
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

/** As far as an apostrophe, which a page may write as an entity. */
const SAID = WHOLE_FIGURES.split('’', 1)[0] ?? '';

/** What somebody's own trail says. */
async function entriesOf({ id }: SignedIn) {
  return test.db.transaction().execute(async (trx) => {
    await sql`select set_config('kith.person', ${id}, true)`.execute(trx);
    const { rows } = await sql<{ event: string; doing: string; role: string; purpose: string | null; why: string }>`
      select event, doing, role, purpose, why from ledger_entry where person_id = ${id}::uuid order by seq`.execute(
      trx,
    );
    return rows;
  });
}

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
      expect({ url, said: theirs.body.includes(SAID) }).toEqual({ url, said: true });
      const publics = await test.app.inject(url);
      expect({ url, said: publics.body.includes(SAID) }).toEqual({ url, said: false });
      expect(publics.body).not.toContain('for-partners');
      // Nothing of it stays in a browser on a shared desk.
      expect(theirs.headers['cache-control']).toBe('no-store');
    }
    const again = await test.app.inject(page());
    expect(textOf(again.body)).toBe(textOf(first.body));
    expect(tileOf((await analyst.get(page())).body)).toContain(withheld.text);
  });

  it('leaves what a practitioner reads exactly as the public reads it', async () => {
    const practitioner = await signInAs(test, 'practitioner');
    const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
    for (const url of [...PAGES(), '/report/2021-22']) {
      const publics = main((await test.app.inject(url)).body);
      expect(publics.length).toBeGreaterThan(500);
      expect(main((await practitioner.get(url)).body)).toBe(publics);
    }
    expect(await entriesOf(practitioner)).toEqual([]);
  });

  it('is read with a line in the ledger, and only where it was shown', async () => {
    const person = await signInAs(test, ['practitioner', 'scrutineer'], { purpose: 'assurance' });
    const urls = [...PAGES(), '/report/2021-22'];
    for (const url of urls) expect((await person.get(url)).statusCode).toBe(200);
    for (const url of ['/', '/snapshot/published', '/report', '/snapshot/areas/E99999999', '/figures/999999']) {
      await person.get(url);
    }
    const read = { event: 'figures.read', doing: 'Read figures with small numbers', role: 'scrutineer' };
    expect(await entriesOf(person)).toEqual(
      urls.map((url) => ({ ...read, purpose: 'assurance', why: url.split('?', 1)[0] })),
    );
    const unstated = await signInAs(test, 'analyst');
    await unstated.get(page());
    expect(await entriesOf(unstated)).toMatchObject([{ ...read, role: 'analyst', purpose: null }]);
  });

  it('stays away where its line can’t be written', async () => {
    const person = await signInAs(test, 'analyst');
    const { keyring } = test;
    const held = Object.getOwnPropertyDescriptor(keyring, 'ledgerKeyId') ?? {};
    Object.defineProperty(keyring, 'ledgerKeyId', { ...held, value: 'no such key' });
    try {
      const answer = await person.get(page());
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toContain(SAID);
    } finally {
      Object.defineProperty(keyring, 'ledgerKeyId', held);
    }
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
    expect(rowOf(anybodys.body)).toContain('not shown');
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
    const entries = await entriesOf(person);
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
    expect(theirs).toContain(SAID);
    expect(theirs).toContain('For the partnership only.');
    const publics = textOf((await test.app.inject('/report/2021-22')).body);
    expect(publics).toContain('Public version.');
    expect(publics).not.toContain(SAID);
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
