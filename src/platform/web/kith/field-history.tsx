import type { ComponentChildren, VNode } from 'preact';
import { isHeldRole, ROLES } from '../../access/index.ts';
import { momentInWords } from '../../clocks/index.ts';
import { Scroll } from './scroll.tsx';

/** One act in a record's history, as `readRecordHistory` gives it. */
export interface HistoryEntry {
  at: Date;
  who: string;
  role: string | null;
  why: string | null;
  doing: string;
  changes: readonly { field: string; before: unknown; after: unknown }[];
}

/** What a history takes. */
export interface FieldHistoryProps {
  entries: readonly HistoryEntry[];
  /** What the record's own pages call each field: `{ aware_on: 'Day the council became aware' }`. */
  labels: Readonly<Record<string, string>>;
  /** A value in the words of the record's own pages; undefined for one that may stand as it is. */
  inWords?: (field: string, value: unknown) => ComponentChildren;
  /** Level of the headings; 3 unless told. */
  headingLevel?: 2 | 3 | 4;
}

/** Every field that was ever changed in a record: what, from, to, who and why. Newest first, as given. */
export function FieldHistory(props: FieldHistoryProps): VNode {
  const { entries, labels, inWords } = props;
  if (entries.length === 0) return <p class="govuk-body">Nothing has been changed yet.</p>;
  const Heading = `h${props.headingLevel ?? 3}` as 'h3';
  return (
    <ol class="kith-history">
      {entries.map((entry, place) => (
        <li class="kith-history__act">
          <Heading class="kith-history__title">{entry.doing}</Heading>
          <p class="kith-history__by">
            {byline(entry)}, <time datetime={entry.at.toISOString()}>{momentInWords(entry.at)}</time>
          </p>
          {entry.why ? <p class="govuk-body">Reason given: {entry.why}</p> : null}
          <Scroll label={`Act ${entries.length - place}: what was changed`}>
            <table class="govuk-table kith-table">
              <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                  {['What', 'Before', 'After'].map((heading) => (
                    <th scope="col" class="govuk-table__header">
                      {heading}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody class="govuk-table__body">
                {entry.changes.map((change) => (
                  <tr class="govuk-table__row">
                    <th scope="row" class="govuk-table__header">
                      {labels[change.field] ?? spoken(change.field)}
                    </th>
                    <td class="govuk-table__cell">{value(change.field, change.before, inWords)}</td>
                    <td class="govuk-table__cell">{value(change.field, change.after, inWords)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </li>
      ))}
    </ol>
  );
}

function byline({ who, role }: HistoryEntry): string {
  return role !== null && isHeldRole(role) ? `${who} (${ROLES[role].name.toLowerCase()})` : who;
}

/** `aware_on` is "Aware on" where the module gave no better words. */
function spoken(field: string): string {
  const words = field.replaceAll(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function value(field: string, held: unknown, inWords: FieldHistoryProps['inWords']): ComponentChildren {
  if (held === null || held === undefined) return <span class="kith-not-known">Nothing</span>;
  return inWords?.(field, held) ?? plain(held);
}

function plain(held: unknown): string {
  if (typeof held === 'boolean') return held ? 'Yes' : 'No';
  if (Array.isArray(held)) return held.length === 0 ? 'None' : held.map(plain).join(', ');
  return typeof held === 'object' && held !== null ? JSON.stringify(held) : String(held);
}
