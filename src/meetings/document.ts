import { dateInWords, longDate, type PlainDate, timeInWords } from '../platform/clocks/index.ts';
import { type Block, type DocumentModel, say } from '../platform/documents/index.ts';
import { kindLabel } from '../platform/uploads/index.ts';
import { itemTimes } from './agenda/rules.ts';
import { ASKS, type Decision, type Item, PRESENCES } from './meeting.ts';
import { quorumInWords } from './quorum.ts';
import type { MeetingView } from './reading.ts';

/** What a meeting's document is: an agenda before it, minutes from its start on. */
export function documentNameOf({ state }: MeetingView['meeting']): 'Agenda' | 'Minutes' {
  return state === 'planned' || state === 'agenda-sent' || state === 'cancelled' ? 'Agenda' : 'Minutes';
}

/**
 * A meeting as a document to be circulated: accessible PDF and Word come from it. It names people, so it is for those who may
 * read the meeting, and says so.
 */
export function meetingDocument(view: MeetingView, today: PlainDate): DocumentModel {
  const { meeting, forum, attendance } = view;
  const name = documentNameOf(meeting);
  const when = `${longDate(meeting.day)} at ${timeInWords(meeting.starts)}`;
  const section = (id: string, title: string, blocks: readonly Block[], basis: readonly string[] = []) => ({
    ...{ id, title, basis, startsPage: false, blocks },
  });
  return {
    title: `${name} of the ${forum.name}`,
    organisation: forum.name,
    subtitle: `${when}, ${meeting.place}`,
    description: `${name} of the ${forum.name} on ${longDate(meeting.day)}.`,
    keywords: [forum.name, name, meeting.reference],
    date: today,
    edition: 'For members of the group and those who may read its meetings. Not for publication.',
    coverFigures: [],
    guide: [],
    sections: [
      section('about', 'About this meeting', about(view)),
      section(
        'people',
        'Who was there',
        attendance.recorded ? [people(view)] : [paragraph('Nobody has said yet who was there.')],
        attendance.recorded ? [attendance.quorum.says] : [],
      ),
      section('items', name === 'Agenda' ? 'Agenda' : 'Agenda and minutes', items(view)),
      section('decisions', 'Decisions', decisions(view)),
      section('actions', 'Actions', actions(view)),
      section('papers', 'Papers', papers(view)),
      section('not-known', 'What is not known', unknowns(view)),
    ],
    records: [],
  };
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', words: say(text) };
}

function about({ meeting }: MeetingView): Block[] {
  const { reference, minutes, quorum, agreedOn, enteredAfterwards, movedBecause, cancelledBecause } = meeting;
  return [
    paragraph(`${reference}. It is planned to last ${minutes} minutes. ${quorumInWords(quorum)}`),
    ...(enteredAfterwards ? [paragraph('This meeting was entered after it took place.')] : []),
    ...(movedBecause ? [paragraph(`It was moved: ${movedBecause}`)] : []),
    ...(cancelledBecause ? [paragraph(`It was cancelled: ${cancelledBecause}`)] : []),
    ...(agreedOn ? [paragraph(`These minutes were agreed on ${dateInWords(agreedOn)}.`)] : []),
  ];
}

function people({ attendance }: MeetingView): Block {
  return {
    kind: 'table',
    title: 'Attendance',
    columns: [
      { title: 'Name', align: 'start', share: 3 },
      { title: 'Agency', align: 'start', share: 4 },
      { title: 'Part', align: 'start', share: 2 },
      { title: 'Came', align: 'start', share: 3 },
    ],
    rows: attendance.attendees.map((one) => [
      say(one.name),
      say(one.agencyName),
      say(one.part),
      say(
        one.presence === null ? 'Not said' : `${PRESENCES[one.presence]}${one.deputyName ? `: ${one.deputyName}` : ''}`,
      ),
    ]),
  };
}

function items(view: MeetingView): Block[] {
  const { meeting, texts, decisions: all } = view;
  if (view.items.length === 0) return [paragraph('Nothing stands on the agenda.')];
  const times = itemTimes(meeting.starts, view.items);
  return view.items.flatMap((item, at): Block[] => {
    const text = texts.get(item.id);
    return [
      { kind: 'heading', level: 2, text: `${at + 1}. ${item.title}` },
      paragraph(itemLine(item, times[at] ?? null)),
      ...(text?.current ? text.current.words.split(/\n+/).map(paragraph) : []),
      ...(text && text.beside.length > 0 ? [paragraph('Another version of these minutes waits to be settled.')] : []),
      ...all.filter(({ itemId }) => itemId === item.id).map((one) => paragraph(`${one.reference}: ${one.words}`)),
    ];
  });
}

