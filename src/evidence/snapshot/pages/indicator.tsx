import type { VNode } from 'preact';
import { InsetText, SummaryList, Table } from '../../../platform/web/govuk/index.ts';
import { EmptyState, ForPartners, Section, SourceLink } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { FigureView, IndicatorOverTime, IndicatorView, OwnPoint } from '../view.ts';
import { unitWords } from '../words.ts';
import {
  Computed,
  capital,
  Downloads,
  FigureSource,
  type FirstWithNote,
  firstWithNote,
  NoteList,
  Numeral,
  sentence,
  WhyNoNumber,
} from './figure-parts.tsx';
import { figureHref, indicatorHref, publishedHref } from './links.ts';
import { PublishedBesideIt } from './published-beside.tsx';
import { SeriesChart, seriesTitle } from './series-chart.tsx';

const PERIOD_KINDS: Record<IndicatorView['periodKind'], string> = {
  'in-year': 'Everything that happened in the period that is stated',
  'at-date': 'As things stood on one day',
  'not-stated': 'Each figure gives its own; the definition fixes neither a year nor a day',
};

/** What an indicator's page shows. */
export interface IndicatorPageView {
  /** The code or line key in the page's address. */
  asked: string;
  overTime: IndicatorOverTime;
}

/** One line of the snapshot, or one indicator: what it means, its values, and the published series beside it. */
export function IndicatorPage(view: IndicatorPageView): VNode {
  const { overTime, asked } = view;
  const { line, indicators } = overTime;
  const only = indicators.length === 1 ? indicators[0] : undefined;
  return (
    <Page
      title={`${overTime.title}: safeguarding snapshot`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Snapshot', href: '/snapshot' },
      ]}
    >
      <span class="govuk-caption-l">{line.groupTitle}</span>
      <h1 class="govuk-heading-l">{overTime.title}</h1>
      {only ? <p class="kith-lede">{only.definition}</p> : <SeveralMeanings indicators={indicators} />}
      {overTime.audience === 'partnership' ? <ForPartners /> : null}
      <Downloads pageHref={indicatorHref(asked)} of="these figures" audience={overTime.audience} />
      <LatestFigures overTime={overTime} />
      <OwnValues overTime={overTime} />
      <Published overTime={overTime} />
      <Section title="What it means" id="definition">
        {indicators.map((indicator) => (
          <Meaning indicator={indicator} titled={!only} key={indicator.code} />
        ))}
      </Section>
    </Page>
  );
}

function SeveralMeanings(props: { indicators: readonly IndicatorView[] }): VNode {
  return (
    <p class="kith-lede">
      {props.indicators.length} different counts stand on this line. Look at what each of them means before comparing.
    </p>
  );
}

function LatestFigures(props: { overTime: IndicatorOverTime }): VNode {
  const { figures } = props.overTime;
  if (figures.length === 0) {
    return <EmptyState will="The areas’ own figures will stand here." how={<>No year file has given one yet.</>} />;
  }
  const first = firstWithNote(figures, (figure) => figure.area.shortName);
  return (
    <ul class="kith-figures kith-figures--roomy">
      {figures.map((figure) => (
        <LatestTile figure={figure} first={first} titled={props.overTime.indicators.length > 1} key={figure.id} />
      ))}
    </ul>
  );
}

function LatestTile(props: { figure: FigureView; first: FirstWithNote; titled: boolean }): VNode {
  const { figure } = props;
  return (
    <li class="kith-figure" id={`figure-${figure.id}`}>
      <p class="kith-figure__number">
        <Numeral shown={figure.shown} text={figure.text} />
      </p>
      <p class="kith-figure__label">
        <strong>{figure.area.name}</strong>
        {props.titled ? <span class="kith-why">{figure.indicator.title}</span> : null}
      </p>
      <p class="kith-figure__about">
        {sentence(figure.periodWords)} <FigureSource figure={figure} />
      </p>
      <WhyNoNumber shown={figure.shown} />
      {figure.computed.map((computed) => (
        <div key={computed.code}>
          <Computed computed={computed} />
          {computed.shown.shown === 'value' ? <span class="kith-why">{computed.working}</span> : null}
        </div>
      ))}
      {figure.comparators.map((comparator) => (
        <span class="kith-rate" key={comparator.key}>
          {comparator.against}: <strong>{comparator.text}</strong>
          <span class="kith-why">
            {comparator.note ? `${sentence(comparator.note)} ` : ''}From {comparator.source.text}.
          </span>
        </span>
      ))}
      <PublishedBesideIt published={figure.published} of={figure.area.name} />
      <NoteList notes={figure.notes} first={props.first} figureId={figure.id} />
    </li>
  );
}

