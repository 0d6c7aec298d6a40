import type { ComponentChildren, VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { Button, Input, Radios, Textarea } from '../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, problemAt } from '../../../platform/web/kith/index.ts';
import { type Crumb, Page } from '../../../platform/web/page.tsx';
import type { PersonInService } from '../people.ts';

/** What was typed into a form, and what is wrong with it. */
export interface FormState {
  values: TypedValues;
  problems: readonly FormProblem[];
  /** People among whom to choose, where several fit what was typed. */
  choices: readonly PersonInService[];
}

/** A page with one form about access. `button` is null where there is nothing to send. */
export function FormPage(props: {
  title: string;
  caption: string;
  lede: ComponentChildren;
  crumbs: readonly Crumb[];
  problems: readonly FormProblem[];
  action: string;
  button: string | null;
  children: ComponentChildren;
}): VNode {
  return (
    <Page title={props.title} breadcrumbs={props.crumbs} hasError={props.problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={props.problems} />
          <PageHeading title={props.title} caption={props.caption} lede={props.lede} />
          {props.button === null ? (
            props.children
          ) : (
            <Form action={props.action}>
              {props.children}
              <Button preventDoubleClick>{props.button}</Button>
            </Form>
          )}
        </div>
      </div>
    </Page>
  );
}

/** Who is meant: what somebody types, and where several fit, those to choose from. */
export function WhoField({ label, values, problems, choices }: FormState & { label: string }): VNode {
  return (
    <>
      <Input
        name="who"
        label={{ text: label, classes: 'govuk-label--m' }}
        hint={{ text: 'Name or email address of somebody who works with Kith.' }}
        errorMessage={problemAt(problems, 'who')}
        value={typedText(values, 'who')}
        autocomplete="off"
      />
      {choices.length > 0 ? (
        <Radios
          name="person"
          fieldset={{ legend: { text: 'Which of them?', classes: 'govuk-fieldset__legend--m' } }}
          errorMessage={problemAt(problems, 'person')}
          value={typedText(values, 'person')}
          items={choices.map((one) => ({
            value: one.id,
            text: one.name,
            hint: { text: `${one.agencyName}, ${one.email}` },
          }))}
        />
      ) : null}
    </>
  );
}

/** Words that somebody types as a reason. */
export function WordsField(
  props: Pick<FormState, 'values' | 'problems'> & { name: string; label: string; hint: string },
): VNode {
  const { name } = props;
  return (
    <Textarea
      name={name}
      rows={3}
      label={{ text: props.label, classes: 'govuk-label--m' }}
      hint={{ text: props.hint }}
      errorMessage={problemAt(props.problems, name)}
      value={typedText(props.values, name)}
    />
  );
}
