import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { Checkboxes, Details, Input, Radios, Select, Textarea } from '../../../platform/web/govuk/index.ts';
import { DateField, problemAt, Section } from '../../../platform/web/kith/index.ts';
import { ORIGINS, SEEN_BY } from '../action.ts';
import { ticked } from '../form.ts';

/** What a form is given: what was typed so far and what is wrong with it. */
export interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** What an action's form offers to choose from. */
export interface ActionChoices {
  objectives: readonly { key: string; words: string }[];
  priorities: readonly { key: string; title: string; year: string }[];
  themes: readonly { key: string; name: string }[];
}

/** What is to be done. */
export function ContentFields({ values, problems }: Filled): VNode {
  return (
    <>
      <Input
        name="title"
        label={{ text: 'What is to be done?', classes: 'govuk-label--m' }}
        hint={{ text: 'One line that starts with a verb. It names no child.' }}
        value={typedText(values, 'title')}
        errorMessage={problemAt(problems, 'title')}
      />
      <Textarea
        name="words"
        label={{ text: 'What does it mean?', classes: 'govuk-label--m' }}
        hint={{ text: 'What whoever has it must know to do it.' }}
        rows={4}
        value={typedText(values, 'words')}
        errorMessage={problemAt(problems, 'words')}
      />
    </>
  );
}

/** What an action came from and what it serves. */
export function LinkFields({ values, problems, choices }: Filled & { choices: ActionChoices }): VNode {
  return (
    <Section title="What it came from and what it serves" id="links" note="Leave empty what does not apply.">
      <Select
        name="origin"
        label={{ text: 'What did it come from?', classes: 'govuk-label--s' }}
        items={[
          { value: '', text: 'By itself, or from the recommendation below' },
          ...Object.entries(ORIGINS).map(([value, text]) => ({ value, text })),
        ]}
        value={typedText(values, 'origin')}
        errorMessage={problemAt(problems, 'origin')}
      />
      <Input
        name="origin-words"
        label={{ text: 'Which one?', classes: 'govuk-label--s' }}
        hint={{ text: 'For example: Executive, 12 January 2027, item 4' }}
        value={typedText(values, 'origin-words')}
        errorMessage={problemAt(problems, 'origin-words')}
      />
      <input type="hidden" name="origin-id" value={typedText(values, 'origin-id') ?? ''} />
      <Input
        name="recommendation"
        label={{ text: 'Reference of the recommendation', classes: 'govuk-label--s' }}
        hint={{ text: 'For example REC-2026-0001' }}
        classes="govuk-input--width-10"
        value={typedText(values, 'recommendation')}
        errorMessage={problemAt(problems, 'recommendation')}
      />
      <Select
        name="priority"
        label={{ text: 'Priority', classes: 'govuk-label--s' }}
        items={[
          { value: '', text: 'None' },
          ...choices.priorities.map(({ key, title, year }) => ({ value: key, text: `${title} (${year})` })),
        ]}
        value={typedText(values, 'priority')}
        errorMessage={problemAt(problems, 'priority')}
      />
      <Checkboxes
        name="objectives"
        classes="govuk-checkboxes--small"
        fieldset={{ legend: { text: 'Objectives and pillars', classes: 'govuk-fieldset__legend--s' } }}
        values={ticked(values, 'objectives')}
        items={choices.objectives.map(({ key, words }) => ({ value: key, text: words }))}
        errorMessage={problemAt(problems, 'objectives')}
      />
      <Details summaryText="Themes" open={ticked(values, 'themes').length > 0 || !!problemAt(problems, 'themes')}>
        <Checkboxes
          name="themes"
          classes="govuk-checkboxes--small"
          fieldset={{ legend: { text: 'Themes that it answers', classes: 'govuk-fieldset__legend--s' } }}
          values={ticked(values, 'themes')}
          items={choices.themes.map(({ key, name }) => ({ value: key, text: name }))}
          errorMessage={problemAt(problems, 'themes')}
        />
      </Details>
    </Section>
  );
}

/** The impact test. `note` says whether it must be given now. */
export function TestFields({ values, problems, note }: Filled & { note: string }): VNode {
  return (
    <Section title="What should change" id="test" note={note}>
      <Textarea
        name="change"
        label={{ text: 'What should be different for children or practitioners?', classes: 'govuk-label--s' }}
        rows={3}
        value={typedText(values, 'change')}
        errorMessage={problemAt(problems, 'change')}
      />
      <Radios
        name="seen-by"
        fieldset={{ legend: { text: 'How will it be seen?', classes: 'govuk-fieldset__legend--s' } }}
        items={Object.entries(SEEN_BY).map(([value, text]) => ({ value, text }))}
        value={typedText(values, 'seen-by')}
        errorMessage={problemAt(problems, 'seen-by')}
      />
      <Input
        name="seen-words"
        label={{ text: 'Which figure, which question, or whose feedback?', classes: 'govuk-label--s' }}
        value={typedText(values, 'seen-words')}
        errorMessage={problemAt(problems, 'seen-words')}
      />
      <DateField
        name="look"
        size="s"
        label="When does somebody look?"
        hint="Late enough for a change to show: often three to six months after it is done."
        {...{ values, problems }}
      />
    </Section>
  );
}

/** Who gets an action: their name or address. */
export function OwnerField(props: Filled & { label: string }): VNode {
  return (
    <Input
      name="owner"
      label={{ text: props.label, classes: 'govuk-label--m' }}
      hint={{
        text: 'Their name or email address. They must work with Kith, in a role that lets them say that it is done.',
      }}
      autocomplete="off"
      value={typedText(props.values, 'owner')}
      errorMessage={problemAt(props.problems, 'owner')}
    />
  );
}
