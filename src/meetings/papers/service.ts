import { randomUUID } from 'node:crypto';
import { Refused } from '../../platform/access/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { megabytes, previewOf } from '../../platform/uploads/index.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import type { CheckedFile } from '../../platform/web/upload.ts';
import { type Desk, demandState, runs } from '../carrier.ts';
import { listContributions } from '../contributions/repository.ts';
import { CONTRIBUTING_OPEN, type Item, type Meeting } from '../meeting.ts';
import { getMeeting, meetingChange, meetingHref, momentOf, readItems, tellMembers } from '../service.ts';
import { FILE, type GivenPaper } from './form.ts';
import { PAPERS_OPEN, type Paper, type PaperVersion, type ShownVersion } from './paper.ts';
import {
  findPaper,
  findVersion,
  insertPaper,
  insertVersion,
  listPapers,
  listPaperVersions,
  markWithdrawn,
  readBytes,
} from './repository.ts';

/**
 * What somebody is to the papers of a meeting. `runs`: all of them are theirs to look after. `brings`: their agency was asked
 * for a contribution and they are a member, so they look after the papers of their agency. `reads`: they read them.
 */
type Hand = 'runs' | 'brings' | 'reads';

async function handOf(desk: Desk, meeting: Meeting): Promise<Hand> {
  const parts = await desk.carrier.partsOf(desk, meeting.forumKey);
  if (runs(parts)) return 'runs';
  if (!parts.has('member')) return 'reads';
  const asked = await listContributions(desk.trx, meeting.id);
  return asked.some(({ agency }) => agency === desk.actor.agency) ? 'brings' : 'reads';
}

function isOpen(hand: Hand, { state }: Meeting): boolean {
  if (hand === 'reads') return false;
  return (hand === 'runs' ? PAPERS_OPEN : CONTRIBUTING_OPEN).includes(state);
}

/** Throws where papers of a meeting are not this person's to change: Refused, or PlainError (409) when it is too late. */
async function demandHand(desk: Desk, meeting: Meeting, what: string): Promise<Hand> {
  const hand = await handOf(desk, meeting);
  if (hand === 'reads') {
    throw new Refused({ because: 'out-of-scope', action: 'change', kind: desk.carrier.kind, recordId: meeting.id });
  }
  demandState(meeting, hand === 'runs' ? PAPERS_OPEN : CONTRIBUTING_OPEN, what);
  return hand;
}

/** The papers of a meeting, for somebody who may read it. */
export interface PapersView {
  meeting: Meeting;
  items: Item[];
  papers: Paper[];
  runs: boolean;
  /** Whether the person may add one now. */
  mayAdd: boolean;
  /** Whose paper it can be: more than the person's own agency for whoever runs the meeting. */
  agencies: { key: string; name: string }[];
}

/** The papers of a meeting, for somebody who may read it. */
export async function readPapers(desk: Desk, id: string): Promise<PapersView> {
  const meeting = await getMeeting(desk, id);
  const hand = await handOf(desk, meeting);
  return {
    meeting,
    items: (await readItems(desk, meeting)).items,
    papers: await listPapers(desk.trx, id),
    runs: hand === 'runs',
    mayAdd: isOpen(hand, meeting),
    agencies: await agenciesFor(desk, meeting, hand),
  };
}

async function agenciesFor(
  { carrier, trx, actor }: Desk,
  { forumKey, day }: Meeting,
  hand: Hand,
): Promise<{ key: string; name: string }[]> {
  const own = { key: actor.agency, name: actor.agencyName };
  if (hand !== 'runs') return [own];
  const expected = await carrier.expected(trx, forumKey, day);
  const all = new Map([[own.key, own.name], ...expected.map((one): [string, string] => [one.agency, one.agencyName])]);
  return [...all].map(([key, name]) => ({ key, name }));
}

/** What came of adding a paper: its number and the changes, or what is to be mended in the form. */
export type Adding = { id: string; changes: FieldChange[] } | { problems: FormProblem[] };

const CHOOSE = 'Choose the file of the paper';

