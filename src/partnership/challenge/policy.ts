import type { Action, Grant, Policy, Purpose, Role } from '../../platform/access/index.ts';

/** The kind of record that one agency's challenge of another is. */
export const PEER_CHALLENGE = 'peer-challenge';
/** The kind of record that a professional disagreement is. */
export const DISAGREEMENT = 'disagreement';

/** Kinds of this module. */
export type ChallengeKind = typeof PEER_CHALLENGE | typeof DISAGREEMENT;

type Line = [role: Role, actions: readonly Action[], scope: Grant['scope'], why: string];

/** Each line stands for both kinds: whoever may disagree about a case may challenge how an agency works. */
const LINES: readonly Line[] = [
  [
    'practitioner',
    ['create', 'read', 'change'],
    'own',
    'Whoever sees that something is wrong says so, and is answered.',
  ],
  [
    'hub-worker',
    ['create', 'read', 'change'],
    'own',
    'Decides on contacts that others disagree about, and answers them.',
  ],
  [
    'meeting-administrator',
    ['create', 'read', 'change'],
    'own',
    'Hears in meetings what agencies leave undone, and may say so like anybody.',
  ],
  ['assurance-lead', ['create'], 'own', 'Raises what the agency’s own work shows.'],
  ['assurance-lead', ['read', 'change'], 'agency', 'Answers for the agency when it is asked and nobody else is there.'],
  ['safeguarding-partner', ['create'], 'own', 'Partners hold each other to account as equals.'],
  [
    'safeguarding-partner',
    ['read', 'change'],
    'partnership',
    'Answers for the agency at stage three and decides with the other partners at stage four.',
  ],
  ['business-manager', ['create'], 'own', 'Raises what the year’s work shows.'],
  [
    'business-manager',
    ['read', 'change'],
    'partnership',
    'Is told of stage two and later, records what the partners decide and what is learned.',
  ],
  ['scrutineer', ['create'], 'own', 'Challenges partners and gets a reply.'],
  ['scrutineer', ['read'], 'partnership', 'Judges whether agencies hold each other to account.'],
  ['scrutineer', ['change'], 'own', 'Follows up the scrutineer’s own challenges.'],
];

function grants(kind: ChallengeKind): Grant[] {
  return LINES.flatMap(([role, actions, scope, why]) =>
    actions.map((action): Grant => {
      const purpose: Purpose = role === 'scrutineer' ? 'assurance' : 'governance';
      return { role, action, kind, scope, involvement: 'any', purposes: [purpose], why };
    }),
  );
}

/** Who may do what with challenges and disagreements. Whoever is a party reads and answers by policies of migration 0017. */
export const challengePolicy: Policy = {
  kinds: [
    {
      kind: PEER_CHALLENGE,
      name: 'Peer challenge',
      plural: 'Peer challenges',
      about: 'One agency asks another to account for how it works: on what, the reply, and what changed.',
      restricted: false,
      href: (id) => `/challenge/peer/${id}`,
    },
    {
      kind: DISAGREEMENT,
      name: 'Professional disagreement',
      plural: 'Professional disagreements',
      about: 'Practitioners of two agencies disagree about a decision: four stages, each with a clock. Names no child.',
      restricted: false,
      href: (id) => `/challenge/disagreements/${id}`,
    },
  ],
  grants: [
    ...grants(PEER_CHALLENGE),
    ...grants(DISAGREEMENT),
    {
      ...{ role: 'business-manager', action: 'manage', kind: DISAGREEMENT, scope: 'partnership', involvement: 'any' },
      purposes: ['governance'],
      why: 'Sets how long each stage may take, as the partnership agreed.',
    },
    ...(['business-manager', 'safeguarding-partner'] as const).map(
      (role): Grant => ({
        ...{ role, action: 'share', kind: PEER_CHALLENGE, scope: 'partnership', involvement: 'any' },
        purposes: ['governance'],
        why: 'Decides what the yearly report says of a challenge that has ended.',
      }),
    ),
  ],
};
