import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsIn, textIn } from '../../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { formOf } from '../../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { inForceFirst, leadsOn, termInWords } from './lead.ts';

const LEADS = '/partnership/leads';
const REGISTER = `${LEADS}/register`;
const day = (name: string, date: string) => {
  const [year = '', month = '', of = ''] = date.split('-');
  return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year };
};
const FORM = {
  ...{ issue: 'Exploitation', lead: 'cleveland-police', scope: 'The hub, and not the children’s plans.', ends: '' },
  ...{ ...day('from', '2026-10-01'), ...day('until', '2027-09-30'), ...day('decided', '2026-09-14') },
  ...{ where: 'Executive, minute 6', by: 'The statutory partners together' },
};

describe('whether a partner leads', () => {
  const lead = (from: string, until: string | null, endedOn: string | null = null) => ({
    ...{ from, until, endedOn, endsWhen: 'When the hub is open' },
  });
  it('counts its first and its last day, and an end before that', () => {
    const one = lead('2026-01-01', '2026-12-31', '2026-06-30');
    expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map((on) => leadsOn(one, on))).toEqual([
      ...[false, true, true, false],
    ]);
  });
  it('is told with those in force first', () => {
    const [over, now, later] = [lead('2020-01-01', '2020-12-31'), lead('2026-01-01', null), lead('2027-01-01', null)];
    expect(inForceFirst([over, later, now], '2026-11-23')).toEqual({ now: [now], later: [later], over: [over] });
    expect(termInWords(now)).toBe('From 1 January 2026. It ends: When the hub is open');
    expect(termInWords(over)).toBe('From 1 January 2020 to 31 December 2020');
  });
});

