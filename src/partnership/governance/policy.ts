import type { Grant, Policy, Purpose, Role } from '../../platform/access/index.ts';

/** Who sits in a group, its terms and what shows that it did its duties, as the access table names it. */
export const GROUP = 'governance-group';
/** A meeting of one of the partnership's groups with everything in it. */
export const MEETING = 'meeting';
/** What an agency is asked for before a meeting, for those of the agency who sit in no group. */
export const CONTRIBUTION = 'meeting-contribution';

/** Roles of people who may sit in a group, or chair one. Administrators and auditors look after Kith and see no meeting. */
const MAY_SIT: readonly Role[] = ['practitioner', 'hub-worker', 'analyst', 'assurance-lead'];

/** One purpose for each role, so that nobody is asked to choose. */
function purposesOf(role: Role): readonly [Purpose] {
  return role === 'scrutineer' ? ['assurance'] : ['governance'];
}

function grant(role: Role, action: Grant['action'], kind: string, why: string, rest: Partial<Grant> = {}): Grant {
  return { role, action, kind, scope: 'partnership', involvement: 'any', purposes: purposesOf(role), why, ...rest };
}

/** Who may do what with groups and their meetings. Inventory rows 7 to 16; membership itself is the database's to know. */
export const governancePolicy: Policy = {
  kinds: [
    {
      ...{ kind: GROUP, name: 'Group', plural: 'Groups', restricted: false },
      about: 'Who sits in a group and for whom, its quorum and remit, and what shows that it did its duties.',
    },
    {
      ...{ kind: MEETING, name: 'Meeting', plural: 'Meetings', restricted: false },
      about: 'A meeting of one of the partnership’s groups: agenda, attendance, minutes, decisions, contributions.',
      href: (id) => `/meetings/${id}`,
    },
    {
      ...{
        kind: CONTRIBUTION,
        name: 'Contribution to a meeting',
        plural: 'Contributions to meetings',
        restricted: false,
      },
      about: 'What an agency was asked for before a meeting, and what it answered.',
    },
  ],
  grants: [
    ...(['meeting-administrator', 'business-manager'] as const).flatMap((role) => [
      grant(role, 'read', GROUP, 'Keeps the list of who sits in which group.'),
      grant(role, 'create', GROUP, 'Enters who joins a group and what shows that a duty was done.'),
      grant(role, 'change', GROUP, 'Ends a membership, changes the terms, closes a task and finish group.'),
      grant(role, 'read', MEETING, 'Prepares, holds and follows up the partnership’s meetings.'),
      grant(role, 'create', MEETING, 'Plans meetings and series of them.'),
      grant(role, 'change', MEETING, 'Builds agendas, writes minutes, records attendance and decisions.'),
    ]),
    grant(
      'safeguarding-partner',
      'read',
      GROUP,
      'The partners answer equally for who sits where and what each group does.',
    ),
    grant(
      'safeguarding-partner',
      'read',
      MEETING,
      'The partners answer equally and jointly for what any group decides.',
    ),
    grant('safeguarding-partner', 'share', MEETING, 'Decides which decisions stand in the public yearly report.'),
    grant('scrutineer', 'read', GROUP, 'Tests whether groups do what their terms of reference ask of them.'),
    grant('scrutineer', 'read', MEETING, 'Tests what partners claim against what they decided and did.'),
    ...MAY_SIT.flatMap((role) => [
      grant(role, 'read', GROUP, 'Must be able to see who sits in a group on behalf of whom.'),
      grant(role, 'read', MEETING, 'Sits in the group: reads its meetings as long as the membership lasts.', {
        involvement: 'involved',
      }),
    ]),
    ...([...MAY_SIT, 'safeguarding-partner', 'scrutineer'] as const).map((role) =>
      grant(role, 'change', MEETING, 'Chairs the group: orders its agenda, settles its minutes and decisions.', {
        involvement: 'involved',
      }),
    ),
    ...(['meeting-administrator', 'business-manager'] as const).flatMap((role) => [
      grant(role, 'read', CONTRIBUTION, 'Collects contributions before the meeting and sees which are late.'),
      grant(role, 'change', CONTRIBUTION, 'Enters a contribution that an agency sent another way.'),
    ]),
    ...([...MAY_SIT, 'safeguarding-partner', 'scrutineer'] as const).map((role) =>
      grant(role, 'read', CONTRIBUTION, 'Sits in the group: reads what its agencies bring.', {
        involvement: 'involved',
      }),
    ),
    // The scrutineer is independent of every agency and answers for none.
    ...([...MAY_SIT, 'safeguarding-partner'] as const).map((role) =>
      grant(role, 'change', CONTRIBUTION, 'Sits in the group: gives the contribution of their own agency.', {
        involvement: 'involved',
      }),
    ),
    grant('assurance-lead', 'read', CONTRIBUTION, 'Answers for the agency, whoever of it sits in the group.', {
      scope: 'agency',
    }),
    grant('assurance-lead', 'change', CONTRIBUTION, 'Gives the agency’s contribution where nobody else does.', {
      scope: 'agency',
    }),
  ],
};
