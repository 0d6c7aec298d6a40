import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { testConfig } from '../../../test/support/config.ts';
import { silentLog } from '../../../test/support/log.ts';
import { access } from '../../access.ts';
import { buildApp } from '../../app.ts';
import { newKeyring } from '../../platform/keys/keyring.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let full: TestApp;
let empty: TestApp;
beforeAll(async () => {
  full = await buildTestApp();
  empty = await buildTestApp({ empty: true });
});
afterAll(async () => {
  await full.close();
  await empty.close();
});

async function get(url: string, from = full): Promise<{ status: number; page: Document; text: string; type: string }> {
  const response = await from.app.inject({ method: 'GET', url });
  const page = parseHTML(response.body).document as unknown as Document;
  return {
    status: response.statusCode,
    page,
    text: (page.body?.textContent ?? '').replaceAll(/\s+/g, ' '),
    type: String(response.headers['content-type']),
  };
}

describe('the list of yearly reports', () => {
  it('leads to each year', async () => {
    const { status, page } = await get('/report');
    expect(status).toBe(200);
    expect(page.querySelector('a[href="/report/2021-22"]')).not.toBeNull();
  });

  it('says how a report gets here while there is none', async () => {
    const { status, text } = await get('/report', empty);
    expect(status).toBe(200);
    expect(text).toContain('kith load');
  });
});

describe("a year's report", () => {
  it('shows its sections and leads from figures and claims to their records', async () => {
    const { status, page, text } = await get('/report/2021-22');
    expect(status).toBe(200);
    expect(page.querySelectorAll('h1')).toHaveLength(1);
    expect([...page.querySelectorAll('.doc-section > h2')].map((one) => one.textContent)).toContain(
      'Where there is little evidence of progress',
    );
    expect(text).toContain('1,970');
    expect(page.querySelector('a[href^="/figures/"]')).not.toBeNull();
    expect(page.querySelector('a[href="/records/audit/neglect-audit-2021-22"]')).not.toBeNull();
  });

  it('carries no style or script that the content policy would stop', async () => {
    const { page } = await get('/report/2021-22');
    expect(page.querySelectorAll('.doc [style], .doc script')).toHaveLength(0);
  });

  it('is not found for another year, and says which years there are', async () => {
    const { status, text } = await get('/report/1999-00');
    expect(status).toBe(404);
    expect(text).toContain('2021-22');
  });

  it.each([
    ['pdf', 'application/pdf', '%PDF-'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK'],
    ['html', 'text/html; charset=utf-8', '<!doctype html>'],
  ])('comes as %s', async (format, type, start) => {
    const response = await full.app.inject({ method: 'GET', url: `/report/2021-22/download?format=${format}` });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe(type);
    expect(response.headers['content-disposition']).toBe(`attachment; filename="yearly-report-2021-22.${format}"`);
    expect(response.rawPayload.subarray(0, start.length).toString('latin1')).toBe(start);
  });

  it('links its figures to the address that the operator gave, and to no other', async () => {
    const link = 'href="https://kith.example.org/figures/';
    const plain = await full.app.inject({
      url: '/report/2021-22/download?format=html',
      headers: { host: 'evil.example' },
    });
    expect(plain.body).not.toContain(link);
    expect(plain.body).not.toContain('evil.example');
    const config = testConfig({ PUBLIC_URL: 'https://kith.example.org/' });
    const app = await buildApp({
      db: full.db,
      config,
      log: silentLog(),
      now: () => TEST_NOW,
      keyring: newKeyring(),
      access,
    });
    const linked = await app.inject('/report/2021-22/download?format=html');
    await app.close();
    expect(linked.body).toContain(link);
  });

  it('refuses a form it cannot take, with those there are', async () => {
    const { status, text } = await get('/report/2021-22/download?format=odt');
    expect(status).toBe(400);
    expect(text).toContain('choose html, pdf, docx');
  });
});

describe('the checklist', () => {
  it('opens on the edition in force at the end of the year', async () => {
    const { status, page, text } = await get('/report/2021-22/checklist');
    expect(status).toBe(200);
    expect(page.querySelectorAll('section.kith-section')).toHaveLength(7);
    expect(text).toContain('Of 7 requirements, 1 is answered, 4 partly and 2 not.');
    expect(text).toContain('What children and families said, how they were asked, and what was done with it.');
  });

  it('shows the sixteen requirements of 2023 and links to the records that support each', async () => {
    const { page } = await get('/report/2021-22/checklist?edition=wt2023');
    const parts = [...page.querySelectorAll('section.kith-section')];
    expect(parts).toHaveLength(16);
    expect(parts[8]?.querySelector('a[href^="/records/practice-review/"]')).not.toBeNull();
    expect(parts[13]?.textContent).toContain('No record supports it.');
  });

  it('is not found for an edition that is not held', async () => {
    const { status, text } = await get('/report/2021-22/checklist?edition=wt1999');
    expect(status).toBe(404);
    expect(text).toContain('wt2018');
  });
});
