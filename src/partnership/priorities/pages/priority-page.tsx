import type { ComponentChildren, VNode } from 'preact';
import {
  Claim,
  Claims,
  Facts,
  Mark,
  PageHeading,
  provenanceHref,
  Section,
  SourceLink,
} from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { evidenceOf, priorityKindWords } from '../priority-words.ts';
import type { Priority } from '../repository.ts';

/** One priority, and the priorities of the year after. */
export interface PriorityView {
  priority: Priority;
  /** Null where the year after has none on record. */
  next: { year: string; priorities: Priority[] } | null;
}

/** Why, what, and what difference it made: `/priorities/:key`. */
export function PriorityPage({ view }: { view: PriorityView }): VNode {
  const { priority, next } = view;
  const evidence = evidenceOf(priority);
  return (
    <Page
      title={`${priority.title} (priority ${priority.number}, ${priority.year})`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: `Priorities ${priority.year}`, href: `/priorities?year=${priority.year}` },
      ]}
    >
      <PageHeading
        caption={`${priorityKindWords(priority)} ${priority.number}, ${priority.year}`}
        title={priority.title}
        lede={priority.aim}
      />
      <div class="kith-record">
        <div class="kith-record__main">
          {priority.rationale ? (
            <Section title="Why it was chosen" id="why" source={sourceOf(priority, 'rationale')}>
              <p class="govuk-body">{priority.rationale}</p>
            </Section>
          ) : null}
          <Lines title="What it entailed" id="entailed" priority={priority} lines={priority.entailed} />
          <Lines title="What was done" id="done" priority={priority} lines={priority.done} />
          <Difference priority={priority} />
          <Lines
            title="What it seeks to achieve"
            id="seeks"
            priority={priority}
            lines={priority.seeks}
            note="None of these has a recorded test yet. When one has, its result will stand beside it."
          />
        </div>
        <aside class="kith-record__side" aria-label="Key facts">
          <Facts
            facts={[
              { name: 'Year', value: priority.year },
              { name: 'What difference it made', value: <Mark shape={evidence.shape}>{evidence.words}</Mark> },
              {
                name: next ? `Priorities for ${next.year}` : 'Next year',
                value: next
                  ? next.priorities.map((one) => (
                      <div key={one.key}>
                        <a class="govuk-link" href={`/priorities/${one.key}`}>
                          {one.title}
                        </a>
                      </div>
                    ))
                  : null,
              },
            ]}
          />
          <SourceLink href={provenanceHref('priority', priority.key)} of={priority.title} />
        </aside>
      </div>
    </Page>
  );
}

function Difference({ priority }: { priority: Priority }): VNode | null {
  const { impact, notEvidenced } = priority;
  if (impact.length === 0 && notEvidenced.length === 0) return null;
  return (
    <Section
      title="What difference it made"
      id="difference"
      note="These are the results that the source states, some of them still ahead. One counts as measured only where a measure before and after stands behind it: done is not the same as made a difference."
    >
      {impact.length ? (
        <Claims>
          {impact.map((one, at) => (
            <Claim
              key={one.words}
              foot={
                <>
                  {one.measured ? <Mark shape="full">Measured</Mark> : <Mark shape="open">Stated, not measured</Mark>}
                  <SourceLink href={sourceOf(priority, `impact-${at + 1}`)} of={`result ${at + 1}`} />
                </>
              }
            >
              {one.words}
            </Claim>
          ))}
        </Claims>
      ) : (
        <p class="govuk-body kith-not-known">The source states no result.</p>
      )}
      {notEvidenced.length ? (
        <>
          <h3 class="govuk-heading-s">What nothing on record shows</h3>
          <Claims>
            {notEvidenced.map((words) => (
              <Claim key={words} foot={<Mark shape="unknown">Not known</Mark>}>
                {words}
              </Claim>
            ))}
          </Claims>
        </>
      ) : null}
    </Section>
  );
}

function Lines(props: {
  title: string;
  id: 'entailed' | 'done' | 'seeks';
  priority: Priority;
  lines: readonly string[];
  note?: ComponentChildren;
}): VNode | null {
  if (props.lines.length === 0) return null;
  return (
    <Section title={props.title} id={props.id} note={props.note} source={sourceOf(props.priority, props.id)}>
      <Claims>
        {props.lines.map((words) => (
          <Claim key={words}>{words}</Claim>
        ))}
      </Claims>
    </Section>
  );
}

/** The place on the provenance page where a field of the priority is shown as it was loaded. */
function sourceOf(priority: Priority, place: string): string {
  return `${provenanceHref('priority', priority.key)}#${place}`;
}
