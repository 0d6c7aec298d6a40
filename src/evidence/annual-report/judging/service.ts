import { createHash } from 'node:crypto';
import { demandKind, demandReach, Refused, reaches, type Work } from '../../../platform/access/index.ts';
import { dateInWords, londonDate } from '../../../platform/clocks/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { differences } from '../../../platform/web/two-versions.ts';
import type { EditionInput, RequirementInput } from '../input.ts';
import { listAnswers, listEditions, listReportYears } from '../repository.ts';
import { noSuchYear, yearsOfReports } from '../service.ts';
import { type GivenJudgement, type Judgement, judgementFields, VERDICTS } from './judgement.ts';
import { JUDGEMENT } from './policy.ts';
import { insertJudgement, listJudgements, updateJudgement } from './repository.ts';

/** One requirement of a year with what is said of it so far. */
export interface RequirementOfYear {
  year: string;
  edition: EditionInput;
  requirement: RequirementInput;
  /** Null while nobody has judged it. */
  stored: Judgement | null;
  /** The person may read how the judgement changed. */
  mayRead: boolean;
}

/** Which requirement of which year. */
export interface At {
  year: string;
  requirement: string;
}

async function requirementOfYear(work: Work, { year, requirement: key }: At): Promise<RequirementOfYear> {
  const years = await yearsOfReports(work.trx, londonDate(work.now));
  if (!years.includes(year)) throw noSuchYear(years, year);
  const editions = await listEditions(work.trx);
  for (const edition of editions) {
    const requirement = edition.requirements.find((one) => one.key === key);
    if (!requirement) continue;
    const stored = (await listJudgements(work.trx, year)).find((one) => one.requirement === key) ?? null;
    const mayRead = stored !== null && reaches(work, 'read', JUDGEMENT, stored);
    return { year, edition, requirement, stored, mayRead };
  }
  throw new PlainError('The guidance asks nothing by this name: choose a requirement from the checklist.', {
    statusCode: 404,
  });
}

/**
 * A requirement of a year for somebody who is about to judge it. Throws PlainError (409) for a year that a file sets up: the
 * file says what its report answers.
 */
export async function openJudging(work: Work, at: At): Promise<RequirementOfYear> {
  demandKind(work, 'create', JUDGEMENT);
  const found = await requirementOfYear(work, at);
  if (found.stored) demandReach(work, 'change', JUDGEMENT, found.stored.id, found.stored);
  const setUp = (await listReportYears(work.trx)).includes(at.year);
  const answers = await listAnswers(work.trx, at.year);
  if (!setUp && !answers.some(({ requirement, inKith }) => requirement === at.requirement && !inKith)) return found;
  throw new PlainError(
    `What the report of ${at.year} answers is said by a year file. Change the answer in the file and load it again.`,
    { statusCode: 409 },
  );
}

/** A judgement whose history somebody reads. Throws Refused where nothing was judged. */
export async function readJudged(work: Work, at: At): Promise<RequirementOfYear & { stored: Judgement }> {
  demandKind(work, 'read', JUDGEMENT);
  const found = await requirementOfYear(work, at);
  const { stored } = found;
  if (stored === null) {
    const recordId = judgementId(at);
    throw new Refused({ because: 'no-record', action: 'read', kind: JUDGEMENT, recordId });
  }
  demandReach(work, 'read', JUDGEMENT, stored.id, stored);
  return { ...found, stored };
}

/**
 * The number under which the ledger keeps what is said of a requirement for a year: a UUID of version 8 (RFC 9562 §5.8), or
 * no filter of the ledger would take it.
 */
function judgementId({ year, requirement }: At): string {
  const hex = createHash('sha256').update(`kith judgement ${year} ${requirement}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** What became of a judgement. */
export type Judging =
  | { judged: { id: string; changes: FieldChange[] }; of: RequirementOfYear }
  | { problems: FormProblem[]; of: RequirementOfYear; clash: boolean };

/**
 * Says how far a year’s report answers a requirement. `began` is the version with which the form began, null where it does
 * not say; where somebody else judged meanwhile nothing is written, and what they said comes back.
 */
export async function judge(
  work: Work,
  at: At,
  given: GivenJudgement,
  { began, why }: { began: number | null; why: string },
): Promise<Judging> {
  const of = await openJudging(work, at);
  const { stored } = of;
  if (began !== null && began !== (stored?.version ?? 0)) return clashed(of);
  if (stored === null) {
    const id = judgementId(at);
    const record = { id, ...at, agency: work.actor.agency, ownerId: work.actor.id, now: work.now };
    if (!(await insertJudgement(work.trx, record, given))) return clashed(await openJudging(work, at));
    const named = [
      { kind: JUDGEMENT, recordId: id, field: 'year', before: null, after: at.year },
      {
        kind: JUDGEMENT,
        recordId: id,
        field: 'requirement',
        before: null,
        after: `${of.edition.title}, ${of.requirement.title}`,
      },
    ];
    return { judged: { id, changes: [...named, ...changesOf(id, null, given)] }, of };
  }
  const { id, version } = stored;
  if (why === '') {
    return { problems: [{ field: 'why', message: 'Enter why the judgement changes' }], of, clash: false };
  }
  if (!(await updateJudgement(work.trx, { id, version, now: work.now }, given))) {
    return clashed(await openJudging(work, at));
  }
  // The same said again on a later day is a judgement of that day.
  const [before, after] = [stored.changedAt, work.now].map((moment) => dateInWords(londonDate(moment)));
  const day = before === after ? [] : [{ kind: JUDGEMENT, recordId: id, field: 'judgedOn', before, after }];
  return { judged: { id, changes: [...changesOf(id, stored, given), ...day] }, of };
}

function clashed(of: RequirementOfYear): Judging {
  const { stored } = of;
  const theirs = stored === null ? '' : ` They say: ${VERDICTS[stored.verdict]}. ${stored.words}`;
  const message = `Somebody else judged this meanwhile.${theirs} What you typed stands below: send it again to put it in its place`;
  return { problems: [{ field: 'words', message }], of, clash: true };
}

function changesOf(id: string, before: GivenJudgement | null, after: GivenJudgement): FieldChange[] {
  const held = (lines: readonly string[]) => (lines.length === 0 ? null : lines.join('\n'));
  const stored = before === null ? [] : judgementFields(before);
  return differences(judgementFields(after), stored, undefined).map((one) => ({
    ...{ kind: JUDGEMENT, recordId: id, field: one.field, before: held(one.stored), after: held(one.mine) },
  }));
}
