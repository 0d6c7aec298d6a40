import type { VNode } from 'preact';
import { dateInWords, londonDate } from '../../../platform/clocks/index.ts';
import { Button, Input, NotificationBanner, WarningText } from '../../../platform/web/govuk/index.ts';
import { Facts, Form, PageHeading, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { ACCOUNT_CRUMBS } from '../pages/crumbs.ts';
import type { CalendarLink } from './link.ts';

/** Where somebody makes and ends the address for their calendar. */
export const CALENDAR_PAGE = '/account/calendar';
/** What was just done there. */
export const DONE = ['made', 'renewed', 'ended'] as const;

const DONE_WORDS: Record<(typeof DONE)[number], string> = {
  made: 'The address is made. Give it to your calendar.',
  renewed: 'The address is a new one, and the old one works no more. Give the new one to your calendar.',
  ended: 'The address works no more. What your calendar holds already is yours to remove.',
};

/** The address of one's own meetings for a calendar: `/account/calendar`. */
export function CalendarPage(props: {
  link: CalendarLink | null;
  /** Of this Kith: "https://kith.example.org". */
  origin: string;
  done: (typeof DONE)[number] | null;
}): VNode {
  const { link, origin, done } = props;
  return (
    <Page title="Your meetings in your own calendar" breadcrumbs={ACCOUNT_CRUMBS}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {done ? <NotificationBanner type="success">{DONE_WORDS[done]}</NotificationBanner> : null}
          <PageHeading
            title="Your meetings in your own calendar"
            lede="An address that Outlook, Google or a phone can follow: meetings of your groups appear there, move when they are moved, and are crossed out when they are cancelled."
          />
          <p class="govuk-body">
            Your calendar learns the title, the time, the place and where the meeting stands in Kith. Agendas, minutes
            and names stay in Kith.
          </p>
          {link ? <Existing link={link} origin={origin} /> : <Make />}
        </div>
      </div>
    </Page>
  );
}

function Make(): VNode {
  return (
    <Form action={CALENDAR_PAGE}>
      <Button preventDoubleClick>Make an address for my calendar</Button>
    </Form>
  );
}

function Existing({ link, origin }: { link: CalendarLink; origin: string }): VNode {
  return (
    <>
      <Section title="Your address" id="yours">
        {link.path === null ? (
          <p class="govuk-body">It can’t be shown any more, because this Kith has new keys. Make a new one.</p>
        ) : (
          <Input
            name="address"
            label={{ text: 'Copy this into your calendar' }}
            hint={{
              text: 'In Outlook: Add calendar, Subscribe from web. In Google Calendar: Other calendars, From URL. On a phone: add a subscribed calendar.',
            }}
            value={`${origin}${link.path}`}
            attributes={{ readonly: true }}
            spellcheck={false}
            autocomplete="off"
          />
        )}
        <WarningText>Whoever has this address sees when and where you meet. Give it to nobody.</WarningText>
        <Facts
          row
          facts={[
            { name: 'Made on', value: dateInWords(londonDate(link.madeAt)) },
            { name: 'Last fetched', value: link.readOn === null ? 'Not yet' : dateInWords(link.readOn) },
          ]}
        />
      </Section>
      <Section
        title="Make a new one, or end it"
        id="end"
        note="Did somebody else see it? Make a new one: the old one stops at once. It ends by itself when you leave."
      >
        <div class="govuk-button-group">
          <Form action={CALENDAR_PAGE}>
            <Button classes="govuk-button--secondary" preventDoubleClick>
              Make a new address
            </Button>
          </Form>
          <Form action={`${CALENDAR_PAGE}/end`}>
            <Button classes="govuk-button--warning" preventDoubleClick>
              End this address
            </Button>
          </Form>
        </div>
      </Section>
    </>
  );
}
