import type { VNode } from 'preact';
import { longDate } from '../../platform/clocks/index.ts';
import { PageHeading, Section, WaitingList } from '../../platform/web/kith/index.ts';
import type { DayView } from '../day.ts';

/** What waits for somebody who is signed in, their next meetings, and what is late of others for whom they answer. */
export function Day({ day }: { day: DayView }): VNode {
  const { today, waiting, meetings, late } = day;
  return (
    <>
      <PageHeading caption={longDate(today)} title="What waits for you" lede={ledeOf(day)} />
      <div class="kith-home kith-home--day">
        <div>
          {waiting.length > 0 ? <WaitingList items={waiting} today={today} /> : null}
          {day.hasWork ? (
            <p class="govuk-body">
              <a class="govuk-link" href="/work">
                {day.more ? 'Everything that waits for you' : 'Your work list'}
              </a>
            </p>
          ) : null}
        </div>
        <div>
          <Section title="Your next meetings" id="meetings">
            <Meetings meetings={meetings} />
          </Section>
          {late ? <Late late={late} day={day} /> : null}
        </div>
      </div>
    </>
  );
}

function ledeOf({ waiting, more, today }: DayView): string {
  if (waiting.length === 0) return 'Nothing waits for you today.';
  const late = waiting.filter(({ due }) => due !== null && due < today).length;
  const n = more
    ? `More than ${waiting.length} things wait`
    : waiting.length === 1
      ? '1 thing waits'
      : `${waiting.length} things wait`;
  if (late === 0) return `${n} for you. Nothing is late.`;
  return `${n} for you. ${late === waiting.length ? 'Begin with the first: all of these are late.' : `${late} ${late === 1 ? 'is' : 'are'} late and ${late === 1 ? 'stands' : 'stand'} first.`}`;
}

function Meetings({ meetings }: Pick<DayView, 'meetings'>): VNode {
  if (meetings.length === 0) {
    return <p class="govuk-body kith-quiet">No meeting of a group in which you sit is planned.</p>;
  }
  return (
    <>
      <ul class="kith-list">
        {meetings.map(({ id, title, when, place, href }) => (
          <li key={id}>
            <a class="govuk-link kith-list__title" href={href}>
              {title}
            </a>
            <span class="kith-list__about">{when}</span>
            <span class="kith-list__about kith-quiet">{place}</span>
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        <a class="govuk-link" href="/account/calendar">
          Have them in your own calendar
        </a>
      </p>
    </>
  );
}

function Late({ late: { whose, items }, day }: { late: NonNullable<DayView['late']>; day: DayView }): VNode {
  const agency = whose === 'agency';
  return (
    <Section title={agency ? 'Late in your agency' : 'Late in the partnership'} id="late">
      {items.length === 0 ? (
        <p class="govuk-body kith-quiet">
          {agency ? 'Nothing of others in your agency is late.' : 'Nothing of others is late.'}
        </p>
      ) : (
        <WaitingList items={items} today={day.today} />
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/work/${whose}`}>
          {agency ? 'Your agency’s work' : 'The partnership’s work'}
        </a>
      </p>
    </Section>
  );
}
