import type { VNode } from 'preact';
import { typedText } from '../../../../platform/web/form.ts';
import { Button, InsetText, Select } from '../../../../platform/web/govuk/index.ts';
import {
  Choice,
  DateField,
  type Filled,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
  Words,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { Paragraphs } from '../../disagreement/pages/record-page.tsx';
import { crumbs, PEER } from '../../links.ts';
import { PersonChoice, ThemeChoice } from '../../pages/choices.tsx';
import { peerHref, RESULTS, raisedByInWords, resultInWords, SUBJECTS, type SubjectKind } from '../peer-challenge.ts';
import { type PeerDoing, peerProcess } from '../process.ts';
import type { PeerChoices, PeerView } from '../service.ts';
import { subjectValue } from '../subjects.ts';

const TITLE = 'Challenge an agency';

/** The first step: whom: `/challenge/peer/new`. */
export function BeginPeerPage(props: { agencies: readonly { key: string; name: string }[]; missing: boolean }): VNode {
  const message = 'Choose the agency that you challenge';
  return (
    <Page title={TITLE} breadcrumbs={crumbs()} hasError={props.missing}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={props.missing ? [{ field: 'agency', message }] : []} />
          <PageHeading
            title={TITLE}
            lede="Ask another agency to account for how it works: on an objective, a priority, a theme, a review, or its practice."
          />
          <p class="govuk-body">
            Is it about a decision on one child or family?{' '}
            <a class="govuk-link" href="/challenge/disagreements/new">
              Disagree with a decision
            </a>{' '}
            instead: that has stages and shorter clocks.
          </p>
          <form method="get" action={`${PEER}/new`}>
            <Select
              name="agency"
              label={{ text: 'Whom do you challenge?', classes: 'govuk-label--m' }}
              items={[
                { value: '', text: 'Choose an agency' },
                ...props.agencies.map(({ key, name }) => ({ value: key, text: name })),
              ]}
              errorMessage={props.missing ? { text: message } : undefined}
            />
            <Button>Continue</Button>
          </form>
        </div>
      </div>
    </Page>
  );
}

/** The form for a challenge of one agency. */
export function NewPeerPage({ choices, values, problems }: Filled & { choices: PeerChoices }): VNode {
  const { agency, people, subjects, themes } = choices;
  const filled = { values, problems };
  const title = `Challenge ${agency.name}`;
  const kinds = Object.keys(SUBJECTS) as SubjectKind[];
  return (
    <Page title={title} breadcrumbs={crumbs({ text: TITLE, href: `${PEER}/new` })} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={title} caption="Peer challenge" />
          <InsetText>Write about how the agency works. Name no child, no family and no member of staff.</InsetText>
          <Form action={PEER}>
            <input type="hidden" name="agency" value={agency.key} />
            <Select
              name="about"
              label={{ text: 'What is it about?', classes: 'govuk-label--m' }}
              value={typedText(values, 'about')}
              errorMessage={problemAt(problems, 'about')}
              items={[
                { value: '', text: 'Choose one' },
                { value: 'practice', text: SUBJECTS.practice },
                ...kinds.flatMap((kind) => {
                  const these = subjects.filter((one) => one.kind === kind);
                  return these.map((one) => ({
                    value: subjectValue(one),
                    text: `${SUBJECTS[kind]}: ${shortened(one.words)}`,
                  }));
                }),
              ]}
            />
            <Words
              {...filled}
              name="words"
              label="What do you ask them to account for?"
              hint="What you see, why it matters, and what you ask them to do or to show."
              rows={8}
            />
            <DateField
              {...filled}
              name="reply-by"
              label="By when do you want a reply?"
              hint="For example, 18 12 2026"
            />
            <PersonChoice
              {...filled}
              name="asked"
              label="Whom do you ask?"
              hint="Leave it open if you do not know: whoever answers for the agency is told."
              open={`Whoever answers for ${agency.name}`}
              people={{ suggested: [], others: people }}
            />
            <ThemeChoice {...filled} themes={themes} />
            <Button preventDoubleClick>Send it to {agency.name}</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

function shortened(words: string): string {
  return words.length <= 90 ? words : `${words.slice(0, 87).trimEnd()}…`;
}

const ASKS: Record<PeerDoing, { label: string; hint: string; button: string }> = {
  reply: {
    label: 'Why, and what happens now?',
    hint: 'What you will do and by when, or why not. Name nobody.',
    button: 'Send the reply',
  },
  change: {
    label: 'What is different now?',
    hint: 'And how anybody can see it. Name nobody.',
    button: 'Save what changed',
  },
  close: { label: 'Why does nothing more come of it?', hint: 'It stays on record with the reply.', button: 'Close it' },
  withdraw: { label: 'Why do you withdraw it?', hint: 'It stays on record.', button: 'Withdraw it' },
};

/** The form that moves a challenge on. */
export function PeerActPage(props: Filled & { view: PeerView; doing: PeerDoing }): VNode {
  const { view, doing, values, problems } = props;
  const { challenge } = view;
  const { label, hint, button } = ASKS[doing];
  const title = peerProcess.moves.find((move) => move.doing === doing)?.label ?? '';
  return (
    <Page
      title={`${title}: ${challenge.reference}`}
      breadcrumbs={crumbs({ text: challenge.reference, href: peerHref(challenge.id) })}
      hasError={problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={title} caption={challenge.reference} />
          <InsetText>
            <Paragraphs of={challenge.words} />
            {challenge.reply ? (
              <p class="govuk-body">
                <strong>Reply:</strong> {challenge.reply}
              </p>
            ) : null}
          </InsetText>
          <Form action={`${peerHref(challenge.id)}/${doing}`}>
            <input type="hidden" name="version" value={typedText(values, 'version') ?? String(challenge.version)} />
            {doing === 'reply' ? <Choice {...props} name="result" legend="Do you accept it?" items={RESULTS} /> : null}
            <Words {...props} name="words" label={label} hint={hint} />
            <div class="govuk-button-group">
              <Button preventDoubleClick>{button}</Button>
              <a class="govuk-link" href={peerHref(challenge.id)}>
                Leave it as it is
              </a>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** What the yearly report says of it. */
export function PublishPage({ view, values, problems }: Filled & { view: PeerView }): VNode {
  const { challenge, reportYear } = view;
  const title = 'What the yearly report says of it';
  return (
    <Page
      title={`${title}: ${challenge.reference}`}
      breadcrumbs={crumbs({ text: challenge.reference, href: peerHref(challenge.id) })}
      hasError={problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={title} caption={`${challenge.reference}, report ${reportYear}`} />
          <p class="govuk-body">
            Anybody will be able to read it. The report also names {raisedByInWords(challenge)},{' '}
            {challenge.otherAgencyName}, the subject (“{shortened(challenge.aboutWords)}”) and the result (
            {resultInWords(challenge)?.toLowerCase()}). Nothing else of this record is shown.
          </p>
          <Form action={`${peerHref(challenge.id)}/publish`}>
            <Words
              name="words"
              values={values}
              problems={problems}
              label="What the report says"
              hint="In your own words, for somebody who knows nothing of it. Name no person."
            />
            <Choice
              values={values}
              problems={problems}
              name="published"
              legend="Does it stand in the yearly report?"
              inline
              items={{ yes: 'Yes, publish it', no: 'No' }}
            />
            <div class="govuk-button-group">
              <Button preventDoubleClick>Save</Button>
              <a class="govuk-link" href={peerHref(challenge.id)}>
                Leave it as it is
              </a>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** Said to whoever was second: what is there now, and what they typed, which is not lost. */
export function PeerMetPage({ view, typed }: { view: PeerView; typed: string }): VNode {
  const { challenge } = view;
  return (
    <Page
      title={`${challenge.reference} has moved on`}
      breadcrumbs={crumbs({ text: challenge.reference, href: peerHref(challenge.id) })}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading
            title="Somebody else was quicker"
            caption={challenge.reference}
            lede="Nothing of yours was saved, and nothing of it is lost: your words stand below."
          />
          <Section title="How it stands now" id="now">
            <p class="govuk-body">{peerProcess.states[challenge.state].label}.</p>
            {[challenge.reply, challenge.whatChanged, challenge.endedWords].map((words) =>
              words ? <Paragraphs key={words} of={words} /> : null,
            )}
          </Section>
          <Section title="What you typed" id="typed">
            {typed === '' ? <p class="govuk-body kith-not-known">No words.</p> : <Paragraphs of={typed} />}
          </Section>
          <p class="govuk-body">
            <a class="govuk-link" href={peerHref(challenge.id)}>
              Open {challenge.reference} as it is now
            </a>
            . If your words still matter, copy them and add them there.
          </p>
        </div>
      </div>
    </Page>
  );
}
