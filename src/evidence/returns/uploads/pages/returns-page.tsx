import type { VNode } from 'preact';
import { dateInWords, momentInWords } from '../../../../platform/clocks/index.ts';
import { Button, NotificationBanner } from '../../../../platform/web/govuk/index.ts';
import { EmptyState, Mark, PageHeading, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { returnInWords } from '../kinds.ts';
import type { Receipt } from '../receipts.ts';
import { hasStopped, type Upload, uploadProcess } from '../upload.ts';
import { NEW_RETURN, QUALITY, RETENTION_PAGE, receiptHref, SPELLINGS, uploadHref } from './links.ts';

const HOME = [{ text: 'Home', href: '/' }];

/** What stands where of the authority's returns: `/returns`. */
export function ReturnsPage(props: {
  receipts: readonly Receipt[];
  /** What is not accepted yet; null for whoever only reads receipts. */
  open: readonly Upload[] | null;
  done: string | null;
  now: Date;
}): VNode {
  const { receipts, open, done, now } = props;
  return (
    <Page title="Returns" breadcrumbs={HOME}>
      {done ? <NotificationBanner type="success">{done}</NotificationBanner> : null}
      <PageHeading
        title="Statutory returns"
        lede="Check a return before it is sent: what is wrong in it, child by child, why it matters and how it is mended."
      />
      {open ? <Button href={NEW_RETURN}>Check a return</Button> : null}
      {open && open.length > 0 ? (
        <Section
          title="Not decided yet"
          note="Nothing of these counts. What nobody decides about is removed by itself."
        >
          <ul class="kith-list">
            {open.map((one) => (
              <li key={one.id}>
                <a class="govuk-link" href={uploadHref(one.id)}>
                  {returnInWords(one.returnKind, one.rules)}
                </a>
                <span class="kith-list__about">
                  <Mark shape={one.state === 'preview' ? 'half' : 'open'}>
                    {hasStopped(one, now) ? 'Stopped' : uploadProcess.states[one.state].label}
                  </Mark>{' '}
                  {one.reference}, {one.fileName}. Removed at {momentInWords(one.expiresAt)}.
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="Accepted" id="accepted">
        {receipts.length === 0 ? (
          <EmptyState
            will="Receipts of your authority’s accepted returns stand here: which file, when, by whom, and how much was found in it."
            how={
              open
                ? 'Check a return and accept it to make the first.'
                : 'Your authority’s analyst checks and accepts returns.'
            }
          />
        ) : (
          <ul class="kith-list">
            {receipts.map((one) => (
              <li key={one.id}>
                <a class="govuk-link" href={receiptHref(one.id)}>
                  {returnInWords(one.returnKind, one.rules)}
                </a>
                <span class="kith-list__about">
                  {one.reference}. Accepted by {one.acceptedBy} at {momentInWords(one.acceptedAt)}. Covers{' '}
                  {dateInWords(one.coversFrom)} to {dateInWords(one.coversTo)}.
                </span>
              </li>
            ))}
          </ul>
        )}
        <p class="govuk-body kith-onwards">
          <a class="govuk-link" href={QUALITY}>
            How good the data is over the year
          </a>
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={RETENTION_PAGE}>
            How long findings are kept
          </a>
        </p>
        {open ? (
          <p class="govuk-body">
            <a class="govuk-link" href={SPELLINGS}>
              Spellings that your authority mapped
            </a>
          </p>
        ) : null}
      </Section>
    </Page>
  );
}
