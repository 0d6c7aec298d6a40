import type { VNode } from 'preact';
import type { AreaRef, FigureView, NoteView, SideBySide, SideBySideLine } from '../view.ts';
import { isAccountYear } from '../words.ts';
import { Computed, capital, FigureSource, NOTE_KINDS, Numeral, sentence, WhyNoNumber } from './figure-parts.tsx';
import { indicatorHref } from './links.ts';

/** A heading of the side-by-side page with its lines. */
export type Group = SideBySide['groups'][number];

/** True for a line that some area has a figure for. */
export function hasAreaFigure(line: SideBySideLine): boolean {
  return line.cells.some((cell) => cell.figures.length > 0);
}

/** True for a line that the source states for the whole partnership. */
export function isStated(line: SideBySideLine): boolean {
  return line.stated.length > 0;
}

/** The notes of some figures that are wanted, each once, in the order in which a reader meets them. */
export function uniqueNotes(figures: readonly FigureView[], wanted: (note: NoteView) => boolean): NoteView[] {
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

/** One group as a table: a row for each line, a column for each area, and what they come to together. */
export function GroupTable(props: { group: Group; areas: readonly AreaRef[] }): VNode {
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
