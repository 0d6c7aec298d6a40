import type { ComponentChildren, VNode } from 'preact';
import { tickedIn } from '../../../../platform/web/checked-form.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Checkboxes, Input, Select, Textarea } from '../../../../platform/web/govuk/index.ts';
import {
  DateField,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  TwoVersions,
  TypedBefore,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import type { Difference } from '../../../../platform/web/two-versions.ts';
import type { FactChoices } from '../service.ts';
import type { ArrangementVersion, Head, VersionAgency } from '../version.ts';
import { sectionHref, versionName, workCrumbs, workHref } from './links.ts';

/** What every form about a version is given. */
export interface FormProps {
  version: Pick<ArrangementVersion, 'id' | 'number'>;
  values: TypedValues;
  problems: readonly FormProblem[];
}

function Sheet(
  props: FormProps & { title: string; lede?: string; action: string; children: ComponentChildren },
): VNode {
  const { version, problems, title, lede, action, children } = props;
  return (
    <Page title={title} breadcrumbs={workCrumbs(version)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={title} caption={`${versionName(version)} of the arrangements`} lede={lede} />
          <Form action={action}>{children}</Form>
        </div>
      </div>
    </Page>
  );
}

/** The version that the form began with, and checksums of what it was filled with. */
export interface Began {
  number: string;
  seen: string;
}

function BeganWith({ began }: { began: Began }): VNode {
  return (
    <>
      <input type="hidden" name="version" value={began.number} />
      <input type="hidden" name="seen" value={began.seen} />
    </>
  );
}

/** The form of a version’s facts: reason, areas, partners, dates. */
export function FactsPage(props: FormProps & { choices: FactChoices; began: Began }): VNode {
  const { values, problems, choices, version } = props;
  const boxes = (name: 'statutory' | 'relevant', legend: string, hint: string) => (
    <Checkboxes
      name={name}
      fieldset={{ legend: { text: legend, classes: 'govuk-fieldset__legend--m' } }}
      hint={{ text: hint }}
      errorMessage={problemAt(problems, name)}
      values={tickedIn(values, name)}
      items={choices.agencies.map((one) => ({ value: one.key, text: one.name }))}
    />
  );
  return (
    <Sheet {...props} title="Reason, areas, partners and dates" action={`${workHref(version.id)}/facts`}>
      <BeganWith began={props.began} />
      <Textarea
        name="why"
        rows={4}
        label={{ text: 'Why is there a new version?', classes: 'govuk-label--m' }}
        hint={{ text: 'The public reads this above what changed.' }}
        errorMessage={problemAt(problems, 'why')}
        value={typedText(values, 'why')}
      />
      <Checkboxes
        name="areas"
        fieldset={{ legend: { text: 'Which areas does it cover?', classes: 'govuk-fieldset__legend--m' } }}
        errorMessage={problemAt(problems, 'areas')}
        values={tickedIn(values, 'areas')}
        items={choices.areas.map((one) => ({ value: one, text: one }))}
      />
      {boxes('statutory', 'Who are the statutory partners?', 'Each of them signs.')}
      {boxes('relevant', 'Which relevant agencies are bound by it?', 'They must act in line with it, and do not sign.')}
      <DateField name="force" label="When does it come into force?" values={values} problems={problems} />
      <DateField
        name="review"
        label="When is its review due?"
        hint="The business unit is reminded 60 days before."
        values={values}
        problems={problems}
      />
      <Button preventDoubleClick>Save these facts</Button>
    </Sheet>
  );
}

/** The form of a section, new or not. */
export function SectionPage(
  props: FormProps & { heads: readonly Head[]; section: { key: string; began: Began } | null },
): VNode {
  const { values, problems, heads, section, version } = props;
  const action = section ? sectionHref(version.id, section.key) : `${workHref(version.id)}/sections`;
  return (
    <Sheet {...props} title={section ? 'Change a section' : 'Add a section'} action={action}>
      {section ? <BeganWith began={section.began} /> : null}
      <Input
        name="title"
        label={{ text: 'Heading', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'title')}
        value={typedText(values, 'title')}
      />
      <Select
        name="head"
        label={{ text: 'What that is expected of arrangements does it answer?', classes: 'govuk-label--m' }}
        hint={{ text: 'Its place among the sections follows from this.' }}
        errorMessage={problemAt(problems, 'head')}
        value={typedText(values, 'head')}
        items={[{ value: '', text: 'Something else' }, ...heads.map((one) => ({ value: one.key, text: one.title }))]}
      />
      <Textarea
        name="words"
        rows={16}
        label={{ text: 'Words', classes: 'govuk-label--m' }}
        hint={{ text: 'An empty line parts paragraphs. Name posts and agencies, never people.' }}
        errorMessage={problemAt(problems, 'words')}
        value={typedText(values, 'words')}
      />
      <Button preventDoubleClick>{section ? 'Save the section' : 'Add the section'}</Button>
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
      <BeganWith began={props.began} />
      <TypedBefore values={values} />
      <TwoVersions differences={differences} values={values} problems={problems} />
      <Button name="do" value="chosen" preventDoubleClick>
        Save what I chose
      </Button>
    </Sheet>
  );
}

/** What is asked before something that needs a reason. */
export interface ReasonAsked {
  title: string;
  lede: string;
  label: string;
  hint: string;
  button: string;
  action: string;
  /** The version of what is left out. */
  version?: string;
}

/** A page that asks for a reason and then does it. */
export function ReasonPage(props: FormProps & { asked: ReasonAsked }): VNode {
  const { asked, values, problems } = props;
  return (
    <Sheet {...props} title={asked.title} lede={asked.lede} action={asked.action}>
      {asked.version === undefined ? null : <input type="hidden" name="version" value={asked.version} />}
      <Textarea
        name="why"
        rows={4}
        label={{ text: asked.label, classes: 'govuk-label--m' }}
        hint={{ text: asked.hint }}
        errorMessage={problemAt(problems, 'why')}
        value={typedText(values, 'why')}
      />
      <Button preventDoubleClick>{asked.button}</Button>
    </Sheet>
  );
}

/** The page on which a partner signs. */
export function SignPage(props: FormProps & { agencyName: string }): VNode {
  const { version, values, problems, agencyName } = props;
  return (
    <Sheet
      {...props}
      title={`Sign for ${agencyName}`}
      lede="You sign the words as they stand. If they are changed afterwards, your signature no longer counts and you are asked again."
      action={`${workHref(version.id)}/sign`}
    >
      <p class="govuk-body">
        <a class="govuk-link" href={workHref(version.id)}>
          Read the version again
        </a>
      </p>
      <Input
        name="post"
        label={{ text: 'Your post', classes: 'govuk-label--m' }}
        hint={{ text: 'It stands under the arrangements with your agency. Your name does not.' }}
        errorMessage={problemAt(problems, 'post')}
        value={typedText(values, 'post')}
      />
      <Checkboxes
        name="agree"
        fieldset={{ legend: { text: 'Confirm', classes: 'govuk-fieldset__legend--m' } }}
        errorMessage={problemAt(problems, 'agree')}
        values={tickedIn(values, 'agree')}
        items={[{ value: 'yes', text: `I am entitled to sign for ${agencyName}, and I agree to this version` }]}
      />
      <Button preventDoubleClick>Sign this version</Button>
    </Sheet>
  );
}

/** The page on which the office writes down a signature that was given on paper. */
export function PaperPage(props: FormProps & { waitingFor: readonly VersionAgency[] }): VNode {
  const { version, values, problems, waitingFor } = props;
  return (
    <Sheet
      {...props}
      title="Record a signature given on paper"
      lede="For a partner who does not sign in Kith. It is marked as given on paper, and the ledger keeps who wrote it down."
      action={`${workHref(version.id)}/paper`}
    >
      <Select
        name="agency"
        label={{ text: 'Which partner signed?', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'agency')}
        value={typedText(values, 'agency')}
        items={[
          { value: '', text: 'Choose a partner' },
          ...waitingFor.map((one) => ({ value: one.key, text: one.name })),
        ]}
      />
      <Input
        name="post"
        label={{ text: 'In which post?', classes: 'govuk-label--m' }}
        hint={{ text: 'For example: Chief executive. Not the person’s name.' }}
        errorMessage={problemAt(problems, 'post')}
        value={typedText(values, 'post')}
      />
      <DateField name="signed" label="On which day?" values={values} problems={problems} />
      <Input
        name="kept"
        label={{ text: 'Where is the signed paper kept?', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'kept')}
        value={typedText(values, 'kept')}
      />
      <Button preventDoubleClick>Record the signature</Button>
    </Sheet>
  );
}
