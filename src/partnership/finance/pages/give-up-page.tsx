import type { VNode } from 'preact';
import { PageHeading } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Budget } from '../budget.ts';
import type { InTheWay } from '../give-up.ts';
import { type FormProps, ReasonPage } from './form-pages.tsx';
import { budgetCrumbs, budgetHref } from './links.ts';

/** Asks why a budget is given up and says what happens: `/partnership/budgets/:id/give-up`. */
export function GiveUpPage({ budget, ...props }: FormProps): VNode {
  return (
    <ReasonPage
      {...{ budget, ...props }}
      asked={{
        title: 'Give this budget up',
        lede: `Nothing has been entered in it. The draft of ${budget.year} goes, and the year is free to be begun again. This can’t be undone; the ledger keeps who began it, and who gave it up and why.`,
        ...{ label: 'Why is it given up?', button: `Give up the budget of ${budget.year}` },
        action: `${budgetHref(budget.id)}/give-up`,
      }}
    />
  );
}

/** Says why a budget can't be given up and what to do instead. */
export function NotGivenUpPage(props: { budget: Budget; inTheWay: InTheWay }): VNode {
  const { budget, inTheWay } = props;
  const here = budgetHref(budget.id);
  return (
    <Page title={`This budget can’t be given up: ${budget.year}`} breadcrumbs={budgetCrumbs(budget)}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading
            title="This budget can’t be given up"
            caption={`Budget ${budget.year}`}
            lede={inTheWay.because}
          />
          <p class="govuk-body">{inTheWay.instead}</p>
          {inTheWay.parts.length > 0 ? (
            <ul class="govuk-list govuk-list--bullet">
              {inTheWay.parts.map(({ name, path }) => (
                <li key={path}>
                  <a class="govuk-link" href={`${here}/${path}`}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
          <p class="govuk-body">
            <a class="govuk-link" href={here}>
              Back to the budget of {budget.year}
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}
