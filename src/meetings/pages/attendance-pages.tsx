import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { Button, Fieldset, Input, Select, Table, WarningText } from '../../platform/web/govuk/index.ts';
import {
  EmptyState,
  Form,
  Mark,
  PageHeading,
  ProblemSummary,
  problemAt,
  Scroll,
  Section,
  YearSwitch,
} from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';
import { MOST_LINES } from '../attendance/form.ts';
import type { AgencyAttendance } from '../attendance/repository.ts';
import type { AttendanceView } from '../attendance/service.ts';
import type { Carrier, Forum } from '../carrier.ts';
import { APOLOGIES_OPEN, type Attendee, PRESENCES, WRITING_OPEN } from '../meeting.ts';
import { type QuorumFound, quorumInWords } from '../quorum.ts';
import { MeetingFrame, meetingCrumbs } from './frame.tsx';

/** Whether a meeting may decide, in plain words. */
export function QuorumWords({ quorum }: { quorum: QuorumFound }): VNode {
  if (quorum.met) {
    return (
      <p class="govuk-body">
        <Mark shape="full">{quorum.says}</Mark>
      </p>
    );
  }
  return (
    <WarningText>
      {quorum.says} {quorum.cannot}
    </WarningText>
  );
}

/** Who is expected, who came, and what that means: `/meetings/:id/attendance`. */
export function AttendancePage(props: {
  carrier: Carrier;
  view: AttendanceView;
  runs: boolean;
  done: string | null;
  values: TypedValues;
  problems: readonly FormProblem[];
}): VNode {
  const { carrier, view, runs, values, problems } = props;
  const { meeting, attendees } = view;
  const before = APOLOGIES_OPEN.includes(meeting.state);
  const mayRecord = runs && (before || WRITING_OPEN.includes(meeting.state));
  return (
    <MeetingFrame
      {...{ carrier, meeting, runs }}
      page="attendance"
      title="Attendance"
      done={props.done}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      <Section title="Quorum" id="quorum" note={quorumInWords(meeting.quorum)}>
        {view.recorded ? (
          <QuorumWords quorum={view.quorum} />
        ) : (
          <p class="govuk-body kith-not-known">Nobody has said yet who was there.</p>
        )}
      </Section>
      <Section
        title={before ? 'Who is expected' : 'Who was there'}
        id="people"
        note={
          mayRecord && before
            ? 'Enter apologies as they come. Who came is entered once the meeting is started.'
            : undefined
        }
      >
        {attendees.length === 0 ? (
          <p class="govuk-body kith-not-known">
            The group has no members on the day of this meeting: enter them first.
          </p>
        ) : mayRecord ? (
          <Form action={`${carrier.base}/${meeting.id}/attendance`}>
            {attendees.slice(0, MOST_LINES).map((one, at) => (
              <PresenceFields
                key={one.memberKey}
                {...{ one, values, problems, before }}
                line={at + 1}
                deputies={deputiesOf(one, view)}
              />
            ))}
            {before ? null : (
              <Select
                name="others"
                label={{ text: 'And everybody for whom nothing is said yet', classes: 'govuk-label--s' }}
                value={typedText(values, 'others')}
                errorMessage={problemAt(problems, 'others')}
                items={[
                  { value: '', text: 'I will say later' },
                  { value: 'present', text: 'Was present' },
                  { value: 'absent', text: 'Was absent without apologies' },
                ]}
              />
            )}
            <Button preventDoubleClick>{before ? 'Save apologies' : 'Save attendance'}</Button>
          </Form>
        ) : (
          <AttendeeList attendees={attendees} />
        )}
      </Section>
    </MeetingFrame>
  );
}

/** Who is named as somebody's deputy. */
function deputiesOf({ name }: Attendee, { expected }: AttendanceView): string[] {
  return expected.filter(({ deputy, part }) => deputy && part === `Deputy of ${name}`).map((one) => one.name);
}

