import type { VNode } from 'preact';
import { Button, Select } from '../../../platform/web/govuk/index.ts';
import { EmptyState, LoadAYear, PageHeading, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { accountHref } from '../account.ts';
import { checklistHref, downloadHref, reportHref } from './links.ts';

/** The years that have a report: `/report`. */
export function ReportsPage(props: {
  /** Years whose report somebody set up. */
  setUp: readonly string[];
  /** Years of which decisions, actions or scrutiny are published. */
  accounts: readonly string[];
  /** Every year for which a report can be read, the newest first. */
  years: readonly string[];
}): VNode {
  const { setUp, accounts, years } = props;
  const assembled = accounts.filter((year) => !setUp.includes(year));
  return (
    <Page title="Yearly report" breadcrumbs={[{ text: 'Home', href: '/' }]}>
      <PageHeading
        title="Yearly report"
        lede="What the partnership did, what came of it and what is not known: assembled from its records, year by year."
      />
      {setUp.length === 0 && years.length === 0 ? (
        <EmptyState
          will="The yearly reports will be here, each with a checklist of what the guidance asks."
          how={<LoadAYear />}
        />
      ) : setUp.length === 0 ? null : (
        <ul class="kith-list">
          {setUp.map((year) => (
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
      {years.length === 0 ? null : (
        <Section
          title="Assembled, not written"
          id="accounts"
          note="What the records tell of a year before anybody has written its report."
        >
          {assembled.length === 0 ? null : (
            <ul class="kith-list">
              {assembled.map((year) => (
                <li key={year}>
                  <a class="govuk-link" href={reportHref(year)}>
                    What the records hold of {year}
                  </a>
                  <span class="kith-list__about kith-quiet">
                    {'Also '}
                    <a class="govuk-link" href={checklistHref(year)}>
                      what the guidance asks<span class="govuk-visually-hidden"> of {year}</span>
                    </a>
                    {' and '}
                    <a class="govuk-link" href={accountHref(year)}>
                      what was decided and done in {year}
                    </a>
                  </span>
                </li>
              ))}
            </ul>
          )}
          <form class="kith-filter kith-no-print" method="get" action="/report">
            <Select
              id="year"
              name="year"
              label={{ text: 'Another year' }}
              items={years.map((year) => ({ value: year, text: year }))}
            />
            <Button classes="govuk-button--secondary">Read that year</Button>
          </form>
        </Section>
      )}
    </Page>
  );
}
