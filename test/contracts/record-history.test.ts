import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { inventedAction, workAs } from '../../src/partnership/actions/action.testing.ts';
import { giveAction } from '../../src/partnership/actions/give.ts';
import { WORK_ON } from '../../src/partnership/arrangements/versions/work-on.ts';
import { termsId } from '../../src/partnership/governance/groups/service.ts';
import { listTestSubjects } from '../../src/partnership/scrutiny/index.ts';
import { subjectName } from '../../src/partnership/scrutiny/subjects.ts';
import type { HeldRole, Purpose } from '../../src/platform/access/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { readRecordHistory } from '../../src/platform/ledger/index.ts';
import { as, textIn } from '../support/access.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { challenged, disagreed } from '../support/challenges.ts';
import { connectTo } from '../support/cluster.ts';
import { day, fillExecutive, joins, numberIn, plans, takes } from '../support/meetings.ts';
import { formOf } from '../support/notifications.ts';
import { type SignedIn, signInAs } from '../support/people.ts';

const POLICE = 'cleveland-police';
/** Sheltered tables whose rows are parts of a record: their changes stand in that record's history. */
const PARTS: readonly string[] = [];

let test: TestApp;
let root: Db;
let office: SignedIn;
let partner: SignedIn;
let scrutineer: SignedIn;
let practitioner: SignedIn;
let other: SignedIn;
let maya: SignedIn;
let members: SignedIn[];

beforeAll(async () => {
  test = await buildTestApp();
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(test.db);
  root = connectTo(inject('cluster'), rows[0]?.name ?? '', 'postgres', 2);
  office = await signInAs(test, 'business-manager', { purpose: 'governance' });
  partner = await signInAs(test, 'safeguarding-partner', { agency: POLICE });
  scrutineer = await signInAs(test, 'scrutineer');
  practitioner = await signInAs(test, 'practitioner');
  other = await signInAs(test, 'practitioner', { agency: POLICE });
  ({ maya, members } = await fillExecutive(test));
}, 60_000);
afterAll(async () => {
  await root.destroy();
  await test.close();
});

/** Takes the part of an address before its question mark. */
const addressOf = (to: string) => to.split('?', 1)[0] ?? '';

/** What the database alone gives somebody of a record's history. */
async function historyAs(
  person: SignedIn,
  role: HeldRole,
  kind: string,
  id: string,
  agency = 'hartlepool-borough-council',
): Promise<string[]> {
  const purpose: Purpose = role === 'scrutineer' ? 'assurance' : 'governance';
  const history = await as(test, person, { roles: [role], purpose, agency }, (trx) => readRecordHistory(trx, kind, id));
  return history.flatMap(({ changes }) => changes.map(({ field }) => field));
}

/** A record of each kind, made by its own pages, with something in its history that only it says. */
interface Kept {
  kind: string;
  href: string;
  says: readonly string[];
  /** Who reads it, with the role in which they do. */
  reader: [SignedIn, HeldRole, string?];
  /** Everybody who works with Kith reads it. */
  open?: true;
}

/** One partner leads on an issue at a time, so each lead is on an issue of its own. */
let leads = 0;

