import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordsTo } from '../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { addPerson } from '../../../test/support/people.ts';
import { COUNCIL, INVENTED_TEST, inventedAction, POLICE, workAs } from './action.testing.ts';
import { giveAction, listTakers } from './give.ts';
import { findAction, listActionsDue, listActionsOf } from './repository.ts';

let test: TestApp;
let manager: { id: string; roles: readonly ['business-manager'] };
let worker: { id: string; roles: readonly ['practitioner'] };
let officer: { id: string; roles: readonly ['practitioner']; agency: string };

beforeAll(async () => {
  test = await buildTestApp();
  const [a, b, c] = await Promise.all([
    addPerson(test.db, { roles: ['business-manager'] }),
    addPerson(test.db, { roles: ['practitioner'] }),
    addPerson(test.db, { roles: ['practitioner'], agency: POLICE }),
  ]);
  manager = { id: a, roles: ['business-manager'] };
  worker = { id: b, roles: ['practitioner'] };
  officer = { id: c, roles: ['practitioner'], agency: POLICE };
});
afterAll(() => test.close());

const given = async (owner: string, change = {}) => {
  const giving = await workAs(test, manager, (work) => giveAction(work, inventedAction(owner, change)));
  if (!('given' in giving)) throw new Error(JSON.stringify(giving));
  return giving.given;
};

