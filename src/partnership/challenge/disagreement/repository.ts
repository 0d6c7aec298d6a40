import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type {
  AnswerGiven,
  Disagreement,
  DisagreementState,
  Ending,
  GivenDisagreement,
  Outcome,
  Stage,
} from './disagreement.ts';
import type { StageClock } from './rules.ts';

/** Somebody as the page names them, from an alias of the table of people. */
function party(alias: string): RawBuilder<unknown> {
  const p = sql.ref(alias);
  return sql`case when ${p}.id is null then null
    else json_build_object('id', ${p}.id, 'name', ${p}.name, 'job', ${p}.job, 'team', ${p}.team) end`;
}

/** One disagreement with its stages, or nothing where the person who acts may not read it. */
export async function findDisagreement(trx: Db, id: string): Promise<Disagreement | undefined> {
  const { rows } = await sql<Disagreement>`
    select d.id, d.reference, d.agency, own.name as "agencyName", d.other_agency as "otherAgency",
      other.name as "otherAgencyName", ${party('o')} as owner, d.raised_on as "raisedOn", d.concerns, d.cause,
      d.theme_key as theme, t.name as "themeName", d.words, d.wanted, d.own_reference as "ownReference",
      d.other_reference as "otherReference", d.urgent, d.stage, d.state, d.outcome, d.ended_on as "endedOn",
      ${party('e')} as "endedBy", d.ended_words as "endedWords", d.learning, d.version, d.made_at as "madeAt",
      (select json_agg(json_build_object('stage', s.stage, 'asker', ${party('k')}, 'answerer', ${party('w')},
        'beganOn', s.began_on, 'because', s.because, 'due', s.due, 'counted', s.counted, 'answer', s.answer,
        'answerWords', s.answer_words, 'answeredOn', s.answered_on, 'answeredBy', ${party('b')}, 'ended', s.ended,
        'endedOn', s.ended_on) order by s.stage)
        from disagreement_stage s join person k on k.id = s.asker_id left join person w on w.id = s.answerer_id
        left join person b on b.id = s.answered_by where s.disagreement_id = ${id}::uuid) as stages
    from disagreement d join person o on o.id = d.owner_id left join person e on e.id = d.ended_by
    join agency own on own.key = d.agency join agency other on other.key = d.other_agency
    left join theme t on t.key = d.theme_key
    where d.id = ${id}::uuid`.execute(trx);
  return rows[0];
}

/** The next reference of a year: PDR-2026-0001. */
export async function nextDisagreementReference(trx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('professional_disagreement_number')::integer as n`.execute(
    trx,
  );
  return `PDR-${year}-${String(rows[0]?.n).padStart(4, '0')}`;
}

/** What stands in a new disagreement besides what was typed. */
export interface NewDisagreement {
  id: string;
  reference: string;
  agency: string;
  ownerId: string;
  today: PlainDate;
  now: Date;
}

/** Writes a new disagreement; its first stage is written by `beginStage`. */
export async function insertDisagreement(trx: Db, record: NewDisagreement, given: GivenDisagreement): Promise<void> {
  const { id, reference, agency, ownerId, today, now } = record;
  await sql`
    insert into disagreement (id, reference, agency, owner_id, raised_on, other_agency, concerns, cause, theme_key, words,
      wanted, own_reference, urgent, stage, state, made_at, changed_at)
    values (${id}::uuid, ${reference}, ${agency}, ${ownerId}::uuid, ${today}::date, ${given.otherAgency}, ${given.concerns},
      ${given.cause}, ${given.theme}, ${given.words}, ${given.wanted}, ${given.ownReference}, ${given.urgent}, 1,
      'asked-1', ${now}, ${now})`.execute(trx);
}

/** Writes the beginning of a stage. */
export async function beginStage(
  trx: Db,
  of: { id: string; stage: Stage; askerId: string; answererId: string | null; today: PlainDate; because: string },
  clock: StageClock,
): Promise<void> {
  await sql`
    insert into disagreement_stage (disagreement_id, stage, asker_id, answerer_id, began_on, because, due, counted)
    values (${of.id}::uuid, ${of.stage}, ${of.askerId}::uuid, ${of.answererId}::uuid, ${of.today}::date, ${of.because},
      ${clock.due}::date, ${clock.counted})`.execute(trx);
}

/** What moves in a disagreement itself. What is left out stays. */
export interface MovedDisagreement {
  state: DisagreementState;
  stage?: Stage;
  otherReference?: string | null;
  end?: { outcome: Outcome | null; words: string; by: string; on: PlainDate };
  theme?: string | null;
  learning?: string;
}

/**
 * Moves a disagreement on, unless somebody else did since that version: then it writes nothing and returns false, as it
 * does where the database does not let the person change it. Nobody else changes it until the transaction ends.
 */
export async function moveDisagreement(
  trx: Db,
  { id, version, now }: { id: string; version: number; now: Date },
  moved: MovedDisagreement,
): Promise<boolean> {
  const { end } = moved;
  const { numAffectedRows } = await sql`
    update disagreement set state = ${moved.state}, stage = coalesce(${moved.stage ?? null}, stage),
      other_reference = coalesce(${moved.otherReference ?? null}, other_reference),
      outcome = coalesce(${end?.outcome ?? null}, outcome), ended_words = coalesce(${end?.words ?? null}, ended_words),
      ended_by = coalesce(${end?.by ?? null}::uuid, ended_by), ended_on = coalesce(${end?.on ?? null}::date, ended_on),
      learning = coalesce(${moved.learning ?? null}, learning),
      theme_key = case when ${moved.theme !== undefined} then ${moved.theme ?? null} else theme_key end,
      version = version + 1, changed_at = ${now}
    where id = ${id}::uuid and version = ${version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** Writes what was answered at a stage. */
export async function answerStage(
  trx: Db,
  of: { id: string; stage: Stage; answer: AnswerGiven; words: string; by: string; today: PlainDate },
): Promise<void> {
  await sql`
    update disagreement_stage set answer = ${of.answer}, answer_words = ${of.words}, answered_on = ${of.today}::date,
      answered_by = ${of.by}::uuid
    where disagreement_id = ${of.id}::uuid and stage = ${of.stage}`.execute(trx);
}

/** Writes how a stage ended. */
export async function endStage(
  trx: Db,
  of: { id: string; stage: Stage; ended: Ending; today: PlainDate },
): Promise<void> {
  await sql`
    update disagreement_stage set ended = ${of.ended}, ended_on = ${of.today}::date
    where disagreement_id = ${of.id}::uuid and stage = ${of.stage}`.execute(trx);
}

/** Writes who answers at a stage. */
export async function handOverStage(trx: Db, of: { id: string; stage: Stage; answererId: string }): Promise<void> {
  await sql`
    update disagreement_stage set answerer_id = ${of.answererId}::uuid
    where disagreement_id = ${of.id}::uuid and stage = ${of.stage}`.execute(trx);
}