const MAKING: Record<string, () => Promise<Kept>> = {
  action: async () => {
    const giving = await workAs(test, { id: office.id, roles: ['business-manager'] }, (work) =>
      giveAction(work, inventedAction(other.id)),
    );
    if (!('given' in giving)) throw new Error(JSON.stringify(giving));
    const href = `/work/actions/${giving.given.id}`;
    await takes(other, `${href}/done`, { words: 'Invented: every school was written to.' });
    const says = ['Invented: every school was written to.', 'Done, effect not looked at yet'];
    return { kind: 'action', href, says, reader: [other, 'practitioner', POLICE] };
  },
  recommendation: async () => {
    const form = {
      ...{ words: 'An invented recommendation', source: 'other', 'source-words': 'A source', agencies: POLICE },
      ...{ response: 'waiting', 'response-why': 'Not yet', ...day('made', '2026-11-02') },
      ...{ 'responded-day': '', 'responded-month': '', 'responded-year': '' },
    };
    const href = addressOf(await takes(office, '/work/recommendations', form));
    return {
      kind: 'recommendation',
      href,
      says: ['An invented recommendation'],
      reader: [office, 'business-manager'],
      open: true,
    };
  },
  'peer challenge': async () => {
    const { href } = await challenged(other);
    const says = ['Hartlepool Borough Council', 'strategy meetings are called without the police', '18 December 2026'];
    return { kind: 'peer-challenge', href, says, reader: [other, 'practitioner', POLICE] };
  },
  disagreement: async () => {
    const { href } = await disagreed(other);
    const says = ['A referral was said to be below the threshold', 'One child', 'INV-17'];
    return { kind: 'disagreement', href, says, reader: [other, 'practitioner', POLICE] };
  },
  'test of implementation': async () => {
    const [subject] = await listTestSubjects(test.db);
    if (!subject) throw new Error('There is nothing to test.');
    const form = {
      ...{
        about: subjectName(subject),
        claimed: 'Invented claim',
        evidence: 'Files',
        finding: 'partly',
        found: 'Half',
      },
      ...{ ...day('tested', '2026-11-20'), ...day('next', '2027-03-01') },
    };
    const href = addressOf(await takes(scrutineer, '/scrutiny/tests', form));
    return {
      kind: 'scrutiny',
      href,
      says: ['Invented claim', 'Partly carried out'],
      reader: [office, 'business-manager'],
    };
  },
  'version of the arrangements': async () => {
    const href = addressOf(await takes(office, WORK_ON, { why: 'An invented reason for a version' }));
    const says = ['An invented reason for a version'];
    return { kind: 'arrangements', href, says, reader: [partner, 'safeguarding-partner', POLICE] };
  },
  'lead on an issue': async () => {
    leads += 1;
    const form = {
      ...{
        issue: `Invented issue ${leads}`,
        lead: POLICE,
        scope: 'All of it.',
        ends: '',
        where: 'Executive',
        by: 'Partners',
      },
      ...{ ...day('from', '2026-10-01'), ...day('until', '2027-09-30'), ...day('decided', '2026-09-14') },
    };
    const href = addressOf(await takes(office, '/partnership/leads/register', form));
    const says = ['Invented issue', 'Cleveland Police', '30 September 2027'];
    return { kind: 'lead-on-issue', href, says, reader: [partner, 'safeguarding-partner', POLICE] };
  },
  budget: async () => {
    const href = addressOf(
      await takes(office, '/partnership/budgets', { year: '2031-32', note: 'Invented for a test.' }),
    );
    await takes(office, `${href}/lines`, { title: 'Venue', kind: 'premises', planned: '1,234.56', words: '' });
    await takes(office, `${href}/contributions`, { contributor: POLICE, form: 'money', agreed: '10', words: '' });
    const says = ['Invented for a test.', '£1,234.56', 'Contribution, Cleveland Police, money, agreed'];
    return { kind: 'budget', href, says, reader: [partner, 'safeguarding-partner', POLICE] };
  },
  meeting: async () => {
    const href = await plans(maya);
    await takes(maya, `${href}/move`, { ...day('day', '2026-12-07'), starts: '11:00', because: 'An invented clash' });
    const says = ['An invented clash', '2026-12-07 11:00', 'Executive'];
    return { kind: 'meeting', href, says, reader: [partner, 'safeguarding-partner', POLICE] };
  },
};

