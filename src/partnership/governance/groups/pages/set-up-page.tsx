import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Input, Select, Textarea } from '../../../../platform/web/govuk/index.ts';
import { DateField, Form, PageHeading, ProblemSummary, problemAt } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import type { Group } from '../../../arrangements/index.ts';

/** The form that sets up a task and finish group: `/partnership/groups/new`. */
export function NewGroupPage(props: {
  groups: readonly Group[];
  values: TypedValues;
  problems: readonly FormProblem[];
}): VNode {
  const { groups, values, problems } = props;
  const long = (name: string, label: string, hint: string) => (
    <Textarea
      name={name}
      rows={3}
      label={{ text: label, classes: 'govuk-label--m' }}
      hint={{ text: hint }}
      value={typedText(values, name)}
      errorMessage={problemAt(problems, name)}
    />
  );
  return (
    <Page
      title="Set up a task and finish group"
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Partnership', href: '/partnership' },
      ]}
      hasError={problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title="Set up a task and finish group"
            lede="Everybody can read its name and what it is for. It meets, decides and gives actions like any other group, until it closes."
          />
          <Form action="/partnership/groups/new">
            <Input
              name="name"
              label={{ text: 'What is it called?', classes: 'govuk-label--m' }}
              value={typedText(values, 'name')}
              errorMessage={problemAt(problems, 'name')}
            />
            {long('purpose', 'What is it for?', 'One sentence that everybody may read.')}
            <Select
              name="under"
              label={{ text: 'To which group does it answer?', classes: 'govuk-label--m' }}
              value={typedText(values, 'under')}
              errorMessage={problemAt(problems, 'under')}
              items={[
                { value: '', text: 'Choose a group' },
                ...groups.map(({ key, name }) => ({ value: key, text: name })),
              ]}
            />
            {long(
              'remit',
              'Remit',
              'What the group is asked to do, and what not. Everybody can read it, when the group ends and what closes it: name no child and no person.',
            )}
            <DateField values={values} problems={problems} name="ends" label="When does it end?" />
            {long(
              'closure-test',
              'When may it close?',
              'What has to be true, so that anybody can tell: the tool is in use in all five agencies.',
            )}
            <Input
              name="because"
              label={{ text: 'Why is it set up?', classes: 'govuk-label--m' }}
              hint={{ text: 'Everybody can read it: name no child and no person.' }}
              value={typedText(values, 'because')}
              errorMessage={problemAt(problems, 'because')}
            />
            <Button preventDoubleClick>Set up the group</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}
