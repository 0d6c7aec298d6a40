import { randomUUID } from 'node:crypto';
import { listAgencies, listAreas, listDeciders, type PersonInService } from '../../../directory/index.ts';
import { type Action, decideKind, Refused } from '../../../platform/access/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { tellPeople } from '../../../platform/notify/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { type Difference, differences, type FieldVersion, settle } from '../../../platform/web/two-versions.ts';
import { type StatutoryPartner, statutoryPartners } from '../../arrangements/index.ts';
import { NOTIFICATION } from '../policy.ts';
import { type ClocksOrReason, clocksOf, readCounting } from './clocks.ts';
import { readForm, typedOf } from './form.ts';
import type { GivenNotification, GivenView, Names, Notification, NotificationLine } from './notification.ts';
import {
  findNotification,
  findWorkers,
  insertNotification,
  listLines,
  meets,
  nameDecider,
  nextReference,
  type Shown,
  updateNotification,
  type Workers,
} from './repository.ts';
import { fieldsOf, withStored } from './rules.ts';
import { could, demand, demandKind, type Work } from './work.ts';

/** How many notifications a page of the list shows. */
const PER_PAGE = 25;

/** One page of the list. */
export interface NotificationList {
  lines: (NotificationLine & { clocks: ClocksOrReason })[];
  show: Shown;
  total: number;
  page: number;
  pages: number;
  /** Whether the person may record a new one. */
  mayCreate: boolean;
}

/** The notifications that the person may read, the newest first. */
export async function listNotifications(work: Work, asked: { show: Shown; page: number }): Promise<NotificationList> {
  demandKind(work, 'read');
  const { trx, now } = work;
  const { lines, total } = await listLines(trx, {
    ...{ show: asked.show, from: (asked.page - 1) * PER_PAGE, most: PER_PAGE },
  });
  const counting = await readCounting(trx);
  const today = londonDate(now);
  return {
    lines: lines.map((line) => ({ ...line, clocks: clocksOf({ ...line, partnersToldOn: null }, counting, today) })),
    ...{ show: asked.show, total, page: asked.page, pages: Math.max(1, Math.ceil(total / PER_PAGE)) },
    mayCreate: decideKind(work.access, work.actor, work.purpose, 'create', NOTIFICATION).may,
  };
}

/** What a notification's form offers to choose from. */
export interface FormChoices {
  areas: { code: string; name: string }[];
  partners: StatutoryPartner[];
}

/** What the form for a new one offers besides. */
export interface NewChoices extends FormChoices {
  /** Who could decide about it while it is sealed; null where the maker decides themselves. */
  deciders: readonly PersonInService[] | null;
}

/** What a form for a new notification offers, or `not-a-council`: any agency may raise an incident, only a council submits. */
export async function beginNotification(work: Work): Promise<NewChoices | 'not-a-council'> {
  demandKind(work, 'create');
  if (!(await isCouncil(work))) return 'not-a-council';
  return { ...(await choicesOf(work, [])), deciders: await decidersOf(work) };
}

/** Whoever makes a record and may not decide who sees it names somebody who may: else a sealed one would be shut for good. */
async function decidersOf({ trx, actor, purpose, access, now }: Work): Promise<readonly PersonInService[] | null> {
  if (decideKind(access, actor, purpose, 'share', NOTIFICATION).may) return null;
  return listDeciders(trx, access, londonDate(now), { kind: NOTIFICATION, agency: actor.agency, not: actor.id });
}

async function isCouncil({ trx, actor }: Work): Promise<boolean> {
  const agency = (await listAgencies(trx)).find(({ key }) => key === actor.agency);
  return agency?.agencyKind === 'local-authority';
}

async function choicesOf({ trx, now }: Work, views: readonly GivenView[]): Promise<FormChoices> {
  const partners = await statutoryPartners(trx, londonDate(now));
  const names = new Map((await listAgencies(trx)).map(({ key, name }) => [key, name]));
  const earlier = views.filter((view) => !partners.some(({ key }) => key === view.agency));
  return {
    areas: (await listAreas(trx))
      .filter(({ areaKind }) => areaKind === 'local-authority')
      .map(({ key, name }) => ({ code: key, name })),
    // A partner whose view is recorded stays, though it may be none any more.
    partners: [...partners, ...earlier.map(({ agency }) => ({ key: agency, name: names.get(agency) ?? agency }))],
  };
}

/** The views of every partner that is asked, in the order of the form. One that is not recorded was not asked. */
function everyView(views: readonly GivenView[], partners: readonly StatutoryPartner[]): GivenView[] {
  const unasked = { view: 'not-asked', on: null, words: null } as const;
  return partners.map(({ key }) => views.find(({ agency }) => agency === key) ?? { agency: key, ...unasked });
}

