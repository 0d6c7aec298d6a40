import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, problemsIn, textIn } from '../../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { day, joins, takes } from '../../../../test/support/meetings.ts';
import { formOf } from '../../../../test/support/notifications.ts';
import { addPerson, type SignedIn, signInAs } from '../../../../test/support/people.ts';
import type { Member } from './member.ts';
import { dutiesWith, memberProblems, voicesOf } from './rules.ts';

let test: TestApp;
let maya: SignedIn;
const AT = '/partnership/groups/engine-room';

beforeAll(async () => {
  test = await buildTestApp();
  maya = await signInAs(test, 'meeting-administrator');
});
afterAll(() => test.close());

const text = async (by: SignedIn, url: string) => textIn((await by.get(url)).body);

describe('who sits in a group', () => {
  it('is entered with a day and a reason, and shown to whoever works in the partnership', async () => {
    const priya = await addPerson(test.db, { name: 'Invented Member', roles: ['practitioner'] });
    await joins(maya, 'engine-room', { person: priya, part: 'chair' });
    const shown = await text(await signInAs(test, 'practitioner', { agency: 'cleveland-police' }), `${AT}/members`);
    expect(shown).toContain('Invented Member chairs it, for Hartlepool Borough Council.');
    expect(shown).toContain('Since 5 January 2026: A test needs it.');
  });

  it('says which statutory partner has a voice that nobody uses', async () => {
    const shown = await text(maya, `${AT}/members`);
    expect(shown).toContain('Cleveland Police: a statutory partner, and nobody votes for it here');
    expect(shown).toContain('North East and North Cumbria');
    expect(shown).not.toMatch(/Tees Valley Clinical Commissioning Group: a statutory partner/);
  });

  it('takes a named seat of an agency where nobody of Kith fills it', async () => {
    await joins(maya, 'engine-room', {
      seat: 'Head teacher, secondary schools',
      agency: 'cleveland-police',
      voting: false,
    });
    expect(await text(maya, `${AT}/members`)).toContain('Head teacher, secondary schools');
  });

  it('refuses a second chair, a deputy of nobody and an adviser who votes, each in plain words', async () => {
    const person = await addPerson(test.db, { roles: ['analyst'] });
    const form = {
      person,
      seat: '',
      agency: '',
      voting: 'yes',
      'deputy-for': '',
      ...day('from', '2026-02-02'),
      because: 'x',
    };
    const url = `${AT}/members`;
    expect(problemsIn(await maya.post(url, { ...form, part: 'chair' }))).toBe(
      '400 Invented Member chairs this group: end that membership first',
    );
    expect(problemsIn(await maya.post(url, { ...form, part: 'deputy' }))).toContain(
      'Choose for whom they are the deputy',
    );
    expect(problemsIn(await maya.post(url, { ...form, part: 'adviser' }))).toContain('An adviser has no vote');
    expect(problemsIn(await maya.post(url, { ...form, person: '', part: 'member' }))).toContain(
      'Choose a person, or enter',
    );
  });

  it('ends with a day and a reason and stays in the history; somebody who left is said to have left', async () => {
    const person = await addPerson(test.db, { name: 'Invented Leaver', roles: ['analyst'] });
    await joins(maya, 'engine-room', { person });
    const page = await maya.get(`${AT}/members`);
    const end =
      /members\/([0-9a-f-]{36})\/end">End this membership<span[^>]*> of Invented Leaver/.exec(page.body)?.[1] ?? '';
    const url = `${AT}/members/${end}/end`;
    expect(problemsIn(await maya.post(url, { ...day('until', '2025-12-31'), because: 'x' }))).toContain(
      'can’t be before the first',
    );
    await takes(maya, url, { ...day('until', '2026-10-30'), because: 'Moved to another post' });
    const shown = await text(maya, `${AT}/members`);
    expect(shown).toContain('From 5 January 2026 to 30 October 2026. Moved to another post');
    expect((await maya.post(url, { ...day('until', '2026-10-31'), because: 'again' })).statusCode).toBe(409);
  });

  it('is for the business unit to change, and for nobody else', async () => {
    const partner = await signInAs(test, 'safeguarding-partner');
    expect((await partner.get(`${AT}/members/new`)).statusCode).toBe(403);
    expect((await partner.post(`${AT}/members`, {})).statusCode).toBe(403);
    expect((await (await signInAs(test, 'administrator')).get(`${AT}/members`)).statusCode).toBe(403);
    expect((await maya.get('/partnership/groups/none/members')).statusCode).toBe(404);
  });
});

