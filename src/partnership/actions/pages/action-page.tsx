import type { VNode } from 'preact';
import { dateInWords } from '../../../platform/clocks/index.ts';
import { Button, NotificationBanner, Tag, WarningText } from '../../../platform/web/govuk/index.ts';
import { Facts, Form, PageHeading, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { type ActionRecord, type ActionState, ORIGINS, VERDICTS } from '../action.ts';
import { formOfDoing, type MoveName } from '../moves.ts';
import { ACTION_PROCESS, type ActionWait, stateWords } from '../process.ts';
import { testInWords, timingInWords, timingOf } from '../rules.ts';
import type { ActionView } from '../service.ts';
import { ACTIONS, actionHref, crumbs, originHref, recommendationHref, WORK } from './links.ts';
import { Chases, Steps } from './steps.tsx';

/** What was just done here, said once after it. */
export type ActionDone =
  | 'given'
  | 'changed'
  | 'unchanged'
  | 'published'
  | 'withdrawn'
  | (typeof ACTION_PROCESS.moves)[number]['doing'];

const DONE: Readonly<Record<string, string>> = {
  given: 'The action is given, and its owner is told.',
  changed: 'Your changes are saved.',
  unchanged: 'Nothing was changed: what you sent is what was stored.',
  published: 'The action is published. It stands in the yearly account without personal names.',
  withdrawn: 'The action is published no more.',
  ...Object.fromEntries(ACTION_PROCESS.moves.map(({ doing, says }) => [doing, says])),
};

/** One action at a glance: `/work/actions/:id`. */
export function ActionPage({ view, done }: { view: ActionView; done: ActionDone | null }): VNode {
  const { action, today } = view;
  return (
    <Page title={`${action.reference}: ${action.title}`} breadcrumbs={crumbs()}>
      {done && DONE[done] ? <NotificationBanner type="success">{DONE[done]}</NotificationBanner> : null}
      <PageHeading title={action.title} caption={`Action ${action.reference}`} />
      <p class="govuk-body">
        <StateTag state={action.state} />
        {action.published ? (
          <>
            {' '}
            <Tag classes="govuk-tag--grey">Published</Tag>
          </>
        ) : null}
      </p>
      <p class="kith-lede">{standing(action, today)}</p>
      {view.ownerHasLeft && action.state === 'open' ? (
        <WarningText iconFallbackText="Warning">
          {action.ownerName} left on {dateInWords(action.ownerLeftOn ?? '')}. Nobody is doing this now: hand it over.
        </WarningText>
      ) : null}
      <WaitsFor view={view} />
      <Doings view={view} />
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="What it means" id="what">
            <p class="govuk-body kith-words">{action.words}</p>
          </Section>
          <TwoSteps action={action} />
          <Section
            title="What became of it"
            id="steps"
            note="Nothing is overwritten: what was said earlier stays here."
          >
            <Steps steps={action.steps} />
          </Section>
          {action.chases.length > 0 ? (
            <Section title="Reminders" id="chases">
              <Chases chases={action.chases} />
            </Section>
          ) : null}
        </div>
        <aside class="kith-record__side" aria-label="Who has it and what it serves">
          <Side view={view} />
        </aside>
      </div>
    </Page>
  );
}

const TAGS: Readonly<Record<ActionState, string>> = {
  open: 'govuk-tag--blue',
  done: 'govuk-tag--yellow',
  'made-a-difference': 'govuk-tag--green',
  'looked-at': 'govuk-tag--orange',
  'not-needed': 'govuk-tag--grey',
};

/** Where an action stands, as a tag with its words. */
export function StateTag({ state }: { state: ActionState }): VNode {
  return <Tag classes={`${TAGS[state]} kith-state`}>{stateWords(state)}</Tag>;
}

function standing(action: ActionRecord, today: string): string {
  if (action.state === 'open') return `${timingInWords('open', action.dueOn, today)}.`;
  if (action.state === 'done') return `${timingInWords('done', action.test?.lookOn ?? null, today)}.`;
  return ACTION_PROCESS.states[action.state].about;
}

const WAITING: Readonly<Partial<Record<ActionWait, string>>> = {
  'new-owner': 'It waits for somebody to hand it over',
  answer: 'The request for more time waits for an answer',
  look: 'Its effect is looked at by somebody other than whoever has it or said that it is done',
};

/** For whom it waits, where that is not simply its owner. */
function WaitsFor({ view: { waits } }: { view: ActionView }): VNode | null {
  const says = waits && WAITING[waits.wait];
  if (!says) return null;
  const who = [...(waits.forMe ? ['you'] : []), ...waits.others];
  const named = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(who);
  return (
    <p class="govuk-body">
      {says}:{' '}
      {who.length > 0
        ? `${named}.`
        : 'nobody who works with Kith today may do it. An administrator can give somebody the role of assurance lead or business manager.'}
    </p>
  );
}

const PRIMARY: readonly MoveName[] = ['done', 'look'];

/** What the person can do here: the next step as a button, the others as links. */
function Doings({ view }: { view: ActionView }): VNode | null {
  const { action } = view;
  const href = actionHref(action.id);
  const forms = new Map<MoveName, string>();
  for (const { doing, label } of view.moves) {
    const name = formOfDoing(doing);
    if (name && !forms.has(name)) forms.set(name, name === 'look' ? 'Look at its effect' : label);
  }
  const first = PRIMARY.find((name) => forms.has(name));
  const rest = [...forms].filter(([name]) => name !== first);
  const follow = view.moves.some(({ doing }) => doing === 'follow-up') && view.may.give;
  if (!first && rest.length === 0 && !follow && !view.may.publish) return null;
  return (
    <div class="kith-no-print">
      <div class="govuk-button-group">
        {first ? <Button href={`${href}/${first}`}>{forms.get(first)}</Button> : null}
        {follow ? <Button href={`${ACTIONS}/new?follows=${action.id}`}>Give an action that follows it</Button> : null}
        {rest.map(([name, label]) => (
          <a class="govuk-link" href={`${href}/${name}`} key={name}>
            {label}
          </a>
        ))}
        {view.may.change ? (
          <a class="govuk-link" href={`${href}/change`}>
            Change what it says
          </a>
        ) : null}
      </div>
      {view.may.publish ? (
        <Form action={`${href}/publish`}>
          <input type="hidden" name="published" value={action.published ? 'no' : 'yes'} />
          <Button classes="govuk-button--secondary" preventDoubleClick>
            {action.published ? 'Take it out of the public account' : 'Publish it in the yearly account'}
          </Button>
        </Form>
      ) : null}
    </div>
  );
}

/** The two evidences and the test between them. */
function TwoSteps({ action }: { action: ActionRecord }): VNode {
  const { done, test, look, ended } = action;
  return (
    <Section title="Two steps" id="two-steps" note="Done is not yet made a difference.">
      <Facts
        facts={[
          {
            name: 'What should change',
            value: test ? test.change : <Missing>Not said yet; asked when it is done</Missing>,
          },
          { name: 'How it is seen', value: test ? testInWords(test) : null },
          { name: 'Looked at on', value: test ? dateInWords(test.lookOn) : null },
          {
            name: 'First step: what was done',
            value: done ? (
              <>
                <span class="kith-words">{done.evidence}</span>
                <br />
                {done.byName}, {dateInWords(done.on)}
              </>
            ) : (
              <Missing>Not done yet</Missing>
            ),
          },
          {
            name: 'Second step: what was found',
            value: look ? (
              <>
                <strong>{VERDICTS[look.verdict]}.</strong> <span class="kith-words">{look.found}</span>
                <br />
                {look.byName}, {dateInWords(look.on)}
              </>
            ) : ended ? null : (
              <Missing>Not looked at yet</Missing>
            ),
          },
          { name: 'No longer needed', value: ended ? `${ended.why} (${dateInWords(ended.on)})` : null },
        ]}
      />
    </Section>
  );
}

function Missing({ children }: { children: string }): VNode {
  return <span class="kith-not-known">{children}</span>;
}

function Side({ view }: { view: ActionView }): VNode {
  const { action, today } = view;
  const from = action.origin && originHref(action.origin);
  const late = action.state === 'open' && timingOf(action.dueOn, today) === 'late';
  return (
    <Facts
      facts={[
        {
          name: 'Who has it',
          value: `${action.ownerName}, ${action.agencyName}${view.ownerHasLeft ? `. Left on ${dateInWords(action.ownerLeftOn ?? '')}` : ''}`,
        },
        { name: 'Due', value: late ? <strong>{dateInWords(action.dueOn)}, late</strong> : dateInWords(action.dueOn) },
        { name: 'First due', value: action.firstDueOn === action.dueOn ? null : dateInWords(action.firstDueOn) },
        {
          name: 'More time asked for',
          value: action.asked ? `Until ${dateInWords(action.asked.dueOn)}: ${action.asked.why}` : null,
        },
        { name: 'Given by', value: `${action.givenByName}, ${dateInWords(action.givenOn)}` },
        {
          name: 'Came from',
          value: action.origin ? (
            <>
              {ORIGINS[action.origin.kind]}:{' '}
              {from ? (
                <a class="govuk-link" href={from}>
                  {action.origin.words}
                </a>
              ) : (
                action.origin.words
              )}
            </>
          ) : null,
        },
        {
          name: 'Recommendation',
          value: action.recommendation ? (
            <a class="govuk-link" href={recommendationHref(action.recommendation.id)}>
              {action.recommendation.reference}: {action.recommendation.words}
            </a>
          ) : null,
        },
        {
          name: 'Follows',
          value: action.follows ? (
            <a class="govuk-link" href={actionHref(action.follows.id)}>
              {action.follows.reference}: {action.follows.title}
            </a>
          ) : null,
        },
        {
          name: 'Followed by',
          value:
            action.followedBy.length === 0
              ? null
              : action.followedBy.map((one) => (
                  <span class="kith-list__about" key={one.id}>
                    <a class="govuk-link" href={actionHref(one.id)}>
                      {one.reference}: {one.title}
                    </a>{' '}
                    ({stateWords(one.state).toLowerCase()})
                  </span>
                )),
        },
        {
          name: 'Priority',
          value: action.priority ? (
            <a class="govuk-link" href={`/priorities/${action.priority.key}`}>
              {action.priority.title}
            </a>
          ) : null,
        },
        {
          name: 'Objectives',
          value: action.objectives.length === 0 ? null : <Lines of={action.objectives.map(({ words }) => words)} />,
        },
        {
          name: 'Themes',
          value:
            action.themes.length === 0
              ? null
              : action.themes.map(({ key, name }, at) => (
                  <span key={key}>
                    {at > 0 ? ', ' : ''}
                    <a class="govuk-link" href={`/learning/themes/${key}`}>
                      {name}
                    </a>
                  </span>
                )),
        },
        {
          name: 'All of it',
          value: (
            <>
              <a class="govuk-link" href={`${actionHref(action.id)}/history`}>
                What was changed, by whom and why
              </a>
              <br />
              <a class="govuk-link" href={WORK}>
                Work list
              </a>
            </>
          ),
        },
      ]}
    />
  );
}

function Lines({ of }: { of: readonly string[] }): VNode {
  return (
    <>
      {of.map((line) => (
        <span class="kith-list__about" key={line}>
          {line}
        </span>
      ))}
    </>
  );
}
