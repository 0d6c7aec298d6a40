import type { VNode } from 'preact';
import { typedText } from '../../../../platform/web/form.ts';
import { Button, Checkboxes, Input, Radios, Select, Textarea } from '../../../../platform/web/govuk/index.ts';
import {
  DateField,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { ticked } from '../../form.ts';
import type { Filled } from '../../pages/fields.tsx';
import { Why } from '../../pages/form-pages.tsx';
import { crumbs, RECOMMENDATIONS, recommendationHref } from '../../pages/links.ts';
import { RESPONSES, SOURCES } from '../recommendation.ts';
import type { RecommendationChange, RecommendationChoices } from '../service.ts';

type Props = Filled & { choices: RecommendationChoices };
const LIST = { text: 'Recommendations', href: RECOMMENDATIONS };

/** The form for a new recommendation: `/work/recommendations/new`. */
export function NewRecommendationPage(props: Props): VNode {
  const title = 'Enter a recommendation';
  return (
    <Page title={title} breadcrumbs={crumbs(LIST)} hasError={props.problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={props.problems} />
          <PageHeading
            title={title}
            lede="In the words of its source. What is done about it are actions, which you give afterwards."
          />
          <Form action={RECOMMENDATIONS}>
            <Fields {...props} />
            <Button preventDoubleClick>Enter the recommendation</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** The form that changes one: `/work/recommendations/:id/change`. */
export function ChangeRecommendationPage(props: Props & { view: RecommendationChange }): VNode {
  const { id, reference } = props.view.recommendation;
  const href = recommendationHref(id);
  const { values, problems } = props;
  return (
    <Page
      title={`Change ${reference}`}
      breadcrumbs={crumbs(LIST, { text: reference, href })}
      hasError={problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={`Change ${reference}`} caption="Recommendation" />
          <Form action={`${href}/change`}>
            <input type="hidden" name="version" value={typedText(values, 'version')} />
            <input type="hidden" name="seen" value={typedText(values, 'seen')} />
            <Fields {...props} />
            <Why {...{ values, problems }} />
            <div class="govuk-button-group">
              <Button preventDoubleClick name="do" value="save">
                Save changes
              </Button>
              <a class="govuk-link" href={href}>
                Leave it as it is
              </a>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  );
}

function Fields({ values, problems, choices }: Props): VNode {
  const records = (kind: 'practice-review' | 'audit') =>
    choices.records
      .filter((one) => one.kind === kind)
      .map(({ key, name }) => ({ value: `${kind}:${key}`, text: `${SOURCES[kind]}: ${name}` }));
  return (
    <>
      <Textarea
        name="words"
        label={{ text: 'What is recommended?', classes: 'govuk-label--m' }}
        hint={{ text: 'As its source says it. It names no child.' }}
        rows={4}
        value={typedText(values, 'words')}
        errorMessage={problemAt(problems, 'words')}
      />
      <Select
        name="source"
        label={{ text: 'Where does it come from?', classes: 'govuk-label--m' }}
        items={[
          { value: '', text: 'Choose' },
          ...records('practice-review'),
          ...records('audit'),
          ...Object.entries(SOURCES).map(([value, text]) => ({ value, text: `${text} (describe it below)` })),
        ]}
        value={typedText(values, 'source')}
        errorMessage={problemAt(problems, 'source')}
      />
      <Input
        name="source-words"
        label={{ text: 'Which one, and where in it?', classes: 'govuk-label--m' }}
        hint={{ text: 'For example: learning point 3, or Executive of 12 January 2027, item 4' }}
        value={typedText(values, 'source-words')}
        errorMessage={problemAt(problems, 'source-words')}
      />
      <DateField name="made" label="When was it made?" hint="For example, 27 3 2026" {...{ values, problems }} />
      <Checkboxes
        name="agencies"
        classes="govuk-checkboxes--small"
        fieldset={{ legend: { text: 'Whose is it?', classes: 'govuk-fieldset__legend--m' } }}
        values={ticked(values, 'agencies')}
        items={choices.agencies.map(({ key, name }) => ({ value: key, text: name }))}
        errorMessage={problemAt(problems, 'agencies')}
      />
      <Section title="What they answered" id="answer">
        <Radios
          name="response"
          fieldset={{ legend: { text: 'Is it accepted?', classes: 'govuk-fieldset__legend--s' } }}
          items={Object.entries(RESPONSES).map(([value, text]) => ({ value, text }))}
          value={typedText(values, 'response')}
          errorMessage={problemAt(problems, 'response')}
        />
        <Textarea
          name="response-why"
          label={{ text: 'Why?', classes: 'govuk-label--s' }}
          hint={{ text: 'Needed where it is accepted in part or not at all.' }}
          rows={3}
          value={typedText(values, 'response-why')}
          errorMessage={problemAt(problems, 'response-why')}
        />
        <DateField name="responded" size="s" label="When was it answered?" {...{ values, problems }} />
      </Section>
    </>
  );
}
