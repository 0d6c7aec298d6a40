import type { VNode } from 'preact';
import type { Agency } from '../../../../directory/index.ts';
import { dateInWords, type PlainDate } from '../../../../platform/clocks/index.ts';
import { HistoryLink } from '../../../../platform/history/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Input, NotificationBanner, Select, Tag, Textarea } from '../../../../platform/web/govuk/index.ts';
import {
  DateField,
  Facts,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  provenanceHref,
  Section,
  SourceLink,
  TwoVersions,
  TypedBefore,
} from '../../../../platform/web/kith/index.ts';
import { type Crumb, Page } from '../../../../platform/web/page.tsx';
import type { Difference } from '../../../../platform/web/two-versions.ts';
import { inForceFirst, LEAD_PROCESS, type Lead, leadsOn, termInWords } from '../lead.ts';

/** The public list of who leads on which issue. */
export const LEADS = '/partnership/leads';
/** The register, with scope and decision, for those entitled. */
export const REGISTER = `${LEADS}/register`;

const CRUMBS: readonly Crumb[] = [
  { text: 'Home', href: '/' },
  { text: 'Partnership', href: '/partnership' },
];

/** Pages above the register, and above one lead where that is given. */
export function leadCrumbs(lead?: { id: string; issue: string }): Crumb[] {
  return [
    ...[...CRUMBS, { text: 'Leads', href: LEADS }],
    ...(lead ? [{ text: 'Register', href: REGISTER }] : []),
    ...(lead && lead.id !== '' ? [{ text: lead.issue, href: `${REGISTER}/${lead.id}` }] : []),
  ];
}

/** Who does today what an agency that ended did. */
export type NowDoneBy = (agency: string) => string | null;

