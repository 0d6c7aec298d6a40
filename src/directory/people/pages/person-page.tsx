import type { VNode } from 'preact';
import { type HeldRole, isHeldRole, ROLES } from '../../../platform/access/index.ts';
import { dateInWords, isPlainDate, londonDate, momentInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import { Button, NotificationBanner, Tag } from '../../../platform/web/govuk/index.ts';
import {
  Facts,
  FieldHistory,
  Form,
  type HistoryEntry,
  PageHeading,
  Section,
} from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { FIELD_NAMES, PERSON_STATES, type Person, type PersonStanding } from '../person.ts';
import { type Review, VERDICTS } from '../reviews/review.ts';
import type { Holding } from '../roles/holding.ts';
import { HoldingList } from '../roles/pages/holding-list.tsx';
import { PEOPLE, personHref } from './links.ts';

/** What was just done, by the word that the address carries after it. */
export const DONE: Readonly<Record<string, string>> = {
  invited: 'The invitation is on its way.',
  changed: 'The details are changed.',
  leaving: 'The last day is saved. Their roles end with it.',
  staying: 'They stay. Give them the roles they need.',
  unlocked: 'They can try to sign in again.',
  'factor-removed':
    'Their second factor is removed, and they are signed out everywhere. They set up a new one when they sign in.',
  'signed-out': 'They are signed out everywhere.',
  given: 'The role is given.',
  'given-link-ended':
    'The role is given. A link that waited for them works no more, because somebody could read it who may not give this role. Make them a new link.',
  'given-anew':
    'The role is given. Somebody who may not give it could read the link by which their password was chosen, so they are signed out and their password and second factor work no more. Make them a new link.',
  ended: 'The end of the role is saved.',
};

/** What a person’s page shows. */
export interface PersonView {
  person: Person;
  standing: PersonStanding;
  today: PlainDate;
  holdings: readonly Holding[];
  /** Numbers of the holdings that the one who asks may end. */
  endable: readonly string[];
  /** Roles that the one who asks may give. */
  givable: readonly HeldRole[];
  reviews: readonly Review[];
  history: readonly HistoryEntry[];
  /** Names of agencies by key, for the history. */
  agencyNames: ReadonlyMap<string, string>;
  mayManage: boolean;
  /** Whether the one who asks is among those who let people in: they see the two buttons, or why not they. */
  mayOpen: boolean;
  /** Why the one who asks may make no link and remove no second factor, and who may; null where they may. */
  keptDoor: string | null;
  self: boolean;
  done: string | null;
}

/** One person: who they are, what they may do and when, how they sign in, and everything that was changed. */
export function PersonPage({ view }: { view: PersonView }): VNode {
  const { person, done } = view;
  return (
    <Page title={person.name} breadcrumbs={[PEOPLE]}>
      {done ? <NotificationBanner type="success">{done}</NotificationBanner> : null}
      <PageHeading title={person.name} caption={person.agencyName} />
      <div class="kith-record">
        <div class="kith-record__main">
          {view.self ? (
            <p class="govuk-body">
              This is you. Others change your details and roles; <a href="/account">your account</a> holds the rest.
            </p>
          ) : null}
          <HoldingList
            person={person}
            holdings={view.holdings}
            today={view.today}
            endable={view.endable}
            mayGive={view.givable.length > 0 && !hasLeft(view)}
          />
          <Reviews reviews={view.reviews} />
          <Section title="History" id="history" note="Every field that was changed: what, from, to, who and why.">
            <FieldHistory entries={view.history} labels={FIELD_NAMES} inWords={inWords(view.agencyNames)} />
          </Section>
        </div>
        <aside class="kith-record__side">
          <PersonFacts view={view} />
          {view.mayManage || view.mayOpen ? <Actions view={view} /> : null}
        </aside>
      </div>
    </Page>
  );
}

function hasLeft({ person, today }: PersonView): boolean {
  return person.leftOn !== null && person.leftOn < today;
}

function PersonFacts({ view: { person, standing } }: { view: PersonView }): VNode {
  const notYet = <span class="kith-not-known">Not yet</span>;
  return (
    <Facts
      facts={[
        { name: 'State', value: <Tag>{PERSON_STATES[standing.state]}</Tag> },
        {
          name: 'Locked',
          value: standing.lockedUntil ? `Until ${momentInWords(standing.lockedUntil)}, after wrong tries` : null,
        },
        { name: 'Email address', value: <span class="kith-break">{person.email}</span> },
        { name: 'Team', value: person.team ?? <span class="kith-not-known">None given</span> },
        { name: 'Job', value: person.job ?? <span class="kith-not-known">None given</span> },
        { name: 'First day', value: dateInWords(person.joined) },
        { name: 'Last day', value: person.leftOn ? dateInWords(person.leftOn) : null },
        { name: 'Last signed in', value: standing.signedInAt ? momentInWords(standing.signedInAt) : notYet },
        { name: 'Signed in now', value: placesInWords(standing.sessions) },
        { name: 'Second factor', value: standing.secondFactor ? 'Set up' : notYet },
        {
          name: 'Terms of use',
          value: standing.terms
            ? `Accepted (${standing.terms.version}) on ${dateInWords(londonDate(standing.terms.at))}`
            : notYet,
        },
        {
          name: 'Invitation',
          value:
            standing.state === 'invited' && standing.invitationEnds
              ? `Works until ${momentInWords(standing.invitationEnds)}`
              : null,
        },
        { name: 'Demonstration', value: person.demonstration ? 'An invented person' : null },
      ]}
    />
  );
}

function placesInWords(count: number): string {
  if (count === 0) return 'Nowhere';
  return count === 1 ? 'In 1 place' : `In ${count} places`;
}

function Actions({ view }: { view: PersonView }): VNode {
  const { person, standing } = view;
  const href = personHref(person);
  const left = hasLeft(view);
  return (
    <nav aria-label="What you can do">
      {view.mayManage ? <ManageLinks view={view} /> : null}
      {left || !view.mayOpen ? null : <DoorActs view={view} />}
      {view.mayManage && standing.lockedUntil ? <Act action={`${href}/unlock`} words="Unlock" /> : null}
      {view.mayManage && standing.sessions > 0 ? (
        <Act action={`${href}/end-sessions`} words="Sign them out everywhere" />
      ) : null}
    </nav>
  );
}

function ManageLinks({ view }: { view: PersonView }): VNode {
  const { person } = view;
  const href = personHref(person);
  const left = hasLeft(view);
  return (
    <>
      <p class="govuk-body">
        <a class="govuk-link" href={`${href}/change`}>
          Change details
        </a>
      </p>
      {left ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={`${href}/leave`}>
            {person.leftOn ? 'Change the last day' : 'They are leaving'}
          </a>
        </p>
      )}
      {person.leftOn ? <Act action={`${href}/stay`} words={left ? 'They are back' : 'They stay after all'} /> : null}
    </>
  );
}

