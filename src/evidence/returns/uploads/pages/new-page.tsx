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
              <By key={kind.key} kind={kind} {...filled} />
            ))}
            <FileUpload
              name={FILE}
              label={{ text: 'The file', classes: 'govuk-label--m' }}
              hint={{
                text: `${again ? 'Choose it again: browsers forget it. ' : ''}As your case system made it, up to ${megabytes(LARGEST_RETURN)}.`,
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
        label={`For ${kind.name}: which day is it about?`}
        hint="For example, 31 1 2026. Leave it empty for another return."
      />
    );
  return (
    <Select
      name={field}
      label={{ text: `For the ${kind.name}: which year does it account for?`, classes: 'govuk-label--m' }}
      hint={{
        text: 'April to March: 2024/25 has the reference date of 31 March 2025. Leave it open for another return.',
      }}
      value={typedText(values, field)}
      errorMessage={problemAt(problems, field)}
      items={[{ value: '', text: 'Choose a year' }, ...by.years.map((year) => ({ value: year, text: year }))]}
    />
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
