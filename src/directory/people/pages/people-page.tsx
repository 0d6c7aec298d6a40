import type { VNode } from 'preact';
import { HELD_ROLES, type HeldRole, ROLES } from '../../../platform/access/index.ts';
import { dateInWords, momentInWords } from '../../../platform/clocks/index.ts';
import { Button, Input, Select, Table } from '../../../platform/web/govuk/index.ts';
import { EmptyState, PageHeading, Scroll } from '../../../platform/web/kith/index.ts';
import { PaginationWithResults } from '../../../platform/web/moj/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Agency } from '../../repository.ts';
import { PERSON_STATES, type PersonLine } from '../person.ts';
import { PEOPLE_A_PAGE, type PeopleFilter } from '../repository.ts';
import { personHref } from './links.ts';
import { pageItems } from './page-items.ts';

/** What the list of people shows. */
export interface PeopleView {
  people: readonly PersonLine[];
  total: number;
  filter: PeopleFilter;
  /** Agencies whose people are listed. */
  agencies: readonly Pick<Agency, 'key' | 'name'>[];
  mayAdd: boolean;
  maySeeReviews: boolean;
  maySeeOutbox: boolean;
}

/** Everybody who works with Kith, within reach of the one who asks. */
export function PeoplePage({ view }: { view: PeopleView }): VNode {
  const { people, total, agencies } = view;
  const [only] = agencies;
  return (
    <Page title="People">
      <PageHeading
        title="People"
        lede={
          agencies.length === 1 && only
            ? `Everybody of ${only.name} who works with Kith.`
            : 'Everybody who works with Kith.'
        }
      />
      {view.mayAdd ? <Button href="/people/new">Invite a person</Button> : null}
      {view.maySeeReviews ? (
        <p class="govuk-body">
          <a class="govuk-link" href="/access/reviews">
            Yearly access review
          </a>
        </p>
      ) : null}
      {view.maySeeOutbox ? (
        <p class="govuk-body">
          <a class="govuk-link" href="/people/outbox">
            Outgoing mail
          </a>
        </p>
      ) : null}
      <FilterForm view={view} />
      {people.length === 0 ? (
        <EmptyState
          will="Nobody matches what you are looking for."
          how={
            <a class="govuk-link" href="/people">
              Show everybody
            </a>
          }
        />
      ) : (
        <Scroll label="People">
          <Table
            classes="kith-table"
            firstCellIsHeader
            caption={`${total} ${total === 1 ? 'person' : 'people'}`}
            captionClasses="govuk-table__caption--s"
            head={['Name', 'Agency', 'Roles today', 'State', 'Last signed in'].map((text) => ({ text }))}
            rows={people.map((person) => [
              { text: <Name person={person} /> },
              { text: person.agencyName },
              { text: <Roles roles={person.roles} /> },
              { text: <State person={person} /> },
              {
                text: person.signedInAt ? momentInWords(person.signedInAt) : <span class="kith-not-known">Never</span>,
              },
            ])}
          />
        </Scroll>
      )}
      <Pages view={view} />
    </Page>
  );
}

function Name({ person }: { person: PersonLine }): VNode {
  return (
    <>
      <a class="govuk-link" href={personHref(person)}>
        {person.name}
      </a>
      <span class="kith-list__about">{person.job ? `${person.job}, ${person.email}` : person.email}</span>
    </>
  );
}

function Roles({ roles }: { roles: readonly HeldRole[] }): VNode {
  if (roles.length === 0) return <span class="kith-not-known">None</span>;
  return <>{roles.map((role) => ROLES[role].name).join(', ')}</>;
}

function State({ person }: { person: Pick<PersonLine, 'state' | 'leftOn'> }): VNode {
  const { state, leftOn } = person;
  if (state === 'leaving' && leftOn) return <>Leaves on {dateInWords(leftOn)}</>;
  if (state === 'left' && leftOn) return <>Left on {dateInWords(leftOn)}</>;
  return <>{PERSON_STATES[state]}</>;
}

function FilterForm({ view }: { view: PeopleView }): VNode {
  const { filter, agencies } = view;
  const any = { text: 'Any', value: '' };
  return (
    <search>
      <form method="get" action="/people" class="kith-filter">
        <Input
          name="search"
          type="search"
          label={{ text: 'Name or email address' }}
          value={filter.search ?? ''}
          autocomplete="off"
        />
        {agencies.length > 1 ? (
          <Select
            name="agency"
            label={{ text: 'Agency' }}
            items={[any, ...agencies.map((one) => ({ text: one.name, value: one.key }))]}
            value={filter.agency ?? ''}
          />
        ) : null}
        <Select
          name="role"
          label={{ text: 'Role today' }}
          items={[any, ...HELD_ROLES.map((role) => ({ text: ROLES[role].name, value: role }))]}
          value={filter.role ?? ''}
        />
        <Select
          name="state"
          label={{ text: 'State' }}
          items={[any, ...Object.entries(PERSON_STATES).map(([value, text]) => ({ text, value }))]}
          value={filter.state ?? ''}
        />
        <Button classes="govuk-button--secondary">Show</Button>
      </form>
    </search>
  );
}

function Pages({ view: { total, filter } }: { view: PeopleView }): VNode | null {
  const count = Math.ceil(total / PEOPLE_A_PAGE);
  if (count < 2) return null;
  const { page, ...narrowed } = filter;
  const set = Object.entries(narrowed).filter((one): one is [string, string] => one[1] !== null);
  const hrefOf = (number: number) => `/people?${new URLSearchParams([...set, ['page', String(number)]])}`;
  return (
    <PaginationWithResults
      items={pageItems(page, count, hrefOf)}
      previous={page > 1 ? { href: hrefOf(page - 1) } : undefined}
      next={page < count ? { href: hrefOf(page + 1) } : undefined}
      results={{
        from: (page - 1) * PEOPLE_A_PAGE + 1,
        to: Math.min(total, page * PEOPLE_A_PAGE),
        count: total,
        text: 'people',
      }}
    />
  );
}