describe('the register of leads on issues', () => {
  let test: TestApp;
  let office: SignedIn;
  let partner: SignedIn;
  let at: string;
  beforeAll(async () => {
    test = await buildTestApp();
    office = await signInAs(test, 'business-manager', { purpose: 'governance' });
    partner = await signInAs(test, 'safeguarding-partner', { purpose: 'governance' });
  }, 60_000);
  afterAll(() => test.close());
  const everybody = async () => textIn((await test.app.inject({ url: LEADS })).body);

  it.each([
    [{ issue: '' }, 'Enter the issue'],
    [{ lead: 'schools' }, 'Choose a statutory partner from the list'],
    [
      { lead: 'tees-valley-ccg' },
      'Tees Valley Clinical Commissioning Group did not exist on 1 October 2026: choose who did its work then',
    ],
    [day('until', '2026-09-30'), 'The last day must be 1 October 2026 or later'],
    [day('until', '2099-01-01'), 'The last day must be within the next ten years'],
    [{ 'until-day': '', 'until-month': '', 'until-year': '' }, 'Enter the last day, or what ends it'],
    [day('decided', '2026-11-24'), 'The day of the decision can’t be after today'],
    [{ by: '' }, 'Enter who decided it: the partners, a group, a post'],
    [day('from', '1066-10-14'), 'The arrangements began on 1 April 2019: enter that day or later'],
    [day('decided', '1900-01-01'), 'That is long before the arrangements began, on 1 April 2019'],
  ])('refuses what can’t be: %j', async (wrong, says) => {
    expect(problemsIn(await office.post(REGISTER, { ...FORM, ...wrong }))).toBe(`400 ${says}`);
  });

  it('is kept by the office, read by partners, and public only where it is put there', async () => {
    const answer = await office.post(REGISTER, FORM);
    expect(answer.statusCode).toBe(303);
    at = String(answer.headers.location).split('?', 1)[0] ?? '';
    expect((await partner.get(at)).statusCode).toBe(200);
    expect((await partner.post(`${at}/publish`, {})).statusCode).toBe(403);
    expect((await (await signInAs(test, 'practitioner')).get(at)).statusCode).toBe(403);
    expect(await everybody()).not.toContain('Exploitation');
    expect((await sql`select from lead_on_issue`.execute(test.db)).rows).toEqual([]);
    expect((await office.post(`${at}/publish`, {})).statusCode).toBe(303);
    const text = await everybody();
    expect(text).toContain('Exploitation');
    expect(text).toContain('From 1 October 2026 to 30 September 2027');
    expect(text).not.toContain('minute 6');
  });

  it('lets one partner lead on an issue at a time, whatever the capitals', async () => {
    const other = { ...FORM, issue: ' exploitation', lead: 'hartlepool-borough-council' };
    const says =
      '400 Cleveland Police leads on this issue already (From 1 October 2026 to 30 September 2027): end that lead first, or choose days when nobody does';
    expect(problemsIn(await office.post(REGISTER, { ...other, ...day('from', '2027-09-30'), ends: 'Then' }))).toBe(
      says,
    );
    expect(problemsIn(await office.post(REGISTER, { ...other, ...day('from', '2026-01-01') }))).toBe(says);
    const after = { ...other, ...day('from', '2027-10-01'), ...day('until', '2028-09-30') };
    expect((await office.post(REGISTER, after)).statusCode).toBe(303);
  });

  it('shows both versions to whoever saves second', async () => {
    const seen = /name="seen" value="([^"]*)"/.exec((await office.get(`${at}/change`)).body)?.[1] ?? '';
    const form = { ...FORM, version: '2', seen };
    expect(problemsIn(await office.post(`${at}/change`, form))).toBe('400 Enter why you are changing this');
    const first = await office.post(`${at}/change`, { ...form, scope: 'As the first has it.', why: 'A test' });
    expect(first.statusCode).toBe(303);
    const clash = await office.post(`${at}/change`, { ...form, scope: 'As the second has it.', why: 'A test' });
    expect(clash.statusCode).toBe(409);
    expect(textIn(clash.body)).toContain('As the first has it.');
    const chosen = {
      ...form,
      version: '3',
      scope: 'As the second has it.',
      why: 'A test',
      do: 'chosen',
      'keep-1': 'mine:scope',
    };
    expect((await office.post(`${at}/change`, chosen)).statusCode).toBe(303);
    expect(textIn((await office.get(at)).body)).toContain('As the second has it.');
  });

  it('keeps what has ended, with the reason, and ends nothing twice', async () => {
    const end = (date: string) => ({ ...day('ended', date), because: 'The hub leads itself.' });
    expect(problemsIn(await office.post(`${at}/end`, end('2026-09-01')))).toBe(
      '400 The last day must be 1 October 2026 or later',
    );
    expect(problemsIn(await office.post(`${at}/end`, end('2026-12-01')))).toContain('can’t be after today');
    expect((await office.post(`${at}/end`, end('2026-11-20'))).statusCode).toBe(303);
    expect((await office.post(`${at}/end`, end('2026-11-20'))).statusCode).toBe(409);
    expect(textIn((await office.get(at)).body)).toContain('The hub leads itself.');
    expect(await everybody()).toContain('From 1 October 2026 to 20 November 2026');
    expect((await office.post(`${at}/hide`, {})).statusCode).toBe(303);
    expect(await everybody()).not.toContain('Exploitation');
  });

  it('lets a partner whose lead was ended lead on the issue again, as a decision of its own', async () => {
    const ended = String((await office.post(REGISTER, { ...FORM, issue: 'Neglect' })).headers.location).split('?')[0];
    expect((await office.get(ended ?? '')).body).not.toContain('again=');
    const end = { ...day('ended', '2026-11-23'), because: 'It was thought done.' };
    expect((await office.post(`${ended}/end`, end)).statusCode).toBe(303);
    // Who only reads the register is not offered what they could not do.
    expect((await partner.get(ended ?? '')).body).not.toContain('again=');
    const link = /href="([^"]+again=[^"]+)">\s*Enter that Cleveland Police leads on it again/.exec(
      (await office.get(ended ?? '')).body,
    )?.[1];
    const form = formOf((await office.get(link ?? '')).body);
    expect([form.issue, form.lead, form['from-day'], form['from-month']].flat()).toEqual([
      ...['Neglect', 'cleveland-police', '23', '11'],
    ]);
    expect([form.where].flat().join('')).toBe('');
    // Another partner leads from the day after at the earliest, and is told so.
    const other = { ...FORM, issue: 'Neglect', lead: 'hartlepool-borough-council', ...day('from', '2026-11-23') };
    expect(problemsIn(await office.post(REGISTER, other))).toBe(
      '400 Cleveland Police led on this issue (From 1 October 2026 to 23 November 2026): choose days when nobody does, from the day after',
    );
    const decided = { ...day('decided', '2026-11-23'), where: 'Executive, minute 9', by: 'The partners', ends: 'Then' };
    const again = await office.post(REGISTER, { ...form, ...decided });
    expect(again.statusCode, problemsIn(again)).toBe(303);
    expect(textIn((await office.get(String(again.headers.location))).body)).toContain('minute 9');
    expect(textIn((await office.get(ended ?? '')).body)).toContain('It was thought done.');
    // Once it leads again, nobody else does.
    expect(problemsIn(await office.post(REGISTER, { ...other, ...day('from', '2026-11-24') }))).toContain(
      'leads on this issue already',
    );
    expect((await office.get(`${REGISTER}/new?again=${crypto.randomUUID()}`)).statusCode).toBe(200);
  });
});
