import type { VNode } from 'preact';
import { typedText } from '../../../../platform/web/form.ts';
import { Button, Input, InsetText, Radios, Select } from '../../../../platform/web/govuk/index.ts';
import {
  Choice,
  type Filled,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
  Words,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { crumbs, DISAGREEMENTS, FINDER, LIMITS } from '../../links.ts';
import { nobodyInWords } from '../../opposite-numbers.ts';
import { PersonChoice, ThemeChoice } from '../../pages/choices.tsx';
import { CAUSES, CONCERNS, OTHER_ROUTES, type OtherRoute, STAGES } from '../disagreement.ts';
import type { RaisingChoices } from '../service.ts';

const TITLE = 'Disagree with a decision';

/** The first step: with whom, and whether this is the right route: `/challenge/disagreements/new`. */
export function BeginPage(props: { agencies: readonly { key: string; name: string }[]; missing: boolean }): VNode {
  const problems = props.missing ? [{ field: 'agency', message: 'Choose the agency that you disagree with' }] : [];
  return (
    <Page title={TITLE} breadcrumbs={crumbs()} hasError={props.missing}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title={TITLE}
            lede="You think another agency’s decision leaves a child less safe. Saying so is part of your job, and you will be answered."
          />
          <form method="get" action={`${DISAGREEMENTS}/new`}>
            <Select
              name="agency"
              label={{ text: 'Whose decision or practice is it?', classes: 'govuk-label--m' }}
              items={[
                { value: '', text: 'Choose an agency' },
                ...props.agencies.map(({ key, name }) => ({ value: key, text: name })),
              ]}
              errorMessage={props.missing ? { text: 'Choose the agency that you disagree with' } : undefined}
            />
            <Radios
              name="about"
              fieldset={{ legend: { text: 'What is it about?', classes: 'govuk-fieldset__legend--m' } }}
              value="practice"
              items={[
                { value: 'practice', text: 'A decision, or how an agency works' },
                ...Object.entries(OTHER_ROUTES).map(([value, { label }]) => ({ value, text: label })),
              ]}
            />
            <Button>Continue</Button>
          </form>
          <Section title="How it goes" id="stages">
            <ol class="govuk-list govuk-list--number">
              {STAGES.map(({ stage, name }) => (
                <li key={stage}>{name}</li>
              ))}
            </ol>
            <p class="govuk-body">
              Most end at the first stage. It goes up one stage at a time, and each has a day by which an answer is due:{' '}
              <a class="govuk-link" href={LIMITS}>
                how long each stage may take
              </a>
              .
            </p>
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** For what has a route of its own. */
export function OtherRoutePage({ route }: { route: OtherRoute }): VNode {
  const { title, words } = OTHER_ROUTES[route];
  return (
    <Page title={title} breadcrumbs={crumbs({ text: TITLE, href: `${DISAGREEMENTS}/new` })}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading title={title} />
          {words.map((paragraph) => (
            <p class="govuk-body" key={paragraph}>
              {paragraph}
            </p>
          ))}
          <p class="govuk-body">Nothing was recorded here.</p>
          <p class="govuk-body">
            <a class="govuk-link" href={`${DISAGREEMENTS}/new`}>
              It is about a decision or practice after all
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}

/** The form for a new disagreement with one agency. */
export function NewPage({ choices, values, problems }: Filled & { choices: RaisingChoices }): VNode {
  const { agency, people } = choices;
  const filled = { values, problems };
  const title = `Disagree with ${agency.name}`;
  return (
    <Page
      title={title}
      breadcrumbs={crumbs({ text: TITLE, href: `${DISAGREEMENTS}/new` })}
      hasError={problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={title} caption="Stage 1: practitioner to practitioner" />
          <InsetText>
            Do not name a child, a parent or an address. Write “the child” or “the family”. Each agency’s own case
            reference tells its people who is meant. Kith refuses NHS and pupil numbers; it can’t recognise names.
          </InsetText>
          <Form action={DISAGREEMENTS}>
            <input type="hidden" name="agency" value={agency.key} />
            <Choice {...filled} name="cause" legend="What is it about?" items={CAUSES} />
            <Choice {...filled} name="concerns" legend="Of whom does it speak?" items={CONCERNS} />
            <Words
              {...filled}
              name="words"
              label="What do you disagree with, and why?"
              hint="What was decided or left undone, what you know, and what worries you."
              rows={8}
            />
            <Words {...filled} name="wanted" label="What do you want to happen?" rows={4} />
            <Choice
              {...filled}
              name="urgent"
              inline
              legend="Is it urgent?"
              hint="Urgent: a child may come to harm if nobody answers within a day. In danger now: call 999."
              items={{ no: 'No', yes: 'Yes, urgent' }}
            />
            <PersonChoice
              {...filled}
              name="answerer"
              label="Whom do you ask?"
              hint={
                people.suggested.length > 0
                  ? 'People who seem to work at your level stand first.'
                  : nobodyInWords(agency.name, 1)
              }
              open={`I don’t know: whoever answers for ${agency.name}`}
              people={people}
            />
            <p class="govuk-body">
              <a class="govuk-link" href={`${FINDER}?${new URLSearchParams({ agency: agency.key, stage: '1' })}`}>
                Find your opposite number at {agency.name}
              </a>
            </p>
            <Input
              name="own-reference"
              label={{ text: 'Your own case reference', classes: 'govuk-label--m' }}
              hint={{
                text: 'Optional: your agency’s reference, so that your people know who is meant. Never an NHS or pupil number.',
              }}
              value={typedText(values, 'own-reference')}
              errorMessage={problemAt(problems, 'own-reference')}
            />
            <ThemeChoice {...filled} themes={choices.themes} />
            <Button preventDoubleClick>Send it to {agency.name}</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}
