import type { VNode } from 'preact';
import { momentInWords } from '../../../platform/clocks/index.ts';
import { Button } from '../../../platform/web/govuk/index.ts';
import { Form, PageHeading, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Notice } from '../notices.ts';
import { ACCOUNT_CRUMBS } from './crumbs.ts';

/** What Kith told the person, unread first: `/account/notices`. */
export function NoticesPage({ notices }: { notices: readonly Notice[] }): VNode {
  const unread = notices.filter((one) => one.readAt === null);
  const read = notices.filter((one) => one.readAt !== null);
  return (
    <Page title="Notices" breadcrumbs={ACCOUNT_CRUMBS}>
      <PageHeading
        title="Notices"
        lede={unread.length === 0 ? 'You have read everything Kith told you.' : 'What Kith wants you to know.'}
      />
      {unread.length > 0 ? (
        <Section title="Not read yet" id="unread">
          <ul class="kith-list kith-list--acts">
            {unread.map((notice) => (
              <li key={notice.id}>
                <Words notice={notice} />
                <Form action={`/account/notices/${notice.id}/read`}>
                  <Button classes="govuk-button--secondary">
                    Mark as read<span class="govuk-visually-hidden">: {notice.words}</span>
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
          {unread.length > 1 ? (
            <Form action="/account/notices/read-all">
              <Button classes="govuk-button--secondary">Mark all as read</Button>
            </Form>
          ) : null}
        </Section>
      ) : null}
      {read.length > 0 ? (
        <Section title="Read" id="read">
          <ul class="kith-list">
            {read.map((notice) => (
              <li key={notice.id}>
                <Words notice={notice} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  );
}

function Words({ notice }: { notice: Notice }): VNode {
  // An address of this site and nothing else: notices are written by every part of the product.
  const href = notice.href?.startsWith('/') && !notice.href.startsWith('//') ? notice.href : null;
  return (
    <>
      {href ? (
        <a class="govuk-link" href={href}>
          {notice.words}
        </a>
      ) : (
        notice.words
      )}
      <span class="kith-list__about kith-quiet">{momentInWords(notice.madeAt)}</span>
    </>
  );
}
