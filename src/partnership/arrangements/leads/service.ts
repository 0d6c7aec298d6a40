import { type Agency, listAgencies } from '../../../directory/index.ts';
import { demandKind, demandReach, reaches, type Work } from '../../../platform/access/index.ts';
import { addMonths, dateInWords, londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { type Difference, type FieldVersion, settle } from '../../../platform/web/two-versions.ts';
import { demandMove } from '../../../platform/workflow/index.ts';
import { LEAD } from '../policy.ts';
import { findPartnership, listPartners, type Partnership } from '../repository.ts';
import { firstDay, lastDay, standingBetween } from '../standing.ts';
import { type GivenLead, LEAD_PROCESS, type Lead, leadFields, leadMeanwhile, termInWords } from './lead.ts';
import { endLead, findLead, insertLead, listLeads, publishLead, updateLead } from './repository.ts';

async function thePartnership({ trx }: Work): Promise<Partnership> {
  const partnership = await findPartnership(trx);
  if (partnership) return partnership;
  throw new PlainError('No partnership is loaded yet, so nobody leads on anything. Load a year file first.', {
    statusCode: 409,
  });
}

/** The register: every lead that the person may see. */
export async function readRegister(work: Work): Promise<{ leads: Lead[]; mayAdd: boolean }> {
  demandKind(work, 'read', LEAD);
  const partnership = await thePartnership(work);
  const held = { agency: work.actor.agency, ownerId: work.actor.id };
  return { leads: await listLeads(work.trx, partnership.key), mayAdd: reaches(work, 'create', LEAD, held) };
}

/** One lead for somebody who may do this with it. Throws Refused where there is none. */
export async function getLead(
  work: Work,
  action: 'read' | 'change',
  id: string,
): Promise<{ lead: Lead; mayChange: boolean; mayResume: boolean }> {
  const lead = await findLead(work.trx, id);
  demandReach(work, action, LEAD, id, lead);
  const own = { agency: work.actor.agency, ownerId: work.actor.id };
  return {
    ...{ lead, mayChange: reaches(work, 'change', LEAD, lead) },
    mayResume: lead.state === 'ended' && reaches(work, 'create', LEAD, own),
  };
}

/** Partners that can be chosen: those that were statutory partners at some time from `since` to today, with `besides`. */
export async function partnersToChoose(work: Work, besides: string | null): Promise<Agency[]> {
  const partnership = await thePartnership(work);
  const agencies = await listAgencies(work.trx);
  const span = [firstDay(partnership.liveFrom), londonDate(work.now)] as const;
  const stood = standingBetween(await listPartners(work.trx, partnership.key), agencies, partnership.liveFrom, span);
  const keys = new Set(stood.flatMap((one) => (one.standing === 'statutory' ? [one.agency.key] : [])));
  return agencies.filter((one) => keys.has(one.key) || one.key === besides);
}

/** What became of a lead that was sent. */
export type Saved =
  | { id: string; changes: FieldChange[] }
  | { problems: readonly FormProblem[] }
  | { differences: readonly Difference[]; problems: readonly FormProblem[]; version: number };

/** Enters who leads on an issue. */
export async function addLead(work: Work, given: GivenLead, id: string = crypto.randomUUID()): Promise<Saved> {
  demandKind(work, 'create', LEAD);
  const wrong = await unfit(work, given, null);
  if (wrong) return { problems: [wrong] };
  const partnership = await thePartnership(work);
  const { agency, id: ownerId } = work.actor;
  await insertLead(work.trx, { id, partnership: partnership.key, agency, ownerId, now: work.now }, given);
  return { id, changes: changesOf(id, [], leadFields(given, await namesOf(work))) };
}

/**
 * Whether the partner chosen can lead from that day: the arrangements must have begun, it must be a statutory partner then,
 * and nobody else leads on the issue meanwhile. `own` is the lead that is changed.
 */
async function unfit(work: Work, given: GivenLead, own: Lead | null): Promise<FormProblem | null> {
  const { lead, from } = given;
  const partnership = await thePartnership(work);
  const first = firstDay(partnership.liveFrom);
  if (from < first) {
    return { field: 'from-day', message: `The arrangements began on ${dateInWords(first)}: enter that day or later` };
  }
  if (given.decidedOn < addMonths(first, -12)) {
    return { field: 'decided-day', message: `That is long before the arrangements began, on ${dateInWords(first)}` };
  }
  const agency = (await partnersToChoose(work, own?.lead ?? null)).find((one) => one.key === lead);
  if (!agency) return { field: 'lead', message: 'Choose a statutory partner from the list' };
  const others = (await listLeads(work.trx, partnership.key)).filter((one) => one.id !== own?.id);
  const other = leadMeanwhile(given, others);
  if (other) {
    return {
      field: 'issue',
      message:
        other.endedOn === null
          ? `${other.leadName} leads on this issue already (${termInWords(other)}): end that lead first, or choose days when nobody does`
          : `${other.leadName} led on this issue (${termInWords(other)}): choose days when nobody does, from the day after`,
    };
  }
  const [began, ended] = [agency.from && firstDay(agency.from), agency.until && lastDay(agency.until)];
  if ((began && from < began) || (ended && from > ended)) {
    return {
      field: 'lead',
      message: `${agency.name} did not exist on ${dateInWords(from)}: choose who did its work then`,
    };
  }
  return null;
}

async function namesOf({ trx }: Work): Promise<Map<string, string>> {
  return new Map((await listAgencies(trx)).map((one) => [one.key, one.name]));
}

/** One lead for somebody who is about to change it. Throws PlainError (409) where it has ended. */
export async function openLead(
  work: Work,
  id: string,
): Promise<{ lead: Lead; agencies: Agency[]; fields: FieldVersion[] }> {
  const { lead } = await getLead(work, 'change', id);
  demandMove(LEAD_PROCESS, lead.state, 'end', new Set(['office']));
  return {
    lead,
    agencies: await partnersToChoose(work, lead.lead),
    fields: leadFields(lead, await namesOf(work)),
  };
}

/**
 * What the form of a new lead begins with where a partner is to lead again on what it led on: issue, partner and scope, from
 * today. When, where and by whom that is decided is said anew. Null where there is no such lead, or it has not ended.
 */
export async function leadAgain(
  work: Work,
  id: string,
): Promise<Pick<GivenLead, 'issue' | 'lead' | 'scope' | 'from'> | null> {
  const lead = await findLead(work.trx, id);
  if (lead?.state !== 'ended' || !reaches(work, 'read', LEAD, lead)) return null;
  return { issue: lead.issue, lead: lead.lead, scope: lead.scope, from: londonDate(work.now) };
}

/** Changes a lead on an issue. `values` is the form as it was sent, with what was chosen where two people changed it. */
export async function changeLead(work: Work, id: string, given: GivenLead, values: TypedValues): Promise<Saved> {
  const { lead: stored, fields } = await openLead(work, id);
  const wrong = await unfit(work, given, stored);
  if (wrong) return { problems: [wrong] };
  const names = await namesOf(work);
  const settled = settle(values, { version: stored.version, mine: leadFields(given, names), stored: fields });
  if ('differences' in settled) return { ...settled, version: stored.version };
  const kept = Object.entries(stored).filter(([field]) => settled.asStored.has(field));
  const wanted = { ...given, ...Object.fromEntries(kept) };
  // Two versions that are each in order may not be so together.
  const together = await unfit(work, wanted, stored);
  if (together) return { problems: [together] };
  const changes = changesOf(id, fields, leadFields(wanted, names));
  if (changes.length === 0) return { id, changes };
  if (await updateLead(work.trx, { id, version: stored.version, now: work.now }, wanted)) return { id, changes };
  throw movedOn();
}

function movedOn(): PlainError {
  return new PlainError('Somebody else changed this lead in the same moment. Open it again before you change it.', {
    statusCode: 409,
  });
}

/** Ends a lead on an issue. Returns what is wrong, or what was changed. */
export async function finishLead(
  work: Work,
  id: string,
  ended: { endedOn: PlainDate; because: string },
): Promise<{ changes: FieldChange[] } | { problems: FormProblem[] }> {
  const { lead } = await openLead(work, id);
  if (ended.endedOn < lead.from) {
    return { problems: [{ field: 'ended-day', message: `The last day must be ${dateInWords(lead.from)} or later` }] };
  }
  if (!(await endLead(work.trx, { id, version: lead.version, now: work.now }, ended))) throw movedOn();
  const change = (field: string, before: string | null, after: string): FieldChange => ({
    ...{ kind: LEAD, recordId: id, field, before, after },
  });
  return {
    changes: [
      change('state', 'leading', 'ended'),
      change('endedOn', null, dateInWords(ended.endedOn)),
      change('endedBecause', null, ended.because),
    ],
  };
}

/** Puts a lead on the public list, or takes it off again. */
export async function showLead(work: Work, id: string, published: boolean): Promise<FieldChange[]> {
  const { lead } = await getLead(work, 'change', id);
  if (lead.published === published) return [];
  if (!(await publishLead(work.trx, { id, version: lead.version, now: work.now }, published))) throw movedOn();
  return [{ kind: LEAD, recordId: id, field: 'published', before: lead.published, after: published }];
}

function changesOf(id: string, before: readonly FieldVersion[], after: readonly FieldVersion[]): FieldChange[] {
  const held = (fields: readonly FieldVersion[], field: string) =>
    fields.find((one) => one.field === field)?.value.join('\n') || null;
  return after.flatMap(({ field }) => {
    const [was, is] = [held(before, field), held(after, field)];
    return was === is ? [] : [{ kind: LEAD, recordId: id, field, before: was, after: is }];
  });
}
