import type { VNode } from 'preact';
import { type BankHoliday, longDate } from '../../platform/clocks/index.ts';
import { Table } from '../../platform/web/govuk/index.ts';
import { EmptyState, PageHeading, provenanceHref, Section, SourceLink } from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';

/** The bank holidays that working days leave out, year by year: `/clocks/bank-holidays`. */
export function BankHolidaysPage({ holidays }: { holidays: readonly BankHoliday[] }): VNode {
  const years = [...new Set(holidays.map(({ day }) => day.slice(0, 4)))];
  return (
    <Page
      title="Bank holidays"
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Time limits', href: '/clocks' },
      ]}
    >
      <PageHeading
        title="Bank holidays"
        lede={
          years.length > 0
            ? `Days in England that no working-day limit counts, from ${years[0]} to ${years.at(-1)}. Outside these years Kith does not count working days.`
            : 'Days in England that no working-day limit counts.'
        }
      />
      {years.length === 0 ? (
        <EmptyState
          will="Here will stand England’s bank holidays. Until they are loaded, Kith does not count working days."
          how={
            <>
              They come from a file: <code class="kith-code">kith load bank-holidays.yaml</code>.
            </>
          }
        />
      ) : (
        <>
          <nav class="kith-years" aria-label="Years on this page">
            <ul>
              {years.map((year) => (
                <li key={year}>
                  <a href={`#year-${year}`}>{year}</a>
                </li>
              ))}
            </ul>
          </nav>
          {years.map((year) => (
            <Year key={year} year={year} holidays={holidays.filter(({ day }) => day.startsWith(year))} />
          ))}
        </>
      )}
    </Page>
  );
}

function Year({ year, holidays }: { year: string; holidays: readonly BankHoliday[] }): VNode {
  return (
    <Section title={year} id={`year-${year}`}>
      <Table
        caption={`Bank holidays in ${year}`}
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[{ text: 'Day' }, { text: 'Holiday' }, { text: 'Source' }]}
        rows={holidays.map(({ day, name, substitute }) => [
          { text: longDate(day) },
          { text: substitute ? `${name} (substitute day)` : name },
          { text: <SourceLink href={provenanceHref('bank-holiday', day)} of={`${name}, ${longDate(day)}`} /> },
        ])}
      />
    </Section>
  );
}
