import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, noticesOf, problemsIn, textIn } from '../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { readLedger } from '../../../test/support/ledger.ts';
import { type SignedIn, signInAs } from '../../../test/support/people.ts';

const BUDGETS = '/partnership/budgets';
const PUBLIC = '/partnership/finance';
const HEALTH = 'north-east-and-north-cumbria-icb';
const COUNCILS = ['hartlepool-borough-council', 'stockton-on-tees-borough-council'];

let test: TestApp;
let office: SignedIn;
let second: SignedIn;
let police: SignedIn;
let scrutineer: SignedIn;
let practitioner: SignedIn;
let at: string;

beforeAll(async () => {
  test = await buildTestApp();
  office = await signInAs(test, 'business-manager', { purpose: 'governance' });
  second = await signInAs(test, 'business-manager', { purpose: 'governance', agency: 'cleveland-police' });
  police = await signInAs(test, 'safeguarding-partner', { agency: 'cleveland-police' });
  scrutineer = await signInAs(test, 'scrutineer');
  practitioner = await signInAs(test, 'practitioner');
  at = await begun('2025-26');
}, 60_000);
afterAll(() => test.close());

async function begun(year: string): Promise<string> {
  const answer = await office.post(BUDGETS, { year, note: 'Invented for a test.' });
  expect(`${answer.statusCode} ${answer.statusCode === 303 ? '' : textIn(answer.body)}`).toBe('303 ');
  return String(answer.headers.location).split('?', 1)[0] ?? '';
}
async function taken(person: SignedIn, url: string, form: Record<string, string | string[]> = {}): Promise<void> {
  const answer = await person.post(url, form);
  expect(`${answer.statusCode} ${answer.statusCode === 303 ? '' : textIn(answer.body)}`).toBe('303 ');
}
const page = async (person: SignedIn, url = at) => textIn((await person.get(url)).body);
const partIn = async (name: string) => {
  const { body } = await office.get(at);
  const found = new RegExp(`href="[^"]*/(lines|contributions)/([0-9a-f-]{36})">\\s*Change “${name}`).exec(body);
  return { path: `${at}/${found?.[1]}/${found?.[2]}`, id: found?.[2] ?? '' };
};
const LINE = { title: 'Business unit', kind: 'staff', planned: '£120,000.00', words: '' };
const on = (date: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return { 'on-day': day, 'on-month': month, 'on-year': year };
};

