import type { VNode } from 'preact';
import { Button } from '../../../platform/web/govuk/index.ts';
import { EmptyState } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { PublishedMeasure } from '../view.ts';
import { publishedHref } from './links.ts';
import { seriesTitle } from './series-chart.tsx';

/** What the list of published measures shows. */
export interface PublishedListView {
  /** What was searched for; empty where nothing was. */
  query: string;
  /** How many series are loaded in all. */
  loaded: number;
  /** The series found, in the order they are listed. */
  found: readonly PublishedMeasure[];
}

/** Every published series that is loaded, by the publication it comes from, with a search by words. */
export function PublishedListPage(view: PublishedListView): VNode {
  return (
    <Page
      title={view.query === '' ? 'Published statistics' : `“${view.query}” in published statistics`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Snapshot', href: '/snapshot' },
      ]}
    >
      <h1 class="govuk-heading-l">Published statistics</h1>
      {view.loaded === 0 ? (
        <EmptyState
          will="Statistics that government and others publish about the areas, their region and England will stand here, year by year, as charts and tables."
          how={
            <>
              Load them with <code class="kith-code">kith load published FILE</code>.
            </>
          }
        />
      ) : (
        <>
          <p class="kith-lede">
            {view.loaded.toLocaleString('en-GB')} series that government and others publish about the areas, their
            region and England.
          </p>
          <SearchForm query={view.query} />
          <Found view={view} />
        </>
      )}
    </Page>
  );
}

function SearchForm(props: { query: string }): VNode {
  return (
    <search>
      <form class="kith-search kith-no-print" method="get" action="/snapshot/published">
        <div class="govuk-form-group">
          <label class="govuk-label" for="q">
            Find a series
          </label>
          <div class="govuk-hint" id="q-hint">
            For example, children in need, or persistent absence
          </div>
          <input
            class="govuk-input"
            id="q"
            name="q"
            type="search"
            maxLength={100}
            value={props.query}
            aria-describedby="q-hint"
          />
        </div>
        <Button>Search</Button>
      </form>
    </search>
  );
}

function Found(props: { view: PublishedListView }): VNode {
  const { query, found } = props.view;
  const sources = [...Map.groupBy(found, (measure) => measure.source)].sort(([one], [other]) =>
    one.localeCompare(other),
  );
  if (found.length === 0) {
    return (
      <p class="govuk-body">
        No series holds “{query}”. Try one word of it, or{' '}
        <a class="govuk-link" href="/snapshot/published">
          see all series
        </a>
        .
      </p>
    );
  }
  return (
    <>
      {query === '' ? null : (
        <p class="govuk-body">
          {found.length === 1 ? '1 series holds' : `${found.length} series hold`} “{query}”.{' '}
          <a class="govuk-link" href="/snapshot/published">
            See all series
          </a>
        </p>
      )}
      {sources.map(([source, measures]) => (
        <details class="kith-publication" open={query !== ''} key={source}>
          <summary>
            <h2>{source}</h2>
            <span class="kith-quiet">{measures.length === 1 ? '1 series' : `${measures.length} series`}</span>
          </summary>
          <ul class="kith-list">
            {measures.map((measure) => (
              <li key={`${measure.measureId} ${measure.measure} ${measure.breakdown}`}>
                <a class="govuk-link" href={publishedHref(measure)}>
                  {seriesTitle(measure)}
                </a>
                <span class="kith-list__about kith-quiet">
                  {measure.firstPeriod === measure.lastPeriod
                    ? measure.firstPeriod
                    : `${measure.firstPeriod} to ${measure.lastPeriod}`}
                  , {measure.areas === 1 ? '1 area' : `${measure.areas} areas`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}
