import type { VNode } from 'preact';
import { dateInWords } from '../../../../platform/clocks/index.ts';
import { InsetText, NotificationBanner, Tag } from '../../../../platform/web/govuk/index.ts';
import {
  Facts,
  type Filled,
  Mark,
  type MarkShape,
  PageHeading,
  ProblemSummary,
  Section,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { crumbs, FINDER, LIMITS } from '../../links.ts';
import { personInWords } from '../../people.ts';
import {
  ANSWERS,
  CAUSES,
  CONCERNS,
  type Disagreement,
  ENDINGS,
  OUTCOMES,
  type PartyName,
  stageInWords,
} from '../disagreement.ts';
import { disagreementHref } from '../notices.ts';
import { type DisagreementDoing, disagreementProcess } from '../process.ts';
import { type ClockStands, clockInWords } from '../rules.ts';
import type { DisagreementView } from '../service.ts';
import { ActForm, LearningForm } from './act-forms.tsx';

/** What was just done here, said once after it. */
export type DisagreementDone = DisagreementDoing | 'made' | 'learned';

function doneInWords(done: DisagreementDone, { disagreement }: DisagreementView): string {
  if (done === 'made') return `It is sent to ${disagreement.otherAgencyName}. You are told when it is answered.`;
  if (done === 'learned') return 'What is learned is saved.';
  const said = disagreementProcess.moves.filter((move) => move.doing === done);
  return (said.find(({ to }) => to === disagreement.state) ?? said[0])?.says ?? 'Saved.';
}

/** One disagreement at a glance: `/challenge/disagreements/:id`. */
export function RecordPage({ view, done }: { view: DisagreementView; done: DisagreementDone | null }): VNode {
  const { disagreement, clocks } = view;
  const { reference, urgent, stage } = disagreement;
  return (
    <Page title={reference} breadcrumbs={crumbs()}>
      {done ? <NotificationBanner type="success">{doneInWords(done, view)}</NotificationBanner> : null}
      <PageHeading
        title={reference}
        caption="Professional disagreement"
        lede={`${CAUSES[disagreement.cause]}. Raised by ${disagreement.agencyName} with ${disagreement.otherAgencyName}.`}
      />
      <p class="govuk-body">
        {urgent ? <Tag classes="govuk-tag--orange">Urgent</Tag> : null}{' '}
        <Tag classes="govuk-tag--grey">{disagreementProcess.states[disagreement.state].label}</Tag>
      </p>
      <NextStep view={view} />
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="What is disagreed" id="what">
            <Paragraphs of={disagreement.words} />
            <h3 class="govuk-heading-s">What should happen</h3>
            <Paragraphs of={disagreement.wanted} />
          </Section>
          {disagreement.stages.map((one, at) => (
            <StageSection key={one.stage} disagreement={disagreement} stage={one} clock={clocks[at]} />
          ))}
          {disagreement.endedOn === null ? null : (
            <Section title="How it ended" id="ended">
              <Facts
                facts={[
                  {
                    name: 'Outcome',
                    value: disagreement.outcome === null ? 'Withdrawn' : OUTCOMES[disagreement.outcome],
                  },
                  { name: 'On', value: dateInWords(disagreement.endedOn) },
                  { name: 'Recorded by', value: nameOf(disagreement.endedBy) },
                ]}
              />
              <Paragraphs of={disagreement.endedWords ?? ''} />
            </Section>
          )}
          {disagreement.learning === null && !view.mayLearn ? null : (
            <Section title="What the partnership takes from it" id="learning">
              {disagreement.learning === null ? (
                <p class="govuk-body kith-not-known">Nothing is written down yet.</p>
              ) : (
                <Paragraphs of={disagreement.learning} />
              )}
              {view.mayLearn ? (
                <p class="govuk-body">
                  <a class="govuk-link" href={`${disagreementHref(disagreement.id)}/learning`}>
                    Write down what is learned
                  </a>
                </p>
              ) : null}
            </Section>
          )}
        </div>
        <aside class="kith-record__side" aria-label="Who and about whom">
          <Facts
            facts={[
              { name: 'Raised by', value: `${nameOf(disagreement.owner)}, ${disagreement.agencyName}` },
              { name: 'Raised on', value: dateInWords(disagreement.raisedOn) },
              { name: 'Asked', value: disagreement.otherAgencyName },
              { name: 'Concerns', value: CONCERNS[disagreement.concerns] },
              { name: 'Theme', value: disagreement.themeName ?? <span class="kith-not-known">None chosen</span> },
              {
                name: `Case reference of ${disagreement.agencyName}`,
                value: disagreement.ownReference ?? <span class="kith-not-known">Not given</span>,
              },
              {
                name: `Case reference of ${disagreement.otherAgencyName}`,
                value: disagreement.otherReference ?? <span class="kith-not-known">Not given</span>,
              },
            ]}
          />
          <ul class="govuk-list">
            <li>
              <a
                class="govuk-link"
                href={`${FINDER}?${new URLSearchParams({ agency: disagreement.otherAgency, stage: String(stage) })}`}
              >
                Opposite numbers at {disagreement.otherAgencyName}
              </a>
            </li>
            <li>
              <a class="govuk-link" href={`${disagreementHref(disagreement.id)}/history`}>
                What was changed, by whom and why
              </a>
            </li>
            <li>
              <a class="govuk-link" href={LIMITS}>
                How long each stage may take
              </a>
            </li>
          </ul>
        </aside>
      </div>
    </Page>
  );
}

const SHAPES: Record<ClockStands['state'], MarkShape> = {
  ...{ 'no-limit': 'unknown', 'in-time': 'full', late: 'full', over: 'unknown' },
  ...{ open: 'half', 'due-today': 'half', overdue: 'open' },
};

/** How a clock stands, with a shape. */
export function ClockMark({ clock, answeredOn }: { clock: ClockStands; answeredOn: string | null }): VNode {
  return <Mark shape={SHAPES[clock.state]}>{clockInWords(clock, answeredOn)}</Mark>;
}

function nameOf(party: PartyName | null): string {
  return party === null ? 'Nobody named' : personInWords(party);
}

/** Words as they were typed, paragraph by paragraph. */
export function Paragraphs({ of }: { of: string }): VNode {
  return (
    <>
      {of.split(/\n+/).map((paragraph) => (
        <p class="govuk-body" key={paragraph}>
          {paragraph}
        </p>
      ))}
    </>
  );
}

/** Who is to do what until when: what whoever opens this needs first. */
function NextStep({ view }: { view: DisagreementView }): VNode | null {
  const { disagreement, clocks, moves } = view;
  const { id, otherAgencyName, stages } = disagreement;
  const now = stages.at(-1);
  const clock = clocks.at(-1);
  if (!now || !clock || disagreement.endedOn !== null) return null;
  const who =
    disagreement.stage === 4
      ? 'the safeguarding partners'
      : now.answerer === null
        ? `whoever answers for ${otherAgencyName}`
        : now.answerer.name;
  return (
    <Section title="What comes next" id="next">
      <p class="govuk-body">
        {now.answer === null
          ? `It waits for an answer from ${who}.`
          : `There is an answer. ${now.asker.name} says whether that settles it, or takes it on.`}
      </p>
      <p class="govuk-body">
        <ClockMark clock={clock} answeredOn={now.answeredOn} />
      </p>
      {moves.length === 0 ? (
        <p class="govuk-body kith-quiet">There is nothing for you to do here.</p>
      ) : (
        <ul class="govuk-list">
          {moves.map(({ doing, label }) => (
            <li key={doing}>
              <a class="govuk-link" href={`${disagreementHref(id)}/${doing}`}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function StageSection(props: {
  disagreement: Disagreement;
  stage: Disagreement['stages'][number];
  clock: ClockStands | undefined;
}): VNode {
  const { stage, clock, disagreement } = props;
  const unnamed =
    stage.stage === 4
      ? 'The safeguarding partners together'
      : `Nobody named: whoever answers for ${disagreement.otherAgencyName}`;
  return (
    <Section title={stageInWords(stage.stage)} id={`stage-${stage.stage}`}>
      <Facts
        row
        facts={[
          { name: 'Began', value: dateInWords(stage.beganOn) },
          { name: `For ${disagreement.agencyName}`, value: nameOf(stage.asker) },
          { name: 'Asked', value: stage.answerer === null ? unnamed : nameOf(stage.answerer) },
          { name: 'Clock', value: clock ? <ClockMark clock={clock} answeredOn={stage.answeredOn} /> : null },
          {
            name: 'Outcome of this stage',
            value: stage.ended === null ? null : `${ENDINGS[stage.ended]}, ${dateInWords(stage.endedOn ?? '')}`,
          },
        ]}
      />
      {stage.stage === 1 ? null : (
        <>
          <h3 class="govuk-heading-s">Why it was taken here</h3>
          <Paragraphs of={stage.because} />
        </>
      )}
      {stage.answer === null ? (
        <p class="govuk-body kith-not-known">
          {stage.ended === null ? 'No answer yet.' : 'No answer is recorded at this stage.'}
        </p>
      ) : (
        <>
          <h3 class="govuk-heading-s">
            Answer of {nameOf(stage.answeredBy)}: {ANSWERS[stage.answer]}
          </h3>
          <Paragraphs of={stage.answerWords ?? ''} />
        </>
      )}
      <p class="kith-small-print">{stage.counted}</p>
    </Section>
  );
}

/** The form for one thing that is to be done, with enough beside it to decide. */
export function ActPage(props: Filled & { view: DisagreementView; doing: DisagreementDoing }): VNode {
  const { view, doing, problems } = props;
  const { disagreement } = view;
  const label = view.moves.find((move) => move.doing === doing)?.label ?? '';
  return (
    <Page
      title={`${label}: ${disagreement.reference}`}
      breadcrumbs={crumbs({ text: disagreement.reference, href: disagreementHref(disagreement.id) })}
      hasError={problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title={label}
            caption={`${disagreement.reference}, ${stageInWords(disagreement.stage).toLowerCase()}`}
          />
          <Before disagreement={disagreement} />
          <ActForm {...props} />
        </div>
      </div>
    </Page>
  );
}

/** What is disagreed, and what was answered so far. */
function Before({ disagreement }: { disagreement: Disagreement }): VNode {
  const answer = disagreement.stages.at(-1);
  return (
    <InsetText>
      <Paragraphs of={disagreement.words} />
      <p class="govuk-body">
        <strong>What should happen:</strong> {disagreement.wanted}
      </p>
      {answer?.answerWords ? (
        <p class="govuk-body">
          <strong>Answer:</strong> {answer.answerWords}
        </p>
      ) : null}
    </InsetText>
  );
}

/** The form for what is learned. */
export function LearningPage(props: Filled & { view: DisagreementView }): VNode {
  const { disagreement } = props.view;
  return (
    <Page
      title={`What is learned from ${disagreement.reference}`}
      breadcrumbs={crumbs({ text: disagreement.reference, href: disagreementHref(disagreement.id) })}
      hasError={props.problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={props.problems} />
          <PageHeading title="What the partnership takes from it" caption={disagreement.reference} />
          <Before disagreement={disagreement} />
          <LearningForm {...props} />
        </div>
      </div>
    </Page>
  );
}

/** Said to whoever was second: what is there now, and what they typed, which is not lost. */
export function MetPage({ view, typed }: { view: DisagreementView; typed: string }): VNode {
  const { disagreement } = view;
  const last = disagreement.stages.at(-1);
  return (
    <Page
      title={`${disagreement.reference} has moved on`}
      breadcrumbs={crumbs({ text: disagreement.reference, href: disagreementHref(disagreement.id) })}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading
            title="Somebody else was quicker"
            caption={disagreement.reference}
            lede="Nothing of yours was saved, and nothing of it is lost: your words stand below."
          />
          <Section title="How it stands now" id="now">
            <p class="govuk-body">{disagreementProcess.states[disagreement.state].label}.</p>
            {last?.answerWords ? (
              <p class="govuk-body">
                Answer of {nameOf(last.answeredBy)} at stage {last.stage}: {last.answerWords}
              </p>
            ) : null}
            {disagreement.endedWords ? <p class="govuk-body">{disagreement.endedWords}</p> : null}
            {disagreement.learning ? <p class="govuk-body">What was learned: {disagreement.learning}</p> : null}
          </Section>
          <Section title="What you typed" id="typed">
            {typed === '' ? <p class="govuk-body kith-not-known">No words.</p> : <Paragraphs of={typed} />}
          </Section>
          <p class="govuk-body">
            <a class="govuk-link" href={disagreementHref(disagreement.id)}>
              Open {disagreement.reference} as it is now
            </a>
            . If your words still matter, copy them and add them there.
          </p>
        </div>
      </div>
    </Page>
  );
}
