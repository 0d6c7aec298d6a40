import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { type Desk, demandRuns, demandState } from '../carrier.ts';
import { AGENDA_OPEN, type Item, type Meeting, type NewItem } from '../meeting.ts';
import { getMeeting, meetingChange, readItems } from '../service.ts';
import { insertItems, listItems, orderItems, removeItem, updateItem } from './repository.ts';
import { movedItem, type Offer, placeForNew, toOffer } from './rules.ts';

/** An agenda that is being built. */
export interface AgendaView {
  meeting: Meeting;
  items: Item[];
  offers: Offer[];
}

/** The most lines of one source that a page offers at once: the source gives the most pressing first. */
const MOST_LINES = 20;

/** A meeting's agenda with what is live and could stand on it, for whoever runs the meeting. */
export async function openAgenda(desk: Desk, id: string): Promise<AgendaView> {
  const meeting = await getMeeting(desk, id);
  await demandRuns(desk, meeting);
  const { items } = await readItems(desk, meeting);
  return { meeting, items, offers: await offersFor(desk, meeting, items) };
}

async function offersFor(desk: Desk, { forumKey, day }: Meeting, items: readonly Item[]): Promise<Offer[]> {
  const found: Offer[] = [];
  const allRead = (kind: string) => desk.carrier.allRead(desk, forumKey, day, kind);
  for (const { name, lines } of desk.carrier.sources) {
    found.push({ name, lines: [...(await lines(desk, { forumKey, day, allRead }))] });
  }
  return toOffer(found, items, MOST_LINES);
}

async function openToBuild(desk: Desk, id: string): Promise<{ meeting: Meeting; items: Item[] }> {
  const meeting = await getMeeting(desk, id);
  await demandRuns(desk, meeting);
  demandState(meeting, AGENDA_OPEN, 'Changing the agenda');
  return { meeting, items: await listItems(desk.trx, id) };
}

/** Puts live lines on the agenda, by their keys. What is offered no more is left out and said. */
export async function takeLines(
  desk: Desk,
  id: string,
  keys: readonly string[],
): Promise<{ taken: number; changes: FieldChange[] }> {
  const { meeting, items } = await openToBuild(desk, id);
  const lines = (await offersFor(desk, meeting, items)).flatMap((offer) => offer.lines);
  const chosen = lines.filter(({ key }) => keys.includes(key));
  const added = chosen.map(
    ({ key, title, whyNow, href }): NewItem => ({
      ...{ kind: 'live', part: null, title, whyNow, href, sourceKey: key, asks: 'discuss', minutes: null, leads: null },
    }),
  );
  await insertItems(desk.trx, id, placeForNew(items), added, desk.now);
  return { taken: chosen.length, changes: chosen.map(({ title }) => meetingChange(desk, id, 'agenda', null, title)) };
}

/** Puts an item of somebody's own on the agenda. */
export async function addOwnItem(
  desk: Desk,
  id: string,
  given: Pick<Item, 'title' | 'asks' | 'minutes' | 'leads' | 'whyNow'>,
): Promise<{ id: string; changes: FieldChange[] }> {
  const { items } = await openToBuild(desk, id);
  const item: NewItem = { ...given, kind: 'own', part: null, href: null, sourceKey: null };
  const [made = ''] = await insertItems(desk.trx, id, placeForNew(items), [item], desk.now);
  return { id: made, changes: [meetingChange(desk, id, 'agenda', null, given.title)] };
}

/** What is done to one item of an agenda. */
export type ItemChange =
  | { doing: 'up' | 'down' | 'remove' }
  | ({ doing: 'change' } & Pick<Item, 'title' | 'asks' | 'minutes' | 'leads'>);

/** Moves, changes or removes one item. Throws PlainError (404) where there is none, 409 where words stand under it. */
export async function changeItem(
  desk: Desk,
  id: string,
  itemId: string,
  change: ItemChange,
): Promise<{ changes: FieldChange[] }> {
  const { items } = await openToBuild(desk, id);
  const item = items.find((one) => one.id === itemId);
  if (!item) throw new PlainError('There is no such item on this agenda any more.', { statusCode: 404 });
  const order = items.map((one) => one.id);
  switch (change.doing) {
    case 'up':
    case 'down': {
      await orderItems(desk.trx, id, movedItem(order, itemId, change.doing));
      return { changes: [meetingChange(desk, id, 'order', item.title, `moved ${change.doing}`)] };
    }
    case 'remove':
      if (!(await removeItem(desk.trx, id, itemId))) {
        throw new PlainError('Minutes or a decision stand under this item already, so it stays on the agenda.', {
          statusCode: 409,
        });
      }
      return { changes: [meetingChange(desk, id, 'agenda', item.title, null)] };
    case 'change': {
      await updateItem(desk.trx, id, itemId, change);
      const fields = ['title', 'asks', 'minutes', 'leads'] as const;
      const changes = fields
        .filter((field) => item[field] !== change[field])
        .map((field) => meetingChange(desk, id, `item ${field}`, item[field], change[field]));
      return { changes };
    }
  }
}
