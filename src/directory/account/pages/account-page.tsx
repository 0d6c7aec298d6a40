import type { VNode } from 'preact';
import { PURPOSES, ROLES } from '../../../platform/access/index.ts';
import { dateInWords } from '../../../platform/clocks/index.ts';
import { Facts, PageHeading, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Account, OwnRole } from '../account.ts';
import { CALENDAR_PAGE } from '../calendar/page.tsx';
import { SignInSteps } from './way-words.tsx';

/** What Kith takes the person for, and the way to everything that is their own: `/account`. */
export function AccountPage({ account }: { account: Account }): VNode {
  return (
    <Page title="Your account" breadcrumbs={[{ text: 'Home', href: '/' }]}>
      <PageHeading title={account.name} caption="Your account" lede={ledeOf(account)} />
      <Facts
        facts={[
          { name: 'E-mail', value: <span class="kith-break">{account.email}</span> },
          { name: 'Agency', value: account.agencyName },
          { name: 'Team', value: account.team },
          { name: 'Job', value: account.job },
          { name: 'With Kith since', value: dateInWords(account.joined) },
          { name: 'Last day', value: account.leaves && dateInWords(account.leaves) },
        ]}
      />
      <p class="govuk-body kith-quiet">
        Something wrong here? Your agency’s assurance lead or the administrator can correct it.
      </p>
      <Section title="Your roles" id="roles">
        <Roles roles={account.roles} />
      </Section>
      <Section title="What you need records for" id="purpose">
        <p class="govuk-body">
          {account.purpose
            ? `In this session you said: ${PURPOSES[account.purpose].toLowerCase()}. It stands beside everything you open.`
            : 'You have not said so in this session. Kith asks when it matters.'}
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/account/purpose?back=/account">
            {account.purpose ? 'Change what you need records for' : 'Say what you need records for'}
          </a>
        </p>
      </Section>
      <Section title="How you sign in" id="sign-in">
        <SignInSteps account={account} />
        <Links
          links={[
            { href: '/account/second-factor', says: 'Second factor', about: 'Code app, passkeys and recovery codes' },
            account.hasPassword
              ? { href: '/account/password', says: 'Change your password', about: 'Ends your other sessions' }
              : null,
            {
              href: '/account/sessions',
              says: 'Where you are signed in',
              about: account.sessions === 1 ? 'In this browser only' : `In ${account.sessions} browsers`,
            },
          ]}
        />
      </Section>
      <Section title="What is yours" id="own">
        <Links
          links={[
            { href: '/account/notices', says: 'Notices', about: unreadWords(account.unread) },
            {
              href: CALENDAR_PAGE,
              says: 'Your meetings in your own calendar',
              about: 'An address that Outlook, Google or a phone can follow',
            },
            { href: '/account/trail', says: 'What you did in Kith', about: 'Your own lines of the ledger' },
            {
              href: '/access/asks',
              says: 'Requests for access',
              about: 'What you asked to see, and who waits for your answer',
            },
            {
              href: '/access/emergencies',
              says: 'Opened in an emergency',
              about: 'What you opened, and what you are to judge',
            },
            {
              href: '/account/relations',
              says: 'People close to you',
              about: 'So that you never meet them in a record',
            },
            {
              href: '/terms',
              says: 'Terms of use',
              about: account.termsAcceptedOn
                ? `You accepted them on ${dateInWords(account.termsAcceptedOn)}`
                : 'You have not accepted them yet',
            },
            { href: '/access', says: 'Who may see what', about: 'What each role may do in Kith, and why' },
          ]}
        />
      </Section>
    </Page>
  );
}

function ledeOf({ agencyName, roles }: Account): string {
  const now = roles.filter((one) => !one.later);
  if (now.length === 0) return `${agencyName}. You hold no role today, so you see what the public sees.`;
  return `${now.map((one) => ROLES[one.role].name).join(', ')} at ${agencyName}`;
}

function Roles({ roles }: { roles: readonly OwnRole[] }): VNode {
  if (roles.length === 0) {
    return (
      <p class="govuk-body">
        You hold none. If your work needs one, ask your agency’s assurance lead: without a role you see what the public
        sees.
      </p>
    );
  }
  return (
    <ul class="kith-list">
      {roles.map((one) => (
        <li key={`${one.role} ${one.from}`}>
          <strong>{ROLES[one.role].name}</strong>
          <span class="kith-list__about">{ROLES[one.role].about}</span>
          <span class="kith-list__about kith-quiet">{datesOf(one)}</span>
        </li>
      ))}
    </ul>
  );
}

function datesOf({ from, until, later }: OwnRole): string {
  const begins = `${later ? 'From' : 'Since'} ${dateInWords(from)}`;
  return until === null ? `${begins}, no end set` : `${begins}, until ${dateInWords(until)} and that day included`;
}

function unreadWords(unread: number): string {
  if (unread === 0) return 'All read';
  return unread === 1 ? '1 not read yet' : `${unread} not read yet`;
}

function Links(props: { links: readonly ({ href: string; says: string; about: string } | null)[] }): VNode {
  return (
    <ul class="kith-list">
      {props.links.map((link) =>
        link === null ? null : (
          <li key={link.href}>
            <a class="govuk-link" href={link.href}>
              {link.says}
            </a>
            <span class="kith-list__about kith-quiet">{link.about}</span>
          </li>
        ),
      )}
    </ul>
  );
}
