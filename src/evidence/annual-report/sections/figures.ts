import {
  type Bar,
  type Block,
  type KeyFiguresBlock,
  type Run,
  say,
  type Words,
} from '../../../platform/documents/index.ts';
import type { AreaRef, FigureView, NoteView, SideBySideLine } from '../../snapshot/index.ts';
import { type Assembly, counted, joined } from './assembly.ts';

/** Rates from here up stand on a chart of their own: on one scale they would flatten the others. */
const HIGH_RATE = 400;

/** Both areas' snapshots side by side, each figure with the period its source states (inventory rows 29-60). */
export function snapshotSection(assembly: Assembly): Block[] {
  const { snapshot } = assembly.input;
  const none = snapshot.groups.length === 0;
  return [
    ...assembly.passages('snapshot'),
    ...(none
      ? [{ kind: 'paragraph', words: say('No figure of this year is on record.') } as const]
      : periods(assembly)),
    ...profiles(assembly),
    ...rateCharts(assembly),
    ...snapshot.groups.flatMap((group) => {
      const lines = group.lines.filter((line) => line.cells.some((cell) => cell.figures.length > 0));
      return lines.length === 0 ? [] : oneGroup(assembly, group.title, lines);
    }),
  ];
}

/** Figures that the partnership states for itself, not for one area, in the groups named. */
export function figuresOfGroups(assembly: Assembly, groups: readonly string[]): FigureView[] {
  return assembly.input.snapshot.groups
    .filter((group) => groups.includes(group.key))
    .flatMap((group) => group.lines.flatMap((line) => line.stated));
}

/** Figures as large numerals, each tied to its record. None: no block. */
export function keyFigures(assembly: Assembly, figures: readonly FigureView[]): Block[] {
  if (figures.length === 0) return [];
  const items: KeyFiguresBlock['items'] = figures.map((figure) => ({
    value: figure.text,
    label: figure.indicator.title,
    note: figure.periodWords,
    record: assembly.figure(figure),
  }));
  return [
    { kind: 'key-figures', items },
    ...notesBlock(figures.map((figure) => ({ title: figure.lineTitle, figure }))),
  ];
}

/** Says which period each area states most often, and whether a figure for both together could be given. */
function periods(assembly: Assembly): Block[] {
  const { snapshot } = assembly.input;
  const all = snapshot.groups.flatMap((group) => group.lines);
  const stated = snapshot.areas.map((area) => {
    const most = mainPeriod(all, area);
    return most === null
      ? `${area.name} has no figure on record`
      : `${area.name} states ${most} for most of its figures`;
  });
  const sums = `${snapshot.joinedLines === 0 ? 'None of its lines' : counted(snapshot.joinedLines, 'line')} could be joined into a figure for the whole partnership.`;
  const wide = uniqueNotes(
    snapshot.groups.flatMap((group) => group.lines.flatMap((line) => line.cells.flatMap((cell) => cell.figures))),
  ).filter((note) => note.wide);
  return [
    {
      kind: 'note',
      tone: 'loud',
      title: 'Periods differ between the areas',
      words: [
        say(
          `${joined(stated)}. Each table names the period that most of its figures have; another period is written beside the figure. ${sums}`,
        ),
        ...wide.map((note) => say(note.words)),
      ],
    },
  ];
}

function profiles(assembly: Assembly): Block[] {
  return assembly.input.areas.flatMap((area): Block[] => {
    if (area.profile === null) return [];
    const record = assembly.record('area', area.key, `Area profile: ${area.name}`);
    return [
      { kind: 'heading', level: 2, text: `About ${area.name}` },
      { kind: 'paragraph', words: [{ text: area.profile }, { text: '', record }] },
    ];
  });
}

function oneGroup(assembly: Assembly, title: string, lines: readonly SideBySideLine[]): Block[] {
  const { areas } = assembly.input.snapshot;
  const main = new Map(areas.map((area) => [area.code, mainPeriod(lines, area)]));
  return [
    { kind: 'heading', level: 2, text: title },
    {
      kind: 'table',
      title: `${title}: ${joined(areas.map((area) => area.name))}`,
      columns: [
        { title: 'Measure', align: 'start', share: 6 },
        ...areas.map((area) => ({
          title: [area.shortName, main.get(area.code) ?? ''].filter((part) => part !== '').join(', '),
          align: 'end' as const,
          share: 4,
        })),
      ],
      rows: lines.flatMap((line) => rowsOf(assembly, line, main)),
    },
    ...notesBlock(
      lines.flatMap((line) =>
        line.cells.flatMap((cell) => cell.figures.map((figure) => ({ title: line.title, figure }))),
      ),
    ),
  ];
}