/** Adds a paper with its first version. */
export async function addPaper(
  desk: Desk,
  meetingId: string,
  given: GivenPaper,
  file: CheckedFile | null,
  id: string = randomUUID(),
): Promise<Adding> {
  const meeting = await getMeeting(desk, meetingId);
  const hand = await demandHand(desk, meeting, 'Adding a paper');
  const problems: FormProblem[] = [];
  const agencies = await agenciesFor(desk, meeting, hand);
  const agency = agencies.find(({ key }) => key === (given.agency || desk.actor.agency));
  if (!agency) problems.push({ field: 'agency', message: 'Choose whose paper it is from the list' });
  const { items } = await readItems(desk, meeting);
  const item = items.find((one) => one.id === given.itemId);
  if (given.itemId !== null && !item) problems.push({ field: 'item', message: 'Choose an item of this meeting' });
  if (!file) problems.push({ field: FILE, message: CHOOSE });
  const same = file && (await listPapers(desk.trx, meetingId)).find((one) => isSame(one, file));
  if (same) problems.push({ field: FILE, message: `This very file is there already: it is “${same.title}”` });
  if (problems.length > 0 || !file || !agency) return { problems };
  const { title, itemId } = given;
  await insertPaper(desk.trx, { id, meetingId, itemId, title, agency: agency.key }, desk.now);
  await addVersion(desk, id, file, null);
  await tellOfPaper(desk, meeting, id, 'A paper was added');
  const change = (field: string, after: unknown) => meetingChange(desk, meetingId, `paper, ${field}`, null, after);
  return {
    id,
    changes: [
      change('title', title),
      change('agency', agency.name),
      ...(item ? [change('item', item.title)] : []),
      ...fileChanges(desk, meetingId, title, null, { ...file, version: 1 }),
    ],
  };
}

function isSame(paper: Paper, { sha256 }: CheckedFile): boolean {
  return paper.withdrawnAt === null && paper.sha256 === sha256;
}

async function addVersion(desk: Desk, paperId: string, file: CheckedFile, because: string | null): Promise<number> {
  const { name: fileName, kind, size, sha256, path } = file;
  const { actor, now } = desk;
  const preview = await previewOf(path, kind);
  return insertVersion(desk.trx, paperId, {
    ...{ fileName, kind, size, sha256, path, preview, because },
    ...{ byId: actor.id, byName: actor.name, at: now },
  });
}

function fileChanges(
  desk: Desk,
  meetingId: string,
  title: string,
  before: Paper | null,
  { name, size, sha256, version }: CheckedFile & { version: number },
): FieldChange[] {
  const was =
    before && `version ${before.version}: ${before.fileName}, ${megabytes(before.size)}, SHA-256 ${before.sha256}`;
  const is = `version ${version}: ${name}, ${megabytes(size)}, SHA-256 ${sha256}`;
  return [meetingChange(desk, meetingId, `paper “${title}”`, was, is)];
}

async function getPaper(desk: Desk, meetingId: string, id: string): Promise<Paper> {
  const paper = await findPaper(desk.trx, meetingId, id);
  if (!paper) throw new Refused({ because: 'no-record', action: 'read', kind: desk.carrier.kind, recordId: meetingId });
  return paper;
}

/** A paper that may be changed by this person, or the reason why not. */
async function paperInHand(
  desk: Desk,
  meetingId: string,
  id: string,
  what: string,
): Promise<{ meeting: Meeting; paper: Paper }> {
  const meeting = await getMeeting(desk, meetingId);
  const hand = await demandHand(desk, meeting, what);
  const paper = await getPaper(desk, meetingId, id);
  if (hand === 'brings' && paper.agency !== desk.actor.agency) {
    throw new Refused({ because: 'out-of-scope', action: 'change', kind: desk.carrier.kind, recordId: meetingId });
  }
  if (paper.withdrawnAt !== null) {
    throw new PlainError(`“${paper.title}” was withdrawn by ${paper.withdrawnBy}. Add it as a new paper.`, {
      statusCode: 409,
    });
  }
  return { meeting, paper };
}

/** Tells members who have the agenda already that its papers are others now. */
async function tellOfPaper(desk: Desk, meeting: Meeting, id: string, what: string): Promise<void> {
  if (meeting.state !== 'agenda-sent') return;
  const said = `${what} since the agenda of ${meeting.title} on ${momentOf(meeting)} was sent.`;
  await tellMembers(desk, meeting, {
    notice: said,
    href: `${meetingHref(desk, meeting.id)}/papers/${id}`,
    mail: said,
  });
}

