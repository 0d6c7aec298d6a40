import { listPeopleInService } from '../../../directory/index.ts';
import type { Work } from '../../../platform/access/index.ts';
import { dateInWords, londonDate } from '../../../platform/clocks/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { tellPeople } from '../../../platform/notify/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import { demandMove } from '../../../platform/workflow/index.ts';
import { ARRANGEMENTS } from '../policy.ts';
import { getVersion, movedOn, partsOf } from './at-version.ts';
import type { PaperSignature } from './form.ts';
import { insertSignature, listVersions, lockVersion, type Moved, moveVersion } from './repository.ts';
import { missingToSend, unsigned } from './rules.ts';
import { type ArrangementVersion, VERSION_PROCESS, type VersionDoing, type VersionPart } from './version.ts';
import { WORK_ON } from './work-on.ts';

/** What a move did: what the ledger is told, and what is said afterwards. */
export interface Made {
  changes: FieldChange[];
  says: string;
}

/** Does what the process allows and needs nobody else: send, take back, send back, publish, give up. */
export async function move(
  work: Work,
  id: string,
  doing: 'send' | 'take-back' | 'send-back' | 'publish' | 'withdraw',
  why: string | null,
): Promise<Made> {
  await lockVersion(work.trx, id);
  const version = await getVersion(work, 'read', id);
  const made = demandMove(VERSION_PROCESS, version.state, doing, partsOf(work, version));
  const today = londonDate(work.now);
  const writes: Record<typeof doing, Moved> = {
    send: { round: version.round + 1, sent_back_by: null, sent_back_because: null },
    'take-back': { signed_on: null },
    'send-back': { sent_back_by: work.actor.agency, sent_back_because: why },
    publish: { published: true, published_on: today },
    withdraw: { number: null },
  };
  if (doing === 'send') {
    const missing = missingToSend(version, today);
    if (missing.length > 0)
      throw new PlainError(`It can’t be sent to the partners yet. ${missing.join('. ')}.`, { statusCode: 409 });
  }
  if (doing === 'publish') await supersedeOthers(work, version);
  if (!(await moveVersion(work.trx, { id, from: version.state, to: made.to, now: work.now }, writes[doing])))
    throw movedOn();
  await tell(work, version, doing);
  return { changes: [stateChange(id, version.state, made.to)], says: made.says };
}

/** A new version takes the place of the others on the day it comes into force: until then people work by the one before. */
async function supersedeOthers(work: Work, version: ArrangementVersion): Promise<void> {
  const today = londonDate(work.now);
  const { inForceFrom } = version;
  const from = inForceFrom !== null && inForceFrom > today ? inForceFrom : today;
  for (const one of await listVersions(work.trx, version.partnership)) {
    const { state, supersededOn } = one;
    const counts = state === 'published' || (state === 'superseded' && (supersededOn ?? '') > from);
    if (!counts) continue;
    // One that was to be replaced later is replaced sooner; its state is the same.
    const to = state === 'superseded' ? state : demandMove(VERSION_PROCESS, state, 'supersede', new Set(['kith'])).to;
    const moved = { superseded_on: from };
    if (!(await moveVersion(work.trx, { id: one.id, from: state, to, now: work.now }, moved))) throw movedOn();
  }
}

function stateChange(id: string, before: string, after: string): FieldChange {
  return { kind: ARRANGEMENTS, recordId: id, field: 'state', before, after };
}

/** Signs for one’s own agency. */
export async function sign(work: Work, id: string, post: string): Promise<Made> {
  const { agency, id: personId } = work.actor;
  const signedOn = londonDate(work.now);
  return putSignature(work, id, 'partner', { agency, post, signedOn, keptAt: null }, personId);
}

/** Writes a signature down that a partner gave on paper. */
export async function recordSignature(work: Work, id: string, signature: PaperSignature): Promise<Made> {
  return putSignature(work, id, 'office', signature, null);
}

async function putSignature(
  work: Work,
  id: string,
  as: VersionPart,
  signature: Omit<PaperSignature, 'keptAt'> & { keptAt: string | null },
  personId: string | null,
): Promise<Made> {
  await lockVersion(work.trx, id);
  const version = await getVersion(work, 'read', id);
  const parts = partsOf(work, version);
  const { says } = demandMove(VERSION_PROCESS, version.state, 'sign', new Set([...parts].filter((one) => one === as)));
  const { agency, post } = signature;
  const partner = version.agencies.find((one) => one.key === agency && one.standing === 'statutory');
  if (!partner) {
    throw new PlainError('Only the statutory partners of this version sign it: choose one of them.', {
      statusCode: 409,
    });
  }
  const row = { ...signature, round: version.round, personId, recordedBy: work.actor.id };
  if (!(await insertSignature(work.trx, id, row))) {
    throw new PlainError(`${partner.name} has signed already.`, { statusCode: 409 });
  }
  const changes: FieldChange[] = [
    {
      kind: ARRANGEMENTS,
      recordId: id,
      field: `signature/${agency}`,
      before: null,
      after: `${post}, ${dateInWords(signature.signedOn)}`,
    },
  ];
  if (unsigned({ ...version, signatures: [...version.signatures, { ...row, agencyName: '' }] }).length > 0)
    return { changes, says };
  const last = demandMove(VERSION_PROCESS, version.state, 'complete', new Set(['kith']));
  const moved = { signed_on: londonDate(work.now) };
  if (!(await moveVersion(work.trx, { id, from: version.state, to: last.to, now: work.now }, moved))) throw movedOn();
  await tell(work, version, 'complete');
  return { changes: [...changes, stateChange(id, version.state, last.to)], says: `${says} ${last.says}` };
}

/** Tells those for whom something is to be done now. */
async function tell(work: Work, version: ArrangementVersion, doing: VersionDoing): Promise<void> {
  const today = londonDate(work.now);
  const href = `${WORK_ON}/${version.id}`;
  const called = `Version ${version.number} of the arrangements`;
  if (doing === 'send') {
    const agencies = version.agencies.flatMap((one) => (one.standing === 'statutory' ? [one.key] : []));
    const partners = await listPeopleInService(work.trx, today, { roles: ['safeguarding-partner'] });
    const people = partners.filter((one) => agencies.includes(one.agency));
    const notice = `${called} waits for your agency’s signature.`;
    await tellPeople(
      work.trx,
      people.map((one) => one.id),
      word(notice, href, 'Arrangements to sign'),
      work.now,
    );
  }
  if (doing === 'send-back' || doing === 'complete') {
    const people = await listPeopleInService(work.trx, today, { roles: ['business-manager'] });
    const notice =
      doing === 'complete'
        ? `${called} is signed by every statutory partner and can be published.`
        : `${called} was sent back: ${work.actor.agencyName} asks for a change.`;
    await tellPeople(
      work.trx,
      people.map((one) => one.id),
      word(notice, href, 'The published arrangements'),
      work.now,
    );
  }
}

function word(notice: string, href: string, subject: string) {
  return { notice, href, subject, mail: `${notice} Your notices in Kith lead there.` };
}
