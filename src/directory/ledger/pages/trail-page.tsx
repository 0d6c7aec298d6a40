import type { VNode } from 'preact';
import { londonClock, longDate, timeInWords } from '../../../platform/clocks/index.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { EmptyState, PageHeading, ProblemSummary, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { LINES_A_DOWNLOAD } from '../download.ts';
import { hrefWith, type LedgerFilter } from '../filter.ts';
import type { LedgerLine, LedgerPage as Lines } from '../line.ts';
import { toThemselves } from '../words.ts';
import { FilterForm } from './filter-form.tsx';
import { Downloads, OlderAndNewer } from './lines.tsx';

/** A person’s own trail. */
export interface TrailView {
  path: string;
  trail: Lines;
  filter: LedgerFilter;
  problems: readonly FormProblem[];
  /** The page of a record that the person used; null where Kith has none for its kind. */
  recordHref: (kind: string, id: string) => string | null;
}

/** Everything that the reader did in Kith, in plain words: `/account/trail`. */
export function TrailPage({ view }: { view: TrailView }): VNode {
  const { path, trail, filter, problems } = view;
  return (
    <Page
      title="What you did in Kith"
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Your account', href: '/account' },
      ]}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      <PageHeading
        title="What you did in Kith"
        lede="Everything that Kith has written down of what you did, newest first. It belongs to you to see, and nobody can change it unseen."
      />
      <p class="govuk-body">
        Auditors see this too, and so does your agency’s assurance lead. Whoever decides who sees a record sees that you
        looked at it.
      </p>
      <FilterForm
        action={path}
        filter={filter}
        choices={{ who: false, agencies: [], events: [], kinds: [], outcomes: false }}
        problems={problems}
      />
      {trail.lines.length === 0 ? (
        <EmptyState
          will="Kith has nothing written down of you in these days."
          how={
            <a class="govuk-link" href={path}>
              Show every day
            </a>
          }
        />
      ) : (
        <>
          {byDay(trail.lines).map(([date, lines]) => (
            <Section key={date} title={longDate(date)} id={`on-${date}`}>
              <ul class="kith-list">
                {lines.map((line) => (
                  <li key={line.seq}>
                    At {timeInWords(londonClock(line.at).time)} {toThemselves(line)}{' '}
                    <TheRecord line={line} view={view} />
                  </li>
                ))}
              </ul>
            </Section>
          ))}
          <OlderAndNewer page={trail} hrefOf={(place) => hrefWith(path, filter, place)} />
          <Downloads most={LINES_A_DOWNLOAD} hrefOf={(format) => hrefWith(`${path}/download`, filter, { format })} />
        </>
      )}
    </Page>
  );
}

function TheRecord({ line, view }: { line: LedgerLine; view: TrailView }): VNode | null {
  const { kind, recordId, outcome, seq } = line;
  const href = kind && recordId && outcome === 'done' ? view.recordHref(kind, recordId) : null;
  if (href === null) return null;
  return (
    <a class="govuk-link" href={href}>
      See the record<span class="govuk-visually-hidden"> of entry {seq}</span>
    </a>
  );
}

function byDay(lines: readonly LedgerLine[]): [string, LedgerLine[]][] {
  const days = new Map<string, LedgerLine[]>();
  for (const line of lines) {
    const { date } = londonClock(line.at);
    days.set(date, [...(days.get(date) ?? []), line]);
  }
  return [...days];
}
