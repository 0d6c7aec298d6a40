import type { VNode } from 'preact';
import { Button, NotificationBanner, Pagination, Select } from '../../platform/web/govuk/index.ts';
import { EmptyState, PageHeading, Section } from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';
import type { Carrier, Forum } from '../carrier.ts';
import type { Meeting } from '../meeting.ts';
import { StateTag, whenOf } from './frame.tsx';

/** What the list of meetings shows. */
export interface MeetingList {
  forums: Forum[];
  group: string | null;
  way: 'coming' | 'past';
  meetings: Meeting[];
  total: number;
  page: number;
  pages: number;
  mayPlan: boolean;
}

/** Meetings that come, or were: the address of its carrier, `/meetings`. */
export function ListPage({ carrier, list, done }: { carrier: Carrier; list: MeetingList; done: string | null }): VNode {
  const { base } = carrier;
  const here = (change: Record<string, string>) =>
    `${base}?${new URLSearchParams({ ...(list.group ? { group: list.group } : {}), when: list.way, ...change })}`;
  const other = list.way === 'coming' ? 'past' : 'coming';
  return (
    <Page title="Meetings" breadcrumbs={[...carrier.crumbs]}>
      {done ? <NotificationBanner type="success">{done}</NotificationBanner> : null}
      <PageHeading
        title="Meetings"
        lede={list.way === 'coming' ? 'What comes next, and what it still needs.' : 'What was, the latest first.'}
      />
      {list.mayPlan ? (
        <div class="govuk-button-group">
          <Button href={`${base}/new`}>Plan a meeting</Button>
          <a class="govuk-link" href={`${base}/series`}>
            Series of meetings
          </a>
        </div>
      ) : null}
      <form class="kith-filter" method="get" action={base}>
        <Select
          name="group"
          label={{ text: 'Group' }}
          value={list.group ?? ''}
          items={[
            { value: '', text: 'All groups' },
            ...list.forums.map(({ key, name }) => ({ value: key, text: name })),
          ]}
        />
        <Select
          name="when"
          label={{ text: 'When' }}
          value={list.way}
          items={[
            { value: 'coming', text: 'Coming' },
            { value: 'past', text: 'Past' },
          ]}
        />
        <Button classes="govuk-button--secondary">Show</Button>
      </form>
      {list.meetings.length > 0 ? (
        <Section title={list.way === 'coming' ? 'Coming meetings' : 'Past meetings'} id="meetings">
          <ul class="kith-list">
            {list.meetings.map((meeting) => (
              <li key={meeting.id}>
                <a class="govuk-link" href={`${base}/${meeting.id}`}>
                  {meeting.title}, {whenOf(meeting)}
                </a>{' '}
                <span class="kith-list__about">
                  <StateTag state={meeting.state} /> {meeting.reference}, {meeting.place}
                  {meeting.enteredAfterwards ? '. Entered after it took place' : ''}
                </span>
              </li>
            ))}
          </ul>
          {list.pages > 1 ? (
            <Pagination
              {...(list.page > 1 ? { previous: { href: here({ page: String(list.page - 1) }) } } : {})}
              {...(list.page < list.pages ? { next: { href: here({ page: String(list.page + 1) }) } } : {})}
            />
          ) : null}
        </Section>
      ) : (
        <EmptyState
          will={
            list.way === 'coming'
              ? 'No meeting that you may see is planned.'
              : 'No meeting that you may see has taken place.'
          }
          how={
            <a class="govuk-link" href={here({ when: other })}>
              {other === 'past' ? 'Look at past meetings' : 'Look at coming meetings'}
            </a>
          }
        />
      )}
      <Section title="Across all meetings" id="across">
        <ul class="kith-list">
          <li>
            <a class="govuk-link" href={`${base}/decisions`}>
              Decisions
            </a>{' '}
            <span class="kith-list__about">Every decision with its reasons, and what waits to be confirmed</span>
          </li>
          <li>
            <a class="govuk-link" href={`${base}/not-known`}>
              What we do not know yet
            </a>{' '}
            <span class="kith-list__about">Who would know, and who asks them by when</span>
          </li>
          <li>
            <a class="govuk-link" href={`${base}/attendance`}>
              Attendance by agency
            </a>{' '}
            <span class="kith-list__about">Over a year, group by group</span>
          </li>
          <li>
            <a class="govuk-link" href={`${base}/contributions`}>
              Contributions of my agency
            </a>{' '}
            <span class="kith-list__about">What is asked of it before meetings</span>
          </li>
        </ul>
      </Section>
    </Page>
  );
}
