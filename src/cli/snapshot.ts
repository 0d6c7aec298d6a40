import { parseArgs } from 'node:util';
import {
  type AreaSnapshot,
  type Audience,
  type FigureView,
  formatWithUnit,
  publishedInFull,
  snapshotOf,
} from '../evidence/snapshot/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import type { Command } from './command.ts';
import { USAGE_FAULT } from './words.ts';

const USAGE = 'kith snapshot --area E06000001 --year 2021-22 [--json] [--audience public|partnership]';

/** `kith snapshot`: one area's figures of one year, as a table to read or as JSON for another program. */
export const snapshotCommand: Command = {
  name: 'snapshot',
  summary: "Print one area's safeguarding snapshot of a year.",
  usage:
    `${USAGE}\n` +
    'The area is a code or a name. For the public, small numbers are withheld; --json is for other programs.',
  run: async ({ args, out, openDatabase }) => {
    const ask = readArguments(args);
    const snapshot = await snapshotOf(await openDatabase(), ask);
    out(ask.json ? `${JSON.stringify(snapshotJson(snapshot), null, 2)}\n` : snapshotTable(snapshot));
    return 0;
  },
};

function readArguments(args: string[]): { area: string; year: string; json: boolean; audience: Audience } {
  let values: { area?: string; year?: string; json?: boolean; audience?: string };
  try {
    values = parseArgs({
      args,
      options: {
        area: { type: 'string' },
        year: { type: 'string' },
        json: { type: 'boolean', default: false },
        audience: { type: 'string', default: 'partnership' },
      },
    }).values;
  } catch (error) {
    const word = /'([^']+)'/.exec(error instanceof Error ? error.message : '')?.[1];
    throw misused(`kith snapshot does not understand ${word === undefined ? 'these words' : `"${word}"`}`);
  }
  const { area, year, json = false, audience } = values;
  if (!area) throw misused('kith snapshot needs an area');
  if (!year) throw misused('kith snapshot needs a year');
  if (audience !== 'public' && audience !== 'partnership') {
    throw misused(`The audience is public or partnership, not "${audience}"`);
  }
  return { area, year, json, audience };
}

function misused(fault: string): PlainError {
  return new PlainError(`${fault}: write ${USAGE}.`, { exitCode: USAGE_FAULT });
}

/** One indicator as `--json` prints it. */
export interface SnapshotJsonIndicator {
  code: string;
  title: string;
  /** Null when the value is not known or withheld; a note then says which. */
  value: number | null;
  unit: string;
  period: string;
  source: string;
  notes: string[];
}

/** What `--json` prints: these keys and no others, so that another program can rely on them. */
export function snapshotJson(snapshot: AreaSnapshot): {
  area: string;
  year: string;
  indicators: SnapshotJsonIndicator[];
} {
  return {
    area: snapshot.area.code,
    year: snapshot.year,
    indicators: figuresOf(snapshot).map((figure) => ({
      code: figure.indicator.code,
      title: figure.indicator.title,
      value: figure.shown.shown === 'value' ? figure.shown.value : null,
      unit: figure.indicator.unit,
      period: figure.period,
      source: figure.source.text,
      notes: [...ownNotes(figure), ...notesOf(figure).map((note) => note.words)],
    })),
  };
}

function ownNotes(figure: FigureView): string[] {
  if (figure.shown.shown === 'not-known') return [`Not known: ${figure.shown.words}.`];
  if (figure.shown.shown === 'suppressed') return [`Withheld: ${figure.text}.`];
  return figure.shown.about ? ['The source says "approximately".'] : [];
}

/** What must be known of a figure, and how it stands to what is published, with why the two differ. */
function notesOf(figure: FigureView): { key: string; words: string }[] {
  const published = figure.published.map((one) => ({
    key: `published ${figure.id} ${one.measure}`,
    words: publishedInFull(one),
  }));
  return [...figure.notes, ...published];
}

function figuresOf(snapshot: AreaSnapshot): FigureView[] {
  return snapshot.groups.flatMap((group) => group.lines.flatMap((line) => line.figures));
}

/** The snapshot as plain text: a table under each heading, and the notes beneath, numbered. */
export function snapshotTable(snapshot: AreaSnapshot): string {
  const title = `${snapshot.area.name} (${snapshot.area.code}), safeguarding snapshot ${snapshot.year}`;
  const figures = figuresOf(snapshot);
  if (figures.length === 0) return `${title}\n\nNo figure is recorded for this area and year.\n`;
  const notes = [...new Map(figures.flatMap(notesOf).map((note) => [note.key, note])).values()];
  const numberOf = new Map(notes.map((note, index) => [note.key, index + 1]));
  const rows = (of: readonly FigureView[]) =>
    of.map((figure) => [
      figure.indicator.title,
      valueText(figure),
      figure.periodWords,
      notesOf(figure)
        .map((note) => numberOf.get(note.key) ?? 0)
        .sort((one, other) => one - other)
        .join(', '),
    ]);
  const width = (column: number) => Math.max(...rows(figures).map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1), width(2)];
  const line = (row: string[]) =>
    `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  const groups = snapshot.groups.map((group) => {
    const of = group.lines.flatMap((one) => one.figures);
    return `${group.title}\n${rows(of).map(line).join('\n')}`;
  });
  const beneath = notes.map((note, index) => `  ${String(index + 1).padStart(2)}  ${note.words}`);
  const foot = beneath.length === 0 ? '' : `\n\nNotes (the numbers at the end of a row)\n${beneath.join('\n')}`;
  return `${title}\n\n${groups.join('\n\n')}${foot}\n`;
}

function valueText(figure: FigureView): string {
  const { indicator, shown } = figure;
  if (shown.shown !== 'value') return figure.text;
  const text = formatWithUnit(shown.value, indicator.unit, indicator.decimals);
  return shown.about ? `about ${text}` : text;
}
