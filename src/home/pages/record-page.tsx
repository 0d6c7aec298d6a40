import type { VNode } from 'preact';
import { momentInWords, partialDateInWords } from '../../platform/clocks/index.ts';
import type { RecordVersion, SourceDocument } from '../../platform/records/index.ts';
import { Facts, LoadedFiles, PageHeading, provenanceHref, Section } from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';
import { type Change, changesBetween, type Field, type FieldValue, fieldsOf, titleOf } from '../record-fields.ts';
import type { ShownKind } from '../record-kinds.ts';

/** A record with all its versions, newest first. */
export interface RecordView {
  kind: ShownKind;
  versions: readonly [RecordVersion, ...RecordVersion[]];
}

/** Where a record comes from: what the file said, who loaded it, what changed since: `/records/:kind/:key`. */
export function RecordPage({ view }: { view: RecordView }): VNode {
  const [newest, ...earlier] = view.versions;
  const title = titleOf(newest);
  const shownAt = view.kind.shownAt?.(newest) ?? null;
  return (
    <Page
      title={`Source of ${view.kind.name.toLowerCase()}: ${title}`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        ...(shownAt ? [{ text: `Back to where it is shown`, href: shownAt }] : []),
      ]}
    >
      <PageHeading caption={`${view.kind.name}: where it comes from`} title={title} />
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="As it was loaded" id="record">
            <Fields fields={fieldsOf(newest.body)} />
          </Section>
          <Section title="Versions" id="versions" note={versionsNote(view.versions.length)}>
            <ol class="kith-claims" reversed>
              {view.versions.map((version, at) => (
                <Version version={version} before={view.versions[at + 1] ?? null} key={version.version} />
              ))}
            </ol>
          </Section>
        </div>
        <aside class="kith-record__side" aria-label="Provenance">
          <Facts
            facts={[
              { name: 'Source', value: newest.source ? <SourceName source={newest.source} /> : 'Kith itself' },
              {
                name: 'Place in the source',
                value: newest.place ?? <span class="kith-not-known">No place is given</span>,
              },
              { name: 'Year', value: newest.year },
              { name: 'Loaded by', value: newest.loadedBy },
              { name: 'Loaded', value: momentInWords(newest.loadedAt) },
              { name: newest.files.length === 1 ? 'File' : 'Files', value: <LoadedFiles files={newest.files} /> },
              { name: 'Version', value: `${newest.version}${earlier.length === 0 ? ', unchanged since' : ''}` },
              { name: 'Key', value: <code class="kith-code">{`${newest.kind} / ${newest.key}`}</code> },
              {
                name: 'Shown at',
                value: shownAt ? (
                  <a class="govuk-link" href={shownAt}>
                    {title}
                  </a>
                ) : null,
              },
            ]}
          />
        </aside>
      </div>
      {newest.source ? <SourceSection source={newest.source} /> : null}
    </Page>
  );
}

function versionsNote(count: number): string {
  return count === 1
    ? 'This is the only version. A correction would stand beside it, not replace it.'
    : 'Nothing is overwritten. Each correction stands beside what it corrects.';
}

function SourceName({ source }: { source: SourceDocument }): VNode {
  return (
    <a class="govuk-link" href={provenanceHref('source', source.key)}>
      {source.title}
    </a>
  );
}

function SourceSection({ source }: { source: SourceDocument }): VNode {
  return (
    <Section title="The source" id="source" note={source.note ?? undefined}>
      <Facts
        facts={[
          { name: 'Title', value: source.title },
          { name: 'Published by', value: source.publisher },
          { name: 'Published', value: source.published ? partialDateInWords(source.published) : null },
          { name: 'Covers', value: source.covers },
          {
            name: 'Address',
            value: source.url ? (
              <a class="govuk-link" href={source.url} rel="noreferrer">
                {source.url}
              </a>
            ) : null,
          },
          { name: 'Licence', value: source.licence },
        ]}
      />
    </Section>
  );
}

function Fields({ fields }: { fields: readonly Field[] }): VNode {
  return (
    <dl class="kith-facts">
      {fields.map((field) => (
        <div key={field.id} id={field.id}>
          <dt>{field.name}</dt>
          <dd>
            <Value value={field.value} id={field.id} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** `id` names the places of a list's entries, so that a claim's link lands on its own line; null below the first level. */
function Value({ value, id }: { value: FieldValue; id: string | null }): VNode {
  if ('words' in value) return <>{value.words}</>;
  if ('fields' in value) {
    return (
      <ul class="kith-plain">
        {value.fields.map((field) => (
          <li key={field.id} class={field.id === 'words' ? undefined : 'kith-quiet'}>
            {field.id === 'words' ? null : `${field.name}: `}
            <Value value={field.value} id={null} />
          </li>
        ))}
      </ul>
    );
  }
  if (value.entries.every((entry) => 'words' in entry) && id === null) {
    return <>{value.entries.map((entry) => ('words' in entry ? entry.words : '')).join(', ')}</>;
  }
  return (
    <ol class="kith-entries">
      {value.entries.map((entry, at) => (
        <li key={at} id={id === null ? undefined : `${id}-${at + 1}`}>
          <Value value={entry} id={null} />
        </li>
      ))}
    </ol>
  );
}

function Version({ version, before }: { version: RecordVersion; before: RecordVersion | null }): VNode {
  const changes = before ? changesBetween(before.body, version.body) : [];
  return (
    <li class="kith-claim">
      <p class="kith-claim__words">
        <strong>Version {version.version}</strong>, loaded by {version.loadedBy}, {momentInWords(version.loadedAt)}
      </p>
      {before ? <Changes changes={changes} /> : <p class="kith-claim__foot">First version</p>}
    </li>
  );
}

function Changes({ changes }: { changes: readonly Change[] }): VNode {
  if (changes.length === 0) return <p class="kith-claim__foot">Only its source, place or year changed</p>;
  return (
    <ul class="kith-plain">
      {changes.map((change) => (
        <li key={change.name}>
          <span class="kith-quiet">{change.name}:</span> {change.before === null ? 'added' : <del>{change.before}</del>}{' '}
          {change.after === null ? 'left out' : <ins>{change.after}</ins>}
        </li>
      ))}
    </ul>
  );
}