/** A line with one figure an area is one row; a line with several gets a row for each thing that is counted. */
function rowsOf(assembly: Assembly, line: SideBySideLine, main: ReadonlyMap<string, string | null>): Words[][] {
  const titles = [...new Set(line.cells.flatMap((cell) => cell.figures.map((figure) => figure.indicator.title)))];
  const mainOf = (cell: SideBySideLine['cells'][number]): string | null => main.get(cell.area.code) ?? null;
  if (line.cells.every((cell) => cell.figures.length <= 1)) {
    return [
      [say(line.title), ...line.cells.map((cell) => cellOf(assembly, cell.figures, mainOf(cell), titles.length > 1))],
    ];
  }
  return titles.map((title) => [
    say(title),
    ...line.cells.map((cell) =>
      cellOf(
        assembly,
        cell.figures.filter((figure) => figure.indicator.title === title),
        mainOf(cell),
        false,
      ),
    ),
  ]);
}

function cellOf(assembly: Assembly, figures: readonly FigureView[], main: string | null, named: boolean): Words {
  if (figures.length === 0) return [{ text: 'No record', quiet: true }];
  return figures.flatMap((figure, index): Run[] => {
    const valued = figure.shown.shown === 'value';
    const beside = [
      ...(named ? [lowerFirst(figure.indicator.title)] : []),
      ...(figure.periodWords === main || !valued ? [] : [figure.periodWords]),
    ];
    return [
      ...(index > 0 ? [{ text: '; ' }] : []),
      { text: figure.text, ...(valued ? { strong: true } : { quiet: true }), record: assembly.figure(figure) },
      ...(beside.length > 0 ? [{ text: ` (${beside.join(', ')})`, quiet: true }] : []),
    ];
  });
}

/** Rates that both areas have, as bars: high ones and the others on a scale each. */
function rateCharts(assembly: Assembly): Block[] {
  const { areas, groups } = assembly.input.snapshot;
  const charts = groups
    .flatMap((group) => group.lines)
    .flatMap((line) => {
      const bars = line.cells.flatMap((cell, series): Bar[] => {
        const [figure, second] = cell.figures;
        if (figure === undefined || second !== undefined) return [];
        const rate = figure.computed.find((computed) => computed.unit === 'per-10000');
        if (rate === undefined || rate.shown.shown !== 'value') return [];
        return [
          {
            label: cell.area.shortName,
            value: rate.shown.value,
            shown: rate.text,
            series,
            record: assembly.figure(figure),
          },
        ];
      });
      return bars.length === line.cells.length && bars.length > 0 ? [{ label: labelOf(line), bars }] : [];
    });
  const highest = (group: { bars: readonly Bar[] }): number => Math.max(...group.bars.map((bar) => bar.value));
  const series = areas.map((area) => area.name);
  const chart = (title: string, chosen: typeof charts): Block[] =>
    chosen.length === 0
      ? []
      : [
          {
            kind: 'bars',
            title,
            scale: 'For every 10,000 children under 18, each area in the period it states',
            series,
            groups: chosen,
          },
        ];
  const blocks = [
    ...chart(
      'How many children come to notice',
      charts.filter((group) => highest(group) >= HIGH_RATE),
    ),
    ...chart(
      'How many children have plans, placements or concerns',
      charts.filter((group) => highest(group) < HIGH_RATE),
    ),
  ];
  return blocks.length === 0 ? [] : [{ kind: 'heading', level: 2, text: 'The two areas beside each other' }, ...blocks];
}

/** A rate has a title of its own, because it may count more than the line does; the chart's scale already says per what. */
function labelOf(line: SideBySideLine): string {
  const [figure] = line.cells.flatMap((cell) => cell.figures);
  const rate = figure?.computed.find((computed) => computed.unit === 'per-10000');
  return rate?.title.replace(/ per 10,000 children$/, '') ?? line.title;
}

/** What must be known about the figures of a table, once each, with the lines it is about. */
function notesBlock(figures: readonly { title: string; figure: FigureView }[]): Block[] {
  const about = new Map<string, { note: NoteView; titles: Set<string> }>();
  for (const { title, figure } of figures) {
    for (const note of figure.notes.filter((candidate) => !candidate.wide)) {
      const entry = about.get(note.key) ?? { note, titles: new Set<string>() };
      entry.titles.add(title);
      about.set(note.key, entry);
    }
  }
  if (about.size === 0) return [];
  return [
    {
      kind: 'note',
      tone: 'quiet',
      title: 'About these figures',
      words: [...about.values()].map(({ note, titles }) => [
        { text: `${[...titles].join(', ')}: `, strong: true },
        { text: note.words },
      ]),
    },
  ];
}

function uniqueNotes(figures: readonly FigureView[]): NoteView[] {
  return [...new Map(figures.flatMap((figure) => figure.notes.map((note) => [note.key, note] as const))).values()];
}

/** The period that most of an area's figures in some lines have, in words. */
function mainPeriod(lines: readonly SideBySideLine[], area: AreaRef): string | null {
  const counts = new Map<string, number>();
  const figures = lines.flatMap((line) => line.cells.find((cell) => cell.area.code === area.code)?.figures ?? []);
  for (const { periodWords } of figures) counts.set(periodWords, (counts.get(periodWords) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}

function lowerFirst(text: string): string {
  const [first = '', second = ''] = text;
  // "CIN plans" and the like keep their capitals.
  return second === second.toLocaleUpperCase('en-GB') && second !== ' '
    ? text
    : first.toLocaleLowerCase('en-GB') + text.slice(1);
}
