import type { VNode } from 'preact';
import { EmptyState, LoadAYear, YearSwitch } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { AreaRef, FigureView, NoteView, SideBySide, SideBySideLine } from '../view.ts';
import { isAccountYear } from '../words.ts';
import {
  Computed,
  capital,
  Downloads,
  FigureSource,
  listWords,
  NOTE_KINDS,
  Numeral,
  sentence,
  WhyNoNumber,
} from './figure-parts.tsx';
import { areaHref, indicatorHref, snapshotHref } from './links.ts';
import { RenderedOnce } from './rendered-once.tsx';

const CRUMBS = [{ text: 'Home', href: '/' }];

type Group = SideBySide['groups'][number];

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
      <p class="kith-lede">
        {names} side by side. Their figures are added up only where both count the same thing over the same time
        {comparison.joinedLines > 0 ? `, which holds for ${lineCount(comparison.joinedLines)}` : ''}; elsewhere the
        table says why not.
      </p>
      <Ways areas={areas} year={year} />
      <WideNotes groups={compared} areas={areas} />
      <Downloads pageHref={snapshotHref(year)} of="these figures" />
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

function hasAreaFigure(line: SideBySideLine): boolean {
  return line.cells.some((cell) => cell.figures.length > 0);
}

function isStated(line: SideBySideLine): boolean {
  return line.stated.length > 0;
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

function uniqueNotes(figures: readonly FigureView[], wanted: (note: NoteView) => boolean): NoteView[] {
  const notes = new Map<string, NoteView>();
  for (const figure of figures) {
    for (const note of figure.notes) if (wanted(note)) notes.set(note.key, note);
  }
  return [...notes.values()];
}

/** Gives every note of a group its number, in the order in which a reader meets the marks. */
function numbered(group: Group): Map<string, { number: number; note: NoteView }> {
  const figures = group.lines.flatMap((line) => [...line.cells.flatMap((cell) => cell.figures), ...line.stated]);
  const notes = uniqueNotes(figures, (note) => !note.wide);
  return new Map(notes.map((note, index) => [note.key, { number: index + 1, note }]));
}

type Marks = ReturnType<typeof numbered>;

function GroupTable(props: { group: Group; areas: readonly AreaRef[] }): VNode {
  const { group, areas } = props;
  const marks = numbered(group);
  const headings = [...areas.map((area) => area.shortName), areas.length === 2 ? 'Both together' : 'All together'];
  return (
    <section class="kith-section" aria-labelledby={`group-${group.key}`}>
      {/* Roles are spelt out because a phone shows the rows as blocks, which would take the table away from screen readers. */}
      {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
      <table class="govuk-table kith-table kith-compare" role="table">
        <caption class="govuk-table__caption kith-section__title" id={`group-${group.key}`}>
          {group.title}
          {group.says ? <span class="kith-compare__says">{group.says}</span> : null}
        </caption>
        <thead class="govuk-table__head" role="rowgroup">
          <tr class="govuk-table__row" role="row">
            {['Figure', ...headings].map((heading) => (
              <th scope="col" role="columnheader" class="govuk-table__header" key={heading}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body" role="rowgroup">
          {group.lines
            .filter((line) => hasAreaFigure(line) || isStated(line))
            .map((line) => (
              <tr class="govuk-table__row" role="row" key={line.key} id={`line-${line.key}`}>
                <th scope="row" role="rowheader" class="govuk-table__header kith-compare__line">
                  <a class="govuk-link govuk-link--no-visited-state" href={indicatorHref(line.key)}>
                    {capital(line.title)}
                  </a>
                </th>
                {areas.map((area, index) => (
                  <td role="cell" class="govuk-table__cell" key={area.code} data-heading={headings[index]}>
                    <AreaCell line={line} area={area} marks={marks} groupKey={group.key} />
                  </td>
                ))}
                <td role="cell" class="govuk-table__cell kith-compare__joined" data-heading={headings.at(-1)}>
                  <TogetherCell line={line} marks={marks} groupKey={group.key} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      <Notes marks={marks} groupKey={group.key} />
    </section>
  );
}

function AreaCell(props: { line: SideBySideLine; area: AreaRef; marks: Marks; groupKey: string }): VNode {
  const { line, marks, groupKey } = props;
  const figures = line.cells.find((cell) => cell.area.code === props.area.code)?.figures ?? [];
  if (figures.length === 0) return <span class="kith-not-known">No figure given</span>;
  const named = figures.length > 1 || figures.some((figure) => figure.indicator.title !== line.title);
  return <Cells figures={figures} named={named} marks={marks} groupKey={groupKey} />;
}

/** The figures of one cell. A period that all of them share is said once, under the last. */
function Cells(props: { figures: readonly FigureView[]; named: boolean; marks: Marks; groupKey: string }): VNode {
  const { figures, named, marks, groupKey } = props;
  const shared = figures.length > 1 && figures.every((figure) => figure.period === figures[0]?.period);
  return (
    <>
      {figures.map((figure) => (
        <div class="kith-cell" key={figure.id}>
          <Numeral shown={figure.shown} text={figure.text} />
          <NoteMarks figure={figure} marks={marks} groupKey={groupKey} />
          {named ? (
            <span class="kith-cell__name">
              {capital(figure.indicator.title)} {shared ? <FigureSource figure={figure} /> : null}
            </span>
          ) : null}
          <WhyNoNumber shown={figure.shown} />
          {figure.computed.map((computed) => (
            <Computed computed={computed} key={computed.code} />
          ))}
          {figure.comparators.map((comparator) => (
            <span class="kith-rate" key={comparator.key}>
              {comparator.against}: {comparator.text}
            </span>
          ))}
          {shared ? null : (
            <span class="kith-cell__foot">
              {sentence(figure.periodWords)} <FigureSource figure={figure} />
            </span>
          )}
        </div>
      ))}
      {shared ? <span class="kith-cell__foot">All: {figures[0]?.periodWords}.</span> : null}
    </>
  );
}

function NoteMarks(props: { figure: FigureView; marks: Marks; groupKey: string }): VNode | null {
  const marks = props.figure.notes.flatMap((note) => props.marks.get(note.key)?.number ?? []).sort((a, b) => a - b);
  if (marks.length === 0) return null;
  return (
    <sup class="kith-note-marks">
      {marks.map((mark) => (
        <a href={`#${props.groupKey}-note-${mark}`} key={mark}>
          <span class="govuk-visually-hidden">note </span>
          {mark}
        </a>
      ))}
    </sup>
  );
}

function TogetherCell(props: { line: SideBySideLine; marks: Marks; groupKey: string }): VNode {
  const { line, marks, groupKey } = props;
  const { joined, stated } = line;
  if (stated.length > 0) return <Cells figures={stated} named marks={marks} groupKey={groupKey} />;
  if (!joined.joined) {
    return (
      <div class="kith-cell">
        <span class="kith-not-joined">Not added up</span>
        <span class="kith-why">
          {joined.code === 'different-periods' ? periodsApart(line) : sentence(joined.reason)}
        </span>
      </div>
    );
  }
  return (
    <div class="kith-cell">
      <Numeral shown={joined.shown} text={joined.text} />
      <WhyNoNumber shown={joined.shown} />
      {joined.computed.map((computed) => (
        <Computed computed={computed} key={computed.code} />
      ))}
      <span class="kith-cell__foot">{sentence(joined.periodWords)} The areas’ figures added.</span>
    </div>
  );
}

/** Which periods stand against each other, in few words: the cells beside it give each in full. */
function periodsApart(line: SideBySideLine): string {
  const periods = new Set(
    line.cells
      .flatMap((cell) => cell.figures)
      .map(({ period, periodWords }) => (isAccountYear(period) ? period : periodWords)),
  );
  return `The periods differ: ${[...periods].join(' against ')}.`;
}

function Notes(props: { marks: Marks; groupKey: string }): VNode | null {
  if (props.marks.size === 0) return null;
  return (
    <ol class="kith-notes">
      {[...props.marks.values()].map(({ number, note }) => (
        <li id={`${props.groupKey}-note-${number}`} key={note.key}>
          <strong>{NOTE_KINDS[note.kind]}</strong> {note.words}
        </li>
      ))}
    </ol>
  );
}

function WholeGroup(props: { group: Group }): VNode {
  const { group } = props;
  const figures = group.lines.flatMap((line) => line.stated);
  return (
    <section class="kith-section" aria-labelledby={`group-${group.key}`}>
      <h2 class="kith-section__title" id={`group-${group.key}`}>
        {group.title}
      </h2>
      <p class="kith-section__note">{group.says ?? 'Stated for the whole partnership, not area by area.'}</p>
      <ul class="kith-figures">
        {figures.map((figure) => (
          <li class="kith-figure" key={figure.id}>
            <p class="kith-figure__number">
              <Numeral shown={figure.shown} text={figure.text} />
            </p>
            <p class="kith-figure__label">
              <a class="govuk-link govuk-link--no-visited-state" href={indicatorHref(figure.indicator.code)}>
                {figure.indicator.title}
              </a>
            </p>
            <p class="kith-figure__about">
              {sentence(figure.periodWords)} <FigureSource figure={figure} />
            </p>
            <WhyNoNumber shown={figure.shown} />
            {figure.notes.map((note) => (
              <p class="kith-note" key={note.key}>
                <strong>{NOTE_KINDS[note.kind]}</strong> {note.words}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
