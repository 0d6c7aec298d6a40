import type { VNode } from 'preact';
import { EmptyState, ForPartners, LoadAYear, YearSwitch } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { AreaRef, FigureView, NoteView, SideBySide } from '../view.ts';
import { type Group, GroupTable, hasAreaFigure, isStated, uniqueNotes } from './compare-table.tsx';
import {
  Computed,
  Contents,
  capital,
  Downloads,
  FigureSource,
  firstWithNote,
  listWords,
  NoteList,
  Numeral,
  sentence,
  WhyNoNumber,
} from './figure-parts.tsx';
import { areaHref, indicatorHref, snapshotHref } from './links.ts';
import { RenderedOnce } from './rendered-once.tsx';

const CRUMBS = [{ text: 'Home', href: '/' }];

/** What the side-by-side page shows. `comparison` is null where nothing at all is loaded. */
export interface SideBySidePageView {
  comparison: SideBySide | null;
  /** Years for which there are figures, newest first. */
  years: readonly string[];
}

/** The areas' snapshots of one year beside each other, and what they come to together where they can be added. */
export function SideBySidePage(view: SideBySidePageView): VNode {
  const { comparison } = view;
  if (!comparison) return <NothingLoaded />;
  const { year } = comparison;
  const compared = comparison.groups.filter((group) => group.lines.some(hasAreaFigure));
  const whole = comparison.groups.filter((group) => !group.lines.some(hasAreaFigure) && group.lines.some(isStated));
  return (
    <Page title={`Safeguarding snapshot ${year}`} breadcrumbs={CRUMBS}>
      <span class="govuk-caption-l">{year}</span>
      <h1 class="govuk-heading-l">Safeguarding snapshot</h1>
      <YearSwitch years={view.years} current={year} hrefOf={snapshotHref} />
      {compared.length + whole.length === 0 ? (
        <EmptyState will={`What each area states for ${year} will stand here side by side.`} how={<LoadAYear />} />
      ) : (
        <RenderedOnce
          of={comparison}
          content={() => <Comparison comparison={comparison} compared={compared} whole={whole} />}
        />
      )}
    </Page>
  );
}

function Comparison(props: { comparison: SideBySide; compared: readonly Group[]; whole: readonly Group[] }): VNode {
  const { comparison, compared, whole } = props;
  const { areas, year } = comparison;
  const names = listWords(areas.map((area) => area.shortName));
  return (
    <>
      {comparison.audience === 'partnership' ? <ForPartners /> : null}
      <p class="kith-lede">
        {names} side by side. Their figures are added up only where both count the same thing over the same time
        {comparison.joinedLines > 0 ? `, which holds for ${lineCount(comparison.joinedLines)}` : ''}; elsewhere the
        table says why not.
      </p>
      <Ways areas={areas} year={year} />
      <WideNotes groups={compared} areas={areas} />
      <Contents groups={[...compared, ...whole]} />
      <Downloads pageHref={snapshotHref(year)} of="these figures" audience={comparison.audience} />
      {compared.map((group) => (
        <GroupTable group={group} areas={areas} key={group.key} />
      ))}
      {whole.map((group) => (
        <WholeGroup group={group} key={group.key} />
      ))}
    </>
  );
}

function NothingLoaded(): VNode {
  return (
    <Page title="Safeguarding snapshot" breadcrumbs={CRUMBS}>
      <h1 class="govuk-heading-l">Safeguarding snapshot</h1>
      <EmptyState
        will="Each area’s safeguarding figures will stand here side by side, with the period, the meaning and the source of each."
        how={<LoadAYear />}
      />
    </Page>
  );
}

function lineCount(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}

function Ways(props: { areas: readonly AreaRef[]; year: string }): VNode {
  return (
    <ul class="kith-ways kith-no-print">
      {props.areas.map((area) => (
        <li key={area.code}>
          <a class="govuk-link" href={areaHref(area.code, props.year)}>
            Snapshot of {area.shortName}
          </a>
        </li>
      ))}
      <li>
        <a class="govuk-link" href="/snapshot/published">
          Published statistics over time
        </a>
      </li>
    </ul>
  );
}

/** Notes that hold for all figures of an area: said once, above the tables, with the areas they hold for. */
function WideNotes(props: { groups: readonly Group[]; areas: readonly AreaRef[] }): VNode | null {
  const found = new Map<string, { note: NoteView; areas: string[] }>();
  for (const area of props.areas) {
    for (const note of uniqueNotes(figuresOf(props.groups, area), (one) => one.wide)) {
      const held = found.get(note.key) ?? { note, areas: [] };
      held.areas.push(area.shortName);
      found.set(note.key, held);
    }
  }
  if (found.size === 0) return null;
  return (
    <section class="kith-data-note" aria-label="Before you compare">
      <h2 class="kith-data-note__title">Before you compare</h2>
      {[...found.values()].map(({ note, areas }) => (
        <p key={note.key}>
          <strong>{listWords(areas)}.</strong> {note.words}
        </p>
      ))}
    </section>
  );
}

function figuresOf(groups: readonly Group[], area: AreaRef): FigureView[] {
  return groups.flatMap((group) =>
    group.lines.flatMap((line) =>
      line.cells.filter((cell) => cell.area.code === area.code).flatMap((cell) => cell.figures),
    ),
  );
}

function WholeGroup(props: { group: Group }): VNode {
  const { group } = props;
  const figures = group.lines.flatMap((line) => line.stated);
  const first = firstWithNote(figures, (figure) => capital(figure.indicator.title));
  return (
    <section class="kith-section" aria-labelledby={`group-${group.key}`}>
      <h2 class="kith-section__title" id={`group-${group.key}`}>
        {group.title}
      </h2>
      <p class="kith-section__note">{group.says ?? 'Stated for the whole partnership, not area by area.'}</p>
      <ul class="kith-figures">
        {figures.map((figure) => (
          <li class="kith-figure" id={`figure-${figure.id}`} key={figure.id}>
            <p class="kith-figure__number">
              <Numeral shown={figure.shown} text={figure.text} />
            </p>
            <p class="kith-figure__label">
              <a class="govuk-link govuk-link--no-visited-state" href={indicatorHref(figure.indicator.code)}>
                {capital(figure.indicator.title)}
              </a>
            </p>
            <p class="kith-figure__about">
              {sentence(figure.periodWords)} <FigureSource figure={figure} />
            </p>
            <WhyNoNumber shown={figure.shown} />
            {figure.computed.map((computed) => (
              <Computed computed={computed} key={computed.code} />
            ))}
            <NoteList notes={figure.notes} first={first} figureId={figure.id} />
          </li>
        ))}
      </ul>
    </section>
  );
}
