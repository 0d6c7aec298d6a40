import type { VNode } from 'preact';
import { EmptyState, ForPartners, LoadAYear, YearSwitch } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { AreaGroup, AreaSnapshot, FigureView, NoteView } from '../view.ts';
import { unitWords } from '../words.ts';
import {
  Computed,
  Contents,
  capital,
  Downloads,
  FigureSource,
  type FirstWithNote,
  firstWithNote,
  listWords,
  NOTE_KINDS,
  NoteList,
  Numeral,
  sentence,
  WhyNoNumber,
} from './figure-parts.tsx';
import { areaHref, indicatorHref, snapshotHref } from './links.ts';
import { PublishedBesideIt } from './published-beside.tsx';
import { RenderedOnce } from './rendered-once.tsx';

const CRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Snapshot', href: '/snapshot' },
];

/** What one area's page shows. */
export interface AreaPageView {
  snapshot: AreaSnapshot;
  /** Years for which the area has figures, newest first. */
  years: readonly string[];
  /** The other areas of the snapshot. */
  others: readonly { code: string; shortName: string }[];
}

/** One area's safeguarding snapshot of one year, grouped as its source groups it. */
export function AreaPage(view: AreaPageView): VNode {
  const { snapshot, years } = view;
  const { area, year } = snapshot;
  const groups = snapshot.groups.filter((group) => group.lines.some((line) => line.figures.length > 0));
  return (
    <Page title={`${area.shortName} safeguarding snapshot ${year}`} breadcrumbs={CRUMBS}>
      <span class="govuk-caption-l">Safeguarding snapshot {year}</span>
      <h1 class="govuk-heading-l">{area.name}</h1>
      <YearSwitch years={years} current={year} hrefOf={(other) => areaHref(area.code, other)} />
      {groups.length === 0 ? (
        <EmptyState
          will={`What ${area.name} states for ${year} will stand here: each figure with its period, meaning and source.`}
          how={<LoadAYear />}
        />
      ) : (
        <RenderedOnce of={snapshot} content={() => <Figures snapshot={snapshot} groups={groups} />} />
      )}
      <p class="govuk-body kith-onwards kith-no-print">
        <a class="govuk-link" href={snapshotHref(year)}>
          {view.others.length > 0
            ? `Compare with ${listWords(view.others.map((other) => other.shortName))}`
            : 'All areas side by side'}
        </a>
      </p>
    </Page>
  );
}

function Figures(props: { snapshot: AreaSnapshot; groups: readonly AreaGroup[] }): VNode {
  const { snapshot, groups } = props;
  return (
    <>
      {snapshot.audience === 'partnership' ? <ForPartners /> : null}
      <p class="kith-lede">{ledeWords(snapshot)}</p>
      <WideNotes notes={snapshot.notes} />
      <Contents groups={groups} />
      <Downloads
        pageHref={areaHref(snapshot.area.code, snapshot.year)}
        of="these figures"
        audience={snapshot.audience}
      />
      {groups.map((group) => (
        <Group group={group} key={group.key} />
      ))}
    </>
  );
}

function ledeWords(snapshot: AreaSnapshot): string {
  const { counts, area, periods } = snapshot;
  const figures = counts.shown === 1 ? '1 figure' : `${counts.shown} figures`;
  const first =
    area.kind === 'partnership'
      ? `${figures} stated for the whole partnership, not area by area`
      : `${figures} that ${area.shortName} states for its children and families`;
  const period = periods[0] ? `, most of them for ${periods[0].words}` : '';
  const missing = [
    counts.withheld > 0 ? `${counts.withheld} not shown because of small numbers` : '',
    counts.notKnown > 0 ? `${counts.notKnown} not known` : '',
  ].filter((words) => words !== '');
  return `${first}${period}.${missing.length > 0 ? ` Besides them, ${listWords(missing)}.` : ''}`;
}

function WideNotes(props: { notes: readonly NoteView[] }): VNode | null {
  if (props.notes.length === 0) return null;
  return (
    <section class="kith-data-note" aria-label="What to know about all these figures">
      <h2 class="kith-data-note__title">True of all these figures</h2>
      {props.notes.map((note) => (
        <p key={note.key}>
          <strong>{NOTE_KINDS[note.kind]}</strong> {note.words}
        </p>
      ))}
    </section>
  );
}

function Group(props: { group: AreaGroup }): VNode {
  const { group } = props;
  const first = firstWithNote(
    group.lines.flatMap((line) => line.figures),
    (figure) => capital(figure.indicator.title),
  );
  return (
    <section class="kith-section" aria-labelledby={`group-${group.key}`}>
      <h2 class="kith-section__title" id={`group-${group.key}`}>
        {group.title}
      </h2>
      {group.says ? <p class="kith-section__note">{group.says}</p> : null}
      <ul class="kith-figures kith-figures--roomy">
        {group.lines.flatMap((line) =>
          line.figures.map((figure) => <Tile figure={figure} first={first} key={figure.id} />),
        )}
      </ul>
    </section>
  );
}

function Tile(props: { figure: FigureView; first: FirstWithNote }): VNode {
  const { figure, first } = props;
  const { indicator } = figure;
  return (
    <li class="kith-figure" id={`figure-${figure.id}`}>
      <p class="kith-figure__number">
        <Numeral shown={figure.shown} text={figure.text} />
      </p>
      <h3 class="kith-figure__label kith-figure__label--heading">
        <a class="govuk-link govuk-link--no-visited-state" href={indicatorHref(indicator.code)}>
          {capital(indicator.title)}
        </a>
      </h3>
      <p class="kith-figure__about">
        {sentence(figure.periodWords)} <FigureSource figure={figure} />
      </p>
      <WhyNoNumber shown={figure.shown} />
      {figure.computed.map((computed) => (
        <Computed computed={computed} key={computed.code} />
      ))}
      {figure.comparators.map((comparator) => (
        <span class="kith-rate" key={comparator.key}>
          {comparator.against}: <strong>{comparator.text}</strong>
          {comparator.note ? <span class="kith-why">{comparator.note}</span> : null}
        </span>
      ))}
      <PublishedBesideIt published={figure.published} of={indicator.title} />
      <NoteList notes={figure.notes.filter((note) => !note.wide)} first={first} figureId={figure.id} />
      <Definition figure={figure} />
    </li>
  );
}

function Definition(props: { figure: FigureView }): VNode {
  const { indicator, computed, source } = props.figure;
  return (
    <details class="kith-definition">
      <summary>
        What it counts<span class="govuk-visually-hidden">: {indicator.title}</span>
      </summary>
      <p>{indicator.definition}</p>
      <p>
        Counted in {unitWords(indicator.unit)}. From {source.text}.
      </p>
      {computed.map((one) => (one.shown.shown === 'value' ? <p key={one.code}>{one.working}</p> : null))}
    </details>
  );
}
