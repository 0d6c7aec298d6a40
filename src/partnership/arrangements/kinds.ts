import { orderedIn, type RecordKind, recordKind, refuseLoops } from '../../platform/records/index.ts';
import { group, partner, partnership, statement } from './arrangement.ts';
import { headKind } from './heads.ts';
import { saveGroup, savePartner, savePartnership, saveStatement } from './saving.ts';

/** The partnership that a kind with `needs: ['partnership']` stands in; the loader has seen that it is there. */
function ofPartnership(head: { partnership: string | null }): string {
  if (head.partnership === null) throw new Error('A record that needs a partnership was let through without one.');
  return head.partnership;
}

/** The kinds of record of a partnership's arrangements, in the order in which they are saved. */
export const arrangementKinds: readonly RecordKind[] = [
  headKind,
  recordKind({
    kind: 'partnership',
    heading: 'partnerships',
    about: 'The partnership itself and the areas it spans.',
    schema: partnership,
    key: (one) => one.key,
    references: (one) => [
      { kind: 'area', key: one.area, path: ['area'] },
      ...one.areas.map((key, index) => ({ kind: 'area', key, path: ['areas', index] })),
    ],
    save: (trx, one) => savePartnership(trx, one),
  }),
  recordKind({
    kind: 'partner',
    heading: 'partners',
    about: "An agency's standing in the arrangements.",
    schema: partner,
    key: (one, file) => `${file.partnership}|${one.agency}`,
    needs: ['partnership'],
    references: (one) => [{ kind: 'agency', key: one.agency, path: ['agency'] }],
    save: (trx, one, provenance, position) => {
      const of = ofPartnership(provenance);
      return savePartner(trx, one, { key: `${of}|${one.agency}`, partnership: of, position });
    },
    reorder: orderedIn('partner'),
  }),
  recordKind({
    kind: 'statement',
    heading: 'statements',
    about: 'Something the partnership says of itself: vision, aim, approach, objective.',
    schema: statement,
    key: (one) => one.key,
    needs: ['partnership'],
    save: (trx, one, provenance, position) =>
      saveStatement(trx, one, { partnership: ofPartnership(provenance), position }),
    reorder: orderedIn('statement'),
  }),
  recordKind({
    kind: 'group',
    heading: 'groups',
    about: 'A group in which partners meet: what it is for, to whom it answers, its duties and seats.',
    schema: group,
    key: (one) => one.key,
    needs: ['partnership'],
    references: (one) => [
      ...(one.accountable_to === undefined
        ? []
        : [{ kind: 'group', key: one.accountable_to, path: ['accountable_to'] }]),
      ...one.seats.flatMap(({ agency }, index) =>
        agency === undefined ? [] : [{ kind: 'agency', key: agency, path: ['seats', index, 'agency'] }],
      ),
    ],
    save: (trx, one, provenance, position) => saveGroup(trx, one, { partnership: ofPartnership(provenance), position }),
    reorder: orderedIn('governance_group'),
    verify: refuseLoops(
      'governance_group',
      'accountable_to',
      'A group cannot, by way of others, be accountable to itself.',
    ),
  }),
];
