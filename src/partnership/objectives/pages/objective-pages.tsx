import type { VNode } from 'preact';
import { yearOf } from '../../../meetings/index.ts';
import { dateInWords } from '../../../platform/clocks/index.ts';
import {
  Claim,
  Claims,
  EmptyState,
  LoadAYear,
  Mark,
  PageHeading,
  provenanceHref,
  Section,
  SourceLink,
} from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { AccountedAction } from '../../actions/index.ts';
import { LITTLE_PROGRESS } from '../../actions/index.ts';
import type { PublishedDecision } from '../../governance/index.ts';
import type { Counted, ObjectivesView, ObjectiveView, TiedWork } from '../service.ts';

/** Objectives and pillars. */
export const OBJECTIVES = '/partnership/objectives';

const CRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Partnership', href: '/partnership' },
];

/** Vision, objectives, pillars: `/partnership/objectives`. */
export function ObjectivesPage({ view }: { view: ObjectivesView | null }): VNode {
  return (
    <Page title="Objectives" breadcrumbs={CRUMBS}>
      <PageHeading
        title="Objectives"
        lede="What the partnership wants to achieve together, with what was done for each and what that made of it."
      />
      {view ? (
        <Lists view={view} />
      ) : (
        <EmptyState
          will="Here will stand the partnership’s vision, its objectives and what it rests on."
          how={<LoadAYear />}
        />
      )}
    </Page>
  );
}

