import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Checkboxes, Select, Textarea } from '../../../../platform/web/govuk/index.ts';
import {
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
  TwoVersions,
  TypedBefore,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { type Difference, seenMarks } from '../../../../platform/web/two-versions.ts';
import type { ChangeView, NewChoices } from '../service.ts';
import { Fields } from './form-fields.tsx';
import { crumbs, LIST, notificationHref } from './links.ts';

/** What both forms are given: what was typed so far and what is wrong with it. */
interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** The form for a new notification: `/learning/notifications/new`. */
export function NewPage({ choices, values, problems }: Filled & { choices: NewChoices }): VNode {
  const title = 'Record a serious incident';
  return (
    <Page title={title} breadcrumbs={crumbs({ id: '', reference: '' })} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title={title}
            lede="Write down what is known now. “Not known yet” is an answer; you can change everything later."
          />
          <p class="govuk-body">
            Kith keeps the notification and its clock. It does not send it: the council still submits it to the Panel’s
            own system.
          </p>
          <Form action={LIST}>
            <Fields action={LIST} choices={choices} values={values} problems={problems} />
            <Section
              title="Who can see it"
              id="sealed-fields"
              note="A sealed notification shows only to you, to whoever decides about it with you, and to people who are named for it one by one. Seal it where a colleague, or somebody a colleague knows, may be involved."
            >
              <Checkboxes
                name="sealed"
                values={[typedText(values, 'sealed') ?? '']}
                items={[{ value: 'yes', text: 'Seal it from the start' }]}
              />
              {choices.deciders ? (
                <Select
                  name="decider"
                  label={{ text: 'If you seal it: who decides with you who else sees it?' }}
                  hint={{
                    text: 'They see it too, and are told at once. Choose somebody who has nothing to do with it.',
                  }}
                  errorMessage={problemAt(problems, 'decider')}
                  value={typedText(values, 'decider')}
                  items={[
                    { value: '', text: 'Choose somebody' },
                    ...choices.deciders.map(({ id, name, agencyName }) => ({
                      value: id,
                      text: `${name}, ${agencyName}`,
                    })),
                  ]}
                />
              ) : null}
            </Section>
            <Button preventDoubleClick name="do" value="save">
              Record the notification
            </Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** The form to change a notification: `/learning/notifications/:id/change`. */
export function ChangePage({ view, values, problems }: Filled & { view: ChangeView }): VNode {
  const { notification } = view;
  const action = `${notificationHref(notification.id)}/change`;
  const title = `Change ${notification.reference}`;
  return (
    <Page title={title} breadcrumbs={crumbs(notification)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={title} caption="Serious incident notification" />
          <Form action={action}>
            <input type="hidden" name="version" value={typedText(values, 'version')} />
            <input type="hidden" name="seen" value={typedText(values, 'seen')} />
            <Fields action={action} choices={view.choices} values={values} problems={problems} />
            <Textarea
              name="why"
              label={{ text: 'Why are you changing it?', classes: 'govuk-label--m' }}
              hint={{ text: 'Stands in the history beside your name.' }}
              rows={3}
              value={typedText(values, 'why')}
              errorMessage={problemAt(problems, 'why')}
            />
            <div class="govuk-button-group">
              <Button preventDoubleClick name="do" value="save">
                Save changes
              </Button>
              <a class="govuk-link" href={notificationHref(notification.id)}>
                Leave it as it is
              </a>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** Shown to whoever saves second: what they typed beside what is stored by now. */
export function TwoVersionsPage(props: Filled & { view: ChangeView; differences: readonly Difference[] }): VNode {
  const { view, values, problems } = props;
  const { notification } = view;
  return (
    <Page
      title={`Two versions of ${notification.reference}`}
      breadcrumbs={crumbs(notification)}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      <PageHeading
        title="Somebody else changed this notification too"
        caption={notification.reference}
        lede="Nothing of yours is lost, and nothing of it is saved yet. Choose what is to stand."
      />
      <Form action={`${notificationHref(notification.id)}/change`}>
        <input type="hidden" name="version" value={String(notification.version)} />
        <input type="hidden" name="seen" value={typedText(values, 'seen') ?? seenMarks(view.fields)} />
        <TypedBefore values={values} />
        <TwoVersions differences={props.differences} values={values} problems={problems} />
        <div class="govuk-button-group">
          <Button preventDoubleClick name="do" value="chosen">
            Save what I chose
          </Button>
          <Button classes="govuk-button--secondary" preventDoubleClick name="do" value="mine">
            Save everything as I typed it
          </Button>
          <a class="govuk-link" href={notificationHref(notification.id)}>
            Leave everything as it is stored
          </a>
        </div>
      </Form>
    </Page>
  );
}
