import type { VNode } from 'preact';
import { EmptyState, LoadAYear, PageHeading, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { accountHref } from '../account.ts';
import { downloadHref, reportHref } from './links.ts';

/** The years that have a report: `/report`. */
export function ReportsPage({ years, accounts }: { years: readonly string[]; accounts: readonly string[] }): VNode {
  return (
    <Page title="Yearly report" breadcrumbs={[{ text: 'Home', href: '/' }]}>
      <PageHeading
        title="Yearly report"
        lede="What the partnership did, what came of it and what is not known: assembled from its records, year by year."
      />
      {years.length === 0 ? (
        <EmptyState
          will="The yearly reports will be here, each with a checklist of what the guidance asks."
          how={<LoadAYear />}
        />
      ) : (
        <ul class="kith-list">
          {years.map((year) => (
            <li key={year}>
              <a class="govuk-link" href={reportHref(year)}>
                Yearly report {year}
              </a>
              <span class="kith-list__about kith-quiet">
                {`April ${year.slice(0, 4)} to March ${Number(year.slice(0, 4)) + 1}. Also as `}
                <a class="govuk-link" href={downloadHref(year, 'pdf')}>
                  PDF<span class="govuk-visually-hidden"> of {year}</span>
                </a>
                {' and '}
                <a class="govuk-link" href={downloadHref(year, 'docx')}>
                  Word document<span class="govuk-visually-hidden"> of {year}</span>
                </a>
              </span>
            </li>
          ))}
        </ul>
      )}
      {accounts.length === 0 ? null : (
        <Section
          title="Between two reports"
          id="accounts"
          note="What is published of the partnership’s work before its yearly report is written."
        >
          <ul class="kith-list">
            {accounts.map((year) => (
              <li key={year}>
                <a class="govuk-link" href={accountHref(year)}>
                  What was decided and done in {year}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
