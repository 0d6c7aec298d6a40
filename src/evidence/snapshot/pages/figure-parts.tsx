import type { VNode } from 'preact';
import { SourceLink } from '../../../platform/web/kith/index.ts';
import type { Audience, ComputedView, FigureView, NoteView, Shown, WithheldBecause } from '../view.ts';
import { DOWNLOAD_FORMATS, downloadHref, figureHref } from './links.ts';

/** Why a value is not shown, as a reader needs it said: rule 12, the edition of the indicator says which numbers. */
export const WHY_WITHHELD: Record<WithheldBecause, string> = {
  'small-number': 'The number is from 1 to 5. It is not published, so that nobody can be recognised.',
  'protects-small-number': 'Not published, because a number from 1 to 5 could be worked out with it.',
};

/** A value as the figure of a tile or a cell: the number, or the words that stand in its place. */
export function Numeral(props: { shown: Shown; text: string }): VNode {
  if (props.shown.shown === 'suppressed') return <span class="kith-suppressed">Not shown</span>;
  if (props.shown.shown === 'not-known') return <span class="kith-not-known">Not known</span>;
  if (!props.shown.about) return <span class="kith-numeral">{props.text}</span>;
  return (
    <span class="kith-numeral">
      <span class="kith-unit">about</span> {props.text.replace(/^about /, '')}
    </span>
  );
}

/** Why there is no number, in a sentence; nothing where there is one. */
export function WhyNoNumber(props: { shown: Shown }): VNode | null {
  if (props.shown.shown === 'suppressed') return <span class="kith-why">{WHY_WITHHELD[props.shown.why]}</span>;
  if (props.shown.shown === 'not-known') return <span class="kith-why">{sentence(props.shown.words)}</span>;
  return null;
}

/** The quiet way from a figure to where it came from. */
export function FigureSource(props: { figure: FigureView }): VNode {
  const { id, indicator, area, periodWords } = props.figure;
  return <SourceLink href={figureHref(id)} of={`${indicator.title}, ${area.shortName}, ${periodWords}`} />;
}

/** A rate, share or ratio worked out from figures, with what it is in words. A withheld one says nothing of its own. */
export function Computed(props: { computed: ComputedView }): VNode | null {
  const { computed } = props;
  if (computed.shown.shown !== 'value') return null;
  return (
    <span class="kith-rate">
      <strong>{computed.text}</strong>{' '}
      {computed.unit === 'per-10000' ? 'per 10,000 under-18s' : lowerFirst(computed.title)}
    </span>
  );
}

/** A title as part of a sentence. A word in capitals stays as it is: MARAC. */
function lowerFirst(title: string): string {
  return /^[A-Z][^A-Z]/.test(title) ? `${title.slice(0, 1).toLowerCase()}${title.slice(1)}` : title;
}

/** Where each note of a page stands in full, by the note's key: the figure it stands with, and how that figure is named. */
export type FirstWithNote = ReadonlyMap<string, { id: number; title: string }>;

/** Finds for each note the first figure that has it: the note stands in full there, and by name with the others. */
export function firstWithNote(figures: readonly FigureView[], name: (figure: FigureView) => string): FirstWithNote {
  const first = new Map<string, { id: number; title: string }>();
  for (const figure of figures) {
    for (const note of figure.notes)
      if (!first.has(note.key)) first.set(note.key, { id: figure.id, title: name(figure) });
  }
  return first;
}

/** What a reader must know of one figure. A note that stands in full earlier is named with a link to it. */
export function NoteList(props: {
  notes: readonly NoteView[];
  first?: FirstWithNote;
  figureId?: number;
}): VNode | null {
  if (props.notes.length === 0) return null;
  return (
    <>
      {props.notes.map((note) => {
        const first = props.first?.get(note.key);
        if (first && first.id !== props.figureId) {
          return (
            <p class="kith-note" key={note.key}>
              <strong>{NOTE_KINDS[note.kind]}</strong> as for <a href={`#figure-${first.id}`}>{first.title}</a>
            </p>
          );
        }
        return (
          <p class="kith-note" key={note.key}>
            <strong>{NOTE_KINDS[note.kind]}</strong> {note.words}
          </p>
        );
      })}
    </>
  );
}

/** What a note is about, in the words that stand before it. */
export const NOTE_KINDS: Record<NoteView['kind'], string> = {
  period: 'Period:',
  definition: 'Definition:',
  missing: 'Missing:',
  arithmetic: 'Arithmetic:',
  precision: 'Precision:',
  source: 'Source:',
};

/** The files a page's figures can be taken away in: fit for anybody, and, for partners, with small numbers too. */
export function Downloads(props: { pageHref: string; of: string; audience: Audience }): VNode {
  return (
    <>
      {props.audience === 'partnership' ? (
        <p class="kith-downloads kith-no-print">
          Download {props.of} with small numbers, not for publication: <Formats {...props} />. Kith remembers who did.
        </p>
      ) : null}
      <p class="kith-downloads kith-no-print">
        Download {props.of}
        {props.audience === 'partnership' ? ' as the public sees them' : ''}: <Formats {...props} audience="public" />,
        with definitions, sources and notes.
      </p>
    </>
  );
}

function Formats(props: { pageHref: string; audience: Audience }): VNode {
  return (
    <>
      {DOWNLOAD_FORMATS.map((format, index) => (
        <>
          {index > 0 ? ' or ' : ''}
          <a class="govuk-link" href={downloadHref(props.pageHref, format, props.audience)}>
            {format === 'csv' ? 'CSV' : 'Excel workbook'}
            {props.audience === 'partnership' ? <span class="govuk-visually-hidden"> with small numbers</span> : null}
          </a>
        </>
      ))}
    </>
  );
}

/** Begins with a capital, as the first word of a heading or a cell does. */
export function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** Begins with a capital and ends with a full stop, as a sentence does. */
export function sentence(words: string): string {
  const text = words.trim();
  return text === '' || /[.!?]$/.test(text) ? capital(text) : `${capital(text)}.`;
}

/** Words of a list: "Hartlepool, Stockton-on-Tees and Redcar". */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Links to the groups of a page. */
export function Contents(props: { groups: readonly { key: string; title: string }[] }): VNode {
  return (
    <nav class="kith-contents kith-no-print" aria-label="On this page">
      <ul>
        {props.groups.map((group) => (
          <li key={group.key}>
            <a class="govuk-link" href={`#group-${group.key}`}>
              {group.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