/** Values of several periods. Where each area has only one, the tiles above have said it. */
function OwnValues(props: { overTime: IndicatorOverTime }): VNode | null {
  const { own, indicators } = props.overTime;
  const titles = new Map(indicators.map((indicator) => [indicator.code, indicator.title]));
  const several = indicators.length > 1;
  const rows = own.flatMap((series) => series.points.map((point) => ({ series, point })));
  if (own.every((series) => series.points.length < 2)) return null;
  return (
    <Section
      title="The partnership’s own figures"
      id="own"
      note="As each area states them. Every figure opens onto the record it came from."
    >
      <section class="kith-scroll" aria-label="The partnership’s own figures" tabindex={0}>
        <Table
          classes="kith-table"
          caption={<span class="govuk-visually-hidden">{props.overTime.title}, by area and period</span>}
          firstCellIsHeader
          head={[{ text: 'Area' }, { text: 'Period' }, { text: 'Figure' }]}
          rows={rows.map(({ series, point }) => [
            {
              text: (
                <>
                  {series.area.name}
                  {several ? <span class="kith-why">{titles.get(series.indicatorCode)}</span> : null}
                </>
              ),
            },
            { text: capital(point.periodWords) },
            { text: <PointFigure point={point} of={`${series.area.shortName}, ${point.periodWords}`} /> },
          ])}
        />
      </section>
    </Section>
  );
}

function PointFigure(props: { point: OwnPoint; of: string }): VNode {
  const { point } = props;
  return (
    <>
      <Numeral shown={point.shown} text={point.text} /> <SourceLink href={figureHref(point.figureId)} of={props.of} />
      <WhyNoNumber shown={point.shown} />
      {point.change ? <span class="kith-why">{point.change.text}</span> : null}
      <PublishedBesideIt published={point.published} of={props.of} />
    </>
  );
}

function Published(props: { overTime: IndicatorOverTime }): VNode {
  const { published } = props.overTime;
  return (
    <Section title="Published statistics beside it" id="published">
      {published.length === 0 ? (
        <EmptyState
          will="Published series that can be set beside these figures will stand here, for each area, its region and England."
          how={
            <>
              Load them with <code class="kith-code">kith load published FILE</code>, or see{' '}
              <a class="govuk-link" href="/snapshot/published">
                what is loaded
              </a>
              . Not every line has a published series.
            </>
          }
        />
      ) : (
        published.map(({ link, series }, index) => (
          <section key={seriesTitle(link) + link.measureId}>
            <h3 class="govuk-heading-m">{seriesTitle(link)}</h3>
            <InsetText>
              <strong>Not the same figure.</strong> {link.says}
            </InsetText>
            <SeriesChart id={`published-${index + 1}`} series={series} unit={unitWords(link.unit)} />
            <p class="govuk-body">
              <a class="govuk-link" href={publishedHref(link)}>
                This series on a page of its own
              </a>
              , with downloads.
            </p>
          </section>
        ))
      )}
    </Section>
  );
}

function Meaning(props: { indicator: IndicatorView; titled: boolean }): VNode {
  const { indicator } = props;
  return (
    <>
      {props.titled ? <h3 class="govuk-heading-m">{indicator.title}</h3> : null}
      <SummaryList
        rows={[
          { key: { text: 'Definition' }, value: { text: indicator.definition } },
          indicator.numerator !== null && { key: { text: 'Above the line' }, value: { text: indicator.numerator } },
          indicator.denominator !== null && { key: { text: 'Below the line' }, value: { text: indicator.denominator } },
          { key: { text: 'Unit' }, value: { text: capital(unitWords(indicator.unit)) } },
          { key: { text: 'Period' }, value: { text: PERIOD_KINDS[indicator.periodKind] } },
          { key: { text: 'Owner' }, value: { text: indicator.owner } },
          { key: { text: 'Edition' }, value: { text: indicator.edition } },
          {
            key: { text: 'Small numbers' },
            value: {
              text: `${indicator.suppression === 'small-numbers' ? 'Not published from 1 to 5.' : 'Published as they are.'} ${sentence(indicator.suppressionBecause)}`,
            },
          },
          { key: { text: 'Code' }, value: { text: <code>{indicator.code}</code> } },
        ]}
      />
    </>
  );
}
