import type { VNode } from 'preact';
import type { RecordChange } from '../../../../platform/ledger/index.ts';
import { FieldHistory, PageHeading } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { fieldsOf } from '../rules.ts';
import type { NotificationView } from '../service.ts';
import { crumbs } from './links.ts';

/** What was changed in a notification, by whom and why: `/learning/notifications/:id/history`. */
export function HistoryPage({ view, history }: { view: NotificationView; history: readonly RecordChange[] }): VNode {
  const { notification, names } = view;
  const labels = Object.fromEntries([
    ...[...names.agencies].map(([key, name]) => [`view/${key}`, `View of ${name}`]),
    ...fieldsOf(notification, names).map(({ field, label }) => [field, label]),
    ['sealed', 'Sealed'],
  ]);
  return (
    <Page title={`History of ${notification.reference}`} breadcrumbs={crumbs(notification)}>
      <PageHeading
        title={`History of ${notification.reference}`}
        caption="Serious incident notification"
        lede="Every field that was ever changed: from what, to what, by whom and why. Newest first."
      />
      <FieldHistory entries={history} labels={labels} headingLevel={2} inWords={(_field, value) => inLines(value)} />
    </Page>
  );
}

/** Several lines of one field stand below each other. */
function inLines(value: unknown): VNode | undefined {
  if (!Array.isArray(value)) return undefined;
  return (
    <ul class="kith-plain">
      {value.map((line) => (
        <li key={String(line)}>{String(line)}</li>
      ))}
    </ul>
  );
}
