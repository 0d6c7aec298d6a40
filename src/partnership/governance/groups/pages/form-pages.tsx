import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Input, Radios, Select, Textarea } from '../../../../platform/web/govuk/index.ts';
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
import type { Group } from '../../../arrangements/index.ts';
import { called, type Member, PARTS } from '../member.ts';
import type { MemberChoices, TermsView } from '../service.ts';
import { groupCrumbs, groupHref } from './frame.tsx';

interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** The form with which somebody joins: `/partnership/groups/:key/members/new`. */
export function NewMemberPage({ choices, values, problems }: Filled & { choices: MemberChoices }): VNode {
  const { group } = choices;
  const filled = { values, problems };
  return (
    <Page title={`Add a member: ${group.name}`} breadcrumbs={groupCrumbs(group)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title="Add a member"
            caption={group.name}
            lede="Members read the group’s meetings as long as they sit in it."
          />
          <Form action={`${groupHref(group.key)}/members`}>
            <Select
              name="person"
              label={{ text: 'Who?', classes: 'govuk-label--m' }}
              hint={{
                text: 'People who work with Kith, by agency. For a seat that nobody of Kith fills, leave this and name the seat.',
              }}
              value={typedText(values, 'person')}
              errorMessage={problemAt(problems, 'person')}
              items={[
                { value: '', text: 'Nobody by name' },
                ...choices.people.map((one) => ({ value: one.id, text: `${one.agencyName}: ${one.name}` })),
              ]}
            />
            <Input
              name="seat"
              label={{ text: 'The seat, in words', classes: 'govuk-label--m' }}
              hint={{ text: 'For example: Head teacher, for secondary schools.' }}
              value={typedText(values, 'seat')}
              errorMessage={problemAt(problems, 'seat')}
            />
            <Select
              name="agency"
              label={{ text: 'For which agency do they sit there?', classes: 'govuk-label--m' }}
              value={typedText(values, 'agency')}
              errorMessage={problemAt(problems, 'agency')}
              items={[
                { value: '', text: 'The person’s own agency' },
                ...choices.agencies.map(({ key, name }) => ({ value: key, text: name })),
              ]}
            />
            <Radios
              name="part"
              fieldset={{ legend: { text: 'What are they in the group?', classes: 'govuk-fieldset__legend--m' } }}
              errorMessage={problemAt(problems, 'part')}
              value={typedText(values, 'part')}
              items={Object.entries(PARTS).map(([value, text]) => ({ value, text }))}
            />
            <Select
              name="deputy-for"
              label={{ text: 'For whom are they the deputy?', classes: 'govuk-label--m' }}
              value={typedText(values, 'deputy-for')}
              errorMessage={problemAt(problems, 'deputy-for')}
              items={[
                { value: '', text: 'Nobody' },
                ...choices.members.map((one) => ({ value: one.id, text: `${called(one)}, ${one.agencyName}` })),
              ]}
            />
            <Radios
              name="voting"
              classes="govuk-radios--inline"
              fieldset={{
                legend: { text: 'Does their agency vote through them?', classes: 'govuk-fieldset__legend--m' },
              }}
              hint={{
                text: 'An agency has one voice, however many of its people vote. The statutory partners are equal.',
              }}
              errorMessage={problemAt(problems, 'voting')}
              value={typedText(values, 'voting')}
              items={[
                { value: 'yes', text: 'Yes' },
                { value: 'no', text: 'No' },
              ]}
            />
            <DateField {...filled} name="from" label="From which day?" />
            <Because {...filled} label="Why do they join?" />
            <Button preventDoubleClick>Add this member</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** The form with which a membership ends: `/partnership/groups/:key/members/:id/end`. */
export function EndMemberPage(props: Filled & { group: Group; member: Member }): VNode {
  const { group, member, values, problems } = props;
  const title = `End the membership of ${called(member)}`;
  return (
    <Page title={title} breadcrumbs={groupCrumbs(group)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title={title}
            caption={group.name}
            lede="After their last day they read the group’s meetings no more. What they said and did there stays."
          />
          <Form action={`${groupHref(group.key)}/members/${member.id}/end`}>
            <DateField values={values} problems={problems} name="until" label="What is their last day?" />
            <Because values={values} problems={problems} label="Why does it end?" />
            <div class="govuk-button-group">
              <Button preventDoubleClick>End the membership</Button>
              <a class="govuk-link" href={`${groupHref(group.key)}/members`}>
                Leave it as it is
              </a>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  );
}

function Because({ values, problems, label }: Filled & { label: string }): VNode {
  return (
    <Input
      name="because"
      label={{ text: label, classes: 'govuk-label--m' }}
      hint={{ text: 'Stands in the history beside your name.' }}
      value={typedText(values, 'because')}
      errorMessage={problemAt(problems, 'because')}
    />
  );
}

/** The form of a group's terms: `/partnership/groups/:key/terms`. */
export function TermsPage({ view, values, problems }: Filled & { view: TermsView }): VNode {
  const { group } = view;
  const filled = { values, problems };
  return (
    <Page title={`Terms: ${group.name}`} breadcrumbs={groupCrumbs(group)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title="Quorum, remit and end"
            caption={group.name}
            lede="A new quorum holds for meetings that are planned from now on."
          />
          <Form action={`${groupHref(group.key)}/terms`}>
            <input type="hidden" name="version" value={typedText(values, 'version')} />
            <input type="hidden" name="seen" value={typedText(values, 'seen')} />
            <Input
              name="partners"
              classes="govuk-input--width-3"
              label={{ text: 'How many statutory partners must be there?', classes: 'govuk-label--m' }}
              hint={{ text: 'A number, or “all”. A deputy counts.' }}
              value={typedText(values, 'partners')}
              errorMessage={problemAt(problems, 'partners')}
            />
            <Input
              name="agencies"
              classes="govuk-input--width-3"
              inputmode="numeric"
              label={{ text: 'How many agencies with a vote must be there altogether?', classes: 'govuk-label--m' }}
              hint={{ text: '0 where no number was agreed.' }}
              value={typedText(values, 'agencies')}
              errorMessage={problemAt(problems, 'agencies')}
            />
            <Radios
              name="otherwise"
              fieldset={{
                legend: { text: 'What becomes of a decision without a quorum?', classes: 'govuk-fieldset__legend--m' },
              }}
              errorMessage={problemAt(problems, 'otherwise')}
              value={typedText(values, 'otherwise')}
              items={[
                { value: 'refuse', text: 'It can’t be taken' },
                { value: 'to-confirm', text: 'It is recorded, to be confirmed by a later meeting' },
              ]}
            />
            <Long
              {...filled}
              name="remit"
              label="Remit"
              hint="What the group was asked to do, and what not. Everybody can read what you write from here on, once you save it: name no child and no person."
            />
            <DateField
              {...filled}
              name="ends"
              label="When does it end?"
              hint="For a task and finish group. Else leave it empty."
            />
            <Long
              {...filled}
              name="closure-test"
              label="When may it close?"
              hint="What has to be true, so that anybody can tell: the tool is in use in all five agencies."
            />
            <DateField
              {...filled}
              name="closed"
              label="When was it closed?"
              hint="Leave it empty while the group works."
            />
            <Long
              {...filled}
              name="closed-words"
              label="How was the closure test met?"
              hint="What came of the group. Everybody can read it."
            />
            <Input
              name="why"
              label={{ text: 'Why are you changing the terms?', classes: 'govuk-label--m' }}
              value={typedText(values, 'why')}
              errorMessage={problemAt(problems, 'why')}
            />
            <div class="govuk-button-group">
              <Button preventDoubleClick name="do" value="save">
                Save the terms
              </Button>
              <a class="govuk-link" href={`${groupHref(group.key)}/members`}>
                Leave them as they are
              </a>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  );
}

function Long({ values, problems, name, label, hint }: Filled & { name: string; label: string; hint?: string }): VNode {
  return (
    <Textarea
      name={name}
      rows={4}
      label={{ text: label, classes: 'govuk-label--m' }}
      hint={hint === undefined ? undefined : { text: hint }}
      value={typedText(values, name)}
      errorMessage={problemAt(problems, name)}
    />
  );
}

/** Shown to whoever changed the terms second: both versions, to choose between. */
export function TwoTermsPage(props: Filled & { view: TermsView; differences: readonly Difference[] }): VNode {
  const { view, values, problems } = props;
  const { group } = view;
  return (
    <Page title={`Two versions: ${group.name}`} breadcrumbs={groupCrumbs(group)} hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <PageHeading
        title="Somebody else changed these terms too"
        caption={group.name}
        lede="Nothing of yours is lost, and nothing of it is saved yet. Choose what is to stand."
      />
      <Form action={`${groupHref(group.key)}/terms`}>
        <input type="hidden" name="version" value={String(view.terms.version)} />
        <input type="hidden" name="seen" value={typedText(values, 'seen')} />
        <TypedBefore values={values} />
        <TwoVersions differences={props.differences} values={values} problems={problems} />
        <div class="govuk-button-group">
          <Button preventDoubleClick name="do" value="chosen">
            Save what I chose
          </Button>
          <Button classes="govuk-button--secondary" preventDoubleClick name="do" value="mine">
            Save everything as I typed it
          </Button>
        </div>
      </Form>
    </Page>
  );
}