function PresenceFields({
  one,
  line,
  values,
  problems,
  before,
  deputies,
}: {
  one: Attendee;
  line: number;
  /** The meeting is not started: only apologies can be known. */
  before: boolean;
  values: TypedValues;
  problems: readonly FormProblem[];
  deputies: readonly string[];
}): VNode {
  return (
    <Fieldset legend={{ text: `${one.name}, ${one.agencyName}`, classes: 'govuk-fieldset__legend--s' }}>
      <input type="hidden" name={`who-${line}`} value={one.memberKey} />
      <input type="hidden" name={`was-${line}`} value={one.presence ?? ''} />
      <div class="kith-beside">
        <Select
          name={`presence-${line}`}
          label={{ text: `${one.part}${one.voting ? ', votes' : ''}` }}
          value={typedText(values, `presence-${line}`)}
          errorMessage={problemAt(problems, `presence-${line}`)}
          items={[
            { value: '', text: 'Not said yet' },
            ...Object.entries(PRESENCES)
              .filter(([value]) => !before || value === 'apology')
              .map(([value, text]) => ({ value, text })),
          ]}
        />
        {before ? null : (
          <Input
            name={`deputy-${line}`}
            label={{ text: 'Name of the deputy, if one came' }}
            hint={deputies.length > 0 ? { text: `Named as deputy: ${deputies.join(', ')}` } : undefined}
            value={typedText(values, `deputy-${line}`)}
            errorMessage={problemAt(problems, `deputy-${line}`)}
          />
        )}
      </div>
    </Fieldset>
  );
}

/** The attendance list, for reading. */
export function AttendeeList({ attendees }: { attendees: readonly Attendee[] }): VNode {
  return (
    <ul class="kith-list">
      {attendees.map((one) => (
        <li key={one.memberKey}>
          <Mark shape={shapeOf(one)}>
            {one.name}, {one.agencyName}
          </Mark>
          <span class="kith-list__about">
            {one.part}
            {one.voting ? ', votes' : ''}. {one.presence === null ? 'Not said' : PRESENCES[one.presence]}
            {one.deputyName ? `: ${one.deputyName}` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

function shapeOf({ presence }: Attendee): 'full' | 'half' | 'open' | 'unknown' {
  if (presence === null) return 'unknown';
  return presence === 'present' ? 'full' : presence === 'deputy' ? 'half' : 'open';
}

/** Attendance by agency over a year: `/meetings/attendance`. */
export function YearAttendancePage(props: {
  carrier: Carrier;
  forums: readonly Forum[];
  years: readonly string[];
  year: string;
  attendance: readonly AgencyAttendance[];
}): VNode {
  const { carrier, forums, year, attendance } = props;
  const shown = forums.filter(({ key }) => attendance.some(({ forumKey }) => forumKey === key));
  return (
    <Page title={`Attendance by agency, ${year}`} breadcrumbs={meetingCrumbs(carrier)}>
      <PageHeading
        title="Attendance by agency"
        caption={year}
        lede="Meetings that took place and are closed, of those that you may see."
      />
      <YearSwitch years={props.years} current={year} hrefOf={(one) => `${carrier.base}/attendance?year=${one}`} />
      {shown.length === 0 ? (
        <EmptyState will="How often each agency came stands here." how="No meeting of this year is closed yet." />
      ) : null}
      {shown.map((forum) => (
        <Section key={forum.key} title={forum.name} id={forum.key}>
          <Scroll label={`Attendance at ${forum.name}`}>
            <Table
              classes="kith-table"
              head={[
                { text: 'Agency' },
                { text: 'Meetings', format: 'numeric' },
                { text: 'There', format: 'numeric' },
                { text: 'By deputy only', format: 'numeric' },
                { text: 'Apologies only', format: 'numeric' },
                { text: 'Neither', format: 'numeric' },
              ]}
              firstCellIsHeader
              rows={attendance
                .filter(({ forumKey }) => forumKey === forum.key)
                .map((one) => [
                  { text: one.agencyName },
                  ...[
                    one.meetings,
                    one.there,
                    one.onlyDeputies,
                    one.apologies,
                    one.meetings - one.there - one.apologies,
                  ].map((count) => ({
                    text: String(count),
                    format: 'numeric',
                  })),
                ])}
            />
          </Scroll>
        </Section>
      ))}
    </Page>
  );
}