describe('the terms of a group', () => {
  it('hold remit, end and closure test of a task and finish group, which closes only with words on how the test was met', async () => {
    const url = '/partnership/groups/domestic-abuse-task-and-finish/terms';
    const form = {
      ...formOf((await maya.get(url)).body),
      do: 'save',
      remit: 'Look at the tools',
      why: 'Agreed by the Executive',
    };
    const closing = { ...form, ...day('closed', '2026-11-20'), 'closure-test': 'The tools are in use' };
    expect(problemsIn(await maya.post(url, closing))).toContain(
      'Enter how the closure test was met before you close the group',
    );
    await takes(maya, url, { ...form, ...day('ends', '2027-03-31'), 'closure-test': 'The tools are in use' });
    const shown = await text(maya, '/partnership/groups/domestic-abuse-task-and-finish/members');
    expect(shown).toContain('May close when The tools are in use');
    expect(shown).toContain('31 March 2027');
  });

  it('are read by everybody: remit, end and closure test, and once it is closed what came of it', async () => {
    const at = '/partnership/groups/domestic-abuse-task-and-finish';
    const open = async () => textIn((await test.app.inject(at)).body);
    const before = await open();
    for (const part of ['Look at the tools', '31 March 2027', 'It may close when The tools are in use'])
      expect(before).toContain(part);
    expect(before).not.toContain('Closed on');
    expect(before).not.toContain('Agreed by the Executive');
    const form = { ...formOf((await maya.get(`${at}/terms`)).body), do: 'save', why: 'It is done' };
    const closing = { ...form, ...day('closed', '2026-11-20'), 'closed-words': 'All five agencies use them' };
    await takes(maya, `${at}/terms`, closing);
    const after = await open();
    for (const part of ['Closed on 20 November 2026', 'What came of it All five agencies use them', 'Who sat on it'])
      expect(after).toContain(part);
    // Opened again for the tests below.
    const again = { ...formOf((await maya.get(`${at}/terms`)).body), do: 'save', why: 'It meets again' };
    await takes(maya, `${at}/terms`, {
      ...again,
      'closed-day': '',
      'closed-month': '',
      'closed-year': '',
      'closed-words': '',
    });
    expect(await open()).not.toContain('All five agencies use them');
  });

  it('that were written before everybody could read them stay with the members until they are saved again', async () => {
    const at = '/partnership/groups/executive';
    await takes(maya, `${at}/terms`, {
      ...formOf((await maya.get(`${at}/terms`)).body),
      do: 'save',
      remit: 'Leads',
      why: 'x',
    });
    await as(test, maya, { roles: ['meeting-administrator'], purpose: 'governance' }, (trx) =>
      sql`update group_terms set published = false where group_key = 'executive'`.execute(trx),
    );
    const open = async () => textIn((await test.app.inject(at)).body);
    expect(await open()).not.toContain('Remit');
    expect(await text(maya, `${at}/members`)).toContain('until somebody saves the terms again');
    await takes(maya, `${at}/terms`, {
      ...formOf((await maya.get(`${at}/terms`)).body),
      do: 'save',
      why: 'For everybody',
    });
    expect(await open()).toContain('Remit Leads');
    expect(await text(maya, `${at}/history`)).toContain('For everybody to read');
  });

  it('changed by two at once show both versions, and lose nothing', async () => {
    const url = '/partnership/groups/executive/terms';
    const brenda = await signInAs(test, 'business-manager');
    const began = { ...formOf((await maya.get(url)).body), do: 'save', why: 'x' };
    await takes(brenda, url, { ...began, remit: 'As Brenda has it' });
    const second = await maya.post(url, { ...began, remit: 'As Maya has it' });
    expect(second.statusCode).toBe(409);
    expect(textIn(second.body)).toContain('As Brenda has it');
    expect(textIn(second.body)).toContain('As Maya has it');
  });
});

