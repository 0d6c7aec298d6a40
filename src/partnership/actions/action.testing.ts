import { access } from '../../access.ts';
import { type Actor, actAs, type HeldRole, type Purpose, type Work } from '../../platform/access/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { GivenAction, ImpactTest } from './action.ts';

/** The council to which most of a test's people belong. */
export const COUNCIL = 'hartlepool-borough-council';
/** Another agency. */
export const POLICE = 'cleveland-police';

/** An invented impact test. */
export const INVENTED_TEST: ImpactTest = {
  change: 'Schools are told of every invented meeting',
  seenBy: 'audit-question',
  seenWords: 'Was the school told before the meeting?',
  lookOn: '2027-03-01',
};

/** An invented action for somebody. */
export function inventedAction(ownerId: string, change: Partial<GivenAction> = {}): GivenAction {
  return {
    title: 'Tell schools before the meeting',
    words: 'Invented: write to every school and say how it will be told.',
    ownerId,
    dueOn: '2026-12-18',
    origin: { kind: 'meeting', id: null, words: 'An invented meeting' },
    recommendationId: null,
    objectives: ['objective-share-information'],
    priority: 'domestic-abuse',
    themes: ['schools-kept-informed'],
    expectedChange: INVENTED_TEST,
    ...change,
  };
}

/** Works in the database as somebody with these roles, past every page. */
export function workAs<T>(
  test: { db: Db; now: () => Date },
  person: { id: string; roles: readonly HeldRole[]; agency?: string; purpose?: Purpose },
  what: (work: Work) => Promise<T>,
): Promise<T> {
  const agency = person.agency ?? COUNCIL;
  const actor: Actor = { id: person.id, name: 'x', agency, agencyName: agency, team: null, roles: person.roles };
  const purpose = person.purpose ?? (person.roles.includes('scrutineer') ? 'assurance' : 'governance');
  return actAs(test.db, { actor, purpose, now: test.now() }, (trx) =>
    what({ trx, actor, purpose, access, now: test.now() }),
  );
}
