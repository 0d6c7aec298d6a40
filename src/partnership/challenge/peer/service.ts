import { randomUUID } from 'node:crypto';
import { decideKind, demandKind, Refused, type Work } from '../../../platform/access/index.ts';
import { londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { tellPeople } from '../../../platform/notify/index.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { demandMove, type Move, movesFrom } from '../../../platform/workflow/index.ts';
import { listThemes } from '../../learning/index.ts';
import { calendarOrNull } from '../disagreement/limits.ts';
import { type ClockStands, standsOn } from '../disagreement/rules.ts';
import { listOtherAgencies } from '../other-agencies.ts';
import { type Colleague, findAnswerable, listColleagues } from '../people.ts';
import { PEER_CHALLENGE } from '../policy.ts';
import { changesIn, newIn, reportYearOf } from '../words.ts';
import {
  type GivenPeerChallenge,
  type PeerChallenge,
  type PeerResult,
  type PeerState,
  peerHref,
  raisedByInWords,
  resultInWords,
  type Subject,
} from './peer-challenge.ts';
import { type PeerDoing, type PeerPart, peerPartsIn, peerProcess } from './process.ts';
import {
  findPeerChallenge,
  insertPeerChallenge,
  type MovedPeerChallenge,
  movePeerChallenge,
  nextPeerReference,
  savePeerSummary,
} from './repository.ts';
import { listSubjects, subjectValue } from './subjects.ts';

/** What the form for a challenge of an agency offers. */
export interface PeerChoices {
  agency: { key: string; name: string };
  people: Colleague[];
  subjects: Subject[];
  themes: { key: string; name: string }[];
}

/** Agencies that may be challenged: all but the person's own; the scrutineer challenges any. */
export function listChallengeable(work: Work): Promise<{ key: string; name: string }[]> {
  return listOtherAgencies(work, { ownToo: speaksAs(work) === 'scrutineer' });
}

function speaksAs({ actor, purpose }: Work) {
  if (purpose === 'assurance' && actor.roles.includes('scrutineer')) return 'scrutineer' as const;
  return actor.roles.find((role) => role !== 'scrutineer') ?? 'scrutineer';
}

/** What the form offers; null where there is no such agency to challenge. */
export async function beginPeerChallenge(work: Work, agencyKey: string): Promise<PeerChoices | null> {
  demandKind(work, 'create', PEER_CHALLENGE);
  const agency = (await listChallengeable(work)).find(({ key }) => key === agencyKey);
  if (!agency) return null;
  const people = await listColleagues(work.trx, { agency: agencyKey, today: londonDate(work.now) });
  return {
    agency,
    people: people.filter(({ id }) => id !== work.actor.id),
    subjects: await listSubjects(work.trx),
    themes: (await listThemes(work.trx)).map(({ key, name }) => ({ key, name })),
  };
}

/** A challenge as its form gives it: its subject by the value of the list, its words where that is practice. */
export interface TypedPeerChallenge extends Omit<GivenPeerChallenge, 'subject'> {
  about: string;
}

/** What became of a new challenge. */
export type PeerRaising =
  | { made: { id: string; reference: string; changes: FieldChange[] } }
  | { problems: FormProblem[]; choices: PeerChoices | null };

/** Challenges an agency and tells whoever is asked. */
export async function raisePeerChallenge(
  work: Work,
  typed: TypedPeerChallenge,
  id: string = randomUUID(),
): Promise<PeerRaising> {
  const choices = await beginPeerChallenge(work, typed.otherAgency);
  const { trx, actor, now } = work;
  const today = londonDate(now);
  const problems: FormProblem[] = [];
  const { about, ...rest } = typed;
  const practice: Subject = { kind: 'practice', key: null, words: 'How the agency works' };
  const subject = about === 'practice' ? practice : choices?.subjects.find((one) => subjectValue(one) === about);
  if (!choices) problems.push({ field: 'agency', message: 'Choose the agency that you challenge' });
  if (!subject) problems.push({ field: 'about', message: 'Choose what it is about from the list' });
  if (rest.askedId !== null && !choices?.people.some((one) => one.id === rest.askedId)) {
    problems.push({ field: 'asked', message: 'Choose somebody from the list, or leave it open' });
  }
  if (rest.theme !== null && !choices?.themes.some(({ key }) => key === rest.theme)) {
    problems.push({ field: 'theme', message: 'Choose a theme from the list' });
  }
  if (rest.replyBy < today) problems.push({ field: 'reply-by-day', message: 'The day of the reply must not be past' });
  if (problems.length > 0 || !subject) return { problems, choices };
  const given: GivenPeerChallenge = { ...rest, subject };
  const reference = await nextPeerReference(trx, today.slice(0, 4));
  const record = { id, reference, agency: actor.agency, ownerId: actor.id, raisedAs: speaksAs(work), today, now };
  await insertPeerChallenge(trx, record, given);
  const asked = given.askedId === null ? await findAnswerable(trx, given.otherAgency, today) : [given.askedId];
  await tell(work, asked, id, `Your agency is challenged and asked to reply: ${reference}.`);
  const { askedId, words, replyBy, otherAgency, theme } = given;
  const fields = { otherAgency, asked: askedId, about: subject.words, theme, words, replyBy };
  return { made: { id, reference, changes: newIn(PEER_CHALLENGE, id, fields) } };
}

function tell({ trx, actor, now }: Work, ids: readonly string[], id: string, notice: string): Promise<void> {
  return tellPeople(
    trx,
    ids.filter((one) => one !== actor.id),
    {
      notice,
      href: peerHref(id),
      subject: 'A challenge between agencies in Kith',
      mail: `${notice} Your notices in Kith lead there.`,
    },
    now,
  );
}

/** A challenge as its page shows it to one person. */
export interface PeerView {
  challenge: PeerChallenge;
  clock: ClockStands;
  moves: readonly Move<PeerState, PeerDoing, PeerPart>[];
  /** It has ended, and the person decides what the yearly report says of it. */
  mayPublish: boolean;
  reportYear: string;
}

/** One challenge, for somebody who may read it. */
export async function readPeerChallenge(work: Work, id: string): Promise<PeerView> {
  demandKind(work, 'read', PEER_CHALLENGE);
  const challenge = await findPeerChallenge(work.trx, id);
  if (!challenge) throw new Refused({ because: 'no-record', action: 'read', kind: PEER_CHALLENGE, recordId: id });
  const over = peerProcess.states[challenge.state].over === true;
  return {
    challenge,
    clock: standsOn(
      { due: challenge.replyBy, answeredOn: challenge.repliedOn, over },
      londonDate(work.now),
      await calendarOrNull(work.trx),
    ),
    moves: movesFrom(peerProcess, challenge.state, peerPartsIn(challenge, work.actor)),
    mayPublish: over && decideKind(work.access, work.actor, work.purpose, 'share', PEER_CHALLENGE).may,
    reportYear: reportYearOf(challenge.raisedOn),
  };
}

/** What is done with a challenge, as its form says it. */
export type PeerAct =
  | { doing: 'reply'; result: PeerResult; words: string }
  | { doing: 'change' | 'close' | 'withdraw'; words: string };

/** What became of it. */
export type PeerDone = { done: { changes: FieldChange[] } } | { met: PeerView };

/** Does something with a challenge from the version that the person saw. Throws PlainError (409) and Refused. */
export async function actOnPeerChallenge(work: Work, id: string, version: number, act: PeerAct): Promise<PeerDone> {
  demandKind(work, 'change', PEER_CHALLENGE);
  const view = await readPeerChallenge(work, id);
  const { challenge: found } = view;
  if (found.version !== version) return { met: view };
  const { to } = demandMove(peerProcess, found.state, act.doing, peerPartsIn(found, work.actor));
  const moved = movedBy(act, to, work.actor.id, londonDate(work.now));
  if (!(await movePeerChallenge(work.trx, { id, version, now: work.now }, moved))) {
    return { met: await readPeerChallenge(work, id) };
  }
  const concerned = [found.owner.id, found.asked?.id ?? found.owner.id, found.repliedBy?.id ?? found.owner.id];
  await tell(work, [...new Set(concerned)], id, `${found.reference}: ${SAID[act.doing]}`);
  const changes = changesIn(PEER_CHALLENGE, id, {
    state: [found.state, to],
    result: [found.result, act.doing === 'reply' ? act.result : found.result],
    words: [null, act.words],
  });
  return { done: { changes } };
}

const SAID: Record<PeerDoing, string> = {
  reply: 'there is a reply.',
  change: 'what changed is told.',
  close: 'it is closed.',
  withdraw: 'it is withdrawn.',
};

function movedBy(act: PeerAct, state: PeerState, by: string, on: PlainDate): MovedPeerChallenge {
  switch (act.doing) {
    case 'reply':
      return { state, reply: { result: act.result, words: act.words, by, on } };
    case 'change':
      return { state, changed: act.words, end: { words: null, by, on } };
    case 'close':
    case 'withdraw':
      return { state, end: { words: act.words, by, on } };
  }
}

/** Opens a challenge for whoever decides what the yearly report says of it. Throws Refused where they may not. */
export async function openToPublish(work: Work, id: string): Promise<PeerView> {
  demandKind(work, 'share', PEER_CHALLENGE);
  const view = await readPeerChallenge(work, id);
  if (!view.mayPublish)
    throw new Refused({ because: 'out-of-scope', action: 'share', kind: PEER_CHALLENGE, recordId: id });
  return view;
}

/** Writes what the yearly report says of a challenge that has ended, and whether it is published. */
export async function publishPeerChallenge(
  work: Work,
  id: string,
  given: { words: string; published: boolean },
): Promise<FieldChange[]> {
  const { challenge, reportYear } = await openToPublish(work, id);
  await savePeerSummary(
    work.trx,
    { id, by: work.actor.id, now: work.now },
    {
      ...given,
      reportYear,
      raisedBy: raisedByInWords(challenge),
      askedOf: challenge.otherAgencyName,
      about: challenge.aboutWords,
      result: resultInWords(challenge) ?? '',
    },
  );
  return changesIn(PEER_CHALLENGE, id, {
    published: [challenge.summary?.published ?? false, given.published],
    published_words: [challenge.summary?.words, given.words],
  });
}
