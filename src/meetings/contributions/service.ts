import { randomUUID } from 'node:crypto';
import { Refused } from '../../platform/access/index.ts';
import { addDays, dateInWords, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { tellPeople } from '../../platform/notify/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { type Desk, demandRuns, demandState, type Expected, runs } from '../carrier.ts';
import { CONTRIBUTING_OPEN, type Contribution, type Meeting } from '../meeting.ts';
import { listVersions, writeWords } from '../minutes/repository.ts';
import type { GivenWords, Written } from '../minutes/service.ts';
import { findMeeting } from '../repository.ts';
import { getMeeting, meetingChange } from '../service.ts';
import { type Text, textOf } from '../words.ts';
import {
  answerContribution,
  type ContributionLine,
  findContribution,
  insertContribution,
  listContributions,
  listOfAgency,
  markChased,
} from './repository.ts';

/** Whether somebody of an agency can be told here, and if not, why in plain words. */
export interface Reach {
  agency: string;
  agencyName: string;
  /** People who are told. */
  people: Expected[];
  /** Why nobody, or not everybody, is told: "Sarah Example has left." Empty where all is well. */
  says: string;
}

/** Whom Kith can tell for an agency on a day, and whom it can't. */
export function reachOf(agency: { key: string; name: string }, expected: readonly Expected[], today: PlainDate): Reach {
  const of = expected.filter((one) => one.agency === agency.key);
  const people = of.filter((one) => one.personId !== null && (one.leftOn === null || one.leftOn >= today));
  const left = of.filter((one) => one.leftOn !== null && one.leftOn < today).map(({ name }) => name);
  const seats = of.filter((one) => one.personId === null).map(({ name }) => name);
  const listed = new Intl.ListFormat('en-GB');
  const says = [
    left.length > 0 ? `${listed.format(left)} ${left.length === 1 ? 'has' : 'have'} left and can’t be told here.` : '',
    seats.length > 0
      ? `${listed.format(seats)}: a seat without anybody who works with Kith, so without an address.`
      : '',
    people.length === 0
      ? `Nobody of ${agency.name} is told. Ask them another way, and enter their answer for them.`
      : '',
  ].filter((part) => part !== '');
  return { agency: agency.key, agencyName: agency.name, people, says: says.join(' ') };
}

/** The contributions of a meeting with what was written. */
export interface ContributionsView {
  meeting: Meeting;
  contributions: (Contribution & { text: Text; reach: Reach; mine: boolean })[];
  /** Agencies with members in the body, for asking. */
  agencies: Reach[];
}

/** What agencies were asked for before a meeting, and what they said. For whoever may read the meeting. */
export async function readContributions(
  desk: Desk,
  meeting: Meeting,
  texts: ReadonlyMap<string, Text>,
  known?: readonly Expected[],
): Promise<ContributionsView> {
  const expected = known ?? (await desk.carrier.expected(desk.trx, meeting.forumKey, meeting.day));
  const today = londonDate(desk.now);
  const agencies = [...new Map(expected.map(({ agency, agencyName }) => [agency, agencyName]))].map(([key, name]) =>
    reachOf({ key, name }, expected, today),
  );
  const gives = desk.access.lines(desk.actor.roles, 'change', desk.carrier.contributionKind).length > 0;
  const contributions = (await listContributions(desk.trx, meeting.id)).map((one) => ({
    ...one,
    text: texts.get(one.id) ?? { current: null, beside: [] },
    reach: reachOf({ key: one.agency, name: one.agencyName }, expected, today),
    mine: gives && one.agency === desk.actor.agency,
  }));
  return { meeting, contributions, agencies };
}

/** Asks agencies for their contribution, and tells those who can be told. */
export async function askAgencies(
  desk: Desk,
  id: string,
  given: { agencies: readonly string[]; asked: string; dueOn: PlainDate },
): Promise<{ changes: FieldChange[]; notTold: string[] } | { problems: FormProblem[] }> {
  const meeting = await getMeeting(desk, id);
  await demandRuns(desk, meeting);
  demandState(meeting, ['planned', 'agenda-sent'], 'Asking for contributions');
  const today = londonDate(desk.now);
  const { agencies } = await readContributions(desk, meeting, new Map());
  const asked = agencies.filter(({ agency }) => given.agencies.includes(agency));
  const problems: FormProblem[] = [];
  if (asked.length === 0 || asked.length < new Set(given.agencies).size) {
    problems.push({ field: 'agencies', message: 'Choose agencies that have members in the group' });
  }
  if (given.dueOn < today || given.dueOn > meeting.day) {
    problems.push({
      field: 'due-day',
      message: `Choose a day from today to the day of the meeting, ${dateInWords(meeting.day)}`,
    });
  }
  if (problems.length > 0) return { problems };
  for (const { agency } of asked) {
    await insertContribution(
      desk.trx,
      { id: randomUUID(), meetingId: id, agency, asked: given.asked, dueOn: given.dueOn },
      desk.now,
    );
  }
  await tell(
    desk,
    asked.flatMap(({ people }) => people),
    `A contribution to ${meeting.title} is asked of your agency by ${dateInWords(given.dueOn)}.`,
    id,
  );
  return {
    notTold: asked.filter(({ says }) => says !== '').map(({ says }) => says),
    changes: asked.map(({ agencyName }) => meetingChange(desk, id, `asked of ${agencyName}`, null, given.asked)),
  };
}

async function tell(desk: Desk, people: readonly Expected[], notice: string, meetingId: string): Promise<void> {
  const ids = [...new Set(people.map(({ personId }) => personId ?? ''))];
  const word = {
    notice,
    href: `${desk.carrier.base}/${meetingId}/contributions`,
    subject: 'A contribution is asked of you',
    mail: notice,
  };
  await tellPeople(desk.trx, ids, word, desk.now);
}

/** Chases every contribution of a meeting that has not come. Says whom nobody could chase, and why. */
export async function chase(
  desk: Desk,
  id: string,
): Promise<{ chased: number; notTold: string[]; changes: FieldChange[] }> {
  const meeting = await getMeeting(desk, id);
  await demandRuns(desk, meeting);
  demandState(meeting, ['planned', 'agenda-sent'], 'Chasing contributions');
  const { contributions } = await readContributions(desk, meeting, new Map());
  const open = contributions.filter(({ answer }) => answer === null);
  const reached = open.filter(({ reach }) => reach.people.length > 0);
  for (const one of reached) {
    const late = one.dueOn < londonDate(desk.now) ? 'was due' : 'is due';
    await tell(
      desk,
      one.reach.people,
      `The contribution of your agency to ${meeting.title} ${late} on ${dateInWords(one.dueOn)}.`,
      id,
    );
  }
  await markChased(
    desk.trx,
    reached.map((one) => one.id),
    desk.now,
  );
  return {
    chased: reached.length,
    notTold: open.filter(({ reach }) => reach.says !== '').map(({ reach }) => reach.says),
    changes: reached.map(({ agencyName }) =>
      meetingChange(desk, id, `chased ${agencyName}`, null, londonDate(desk.now)),
    ),
  };
}

/** Who may write a contribution: whoever works for the agency, and whoever runs the meeting, for an agency that told them. */
async function openContribution(desk: Desk, id: string): Promise<ContributionLine> {
  const contribution = await findContribution(desk.trx, id);
  const refused = () =>
    new Refused({ because: 'no-record', action: 'change', kind: desk.carrier.contributionKind, recordId: id });
  if (!contribution) throw refused();
  if (contribution.agency === desk.actor.agency) return contribution;
  const meeting = await findMeeting(desk.trx, desk.carrier.name, contribution.meetingId);
  if (meeting === undefined || !runs(await desk.carrier.partsOf(desk, meeting.forumKey))) throw refused();
  return contribution;
}

/** One contribution, for somebody who may write it. */
export interface ContributionView {
  contribution: ContributionLine;
  /** Whether its meeting still takes it. */
  open: boolean;
  text: Text;
}

/** One contribution, for somebody who may write it. */
export async function readContribution(desk: Desk, id: string): Promise<ContributionView> {
  const contribution = await openContribution(desk, id);
  const open = CONTRIBUTING_OPEN.includes(contribution.meeting.state);
  return { contribution, open, text: textOf(await listVersions(desk.trx, id)) };
}

/** Writes an agency's contribution. Like minutes, nothing is ever overwritten. */
export async function contribute(
  desk: Desk,
  id: string,
  given: GivenWords & { nothingToAdd: boolean },
): Promise<Written & { meetingId: string; late: boolean }> {
  const contribution = await openContribution(desk, id);
  demandState(contribution.meeting, CONTRIBUTING_OPEN, 'Giving a contribution');
  if (given.words === '' && !given.nothingToAdd) {
    throw new PlainError('Write the contribution, or say that your agency has nothing to add.', { statusCode: 400 });
  }
  const { trx, actor, now } = desk;
  const at = { subjectId: id, meetingId: contribution.meetingId, now, byName: actor.name };
  const placed = await writeWords(trx, at, { ...given, byId: actor.id });
  const answer = given.nothingToAdd && given.words === '' ? 'nothing-to-add' : 'given';
  await answerContribution(trx, id, { answer, name: actor.name, now });
  const written = 'same' in placed ? placed.same : placed;
  const changes = [
    {
      ...meetingChange(desk, id, 'contribution', `version ${given.basedOn}`, `version ${written.version}`),
      kind: desk.carrier.contributionKind,
    },
  ];
  return {
    ...{ changes, version: written.version, standing: written.standing, meetingId: contribution.meetingId },
    late: contribution.dueOn < londonDate(now),
  };
}

/** How long an answered contribution stays in the list of its agency, in days. */
const STAYS = 60;

/** What the person's own agency was asked for. */
export async function listMine(desk: Desk): Promise<ContributionLine[]> {
  return listOfAgency(desk.trx, desk.actor.agency, addDays(londonDate(desk.now), -STAYS));
}