function itemLine(item: Item, begins: string | null): string {
  const parts = [
    begins,
    ASKS[item.asks],
    item.minutes === null ? null : `${item.minutes} minutes`,
    item.leads && `${item.leads} leads`,
    item.whyNow,
  ];
  return `${parts.filter((part) => part).join('. ')}.`;
}

function decisions(view: MeetingView): Block[] {
  const confirmed = view.confirmedHere.map((one) =>
    paragraph(`Confirmed here: ${one.reference}, taken on ${dateInWords(one.day)}: ${one.words}`),
  );
  if (view.decisions.length === 0) return [paragraph('None was recorded.'), ...confirmed];
  const names = new Map(view.attendance.attendees.map(({ agency, agencyName }) => [agency, agencyName]));
  return [
    {
      kind: 'claims',
      items: view.decisions.map((one) => ({
        mark: STANDINGS[one.standing],
        tone: one.standing === 'decided' ? ('good' as const) : ('gap' as const),
        words: say(decisionLine(one, names)),
      })),
    },
    ...confirmed,
  ];
}

const STANDINGS: Record<Decision['standing'], string> = {
  decided: 'Decided',
  'to-confirm': 'To be confirmed',
  withdrawn: 'Taken back',
};

function decisionLine(one: Decision, names: ReadonlyMap<string, string>): string {
  const by = new Intl.ListFormat('en-GB').format(one.decidedBy.map((key) => names.get(key) ?? key));
  const dissent = one.dissent
    .map(({ agency, words }) => ` ${names.get(agency) ?? agency} did not agree: ${words}`)
    .join('');
  const became =
    one.withdrawnOn === null ? '' : ` Taken back on ${dateInWords(one.withdrawnOn)}: ${one.withdrawnBecause ?? ''}`;
  return `${one.reference}: ${one.words} Because: ${one.reasons} Decided by ${by}.${dissent}${became}`;
}

function actions({ actions: all }: MeetingView): Block[] {
  if (all.length === 0) return [paragraph('None was given.')];
  return [
    {
      kind: 'table',
      title: 'Actions',
      columns: [
        { title: 'Action', align: 'start', share: 5 },
        { title: 'Who has it', align: 'start', share: 4 },
        { title: 'By', align: 'start', share: 3 },
      ],
      rows: all.map((one) => [
        say(`${one.reference} ${one.title}`),
        say(one.owner),
        say(one.dueOn === null ? 'No day' : dateInWords(one.dueOn)),
      ]),
    },
  ];
}

/** Papers by name, version and kind: they are read in Kith, where one that was replaced says so. */
function papers({ papers: all, items: agenda }: MeetingView): Block[] {
  if (all.length === 0) return [paragraph('There are none.')];
  const place = new Map(agenda.map(({ id }, at) => [id, `Item ${at + 1}`]));
  return [
    {
      kind: 'table',
      title: 'Papers',
      columns: [
        { title: 'Paper', align: 'start', share: 5 },
        { title: 'Whose', align: 'start', share: 4 },
        { title: 'For', align: 'start', share: 2 },
        { title: 'As', align: 'start', share: 3 },
      ],
      rows: all.map((one) => [
        say(one.title),
        say(one.agencyName),
        say(place.get(one.itemId ?? '') ?? 'The meeting'),
        say(one.withdrawnAt ? `Withdrawn: ${one.withdrawnBecause}` : `${kindLabel(one.kind)}, version ${one.version}`),
      ]),
    },
  ];
}

function unknowns({ unknowns: here, stillUnknown }: MeetingView): Block[] {
  const all = [...here, ...stillUnknown];
  if (all.length === 0) return [paragraph('Nothing was written down.')];
  return [
    {
      kind: 'list',
      items: all.map((one) =>
        say(
          one.answer
            ? `${one.what} Answered: ${one.answer}`
            : `${one.what} ${one.whoKnows} would know. ${one.asks} asks them by ${dateInWords(one.by)}.`,
        ),
      ),
    },
  ];
}