function Lists({ view }: { view: ObjectivesView }): VNode {
  const part = (title: string, id: string, some: ObjectivesView['objectives']) => (
    <Section title={title} id={id}>
      {some.length === 0 ? (
        <p class="govuk-body kith-not-known">The records name none.</p>
      ) : (
        <ul class="kith-list">
          {some.map((one) => (
            <li key={one.statement.key}>
              <a class="govuk-link" href={`${OBJECTIVES}/${one.statement.key}`}>
                {one.statement.words}
              </a>
              <span class="kith-list__about">{tiedInWords(one)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
  return (
    <>
      {view.visions.map((one) => (
        <figure class="kith-quote-frame" key={one.key}>
          <blockquote class="kith-quote">{one.words}</blockquote>
          <figcaption>
            The vision <SourceLink href={provenanceHref('statement', one.key)} of="the vision" />
          </figcaption>
        </figure>
      ))}
      {part('Objectives', 'objectives', view.objectives)}
      {part('What it rests on', 'pillars', view.pillars)}
      <p class="govuk-body">
        All of it belongs to the partnership.{' '}
        <SourceLink href={provenanceHref('partnership', view.partnership.key)} of="the partnership" />
      </p>
    </>
  );
}

function tiedInWords({ records, decisions, actions }: Counted): string {
  const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  if (records + decisions + actions === 0) return 'Nothing is tied to it, so nothing here shows what was done for it.';
  return [
    count(records, 'priority, review or audit', 'priorities, reviews and audits'),
    count(decisions, 'published decision', 'published decisions'),
    count(actions, 'published action', 'published actions'),
  ].join('; ');
}

/** One objective or pillar: `/partnership/objectives/:key`. */
export function ObjectivePage({ view }: { view: ObjectiveView }): VNode {
  const { objective, work, decisions, actions } = view;
  const measured = work
    .flatMap((one) => (one.kind === 'priority' ? one.record.impact : []))
    .filter((one) => one.measured);
  const improved = actions.actions.filter((one) => one.verdict === 'improved');
  return (
    <Page title={objective.words} breadcrumbs={[...CRUMBS, { text: 'Objectives', href: OBJECTIVES }]}>
      <PageHeading
        caption={objective.statementKind === 'pillar' ? 'What the partnership rests on' : 'Objective'}
        title={objective.words}
        lede={
          work.length + decisions.length + actions.actions.length === 0
            ? 'Nothing is tied to it yet, so nothing here shows what was done for it or what it made of it.'
            : `${measured.length + improved.length === 0 ? 'Nothing' : measured.length + improved.length} of what is tied to it is shown to have made a difference.`
        }
      />
      <p class="govuk-body">
        <SourceLink href={provenanceHref('statement', objective.key)} of="this objective" />
      </p>
      <Section
        title="Priorities, reviews and audits"
        id="records"
        note="Each is tied to it for a reason that stands beside it. Done is told apart from made a difference."
      >
        {work.length === 0 ? (
          <p class="govuk-body kith-not-known">No priority, review or audit is tied to it.</p>
        ) : (
          work.map((one) => <Work work={one} key={one.tie.key} />)
        )}
      </Section>
      <Section
        title="Decisions"
        id="decisions"
        note="Published decisions that were taken for it. What they changed is told by the actions that follow from them."
      >
        {decisions.length === 0 ? (
          <p class="govuk-body kith-not-known">No published decision was taken for it.</p>
        ) : (
          <Claims>
            {decisions.map((one) => (
              <Claim key={one.reference} foot={<Taken decision={one} />}>
                {one.words} Because: {one.reasons}
              </Claim>
            ))}
          </Claims>
        )}
      </Section>
      <Section
        title="Actions"
        id="actions"
        note="Published actions that serve it: what was done, and what was found when their effect was looked at."
      >
        {actions.actions.length === 0 ? (
          <p class="govuk-body kith-not-known">No published action is tied to it.</p>
        ) : (
          <Claims>
            {actions.actions.map((one) => (
              <Claim key={one.id} foot={<Verdict action={one} />}>
                {one.reference}: {one.title} ({one.agencyName})
              </Claim>
            ))}
          </Claims>
        )}
      </Section>
    </Page>
  );
}

/** When a decision was taken, with where it stands in the account of its year. */
function Taken({ decision: { reference, day } }: { decision: PublishedDecision }): VNode {
  return (
    <span>
      <a class="govuk-link" href={`/report/${yearOf(day)}/account#decision-${reference}`}>
        {reference}
      </a>
      , {dateInWords(day)}
    </span>
  );
}

function Verdict({ action }: { action: AccountedAction }): VNode {
  const { state, verdict, little, lookedOn, dueOn } = action;
  if (verdict === 'improved') {
    return <Mark shape="full">Improved{lookedOn ? `, looked at on ${dateInWords(lookedOn)}` : ''}</Mark>;
  }
  if (little !== null) return <Mark shape="open">{LITTLE_PROGRESS[little]}</Mark>;
  if (state === 'done') return <Mark shape="half">Done; its effect is still to be looked at</Mark>;
  if (state === 'open') return <Mark shape="half">Under way, due on {dateInWords(dueOn)}</Mark>;
  return <Mark shape="unknown">Ended without an effect that was looked at</Mark>;
}

function Work({ work }: { work: TiedWork }): VNode {
  const { title, href, about } = headOf(work);
  return (
    <>
      <h3 class="govuk-heading-s">
        <a class="govuk-link" href={href}>
          {title}
        </a>
      </h3>
      <p class="govuk-body">
        {about}. Tied to it because: {work.tie.because}{' '}
        <SourceLink href={provenanceHref('objective-tie', work.tie.key)} of={`why “${title}” is tied to it`} />
      </p>
      <Made work={work} />
    </>
  );
}

function headOf(work: TiedWork): { title: string; href: string; about: string } {
  switch (work.kind) {
    case 'priority':
      return {
        title: work.record.title,
        href: `/priorities/${work.record.key}`,
        about: `Priority of ${work.record.year}`,
      };
    case 'practice-review':
      return {
        title: work.record.label,
        href: `/learning/reviews/${work.record.key}`,
        about: `Review in ${work.record.year}`,
      };
    case 'audit':
      return {
        title: work.record.title,
        href: `/learning/audits/${work.record.key}`,
        about: `Audit in ${work.record.year}`,
      };
  }
}

/** What was done, and what difference it made as far as anybody knows. */
function Made({ work }: { work: TiedWork }): VNode {
  const lines = madeOf(work);
  if (lines.length === 0)
    return <p class="govuk-body kith-not-known">The record does not say what was done or what came of it.</p>;
  return (
    <Claims>
      {lines.map(({ words, mark }) => (
        <Claim key={words} foot={mark}>
          {words}
        </Claim>
      ))}
    </Claims>
  );
}

function madeOf(work: TiedWork): { words: string; mark: VNode }[] {
  const done = <Mark shape="half">Done</Mark>;
  switch (work.kind) {
    case 'priority':
      return [
        ...work.record.done.map((words) => ({ words, mark: done })),
        ...work.record.impact.map(({ words, measured }) => ({
          words,
          mark: measured ? <Mark shape="full">Measured</Mark> : <Mark shape="open">Stated, not measured</Mark>,
        })),
        ...work.record.notEvidenced.map((words) => ({ words, mark: <Mark shape="unknown">Not known</Mark> })),
      ];
    case 'practice-review':
      return [
        ...work.record.learning.map(({ words }) => ({ words, mark: <Mark shape="half">Learned</Mark> })),
        ...work.record.actions.map(({ words, effect }) => ({
          words,
          mark: <Mark shape={effect ? 'open' : 'unknown'}>{effect ?? 'Effect not known'}</Mark>,
        })),
      ];
    case 'audit':
      return [
        ...work.record.workingWell.map(({ words }) => ({ words, mark: <Mark shape="full">Found working well</Mark> })),
        ...work.record.toDevelop.map(({ words }) => ({ words, mark: <Mark shape="open">Found to be developed</Mark> })),
      ];
  }
}
