import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { addPerson } from '../../../../test/support/people.ts';
import type { HeldRole } from '../../../platform/access/index.ts';
import { COUNCIL, POLICE, workAs } from '../action.testing.ts';
import type { ActionState } from '../action.ts';
import { listStanding } from '../turns/repository.ts';
import { waitOf, whoseTurn } from '../turns/turn.ts';
import type { WorkCursor, WorkFilter } from './filter.ts';
import { countIn, countWork, listWork, type WorkLine } from './repository.ts';
import { whoseWork } from './service.ts';

const TODAY = '2026-11-23';
const OBJECTIVE = 'objective-share-information';
const EVERYTHING: WorkFilter = { show: 'live', late: false, agency: null, owner: null, objective: null, text: null };

/** Those of the invented people whose roles differ, and some who have left or may do less than they once did. */
const PEOPLE: Record<string, { agency: string; roles: readonly HeldRole[]; leftOn?: string }> = {
  practitioner: { agency: COUNCIL, roles: ['practitioner'] },
  officer: { agency: POLICE, roles: ['practitioner'] },
  lead: { agency: COUNCIL, roles: ['assurance-lead'] },
  deputy: { agency: COUNCIL, roles: ['assurance-lead'] },
  manager: { agency: COUNCIL, roles: ['business-manager'] },
  partner: { agency: POLICE, roles: ['safeguarding-partner'] },
  administrator: { agency: COUNCIL, roles: ['meeting-administrator'] },
  scrutineer: { agency: COUNCIL, roles: ['scrutineer'] },
  gone: { agency: POLICE, roles: ['assurance-lead'], leftOn: '2026-10-30' },
};

interface Invented {
  id: string;
  agency: string;
  ownerId: string;
  givenBy: string;
  doneBy: string | null;
  state: ActionState;
  dueOn: string;
  asked: boolean;
  ofObjective: boolean;
}

let test: TestApp;
const ids: Record<string, string> = {};
let actions: Invented[] = [];

beforeAll(async () => {
  test = await buildTestApp();
  for (const [name, person] of Object.entries(PEOPLE)) ids[name] = await addPerson(test.db, person);
  actions = await workAs(test, as('manager'), ({ trx }) => invent(trx, Object.values(ids)));
});
afterAll(() => test.close());

function as(name: string): { id: string; roles: readonly HeldRole[]; agency: string } {
  const { roles = [], agency = COUNCIL } = PEOPLE[name] ?? {};
  return { id: ids[name] ?? '', roles, agency };
}

/** Every owner with every giver, in the states in which something waits; some of each of one objective. */
async function invent(trx: TestApp['db'], people: readonly string[]): Promise<Invented[]> {
  const wanted = people.flatMap((ownerId, o) =>
    people.flatMap((givenBy, g) =>
      (['open', 'asked', 'done', 'over'] as const).map((what, w) => ({
        ...{ ownerId, givenBy, what, place: o * 100 + g * 10 + w },
        agency: Object.values(PEOPLE)[o]?.agency,
        doneBy: what === 'done' || what === 'over' ? (people[(o + g) % 3 === 0 ? o : g] ?? null) : null,
      })),
    ),
  );
  const { rows } = await sql<Invented>`
    with wanted as (
      select *, ${TODAY}::date - 40 + (place * 37) % 80 as day from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        w ("ownerId" uuid, "givenBy" uuid, what text, place integer, agency text, "doneBy" uuid)
    )
    insert into action (id, reference, agency, owner_id, made_at, changed_at, title, words, given_by, given_on, due_on, first_due_on, state,
      asked_due_on, asked_due_why, test_change, test_seen_by, test_seen_words, look_on, evidence, done_on, done_by, ended_on, ended_why)
    select gen_random_uuid(), 'ACT-T-' || place, agency, "ownerId", now(), now(), 'Madeup ' || place, 'Invented', "givenBy", '2026-09-01',
      day, day, case what when 'done' then 'done' when 'over' then 'not-needed' else 'open' end,
      case what when 'asked' then day + 30 end, case what when 'asked' then 'Invented' end,
      'Invented', 'feedback', 'Invented', day, case when what = 'done' then 'Invented' end, case when what = 'done' then day end,
      case when what = 'done' then "doneBy" end, case when what = 'over' then day end, case when what = 'over' then 'Invented' end
    from wanted
    returning id, agency, owner_id as "ownerId", given_by as "givenBy", done_by as "doneBy", state, due_on as "dueOn",
      asked_due_on is not null as asked, md5(reference) < '8' as "ofObjective"`.execute(trx);
  const served = rows.filter(({ ofObjective }) => ofObjective).map(({ id }) => id);
  await sql`insert into action_objective (action_id, statement_key) select unnest(${served}::uuid[]), ${OBJECTIVE}`.execute(
    trx,
  );
  return rows;
}

