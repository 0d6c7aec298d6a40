import { dateInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import type { FieldVersion } from '../../../platform/web/two-versions.ts';
import type { Process } from '../../../platform/workflow/index.ts';

/** Where a lead on an issue stands. */
export type LeadState = 'leading' | 'ended';

/** A partner leads on an issue until that ends. */
export const LEAD_PROCESS: Process<LeadState, 'end', 'office'> = {
  name: 'lead on an issue',
  about:
    'Where an issue needs a single leader, the partners choose which of them leads on it, how far and until when. Inventory row 4.',
  parts: { office: 'the business unit' },
  states: {
    leading: { label: 'Leads', about: 'The partner leads on the issue within the scope that was decided.' },
    ended: {
      label: 'Ended',
      about: 'It leads on it no more; the register keeps from when to when it did.',
      over: true,
    },
  },
  first: 'leading',
  moves: [
    {
      ...{ doing: 'end', from: ['leading'], to: 'ended', label: 'Say that it has ended', by: ['office'] },
      ...{ needs: ['the last day', 'why it ended'], says: 'It has ended. The register keeps it.' },
    },
  ],
};

/** What was decided about who leads on an issue. */
export interface GivenLead {
  issue: string;
  /** Key of the partner that leads. */
  lead: string;
  scope: string;
  from: PlainDate;
  until: PlainDate | null;
  /** What ends it, in words: "When the joint hub has opened". */
  endsWhen: string | null;
  decidedOn: PlainDate;
  decidedWhere: string;
  decidedBy: string;
}

/** A lead on an issue as it is kept. */
export interface Lead extends GivenLead {
  id: string;
  agency: string;
  ownerId: string;
  version: number;
  state: LeadState;
  leadName: string;
  endedOn: PlainDate | null;
  endedBecause: string | null;
  published: boolean;
}

/** A lead in words, for comparing two versions of it and for the ledger. */
export function leadFields(lead: GivenLead, names: ReadonlyMap<string, string>): FieldVersion[] {
  const text = (words: string | null) => (words === null ? [] : words.split(/\n+/).filter(Boolean));
  return [
    { field: 'issue', label: 'Issue', value: [lead.issue] },
    { field: 'lead', label: 'Who leads', value: [names.get(lead.lead) ?? lead.lead] },
    { field: 'scope', label: 'Scope', value: text(lead.scope) },
    { field: 'from', label: 'From', value: [dateInWords(lead.from)] },
    { field: 'until', label: 'Last day', value: lead.until ? [dateInWords(lead.until)] : [] },
    { field: 'endsWhen', label: 'What ends it', value: text(lead.endsWhen) },
    { field: 'decidedOn', label: 'Decided on', value: [dateInWords(lead.decidedOn)] },
    { field: 'decidedWhere', label: 'Decided where', value: text(lead.decidedWhere) },
    { field: 'decidedBy', label: 'Decided by', value: text(lead.decidedBy) },
  ];
}

/** Whether a partner leads on an issue on a day. */
export function leadsOn(lead: Pick<Lead, 'from' | 'until' | 'endedOn'>, day: PlainDate): boolean {
  const last = [lead.until, lead.endedOn].filter((one) => one !== null).toSorted()[0];
  return lead.from <= day && (last === undefined || last >= day);
}

/**
 * The lead on the same issue that has a day in common with this one; undefined where none has: an issue has one leader. A
 * partner whose lead was ended may lead again from its last day on: nobody else led on that day.
 */
export function leadMeanwhile<Other extends Pick<Lead, 'issue' | 'lead' | 'from' | 'until' | 'endedOn'>>(
  given: Pick<GivenLead, 'issue' | 'lead' | 'from' | 'until'>,
  others: readonly Other[],
): Other | undefined {
  const named = (issue: string) => issue.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('en-GB');
  const endedBefore = (day: PlainDate | null, from: PlainDate) => day !== null && day < from;
  return others.find(
    (one) =>
      named(one.issue) === named(given.issue) &&
      !endedBefore(given.until, one.from) &&
      !endedBefore(one.until, given.from) &&
      !endedBefore(one.endedOn, given.from) &&
      !(one.lead === given.lead && one.endedOn !== null && one.endedOn === given.from),
  );
}

/** From when to when a partner leads, in words. */
export function termInWords(lead: Pick<Lead, 'from' | 'until' | 'endsWhen' | 'endedOn'>): string {
  const from = `From ${dateInWords(lead.from)}`;
  if (lead.endedOn !== null) return `${from} to ${dateInWords(lead.endedOn)}`;
  if (lead.until !== null) return `${from} to ${dateInWords(lead.until)}`;
  return `${from}. It ends: ${lead.endsWhen ?? 'not said when'}`;
}

/** Those in force on a day first, then those to come, then those that are over, the latest first. */
export function inForceFirst<One extends Pick<Lead, 'from' | 'until' | 'endedOn'>>(
  leads: readonly One[],
  day: PlainDate,
): { now: One[]; later: One[]; over: One[] } {
  const byStart = leads.toSorted((a, b) => b.from.localeCompare(a.from));
  const now = byStart.filter((one) => leadsOn(one, day));
  const later = byStart.filter((one) => !now.includes(one) && one.from > day && one.endedOn === null);
  return { now, later, over: byStart.filter((one) => !now.includes(one) && !later.includes(one)) };
}
