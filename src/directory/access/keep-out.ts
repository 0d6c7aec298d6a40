import type { FormProblem } from '../../platform/web/form.ts';
import { listAgencies } from '../repository.ts';
import type { AtRecord } from './at-record.ts';
import type { PersonInService } from './people.ts';
import { insertBarring, liftBarring, listBarred, setSealed } from './record-repository.ts';

/** From whom a record is to be kept. */
export type KeptFrom = { agency: string } | { person: PersonInService };

const FIELD = 'must not receive';

/** Keeps a record from an agency or a person, from this moment on. Says what stands against it. */
export async function keepFrom(record: AtRecord, from: KeptFrom, because: string): Promise<FormProblem | null> {
  const { work, kind, id, facts } = record;
  const { trx, actor, now, note } = work;
  let name: string;
  if ('agency' in from) {
    const agency = (await listAgencies(trx)).find(({ key }) => key === from.agency);
    if (!agency) return { field: 'agency', message: 'Choose the agency' };
    if (from.agency === facts.agency || from.agency === actor.agency) {
      const whose = from.agency === facts.agency ? 'It is this agency’s own record' : 'It is your own agency';
      return { field: 'agency', message: `${whose}: keep it from single people there instead` };
    }
    name = agency.name;
  } else {
    if (from.person.id === actor.id) return { field: 'who', message: 'You can’t keep a record from yourself' };
    name = from.person.name;
  }
  const standing = (await listBarred(trx, kind.kind, id)).filter((one) => one.liftedAt === null);
  if (standing.some((one) => ('agency' in from ? one.agencyName === name : one.personId === from.person.id))) {
    return { field: 'agency' in from ? 'agency' : 'who', message: `It is kept from ${name} already` };
  }
  await insertBarring(trx, {
    ...{ kind: kind.kind, recordId: id, because, by: actor.id, now },
    agency: 'agency' in from ? from.agency : null,
    personId: 'agency' in from ? null : from.person.id,
  });
  note({
    record: { kind: kind.kind, id },
    changes: [{ kind: kind.kind, recordId: id, field: FIELD, before: null, after: name }],
    why: because,
  });
  return null;
}

/** Lets an agency or a person receive a record again. Says what stands against it. */
export async function lift(record: AtRecord, barring: string, because: string): Promise<FormProblem | null> {
  const { work, kind, id } = record;
  const { trx, actor, now, note } = work;
  const found = (await listBarred(trx, kind.kind, id)).find((one) => one.id === barring && one.liftedAt === null);
  if (!found || !(await liftBarring(trx, found.id, { by: actor.id, because, now }))) {
    return { field: 'barring', message: 'Choose somebody from whom the record is kept now' };
  }
  const before = found.agencyName ?? found.personName;
  note({
    record: { kind: kind.kind, id },
    changes: [{ kind: kind.kind, recordId: id, field: FIELD, before, after: null }],
    why: because,
  });
  return null;
}

/** Seals a record, or opens it for its usual readers. Says what stands against it. */
export async function seal(record: AtRecord, sealed: boolean, because: string): Promise<FormProblem | null> {
  const { work, kind, id, facts } = record;
  if (facts.sealed === sealed) {
    return { field: 'sealed', message: sealed ? 'It is sealed already' : 'It is not sealed' };
  }
  if (!(await setSealed(work.trx, kind.kind, id, sealed))) {
    throw new Error(`The database does not let ${work.actor.id} seal a record that the access table lets them seal.`);
  }
  work.note({
    record: { kind: kind.kind, id },
    code: sealed ? 'access.seal' : 'access.unseal',
    says: sealed ? 'Sealed a restricted record' : 'Opened a sealed record for its usual readers',
    changes: [{ kind: kind.kind, recordId: id, field: 'sealed', before: facts.sealed, after: sealed }],
    why: because,
  });
  return null;
}