describe('duties of a group', () => {
  it('each show a gap until somebody enters what shows that it was done in the year', async () => {
    const url = `${AT}/duties`;
    expect(await text(maya, url)).toContain('For 6 of 6 duties nothing shows yet that they were done.');
    const duty = 'Decide where a task and finish group is needed.';
    const form = {
      duty,
      year: '2026-27',
      kind: 'decision',
      words: 'A group on domestic abuse was set up',
      href: '/meetings/decisions',
    };
    await takes(maya, url, form);
    const shown = await text(await signInAs(test, 'scrutineer'), url);
    expect(shown).toContain('For 5 of 6 duties nothing shows yet that they were done.');
    expect(shown).toContain('A group on domestic abuse was set up');
    expect(await text(maya, `${url}?year=2025-26`)).toContain('For 6 of 6 duties');
    for (const href of ['https://elsewhere.invalid', '//elsewhere.invalid', '/\\elsewhere.invalid'])
      expect(problemsIn(await maya.post(url, { ...form, href }))).toContain('address in Kith');
    expect(problemsIn(await maya.post(url, { ...form, duty: 'Another duty' }))).toContain('in other words by now');
  });

  it('keep what was shown for words that the terms of reference have no more', () => {
    const evidence = {
      id: '1',
      duty: 'Earlier words',
      kind: 'words',
      words: 'x',
      href: null,
      ownerName: 'x',
      madeAt: new Date(0),
    } as const;
    expect(dutiesWith(['Words of today'], [evidence])).toEqual([
      { words: 'Words of today', evidence: [], earlier: false },
      { words: 'Earlier words', evidence: [evidence], earlier: true },
    ]);
  });
});

describe('the rules of membership', () => {
  const member = (over: Partial<Member>): Member => ({
    ...{
      id: '1',
      groupKey: 'x',
      agency: 'police',
      agencyName: 'Police',
      personId: 'p',
      personName: 'P',
      seat: null,
      leftOn: null,
    },
    ...{
      part: 'member',
      voting: true,
      deputyFor: null,
      from: '2026-01-01',
      until: null,
      because: 'x',
      endedBecause: null,
      ...over,
    },
  });

  it('give an agency one voice however many sit for it, and list a partner without one', () => {
    const partners = [
      { key: 'police', name: 'Police' },
      { key: 'health', name: 'Health' },
    ];
    const voices = voicesOf(
      [member({}), member({ id: '2', personId: 'q' }), member({ id: '3', agency: 'school', agencyName: 'School' })],
      partners,
      '2026-06-01',
    );
    expect(voices.map(({ name, votes, statutory }) => [name, votes, statutory])).toEqual([
      ...[
        ['Police', true, true],
        ['Health', false, true],
        ['School', true, false],
      ],
    ]);
    expect(voicesOf([member({ until: '2026-05-31' })], partners, '2026-06-01').every(({ votes }) => !votes)).toBe(true);
  });

  it('refuse a deputy of a deputy', () => {
    const given = { ...member({ part: 'deputy', deputyFor: 'd', personId: 'z' }) };
    const members = [member({}), member({ id: 'd', part: 'deputy', deputyFor: '1', personId: 'y' })];
    expect(memberProblems(given, members).map(({ message }) => message)).toEqual([
      'Choose a member: nobody is the deputy of a deputy',
    ]);
  });
});