describe('an action that is given', () => {
  it('is its owner’s, with a reference of the year, its origin, objectives and test', async () => {
    const { id, reference, changes } = await given(worker.id);
    expect(reference).toMatch(/^ACT-2026-\d{4}$/);
    expect(changes.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['title', 'owner', 'due', 'objectives', 'test']),
    );
    const seen = await workAs(test, worker, ({ trx }) => findAction(trx, id));
    expect(seen).toMatchObject({
      ...{
        reference,
        agency: COUNCIL,
        state: 'open',
        dueOn: '2026-12-18',
        firstDueOn: '2026-12-18',
        test: INVENTED_TEST,
      },
      origin: { kind: 'meeting', id: null, words: 'An invented meeting' },
      priority: { key: 'domestic-abuse' },
      objectives: [{ key: 'objective-share-information' }],
      steps: [{ doing: 'given', dueTo: '2026-12-18' }],
    });
    expect(await wordsTo(test, worker)).toContain(
      `You have been given the action ${reference}, due on 18 December 2026.`,
    );
  });

  it('reaches nobody else: not a colleague, not another agency', async () => {
    const { id } = await given(worker.id);
    const colleague = { id: await addPerson(test.db, { roles: ['practitioner'] }), roles: ['practitioner'] as const };
    const lead = { ...officer, roles: ['assurance-lead'] as const };
    for (const one of [colleague, officer, lead]) {
      expect(await workAs(test, one, ({ trx }) => findAction(trx, id))).toBeUndefined();
    }
    const own = { ...colleague, roles: ['assurance-lead'] as const };
    expect(await workAs(test, own, ({ trx }) => findAction(trx, id))).toMatchObject({ id });
    expect(await findAction(test.db, id)).toBeUndefined();
  });

  it.each([
    ['nobody that there is', { ownerId: '00000000-0000-4000-8000-000000000000' }, 'owner', 'Nobody by that name'],
    ['a due date in the past', { dueOn: '2026-11-22' }, 'due-day', 'must not be in the past'],
    [
      'a test before the due date',
      { expectedChange: { ...INVENTED_TEST, lookOn: '2026-12-01' } },
      'look-day',
      'not be before',
    ],
    ['an objective that there is not', { objectives: ['vision'] }, 'objectives', 'from the list'],
    ['a priority that there is not', { priority: 'none' }, 'priority', 'from the list'],
    ['a theme that there is not', { themes: ['none'] }, 'themes', 'from the list'],
    ['a recommendation that there is not', { recommendationId: crypto.randomUUID() }, 'recommendation', 'you can see'],
  ])('is not taken with %s, and it is said why', async (_what, change, field, message) => {
    const giving = await workAs(test, manager, (work) => giveAction(work, inventedAction(worker.id, change)));
    expect(giving).toEqual({ problems: [{ field, message: expect.stringContaining(message) }] });
  });

  it('is not given to somebody who has left', async () => {
    const gone = await addPerson(test.db, { name: 'Gone Madeup', leftOn: '2026-11-20' });
    const giving = await workAs(test, manager, (work) => giveAction(work, inventedAction(gone)));
    expect(giving).toEqual({
      problems: [{ field: 'owner', message: expect.stringContaining('Gone Madeup left on 20 November 2026') }],
    });
  });

  it('is not given to somebody whose role could not say that it is done, and it is said why', async () => {
    const scrutineer = await addPerson(test.db, { name: 'Scrutiny Madeup', roles: ['scrutineer'] });
    const nobody = await addPerson(test.db, { name: 'Roleless Madeup' });
    const problems = async (owner: string) => {
      const giving = await workAs(test, manager, (work) => giveAction(work, inventedAction(owner)));
      return 'problems' in giving ? giving.problems : [];
    };
    const why = 'Scrutiny Madeup could not say that it is done: nobody can do so as independent scrutineer';
    expect(await problems(scrutineer)).toEqual([{ field: 'owner', message: `${why}. Choose somebody else` }]);
    expect(await problems(nobody)).toEqual([
      { field: 'owner', message: expect.stringContaining('they hold no role in Kith today') },
    ]);
    // Whoever tests as a scrutineer and works for an agency besides does it in that other role.
    const both = await addPerson(test.db, { roles: ['scrutineer', 'practitioner'] });
    expect(await problems(both)).toEqual([]);
  });

  it('offers, in a meeting, only people who could do it', async () => {
    const [may, mayNot] = [
      await addPerson(test.db, { roles: ['practitioner'] }),
      await addPerson(test.db, { roles: ['scrutineer'] }),
    ];
    const offered = (await workAs(test, manager, ({ trx }) => listTakers(trx, '2026-11-23'))).map(({ id }) => id);
    expect([offered.includes(may), offered.includes(mayNot)]).toEqual([true, false]);
  });

  it('is given by an assurance lead within the agency alone, and by a practitioner to nobody', async () => {
    const lead = { id: await addPerson(test.db, { roles: ['assurance-lead'] }), roles: ['assurance-lead'] as const };
    expect(await workAs(test, lead, (work) => giveAction(work, inventedAction(worker.id)))).toHaveProperty('given');
    expect(await workAs(test, lead, (work) => giveAction(work, inventedAction(officer.id)))).toEqual({
      problems: [{ field: 'owner', message: expect.stringContaining('works for another agency') }],
    });
    await expect(workAs(test, worker, (work) => giveAction(work, inventedAction(worker.id)))).rejects.toThrow();
  });
});

describe('the actions of a record', () => {
  it('are listed by where they came from, as far as the person sees them', async () => {
    const origin = { kind: 'decision', id: crypto.randomUUID(), words: 'Invented decision' } as const;
    const [mine, theirs] = [await given(worker.id, { origin }), await given(officer.id, { origin })];
    const all = await workAs(test, manager, ({ trx }) => listActionsOf(trx, origin));
    expect(all.map(({ id }) => id).toSorted()).toEqual([mine.id, theirs.id].toSorted());
    const seen = await workAs(test, worker, ({ trx }) => listActionsOf(trx, origin));
    expect(seen.map(({ id }) => id)).toEqual([mine.id]);
  });

  it('are listed by when they are due, the earliest first', async () => {
    const late = await given(officer.id, { dueOn: '2026-11-25' });
    const asked = { today: '2026-11-23', within: 2, agency: POLICE };
    const due = await workAs(test, manager, ({ trx }) => listActionsDue(trx, asked));
    expect(due.map(({ id }) => id)).toEqual([late.id]);
    expect(await workAs(test, manager, ({ trx }) => listActionsDue(trx, { ...asked, within: 1 }))).toEqual([]);
  });
});
