import { demandReach, reaches, type Work } from '../../../platform/access/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { FieldVersion } from '../../../platform/web/two-versions.ts';
import { ARRANGEMENTS, SIGNATURE } from '../policy.ts';
import { findPartnership, type Partnership } from '../repository.ts';
import { findVersion } from './repository.ts';
import { unsigned } from './rules.ts';
import type { ArrangementVersion, VersionPart } from './version.ts';

/** The partnership whose arrangements these are. Throws PlainError (409) where none is loaded. */
export async function thePartnership({ trx }: Work): Promise<Partnership> {
  const partnership = await findPartnership(trx);
  if (!partnership) {
    throw new PlainError('No partnership is loaded yet, so it has no arrangements. Load a year file first.', {
      statusCode: 409,
    });
  }
  return partnership;
}

/** One version for somebody who may do this with it. Throws Refused where there is none. */
export async function getVersion(work: Work, action: 'read' | 'change', id: string): Promise<ArrangementVersion> {
  const version = await findVersion(work.trx, { id });
  demandReach(work, action, ARRANGEMENTS, id, version);
  return version;
}

/** The parts that somebody plays for a version: the office that keeps it, a partner who is to sign it. */
export function partsOf(work: Work, version: ArrangementVersion): Set<VersionPart> {
  const parts = new Set<VersionPart>();
  if (reaches(work, 'change', ARRANGEMENTS, version)) parts.add('office');
  const mine = { agency: work.actor.agency, ownerId: work.actor.id };
  if (unsigned(version).includes(work.actor.agency) && reaches(work, 'create', SIGNATURE, mine)) parts.add('partner');
  return parts;
}

/** Two people pressed the same button in the same moment. */
export function movedOn(): PlainError {
  return new PlainError(
    'Somebody else changed this in the same moment. Open it again: nothing of theirs is overwritten.',
    {
      statusCode: 409,
    },
  );
}

/** What differs between two states of a version, field by field, for the ledger. */
export function changesOf(id: string, before: readonly FieldVersion[], after: readonly FieldVersion[]): FieldChange[] {
  const held = (lines: readonly string[] | undefined) =>
    !lines || lines.length === 0 ? null : lines.length === 1 ? (lines[0] ?? null) : [...lines];
  const fields = [...new Set([...before, ...after].map((one) => one.field))];
  return fields.flatMap((field) => {
    const [was, is] = [before, after].map((all) => held(all.find((one) => one.field === field)?.value));
    return JSON.stringify(was) === JSON.stringify(is)
      ? []
      : [{ kind: ARRANGEMENTS, recordId: id, field, before: was ?? null, after: is ?? null }];
  });
}