async function namesOf(trx: Db): Promise<Names> {
  return {
    areas: new Map((await listAreas(trx)).map(({ key, name }) => [key, name])),
    agencies: new Map((await listAgencies(trx)).map(({ key, name }) => [key, name])),
  };
}

/** What became of a new notification. */
export type Creating =
  | { made: { id: string; reference: string; changes: FieldChange[] } }
  /** `values` is the form with its lines closed up, as the problems count them. */
  | { problems: FormProblem[]; values: TypedValues; choices: NewChoices }
  /** The person appears in it, or is close to somebody who does. */
  | 'appears'
  | 'not-a-council';

/** That a new notification is sealed, and the number of whoever decides with its maker who sees it; empty where none was chosen. */
export interface Seal {
  decider: string;
}

/** Records a serious incident for the person's own council, with everybody who appears in it. */
export async function createNotification(
  work: Work,
  typed: GivenNotification,
  seal: Seal | null,
  id: string = randomUUID(),
): Promise<Creating> {
  const choices = await beginNotification(work);
  if (choices === 'not-a-council') return choices;
  const { trx, actor, now } = work;
  const { workers, problems } = await look(work, typed, choices, []);
  const given = { ...typed, views: everyView(typed.views, choices.partners) };
  const decider = seal && choices.deciders?.find((one) => one.id === seal.decider);
  if (seal && choices.deciders) {
    const refused = decider && (await meets(trx, decider.id, given.people, workers));
    if (!decider || refused) problems.push(noDecider(choices.deciders.length, refused ? decider.name : null));
  }
  if (problems.length > 0) return { problems, values: typedOf(typed), choices };
  if (await meets(trx, actor.id, given.people, workers)) return 'appears';
  const reference = await nextReference(trx, londonDate(now).slice(0, 4));
  const record = { id, reference, agency: actor.agency, ownerId: actor.id, sealed: seal !== null, now };
  await insertNotification(trx, record, given, workers);
  if (decider && !(await nameDecider(trx, id, decider.id)))
    throw new Error(`The database does not let ${decider.id} decide about a record that the access table gives them.`);
  const fields = fieldsOf(given, await namesOf(trx));
  const changes = [
    ...changesOf(id, [], fields),
    { kind: NOTIFICATION, recordId: id, field: 'sealed', before: null, after: seal !== null },
    ...(decider
      ? [{ kind: NOTIFICATION, recordId: id, field: 'named while sealed', before: null, after: decider.name }]
      : []),
  ];
  if (decider) await tellDecider(work, decider.id, { id, reference });
  return { made: { id, reference, changes } };
}

function noDecider(choices: number, kept: string | null): FormProblem {
  const message =
    kept !== null
      ? `Kith can’t name ${kept} for this notification, and does not say why: choose somebody else`
      : choices === 0
        ? 'Nobody in Kith could decide about a sealed notification: record it without the seal, or ring the business unit'
        : 'Choose who decides with you who sees it';
  return { field: 'decider', message };
}

function tellDecider({ trx, actor, now }: Work, id: string, made: { id: string; reference: string }): Promise<void> {
  return tellPeople(
    trx,
    [id],
    {
      notice: `${actor.name} recorded ${made.reference}, sealed, and named you to decide who sees it.`,
      href: `/learning/notifications/${made.id}`,
      subject: 'You were named for a sealed record in Kith',
      mail: `${actor.name} recorded something that only named people see, and named you to decide who else does. Your notices in Kith lead to it.\n\nThis message does not say which record it is, so that nobody else reads it here.`,
    },
    now,
  );
}

/** What only the database can tell about a form: the area, the partners, the addresses of people who work with Kith. */
async function look(
  { trx, now }: Work,
  given: GivenNotification,
  choices: FormChoices,
  already: readonly string[],
): Promise<{ workers: Workers; problems: FormProblem[] }> {
  const emails = given.people.flatMap(({ email }) => email ?? []);
  const workers = await findWorkers(trx, emails, { today: londonDate(now), already });
  const problems: FormProblem[] = [];
  if (!choices.areas.some(({ code }) => code === given.area)) {
    problems.push({ field: 'area', message: 'Choose the area in which it happened' });
  }
  given.people.forEach(({ email, name }, at) => {
    if (email === null || workers.has(email)) return;
    const message = `Nobody with the address of ${name} works with Kith: check it, or leave it empty`;
    problems.push({ field: `people-${at + 1}-email`, message });
  });
  const asked = given.views.map(({ agency }) => agency);
  if (new Set(asked).size < asked.length || asked.some((key) => !choices.partners.some((one) => one.key === key))) {
    problems.push({ field: 'views-1-view', message: 'Give the views of the safeguarding partners listed here' });
  }
  return { workers, problems };
}

