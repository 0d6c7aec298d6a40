import { type Agency, listAgencies } from '../../../directory/index.ts';
import { demandKind, reaches, type Work } from '../../../platform/access/index.ts';
import { addMonths, dateInWords, londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { type Difference, type FieldVersion, settle } from '../../../platform/web/two-versions.ts';
import { movesFrom } from '../../../platform/workflow/index.ts';
import { listHeads } from '../heads.ts';
import { ARRANGEMENTS } from '../policy.ts';
import { listPartners, type Partnership } from '../repository.ts';
import { firstDay, heirsOf, standingOn } from '../standing.ts';
import { changesOf, getVersion, movedOn, partsOf, thePartnership } from './at-version.ts';
import { factFields } from './form.ts';
import {
  findPost,
  findUnderWay,
  findVersion,
  insertVersion,
  listVersions,
  lockVersion,
  updateFacts,
} from './repository.ts';
import { firstReview, missingToSend, unsigned } from './rules.ts';
import {
  type ArrangementVersion,
  type Head,
  VERSION_PROCESS,
  type VersionAgency,
  type VersionDoing,
  type VersionFacts,
  type VersionLine,
} from './version.ts';

/** A version as the page of whoever works on it shows it. */
export interface VersionView {
  version: ArrangementVersion;
  heads: readonly Head[];
  /** The version that it was copied from. */
  before: VersionLine | null;
  /** What this person may do with it now. */
  may: readonly VersionDoing[];
  /** What keeps it from being sent to the partners. */
  missing: readonly string[];
  /** Statutory partners that have not signed. */
  waitingFor: readonly VersionAgency[];
  /** The person may change its words now. */
  mayWrite: boolean;
  /** The person is to sign for their agency, which has not signed yet. */
  isAsked: boolean;
  /** The person’s own post, for the signature, where it is known. */
  post: string | null;
}

/** Every version that the person may see, the newest first. */
export async function listForWork(work: Work): Promise<{ versions: VersionLine[]; mayBegin: boolean }> {
  demandKind(work, 'read', ARRANGEMENTS);
  const partnership = await thePartnership(work);
  const versions = await listVersions(work.trx, partnership.key);
  const underWay = versions.some((one) => ['draft', 'in-review', 'signed'].includes(one.state));
  const held = { agency: work.actor.agency, ownerId: work.actor.id };
  return { versions, mayBegin: !underWay && reaches(work, 'create', ARRANGEMENTS, held) };
}

/** One version, for somebody who may read it. Throws Refused where there is none that they may. */
export async function readVersion(work: Work, id: string): Promise<VersionView> {
  const version = await getVersion(work, 'read', id);
  const parts = partsOf(work, version);
  const may = movesFrom(VERSION_PROCESS, version.state, parts).map((move) => move.doing);
  const lines = await listVersions(work.trx, version.partnership);
  const waiting = unsigned(version);
  const isAsked = may.includes('sign') && parts.has('partner') && waiting.includes(work.actor.agency);
  return {
    version,
    heads: await listHeads(work.trx),
    before: lines.find((one) => one.id === version.basedOn) ?? null,
    may,
    missing: version.state === 'draft' ? missingToSend(version, londonDate(work.now)) : [],
    waitingFor: version.agencies.filter((one) => waiting.includes(one.key)),
    mayWrite: version.state === 'draft' && reaches(work, 'change', ARRANGEMENTS, version),
    isAsked,
    post: isAsked ? await findPost(work.trx, work.actor.id) : null,
  };
}

/**
 * Begins a draft: a copy of the version in force, with its partners as they stand today. Throws PlainError (409) where
 * one is under way already.
 */
export async function beginDraft(
  work: Work,
  why: string,
  id: string = crypto.randomUUID(),
): Promise<{ id: string; changes: FieldChange[] }> {
  demandKind(work, 'create', ARRANGEMENTS);
  const { trx, actor, now } = work;
  const partnership = await thePartnership(work);
  await lockVersion(trx, partnership.key);
  const underWay = await findUnderWay(trx, partnership.key);
  if (underWay) {
    throw new PlainError(
      `Version ${underWay.number} is under way already. Go on with that one, or give it up first: two drafts at a time would part.`,
      { statusCode: 409 },
    );
  }
  const lines = await listVersions(trx, partnership.key);
  const line = lines.find((one) => one.state === 'published');
  const before = line ? await findVersion(trx, { id: line.id }) : null;
  const today = londonDate(now);
  const agencies = await agenciesToday(work, partnership, before);
  const facts: VersionFacts = {
    ...{ why, areas: before?.areas ?? partnership.areas.map((one) => one.name) },
    statutory: agencies.flatMap((one) => (one.standing === 'statutory' ? [one.key] : [])),
    relevant: agencies.flatMap((one) => (one.standing === 'relevant' ? [one.key] : [])),
    ...{ inForceFrom: null, reviewDue: firstReview(today) },
  };
  const number = Math.max(0, ...lines.map((one) => one.number ?? 0)) + 1;
  const record = { id, partnership: partnership.key, number, agency: actor.agency, ownerId: actor.id, now };
  const sections = (before?.sections ?? []).map(({ version: _counted, ...one }) => one);
  await insertVersion(trx, { ...record, basedOn: before?.id ?? null }, facts, agencies, sections);
  const names = await agencyNames(work);
  return {
    id,
    changes: changesOf(
      id,
      [],
      [...factFields(facts, names), { field: 'number', label: 'Number', value: [String(number)] }],
    ),
  };
}

/** Agencies of a new draft: those of the version before, each by who does its work today; else those that stand today. */
async function agenciesToday(
  work: Work,
  partnership: Partnership,
  before: ArrangementVersion | null,
): Promise<VersionAgency[]> {
  const agencies = await listAgencies(work.trx);
  const today = londonDate(work.now);
  const standing = standingOn(await listPartners(work.trx, partnership.key), agencies, partnership.liveFrom, today);
  const statutory = standing.filter((one) => one.standing === 'statutory');
  const relevant = standing.filter((one) => one.standing === 'relevant');
  const bound = (before?.agencies ?? []).flatMap((one) => (one.standing === 'relevant' ? [one.key] : []));
  const carried = heirsOf(bound, agencies, today)
    .filter((one) => !standing.some(({ agency }) => agency.key === one.key))
    .map(({ key, name }) => ({ key, name, standing: 'relevant' as const }));
  return [
    ...[...statutory, ...relevant].map(({ agency, standing: as }) => ({
      key: agency.key,
      name: agency.name,
      standing: as,
    })),
    ...carried,
  ];
}

async function agencyNames({ trx }: Work): Promise<Map<string, string>> {
  return new Map((await listAgencies(trx)).map((one) => [one.key, one.name]));
}

/** What the form of a version’s facts offers to choose from. */
export interface FactChoices {
  areas: readonly string[];
  /** Agencies that exist today, and those that the version names. */
  agencies: readonly Pick<Agency, 'key' | 'name'>[];
}

/** A draft for somebody who is about to change its facts. Throws PlainError (409) where it is a draft no more. */
export async function openFacts(
  work: Work,
  id: string,
): Promise<{ version: ArrangementVersion; facts: VersionFacts; choices: FactChoices; fields: FieldVersion[] }> {
  const version = await getDraft(work, id);
  const partnership = await thePartnership(work);
  const today = londonDate(work.now);
  const all = await listAgencies(work.trx);
  const named = new Set(version.agencies.map((one) => one.key));
  const agencies = all.filter((one) => named.has(one.key) || one.until === null || one.until >= today);
  const areas = [...new Set([...partnership.areas.map((one) => one.name), ...version.areas])];
  const facts = factsOf(version);
  return { version, facts, choices: { areas, agencies }, fields: factFields(facts, await agencyNames(work)) };
}

function factsOf(version: ArrangementVersion): VersionFacts {
  const of = (standing: VersionAgency['standing']) =>
    version.agencies.flatMap((one) => (one.standing === standing ? [one.key] : []));
  const { why, areas, inForceFrom, reviewDue } = version;
  return { why, areas, statutory: of('statutory'), relevant: of('relevant'), inForceFrom, reviewDue };
}

/** One draft for somebody who may change it. Throws PlainError (409) where its words stand still. */
export async function getDraft(work: Work, id: string): Promise<ArrangementVersion> {
  const version = await getVersion(work, 'change', id);
  if (version.state !== 'draft') {
    throw new PlainError(
      `The words of this version stand still: it is “${VERSION_PROCESS.states[version.state].label}”. Take it back first if they must change.`,
      { statusCode: 409 },
    );
  }
  return version;
}

/** What became of a change. */
export type Changed =
  | { changes: FieldChange[] }
  | { problems: readonly FormProblem[] }
  /** Somebody else saved it meanwhile: both versions, to choose from. */
  | { differences: readonly Difference[]; problems: readonly FormProblem[]; version: number };

/** Changes a draft’s facts. `values` is the form as it was sent, with what was chosen where two people changed them. */
export async function changeFacts(work: Work, id: string, given: VersionFacts, values: TypedValues): Promise<Changed> {
  const { version, facts, choices, fields } = await openFacts(work, id);
  const known = new Set(choices.agencies.map((one) => one.key));
  if ([...given.statutory, ...given.relevant].some((one) => !known.has(one))) {
    return { problems: [{ field: 'statutory', message: 'Choose agencies that are listed here' }] };
  }
  if (given.areas.some((one) => !choices.areas.includes(one))) {
    return { problems: [{ field: 'areas', message: 'Choose areas that are listed here' }] };
  }
  const first = await earliestDay(work, version);
  if (given.inForceFrom !== null && given.inForceFrom < first.day) {
    return { problems: [{ field: 'force-day', message: `${first.because}: enter that day or later` }] };
  }
  const names = await agencyNames(work);
  const settled = settle(values, { version: version.version, mine: factFields(given, names), stored: fields });
  if ('differences' in settled) return { ...settled, version: version.version };
  const wanted = merged(given, facts, settled.asStored);
  const changes = changesOf(id, fields, factFields(wanted, names));
  if (changes.length === 0) return { changes };
  const agency = (standing: VersionAgency['standing']) => (key: string) => ({
    key,
    name: names.get(key) ?? key,
    standing,
  });
  const agencies = [...wanted.statutory.map(agency('statutory')), ...wanted.relevant.map(agency('relevant'))];
  if (await updateFacts(work.trx, { id, version: version.version, now: work.now }, wanted, agencies))
    return { changes };
  throw movedOn();
}

/** The first day on which a version can come into force, with why: not before the arrangements, nor before the one it follows. */
export async function earliestDay(
  work: Work,
  { basedOn }: Pick<ArrangementVersion, 'basedOn'>,
): Promise<{ day: PlainDate; because: string }> {
  const { liveFrom } = await thePartnership(work);
  const began = firstDay(liveFrom);
  const before = basedOn === null ? null : await findVersion(work.trx, { id: basedOn });
  return before?.inForceFrom && before.inForceFrom > began
    ? {
        day: before.inForceFrom,
        because: `Version ${before.number} came into force on ${dateInWords(before.inForceFrom)}`,
      }
    : { day: began, because: `The arrangements began on ${dateInWords(began)}` };
}

/** What is wrong with a signature on paper: it is older than any draft of this version can be. */
export async function paperProblems(
  work: Work,
  id: string,
  { signedOn }: { signedOn: PlainDate },
): Promise<FormProblem[]> {
  const version = await getVersion(work, 'change', id);
  const { day, because } = await earliestDay(work, version);
  // Arrangements are signed before they come into force, and a version may be followed before its own day has come.
  const first = addMonths(day, -12);
  return signedOn < first
    ? [{ field: 'signed-day', message: `${because}: this signature is older than the version` }]
    : [];
}

/** What was typed, with the fields that stay as they are stored. */
export function merged<Whole extends object>(given: Whole, stored: Whole, asStored: ReadonlySet<string>): Whole {
  const kept = Object.fromEntries(Object.entries(stored).filter(([field]) => asStored.has(field)));
  return { ...given, ...kept };
}