/** A whole list, page by page. */
async function listed(name: string, scope: 'mine' | 'agency' | 'partnership', change: Partial<WorkFilter> = {}) {
  const filter = { ...EVERYTHING, ...change };
  return workAs(test, as(name), async (work) => {
    const whose = await whoseWork(work, scope);
    const lines: WorkLine[] = [];
    let after: WorkCursor | null = null;
    for (;;) {
      const page = await listWork(work.trx, { whose, filter, today: TODAY, after, most: 7 });
      lines.push(...page.slice(0, 7));
      const last = page[6];
      const day = last && (filter.show === 'over' ? last.overOn : last.nextOn);
      if (page.length <= 7 || !last || !day) break;
      after = { day, id: last.id };
    }
    return { ids: lines.map(({ id }) => id), counts: await countWork(work.trx, whose, TODAY) };
  });
}

/** What waits for somebody by the rule that the pages and reminders ask action by action. */
async function waitsFor(name: string): Promise<Invented[]> {
  const standing = await listStanding(test.db, TODAY);
  return actions.filter((action) => {
    const ownerLeft = action.ownerId === ids.gone;
    const wait = waitOf({ state: action.state, asked: action.asked, ownerLeft });
    if (wait === null) return false;
    if (action.ownerId === ids[name] && action.state === 'open') return true;
    return wait !== 'doing' && whoseTurn(wait, action, standing).some(({ id }) => id === ids[name]);
  });
}

const sorted = (some: readonly { id: string }[] | readonly string[]) =>
  some.map((one) => (typeof one === 'string' ? one : one.id)).toSorted();
const counted = (n: number, upTo: number) => ({ n: Math.min(n, upTo), more: n > upTo });
const isDue = ({ dueOn }: Invented, first: string, last: string) => dueOn >= first && dueOn <= last;

describe('the list of one’s own work', () => {
  it.each(Object.keys(PEOPLE).filter((name) => name !== 'gone'))(
    'holds for a %s what the rule of whose turn it is says of each action, and nothing twice',
    async (name) => {
      const expected = await waitsFor(name);
      const { ids: got, counts } = await listed(name, 'mine');
      expect(sorted(got)).toEqual(sorted(expected));
      const late = expected.filter((one) => isDue(one, '2000-01-01', '2026-11-22')).length;
      const soon = expected.filter((one) => isDue(one, TODAY, '2026-12-07')).length;
      expect(counts).toEqual({ late: counted(late, 99), soon: counted(soon, 99) });
      const ofObjective = (await listed(name, 'mine', { objective: OBJECTIVE })).ids;
      expect(sorted(ofObjective)).toEqual(sorted(expected.filter((one) => one.ofObjective)));
    },
  );

  it('differs from person to person', async () => {
    for (const name of ['lead', 'manager', 'partner', 'scrutineer'])
      expect((await waitsFor(name)).filter(({ ownerId }) => ownerId !== ids[name]).length, name).toBeGreaterThan(0);
  });
});

