import type { VNode } from 'preact';
import { DocumentContents, DocumentSections } from '../../../platform/documents/html.tsx';
import type { DocumentModel } from '../../../platform/documents/index.ts';
import { ForPartners, PageHeading, YearSwitch } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Audience } from '../../snapshot/index.ts';
import type { Checklist } from '../checklist.ts';
import { checklistHref, downloadHref, reportHref } from './links.ts';

/** A year's report as a web page: `/report/:year`. Every figure and claim opens the record beneath it. */
export function ReportPage(props: {
  document: DocumentModel;
  audience: Audience;
  checklists: readonly Checklist[];
  years: readonly string[];
}): VNode {
  const { document, audience, checklists, years } = props;
  const year = document.subtitle;
  return (
    <Page
      title={`${document.title} ${year}`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Yearly report', href: '/report' },
      ]}
    >
      <PageHeading caption={document.organisation} title={`${document.title} ${year}`} lede={document.edition} />
      <YearSwitch years={years} current={year} hrefOf={reportHref} />
      {audience === 'partnership' ? <ForPartners /> : null}
      <ul class="kith-list kith-no-print">
        {audience === 'partnership' ? (
          <li>
            With small numbers, not for publication:{' '}
            <a class="govuk-link" href={downloadHref(year, 'pdf', audience)}>
              PDF<span class="govuk-visually-hidden"> with small numbers</span>
            </a>
            {' or '}
            <a class="govuk-link" href={downloadHref(year, 'docx', audience)}>
              Word document<span class="govuk-visually-hidden"> with small numbers</span>
            </a>
            <span class="kith-list__about kith-quiet">Kith remembers who did. The files below are for anybody</span>
          </li>
        ) : null}
        <li>
          <a class="govuk-link" href={downloadHref(year, 'pdf')}>
            Download as PDF
          </a>
          <span class="kith-list__about kith-quiet">Tagged for screen readers, with bookmarks</span>
        </li>
        <li>
          <a class="govuk-link" href={downloadHref(year, 'docx')}>
            Download as Word document
          </a>
          <span class="kith-list__about kith-quiet">To work on, or to read in another program</span>
        </li>
        {checklists.map(({ edition, counts, lines }) => (
          <li key={edition.key}>
            <a class="govuk-link" href={checklistHref(year, edition.key)}>
              Checklist: {edition.title}
            </a>
            <span class="kith-list__about kith-quiet">
              {counts.answered} of {lines.length} answered, {counts.partly} partly,{' '}
              {counts.notAnswered + counts.notJudged} not
            </span>
          </li>
        ))}
      </ul>
      <DocumentContents model={document} />
      <DocumentSections model={document} options={{ publicUrl: '' }} />
    </Page>
  );
}
