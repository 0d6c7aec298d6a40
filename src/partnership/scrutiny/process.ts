import type { Process } from '../../platform/workflow/index.ts';
import type { ScrutinyStatement, StatementState } from './scrutiny.ts';

/** What can be done with a statement, beside writing on its draft. */
export type StatementDoing = 'sign' | 'reopen' | 'publish';

/** The part that somebody plays. */
export type StatementPart = 'author' | 'unit';

/** The independent scrutineer's yearly statement. Inventory row 14; facts §1.4. */
export const statementProcess: Process<StatementState, StatementDoing | 'replace', StatementPart> = {
  name: 'scrutiny statement',
  about:
    'What the independent scrutineer states of a year. It is drafted by the scrutineer alone, signed, and published word for word; a later edition replaces it and the earlier one is kept. Inventory row 14.',
  parts: { author: 'the scrutineer who wrote it', unit: 'the business manager' },
  states: {
    draft: { label: 'Draft', about: 'Only the scrutineer reads it and writes on it.' },
    signed: { label: 'Signed', about: 'It stands as the scrutineer’s word. The partnership reads it.' },
    published: { label: 'Published', about: 'It stands in the yearly report, and anybody reads it.', over: true },
    replaced: { label: 'Replaced by a later edition', about: 'It is kept, and a later edition counts.', over: true },
  },
  first: 'draft',
  moves: [
    {
      ...{ doing: 'sign', from: ['draft'], to: 'signed', label: 'Sign it', by: ['author'], needs: ['its words'] },
      says: 'It is signed. The partnership can read it now.',
    },
    {
      ...{
        doing: 'reopen',
        from: ['signed'],
        to: 'draft',
        label: 'Take it back to a draft',
        by: ['author'],
        needs: [],
      },
      says: 'It is a draft again, and yours alone.',
    },
    {
      ...{
        doing: 'publish',
        from: ['signed'],
        to: 'published',
        label: 'Publish it',
        by: ['author', 'unit'],
        needs: [],
      },
      says: 'It is published, word for word as it was signed.',
    },
    {
      ...{ doing: 'replace', from: ['published'], to: 'replaced', label: 'Publish a later edition' },
      ...{ by: ['author', 'unit'], needs: ['a later edition that is signed'], says: 'The later edition counts now.' },
    },
  ],
};

/** The parts that somebody plays with a statement. */
export function statementPartsIn(
  of: Pick<ScrutinyStatement, 'ownerId'>,
  actor: { id: string; roles: readonly string[] },
): ReadonlySet<StatementPart> {
  return new Set<StatementPart>([
    ...(of.ownerId === actor.id ? (['author'] as const) : []),
    ...(actor.roles.includes('business-manager') ? (['unit'] as const) : []),
  ]);
}