describe('the history of a record of the partnership’s own work', () => {
  describe.each(Object.entries(MAKING))('of a %s', (_name, make) => {
    let kept: Kept;
    beforeAll(async () => {
      kept = await make();
    });

    it('is one link away from the record, and says what, from, to, who and why', async () => {
      const [reader] = kept.reader;
      expect((await reader.get(kept.href)).body).toContain(`href="${kept.href}/history"`);
      const answer = await reader.get(`${kept.href}/history`);
      expect(answer.statusCode).toBe(200);
      const text = textIn(answer.body);
      for (const words of kept.says) expect(text).toContain(words);
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    });

    it('is given by the database to whoever reads the record, and to nobody else', async () => {
      const [reader, role, agency] = kept.reader;
      const id = numberIn(kept.href);
      expect((await historyAs(reader, role, kept.kind, id, agency)).length).toBeGreaterThan(0);
      for (const role of ['practitioner', 'administrator'] as const) {
        expect((await historyAs(practitioner, role, kept.kind, id)).length > 0).toBe(kept.open === true);
      }
      expect(await readRecordHistory(test.db, kept.kind, id)).toEqual([]);
      // Nor under another kind of record that the person may read.
      const wrong = kept.kind === 'budget' ? 'meeting' : 'budget';
      expect(await historyAs(office, 'business-manager', wrong, id)).toEqual([]);
    });

    it('answers somebody who may not read the record as if there were none', async () => {
      const none = kept.href.replace(/[0-9a-f-]{36}$/, '00000000-0000-4000-8000-00000000abcd');
      const [hidden, missing] = await Promise.all([kept.href, none].map((at) => practitioner.get(`${at}/history`)));
      expect(missing?.statusCode).toBeGreaterThanOrEqual(403);
      if (kept.open) return;
      expect([403, 404]).toContain(hidden?.statusCode);
      const said = ({ statusCode, body }: { statusCode: number; body: string }) =>
        `${statusCode} ${textIn(body.slice(body.indexOf('<main'), body.indexOf('</main>')))}`;
      expect(hidden && said(hidden)).toBe(missing && said(missing));
    });
  });

  it('of a group gathers its memberships, terms and what shows its duties', async () => {
    await joins(maya, 'executive', { seat: 'An invented seat', agency: 'schools', voting: false });
    const form = formOf((await maya.get('/partnership/groups/executive/terms')).body);
    await takes(maya, '/partnership/groups/executive/terms', { ...form, remit: 'An invented remit', why: 'It grew' });
    const members = await maya.get('/partnership/groups/executive/members');
    expect(members.body).toContain('href="/partnership/groups/executive/history"');
    const text = textIn((await practitioner.get('/partnership/groups/executive/history')).body);
    for (const words of ['An invented seat', 'An invented remit', 'Reason given: It grew'])
      expect(text).toContain(words);
    expect((await maya.get('/partnership/groups/none/history')).statusCode).toBe(404);
    const { rows } = await sql<{ id: string }>`select id from group_terms where group_key = 'executive'`.execute(root);
    expect(rows.map(({ id }) => id)).toEqual([termsId('executive')]);
  });

  it('of a meeting is for its members as long as they sit there', async () => {
    const href = await plans(maya);
    const [, second] = members;
    const sits = await signInAs(test, 'practitioner', { agency: POLICE });
    expect((await sits.get(`${href}/history`)).statusCode).toBe(404);
    await joins(maya, 'executive', { person: sits.id, voting: false });
    expect((await sits.get(`${href}/history`)).statusCode).toBe(200);
    expect((await second?.get(`${href}/history`))?.statusCode).toBe(200);
  });

  it('of a series says who made it and who ended it, to whoever sits in the group', async () => {
    const pattern = { unit: 'weeks', every: '26', ...day('first', '2027-01-12'), moves: 'next-working-day' };
    await takes(maya, '/meetings/series', {
      ...{ group: 'executive', starts: '10:00', minutes: '90', place: 'Online' },
      ...pattern,
    });
    const { body } = await maya.get('/meetings/series');
    const [href = '', id = ''] = /\/meetings\/series\/([0-9a-f-]{36})\/history/.exec(body) ?? [];
    await takes(maya, `/meetings/series/${id}/stop`, day('last', '2027-06-30'));
    const text = textIn((await maya.get(href)).body);
    for (const words of ['Ended a series of meetings', 'Last date', '30 June 2027']) expect(text).toContain(words);
    const outside = await signInAs(test, 'practitioner', { agency: POLICE });
    expect((await outside.get(href)).statusCode).toBe(404);
  });

  it('is not opened by publishing the record: everybody reads what was published, and no more', async () => {
    const kept = await (MAKING['lead on an issue'] as () => Promise<Kept>)();
    const id = numberIn(kept.href);
    await takes(office, `${kept.href}/publish`);
    const { rows } = await sql`select from lead_on_issue where id = ${id}::uuid`.execute(test.db);
    expect(rows).toHaveLength(1);
    expect(await historyAs(practitioner, 'practitioner', kept.kind, id)).toEqual([]);
    expect(await readRecordHistory(test.db, kept.kind, id)).toEqual([]);
    expect(await historyAs(partner, 'safeguarding-partner', kept.kind, id, POLICE)).toContain('published');
  });

  it('of a statement keeps the words of its drafts with the scrutineer who wrote them', async () => {
    const href = addressOf(await takes(scrutineer, '/scrutiny/statements', { year: '2026-27' }));
    const id = numberIn(href);
    const write = async (words: string) =>
      takes(scrutineer, `${href}/edit`, { ...formOf((await scrutineer.get(`${href}/edit`)).body), words, do: 'save' });
    await write('Invented: a harsh first draft.');
    await write('Invented: what I stand by.');
    expect(await historyAs(office, 'business-manager', 'scrutiny', id)).toEqual([]);
    expect((await office.get(`${href}/history`)).statusCode).toBe(404);
    await takes(scrutineer, `${href}/sign`, { version: String(formOf((await scrutineer.get(href)).body).version) });
    expect(await historyAs(office, 'business-manager', 'scrutiny', id)).toEqual(['state', 'edition']);
    expect(textIn((await office.get(`${href}/history`)).body)).not.toContain('harsh');
    expect(textIn((await scrutineer.get(`${href}/history`)).body)).toContain('Invented: a harsh first draft.');
  });

  it('of a conversation that is not shared is the scrutineer’s alone', async () => {
    const form = {
      form: 'practitioners',
      place: 'A service',
      heard: 'Invented: they wait.',
      ...day('visited', '2026-11-20'),
    };
    await takes(scrutineer, '/scrutiny/visits', form);
    const link = /\/scrutiny\/visits\/[0-9a-f-]{36}\/history/.exec(
      (await scrutineer.get('/scrutiny/visits')).body,
    )?.[0];
    expect(textIn((await scrutineer.get(link ?? '')).body)).toContain('Invented: they wait.');
    expect((await office.get(link ?? '')).statusCode).toBe(404);
    await takes(scrutineer, (link ?? '').replace('/history', '/share'), { shared: 'yes' });
    expect((await office.get(link ?? '')).statusCode).toBe(200);
  });

  it('tells the reason of an act with the record that the act was on, and not with others that it touched', async () => {
    const first = await (MAKING.recommendation as () => Promise<Kept>)();
    const second = await (MAKING.recommendation as () => Promise<Kept>)();
    const [one, two] = [numberIn(first.href), numberIn(second.href)];
    await sql`
      insert into field_change (seq, position, kind, record_id, field, after)
      select max(seq), 99, 'recommendation', ${one}::uuid, 'touched', '"by another act"' from ledger_entry where record_id = ${two}::uuid`.execute(
      root,
    );
    await sql`alter table ledger_entry disable trigger user`.execute(root);
    await sql`update ledger_entry set why = 'For eyes of the other record' where record_id = ${two}::uuid`.execute(
      root,
    );
    const history = await as(test, office, { roles: ['business-manager'], purpose: 'governance' }, (trx) =>
      readRecordHistory(trx, 'recommendation', one),
    );
    expect(history[0]).toMatchObject({ why: null, changes: [{ field: 'touched' }] });
    await sql`alter table ledger_entry enable trigger user`.execute(root);
  });
});

describe('every table behind the access table’s shelter', () => {
  it('is registered with a history, or is a part of a record that is', async () => {
    const { rows } = await sql<{ name: string }>`
      select distinct c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid
      where p.polcmd = 'r' and pg_get_expr(p.polqual, p.polrelid) like '%access_grants(%'
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'owner_id' and not a.attisdropped)
        and c.relname not in (select table_name from access_kind) order by 1`.execute(root);
    const { rows: registered } = await sql<{ name: string }>`
      select record_table as name from access_sheltered order by 1`.execute(root);
    expect([...registered.map(({ name }) => name), ...PARTS].toSorted()).toEqual(rows.map(({ name }) => name));
  });

  it('can’t be taken out of the register, or another put in, by the program', async () => {
    for (const act of [
      sql`delete from access_sheltered`,
      sql`insert into access_sheltered values ('person', 'action', null, '{}')`,
      sql`update access_sheltered set drafts = '{}'`,
    ]) {
      await expect(act.execute(test.db)).rejects.toThrow('permission denied');
    }
  });
});
