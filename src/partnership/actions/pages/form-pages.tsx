import type { VNode } from 'preact';
import { typedText } from '../../../platform/web/form.ts';
import { Button, Textarea } from '../../../platform/web/govuk/index.ts';
import {
  DateField,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  TwoVersions,
  TypedBefore,
} from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { type Difference, seenMarks } from '../../../platform/web/two-versions.ts';
import type { ChangeView } from '../change.ts';
import { type ActionChoices, ContentFields, type Filled, LinkFields, OwnerField, TestFields } from './fields.tsx';
import { ACTIONS, actionHref, crumbs, WORK } from './links.ts';

/** The form that gives an action: `/work/actions/new`. `follows` is the earlier action that it answers. */
export function NewPage(
  props: Filled & { choices: ActionChoices; follows: { id: string; reference: string; title: string } | null },
): VNode {
  const { values, problems, choices, follows } = props;
  const title = follows ? `Give an action that follows ${follows.reference}` : 'Give an action';
  return (
    <Page title={title} breadcrumbs={crumbs()} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title={title}
            lede={
              follows
                ? `“${follows.title}” was looked at and no improvement was shown. This action names it, so that nothing is lost.`
                : 'To one person, with a date. It closes in two steps: done, and then whether it made a difference.'
            }
          />
          <Form action={ACTIONS}>
            <input type="hidden" name="follows" value={typedText(values, 'follows') ?? ''} />
            <ContentFields {...{ values, problems }} />
            <OwnerField label="Who does it?" {...{ values, problems }} />
            <DateField name="due" label="By when?" hint="For example, 27 3 2027" {...{ values, problems }} />
            <TestFields
              note="Say it now if you can: whoever has it then knows what it is for. Else it is asked when it is done."
              {...{ values, problems }}
            />
            <LinkFields {...{ values, problems, choices }} />
            <div class="govuk-button-group">
              <Button preventDoubleClick>Give the action</Button>
              <a class="govuk-link" href={follows ? actionHref(follows.id) : WORK}>
                Do not give it
              </a>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** The form that changes what an action says: `/work/actions/:id/change`. */
export function ChangePage({
  view,
  values,
  problems,
  choices,
}: Filled & { view: ChangeView; choices: ActionChoices }): VNode {
  const { action } = view;
  const title = `Change ${action.reference}`;
  return (
    <Page
      title={title}
      breadcrumbs={crumbs({ text: action.reference, href: actionHref(action.id) })}
      hasError={problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={title} caption="Action" lede="Who has it and when it is due are changed on its page." />
          <Form action={`${actionHref(action.id)}/change`}>
            <input type="hidden" name="version" value={typedText(values, 'version')} />
            <input type="hidden" name="seen" value={typedText(values, 'seen')} />
            <ContentFields {...{ values, problems }} />
            <TestFields note="Fill in all of it or nothing." {...{ values, problems }} />
            <LinkFields {...{ values, problems, choices }} />
            <Why {...{ values, problems }} />
            <div class="govuk-button-group">
              <Button preventDoubleClick name="do" value="save">
                Save changes
              </Button>
              <a class="govuk-link" href={actionHref(action.id)}>
                Leave it as it is
              </a>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** Why something is changed. */
export function Why({ values, problems }: Filled): VNode {
  return (
    <Textarea
      name="why"
      label={{ text: 'Why are you changing it?', classes: 'govuk-label--m' }}
      hint={{ text: 'Stands in the history beside your name.' }}
      rows={3}
      value={typedText(values, 'why')}
      errorMessage={problemAt(problems, 'why')}
    />
  );
}

/** Shown to whoever saves second: what they typed beside what is stored by now. */
export function TwoVersionsPage(
  props: Filled & {
    of: 'action' | 'recommendation';
    reference: string;
    href: string;
    version: number;
    fields: ChangeView['fields'];
    differences: readonly Difference[];
  },
): VNode {
  const { values, problems, reference, href } = props;
  return (
    <Page
      title={`Two versions of ${reference}`}
      breadcrumbs={crumbs({ text: reference, href })}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      <PageHeading
        title={`Somebody else changed this ${props.of} too`}
        caption={reference}
        lede="Nothing of yours is lost, and nothing of it is saved yet. Choose what is to stand."
      />
      <Form action={`${href}/change`}>
        <input type="hidden" name="version" value={String(props.version)} />
        <input type="hidden" name="seen" value={typedText(values, 'seen') ?? seenMarks(props.fields)} />
        <TypedBefore values={values} />
        <TwoVersions differences={props.differences} values={values} problems={problems} />
        <div class="govuk-button-group">
          <Button preventDoubleClick name="do" value="chosen">
            Save what I chose
          </Button>
          <Button classes="govuk-button--secondary" preventDoubleClick name="do" value="mine">
            Save everything as I typed it
          </Button>
          <a class="govuk-link" href={href}>
            Leave everything as it is stored
          </a>
        </div>
      </Form>
    </Page>
  );
}