/** A new link and the end of a second factor open the account: the buttons stand where they work, else who can do it. */
function DoorActs({ view: { person, standing, keptDoor } }: { view: PersonView }): VNode {
  const href = personHref(person);
  if (keptDoor !== null) {
    return (
      <p class="govuk-body">
        <strong>New link{standing.secondFactor ? ' or lost second factor' : ''}:</strong> {keptDoor}
      </p>
    );
  }
  return (
    <>
      <Act action={`${href}/invitation`} words="Make a new link" />
      {standing.secondFactor ? (
        <Act action={`${href}/remove-second-factor`} words="They lost their phone: remove their second factor" />
      ) : null}
    </>
  );
}

function Act({ action, words }: { action: string; words: string }): VNode {
  return (
    <Form action={action}>
      <Button classes="govuk-button--secondary" preventDoubleClick>
        {words}
      </Button>
    </Form>
  );
}

function Reviews({ reviews }: { reviews: readonly Review[] }): VNode {
  return (
    <Section title="Access reviews" id="reviews">
      {reviews.length === 0 ? (
        <p class="govuk-body kith-not-known">Nobody has reviewed yet what they may do.</p>
      ) : (
        <ul class="kith-list">
          {reviews.map((review) => (
            <li key={review.id}>
              {review.year}: {VERDICTS[review.verdict]} by {review.reviewedBy} on{' '}
              {dateInWords(londonDate(review.reviewedAt))}
              <span class="kith-list__about">
                {review.roles.map((role) => ROLES[role].name).join(', ') || 'No role then'}
                {review.words ? `. To change: ${review.words}` : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function inWords(agencyNames: ReadonlyMap<string, string>) {
  return (field: string, value: unknown): string | undefined => {
    if (Array.isArray(value)) return value.map((one) => wordsOf(field, String(one))).join(', ') || undefined;
    if (typeof value !== 'string') return undefined;
    return field === 'agency' ? (agencyNames.get(value) ?? value) : wordsOf(field, value);
  };
}

function wordsOf(field: string, value: string): string {
  if ((field === 'role' || field === 'roles') && isHeldRole(value)) return ROLES[value].name;
  if (field === 'verdict' && Object.hasOwn(VERDICTS, value)) return VERDICTS[value as keyof typeof VERDICTS];
  return isPlainDate(value) ? dateInWords(value) : value;
}
