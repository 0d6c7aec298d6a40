import type { VNode } from 'preact';
import { dateInWords, daysBetween, type PlainDate } from '../../../platform/clocks/index.ts';
import { typedText } from '../../../platform/web/form.ts';
import { Button, InsetText, Radios, Textarea, WarningText } from '../../../platform/web/govuk/index.ts';
import { DateField, Facts, Form, PageHeading, ProblemSummary, problemAt } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { VERDICTS } from '../action.ts';
import { MOVE_FORMS, type MoveName, testAsked } from '../moves.ts';
import { stateWords } from '../process.ts';
import { days, testInWords, timingInWords } from '../rules.ts';
import type { ActionView } from '../service.ts';
import { type Filled, OwnerField, TestFields } from './fields.tsx';
import { actionHref, crumbs } from './links.ts';
import { Steps } from './steps.tsx';

/** A form by which an action moves on: `/work/actions/:id/done` and the like. `clash`: somebody changed it meanwhile. */
export function MovePage(props: Filled & { name: MoveName; view: ActionView; clash: boolean }): VNode {
  const { name, view, values, problems } = props;
  const { action, today } = view;
  const form = MOVE_FORMS[name];
  const href = actionHref(action.id);
  const asks = name === 'done' ? testAsked(action, today) : 'nothing';
  return (
    <Page
      title={`${form.heading}: ${action.reference}`}
      breadcrumbs={crumbs({ text: action.reference, href })}
      hasError={problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={form.heading} caption={`${action.reference}: ${action.title}`} lede={form.lede} />
          {props.clash ? <Clash view={view} /> : null}
          <About name={name} view={view} />
          <Form action={`${href}/${name}`}>
            <input type="hidden" name="version" value={String(action.version)} />
            {name === 'look' ? (
              <Radios
                name="verdict"
                fieldset={{ legend: { text: 'What changed?', classes: 'govuk-fieldset__legend--m' } }}
                items={Object.entries(VERDICTS).map(([value, text]) => ({ value, text }))}
                value={typedText(values, 'verdict')}
                errorMessage={problemAt(problems, 'verdict')}
              />
            ) : null}
            {name === 'hand-over' ? <OwnerField label="Who takes it over?" {...{ values, problems }} /> : null}
            {form.day ? (
              <DateField name="day" label={form.day.label} hint={form.day.hint} {...{ values, problems }} />
            ) : null}
            <Textarea
              name="words"
              label={{ text: form.words.label, classes: 'govuk-label--m' }}
              hint={{ text: form.words.hint }}
              rows={5}
              value={typedText(values, 'words')}
              errorMessage={problemAt(problems, 'words')}
            />
            {asks === 'all' ? (
              <TestFields
                note="This action has no test yet. Without one nobody could tell whether it helped."
                {...{ values, problems }}
              />
            ) : null}
            {asks === 'day' ? (
              <DateField
                name="look"
                label="When does somebody look at its effect?"
                hint="The day that was set is past."
                {...{ values, problems }}
              />
            ) : null}
            <div class="govuk-button-group">
              <Button preventDoubleClick>{form.button}</Button>
              <a class="govuk-link" href={href}>
                Go back to the action
              </a>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** What whoever fills the form in must have before their eyes. */
function About({ name, view }: { name: MoveName; view: ActionView }): VNode {
  const { action, today } = view;
  const test = action.test;
  return (
    <Facts
      facts={[
        { name: 'Who has it', value: `${action.ownerName}, ${action.agencyName}` },
        { name: 'Due', value: action.state === 'open' ? timingInWords('open', action.dueOn, today) : null },
        { name: 'Asked for', value: action.asked ? `${dateInWords(action.asked.dueOn)}: ${action.asked.why}` : null },
        { name: 'What was done', value: name === 'look' && action.done ? action.done.evidence : null },
        { name: 'What should change', value: test && (name === 'look' || name === 'done') ? test.change : null },
        { name: 'How it is seen', value: test && (name === 'look' || name === 'done') ? testInWords(test) : null },
        { name: 'Looked at on', value: test && name !== 'look' ? dateInWords(test.lookOn) : null },
        { name: 'Agreed day', value: test && name === 'look' ? agreedDay(test.lookOn, today) : null },
      ]}
    />
  );
}

/** The day on which an effect is to be looked at, and what it means to look before it. */
function agreedDay(lookOn: PlainDate, today: PlainDate): string {
  const early = daysBetween(today, lookOn);
  if (early <= 0) return dateInWords(lookOn);
  return `${dateInWords(lookOn)}. That is in ${days(early)}: what is found today ends the action before it`;
}

function Clash({ view }: { view: ActionView }): VNode {
  return (
    <InsetText>
      <p class="govuk-body">
        <strong>Somebody else changed this action after you opened this page.</strong> What you typed stands below;
        nothing of it is lost and nothing of it is saved yet. This is what was done last. Send your words again if they
        still fit.
      </p>
      <Steps steps={view.action.steps.slice(-2)} />
    </InsetText>
  );
}

/** Shown where a move is not possible any more: why, where the action stands now, and what was typed. */
export function NotPossiblePage({
  view,
  reason,
  values,
}: {
  view: ActionView;
  reason: string;
  values: Filled['values'];
}): VNode {
  const { action } = view;
  const words = typedText(values, 'words') ?? '';
  return (
    <Page
      title={`Not done: ${action.reference}`}
      breadcrumbs={crumbs({ text: action.reference, href: actionHref(action.id) })}
    >
      <PageHeading title="This was not done" caption={`${action.reference}: ${action.title}`} />
      <WarningText iconFallbackText="Warning">{reason}</WarningText>
      <p class="govuk-body">It is “{stateWords(action.state)}” now. This is what was done last.</p>
      <Steps steps={action.steps.slice(-2)} />
      {words.trim() === '' ? null : (
        <>
          <h2 class="govuk-heading-m">What you typed</h2>
          <p class="govuk-body">It is not saved. Copy it from here if you still need it.</p>
          <div class="govuk-inset-text kith-words">{words}</div>
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={actionHref(action.id)}>
          Open the action
        </a>
      </p>
    </Page>
  );
}
