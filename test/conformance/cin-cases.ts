import type { CensusRow } from '../../src/evidence/returns/cin/census-row.ts';
import {
  Assessment,
  Characteristics,
  Child,
  CinPlan,
  Disability,
  Enquiry,
  Episode,
  Header,
  Identifiers,
  ProtectionPlan,
  Review,
} from '../../src/evidence/returns/cin/child.ts';
import type { TableName } from '../../src/evidence/returns/cin/tables.ts';

/** A row of a case as its file has it: texts by column, null where there is nothing, several texts for factors. */
export type CaseRow = Readonly<Record<string, string | string[] | null>>;

/** One of the shared cases: the rows that go in, and the rows that another validator reports. */
export interface SharedCase {
  id: string;
  rule: string;
  in_force: string[];
  tables: Record<string, CaseRow[]>;
  expected: { return_level: boolean; failing_rows: Record<string, number[]> };
  doubt?: string;
}

/** No row of the case stands for it. */
const NOT_GIVEN = -1;

/** A case as children: its tables need not be a whole return, and what they leave out is made up of nothing. */
export interface CaseChildren {
  header: Header | undefined;
  children: Child[];
  /** Rows of the case that became one assessment, for cases with a row for each factor. */
  together: Map<number, number[]>;
}

/**
 * Puts the tables of a case together as children, as far as they say what belongs to what. A table without ids has a child of
 * its own for each row; an episode or plan that other tables name and none holds is made without a row.
 */
export function childrenOf({ rule, tables }: SharedCase): CaseChildren {
  const children: Child[] = [];
  const byId = new Map<string, Child>();
  const episodes = new Map<string, Episode>();
  const plans = new Map<string, ProtectionPlan>();
  const together = new Map<number, number[]>();

  const addChild = (identifiers: Identifiers, id: string | null, characteristics?: Characteristics): Child => {
    const child = new Child(children.length, identifiers, characteristics, [], []);
    children.push(child);
    if (id && !byId.has(id)) byId.set(id, child);
    return child;
  };
  const childOf = (row: CaseRow): Child => {
    const id = idOf(row);
    const known = id ? byId.get(id) : undefined;
    if (known) return known;
    const identifiers = new Identifiers(NOT_GIVEN, 0);
    if (id) identifiers.take('LAchildID', id, 0);
    return addChild(identifiers, id);
  };
  const episodeOf = (row: CaseRow): Episode => {
    const child = childOf(row);
    const key = `${child.number} ${row.CINdetailsID ?? ''}`;
    const known = episodes.get(key);
    if (known) return known;
    const episode = new Episode(NOT_GIVEN, 0);
    child.episodes.push(episode);
    episodes.set(key, episode);
    return episode;
  };

  for (const [at, row] of (tables.ChildIdentifiers ?? []).entries())
    addChild(filled(new Identifiers(at, at), row), idOf(row));
  for (const [at, row] of (tables.ChildCharacteristics ?? []).entries())
    addChild(new Identifiers(NOT_GIVEN, 0), idOf(row), filled(new Characteristics(at, at), row));
  for (const [at, row] of (tables.Disabilities ?? []).entries())
    childOf(row).disabilities.push(filled(new Disability(at, at), row));
  for (const [at, row] of (tables.CINdetails ?? []).entries()) {
    const child = childOf(row);
    const episode = filled(new Episode(at, at), row);
    child.episodes.push(episode);
    const key = `${child.number} ${row.CINdetailsID ?? ''}`;
    if (!episodes.has(key)) episodes.set(key, episode);
  }
  const assessments = new Map<string, Assessment>();
  for (const [at, row] of (tables.Assessments ?? []).entries()) {
    const key = `${row.LAchildID} ${row.CINdetailsID} ${row.AssessmentAuthorisationDate}`;
    const known = rule === '8869' ? assessments.get(key) : undefined;
    const assessment = known ?? filled(new Assessment(at, at), { ...row, AssessmentFactors: null });
    for (const factor of factorsOf(row.AssessmentFactors)) assessment.take('AssessmentFactors', factor, at);
    together.set(assessment.row, [...(together.get(assessment.row) ?? []), at]);
    assessments.set(key, assessment);
    if (!known) episodeOf(row).assessments.push(assessment);
  }
  for (const [at, row] of (tables.CINplanDates ?? []).entries())
    episodeOf(row).cinPlans.push(filled(new CinPlan(at, at), row));
  for (const [at, row] of (tables.Section47 ?? []).entries())
    episodeOf(row).enquiries.push(filled(new Enquiry(at, at), row));
  for (const [at, row] of (tables.ChildProtectionPlans ?? []).entries()) {
    // A plan without a number is no plan.
    if (row.CPPID === null) continue;
    const plan = filled(new ProtectionPlan(at, at), row);
    episodeOf(row).protectionPlans.push(plan);
    plans.set(planKey(childOf(row), row), plan);
  }
  for (const [at, row] of (tables.Reviews ?? []).entries()) {
    const key = planKey(childOf(row), row);
    let plan = plans.get(key);
    if (!plan) {
      plan = new ProtectionPlan(NOT_GIVEN, 0);
      episodeOf(row).protectionPlans.push(plan);
      plans.set(key, plan);
    }
    plan.reviews.push(filled(new Review(at, at), row));
  }
  const [header] = tables.Header ?? [];
  return { header: header && filled(new Header(0, 1), header), children, together };
}

function planKey(child: Child, row: CaseRow): string {
  return `${child.number} ${row.CINdetailsID ?? ''} ${row.CPPID ?? ''}`;
}

function idOf(row: CaseRow): string | null {
  return typeof row.LAchildID === 'string' ? row.LAchildID : null;
}

function factorsOf(given: CaseRow[string] | undefined): string[] {
  if (!given) return [];
  return [given].flat();
}

function filled<Row extends CensusRow<TableName>>(row: Row, from: CaseRow): Row {
  for (const [field, text] of Object.entries(from)) if (typeof text === 'string') row.take(field, text, row.row);
  return row;
}
