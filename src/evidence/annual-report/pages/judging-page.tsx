import type { VNode } from 'preact';
import { HistoryLink } from '../../../platform/history/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { Button, Input, Radios, Textarea } from '../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, problemAt } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { VERDICTS } from '../judging/judgement.ts';
import type { RequirementOfYear } from '../judging/service.ts';
import { checklistHref, judgingHref, reportHref } from './links.ts';

/** The form that says how far a year’s report answers a requirement: `/report/:year/requirements/:requirement`. */
export function JudgingPage(props: {
  of: RequirementOfYear;
  values: TypedValues;
  problems: readonly FormProblem[];
}): VNode {
  const { of, values, problems } = props;
  const { year, edition, requirement, stored } = of;
  const href = judgingHref(year, requirement.key);
  const long = (name: string, label: string, hint: string) => (
    <Textarea
      name={name}
      rows={4}
      label={{ text: label, classes: 'govuk-label--m' }}
      hint={{ text: hint }}
      errorMessage={problemAt(problems, name)}
      value={typedText(values, name)}
    />
  );
  const line = (name: string, label: string, hint: string) => (
    <Input
      name={name}
      label={{ text: label, classes: 'govuk-label--m' }}
      hint={{ text: hint }}
      errorMessage={problemAt(problems, name)}
      value={typedText(values, name)}
    />
  );
  return (
    <Page
      title={`Judge a requirement: ${requirement.title}`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Yearly report', href: '/report' },
        { text: year, href: reportHref(year) },
        { text: 'Checklist', href: checklistHref(year, edition.key) },
      ]}
      hasError={problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title={`${requirement.number}. ${requirement.title}`}
            caption={`${edition.title}, yearly report ${year}`}
            lede={requirement.words}
          />
          <p class="govuk-body">
            Everybody reads what you say here as soon as you save it, in the report and its checklist. Name no child and
            no person.{' '}
            <a class="govuk-link" href={checklistHref(year, edition.key, requirement)}>
              What the report holds for it
            </a>
          </p>
          <Form action={href}>
            <input type="hidden" name="version" value={typedText(values, 'version')} />
            <Radios
              name="verdict"
              fieldset={{
                legend: { text: 'How far does the report answer it?', classes: 'govuk-fieldset__legend--m' },
              }}
              errorMessage={problemAt(problems, 'verdict')}
              value={typedText(values, 'verdict')}
              items={Object.entries(VERDICTS).map(([value, text]) => ({ value, text }))}
            />
            {long('words', 'What is answered, and where?', 'Name the sections, or where else it stands.')}
            {long('missing', 'What is missing?', 'Leave it empty only if the report answers it wholly.')}
            {line('judged', 'Who judged it?', 'A post or a group: the business unit, the Executive.')}
            {stored ? line('why', 'Why does the judgement change?', 'Stands in its history beside your name.') : null}
            <Button preventDoubleClick>Save the judgement</Button>
          </Form>
          {of.mayRead ? <HistoryLink href={`${href}/history`} /> : null}
        </div>
      </div>
    </Page>
  );
}
