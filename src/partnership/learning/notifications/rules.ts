import {
  dateInWords,
  daysBetween,
  longDate,
  type PlainDate,
  partialDateInWords,
  type WorkingCalendar,
  workingDaysBetween,
} from '../../../platform/clocks/index.ts';
import type { FieldVersion } from '../../../platform/web/two-versions.ts';
import {
  ABUSE,
  ANSWERS,
  type GivenNotification,
  type GivenPerson,
  type GivenView,
  HARMS,
  type Names,
  OUTCOMES,
  PARTS,
  VIEWS,
} from './notification.ts';

/** Key of the time limit within which a council notifies and tells its partners (facts §1.5). */
export const NOTIFY_WITHIN = 'serious-incident-notification';

/** How one of the two clocks stands: done in time or late, still to do, or overdue. `days` are working days. */
export interface Clock {
  state: 'in-time' | 'late' | 'open' | 'due-tomorrow' | 'due-today' | 'overdue';
  due: PlainDate;
  /** When it was done; null while it is not. */
  doneOn: PlainDate | null;
  days: number;
}

/** Where a clock stands on a day. */
export function clockOn(due: PlainDate, doneOn: PlainDate | null, today: PlainDate, calendar: WorkingCalendar): Clock {
  const at = doneOn ?? today;
  const days = Math.abs(workingDaysBetween(calendar, due, at));
  if (doneOn !== null) return { state: doneOn <= due ? 'in-time' : 'late', due, doneOn, days };
  if (at === due) return { state: 'due-today', due, doneOn, days: 0 };
  if (daysBetween(at, due) === 1) return { state: 'due-tomorrow', due, doneOn, days };
  return { state: at < due ? 'open' : 'overdue', due, doneOn, days };
}

/** "Sent on 19 November 2026, in time", "Due tomorrow, Friday 27 November 2026", "2 working days late: it was due by …". */
export function clockInWords(clock: Clock, done: string): string {
  const by = longDate(clock.due);
  switch (clock.state) {
    case 'in-time':
      return `${done} on ${dateInWords(clock.doneOn ?? clock.due)}, in time`;
    case 'late':
      return `${done} on ${dateInWords(clock.doneOn ?? clock.due)}, ${workingDays(clock.days)} late`;
    case 'due-today':
      return `Due today, ${by}`;
    case 'due-tomorrow':
      return `Due tomorrow, ${by}`;
    case 'open':
      return `Due by ${by}: ${workingDays(clock.days)} left`;
    case 'overdue':
      return `${capital(workingDays(clock.days))} late: it was due by ${by}`;
  }
}

/** A weekend after the due day is late, and no working day of it has passed. */
function workingDays(days: number): string {
  if (days === 0) return 'less than 1 working day';
  return days === 1 ? '1 working day' : `${days} working days`;
}

/**
 * What the guidance says about facts that are recorded: never a judgement, never a score. Facts §1.5: trigger test, always
 * notify, care leavers, recovery.
 */
export function hintsOf(given: GivenNotification): string[] {
  const hints: string[] = [];
  const died = given.outcome === 'death';
  if (died && given.lookedAfter === 'yes') {
    hints.push(
      'A looked-after child died. The council always notifies, whatever the cause, and tells the Secretary of State and Ofsted too.',
    );
  } else if (given.abuse === 'known' || given.abuse === 'suspected') {
    hints.push(
      `Abuse or neglect is ${given.abuse}, and ${died ? 'a child died' : 'a child was seriously harmed'}. Both parts of the test for notifying are recorded.`,
    );
  } else if (given.abuse === 'neither') {
    hints.push(
      'Abuse or neglect is recorded as neither known nor suspected. The test for notifying asks for one of them.',
    );
  } else {
    hints.push(
      'Whether abuse or neglect plays a part is not known yet. Ask again: the test for notifying depends on it.',
    );
  }
  if (died && given.lookedAfter === 'not-known') {
    hints.push('Whether the child was looked after is not known yet. If they were, the council always notifies.');
  }
  if (died && given.careLeaver === 'yes') {
    hints.push(
      'The death of a care leaver up to the age of 24 should be notified. Not every one leads to a rapid review.',
    );
  }
  if (!died) hints.push('Serious harm includes long-term impairment. That a child recovers does not cancel it.');
  if (!given.people.some((person) => person.part === 'child'))
    hints.push('No child is named in this notification yet.');
  return hints;
}

/**
 * What is still to be done, in the order in which somebody would do it; nothing once it was sent and everybody was told. It
 * repeats what is recorded and decides nothing.
 */
export function stepsLeft(given: GivenNotification, names: Names): string[] {
  const steps: string[] = [];
  const who = (view: GivenView['view']) =>
    given.views.filter((one) => one.view === view).map(({ agency }) => names.agencies.get(agency) ?? agency);
  if (given.notifiedOn === null) {
    const [unasked, silent, against] = [who('not-asked'), who('asked'), who('disagrees')];
    if (unasked.length > 0) steps.push(`Ask ${inSentence(unasked)} whether the criteria are met.`);
    if (silent.length > 0) steps.push(`Get an answer from ${inSentence(silent)}.`);
    if (against.length > 0) steps.push(`Talk again with ${inSentence(against)}, because not all partners agree.`);
    steps.push('Send it to the Panel through the Panel’s own system, then enter the day here.');
  } else if (given.panelReference === null) {
    steps.push('Enter the Panel’s reference when it comes.');
  }
  if (given.partnersToldOn === null) steps.push('Tell the safeguarding partners, then enter the day here.');
  if (secretaryOfStateIsTold(given) && given.secretaryOfStateToldOn === null) {
    steps.push('Tell the Secretary of State and Ofsted, then enter the day here.');
  }
  return steps;
}

