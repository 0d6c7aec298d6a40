import type { VNode } from 'preact';
import type { Purpose } from '../../../../platform/access/index.ts';
import { dateInWords } from '../../../../platform/clocks/index.ts';
import { Button, Pagination, Tag } from '../../../../platform/web/govuk/index.ts';
import { Mark, type MarkShape, PageHeading } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import type { ClocksOrReason } from '../clocks.ts';
import { OUTCOMES } from '../notification.ts';
import { type Clock, clockInWords } from '../rules.ts';
import type { NotificationList } from '../service.ts';
import { crumbs, LIST, notificationHref } from './links.ts';
import { PurposeLine } from './purpose-line.tsx';

const SHOWN = { all: 'All', open: 'Not sent yet', notified: 'Sent' } as const;

/** The notifications that a person may read: `/learning/notifications`. */
export function ListPage({ list, purpose }: { list: NotificationList; purpose: Purpose | null }): VNode {
  return (
    <Page title="Serious incident notifications" breadcrumbs={crumbs()}>
      <PageHeading
        title="Serious incident notifications"
        lede="A child died or was seriously harmed, and abuse or neglect is known or suspected. The council tells the Panel within 5 working days."
      />
      <PurposeLine purpose={purpose} action="read" back={LIST} />
      {list.mayCreate ? (
        <Button href={`${LIST}/new`}>Record a serious incident</Button>
      ) : (
        <p class="govuk-body">
          Have you heard of a serious incident? Today, tell the front door or the delegated safeguarding partner of the
          council in whose area it happened. Any agency may raise one; the council records it.
        </p>
      )}
      <nav class="kith-years" aria-label="Which notifications to show">
        <ul>
          {(Object.keys(SHOWN) as (keyof typeof SHOWN)[]).map((show) => (
            <li key={show}>
              <a href={pageHref(show, 1)} aria-current={show === list.show ? 'page' : undefined}>
                {SHOWN[show]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {list.lines.length === 0 ? (
        <p class="govuk-body">
          {list.page > 1
            ? 'The list has no such page.'
            : 'There is nothing here that you can see. A sealed notification shows only to the people named for it, and some roles see one only once they are put to work on it.'}
        </p>
      ) : (
        <Lines list={list} />
      )}
      {list.pages > 1 ? (
        <Pagination
          previous={list.page > 1 ? { href: pageHref(list.show, list.page - 1) } : undefined}
          next={list.page < list.pages ? { href: pageHref(list.show, list.page + 1) } : undefined}
          items={Array.from({ length: list.pages }, (_, at) => ({
            number: at + 1,
            href: pageHref(list.show, at + 1),
            current: at + 1 === list.page,
          }))}
        />
      ) : null}
    </Page>
  );
}

function pageHref(show: NotificationList['show'], page: number): string {
  const query = new URLSearchParams({
    ...(show === 'all' ? {} : { show }),
    ...(page === 1 ? {} : { page: String(page) }),
  });
  return query.size === 0 ? LIST : `${LIST}?${query}`;
}

function Lines({ list }: { list: NotificationList }): VNode {
  return (
    <ul class="kith-list">
      {list.lines.map((line) => (
        <li key={line.id}>
          <a class="govuk-link" href={notificationHref(line.id)}>
            {line.reference}
          </a>{' '}
          {line.sealed ? <Tag classes="govuk-tag--grey">Sealed</Tag> : null}
          <span class="kith-list__about">
            <Standing clocks={line.clocks} />
          </span>
          <span class="kith-list__about">
            {OUTCOMES[line.outcome]}. {line.areaName}. {line.agencyName} became aware on {dateInWords(line.awareOn)}.
          </span>
        </li>
      ))}
    </ul>
  );
}

const SHAPES: Record<Clock['state'], MarkShape> = {
  ...{ 'in-time': 'full', late: 'full' },
  ...{ open: 'half', 'due-tomorrow': 'half', 'due-today': 'half', overdue: 'open' },
};

/** How the Panel's clock stands. */
function Standing({ clocks }: { clocks: ClocksOrReason }): VNode {
  if (!('clocks' in clocks)) return <Mark shape="unknown">{clocks.reason}</Mark>;
  const { panel } = clocks.clocks;
  return <Mark shape={SHAPES[panel.state]}>{clockInWords(panel, 'Sent')}</Mark>;
}
