import { decideRecord, findStandings, type Grant, purposesFor, ROLES } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { AtRecord } from './at-record.ts';
import { listPeopleInService, type PersonInService, rolesThatMay } from './people.ts';
import { reachInWords } from './table-words.ts';

/** People who see a record for the same reason. */
export interface Readers {
  /** "Business manager: those of every agency". */
  because: string;
  /** Why the role needs it, as the access table has it. */
  why: string;
  people: readonly PersonInService[];
}

/** Everybody in service who could open the record at this moment if they stated a fitting purpose, by the line that lets them. */
export async function listReaders({ work, kind, id, facts }: AtRecord): Promise<Readers[]> {
  const { trx, table, now } = work;
  const roles = rolesThatMay(table, 'read', kind.kind);
  const people = await listPeopleInService(trx, londonDate(now), { roles });
  const standings = await findStandings(
    trx,
    kind.kind,
    id,
    people.map((one) => one.id),
  );
  const byLine = new Map<Grant, PersonInService[]>();
  for (const person of people) {
    const standing = standings.get(person.id);
    const theirs = standing && { ...facts, ...standing, brokenOpen: false };
    const line =
      theirs &&
      purposesFor(table, person, 'read', kind.kind)
        .map((purpose) => decideRecord(table, person, purpose, 'read', kind.kind, theirs))
        .find((decision) => decision.may);
    if (line?.may && line.line) byLine.set(line.line, [...(byLine.get(line.line) ?? []), person]);
  }
  return table.grants.flatMap((line) => {
    const found = byLine.get(line);
    return found ? [{ because: `${ROLES[line.role].name}: ${reachInWords(line)}`, why: line.why, people: found }] : [];
  });
}
