import type { VNode } from 'preact';
import { SummaryList, Table } from '../../../platform/web/govuk/index.ts';
import { ForPartners, LoadedFiles, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { EarlierVersion, FigureProvenance } from '../view.ts';
import { capital, NoteList, Numeral, sentence, WhyNoNumber } from './figure-parts.tsx';
import { areaHref, indicatorHref } from './links.ts';

const LONDON = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});

/** Where one figure came from: the record, the document and place, who loaded it and when, and what it was before. */
export function ProvenancePage(view: FigureProvenance): VNode {
  const { figure, source } = view;
  const { indicator, area } = figure;
  return (
    <Page
      title={`Source of ${indicator.title}, ${area.shortName}`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Snapshot', href: '/snapshot' },
        { text: area.shortName, href: areaHref(area.code, figure.accountYear) },
      ]}
    >
      <span class="govuk-caption-l">Where this figure comes from</span>
      <h1 class="govuk-heading-l">
        {indicator.title}, {area.name}
      </h1>
      {view.audience === 'partnership' ? <ForPartners /> : null}
      <div class="kith-statement">
        <p class="kith-statement__number">
          <Numeral shown={figure.shown} text={figure.text} />
        </p>
        <p class="kith-statement__about">
          {sentence(figure.periodWords)}
          <WhyNoNumber shown={figure.shown} />
        </p>
      </div>
      <NoteList notes={figure.notes} />
      <Section title="The record">
        <SummaryList
          rows={[
            {
              key: { text: 'What it states' },
              value: {
                text: (
                  <a class="govuk-link" href={indicatorHref(indicator.code)}>
                    {indicator.title}
                  </a>
                ),
              },
            },
            { key: { text: 'Area' }, value: { text: area.name } },
            { key: { text: 'Period, as stated' }, value: { text: capital(figure.periodWords) } },
            { key: { text: 'Accounted for in' }, value: { text: figure.accountYear } },
            { key: { text: 'Record' }, value: { text: <code class="kith-code">{view.record.key}</code> } },
            { key: { text: 'Version' }, value: { text: String(view.version) } },
            { key: { text: 'Loaded by' }, value: { text: view.loadedBy } },
            { key: { text: 'Loaded on' }, value: { text: LONDON.format(view.recordedAt) } },
            view.files.length > 0 && {
              key: { text: view.files.length === 1 ? 'From the file' : 'From the files' },
              value: { text: <LoadedFiles files={view.files} /> },
            },
          ]}
        />
      </Section>
      <Section title="The source">
        <SummaryList
          rows={[
            { key: { text: 'Document' }, value: { text: sourceTitle(source) } },
            source.place !== null && { key: { text: 'Place in it' }, value: { text: source.place } },
            source.publisher !== null && { key: { text: 'Publisher' }, value: { text: source.publisher } },
            source.published !== null && { key: { text: 'Published' }, value: { text: source.published } },
            source.covers !== null && { key: { text: 'Covers' }, value: { text: source.covers } },
            source.licence !== null && { key: { text: 'Licence' }, value: { text: source.licence } },
            source.note !== null && { key: { text: 'Note' }, value: { text: source.note } },
          ]}
        />
      </Section>
      <Section title="Earlier values">
        {view.earlier.length === 0 ? (
          <p class="govuk-body">This is the first value loaded. Nothing was changed since.</p>
        ) : (
          <EarlierValues earlier={view.earlier} />
        )}
      </Section>
    </Page>
  );
}

/** A web address becomes a link only where it is one; anything else that was loaded is printed as it stands. */
function sourceTitle(source: FigureProvenance['source']): VNode | string {
  if (source.url === null || !/^https?:\/\//i.test(source.url)) return source.title;
  return (
    <a class="govuk-link" href={source.url} rel="noreferrer">
      {source.title}
    </a>
  );
}

function EarlierValues(props: { earlier: readonly EarlierVersion[] }): VNode {
  return (
    <section class="kith-scroll" aria-label="Earlier values" tabindex={0}>
      <Table
        classes="kith-table"
        caption="Nothing is overwritten: a correction stands beside what it corrects."
        captionClasses="govuk-table__caption--s"
        firstCellIsHeader
        head={[
          { text: 'Version' },
          { text: 'Value', format: 'numeric' },
          { text: 'Source' },
          { text: 'Loaded by' },
          { text: 'Loaded on' },
        ]}
        rows={props.earlier.map((version) => [
          { text: String(version.version) },
          {
            text: (
              <>
                <Numeral shown={version.shown} text={version.text} />
                <WhyNoNumber shown={version.shown} />
              </>
            ),
            format: 'numeric',
          },
          { text: version.source.text },
          { text: version.loadedBy },
          { text: LONDON.format(version.recordedAt) },
        ])}
      />
    </section>
  );
}
