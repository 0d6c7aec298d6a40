import type { ComponentChildren, VNode } from 'preact';
import { longDate, type PlainDate, timeInWords } from '../../platform/clocks/index.ts';
import { NotificationBanner, Tag } from '../../platform/web/govuk/index.ts';
import { PageHeading } from '../../platform/web/kith/index.ts';
import { SubNavigation } from '../../platform/web/moj/index.ts';
import { type Crumb, Page } from '../../platform/web/page.tsx';
import type { Carrier } from '../carrier.ts';
import { type Meeting, type MeetingState, meetingProcess } from '../meeting.ts';

const COLOURS: Partial<Record<MeetingState, string>> = {
  'in-session': 'govuk-tag--green',
  'to-agree': 'govuk-tag--yellow',
  agreed: 'govuk-tag--grey',
  cancelled: 'govuk-tag--red',
};

/** Where a meeting stands, in a word. */
export function StateTag({ state }: { state: MeetingState }): VNode {
  return <Tag classes={COLOURS[state]}>{meetingProcess.states[state].label}</Tag>;
}

/** "Tuesday 12 January 2027 at 10am". */
export function whenOf({ day, starts }: { day: PlainDate; starts: string }): string {
  return `${longDate(day)} at ${timeInWords(starts)}`;
}

/** Pages above the pages of one meeting, or above the list's own pages. */
export function meetingCrumbs({ base, crumbs }: Carrier, meeting?: Pick<Meeting, 'id' | 'title' | 'day'>): Crumb[] {
  const above = [...crumbs, { text: 'Meetings', href: base }];
  return meeting ? [...above, { text: meeting.title, href: `${base}/${meeting.id}` }] : above;
}

/** Which page of a meeting is shown. */
export type MeetingPage = 'meeting' | 'agenda' | 'minutes' | 'attendance' | 'contributions' | 'papers' | 'none';

/** What is the same around every page of one meeting. */
export function MeetingFrame(props: {
  carrier: Carrier;
  meeting: Meeting;
  runs: boolean;
  page: MeetingPage;
  title: string;
  /** What was just done here. */
  done?: string | null;
  hasError?: boolean;
  children: ComponentChildren;
}): VNode {
  const { carrier, meeting, runs, page, title } = props;
  const href = `${carrier.base}/${meeting.id}`;
  return (
    <Page
      title={`${title}: ${meeting.title}, ${meeting.reference}`}
      breadcrumbs={meetingCrumbs(carrier, meeting)}
      hasError={props.hasError ?? false}
    >
      {props.done ? <NotificationBanner type="success">{props.done}</NotificationBanner> : null}
      <PageHeading
        title={title}
        caption={page === 'meeting' ? meeting.reference : `${meeting.title}, ${longDate(meeting.day)}`}
        lede={
          <>
            {whenOf(meeting)}, {meeting.place}. <StateTag state={meeting.state} />
          </>
        }
      />
      <SubNavigation
        label="Pages of this meeting"
        items={[
          { text: 'Meeting', href, active: page === 'meeting' },
          ...(runs
            ? [
                { text: 'Build the agenda', href: `${href}/agenda`, active: page === 'agenda' },
                { text: 'Write minutes', href: `${href}/minutes`, active: page === 'minutes' },
              ]
            : []),
          { text: 'Attendance', href: `${href}/attendance`, active: page === 'attendance' },
          { text: 'Contributions', href: `${href}/contributions`, active: page === 'contributions' },
          { text: 'Papers', href: `${href}/papers`, active: page === 'papers' },
        ]}
      />
      {props.children}
    </Page>
  );
}

/** A text with its lines as they were typed. */
export function Words({ text }: { text: string }): VNode {
  return (
    <>
      {text.split(/\n+/).map((paragraph) => (
        <p class="govuk-body">{paragraph}</p>
      ))}
    </>
  );
}
