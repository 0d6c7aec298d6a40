import type { VNode } from 'preact';
import { dateInWords } from '../../../platform/clocks/index.ts';
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
import type { Group } from '../repository.ts';

/** What a group is for, what it must do, who sits on it and to whom it answers: `/partnership/groups/:key`. */
export function GroupPage({ group, answering }: { group: Group; answering: readonly Group[] }): VNode {
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
      <div class="kith-record">
        <div class="kith-record__main">
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
          <Section title="Who sits on it" id="seats">
            {group.seats.length ? (
              <Seats group={group} />
            ) : (
              <p class="govuk-body kith-not-known">Nothing public says who sits on this group.</p>
            )}
          </Section>
        </div>
        <aside class="kith-record__side" aria-label="Key facts">
          <Facts
            facts={[
              { name: 'Meets', value: group.meets ?? <span class="kith-not-known">Not in the source</span> },
              {
                name: 'Accountable to',
                value: group.accountableTo ? <GroupLink group={group.accountableTo} /> : 'No group above it',
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

function Seats({ group }: { group: Group }): VNode {
  return (
    <ul class="kith-list">
      {group.seats.map(({ seat, agency }) => (
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
