import type { ComponentChildren, VNode } from 'preact';
import { dateInWords, isPlainDate } from '../clocks/index.ts';
import type { RecordChange } from '../ledger/index.ts';
import { FieldHistory, PageHeading } from '../web/kith/index.ts';
import { type Crumb, Page } from '../web/page.tsx';

/** The record whose history is shown, as its own page calls it. */
export interface HistoryOf {
  /** Number under which the ledger keeps it; several where one page shows what is kept under more than one. */
  records: string | readonly string[];
  /** "ACT-2026-0001", "Executive". */
  name: string;
  /** "Action". */
  caption: string;
  /** Pages above, the record's own page last. */
  breadcrumbs: readonly Crumb[];
}

/** How what the ledger keeps of a kind of record is said on its pages. */
export interface HistoryWords {
  /** What the record's pages call a field, or a part of a field's name such as `line` in `line/venue/planned`. */
  labels: Readonly<Record<string, string>>;
  /** The words for what may stand in a field: `{ state: { open: 'Open' } }`. */
  values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const NUMBER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Every field that was ever changed in a record, by whom and why. `names` are those of people and agencies by number and key. */
export function HistoryPage(props: {
  of: HistoryOf;
  history: readonly RecordChange[];
  words: HistoryWords;
  names: ReadonlyMap<string, string>;
}): VNode {
  const { of, history, words, names } = props;
  const fields = new Set(history.flatMap(({ changes }) => changes.map(({ field }) => field)));
  const labels = Object.fromEntries([...fields].map((field) => [field, labelOf(field, words.labels, names)]));
  return (
    <Page title={`History of ${of.name}`} breadcrumbs={[...of.breadcrumbs]}>
      <PageHeading
        title={`History of ${of.name}`}
        caption={of.caption}
        lede="Every field that was ever changed: from what, to what, by whom and why. Newest first."
      />
      <FieldHistory
        entries={history}
        labels={labels}
        headingLevel={2}
        inWords={(field, value) => inWords(value, words.values?.[field] ?? {}, names)}
      />
    </Page>
  );
}

/** "Contribution, Cleveland Police, agreed" for `contribution/cleveland-police/agreed`; a number that names nothing is left out. */
function labelOf(field: string, labels: HistoryWords['labels'], names: ReadonlyMap<string, string>): string {
  const whole = labels[field];
  if (whole !== undefined) return whole;
  const parts = field
    .split('/')
    .filter((part) => names.has(part) || !NUMBER.test(part))
    .map((part) => names.get(part) ?? labels[part] ?? spoken(part));
  const label = parts.map((part, place) => (place === 0 || names.has(part) ? part : uncapital(part))).join(', ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** A key in words, `venue_booked` as "venue booked"; what is in words already stays, hyphens of a name and all. */
function spoken(part: string): string {
  return part.includes(' ') ? part : part.replaceAll(/[_-]+/g, ' ');
}

function uncapital(words: string): string {
  return /^[A-Z][a-z]/.test(words) && !words.includes(' ') ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

function inWords(
  value: unknown,
  known: Readonly<Record<string, string>>,
  names: ReadonlyMap<string, string>,
): ComponentChildren {
  if (Array.isArray(value))
    return value.length === 0 ? undefined : inLines(value.map((one) => said(one, known, names)));
  if (typeof value !== 'string') return undefined;
  const lines = value.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 ? inLines(lines) : said(value, known, names);
}

function said(value: unknown, known: Readonly<Record<string, string>>, names: ReadonlyMap<string, string>): string {
  const held = String(value);
  if (Object.hasOwn(known, held)) return known[held] ?? held;
  return names.get(held) ?? (isPlainDate(held) ? dateInWords(held) : held);
}

function inLines(lines: readonly string[]): VNode {
  return (
    <ul class="kith-plain">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