function changesOf(id: string, before: readonly FieldVersion[], after: readonly FieldVersion[]): FieldChange[] {
  const held = (lines: readonly string[]) => (lines.length === 0 ? null : lines.length === 1 ? lines[0] : lines);
  return differences(after, before, undefined).map(({ field, mine, stored }) => ({
    ...{ kind: NOTIFICATION, recordId: id, field },
    before: held(stored),
    after: held(mine),
  }));
}

/** A notification as its page shows it to one person. */
export interface NotificationView {
  notification: Notification;
  names: Names;
  clocks: ClocksOrReason;
  may: { change: boolean; share: boolean };
  /** They opened it in an emergency. */
  brokenOpen: boolean;
  /** Names of agencies and people to whom they must not pass it on. */
  keptFrom: readonly string[];
}

/** One notification, for somebody who may read it. */
export async function readNotification(work: Work, id: string): Promise<NotificationView> {
  const facts = await demand(work, 'read', id);
  const { notification } = await getNotification(work, 'read', id);
  return {
    notification,
    names: await namesOf(work.trx),
    clocks: clocksOf(notification, await readCounting(work.trx), londonDate(work.now)),
    may: { change: could(work, 'change', facts), share: could(work, 'share', facts) },
    brokenOpen: facts.brokenOpen,
    keptFrom: facts.keptFrom,
  };
}

/** The use case has decided; where the database decides otherwise, the person is refused all the same. */
async function getNotification(
  work: Work,
  action: Action,
  id: string,
): Promise<{ notification: Notification; choices: FormChoices }> {
  const found = await findNotification(work.trx, id);
  if (!found) throw new Refused({ because: 'no-record', action, kind: NOTIFICATION, recordId: id });
  const choices = await choicesOf(work, found.views);
  return { notification: { ...found, views: everyView(found.views, choices.partners) }, choices };
}

/** What the form to change a notification shows. */
export interface ChangeView {
  notification: Notification;
  choices: FormChoices;
  /** The stored values in words, for telling later who changed what. */
  fields: FieldVersion[];
}

/** One notification, for somebody who is about to change it. */
export async function openToChange(work: Work, id: string): Promise<ChangeView> {
  await demand(work, 'change', id);
  const { notification, choices } = await getNotification(work, 'change', id);
  return {
    notification,
    choices,
    fields: fieldsOf(notification, await namesOf(work.trx)),
  };
}

/** What became of a change. */
export type Changing =
  | { changed: { changes: FieldChange[] } }
  /** `values` is what is to be mended: what was typed, with what was kept as stored. */
  | { problems: readonly FormProblem[]; values: TypedValues; view: ChangeView }
  /** Somebody else saved it meanwhile: both versions, to choose from. */
  | { differences: readonly Difference[]; problems: readonly FormProblem[]; view: ChangeView }
  | 'appears';

/**
 * Changes a notification, with its history. `values` is the form as it was sent: it tells which version the person began
 * with and, where somebody else saved another one meanwhile, what they chose.
 */
export async function changeNotification(
  work: Work,
  id: string,
  given: GivenNotification,
  values: TypedValues,
): Promise<Changing> {
  const view = await openToChange(work, id);
  const { notification: stored, fields } = view;
  const names = await namesOf(work.trx);
  const settled = settle(values, { version: stored.version, mine: fieldsOf(given, names), stored: fields });
  if ('differences' in settled) return { ...settled, view };
  const wanted = withStored(given, stored, settled.asStored);
  const already = stored.people.flatMap(({ email }) => email ?? []);
  const { workers, problems } = await look(work, wanted, view.choices, already);
  // Two versions that are each in order may not be so together.
  const wrong = [...readForm(typedOf(wanted), londonDate(work.now)).problems, ...problems];
  if (wrong.length > 0) return { problems: wrong, values: typedOf(wanted), view };
  if (await meets(work.trx, work.actor.id, wanted.people, workers)) return 'appears';
  const changes = changesOf(id, fields, fieldsOf(wanted, names));
  if (changes.length === 0) return { changed: { changes } };
  const written = { id, version: stored.version, now: work.now };
  if (await updateNotification(work.trx, written, wanted, workers)) return { changed: { changes } };
  return takenOver(work, id, given, { ...values, version: String(stored.version) });
}

/** Between reading and writing somebody else was quicker: what they saved is read again and shown. */
async function takenOver(work: Work, id: string, given: GivenNotification, values: TypedValues): Promise<Changing> {
  const view = await openToChange(work, id);
  if (typedText(values, 'version') === String(view.notification.version)) {
    throw new Refused({ because: 'out-of-scope', action: 'change', kind: NOTIFICATION, recordId: id });
  }
  const mine = fieldsOf(given, await namesOf(work.trx));
  const stored = { version: view.notification.version, mine, stored: view.fields };
  const settled = settle(values, stored);
  return 'differences' in settled ? { ...settled, view } : { changed: { changes: [] } };
}