/** Who leads on which issue, for everybody: `/partnership/leads`. */
export function PublicLeadsPage(props: {
  leads: readonly Lead[];
  today: PlainDate;
  nowDoneBy: NowDoneBy;
  /** Key of the partnership whose list this is. */
  partnership: string | null;
  mayRead: boolean;
}): VNode {
  const { leads, today, nowDoneBy, partnership, mayRead } = props;
  const { now, later, over } = inForceFirst(leads, today);
  const part = (title: string, id: string, some: readonly Lead[], none: string | null) =>
    some.length === 0 && none === null ? null : (
      <Section title={title} id={id}>
        {some.length === 0 ? (
          <p class="govuk-body kith-not-known">{none}</p>
        ) : (
          <ul class="kith-list">
            {some.map((lead) => (
              <li key={lead.id} id={`lead-${lead.id}`}>
                <span class="kith-list__title">{lead.issue}</span>
                <span class="kith-list__about">
                  {lead.leadName}
                  {successor(lead, today, nowDoneBy)}
                </span>
                <span class="kith-list__about">{termInWords(lead)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    );
  return (
    <Page title="Who leads on which issue" breadcrumbs={CRUMBS}>
      <PageHeading
        title="Who leads on which issue"
        lede="The partners answer together for everything. Where an issue needs a single leader, they choose which of them leads on it."
      />
      {partnership ? (
        <p class="govuk-body">
          That they may is part of how they work.{' '}
          <SourceLink href={provenanceHref('partnership', partnership)} of="the partnership" />
        </p>
      ) : null}
      {part('Leads today', 'now', now, 'No partner is published as leading on an issue today.')}
      {part('To come', 'later', later, null)}
      {part('Over', 'over', over, null)}
      {mayRead ? (
        <p class="govuk-body kith-no-print">
          <a class="govuk-link" href={REGISTER}>
            The register, with scope and decision
          </a>
        </p>
      ) : null}
    </Page>
  );
}

/** That somebody else does the work today of an agency that ended while it led. */
function successor(lead: Lead, today: PlainDate, nowDoneBy: NowDoneBy): string {
  if (!leadsOn(lead, today)) return '';
  const name = nowDoneBy(lead.lead);
  return name === null || name === lead.leadName ? '' : `; its duties are now those of ${name}`;
}

/** The register: `/partnership/leads/register`. */
export function RegisterPage(props: { leads: readonly Lead[]; today: PlainDate; mayAdd: boolean }): VNode {
  const { leads, today, mayAdd } = props;
  const { now, later, over } = inForceFirst(leads, today);
  return (
    <Page title="Register of leads on issues" breadcrumbs={leadCrumbs()}>
      <PageHeading
        title="Register of leads on issues"
        lede="Which partner leads on what, how far, and who decided it. Those in force come first."
      />
      {mayAdd ? <Button href={`${REGISTER}/new`}>Enter who leads on an issue</Button> : null}
      {(
        [
          ['In force', now],
          ['To come', later],
          ['Over', over],
        ] as const
      ).map(([title, some]) =>
        some.length === 0 ? null : (
          <Section title={title} key={title}>
            <ul class="kith-list">
              {some.map((lead) => (
                <li key={lead.id}>
                  <a class="govuk-link" href={`${REGISTER}/${lead.id}`}>
                    {lead.issue}
                  </a>{' '}
                  {lead.published ? null : <Tag classes="govuk-tag--grey">Not public</Tag>}
                  <span class="kith-list__about">{lead.leadName}</span>
                  <span class="kith-list__about">{termInWords(lead)}</span>
                </li>
              ))}
            </ul>
          </Section>
        ),
      )}
      {leads.length === 0 ? <p class="govuk-body">Nobody has been given the lead on an issue yet.</p> : null}
    </Page>
  );
}

/** What was just done here, said once after it. */
export type LeadDone = 'made' | 'changed' | 'unchanged' | 'ended' | 'public' | 'not-public';

const DONE: Record<LeadDone, string> = {
  made: 'It is in the register. It is not public yet.',
  changed: 'Your changes are saved.',
  unchanged: 'Nothing was changed: what you sent is what was stored.',
  ended: LEAD_PROCESS.moves[0]?.says ?? '',
  public: 'It stands on the public list now: issue, partner and dates.',
  'not-public': 'It is taken off the public list.',
};

/** One lead on an issue: `/partnership/leads/register/:id`. */
export function LeadPage(props: {
  lead: Lead;
  mayChange: boolean;
  /** It has ended, and the person may enter that the partner leads again. */
  mayResume: boolean;
  done: LeadDone | null;
  today: PlainDate;
  nowDoneBy: NowDoneBy;
}): VNode {
  const { lead, mayChange, mayResume, done, today } = props;
  const here = `${REGISTER}/${lead.id}`;
  return (
    <Page title={lead.issue} breadcrumbs={leadCrumbs({ id: '', issue: '' })}>
      {done ? <NotificationBanner type="success">{DONE[done]}</NotificationBanner> : null}
      <PageHeading
        caption="Lead on an issue"
        title={lead.issue}
        lede={`${lead.leadName}${successor(lead, today, props.nowDoneBy)}. ${termInWords(lead)}.`}
      />
      <p class="govuk-body">
        <Tag classes={lead.state === 'leading' ? 'govuk-tag--green' : 'govuk-tag--grey'}>
          {LEAD_PROCESS.states[lead.state].label}
        </Tag>{' '}
        <Tag classes="govuk-tag--grey">{lead.published ? 'Public' : 'Not public'}</Tag>
      </p>
      <Section title="What was decided" id="decided">
        <Facts
          facts={[
            { name: 'Scope', value: lead.scope },
            { name: 'Decided', value: `${dateInWords(lead.decidedOn)}, ${lead.decidedWhere}` },
            { name: 'Decided by', value: lead.decidedBy },
            { name: 'What ends it', value: lead.endsWhen },
            { name: 'Ended because', value: lead.endedBecause },
          ]}
        />
      </Section>
      {mayChange ? (
        <Section title="What you can do" id="now">
          {lead.state === 'leading' ? (
            <ul class="govuk-list">
              <li>
                <a class="govuk-link" href={`${here}/change`}>
                  Change it
                </a>
              </li>
              <li>
                <a class="govuk-link" href={`${here}/end`}>
                  Say that it has ended
                </a>
              </li>
            </ul>
          ) : null}
          {mayResume ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`${REGISTER}/new?again=${lead.id}`}>
                Enter that {lead.leadName} leads on it again
              </a>
            </p>
          ) : null}
          <Form action={`${here}/${lead.published ? 'hide' : 'publish'}`}>
            <Button classes="govuk-button--secondary" preventDoubleClick>
              {lead.published ? 'Take it off the public list' : 'Put it on the public list'}
            </Button>
          </Form>
        </Section>
      ) : null}
      <HistoryLink href={`${here}/history`} />
    </Page>
  );
}

/** What every form about a lead is given. */
export interface LeadFormProps {
  lead: { id: string; issue: string } | null;
  values: TypedValues;
  problems: readonly FormProblem[];
}

function Sheet(
  props: LeadFormProps & { title: string; lede?: string; action: string; children: (VNode | null)[] | VNode },
): VNode {
  return (
    <Page
      title={props.title}
      breadcrumbs={leadCrumbs(props.lead ?? { id: '', issue: '' })}
      hasError={props.problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={props.problems} />
          <PageHeading title={props.title} caption={props.lead?.issue ?? 'Leads on issues'} lede={props.lede} />
          <Form action={props.action}>{props.children}</Form>
        </div>
      </div>
    </Page>
  );
}

/** The form of a lead, new or not. */
export function LeadFormPage(
  props: LeadFormProps & { agencies: readonly Agency[]; began: { number: string; seen: string } | null },
): VNode {
  const { lead, values, problems, agencies, began } = props;
  const text = (name: string, label: string, hint?: string) => (
    <Input
      name={name}
      label={{ text: label, classes: 'govuk-label--m' }}
      hint={hint === undefined ? undefined : { text: hint }}
      errorMessage={problemAt(problems, name)}
      value={typedText(values, name)}
    />
  );
  return (
    <Sheet
      {...props}
      title={lead ? 'Change who leads' : 'Enter who leads on an issue'}
      action={lead ? `${REGISTER}/${lead.id}/change` : REGISTER}
    >
      {began ? <input type="hidden" name="version" value={began.number} /> : null}
      {began ? <input type="hidden" name="seen" value={began.seen} /> : null}
      {text('issue', 'Which issue?', 'A few words: the public reads them.')}
      <Select
        name="lead"
        label={{ text: 'Which partner leads?', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'lead')}
        value={typedText(values, 'lead')}
        items={[
          { value: '', text: 'Choose a partner' },
          ...agencies.map((one) => ({ value: one.key, text: one.name })),
        ]}
      />
      <Textarea
        name="scope"
        rows={4}
        label={{ text: 'How far does the lead go?', classes: 'govuk-label--m' }}
        hint={{ text: 'What it covers, and what it does not.' }}
        errorMessage={problemAt(problems, 'scope')}
        value={typedText(values, 'scope')}
      />
      <DateField name="from" label="From which day?" values={values} problems={problems} />
      <DateField
        name="until"
        label="Until which day?"
        hint="Leave it empty if no day is set, and say below what ends it."
        values={values}
        problems={problems}
      />
      {text('ends', 'What ends it?', 'For example: when the joint hub has opened.')}
      <DateField name="decided" label="On which day was it decided?" values={values} problems={problems} />
      {text('where', 'Where was it decided?', 'Which meeting, which minute.')}
      {text('by', 'Who decided it?', 'The partners together, a group, a post. Not a person’s name.')}
      {lead ? text('why', 'Why are you changing it?', 'The ledger keeps your reason.') : null}
      <Button preventDoubleClick>{lead ? 'Save changes' : 'Enter it'}</Button>
    </Sheet>
  );
}

/** The form with which a lead ends. */
export function EndPage(props: LeadFormProps & { lead: { id: string; issue: string } }): VNode {
  const { lead, values, problems } = props;
  return (
    <Sheet {...props} title="Say that it has ended" action={`${REGISTER}/${lead.id}/end`}>
      <DateField name="ended" label="What was the last day?" values={values} problems={problems} />
      <Textarea
        name="because"
        rows={3}
        label={{ text: 'Why did it end?', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'because')}
        value={typedText(values, 'because')}
      />
      <Button preventDoubleClick>End it</Button>
    </Sheet>
  );
}

/** Shown to whoever saved second: both versions, to choose between. */
export function LeadVersionsPage(
  props: LeadFormProps & {
    lead: { id: string; issue: string };
    began: { number: string; seen: string };
    differences: readonly Difference[];
  },
): VNode {
  const { lead, values, problems, began, differences } = props;
  return (
    <Sheet
      {...props}
      title="Somebody else changed this too"
      lede="Nothing of yours is lost, and nothing is saved yet. Choose what is to stand."
      action={`${REGISTER}/${lead.id}/change`}
    >
      <input type="hidden" name="version" value={began.number} />
      <input type="hidden" name="seen" value={began.seen} />
      <TypedBefore values={values} />
      <TwoVersions differences={differences} values={values} problems={problems} />
      <Button name="do" value="chosen" preventDoubleClick>
        Save what I chose
      </Button>
    </Sheet>
  );
}
