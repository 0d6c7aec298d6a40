import type { VNode } from 'preact';
import { dateInWords } from '../../../platform/clocks/index.ts';
import {
  DataNote,
  Facts,
  PageHeading,
  provenanceHref,
  Section,
  SourceLink,
  YearSwitch,
} from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Approval, Budget } from '../budget.ts';
import type { BudgetFigures } from '../figures.ts';
import { poundsInWords } from '../money.ts';
import { Contributions, Spending, ValueForMoney } from './figure-tables.tsx';
import { BUDGETS, CRUMBS, PUBLIC, publicHref } from './links.ts';

/** What both public pages know of the visitor and the partnership. */
export interface PublicProps {
  /** Key of the partnership. */
  partnership: string | null;
  /** Years of which the money is published, and years of which a yearly report could ask for it; newest first. */
  years: readonly { year: string; published: boolean }[];
  /** The visitor may see budgets that are not published. */
  mayWork: boolean;
}

function Foot({ partnership, mayWork }: PublicProps): VNode {
  return (
    <>
      {partnership ? (
        <p class="govuk-body">
          Money is kept for the partnership as a whole.{' '}
          <SourceLink href={provenanceHref('partnership', partnership)} of="the partnership" />
        </p>
      ) : null}
      {mayWork ? (
        <p class="govuk-body kith-no-print">
          <a class="govuk-link" href={BUDGETS}>
            Budgets, with those that are not public
          </a>
        </p>
      ) : null}
    </>
  );
}

/** Years of which the money is published: `/partnership/finance`. */
export function FinancePage(props: PublicProps): VNode {
  return (
    <Page title="Money" breadcrumbs={CRUMBS}>
      <PageHeading
        title="Money"
        lede="What the arrangements cost, what each partner pays, and what that brought. Year by year, once it is published."
      />
      {props.years.length === 0 ? (
        <p class="govuk-body kith-not-known">No year is published.</p>
      ) : (
        <ul class="kith-list">
          {props.years.map((one) => (
            <li key={one.year}>
              <a class="govuk-link" href={publicHref(one.year)}>
                {one.year}
              </a>
              <span class="kith-list__about">{one.published ? 'Published' : 'Nothing is published'}</span>
            </li>
          ))}
        </ul>
      )}
      <Foot {...props} />
    </Page>
  );
}

/** The published money of one year: `/partnership/finance/:year`. */
export function FinanceYearPage(
  props: PublicProps & { year: string; found: { budget: Budget; figures: BudgetFigures } | null },
): VNode {
  const { year, found } = props;
  const crumbs = [...CRUMBS, { text: 'Money', href: PUBLIC }];
  if (!found) {
    return (
      <Page title={`Money in ${year}`} breadcrumbs={crumbs}>
        <PageHeading title={`Money in ${year}`} />
        <p class="govuk-body kith-not-known">
          Nothing is published of what the arrangements cost in {year}, what each partner paid, or what it brought.
        </p>
        <Foot {...props} />
      </Page>
    );
  }
  const { budget, figures } = found;
  return (
    <Page title={`Money in ${year}`} breadcrumbs={crumbs}>
      <PageHeading
        title={`Money in ${year}`}
        lede={`The partners agreed to pay ${poundsInWords(figures.agreed)}. ${poundsInWords(figures.spent)} was spent.`}
      />
      <YearSwitch years={props.years.map((one) => one.year)} current={year} hrefOf={publicHref} />
      {budget.note ? <DataNote title="Read this first">{budget.note}</DataNote> : null}
      <Section title="What each partner contributes" id="contributions">
        <Contributions figures={figures} />
      </Section>
      <Section title="What it was spent on" id="spending">
        <Spending figures={figures} />
        {figures.corrected > 0 ? (
          <p class="govuk-body">
            {figures.corrected === 1 ? 'One entry was' : `${figures.corrected} entries were`} corrected. The sums count
            corrections; the office’s book holds both the entry and what takes it back.
          </p>
        ) : null}
      </Section>
      <Section title="Value for money" id="value" note="What was bought is told apart from what it changed.">
        <ValueForMoney words={budget} />
      </Section>
      <Section title="Who agreed to it" id="agreed" note="By agency and post.">
        <Approvals approvals={budget.approvals} />
      </Section>
      <Section title="Take it with you" id="files">
        <Facts
          facts={[
            {
              name: 'As a table',
              value: (
                <a class="govuk-link" href={`${publicHref(year)}/figures.csv`}>
                  {year}, CSV
                </a>
              ),
            },
            {
              name: 'As a workbook',
              value: (
                <a class="govuk-link" href={`${publicHref(year)}/figures.xlsx`}>
                  {year}, XLSX
                </a>
              ),
            },
            { name: 'Published', value: budget.publishedOn ? dateInWords(budget.publishedOn) : null },
          ]}
        />
      </Section>
      <Foot {...props} />
    </Page>
  );
}

/** Who agreed to a budget, by agency and post. */
export function Approvals({ approvals }: { approvals: readonly Approval[] }): VNode {
  if (approvals.length === 0) return <p class="govuk-body kith-not-known">Nobody has agreed to it.</p>;
  return (
    <ul class="kith-list">
      {approvals.map((one) => (
        <li key={one.agency}>
          <span class="kith-list__title">{one.agencyName}</span>
          <span class="kith-list__about">
            {one.post}, on {dateInWords(one.approvedOn)}
            {one.minutedAt === null ? '' : ', in a meeting'}
          </span>
        </li>
      ))}
    </ul>
  );
}
