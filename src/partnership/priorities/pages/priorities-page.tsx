import type { VNode } from 'preact';
import { EmptyState, LoadAYear, Mark, PageHeading, YearSwitch } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { evidenceOf, priorityKindWords, yearInWords } from '../priority-words.ts';
import type { Priority } from '../repository.ts';

/** The priorities of one year, and which years there are. */
export interface PrioritiesView {
  year: string;
  /** Newest first. */
  years: string[];
  priorities: Priority[];
}

/** All priorities of a year: `/priorities`. */
export function PrioritiesPage({ view }: { view: PrioritiesView | null }): VNode {
  if (!view) {
    return (
      <Page title="Priorities">
        <PageHeading title="Priorities" />
        <EmptyState
          will="Here will stand what the partnership set out to do each year, what was done, and what difference it made."
          how={<LoadAYear />}
        />
      </Page>
    );
  }
  return (
    <Page title={`Priorities ${view.year}`}>
      <PageHeading caption={view.year} title="Priorities" lede={yearInWords(view.priorities)} />
      <YearSwitch years={view.years} current={view.year} hrefOf={(year) => `/priorities?year=${year}`} />
      <ul class="kith-list">
        {view.priorities.map((priority) => (
          <PriorityItem priority={priority} key={priority.key} />
        ))}
      </ul>
    </Page>
  );
}

function PriorityItem({ priority }: { priority: Priority }): VNode {
  const evidence = evidenceOf(priority);
  return (
    <li>
      <a class="govuk-link" href={`/priorities/${priority.key}`}>
        {priority.title}
      </a>
      <span class="kith-list__about kith-quiet">
        Priority {priority.number}, {priorityKindWords(priority).toLowerCase()}
      </span>
      <span class="kith-list__about">{priority.aim}</span>
      <span class="kith-list__about">
        <Mark shape={evidence.shape}>{evidence.words}</Mark>
      </span>
    </li>
  );
}
