import type { VNode } from 'preact';
import { megabytes } from '../../../../platform/uploads/index.ts';
import { typedText } from '../../../../platform/web/form.ts';
import { Button, FileUpload, Radios, Select } from '../../../../platform/web/govuk/index.ts';
import {
  DateField,
  type Filled,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { FILE, yearField } from '../form.ts';
import { RETURN_KINDS, type ReturnKind } from '../kinds.ts';
import { KEPT_HOURS, LARGEST_RETURN } from '../upload.ts';
import { crumbs, NEW_RETURN } from './links.ts';

/** The form that sends a return: `/returns/new`. */
export function NewReturnPage({ values, problems }: Filled): VNode {
  const filled = { values, problems };
  const again = problems.length > 0 && !problemAt(problems, FILE);
  return (
    <Page title="Check a return" breadcrumbs={crumbs()} hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <PageHeading
        title="Check a return"
        lede={`The file stays on this machine. You see what is wrong in it before anything counts, and what you don’t accept is gone after ${KEPT_HOURS} hours.`}
      />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <Form action={NEW_RETURN} takesFile>
            <noscript>
              <p class="govuk-body">
                Answer only the question about the return that you choose, and leave the others open.
              </p>
            </noscript>
            <Radios
              name="kind"
              fieldset={{ legend: { text: 'Which return is it?', classes: 'govuk-fieldset__legend--m' } }}
              value={typedText(values, 'kind')}
              errorMessage={problemAt(problems, 'kind')}
              items={RETURN_KINDS.map((kind) => ({
                value: kind.key,
                text: kind.name,
                hint: { text: sentence(kind.fileIs) },
              }))}
            />
            {RETURN_KINDS.map((kind) => (
              <div key={kind.key} data-kith-when="kind" data-kith-is={kind.key}>
                <By kind={kind} {...filled} />
              </div>
            ))}
            <FileUpload
              name={FILE}
              label={{ text: 'The file', classes: 'govuk-label--m' }}
              hint={{
                text: `${again ? 'If you had chosen it, choose it again: browsers forget it. ' : ''}As your case system made it, up to ${megabytes(LARGEST_RETURN)}.`,
              }}
              errorMessage={problemAt(problems, FILE)}
            />
            <Button preventDoubleClick>Check it</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

function By({ kind, values, problems }: Filled & { kind: ReturnKind }): VNode {
  const { by } = kind;
  const field = yearField(kind);
  if (by === 'day')
    return (
      <DateField
        {...{ values, problems }}
        name={kind.key}
        label={`Which day is ${kind.name} about?`}
        hint="For example, 31 1 2026"
        size="s"
      />
    );
  return (
    <Select
      name={field}
      label={{ text: `Which year does the ${kind.name} account for?`, classes: 'govuk-label--s' }}
      hint={{ text: 'April to March: 2024/25 has the reference date of 31 March 2025' }}
      value={typedText(values, field)}
      errorMessage={problemAt(problems, field)}
      items={[{ value: '', text: 'Choose a year' }, ...by.years.map((year) => ({ value: year, text: year }))]}
    />
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