describe('a budget is planned', () => {
  it.each([
    [{ year: '2025' }, 'Enter a year from April to March, like 2026-27'],
    [{ year: '2025-27' }, 'Enter a year from April to March, like 2026-27'],
    [{ year: '1950-51' }, 'Enter a year within 10 years of today'],
    [{ year: '2018-19' }, 'The arrangements began on 1 April 2019: enter the year of that day or a later one'],
    [{ year: '2024-25', copy: 'yes' }, 'There is no budget of 2023-24 to copy: leave this empty to begin without'],
  ])('of a year that can be: %j', async (form, says) => {
    expect(problemsIn(await office.post(BUDGETS, form))).toBe(`400 ${says}`);
  });

  it('once for each year', async () => {
    const answer = await office.post(BUDGETS, { year: '2025-26' });
    expect(answer.statusCode).toBe(409);
    expect(textIn(answer.body)).toContain('has a budget already');
    const copy = await office.post(BUDGETS, { year: '2024-25', copy: 'yes' });
    expect(textIn(copy.body)).toContain('There is no budget of 2023-24 to copy');
  });

  it.each([
    [{ planned: '-5' }, 'The planned amount can’t be less than nothing. To take an entry back, correct that entry'],
    [{ planned: '12.5' }, 'The planned amount must be in pounds and pence, like 1,234.56'],
    [{ planned: '999,999,999' }, 'The planned amount must be £100,000,000 or less'],
    [{ planned: '' }, 'Enter the planned amount'],
    [{ title: ' ' }, 'Enter what the money is for'],
    [{ kind: 'gold' }, 'Choose what kind of cost it is'],
  ])('refuses a line that can’t be: %j', async (wrong, says) => {
    expect(problemsIn(await office.post(`${at}/lines`, { ...LINE, ...wrong }))).toBe(`400 ${says}`);
  });

  it.each([
    [{ form: 'in-kind', agreed: '' }, 'Enter what is given in kind'],
    [{ form: 'money', agreed: '' }, 'Enter the amount that was agreed'],
    [{ form: 'barter', agreed: '1' }, 'Choose whether it is in money or in kind'],
    [{ contributor: 'nobody', form: 'money', agreed: '1' }, 'Choose an agency from the list'],
    [
      { contributor: 'tees-valley-ccg', form: 'money', agreed: '1' },
      'Tees Valley Clinical Commissioning Group did not exist in 2025-26: choose who did its work then',
    ],
  ])('refuses a contribution that can’t be: %j', async (wrong, says) => {
    const form = { contributor: 'cleveland-police', words: '', ...wrong };
    expect(problemsIn(await office.post(`${at}/contributions`, form))).toBe(`400 ${says}`);
  });

  it('in lines and contributions, exact to the penny, in money and in kind', async () => {
    await taken(office, `${at}/lines`, LINE);
    await taken(office, `${at}/lines`, { ...LINE, title: 'Training', kind: 'training', planned: '1,234.56' });
    for (const contributor of [...COUNCILS, HEALTH, 'cleveland-police']) {
      await taken(office, `${at}/contributions`, { contributor, form: 'money', agreed: '30,308.64', words: '' });
    }
    const kind = { contributor: 'cleveland-police', form: 'in-kind', agreed: '', words: 'A training room.' };
    await taken(office, `${at}/contributions`, kind);
    expect(problemsIn(await office.post(`${at}/contributions`, kind))).toContain(
      'has a contribution of this form already',
    );
    const text = await page(office);
    for (const words of [
      '£121,234.56',
      '£1,234.56',
      'A training room.',
      'What the partners agreed to pay is what is planned.',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain('Not known: last year is not recorded');
  });

  it('and whatever was planned by mistake is taken out with a reason, before anybody agreed', async () => {
    await taken(office, `${at}/lines`, { ...LINE, title: 'Entered twice', planned: '77.00' });
    const mistaken = await partIn('Entered twice');
    expect(problemsIn(await office.post(`${mistaken.path}/take-out`, { version: '1', why: ' ' }))).toContain(
      '400 Enter',
    );
    expect((await office.post(`${at}/lines/${mistaken.id}/take-out`, { version: '9', why: 'x' })).statusCode).toBe(409);
    await taken(office, `${at}/lines/${mistaken.id}/take-out`, { version: '1', why: 'It stood there already' });
    expect(await page(office)).not.toContain('£77.00');
    const given = { contributor: 'tsab', form: 'money', agreed: '88', words: '' };
    await taken(office, `${at}/contributions`, given);
    expect(await page(office)).toContain('£88.00');
    const { rows } = await as(test, office, { roles: ['business-manager'], purpose: 'governance' }, (trx) =>
      sql<{ id: string }>`select id from budget_contribution where contributor = 'tsab'`.execute(trx),
    );
    const gift = rows[0]?.id;
    await taken(office, `${at}/contributions/${gift}/take-out`, { version: '1', why: 'They give nothing' });
    expect(await page(office)).not.toContain('£88.00');
  });

  it('by two people who lose nothing of each other’s', async () => {
    const { path } = await partIn('Training');
    const seen = /name="seen" value="([^"]*)"/.exec((await office.get(path)).body)?.[1] ?? '';
    const form = { title: 'Training', kind: 'training', words: '', version: '1', seen };
    await taken(second, path, { ...form, planned: '2,000' });
    const clash = await office.post(path, { ...form, planned: '3,000', words: 'More courses' });
    expect(clash.statusCode).toBe(409);
    expect(textIn(clash.body)).toContain('£2,000.00');
    expect(textIn(clash.body)).toContain('£3,000.00');
    const chosen = { ...form, version: '2', planned: '3,000', words: 'More courses', do: 'chosen' };
    await taken(office, path, { ...chosen, 'keep-1': 'stored:planned', 'keep-2': 'mine:words' });
    expect(await page(office)).toContain('£2,000.00');
    await taken(office, path, { ...form, version: '3', planned: '1,234.56' });
  });
});