/** Puts another version in place of a paper's newest. The earlier ones stay, and can be read. */
export async function replacePaper(
  desk: Desk,
  meetingId: string,
  id: string,
  because: string,
  file: CheckedFile | null,
): Promise<{ version: number; changes: FieldChange[] } | { problems: FormProblem[] }> {
  const { meeting, paper } = await paperInHand(desk, meetingId, id, 'Replacing a paper');
  if (!file) return { problems: [{ field: FILE, message: 'Choose the file of the new version' }] };
  if (isSame(paper, file)) {
    return {
      problems: [{ field: FILE, message: `This is the very file of version ${paper.version}: choose the new one` }],
    };
  }
  const version = await addVersion(desk, id, file, because);
  await tellOfPaper(desk, meeting, id, 'A paper has a new version');
  return { version, changes: fileChanges(desk, meetingId, paper.title, paper, { ...file, version }) };
}

/** Withdraws a paper, with the reason. It stays in the list, and whoever runs the meeting can still open it. */
export async function withdrawPaper(
  desk: Desk,
  meetingId: string,
  id: string,
  because: string,
): Promise<{ changes: FieldChange[] }> {
  const { meeting, paper } = await paperInHand(desk, meetingId, id, 'Withdrawing a paper');
  if (!(await markWithdrawn(desk.trx, id, { by: desk.actor.name, because, now: desk.now }))) {
    throw new PlainError(`Somebody else has just withdrawn “${paper.title}”.`, { statusCode: 409 });
  }
  await tellOfPaper(desk, meeting, id, 'A paper was withdrawn');
  return { changes: [meetingChange(desk, meetingId, `paper “${paper.title}”`, 'there', 'withdrawn')] };
}

/** One paper with all its versions. */
export interface PaperView {
  meeting: Meeting;
  paper: Paper;
  item: Item | null;
  versions: PaperVersion[];
  /** The version that is shown; null where a withdrawn paper is closed to the person. */
  shown: ShownVersion | null;
  runs: boolean;
  /** Whether the person may replace or withdraw it now. */
  mayChange: boolean;
}

/** One paper, for somebody who may read its meeting. `version` is the newest unless told. */
export async function readPaper(
  desk: Desk,
  meetingId: string,
  id: string,
  version: number | null = null,
): Promise<PaperView> {
  const meeting = await getMeeting(desk, meetingId);
  const paper = await getPaper(desk, meetingId, id);
  const hand = await handOf(desk, meeting);
  const { items } = await readItems(desk, meeting);
  const mine = hand === 'runs' || paper.agency === desk.actor.agency;
  return {
    ...{ meeting, paper, versions: await listPaperVersions(desk.trx, id), runs: hand === 'runs' },
    item: items.find((one) => one.id === paper.itemId) ?? null,
    shown: isClosed(paper, hand) ? null : await getVersion(desk, paper, version ?? paper.version),
    mayChange: mine && paper.withdrawnAt === null && isOpen(hand, meeting),
  };
}

/** What was withdrawn, often because it should not have been there, is open to whoever runs the meeting alone. */
function isClosed(paper: Paper, hand: Hand): boolean {
  return paper.withdrawnAt !== null && hand !== 'runs';
}

async function getVersion(desk: Desk, paper: Paper, version: number): Promise<ShownVersion> {
  const found = await findVersion(desk.trx, paper.id, version);
  if (!found) throw new PlainError(`“${paper.title}” has no version ${version}.`, { statusCode: 404 });
  return found;
}

/** The file of a version. Throws PlainError (409) where the paper was withdrawn and the person doesn't run the meeting. */
export async function openPaperFile(
  desk: Desk,
  meetingId: string,
  id: string,
  version: number,
): Promise<{ version: ShownVersion; bytes: Buffer }> {
  const meeting = await getMeeting(desk, meetingId);
  const paper = await getPaper(desk, meetingId, id);
  if (isClosed(paper, await handOf(desk, meeting))) {
    throw new PlainError(`“${paper.title}” was withdrawn: ask whoever runs the meeting.`, { statusCode: 409 });
  }
  const found = await getVersion(desk, paper, version);
  return { version: found, bytes: await readBytes(desk.trx, id, version, found.size) };
}
