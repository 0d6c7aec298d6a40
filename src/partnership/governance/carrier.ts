import type { ActionBook, Carrier, Expected, Forum, LiveSource, MeetingPart } from '../../meetings/index.ts';
import { QUORUM_UNLESS_SAID } from '../../meetings/index.ts';
import { decideKind, type Work } from '../../platform/access/index.ts';
import { dateInWords, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { ACTION, giveAction, listActionsDue, listActionsOf } from '../actions/index.ts';
import { findPartnership, listStatements, statutoryPartners } from '../arrangements/index.ts';
import { called, type Member, PARTS } from './groups/member.ts';
import { type GroupTerms, groupsOf, listCandidates, listGroupTerms, listMembers } from './groups/repository.ts';
import { standsOn } from './groups/rules.ts';
import { CONTRIBUTION, MEETING } from './policy.ts';

/** What meetings of the partnership's groups are carried by: membership, the access table, and what is live in Kith. */
export function governanceCarrier(sources: readonly LiveSource[]): Carrier {
  return {
    ...{ name: 'governance', kind: MEETING, contributionKind: CONTRIBUTION, base: '/meetings' },
    crumbs: [{ text: 'Home', href: '/' }],
    ...{ listForums, findForum, expected, partsOf, listObjectives, sources, actions },
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
  const may = (action: 'read' | 'change') => decideKind(work.access, work.actor, work.purpose, action, MEETING);
  const change = may('change');
  const lines = work.access.lines(work.actor.roles, 'change', MEETING);
  const anyMeeting = lines.some(
    ({ involvement, purposes }) => involvement === 'any' && work.purpose !== null && purposes.includes(work.purpose),
  );
  if (change.may && anyMeeting) parts.add('administrator');
  if (may('read').may) parts.add('reader');
  const seats = await groupsOf(work.trx, work.actor.id, londonDate(work.now));
  const seat = seats.find(({ groupKey }) => groupKey === forumKey);
  if (seat && change.may && seat.part === 'chair') parts.add('chair');
  if (seat) parts.add('member');
  return parts;
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
  takers: (trx, day) => listCandidates(trx, day),
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

/** Weeks before a meeting from which actions that fall due belong on its agenda. */
const SOON = 14;

/** Actions that are late or fall due about the day of the meeting, and impact tests to be looked at. */
export const actionsSource: LiveSource = {
  name: 'Actions due, and effects to be looked at',
  lines: async (work, { day }) => {
    const today = londonDate(work.now);
    const horizon = day > today ? Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000) : 0;
    const due = await listActionsDue(work.trx, { today, within: horizon + SOON });
    return due.map((one) => ({
      ...{
        key: `action:${one.id}:${one.nextOn}`,
        title: `${one.reference} ${one.title}`,
        href: `/work/actions/${one.id}`,
      },
      whyNow: whyNow(one, today),
    }));
  },
};

function whyNow(
  one: { state: string; ownerName: string; agencyName: string; nextOn: PlainDate | null },
  today: PlainDate,
): string {
  const when = one.nextOn === null ? '' : dateInWords(one.nextOn);
  const whose = `${one.ownerName}, ${one.agencyName}`;
  if (one.state === 'done') return `Done by ${whose}; whether it helped is looked at on ${when}`;
  return one.nextOn !== null && one.nextOn < today ? `Late since ${when}: ${whose}` : `Due on ${when}: ${whose}`;
}