describe('how much of one’s own work is late or due is told from the first page', () => {
  const lines = (late: number, soon: number, later: number) => [
    ...Array<{ nextOn: string }>(late).fill({ nextOn: '2026-11-22' }),
    ...Array<{ nextOn: string }>(soon).fill({ nextOn: '2026-12-07' }),
    ...Array<{ nextOn: string }>(later).fill({ nextOn: '2026-12-08' }),
  ];
  const page = (...all: [number, number, number]) => countIn(lines(...all).slice(0, 26), 25, TODAY);
  const exact = (n: number) => ({ n, more: false });

  it('as it is where the page reaches beyond both', () => {
    expect(page(0, 0, 0)).toEqual({ late: exact(0), soon: exact(0) });
    expect(page(3, 4, 0)).toEqual({ late: exact(3), soon: exact(4) });
    expect(page(20, 5, 0)).toEqual({ late: exact(20), soon: exact(5) });
    expect(page(20, 5, 9)).toEqual({ late: exact(20), soon: exact(5) });
    expect(page(25, 0, 1)).toEqual({ late: exact(25), soon: exact(0) });
  });

  it('as more than stands on it where it does not', () => {
    expect(page(20, 6, 0)).toEqual({ late: exact(20), soon: { n: 5, more: true } });
    expect(page(25, 40, 0)).toEqual({ late: exact(25), soon: { n: 0, more: true } });
    expect(page(26, 3, 0)).toEqual({ late: { n: 25, more: true }, soon: null });
  });
});

describe('the work of an objective', () => {
  const live = (one: Invented) => one.ofObjective && one.state !== 'not-needed';

  it('is the partnership’s and the agency’s, late or over, page by page', async () => {
    const all = actions.filter((one) => one.ofObjective);
    const objective = OBJECTIVE;
    expect((await listed('manager', 'partnership', { objective })).ids).toHaveLength(all.filter(live).length);
    expect(sorted((await listed('manager', 'partnership', { objective, late: true })).ids)).toEqual(
      sorted(all.filter((one) => live(one) && one.dueOn < TODAY)),
    );
    expect(sorted((await listed('manager', 'partnership', { objective, show: 'over' })).ids)).toEqual(
      sorted(all.filter((one) => one.state === 'not-needed')),
    );
    expect(sorted((await listed('lead', 'agency', { objective })).ids)).toEqual(
      sorted(all.filter((one) => live(one) && one.agency === COUNCIL)),
    );
    expect(sorted((await listed('manager', 'partnership', { objective, agency: POLICE })).ids)).toEqual(
      sorted(all.filter((one) => live(one) && one.agency === POLICE)),
    );
  });

  it('follows an action that is put off, handed to another agency, or over', async () => {
    const one = actions.find((action) => live(action) && action.state === 'open' && action.agency === COUNCIL);
    const find = async () => {
      const agency = (await listed('lead', 'agency', { objective: OBJECTIVE })).ids;
      const over = (await listed('manager', 'partnership', { objective: OBJECTIVE, show: 'over' })).ids;
      return { place: agency.indexOf(one?.id ?? ''), of: agency.length, over: over.includes(one?.id ?? '') };
    };
    const change = (what: ReturnType<typeof sql>) =>
      workAs(test, as('manager'), ({ trx }) => sql`update action set ${what} where id = ${one?.id}::uuid`.execute(trx));
    const { of } = await find();
    await change(sql`due_on = '2030-01-01'`);
    expect(await find()).toEqual({ place: of - 1, of, over: false });
    await change(sql`agency = ${POLICE}`);
    expect(await find()).toEqual({ place: -1, of: of - 1, over: false });
    await change(sql`state = 'not-needed', ended_on = ${TODAY}::date, ended_why = 'Invented'`);
    expect(await find()).toEqual({ place: -1, of: of - 1, over: true });
  });
});
