import type { VNode } from 'preact';
import { dateInWords, type PlainDate, partialDateInWords } from '../../../platform/clocks/index.ts';
import { Tag } from '../../../platform/web/govuk/index.ts';
import {
  Claim,
  Claims,
  Facts,
  PageHeading,
  provenanceHref,
  Section,
  SourceLink,
} from '../../../platform/web/kith/index.ts';
import { SubNavigation } from '../../../platform/web/moj/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { useShell } from '../../../platform/web/shell.ts';
import type { Group, PublicTerms } from '../repository.ts';
import type { PastSeat, seatsOn } from '../seats.ts';

/** What a group is for, what it must do, who sits on it and to whom it answers: `/partnership/groups/:key`. */
export function GroupPage(props: {
  group: Group;
  answering: readonly Group[];
  seats: ReturnType<typeof seatsOn>;
  /** What is published of its terms; null where nothing is. */
  terms: PublicTerms | null;
  today: PlainDate;
}): VNode {
  const { group, answering, seats, terms, today } = props;
  const closed = terms?.closedOn ?? null;
  return (
    <Page
      title={group.name}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Partnership', href: '/partnership' },
      ]}
    >
      <PageHeading
        caption={group.groupKind === 'task-and-finish' ? 'Task and finish group' : 'Group'}
        title={group.name}
        lede={group.purpose}
      />
      <ForMembers group={group} />
      {closed === null ? null : (
        <p class="govuk-body">
          <Tag classes="govuk-tag--grey">Closed on {dateInWords(closed)}</Tag>
        </p>
      )}
      <div class="kith-record">
        <div class="kith-record__main">
          {terms?.closedWords && closed !== null ? (
            <Section title="What came of it" id="outcome">
              <p class="govuk-body kith-words">{terms.closedWords}</p>
            </Section>
          ) : null}
          {terms?.remit ? (
            <Section title="Remit" id="remit">
              <p class="govuk-body kith-words">{terms.remit}</p>
            </Section>
          ) : null}
          <Section title="Duties" id="duties">
            {group.duties.length ? (
              <Claims>
                {group.duties.map((duty) => (
                  <Claim key={duty}>{duty}</Claim>
                ))}
              </Claims>
            ) : (
              <p class="govuk-body kith-not-known">No list of duties is held for this group.</p>
            )}
          </Section>
          <Section title={closed === null ? 'Who sits on it' : 'Who sat on it'} id="seats">
            {seats.now.length ? (
              <Seats seats={seats.now} />
            ) : (
              <p class="govuk-body kith-not-known">
                {seats.past.length
                  ? 'Nothing public says who took these seats.'
                  : `Nothing public says who ${closed === null ? 'sits' : 'sat'} on this group.`}
              </p>
            )}
            {seats.past.length ? (
              <>
                <h3 class="govuk-heading-s">Seats of the past</h3>
                <PastSeats seats={seats.past} />
              </>
            ) : null}
          </Section>
        </div>
        <aside class="kith-record__side" aria-label="Key facts">
          <Facts
            facts={[
              { name: 'Meets', value: group.meets ?? <span class="kith-not-known">Not in the source</span> },
              {
                name: 'Accountable to',
                value: group.accountableTo ? <GroupLink group={group.accountableTo} /> : nobodyAbove(group),
              },
              {
                name: 'Answering to it',
                value: answering.length
                  ? answering.map((one) => (
                      <div key={one.key}>
                        <GroupLink group={one} />
                      </div>
                    ))
                  : null,
              },
              ...termFacts(group, terms, today),
              { name: 'Note', value: group.note },
            ]}
          />
          {group.setUp ? (
            <p class="govuk-body">
              Set up in Kith on {dateInWords(group.setUp.on)}: {group.setUp.because}
            </p>
          ) : (
            <SourceLink href={provenanceHref('group', group.key)} of={group.name} />
          )}
        </aside>
      </div>
    </Page>
  );
}

/** A standing group without one above it has none; somebody set a task and finish group up, whether or not it is recorded. */
function nobodyAbove({ groupKind }: Pick<Group, 'groupKind'>): VNode | string {
  if (groupKind === 'standing') return 'No group above it';
  return <span class="kith-not-known">Not in the source</span>;
}

/** The group's pages for people who are signed in and may see its meetings; nothing for everybody else. */
function ForMembers({ group }: { group: Group }): VNode | null {
  const { nav } = useShell();
  if (!nav.some(({ href }) => href === '/meetings')) return null;
  const href = `/partnership/groups/${group.key}`;
  return (
    <SubNavigation
      label={`Pages of ${group.name}`}
      items={[
        { text: 'What it is for', href, active: true },
        { text: 'Members', href: `${href}/members` },
        { text: 'Duties', href: `${href}/duties` },
        { text: 'Meetings', href: `/meetings?group=${encodeURIComponent(group.key)}` },
      ]}
    />
  );
}

/** Since when and until when the group works, and what closes it. */
function termFacts(
  group: Group,
  terms: PublicTerms | null,
  today: PlainDate,
): { name: string; value: string | null }[] {
  const { endsOn = null, closureTest = null, closedOn = null } = terms ?? {};
  const since = group.setUp ? dateInWords(group.setUp.on) : null;
  const until = endsOn === null ? null : dateInWords(endsOn);
  const late =
    endsOn !== null && endsOn < today && closedOn === null ? '. That day has passed, and it is not closed' : '';
  return [
    { name: 'Since', value: since },
    { name: closedOn === null ? 'Until' : 'Was to end on', value: until === null ? null : `${until}${late}` },
    { name: closedOn === null ? 'It may close when' : 'It was to close when', value: closureTest },
    { name: 'Closed on', value: closedOn === null ? null : dateInWords(closedOn) },
  ];
}

function PastSeats({ seats }: { seats: readonly PastSeat[] }): VNode {
  return (
    <ul class="kith-list">
      {seats.map(({ seat, agencyName, until, ended, nowDoneBy }) => (
        <li key={`${seat}|${agencyName}`}>
          {seat}
          <span class="kith-list__about kith-quiet">
            {seat.includes(agencyName) ? '' : `${agencyName}. `}
            Until {partialDateInWords(until)}, when {ended === 'agency' ? 'it ended' : 'it left the arrangements'}.
            {nowDoneBy === null ? '' : ` Its work is now that of ${nowDoneBy}.`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Seats({ seats }: { seats: Group['seats'] }): VNode {
  return (
    <ul class="kith-list">
      {seats.map(({ seat, agency }) => (
        <li key={`${seat}|${agency?.key}`}>
          {seat}
          {agency && !seat.includes(agency.name) ? (
            <span class="kith-list__about kith-quiet">{agency.name}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function GroupLink({ group }: { group: { key: string; name: string } }): VNode {
  return (
    <a class="govuk-link" href={`/partnership/groups/${group.key}`}>
      {group.name}
    </a>
  );
}
