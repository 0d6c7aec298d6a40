import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Details, Input, NotificationBanner, Select, Textarea } from '../../../../platform/web/govuk/index.ts';
import {
  Claim,
  Claims,
  Form,
  Mark,
  ProblemSummary,
  problemAt,
  Section,
  YearSwitch,
} from '../../../../platform/web/kith/index.ts';
import type { Group } from '../../../arrangements/index.ts';
import { type Duty, EVIDENCE_KINDS, type Evidence } from '../rules.ts';
import type { DutiesView } from '../service.ts';
import { GroupFrame, groupHref } from './frame.tsx';

const DONE = {
  entered: 'The evidence is entered.',
  'taken-back': 'The evidence is taken back. It stays in the history of the group.',
};

/** A group's duties with a year's evidence: `/partnership/groups/:key/duties`. */
export function DutiesPage(props: {
  view: DutiesView;
  done: 'entered' | 'taken-back' | null;
  /** What was typed for one duty and can't be taken. */
  mistyped?: { values: TypedValues; problems: readonly FormProblem[] };
}): VNode {
  const { view, mistyped } = props;
  const { group, year, duties } = view;
  const gaps = duties.filter(({ evidence, earlier }) => evidence.length === 0 && !earlier).length;
  const href = `${groupHref(group.key)}/duties`;
  return (
    <GroupFrame
      group={group}
      part="duties"
      title={`Duties in ${year}`}
      lede={
        group.duties.length === 0
          ? 'The published arrangements give this group no list of duties.'
          : gaps === 0
            ? 'For each duty something shows that it was done.'
            : `For ${gaps} of ${group.duties.length} duties nothing shows yet that they were done.`
      }
      banner={props.done ? <NotificationBanner type="success">{DONE[props.done]}</NotificationBanner> : null}
      hasError={mistyped !== undefined}
    >
      {mistyped ? <ProblemSummary problems={mistyped.problems} /> : null}
      <YearSwitch years={view.years} current={year} hrefOf={(one) => `${href}?year=${one}`} />
      {duties.map((duty, place) => (
        <DutySection
          key={duty.words}
          {...{ duty, place, view }}
          {...(mistyped && typedText(mistyped.values, 'duty') === duty.words ? { mistyped } : {})}
        />
      ))}
    </GroupFrame>
  );
}

function DutySection(props: {
  duty: Duty;
  place: number;
  view: DutiesView;
  mistyped?: { values: TypedValues; problems: readonly FormProblem[] };
}): VNode {
  const { duty, place, view } = props;
  return (
    <Section
      title={duty.words}
      id={`duty-${place + 1}`}
      note={duty.earlier ? 'The terms of reference say this in other words by now, or not at all.' : undefined}
    >
      {duty.evidence.length > 0 ? (
        <Claims>
          {duty.evidence.map((one) => (
            <Claim
              key={one.id}
              foot={
                <span>
                  {EVIDENCE_KINDS[one.kind]}. Entered by {one.ownerName}.{' '}
                  {view.mayTakeBack ? (
                    <a class="govuk-link" href={`${groupHref(view.group.key)}/duties/${one.id}/withdraw`}>
                      Take it back<span class="govuk-visually-hidden">: {one.words}</span>
                    </a>
                  ) : null}
                </span>
              }
            >
              {one.href ? (
                <a class="govuk-link" href={one.href}>
                  {one.words}
                </a>
              ) : (
                one.words
              )}
            </Claim>
          ))}
        </Claims>
      ) : (
        <p class="govuk-body">
          <Mark shape="open">Nothing shows yet that this was done in {view.year}</Mark>
        </p>
      )}
      {view.mayAdd && !duty.earlier ? <AddEvidence {...props} /> : null}
    </Section>
  );
}

function AddEvidence(props: {
  duty: Duty;
  place: number;
  view: DutiesView;
  mistyped?: { values: TypedValues; problems: readonly FormProblem[] };
}): VNode {
  const { duty, place, view } = props;
  const values = props.mistyped?.values ?? {};
  const problems = props.mistyped?.problems ?? [];
  const idOf = (name: string) => (props.mistyped ? name : `${name}-${place + 1}`);
  return (
    <Details
      summaryText={
        <>
          Enter what shows it<span class="govuk-visually-hidden">: {duty.words}</span>
        </>
      }
      open={props.mistyped !== undefined}
    >
      <Form action={`${groupHref(view.group.key)}/duties`}>
        <input type="hidden" name="duty" value={duty.words} />
        <input type="hidden" name="year" value={view.year} />
        <Select
          id={idOf('kind')}
          name="kind"
          label={{ text: 'What shows it?' }}
          value={typedText(values, 'kind') ?? 'words'}
          errorMessage={problemAt(problems, 'kind')}
          items={Object.entries(EVIDENCE_KINDS).map(([value, text]) => ({ value, text }))}
        />
        <Textarea
          id={idOf('words')}
          name="words"
          rows={3}
          label={{ text: 'In one or two sentences' }}
          value={typedText(values, 'words')}
          errorMessage={problemAt(problems, 'words')}
        />
        <Input
          id={idOf('href')}
          name="href"
          label={{ text: 'Where it stands in Kith, if it does' }}
          hint={{ text: 'For example /meetings/decisions' }}
          value={typedText(values, 'href')}
          errorMessage={problemAt(problems, 'href')}
        />
        <Button classes="govuk-button--secondary" preventDoubleClick>
          Enter it
        </Button>
      </Form>
    </Details>
  );
}

/** The form that takes evidence of a duty back: `/partnership/groups/:key/duties/:id/withdraw`. */
export function TakeBackPage(props: {
  group: Group;
  evidence: Evidence;
  values: TypedValues;
  problems: readonly FormProblem[];
}): VNode {
  const { group, evidence, values, problems } = props;
  return (
    <GroupFrame group={group} part="duties" title="Take evidence back" hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <p class="govuk-body">
        It was entered for “{evidence.duty}”: {evidence.words}
      </p>
      <Form action={`${groupHref(group.key)}/duties/${evidence.id}/withdraw`}>
        <Input
          name="because"
          label={{ text: 'Why is it taken back?', classes: 'govuk-label--m' }}
          hint={{ text: 'Stands in the history beside your name.' }}
          value={typedText(values, 'because')}
          errorMessage={problemAt(problems, 'because')}
        />
        <Button classes="govuk-button--warning" preventDoubleClick>
          Take it back
        </Button>
      </Form>
    </GroupFrame>
  );
}
