import { randomUUID } from 'node:crypto';
import { demandKind, type Work } from '../../platform/access/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { TypedValues } from '../../platform/web/form.ts';
import { differences, type FieldVersion, settle } from '../../platform/web/two-versions.ts';
import { demandMove, movesFrom } from '../../platform/workflow/index.ts';
import { SCRUTINY } from './policy.ts';
import { type StatementDoing, statementPartsIn, statementProcess } from './process.ts';
import {
  type EarlierDraft,
  findStatement,
  insertStatement,
  keepDraft,
  listEarlierDrafts,
  listScrutinyStatements,
  listTests,
  moveStatement,
  writeDraft,
} from './repository.ts';
import type { ScrutinyStatement, ScrutinyTest } from './scrutiny.ts';
import { type Changing, changesOf, none } from './service.ts';

/** Begins the statement of a year: its first edition, or a later one with the words of the last. Throws PlainError (409). */
export async function beginStatement(
  work: Work,
  reportYear: string,
  id: string = randomUUID(),
): Promise<{ id: string; changes: FieldChange[] }> {
  demandKind(work, 'create', SCRUTINY);
  const { trx, actor, now } = work;
  const ofYear = (await listScrutinyStatements(trx)).filter((one) => one.reportYear === reportYear);
  const [last] = ofYear;
  const words = last?.words ?? '';
  const edition = (last?.edition ?? 0) + 1;
  const making = { id, agency: actor.agency, ownerId: actor.id, now };
  if (!(await insertStatement(trx, making, { reportYear, edition, words }))) {
    throw new PlainError(
      `A statement for ${reportYear} is in work already: go on with that one, or publish it first.`,
      {
        statusCode: 409,
      },
    );
  }
  await keepDraft(trx, { id, version: 1, words, by: actor.id, now });
  return {
    id,
    changes: [{ kind: SCRUTINY, recordId: id, field: 'edition', before: null, after: `${reportYear}/${edition}` }],
  };
}

/** A statement as its page shows it to one person. */
export interface StatementView {
  statement: ScrutinyStatement;
  mine: boolean;
  moves: { doing: StatementDoing; label: string }[];
  /** What the draft said before, for its author. */
  drafts: readonly EarlierDraft[];
  /** What stands behind it: the tests of its year. */
  tests: readonly ScrutinyTest[];
  /** Other editions of its year, the newest first. */
  editions: readonly ScrutinyStatement[];
}

/** One edition, for somebody who may read it. */
export async function readStatement(work: Work, id: string): Promise<StatementView> {
  demandKind(work, 'read', SCRUTINY);
  const { trx, actor } = work;
  const statement = await findStatement(trx, id);
  if (!statement) throw none('read', id);
  const { reportYear } = statement;
  const moves = movesFrom(statementProcess, statement.state, statementPartsIn(statement, actor));
  return {
    statement,
    mine: statement.ownerId === actor.id,
    moves: moves.flatMap(({ doing, label }) => (doing === 'replace' ? [] : [{ doing, label }])),
    drafts: await listEarlierDrafts(trx, id),
    tests: await listTests(trx, { reportYear }),
    editions: (await listScrutinyStatements(trx)).filter((one) => one.reportYear === reportYear && one.id !== id),
  };
}

/** One draft, for the scrutineer who is about to write on it. Throws PlainError (409) where it is signed. */
export async function openDraft(work: Work, id: string): Promise<StatementView> {
  demandKind(work, 'change', SCRUTINY);
  const view = await readStatement(work, id);
  if (!view.mine) throw none('change', id);
  if (view.statement.state !== 'draft') {
    throw new PlainError('This statement is signed. Take it back to a draft to write on it, or begin a new edition.', {
      statusCode: 409,
    });
  }
  return view;
}

/** A statement's words as a field of two versions. */
export function statementFields({ words }: Pick<ScrutinyStatement, 'words'>): FieldVersion[] {
  return [{ field: 'words', label: 'Statement', value: words.split('\n').filter((line) => line.trim() !== '') }];
}

/** Writes on a draft; where it was written on meanwhile, both versions are told. */
export async function saveDraft(
  work: Work,
  id: string,
  words: string,
  values: TypedValues,
): Promise<Changing<ScrutinyStatement>> {
  const { statement: stored } = await openDraft(work, id);
  const [mine, held] = [statementFields({ words }), statementFields(stored)];
  const settled = settle(values, { version: stored.version, mine, stored: held });
  if ('differences' in settled) return { ...settled, stored };
  const wanted = settled.asStored.has('words') ? stored.words : words;
  const changes = changesOf(id, held, statementFields({ words: wanted }));
  if (wanted === stored.words) return { changed: [] };
  const { trx, actor, now } = work;
  if (await writeDraft(trx, { id, version: stored.version, words: wanted, by: actor.id, now })) {
    return { changed: changes };
  }
  const { statement } = await openDraft(work, id);
  return {
    ...{ differences: differences(mine, statementFields(statement), String(values.seen ?? '')), problems: [] },
    stored: statement,
  };
}

/** Signs, takes back or publishes a statement. Throws PlainError (409) where the process does not allow it. */
export async function actOnStatement(
  work: Work,
  id: string,
  version: number,
  doing: StatementDoing,
): Promise<FieldChange[]> {
  demandKind(work, doing === 'publish' ? 'share' : 'change', SCRUTINY);
  const { statement, editions } = await readStatement(work, id);
  const move = demandMove(statementProcess, statement.state, doing, statementPartsIn(statement, work.actor));
  if (statement.version !== version) throw movedOn();
  if (doing === 'sign' && statement.words.trim() === '') {
    throw new PlainError('There is nothing to sign: write the statement first.', { statusCode: 409 });
  }
  const { trx, now } = work;
  const counting = doing === 'publish' ? editions.find(({ state }) => state === 'published') : undefined;
  if (counting && !(await moveStatement(trx, { ...counting, now }, 'replaced'))) throw movedOn();
  if (!(await moveStatement(trx, { id, version, now }, move.to))) throw movedOn();
  return [
    { kind: SCRUTINY, recordId: id, field: 'state', before: statement.state, after: move.to },
    ...(counting
      ? [{ kind: SCRUTINY, recordId: counting.id, field: 'state', before: 'published', after: 'replaced' }]
      : []),
  ];
}

function movedOn(): PlainError {
  return new PlainError('This statement was changed meanwhile. Open it again and read it before you go on.', {
    statusCode: 409,
  });
}