describe('the partners agree', () => {
  it('each for itself, and the plan stands still meanwhile', async () => {
    await taken(office, `${at}/propose`);
    const told = (await noticesOf(test, police)).map(({ words }) => words);
    expect(told).toContain('The budget of 2025-26 waits for your agency to agree.');
    expect((await office.post(`${at}/lines`, LINE)).statusCode).toBe(409);
    expect(problemsIn(await police.post(`${at}/approve`, { post: '' }))).toBe(
      '400 Enter your post, as it is to stand under the budget Confirm that you agree for your agency',
    );
    const asks = async () => (await police.get(at)).body.includes(`${at}/approve"`);
    expect(await asks()).toBe(true);
    await taken(police, `${at}/approve`, { post: 'Invented post', agree: 'yes' });
    expect(await asks()).toBe(false);
    expect((await police.post(`${at}/approve`, { post: 'Invented post', agree: 'yes' })).statusCode).toBe(409);
  });

  it('and whoever asks for a change makes it a draft again, whose approvals are asked for anew', async () => {
    const council = await signInAs(test, 'safeguarding-partner');
    await taken(council, `${at}/send-back`, { why: 'Say what the training is.' });
    expect(await page(office)).toContain('Say what the training is.');
    await taken(office, `${at}/propose`);
    expect(await page(police)).toContain('Nobody has agreed to it.');
  });

  it('in Kith or in a meeting, and the last one makes it agreed', async () => {
    await taken(police, `${at}/approve`, { post: 'Invented post', agree: 'yes' });
    const minuted = { post: 'Director', minuted: 'Executive, minute 4' };
    const day = { 'agreed-day': '2', 'agreed-month': '3', 'agreed-year': '2025' };
    const ccg = await office.post(`${at}/minuted`, { ...minuted, ...day, agency: 'tees-valley-ccg' });
    expect(ccg.statusCode).toBe(409);
    for (const agency of [...COUNCILS, HEALTH]) await taken(office, `${at}/minuted`, { ...minuted, ...day, agency });
    expect(await page(office)).toContain('Every statutory partner agreed. Money is received and spent.');
    const told = (await noticesOf(test, office)).map(({ words }) => words);
    expect(told.join()).toContain('has agreed to the budget of 2025-26');
  });
});

