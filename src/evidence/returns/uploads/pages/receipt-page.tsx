import type { VNode } from 'preact';
import { dateInWords, momentInWords } from '../../../../platform/clocks/index.ts';
import { megabytes } from '../../../../platform/uploads/index.ts';
import { InsetText, NotificationBanner } from '../../../../platform/web/govuk/index.ts';
import { Facts, PageHeading, Scroll, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { accountYearOf, PublishedBesideIt, periodWords } from '../../../snapshot/index.ts';
import type { ReturnFigure } from '../at-work.ts';
import type { Beside } from '../beside.ts';
import { returnInWords, returnKind } from '../kinds.ts';
import type { Receipt } from '../receipts.ts';
import { indicatorOf } from '../service.ts';
import { crumbs, uploadHref } from './links.ts';
import { counted, number } from './words.ts';

/** The receipt of an accepted return: `/returns/receipts/:id`. It names no child. */
export function ReceiptPage(props: {
  receipt: Receipt;
  /** What its figures are read beside. */
  beside: readonly Beside[];
  mayReadFindings: boolean;
  done: string | null;
}): VNode {
  const { receipt, beside, mayReadFindings, done } = props;
  const { reference, agencyName, tables, because, since, figures } = receipt;
  const title = returnInWords(receipt.returnKind, receipt.rules);
  return (
    <Page title={`Receipt ${reference}`} breadcrumbs={crumbs()}>
      {done ? <NotificationBanner type="success">{done}</NotificationBanner> : null}
      <PageHeading title={title} caption={`Receipt ${reference}, ${agencyName}`} lede={foundInWords(receipt)} />
      <div class="kith-record">
        <div class="kith-record__main">
          {because === null ? null : <InsetText>Accepted though errors stand in it, because: {because}</InsetText>}
          {since ? (
            <p class="govuk-body">
              Since {since.reference}: {counted(since.mended, 'finding was mended', 'findings were mended')},{' '}
              {counted(since.fresh, 'is new', 'are new')}, {counted(since.still, 'is still there', 'are still there')}.
            </p>
          ) : null}
          {receipt.findingsRemovedAt ? (
            <p class="govuk-body">
              What was found child by child was removed at {momentInWords(receipt.findingsRemovedAt)}.
            </p>
          ) : mayReadFindings ? (
            <p class="govuk-body">
              <a class="govuk-link" href={uploadHref(receipt.id)}>
                What was found, child by child
              </a>
              . Every reading of it stands in the ledger.
            </p>
          ) : null}
          <Results receipt={receipt} />
          <Figures figures={figures} receipt={receipt} beside={beside} />
        </div>
        <aside class="kith-record__side">
          <Facts
            facts={[
              { name: 'Return', value: returnKind(receipt.returnKind).name },
              { name: 'Checked by', value: returnKind(receipt.returnKind).inWords(receipt.rules) },
              { name: 'Covers', value: `${dateInWords(receipt.coversFrom)} to ${dateInWords(receipt.coversTo)}` },
              { name: 'Accepted by', value: receipt.acceptedBy },
              { name: 'Accepted', value: momentInWords(receipt.acceptedAt) },
              { name: 'Children', value: number(receipt.children) },
              { name: 'File', value: <span class="kith-break">{receipt.fileName}</span> },
              { name: 'Size', value: megabytes(receipt.bytes) },
              { name: 'SHA-256', value: <code class="kith-code kith-break">{receipt.sha256}</code> },
            ]}
          />
          <h2 class="govuk-heading-s">Rows</h2>
          <Facts facts={tables.map(({ name, rows }) => ({ name, value: number(rows) }))} />
        </aside>
      </div>
    </Page>
  );
}

function foundInWords({ results }: Receipt): string {
  const failed = results.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return 'Every rule passed.';
  const sum = (severity: 'error' | 'query') =>
    failed.filter((one) => one.severity === severity).reduce((all, { found }) => all + found, 0);
  return `${counted(sum('error'), 'error', 'errors')} and ${counted(sum('query'), 'query', 'queries')} stand in it, by ${counted(failed.length, 'rule', 'rules')}.`;
}

function Results({ receipt: { results } }: { receipt: Receipt }): VNode | null {
  const failed = results.filter(({ status }) => status !== 'passed');
  if (failed.length === 0) return null;
  return (
    <Section title="What was found" note="How often each rule fails. No child is named here.">
      <Scroll label="What was found">
        <table class="govuk-table kith-table">
          <thead>
            <tr>
              <th scope="col" class="govuk-table__header">
                Rule
              </th>
              <th scope="col" class="govuk-table__header">
                What is wrong
              </th>
              <th scope="col" class="govuk-table__header kith-number">
                Found
              </th>
            </tr>
          </thead>
          <tbody>
            {failed.map(({ code, severity, message, status, found }) => (
              <tr key={code}>
                <th scope="row" class="govuk-table__header">
                  {code}
                </th>
                <td class="govuk-table__cell">
                  {message} {severity === 'error' ? '(error)' : '(query)'}
                </td>
                <td class="govuk-table__cell kith-number">
                  {status === 'error' ? <span class="kith-not-known">could not run</span> : number(found)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function Figures(props: { figures: readonly ReturnFigure[]; receipt: Receipt; beside: readonly Beside[] }): VNode {
  const { figures, receipt, beside } = props;
  if (figures.length === 0)
    return (
      <Section title="Figures counted from it" id="figures">
        <p class="govuk-body">{receipt.notCounted}</p>
      </Section>
    );
  return (
    <Section
      title="Figures counted from it"
      id="figures"
      note={`Whole figures for your authority, not for publication. ${receipt.reference}, ${returnKind(receipt.returnKind).inWords(receipt.rules)}.`}
    >
      {receipt.areaCode === null ? (
        <InsetText>These figures stand in no snapshot. {receipt.notCounted}</InsetText>
      ) : (
        <p class="govuk-body">
          They stand in{' '}
          <a class="govuk-link" href={snapshotHref(receipt.areaCode, receipt)}>
            the snapshot of the area
          </a>
          , where the public is not shown small ones. Each leads to the years before and to what is published beside it.
        </p>
      )}
      <dl class="kith-facts">
        {figures.map((figure, at) => (
          <div key={`${figure.key} ${figure.period}`}>
            <dt>
              {receipt.areaCode === null ? (
                figureTitle(figure)
              ) : (
                <a class="govuk-link" href={`/snapshot/indicators/${indicatorOf(receipt, figure.key)}`}>
                  {figureTitle(figure)}
                </a>
              )}
            </dt>
            <dd>
              {figureText(figure)}
              {/* Months have one definition; it stands at the first of them. */}
              {figures[at - 1]?.key === figure.key ? null : <span class="kith-list__about">{figure.definition}</span>}
              <BesideIt beside={beside.find((one) => isOf(one, figure))} title={figureTitle(figure)} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function snapshotHref(areaCode: string, { coversTo }: Receipt): string {
  return `/snapshot/areas/${areaCode}?year=${accountYearOf(coversTo)}`;
}

function figureTitle({ title, period }: ReturnFigure): string {
  return period === undefined ? title : `${title}, ${periodWords(period)}`;
}

function isOf(beside: Beside, { key, period }: ReturnFigure): boolean {
  return beside.key === key && (period === undefined || beside.period === period);
}

function BesideIt({ beside, title }: { beside: Beside | undefined; title: string }): VNode | null {
  if (!beside) return null;
  return (
    <>
      {beside.yearBefore === null ? null : (
        <span class="kith-list__about">The year before, counted alike: {beside.yearBefore}.</span>
      )}
      <PublishedBesideIt published={beside.published} of={title} />
    </>
  );
}

function figureText({ value, unit, of, because }: ReturnFigure): VNode {
  if (value === null) return <span class="kith-not-known">Not known. {because}</span>;
  if (unit !== 'percent') return <>{number(value)}</>;
  return (
    <>
      {value.toFixed(1)} %{of ? ` (${number(of.part)} of ${number(of.whole)})` : ''}
    </>
  );
}
