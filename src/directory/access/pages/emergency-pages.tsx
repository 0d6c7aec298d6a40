import type { VNode } from 'preact';
import type { AccessKind } from '../../../platform/access/index.ts';
import { dateInWords, momentInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { Button, NotificationBanner, Radios, WarningText } from '../../../platform/web/govuk/index.ts';
import {
  Claim,
  Claims,
  EmptyState,
  Form,
  Mark,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
} from '../../../platform/web/kith/index.ts';
import { type Crumb, Page } from '../../../platform/web/page.tsx';
import { at, lower } from '../at-record.ts';
import type { Opening } from '../emergency-repository.ts';
import { ACCESS_LIMITS, limitInWords } from '../limits.ts';
import { Due } from './ask-line.tsx';
import { WhichRecord } from './ask-pages.tsx';
import { FormPage, WordsField } from './record-form-page.tsx';

const CRUMBS: readonly Crumb[] = [
  { text: 'Home', href: '/' },
  { text: 'Your account', href: '/account' },
];
const OWN_CRUMBS: readonly Crumb[] = [...CRUMBS, { text: 'Opened in an emergency', href: '/access/emergencies' }];

/** The form that opens a record in an emergency: the same whether or not there is such a record. */
export function EmergencyPage(props: {
  kind: AccessKind;
  values: TypedValues;
  problems: readonly FormProblem[];
}): VNode {
  const { kind, values, problems } = props;
  return (
    <FormPage
      title="Open a record in an emergency"
      caption={kind.name}
      lede={`For a child in danger now, when nobody can be asked. It is open to you for ${ACCESS_LIMITS.openHours} hours.`}
      crumbs={OWN_CRUMBS}
      problems={problems}
      action={at.emergency(kind.kind)}
      button="Open it now"
    >
      <WarningText>
        Its owner is told at once, with your name. Somebody else judges within {limitInWords('judge')} whether it was
        right.
      </WarningText>
      <WhichRecord values={values} problems={problems} verb="asking" />
      <WordsField
        values={values}
        problems={problems}
        name="reason"
        label="What is the emergency?"
        hint="Who is in danger of what, and what you have to do now. Whoever judges it reads this."
      />
      <p class="govuk-body kith-quiet">
        An emergency does not open a record in which you or somebody close to you appears, nor one that must not reach
        you or your agency. In immediate danger ring 999.
      </p>
    </FormPage>
  );
}

/** What somebody opened themselves, and where they judge what others opened: `/access/emergencies`. */
export function EmergenciesPage(props: {
  openings: readonly Opening[];
  toJudge: readonly AccessKind[];
  mayOpen: boolean;
  kindOf: (kind: string) => AccessKind;
  now: Date;
}): VNode {
  return (
    <Page title="Opened in an emergency" breadcrumbs={CRUMBS}>
      <PageHeading title="Opened in an emergency" lede="What you opened, and what was said of it afterwards." />
      {props.toJudge.length > 0 ? (
        <Section title="What others opened" id="others">
          <ul class="kith-list">
            {props.toJudge.map((kind) => (
              <li key={kind.kind}>
                <a class="govuk-link" href={at.judge(kind.kind)}>
                  Judge what was opened among {lower(kind.plural)}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="What you opened" id="yours">
        {props.openings.length === 0 ? (
          <EmptyState
            will="You have opened nothing in an emergency."
            how={
              props.mayOpen ? (
                <a class="govuk-link" href="/access/emergency">
                  Open a record in an emergency
                </a>
              ) : (
                'Your role does not open records in an emergency.'
              )
            }
          />
        ) : (
          <Claims>
            {props.openings.map((one) => (
              <Claim key={one.id} foot={`“${one.reason}”`}>
                <strong>{one.reference ?? 'A record that is kept from you now'}</strong>, {momentInWords(one.openedAt)}.{' '}
                {one.endsAt > props.now && one.reference !== null ? (
                  <a class="govuk-link" href={props.kindOf(one.kind).href?.(one.recordId) ?? '/'}>
                    Open to you until {momentInWords(one.endsAt)}
                  </a>
                ) : null}{' '}
                <Judged opening={one} />
              </Claim>
            ))}
          </Claims>
        )}
      </Section>
    </Page>
  );
}

function Judged({ opening: { judged, reviewDue } }: { opening: Opening }): VNode {
  if (judged === null) return <Mark shape="unknown">Not judged yet, due by {dateInWords(reviewDue)}</Mark>;
  const words = judged.words === null ? '' : ` “${judged.words}”`;
  return (
    <Mark shape={judged.verdict === 'right' ? 'full' : 'open'}>
      {judged.verdict === 'right' ? 'It was right' : 'It was not right'}, says {judged.by}.{words}
    </Mark>
  );
}

/** What others opened in an emergency, to be judged: `/access/emergencies/:kind`. */
export function JudgePage(props: {
  kind: AccessKind;
  openings: readonly Opening[];
  today: PlainDate;
  values: TypedValues;
  problems: readonly FormProblem[];
  done: boolean;
}): VNode {
  const { kind, openings, today, values, problems } = props;
  const waiting = openings.filter((one) => one.judged === null);
  const judged = openings.filter((one) => one.judged !== null);
  const title = 'Opened in an emergency, to be judged';
  return (
    <Page title={title} breadcrumbs={OWN_CRUMBS} hasError={problems.length > 0}>
      {props.done ? (
        <NotificationBanner type="success">Your verdict is saved, and they are told.</NotificationBanner>
      ) : null}
      <ProblemSummary problems={problems} />
      <PageHeading
        title={title}
        caption={kind.plural}
        lede={
          waiting.length === 0
            ? 'Nothing waits to be judged.'
            : `${waiting.length === 1 ? '1 opening waits' : `${waiting.length} openings wait`} to be judged. Was it an emergency, and was this the way to help?`
        }
      />
      {waiting.length > 0 ? (
        <Form action={at.judge(kind.kind)}>
          <Radios
            name="opening"
            fieldset={{ legend: { text: 'Which one do you judge?', classes: 'govuk-fieldset__legend--m' } }}
            errorMessage={problemAt(problems, 'opening')}
            value={typedText(values, 'opening') ?? (waiting.length === 1 ? waiting[0]?.id : undefined)}
            items={waiting.map((one) => ({
              value: one.id,
              text: `${one.name} opened ${one.reference}, ${momentInWords(one.openedAt)}`,
              hint: {
                text: (
                  <>
                    {one.agencyName}. “{one.reason}” <Due on={one.reviewDue} today={today} verb="To be judged" />
                  </>
                ),
              },
            }))}
          />
          <Radios
            name="verdict"
            fieldset={{ legend: { text: 'Was it right?', classes: 'govuk-fieldset__legend--m' } }}
            errorMessage={problemAt(problems, 'verdict')}
            value={typedText(values, 'verdict')}
            items={[
              { value: 'right', text: 'Yes, it was right' },
              {
                value: 'not-right',
                text: 'No, it was not right',
                hint: { text: 'Their agency’s assurance lead is told too.' },
              },
            ]}
          />
          <WordsField
            values={values}
            problems={problems}
            name="words"
            label="What do you say to them? (needed if it was not right)"
            hint="They read it, with your name."
          />
          <Button preventDoubleClick>Save the verdict</Button>
        </Form>
      ) : null}
      {judged.length > 0 ? (
        <Section title="Judged already" id="judged">
          <Claims>
            {judged.map((one) => (
              <Claim key={one.id} foot={<Judged opening={one} />}>
                <strong>{one.name}</strong> ({one.agencyName}) opened {one.reference}, {momentInWords(one.openedAt)}: “
                {one.reason}”
              </Claim>
            ))}
          </Claims>
        </Section>
      ) : null}
    </Page>
  );
}
