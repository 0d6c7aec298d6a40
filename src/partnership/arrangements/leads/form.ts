import { addMonths, dateInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import { checkedForm, dayOf, dayShape, type Form, needed, textOf } from '../../../platform/web/checked-form.ts';
import { dateFieldValues } from '../../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { formText } from '../../../platform/web/form-text.ts';
import { twoVersionsShape } from '../../../platform/web/two-versions.ts';
import type { GivenLead } from './lead.ts';

/** Nobody is given the lead on an issue for longer than this without deciding again. */
const FURTHEST_MONTHS = 120;

const LEAD = {
  issue: formText(200),
  lead: formText(100),
  scope: formText(3000),
  ...dayShape('from'),
  ...dayShape('until'),
  ends: formText(500),
  ...dayShape('decided'),
  where: formText(300),
  by: formText(300),
};

/** The form of a new lead on an issue. */
export function newLeadForm(today: () => PlainDate): Form {
  return checkedForm(LEAD, (values) => readLead(values, today()).problems);
}

/** The form that changes one: with a reason, and with what is needed where two people change it. */
export function leadForm(today: () => PlainDate): Form {
  return checkedForm({ ...LEAD, why: formText(500), ...twoVersionsShape, do: formText(10) }, (values) => [
    ...readLead(values, today()).problems,
    ...needed(values, 'why', 'Enter why you are changing this'),
  ]);
}

/** What the form says, and what is wrong with it; where something is wrong `lead` is not to be used. */
export function readLead(values: TypedValues, today: PlainDate): { lead: GivenLead; problems: FormProblem[] } {
  const problems = [
    ...needed(values, 'issue', 'Enter the issue'),
    ...needed(values, 'lead', 'Choose the partner that leads'),
    ...needed(values, 'scope', 'Enter what the lead covers, and what not'),
  ];
  const from = dayOf(values, 'from', 'the first day', problems, 'Enter the first day of the lead');
  if (from !== null && from > addMonths(today, 12)) {
    problems.push({ field: 'from-day', message: 'The first day must be within the next 12 months' });
  }
  const until = dayOf(values, 'until', 'the last day', problems, null);
  const endsWhen = textOf(values, 'ends') || null;
  if (until !== null && from !== null && until < from) {
    problems.push({ field: 'until-day', message: `The last day must be ${dateInWords(from)} or later` });
  } else if (until !== null && until > addMonths(today, FURTHEST_MONTHS)) {
    problems.push({ field: 'until-day', message: 'The last day must be within the next ten years' });
  }
  if (until === null && endsWhen === null && !problems.some((one) => one.field.startsWith('until-'))) {
    problems.push({ field: 'ends', message: 'Enter the last day, or what ends it' });
  }
  const decidedOn = dayOf(values, 'decided', 'the day of the decision', problems, 'Enter the day of the decision');
  if (decidedOn !== null && decidedOn > today) {
    problems.push({ field: 'decided-day', message: 'The day of the decision can’t be after today' });
  }
  problems.push(
    ...needed(values, 'where', 'Enter where it was decided: which meeting, which minute'),
    ...needed(values, 'by', 'Enter who decided it: the partners, a group, a post'),
  );
  const lead = {
    ...{ issue: textOf(values, 'issue').replaceAll(/\s+/g, ' '), lead: textOf(values, 'lead') },
    ...{ scope: textOf(values, 'scope').replaceAll('\r\n', '\n'), from: from ?? today, until, endsWhen },
    ...{ decidedOn: decidedOn ?? today, decidedWhere: textOf(values, 'where'), decidedBy: textOf(values, 'by') },
  };
  return { lead, problems };
}

/** A lead as the form shows it. */
export function leadValues(lead: GivenLead): TypedValues {
  return {
    ...{ issue: lead.issue, lead: lead.lead, scope: lead.scope, ends: lead.endsWhen ?? '' },
    ...{ where: lead.decidedWhere, by: lead.decidedBy },
    ...dateFieldValues('from', lead.from),
    ...dateFieldValues('until', lead.until),
    ...dateFieldValues('decided', lead.decidedOn),
  };
}

/** The form with which a lead ends. */
export function endForm(today: () => PlainDate): Form {
  return checkedForm({ ...dayShape('ended'), because: formText(1000) }, (values) => readEnd(values, today()).problems);
}

/** What that form says, and what is wrong with it. */
export function readEnd(
  values: TypedValues,
  today: PlainDate,
): { endedOn: PlainDate; because: string; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const endedOn = dayOf(values, 'ended', 'the last day', problems, 'Enter the last day of the lead');
  if (endedOn !== null && endedOn > today) {
    problems.push({
      field: 'ended-day',
      message: 'The last day can’t be after today: change the lead to end it later',
    });
  }
  problems.push(...needed(values, 'because', 'Enter why it ended'));
  return { endedOn: endedOn ?? today, because: textOf(values, 'because'), problems };
}
