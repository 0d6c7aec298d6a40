import { QUORUM_UNLESS_SAID, quorumInWords } from '../../../meetings/index.ts';
import { demandKind, type Work } from '../../../platform/access/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { findPartnership, type Group, listGroups } from '../../arrangements/index.ts';
import { GROUP } from '../policy.ts';
import type { GivenGroup } from './form.ts';
import { insertGroup, listGroupTerms, saveTerms } from './repository.ts';
import { LAST_YEARS_AHEAD, latestDay } from './rules.ts';
import { termsId } from './service.ts';

/** Groups to which a new one can answer: all that still meet. */
export async function beginGroup(work: Work): Promise<{ groups: Group[] }> {
  demandKind(work, 'create', GROUP);
  const partnership = await findPartnership(work.trx);
  if (!partnership) {
    throw new PlainError('No partnership is loaded yet, so no group can be set up.', { statusCode: 409 });
  }
  const closed = new Set(
    (await listGroupTerms(work.trx, null)).filter(({ closedOn }) => closedOn !== null).map(({ key }) => key),
  );
  return { groups: (await listGroups(work.trx, partnership.key)).filter(({ key }) => !closed.has(key)) };
}

/** A name as the address of a group says it: "Neglect: schools’ part" becomes "neglect-schools-part". */
export function keyOfName(name: string): string {
  const key = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f’']/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return key === '' || key === 'new' ? 'group' : key;
}

/** Sets up a task and finish group with its remit, end and closure test. Inventory rows 7 to 16. */
export async function setUpGroup(
  work: Work,
  given: GivenGroup,
): Promise<{ key: string; id: string; changes: FieldChange[] } | { problems: FormProblem[]; groups: Group[] }> {
  const { groups } = await beginGroup(work);
  const { trx, actor, now } = work;
  const today = londonDate(now);
  const problems: FormProblem[] = [];
  if (!groups.some(({ key }) => key === given.under)) {
    problems.push({ field: 'under', message: 'Choose a group that still meets' });
  }
  const partnership = await findPartnership(trx);
  const all = partnership ? await listGroups(trx, partnership.key) : [];
  if (all.some(({ name }) => name.toLowerCase() === given.name.toLowerCase())) {
    problems.push({ field: 'name', message: 'There is a group of that name already: choose another name' });
  }
  if (given.endsOn <= today || given.endsOn > latestDay(today)) {
    problems.push({
      field: 'ends-day',
      message: `Choose a day to come, within ${LAST_YEARS_AHEAD} years: a task and finish group ends`,
    });
  }
  if (problems.length > 0 || !partnership) return { problems, groups };
  const taken = new Set(all.map(({ key }) => key));
  const stem = keyOfName(given.name);
  const key = taken.has(stem) ? `${stem}-${all.length + 1}` : stem;
  const entered = { agency: actor.agency, ownerId: actor.id };
  const { name, purpose, under, because, remit, endsOn, closureTest } = given;
  const group = { key, partnership: partnership.key, name, purpose, under, because };
  await insertGroup(trx, group, { ...entered, on: today });
  const terms = {
    quorum: QUORUM_UNLESS_SAID,
    remit,
    endsOn,
    closureTest,
    closedOn: null,
    closedWords: null,
    version: 0,
  };
  await saveTerms(trx, key, terms, { ...entered, now });
  const id = termsId(key);
  const change = (field: string, after: unknown) => ({ kind: GROUP, recordId: id, field, before: null, after });
  return {
    ...{ key, id },
    changes: [
      ...[change('group', name), change('purpose', purpose), change('answers to', under)],
      ...[change('quorum', quorumInWords(QUORUM_UNLESS_SAID)), change('remit', remit), change('ends', endsOn)],
      change('closure-test', closureTest),
    ],
  };
}
