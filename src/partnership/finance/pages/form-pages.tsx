import type { ComponentChildren, VNode } from 'preact';
import type { Agency } from '../../../directory/index.ts';
import { dateInWords } from '../../../platform/clocks/index.ts';
import { tickedIn } from '../../../platform/web/checked-form.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { Button, Checkboxes, Input, Radios, Select, Textarea } from '../../../platform/web/govuk/index.ts';
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
import type { Difference } from '../../../platform/web/two-versions.ts';
import { type Budget, type Entry, FORMS, LINE_KINDS } from '../budget.ts';
import { poundsInWords } from '../money.ts';
import { budgetCrumbs, budgetHref } from './links.ts';

/** What every form about a budget is given. */
export interface FormProps {
  budget: { id: string; year: string };
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** The version that a form began with, and checksums of what it was filled with. */
export interface Began {
  number: string;
  seen: string;
}

function Sheet(
  props: FormProps & {
    title: string;
    lede?: string;
    action: string;
    began?: Began | null;
    children: ComponentChildren;
  },
): VNode {
  const { budget, problems, title, began } = props;
  return (
    <Page title={`${title}: ${budget.year}`} breadcrumbs={budgetCrumbs(budget)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={title} caption={`Budget ${budget.year}`} lede={props.lede} />
          <Form action={props.action}>
            {began ? <input type="hidden" name="version" value={began.number} /> : null}
            {began ? <input type="hidden" name="seen" value={began.seen} /> : null}
            {props.children}
          </Form>
        </div>
      </div>
    </Page>
  );
}

function Text(
  props: Pick<FormProps, 'values' | 'problems'> & { name: string; label: string; hint?: string; rows?: number },
): VNode {
  const { name, values, problems, rows } = props;
  const field = {
    name,
    label: { text: props.label, classes: 'govuk-label--m' },
    ...(props.hint === undefined ? {} : { hint: { text: props.hint } }),
    errorMessage: problemAt(problems, name),
    value: typedText(values, name),
  };
  return rows === undefined ? <Input {...field} /> : <Textarea {...field} rows={rows} />;
}

function Pounds(props: Pick<FormProps, 'values' | 'problems'> & { name: string; label: string; hint?: string }): VNode {
  const { name, values, problems, label, hint } = props;
  return (
    <Input
      name={name}
      label={{ text: label, classes: 'govuk-label--m' }}
      hint={{ text: hint ?? 'In pounds, like 1,234.56' }}
      prefix={{ text: '£' }}
      classes="govuk-input--width-10"
      inputmode="decimal"
      spellcheck={false}
      errorMessage={problemAt(problems, name)}
      value={typedText(values, name)}
    />
  );
}

/** The form of a line, new or not. */
export function LinePage(props: FormProps & { part: { id: string } | null; began: Began | null }): VNode {
  const { budget, values, problems, part } = props;
  const at = `${budgetHref(budget.id)}/lines`;
  return (
    <Sheet {...props} title={part ? 'Change a line' : 'Add a line'} action={part ? `${at}/${part.id}` : at}>
      <Text name="title" label="What is the money for?" {...{ values, problems }} />
      <Select
        name="kind"
        label={{ text: 'What kind of cost is it?', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'kind')}
        value={typedText(values, 'kind')}
        items={[
          { value: '', text: 'Choose one' },
          ...Object.entries(LINE_KINDS).map(([value, text]) => ({ value, text })),
        ]}
      />
      <Pounds name="planned" label="How much is planned?" {...{ values, problems }} />
      <Text name="words" label="Note (optional)" rows={3} {...{ values, problems }} />
      <Button preventDoubleClick>{part ? 'Save the line' : 'Add the line'}</Button>
      {part ? <TakeOutLink href={`${at}/${part.id}/take-out`} /> : null}
    </Sheet>
  );
}

function TakeOutLink({ href }: { href: string }): VNode {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={href}>
        Take it out of the plan
      </a>
    </p>
  );
}

/** The form of a contribution, new or not. */
export function ContributionPage(
  props: FormProps & {
    part: { id: string } | null;
    began: Began | null;
    agencies: readonly Pick<Agency, 'key' | 'name'>[];
  },
): VNode {
  const { budget, values, problems, part, agencies } = props;
  const at = `${budgetHref(budget.id)}/contributions`;
  return (
    <Sheet
      {...props}
      title={part ? 'Change a contribution' : 'Add a contribution'}
      action={part ? `${at}/${part.id}` : at}
    >
      <Select
        name="contributor"
        label={{ text: 'Which partner contributes?', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'contributor')}
        value={typedText(values, 'contributor')}
        items={[
          { value: '', text: 'Choose an agency' },
          ...agencies.map((one) => ({ value: one.key, text: one.name })),
        ]}
      />
      <Radios
        name="form"
        fieldset={{ legend: { text: 'In money or in kind?', classes: 'govuk-fieldset__legend--m' } }}
        errorMessage={problemAt(problems, 'form')}
        value={typedText(values, 'form')}
        items={Object.entries(FORMS).map(([value, text]) => ({ value, text }))}
      />
      <Pounds
        name="agreed"
        label="How much was agreed?"
        hint="In pounds, like 1,234.56. For something in kind, leave it empty if nobody put a price on it."
        {...{ values, problems }}
      />
      <Text
        name="words"
        label="What is given?"
        hint="Needed for something in kind: a room, a trainer’s days."
        rows={3}
        {...{ values, problems }}
      />
      <Button preventDoubleClick>{part ? 'Save the contribution' : 'Add the contribution'}</Button>
      {part ? <TakeOutLink href={`${at}/${part.id}/take-out`} /> : null}
    </Sheet>
  );
}

/** What is asked before something that needs a reason. */
export interface ReasonAsked {
  title: string;
  lede: string;
  label: string;
  button: string;
  action: string;
  /** The version of what is taken out. */
  version?: string;
}

/** A page that asks for a reason and then does it. */
export function ReasonPage(props: FormProps & { asked: ReasonAsked }): VNode {
  const { asked, values, problems } = props;
  return (
    <Sheet {...props} title={asked.title} lede={asked.lede} action={asked.action}>
      {asked.version === undefined ? null : <input type="hidden" name="version" value={asked.version} />}
      <Text name="why" label={asked.label} hint="The ledger keeps your reason." rows={3} {...{ values, problems }} />
      <Button preventDoubleClick>{asked.button}</Button>
    </Sheet>
  );
}

/** The form of money spent or received. */
export function EntryPage(
  props: FormProps & { budget: Pick<Budget, 'id' | 'year' | 'lines' | 'contributions'> },
): VNode {
  const { budget, values, problems } = props;
  const money = budget.contributions.filter((one) => one.form === 'money');
  return (
    <Sheet {...props} title="Record money spent or received" action={`${budgetHref(budget.id)}/entries`}>
      <Select
        name="of"
        label={{ text: 'What was it?', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'of')}
        value={typedText(values, 'of')}
        items={[
          { value: '', text: 'Choose one' },
          ...budget.lines.map((one) => ({ value: `line:${one.id}`, text: `Spent on: ${one.title}` })),
          ...money.map((one) => ({ value: `contribution:${one.id}`, text: `Received from: ${one.contributorName}` })),
        ]}
      />
      <Pounds name="amount" label="How much?" {...{ values, problems }} />
      <DateField name="on" label="On which day?" values={values} problems={problems} />
      <Text name="words" label="What was it for?" hint="Name no child and no family." {...{ values, problems }} />
      <Button preventDoubleClick>Record it</Button>
    </Sheet>
  );
}

/** The form that corrects an entry. */
export function CorrectPage(props: FormProps & { entry: Entry }): VNode {
  const { budget, values, problems, entry } = props;
  return (
    <Sheet
      {...props}
      title="Correct an entry"
      lede={`${poundsInWords(entry.amount)} on ${dateInWords(entry.on)}: ${entry.words}. It stays in the book, with another beside it that takes it back.`}
      action={`${budgetHref(budget.id)}/entries/${entry.id}/correct`}
    >
      <Text name="why" label="What was wrong with it?" {...{ values, problems }} />
      <Radios
        name="instead"
        fieldset={{ legend: { text: 'Does another entry stand in its place?', classes: 'govuk-fieldset__legend--m' } }}
        hint={{ text: 'If so, fill in below how it should be.' }}
        errorMessage={problemAt(problems, 'instead')}
        value={typedText(values, 'instead')}
        items={[
          { value: 'yes', text: 'Yes, the one below' },
          { value: 'no', text: 'No, it should not be there' },
        ]}
      />
      <Pounds name="amount" label="How much?" {...{ values, problems }} />
      <DateField name="on" label="On which day?" values={values} problems={problems} />
      <Text name="words" label="What was it for?" {...{ values, problems }} />
      <Button preventDoubleClick>Correct the entry</Button>
    </Sheet>
  );
}

/** The form of what is said of a year in words. */
export function WordsPage(props: FormProps & { began: Began }): VNode {
  const { budget, values, problems } = props;
  const text = (name: string, label: string, hint: string) => (
    <Text rows={5} {...{ name, label, hint, values, problems }} />
  );
  return (
    <Sheet {...props} title="What the money brought" action={`${budgetHref(budget.id)}/words`}>
      {text('bought', 'What did it buy?', 'Posts, training, reviews: what was there because of it.')}
      {text('changed', 'What did that change?', 'For children, families and practice. “Not known” is an answer.')}
      {text('evidence', 'What shows it?', 'A figure, an audit, a test; or that nothing does.')}
      <Text name="judged" label="Who judged it?" hint="A post, not a name." {...{ values, problems }} />
      {text(
        'note',
        'What must a reader know of this year? (optional)',
        'Stands above everything else on the public page.',
      )}
      <Button preventDoubleClick>Save these words</Button>
    </Sheet>
  );
}

/** Shown to whoever saved second: both versions, to choose between. */
export function TwoVersionsPage(
  props: FormProps & { action: string; began: Began; differences: readonly Difference[] },
): VNode {
  const { values, problems, differences } = props;
  return (
    <Sheet
      {...props}
      title="Somebody else changed this too"
      lede="Nothing of yours is lost, and nothing is saved yet. Choose what is to stand."
    >
      <TypedBefore values={values} />
      <TwoVersions differences={differences} values={values} problems={problems} />
      <Button name="do" value="chosen" preventDoubleClick>
        Save what I chose
      </Button>
    </Sheet>
  );
}

/** The page on which a partner agrees. */
export function ApprovePage(props: FormProps & { agencyName: string }): VNode {
  const { budget, values, problems, agencyName } = props;
  return (
    <Sheet
      {...props}
      title={`Agree for ${agencyName}`}
      lede="You agree to the plan as it stands. If it is changed afterwards, your approval no longer counts and you are asked again."
      action={`${budgetHref(budget.id)}/approve`}
    >
      <Text
        name="post"
        label="Your post"
        hint="It stands under the budget with your agency. Your name does not."
        {...{ values, problems }}
      />
      <Checkboxes
        name="agree"
        fieldset={{ legend: { text: 'Confirm', classes: 'govuk-fieldset__legend--m' } }}
        errorMessage={problemAt(problems, 'agree')}
        values={tickedIn(values, 'agree')}
        items={[{ value: 'yes', text: `I am entitled to agree for ${agencyName}, and I agree to this budget` }]}
      />
      <Button preventDoubleClick>Agree to this budget</Button>
    </Sheet>
  );
}

/** The page on which the office writes down an approval that was given in a meeting. */
export function MinutedPage(props: FormProps & { waitingFor: readonly Pick<Agency, 'key' | 'name'>[] }): VNode {
  const { budget, values, problems, waitingFor } = props;
  return (
    <Sheet {...props} title="Record an approval given in a meeting" action={`${budgetHref(budget.id)}/minuted`}>
      <Select
        name="agency"
        label={{ text: 'Which partner agreed?', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'agency')}
        value={typedText(values, 'agency')}
        items={[
          { value: '', text: 'Choose a partner' },
          ...waitingFor.map((one) => ({ value: one.key, text: one.name })),
        ]}
      />
      <Text name="post" label="In which post?" hint="Not the person’s name." {...{ values, problems }} />
      <DateField name="agreed" label="On which day?" values={values} problems={problems} />
      <Text name="minuted" label="In which meeting, and which minute?" {...{ values, problems }} />
      <Button preventDoubleClick>Record the approval</Button>
    </Sheet>
  );
}