describe('a task and finish group', () => {
  const given = {
    ...{ name: 'Invented: neglect, schools’ part', purpose: 'Tries the neglect tool in schools.', under: 'executive' },
    ...{ remit: 'Six schools, one term.', ...day('ends', '2027-07-30'), because: 'The audit asked for it' },
    'closure-test': 'The tool is in use in all six.',
  };

  it('is set up with remit, end and closure test, meets like any other, and everybody can read what it is for', async () => {
    expect((await maya.get('/partnership/groups/executive/members')).body).toContain('groups/new?under=executive');
    expect(await takes(maya, '/partnership/groups/new', given)).toBe(
      '/partnership/groups/invented-neglect-schools-part/members?done=set-up',
    );
    const shown = await text(maya, '/partnership/groups/invented-neglect-schools-part/members');
    for (const part of ['Six schools, one term.', '30 July 2027', 'The tool is in use in all six.']) {
      expect(shown).toContain(part);
    }
    const open = await test.app.inject('/partnership/groups/invented-neglect-schools-part');
    expect(textIn(open.body)).toContain('Tries the neglect tool in schools.');
    for (const part of ['Six schools, one term.', 'Until 30 July 2027', 'Since 23 November 2026']) {
      expect(textIn(open.body)).toContain(part);
    }
    expect(textIn(open.body)).toContain('It may close when The tool is in use in all six.');
    expect(textIn(open.body)).toContain('Set up in Kith on 23 November 2026: The audit asked for it');
    expect((await test.app.inject('/partnership/groups/executive')).body).toContain('invented-neglect-schools-part');
    expect((await maya.get('/meetings/new')).body).toContain('value="invented-neglect-schools-part"');
    expect(await text(maya, '/partnership/groups/invented-neglect-schools-part/history')).toContain('Closure test');
    expect((await test.app.inject('/report/2021-22')).body).not.toContain('Tries the neglect tool in schools.');
  });

  it('is refused without an end to come, under a name that is taken, and from whoever may not set one up', async () => {
    const url = '/partnership/groups/new';
    expect(problemsIn(await maya.post(url, { ...given, name: 'executive' }))).toContain('a group of that name already');
    const past = { ...given, name: 'Invented other', ...day('ends', '2026-11-01') };
    expect(problemsIn(await maya.post(url, past))).toContain('Choose a day to come, within 5 years');
    expect(problemsIn(await maya.post(url, { ...past, 'closure-test': '' }))).toContain('what has to be true');
    const practitioner = await signInAs(test, 'practitioner');
    expect((await practitioner.post(url, given)).statusCode).toBe(403);
  });
});

describe('what can never be', () => {
  it('is refused: a quorum of more partners than there are, days before the partnership began or far ahead', async () => {
    const url = `${AT}/terms`;
    const form = { ...formOf((await maya.get(url)).body), do: 'save', why: 'x' };
    expect(problemsIn(await maya.post(url, { ...form, partners: '20' }))).toContain('There are 4 statutory partners');
    expect(problemsIn(await maya.post(url, { ...form, agencies: '50' }))).toContain(
      'agencies have a vote in this group',
    );
    const closed = { 'closure-test': 'x', 'closed-words': 'x' };
    expect(problemsIn(await maya.post(url, { ...form, ...closed, ...day('closed', '2031-01-01') }))).toContain(
      'A group is closed once it is',
    );
    const person = await addPerson(test.db, { roles: ['analyst'] });
    for (const from of ['1066-10-14', '2066-10-14']) {
      const answer = await maya.post(`${AT}/members`, {
        ...{ person, seat: '', agency: '', part: 'member', voting: 'no', 'deputy-for': '' },
        ...{ ...day('from', from), because: 'x' },
      });
      expect(problemsIn(answer)).toContain('Choose a day since the partnership began');
    }
  });
});

describe('evidence of a duty that was entered by mistake', () => {
  it('is taken back with a reason: the duty is a gap again, and the history tells it', async () => {
    const duty = String(formOf((await maya.get(`${AT}/duties`)).body).duty).split(',')[0] ?? '';
    const [first = duty] = [...(await maya.get(`${AT}/duties`)).body.matchAll(/name="duty" value="([^"]+)"/g)].map(
      ([, words = '']) => words.replaceAll('&#39;', '’'),
    );
    await takes(maya, `${AT}/duties`, {
      duty: first,
      year: '2026-27',
      kind: 'words',
      words: 'Of another group',
      href: '',
    });
    const page = (await maya.get(`${AT}/duties`)).body;
    const url =
      /href="([^"]+\/withdraw)">Take it back<span[^>]*>: Of another group</.exec(page)?.[1] ??
      'no link to take it back';
    expect(problemsIn(await maya.post(url, { because: '' }))).toContain('Enter why it is taken back');
    expect((await (await signInAs(test, 'practitioner')).post(url, { because: 'x' })).statusCode).toBe(403);
    await takes(maya, url, { because: 'Entered for the wrong group' });
    expect(await text(maya, `${AT}/duties`)).not.toContain('Of another group');
    expect((await maya.post(url, { because: 'again' })).statusCode).toBe(404);
    expect(await text(maya, `${AT}/history`)).toContain('Entered for the wrong group');
  });
});
