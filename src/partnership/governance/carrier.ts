import type { ActionBook, Carrier, Expected, Forum, MeetingPart, Seats } from '../../meetings/index.ts';
import { QUORUM_UNLESS_SAID } from '../../meetings/index.ts';
import { decideKind, type Work } from '../../platform/access/index.ts';
import { dateInWords, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { LiveSource } from '../../platform/waiting/index.ts';
import { ACTION, giveAction, listActionsOf, listTakers } from '../actions/index.ts';
import { findPartnership, listStatements, statutoryPartners } from '../arrangements/index.ts';
import { called, type Member, PARTS } from './groups/member.ts';
import { type GroupTerms, groupsOf, listGroupTerms, listMembers, listSeatRoles } from './groups/repository.ts';
import { standsOn } from './groups/rules.ts';
import { CONTRIBUTION, MEETING } from './policy.ts';

/** What meetings of the partnership's groups are carried by: membership, the access table, and what is live in Kith. */
export function governanceCarrier(sources: readonly LiveSource[]): Carrier {
  return {
    ...{ name: 'governance', kind: MEETING, contributionKind: CONTRIBUTION, base: '/meetings' },
    crumbs: [{ text: 'Home', href: '/' }],
    ...{ listForums, findForum, expected, partsOf, seatsOf, allRead, listObjectives, sources, actions },
  };
}

async function listForums(trx: Db): Promise<Forum[]> {
  return (await listGroupTerms(trx, null)).map(asForum);
}

async function findForum(trx: Db, key: string): Promise<Forum | undefined> {
  const [group] = await listGroupTerms(trx, key);
  return group && asForum(group);
}

function asForum({ key, name, quorum, closedOn }: GroupTerms): Forum {
  return {
    ...{ key, name, href: `/partnership/groups/${key}/members`, quorum: quorum ?? QUORUM_UNLESS_SAID },
    over: closedOn === null ? null : `It was closed on ${dateInWords(closedOn)}.`,
  };
}

async function expected(trx: Db, forumKey: string, day: PlainDate): Promise<Expected[]> {
  const members = await listMembers(trx, forumKey);
  const partners = new Set((await statutoryPartners(trx, day)).map(({ key }) => key));
  return members
    .filter((one) => standsOn(one, day))
    .map((one) => ({
      ...{
        memberKey: one.id,
        name: called(one),
        agency: one.agency,
        agencyName: one.agencyName,
        part: partOf(one, members),
      },
      ...{ voting: one.voting, partner: partners.has(one.agency), deputy: one.part === 'deputy' },
      ...{ personId: one.personId, leftOn: one.leftOn },
    }));
}

function partOf(one: Member, members: readonly Member[]): string {
  if (one.part !== 'deputy') return PARTS[one.part];
  const deputed = members.find(({ id }) => id === one.deputyFor);
  return deputed ? `Deputy of ${called(deputed)}` : PARTS.deputy;
}

/** Administrators and business managers run every meeting; a chair runs the group's; members and others read. */
async function partsOf(work: Work, forumKey: string): Promise<ReadonlySet<MeetingPart>> {
  const parts = new Set<MeetingPart>();
  const { sits, chairs, all } = await seatsIn(work);
  if (all) parts.add('administrator');
  if (mayMeet(work, 'read')) parts.add('reader');
  if (chairs.includes(forumKey)) parts.add('chair');
  if (sits.includes(forumKey)) parts.add('member');
  return parts;
}

function mayMeet(work: Work, action: 'read' | 'change'): boolean {
  return decideKind(work.access, work.actor, work.purpose, action, MEETING).may;
}

async function seatsOf(work: Work): Promise<Seats> {
  const { sits, chairs, all } = await seatsIn(work);
  return { sits, runs: all ? 'all' : chairs };
}

async function seatsIn(work: Work): Promise<{ sits: string[]; chairs: string[]; all: boolean }> {
  const seats = await groupsOf(work.trx, work.actor.id, londonDate(work.now));
  const lines = work.access.lines(work.actor.roles, 'change', MEETING);
  const chairs = mayMeet(work, 'change') ? seats.filter(({ part }) => part === 'chair') : [];
  return {
    sits: seats.map(({ groupKey }) => groupKey),
    chairs: chairs.map(({ groupKey }) => groupKey),
    all: lines.some(
      ({ involvement, purposes }) => involvement === 'any' && work.purpose !== null && purposes.includes(work.purpose),
    ),
  };
}

/** A seat that nobody of Kith fills is read for by somebody whose rights nobody knows. */
async function allRead({ trx, access }: Work, forumKey: string, day: PlainDate, kind: string): Promise<boolean> {
  const roles = await listSeatRoles(trx, forumKey, day);
  return (
    roles.length > 0 &&
    roles.every((held) =>
      access
        .lines(held, 'read', kind)
        .some(({ scope, involvement }) => scope === 'partnership' && involvement === 'any'),
    )
  );
}

async function listObjectives(trx: Db): Promise<{ key: string; words: string }[]> {
  const partnership = await findPartnership(trx);
  if (!partnership) return [];
  const statements = await listStatements(trx, partnership.key);
  return statements
    .filter(({ statementKind }) => statementKind === 'objective')
    .map(({ key, words }) => ({ key, words }));
}

const STATES: Readonly<Record<string, string>> = {
  open: 'Open',
  done: 'Done, to be looked at',
  'made-a-difference': 'Made a difference',
  'looked-at': 'Looked at',
  'not-needed': 'Not needed any more',
};

/** Actions that are given in a meeting are kept with all others. */
const actions: ActionBook = {
  mayGive: (work) => decideKind(work.access, work.actor, work.purpose, 'create', ACTION).may,
  takers: (trx, day) => listTakers(trx, day),
  give: async (work, { meeting, itemTitle, title, takerId, dueOn }) => {
    const under = itemTitle === null ? '' : `, “${itemTitle}”`;
    const words = `${meeting.title}, ${dateInWords(meeting.day)}${under}`;
    const origin = { kind: 'meeting', id: meeting.id, words } as const;
    const giving = await giveAction(work, {
      ...{ title, words: title, ownerId: takerId, dueOn, origin },
      ...{ recommendationId: null, objectives: [], priority: null, expectedChange: null },
    });
    if ('problems' in giving) return { problem: giving.problems.map(({ message }) => message).join('. ') };
    return { ...giving.given, kind: ACTION };
  },
  listOf: async (work, meetingId) => {
    const lines = await listActionsOf(work.trx, { kind: 'meeting', id: meetingId });
    return lines.map((one) => ({
      ...{ reference: one.reference, title: one.title, owner: `${one.ownerName}, ${one.agencyName}`, dueOn: one.dueOn },
      ...{ state: STATES[one.state] ?? one.state, href: `/work/actions/${one.id}` },
    }));
  },
};
