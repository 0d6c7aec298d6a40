import { couldDo, findStandings } from '../../platform/access/index.ts';
import { dateInWords, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import { tellPeople } from '../../platform/notify/index.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { type AtRecord, lower } from './at-record.ts';
import { couldBeLetIn, listPeopleInService, type PersonInService } from './people.ts';
import { endOf, type Part, untilProblem } from './record-access.ts';
import { endLetIn, insertLetIn, listLetIn } from './record-repository.ts';

/** For how long and why somebody is let in to a record. */
export interface LettingIn {
  until: PlainDate | null;
  /** They see it while it is sealed too. On a sealed record everybody who is let in does. */
  named: boolean;
  because: string;
}

/**
 * Said of whoever may not reach a record because they or somebody close to them appear in it, or because they are kept out.
 * Which of them it is nobody is told: to whom somebody is close is theirs to know.
 */
const KEPT_FROM_THEM =
  'Kith can’t let this person in to this record, and does not say why, so that nobody’s private life is told';

/** Lets somebody in, and tells them. Says what stands against it. */
export async function letIn(record: AtRecord, person: PersonInService, given: LettingIn): Promise<FormProblem | null> {
  const { work, kind, id, facts, reference } = record;
  const { trx, table, actor, now, note } = work;
  const wrong = untilProblem(given.until, londonDate(now));
  if (wrong || given.until === null) return { field: 'until-day', message: wrong ?? '' };
  if (person.id === actor.id) return { field: 'who', message: 'You can’t let yourself in: somebody else has to' };
  const standing = (await findStandings(trx, kind.kind, id, [person.id])).get(person.id);
  if (!standing || standing.blocked) return { field: 'who', message: KEPT_FROM_THEM };
  if (!couldBeLetIn(table, person, kind.kind, facts, false)) {
    return {
      field: 'who',
      message: `No role of ${person.name} reads ${lower(kind.plural)}, so letting them in would change nothing: their agency gives roles`,
    };
  }
  const parts: Part[] = given.named || facts.sealed ? ['involved', 'named'] : ['involved'];
  const stands = (await listLetIn(trx, kind.kind, id)).filter((one) => one.stands && one.personId === person.id);
  // Whoever made the record is named without an end: that is not shortened by letting them in.
  const wanted = parts.filter((part) => !stands.some((one) => one.part === part && one.untilAt === null));
  const until = endOf(given.until);
  for (const part of wanted) {
    await endLetIn(trx, { kind: kind.kind, recordId: id, personId: person.id, part, now });
    await insertLetIn(trx, {
      ...{ kind: kind.kind, recordId: id, personId: person.id, part, now, until, by: actor.id },
      because: given.because,
    });
  }
  const words = `until ${dateInWords(given.until)}`;
  note({
    record: { kind: kind.kind, id },
    changes: wanted.map((part) => ({
      ...{ kind: kind.kind, recordId: id, field: part === 'named' ? 'named while sealed' : 'let in' },
      before: stands.some((one) => one.part === part) ? `${person.name}, for other days` : null,
      after: `${person.name}, ${words}`,
    })),
    why: given.because,
  });
  await tellPeople(
    trx,
    [person.id],
    {
      notice: `You were let in to ${reference} ${words}.`,
      href: kind.href?.(id) ?? '/',
      subject: 'You were let in to a record in Kith',
      mail: `${actor.name} let you in to a record in Kith ${words}. Your notices in Kith lead to it.\n\nThis message does not say which record it is, so that nobody else reads it here.`,
    },
    now,
  );
  return null;
}

/** Ends everything that lets a person in. Says what stands against it. */
export async function end(record: AtRecord, personId: string, because: string): Promise<FormProblem | null> {
  const { work, kind, id, facts } = record;
  const { trx, note, now } = work;
  const everybody = (await listLetIn(trx, kind.kind, id)).filter((one) => one.stands);
  const theirs = everybody.filter((one) => one.personId === personId);
  const [first] = theirs;
  if (!first) return { field: 'person', message: 'Choose somebody who is let in now' };
  if (facts.sealed && !(await somebodyStays(record, personId))) {
    return {
      field: 'person',
      message: 'Nobody who decides about this sealed record would be left: name somebody else first',
    };
  }
  await endLetIn(trx, { kind: kind.kind, recordId: id, personId, part: null, now });
  note({
    record: { kind: kind.kind, id },
    changes: theirs.map((one) => ({
      ...{ kind: kind.kind, recordId: id, field: one.part === 'named' ? 'named while sealed' : 'let in' },
      before: one.name,
      after: null,
    })),
    why: because,
  });
  return null;
}

/** Whether, without this person, somebody named is left who may decide who sees the sealed record. */
async function somebodyStays({ work, kind, id, facts }: AtRecord, without: string): Promise<boolean> {
  const { trx, table, now } = work;
  const named = (await listLetIn(trx, kind.kind, id)).filter((one) => one.stands && one.part === 'named');
  const ids = named.map((one) => one.personId).filter((one) => one !== without);
  const people = await listPeopleInService(trx, londonDate(now), { ids });
  const standings = await findStandings(trx, kind.kind, id, ids);
  return people.some((one) => {
    const standing = standings.get(one.id);
    return standing !== undefined && couldDo(table, one, 'share', kind.kind, facts, standing);
  });
}
