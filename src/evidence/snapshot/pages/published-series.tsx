import type { VNode } from 'preact';
import { InsetText } from '../../../platform/web/govuk/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { PublishedLinkView, PublishedSeries } from '../view.ts';
import { unitWords } from '../words.ts';
import { capital, Downloads } from './figure-parts.tsx';
import { indicatorHref, publishedHref } from './links.ts';
import { publishedUnit, SeriesChart } from './series-chart.tsx';

/** What the page of one published series shows. */
export interface PublishedSeriesView {
  series: PublishedSeries;
  /** Lines of the snapshot beside which the series stands, with what must be said there. */
  beside: readonly { lineKey: string; lineTitle: string; link: PublishedLinkView }[];
}

/** One published series: a picture over time for every area that has it, with its table. */
export function PublishedSeriesPage(view: PublishedSeriesView): VNode {
  const { series } = view;
  return (
    <Page
      title={`${series.measure}: published statistics`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Snapshot', href: '/snapshot' },
        { text: 'Published statistics', href: '/snapshot/published' },
      ]}
    >
      <span class="govuk-caption-l">Published statistics</span>
      <h1 class="govuk-heading-l">{series.measure}</h1>
      {series.breakdown === '' ? null : <p class="kith-lede">{capital(series.breakdown)}</p>}
      {view.beside.map(({ lineKey, lineTitle, link }) => (
        <InsetText key={lineKey}>
          Stands beside{' '}
          <a class="govuk-link" href={indicatorHref(lineKey)}>
            {lineTitle}
          </a>{' '}
          in the snapshot. {link.says}
        </InsetText>
      ))}
      <Downloads pageHref={publishedHref(series)} of="this series" audience="public" />
      <SeriesChart
        id="published"
        series={series}
        unit={view.beside[0] ? unitWords(view.beside[0].link.unit) : publishedUnit(series)}
      />
    </Page>
  );
}
