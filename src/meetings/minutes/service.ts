import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { listItems } from '../agenda/repository.ts';
import { type Desk, demandRuns, demandState } from '../carrier.ts';
import { type Item, type Meeting, WRITING_OPEN } from '../meeting.ts';
import { getMeeting, meetingChange } from '../service.ts';
import { type Text, textOf, type Version } from '../words.ts';
import { listVersions, writeWords } from './repository.ts';

/** What somebody wrote under an item. */
export interface GivenWords {
  words: string;
  /** The version that they had before their eyes; 0 where nothing stood there. */
  basedOn: number;
  /** Versions beside the text that they took account of. */
  settles: readonly number[];
}

/** What became of it. */
export interface Written {
  changes: FieldChange[];
  /** The version that whoever wrote it goes on from. */
  version: number;
  /** `beside`: somebody else wrote there too; both are kept, to be settled. */
  standing: 'current' | 'beside';
}

/** Writes minutes under an item. Nothing is ever overwritten: see `words.ts`. */
export async function writeMinutes(desk: Desk, id: string, itemId: string, given: GivenWords): Promise<Written> {
  const meeting = await getMeeting(desk, id);
  await demandRuns(desk, meeting);
  demandState(meeting, WRITING_OPEN, 'Writing minutes');
  const item = await getItem(desk, id, itemId);
  const { trx, actor, now } = desk;
  const placed = await writeWords(
    trx,
    { subjectId: itemId, meetingId: id, now, byName: actor.name },
    { ...given, byId: actor.id },
  );
  if ('same' in placed) return { changes: [], version: placed.same.version, standing: placed.same.standing };
  const { version, standing } = placed;
  const after = `version ${version}${standing === 'beside' ? ', beside the text' : ''}`;
  return {
    changes: [meetingChange(desk, id, `minutes of “${item.title}”`, `version ${given.basedOn}`, after)],
    version,
    standing,
  };
}

async function getItem(desk: Desk, id: string, itemId: string): Promise<Item> {
  const item = (await listItems(desk.trx, id)).find((one) => one.id === itemId);
  if (!item) throw new PlainError('There is no such item on this agenda any more.', { statusCode: 404 });
  return item;
}

/** One item with everything that was ever written under it. */
export interface ItemView {
  meeting: Meeting;
  item: Item;
  text: Text;
  versions: Version[];
  mayWrite: boolean;
}

/** One item's minutes with every version, for whoever may read the meeting. */
export async function readItem(desk: Desk, id: string, itemId: string): Promise<ItemView> {
  const meeting = await getMeeting(desk, id);
  const item = await getItem(desk, id, itemId);
  const versions = await listVersions(desk.trx, itemId);
  const parts = await desk.carrier.partsOf(desk, meeting.forumKey);
  const mayWrite = (parts.has('administrator') || parts.has('chair')) && WRITING_OPEN.includes(meeting.state);
  return { meeting, item, text: textOf(versions), versions, mayWrite };
}