describe('money is spent', () => {
  let staff: string;
  beforeAll(async () => {
    const { rows } = await as(test, office, { roles: ['business-manager'], purpose: 'governance' }, (trx) =>
      sql<{ id: string }>`select id from budget_line where key = 'business-unit'`.execute(trx),
    );
    staff = rows[0]?.id ?? '';
  });

  it.each([
    [{ amount: '0' }, 'The amount must be more than nothing'],
    [{ amount: '-1' }, 'The amount can’t be less than nothing. To take an entry back, correct that entry'],
    [
      on('2024-03-31'),
      'The day must be between 1 April 2025 and 30 June 2026: the year, and three months for late bills',
    ],
    [on('2026-12-01'), 'The day can’t be after today'],
    [on('2025-02-30'), 'The day must be a real date'],
    [{ of: 'line:00000000-0000-4000-8000-000000000000' }, 'Choose a line or a partner from the list'],
    [{ words: '' }, 'Enter what it was for'],
  ])('refuses an entry that can’t be: %j', async (wrong, says) => {
    const form = { of: `line:${staff}`, amount: '10', ...on('2025-05-01'), words: 'Salaries', ...wrong };
    expect(problemsIn(await office.post(`${at}/entries`, form))).toBe(`400 ${says}`);
  });

  it('and what was entered wrongly is taken back by another entry; both stand in the book', async () => {
    const form = { of: `line:${staff}`, amount: '1,000.10', ...on('2025-05-01'), words: 'Salaries' };
    await taken(office, `${at}/entries`, form);
    await taken(office, `${at}/entries`, { ...form, amount: '20.20', words: 'Travel' });
    const { body } = await office.get(at);
    const entry = /entries\/([0-9a-f-]{36})\/correct"[^>]*>Correct<span[^>]*> “Travel/.exec(body)?.[1] ?? '';
    const correct = `${at}/entries/${entry}/correct`;
    expect(problemsIn(await office.post(correct, { why: '' }))).toBe(
      '400 Enter what was wrong with the entry Say whether another entry stands in its place',
    );
    await taken(office, correct, {
      why: 'A slip',
      instead: 'yes',
      amount: '2.02',
      ...on('2025-05-01'),
      words: 'Travel',
    });
    const text = await page(office);
    for (const words of ['£20.20', '−£20.20', 'Takes an entry back: A slip', '£2.02', '£1,002.12']) {
      expect(text).toContain(words);
    }
    expect((await office.get(correct)).statusCode).toBe(409);
    expect((await office.post(correct, { why: 'Again', instead: 'no' })).statusCode).toBe(409);
  });

  it('as the database has it too: an entry is never changed, never taken away, never reversed twice', async () => {
    const stands = { roles: ['business-manager'], purpose: 'governance' } as const;
    for (const write of [
      sql`update budget_entry set amount = 1`,
      sql`delete from budget_entry`,
      sql`update budget_line set planned = 1`,
    ]) {
      const { numAffectedRows } = await as(test, office, stands, (trx) => write.execute(trx));
      expect(numAffectedRows).toBe(0n);
    }
    const forged = as(
      test,
      police,
      { roles: ['safeguarding-partner'], purpose: 'governance', agency: 'cleveland-police' },
      (trx) =>
        sql`insert into budget_entry (id, budget_id, line_id, amount, entry_date, words, recorded_by, recorded_at)
        values (gen_random_uuid(), ${at.split('/').at(-1) ?? ''}::uuid, ${staff}::uuid, 5, '2025-05-01', 'x', ${police.id}::uuid, now())`.execute(
          trx,
        ),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
  });
});

describe('the year is closed and published', () => {
  it('is nobody’s to see before that who is not entitled', async () => {
    const { statusCode, body } = await test.app.inject({ url: `${PUBLIC}/2025-26` });
    expect(`${statusCode} ${textIn(body)}`).toMatch(/^404/);
    expect((await practitioner.get(at)).statusCode).toBe(403);
    expect((await scrutineer.get(at)).statusCode).toBe(200);
    expect((await scrutineer.post(`${at}/close`, {})).statusCode).toBe(403);
    expect((await sql`select from budget`.execute(test.db)).rows).toEqual([]);
    expect((await sql`select from budget_entry`.execute(test.db)).rows).toEqual([]);
  });

  it('after the year is over, and with what the money brought', async () => {
    await taken(office, `${at}/close`);
    expect((await office.get(`${at}/entries/new`)).statusCode).toBe(409);
    const early = await office.post(`${at}/publish`, {});
    expect(textIn(early.body)).toContain('Say what the money bought');
    await taken(office, `${at}/reopen`, { why: 'A late bill' });
    await taken(office, `${at}/close`);
    const { body } = await office.get(`${at}/words`);
    const version = /name="version" value="(\d+)"/.exec(body)?.[1] ?? '';
    const words = {
      bought: 'Two posts.',
      changed: 'Not known.',
      evidence: 'Nothing yet.',
      judged: 'Scrutineer',
      note: 'Invented.',
    };
    await taken(office, `${at}/words`, { ...words, version });
    await taken(office, `${at}/publish`);
    const text = textIn((await test.app.inject({ url: `${PUBLIC}/2025-26` })).body);
    for (const shown of [
      '£1,002.12',
      'Two posts.',
      'Not known.',
      'One entry was corrected',
      'Invented post',
      'Read this first',
    ]) {
      expect(text).toContain(shown);
    }
    expect(text).not.toMatch(/Testperson|A slip|Travel/);
    expect((await office.get(`${at}/words`)).statusCode).toBe(409);
  });

  it('can be taken along as a table and as a workbook, and the book by those entitled', async () => {
    const csv = await test.app.inject({ url: `${PUBLIC}/2025-26/figures.csv` });
    expect(csv.body).toContain('Line,Business unit,Staff of the business unit,120000.00,1002.12');
    expect((await test.app.inject({ url: `${PUBLIC}/2025-26/figures.xlsx` })).rawPayload.length).toBeGreaterThan(3000);
    expect((await test.app.inject({ url: `${PUBLIC}/1999-00/figures.csv` })).statusCode).toBe(404);
    expect((await scrutineer.get(`${at}/book.csv`)).body).toContain('Takes an earlier entry back');
    expect((await scrutineer.get(`${at}/book.xlsx`)).statusCode).toBe(200);
  });

  it('and the next year is compared with it by line and by partner', async () => {
    const answer = await office.post(BUDGETS, { year: '2026-27', copy: 'yes' });
    const next = String(answer.headers.location).split('?', 1)[0] ?? '';
    const text = await page(office, next);
    expect(text).toContain('Business unit');
    expect(text).toContain('Told when the year is closed');
    expect(text).not.toContain('Down £1,002.12');
    expect(text).toContain('No change');
    await taken(office, `${next}/propose`);
    await taken(office, `${next}/take-back`, { why: 'Not yet' });
    const minutes = await office.post(`${next}/close`, {});
    expect(minutes.statusCode).toBe(409);
  });

  it('leaves an entry with what changed in the ledger for every step', async () => {
    const id = at.split('/').at(-1);
    const events = (await readLedger(test))
      .filter((one) => one.recordId === id && one.outcome === 'done')
      .map((one) => one.event);
    const steps = ['begin', 'add-to-lines', 'change-lines', 'add-to-contributions', 'propose', 'approve', 'send-back'];
    for (const step of [...steps, 'record-approval', 'record', 'correct', 'close', 'reopen', 'words', 'publish']) {
      expect(events).toContain(`budget.${step}`);
    }
  });
});
