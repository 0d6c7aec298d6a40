import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { listWorkOfObjective, type WorkOfObjective } from '../actions/index.ts';
import { findPartnership, listStatements, type Partnership, type Statement } from '../arrangements/index.ts';
import { listDecisionsOfObjective, type PublishedDecision } from '../governance/index.ts';
import { type Audit, findAudit, findReview, type PracticeReview } from '../learning/index.ts';
import { findPriority, type Priority } from '../priorities/index.ts';
import { listTies, type Tie } from './ties.ts';

/** A published record that was work for an objective, as far as it is held. */
export type TiedWork = { tie: Tie } & (
  | { kind: 'priority'; record: Priority }
  | { kind: 'practice-review'; record: PracticeReview }
  | { kind: 'audit'; record: Audit }
);

/** What was done for one objective or pillar, and what it made of it. */
export interface ObjectiveView {
  objective: Statement;
  work: TiedWork[];
  /** Published decisions that were taken for it, the latest first. */
  decisions: PublishedDecision[];
  actions: WorkOfObjective;
}

/** An objective or pillar with how many published records, decisions and actions serve it. */
export interface Counted {
  statement: Statement;
  records: number;
  decisions: number;
  actions: number;
}

/** Objectives and pillars with how much is tied to each. */
export interface ObjectivesView {
  partnership: Partnership;
  visions: Statement[];
  objectives: Counted[];
  pillars: Counted[];
}

/** Vision, objectives and pillars with how much is tied to each; null while no partnership is loaded. Published rows alone. */
export async function listObjectives(db: Db, today: PlainDate): Promise<ObjectivesView | null> {
  const partnership = await findPartnership(db);
  if (!partnership) return null;
  const [statements, ties] = [await listStatements(db, partnership.key), await listTies(db)];
  const counted = async (kind: Statement['statementKind']) => {
    const found = [];
    for (const statement of statements.filter((one) => one.statementKind === kind)) {
      const { actions } = await listWorkOfObjective(db, statement.key, today);
      const records = ties.filter((one) => one.objective === statement.key).length;
      const decisions = (await listDecisionsOfObjective(db, statement.key)).length;
      found.push({ statement, records, decisions, actions: actions.length });
    }
    return found;
  };
  return {
    partnership,
    visions: statements.filter((one) => one.statementKind === 'vision'),
    objectives: await counted('objective'),
    pillars: await counted('pillar'),
  };
}

/** One objective or pillar with all that was tied to it. Throws PlainError (404) where there is none of that key. */
export async function readObjective(db: Db, key: string, today: PlainDate): Promise<ObjectiveView> {
  const partnership = await findPartnership(db);
  const statements = partnership ? await listStatements(db, partnership.key) : [];
  const objective = statements.find(
    (one) => one.key === key && (one.statementKind === 'objective' || one.statementKind === 'pillar'),
  );
  if (!objective) {
    throw new PlainError('There is no objective at this address; choose one from the list of objectives.', {
      statusCode: 404,
    });
  }
  const work: TiedWork[] = [];
  for (const tie of (await listTies(db)).filter((one) => one.objective === key)) {
    const found = await tiedTo(db, tie);
    if (found) work.push(found);
  }
  const decisions = await listDecisionsOfObjective(db, key);
  return { objective, work, decisions, actions: await listWorkOfObjective(db, key, today) };
}

async function tiedTo(db: Db, tie: Tie): Promise<TiedWork | null> {
  switch (tie.kind) {
    case 'priority': {
      const record = await findPriority(db, tie.record);
      return record && { tie, kind: tie.kind, record };
    }
    case 'practice-review': {
      const record = await findReview(db, tie.record);
      return record && { tie, kind: tie.kind, record };
    }
    case 'audit': {
      const record = await findAudit(db, tie.record);
      return record && { tie, kind: tie.kind, record };
    }
  }
}
