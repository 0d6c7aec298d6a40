import type { Grant, Policy } from '../../platform/access/index.ts';

/** The kind of record that the scrutineer's own work is: tests, visits and statements. */
export const SCRUTINY = 'scrutiny';

const scrutineer = (action: Grant['action'], scope: Grant['scope'], why: string): Grant => ({
  ...{ role: 'scrutineer', action, kind: SCRUTINY, scope, involvement: 'any', purposes: ['assurance'], why },
});

/** Who may do what with scrutiny. A draft, and a visit that is not shared, are the scrutineer's alone: migration 0017. */
export const scrutinyPolicy: Policy = {
  kinds: [
    {
      kind: SCRUTINY,
      name: 'Scrutiny',
      plural: 'Scrutiny',
      about:
        'What the independent scrutineer tested, heard and states. About how agencies work, never about one child.',
      restricted: false,
      href: (id) => `/scrutiny/tests/${id}`,
    },
  ],
  grants: [
    scrutineer('create', 'own', 'Tests what partners claim against the evidence.'),
    scrutineer('read', 'own', 'Drafts and conversations are the scrutineer’s own until they are shared.'),
    scrutineer('read', 'partnership', 'Builds on what earlier scrutineers found.'),
    scrutineer('change', 'own', 'Completes what they began.'),
    scrutineer('share', 'own', 'Publishes their own judgement: nobody edits it.'),
    ...(['business-manager', 'safeguarding-partner'] as const).map(
      (role): Grant => ({
        ...{ role, action: 'read', kind: SCRUTINY, scope: 'partnership', involvement: 'any', purposes: ['governance'] },
        why: 'Partners answer to scrutiny, and the business unit puts it into the yearly report.',
      }),
    ),
    {
      ...{ role: 'business-manager', action: 'share', kind: SCRUTINY, scope: 'partnership', involvement: 'any' },
      purposes: ['governance'],
      why: 'Publishes a statement that the scrutineer has signed.',
    },
  ],
};