function inSentence(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether the Secretary of State is to be told: when a looked-after child died. */
export function secretaryOfStateIsTold(given: Pick<GivenNotification, 'outcome' | 'lookedAfter'>): boolean {
  return given.outcome === 'death' && given.lookedAfter === 'yes';
}

/** How the partners stand, in one sentence. */
export function agreementInWords(views: readonly GivenView[]): string {
  if (views.length === 0) return 'No partner is recorded.';
  const counted = (view: GivenView['view'], words: string) => {
    const number = views.filter((one) => one.view === view).length;
    return number === 0 ? [] : [`${number} ${words}`];
  };
  if (views.every((one) => one.view === 'agrees')) {
    return views.length === 1
      ? 'The one safeguarding partner agrees.'
      : `All ${views.length} safeguarding partners agree.`;
  }
  const parts = [
    ...counted('agrees', 'agreed'),
    ...counted('disagrees', 'disagreed'),
    ...counted('asked', 'asked, no answer yet'),
    ...counted('not-asked', 'not asked yet'),
  ];
  return `Of ${views.length} safeguarding partners: ${parts.join('; ')}.`;
}

/** A date of a form, or that it is not known. */
function known(date: string | null): string {
  return date === null ? 'Not known' : partialDateInWords(date);
}

function personInWords({ part, name, born, email }: GivenPerson): string {
  const works = email === null ? '' : `, works with Kith as ${email}`;
  const age = born === null ? 'date of birth not known' : `born ${partialDateInWords(born)}`;
  return `${PARTS[part]}: ${name}, ${age}${works}`;
}

function viewInWords({ view, on, words }: GivenView): string[] {
  const said = on === null ? VIEWS[view] : `${VIEWS[view]}, ${partialDateInWords(on)}`;
  return words === null ? [said] : [said, words];
}

/**
 * Every field of a notification with its name and its value in words: what its history, its two versions and its page say.
 * A field without lines has nothing in it.
 */
export function fieldsOf(given: GivenNotification, names: Names): FieldVersion[] {
  const day = (date: PlainDate | null) => (date === null ? [] : [dateInWords(date)]);
  return [
    { field: 'area', label: 'Area in which it happened', value: [names.areas.get(given.area) ?? given.area] },
    { field: 'aware_on', label: 'The council became aware on', value: day(given.awareOn) },
    { field: 'incident_on', label: 'Day of the incident', value: [known(given.incidentOn)] },
    { field: 'outcome', label: 'What happened to the child', value: [OUTCOMES[given.outcome]] },
    { field: 'harm', label: 'Kinds of harm', value: given.harm.map((harm) => HARMS[harm]) },
    { field: 'abuse_or_neglect', label: 'Abuse or neglect', value: [ABUSE[given.abuse]] },
    { field: 'looked_after', label: 'Looked-after child', value: [ANSWERS[given.lookedAfter]] },
    { field: 'care_leaver', label: 'Care leaver', value: [ANSWERS[given.careLeaver]] },
    { field: 'what_happened', label: 'What happened', value: given.whatHappened.split('\n') },
    { field: 'people', label: 'People who appear', value: given.people.map(personInWords) },
    ...given.views.map((view) => ({
      field: viewField(view.agency),
      label: `View of ${names.agencies.get(view.agency) ?? view.agency}`,
      value: viewInWords(view),
    })),
    { field: 'notified_on', label: 'Sent to the Panel on', value: day(given.notifiedOn) },
    {
      field: 'panel_reference',
      label: 'The Panel’s reference',
      value: given.panelReference === null ? [] : [given.panelReference],
    },
    { field: 'partners_told_on', label: 'Safeguarding partners told on', value: day(given.partnersToldOn) },
    {
      field: 'secretary_of_state_told_on',
      label: 'Secretary of State told on',
      value: day(given.secretaryOfStateToldOn),
    },
  ];
}

function viewField(agency: string): string {
  return `view/${agency}`;
}

/** What somebody typed, with the fields that they leave as stored taken from there. */
export function withStored(
  typed: GivenNotification,
  stored: GivenNotification,
  keep: ReadonlySet<string>,
): GivenNotification {
  const pick = <K extends keyof GivenNotification>(field: string, key: K): GivenNotification[K] =>
    keep.has(field) ? stored[key] : typed[key];
  const agencies = [...new Set([...typed.views, ...stored.views].map((view) => view.agency))];
  const viewOf = (from: GivenNotification, agency: string) => from.views.find((view) => view.agency === agency);
  return {
    area: pick('area', 'area'),
    awareOn: pick('aware_on', 'awareOn'),
    incidentOn: pick('incident_on', 'incidentOn'),
    outcome: pick('outcome', 'outcome'),
    harm: pick('harm', 'harm'),
    abuse: pick('abuse_or_neglect', 'abuse'),
    lookedAfter: pick('looked_after', 'lookedAfter'),
    careLeaver: pick('care_leaver', 'careLeaver'),
    whatHappened: pick('what_happened', 'whatHappened'),
    people: pick('people', 'people'),
    views: agencies.flatMap((agency) => viewOf(keep.has(viewField(agency)) ? stored : typed, agency) ?? []),
    notifiedOn: pick('notified_on', 'notifiedOn'),
    panelReference: pick('panel_reference', 'panelReference'),
    partnersToldOn: pick('partners_told_on', 'partnersToldOn'),
    secretaryOfStateToldOn: pick('secretary_of_state_told_on', 'secretaryOfStateToldOn'),
  };
}
