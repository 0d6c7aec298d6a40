import type { VNode } from 'preact';
import { dateInWords, daysBetween, longDate } from '../../platform/clocks/index.ts';
import {
  Button,
  DateInput,
  ErrorSummary,
  Input,
  InsetText,
  Select,
  WarningText,
} from '../../platform/web/govuk/index.ts';
import {
  Claim,
  Claims,
  EmptyState,
  Mark,
  PageHeading,
  provenanceHref,
  Section,
  SourceLink,
} from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';
import type { Calculation, Field, Typed } from '../calculator.ts';
import { editionInWords, lengthInWords, otherEditions } from '../limit-words.ts';
import { editionShown, type LimitEdition, type TimeLimit } from '../rules.ts';
import type { DueBy } from '../service.ts';

/** What the page of time limits shows. */
export interface ClocksView {
  limits: readonly TimeLimit[];
  typed: Typed;
  calculation: Calculation;
  /** The day for which the list shows editions. */
  today: string;
  /** First and last year whose bank holidays are held, or nothing when none are. */
  years: { first: string; last: string } | null;
}

/** Every time limit with its edition and source, and a calculator: `/clocks`. */
export function ClocksPage({ view }: { view: ClocksView }): VNode {
  const { answer, mistakes } = view.calculation;
  const title = answer ? `${dueInWords(answer)}: time limits` : 'Time limits';
  return (
    <Page title={title} breadcrumbs={[{ text: 'Home', href: '/' }]} hasError={mistakes.length > 0}>
      {mistakes.length > 0 ? (
        <ErrorSummary
          titleText="There is a problem"
          errorList={mistakes.map(({ field, text }) => ({ text, href: `#${focusOf(field)}` }))}
        />
      ) : null}
      <PageHeading
        title="Time limits"
        lede="How long each step may take, who says so, and the day on which it is due."
      />
      {view.limits.length === 0 || !view.years ? (
        <EmptyState
          will="Here will stand the time limits of safeguarding work, with a calculator that counts England’s working days."
          how={
            <>
              They come from files: <code class="kith-code">kith load time-limits.yaml bank-holidays.yaml</code>.
            </>
          }
        />
      ) : (
        <>
          {answer ? <Answer answer={answer} /> : null}
          <Calculator view={view} />
          <Section
            title="Every time limit"
            id="limits"
            note="Working days are England’s: Saturdays, Sundays and bank holidays are not counted. “Checked” means that the number was read in the source named; which edition of Working Together holds it may still be recalled."
          >
            {topicsOf(view.limits).map(({ topic, limits }) => (
              <Topic key={topic} topic={topic} limits={limits} today={view.today} />
            ))}
          </Section>
        </>
      )}
    </Page>
  );
}

/** A date's first part takes the focus when the whole date is wrong. */
function focusOf(field: Field): string {
  return field === 'start' ? 'start-day' : field;
}

function dueInWords({ due, edition }: DueBy): string {
  return `${edition.bound === 'not-before' ? 'Not before' : 'Due'} ${longDate(due)}`;
}

function Answer({ answer }: { answer: DueBy }): VNode {
  const { limit, edition, explanation } = answer;
  return (
    <Section title={dueInWords(answer)} id="answer">
      <InsetText>
        <strong>{limit.title}.</strong> {explanation}
      </InsetText>
      {edition.checked === 'recalled' ? (
        <WarningText>This limit is recalled, not checked. Look it up before you rely on it.</WarningText>
      ) : null}
      {edition.words ? <p class="govuk-body">{edition.words}.</p> : null}
      {limit.note ? <p class="govuk-body">{limit.note}</p> : null}
      {edition.length?.unit === 'working-days' ? <Skipped answer={answer} /> : null}
    </Section>
  );
}

/** The days that the count passed over. */
function Skipped({ answer }: { answer: DueBy }): VNode {
  const counted = Math.abs(answer.edition.length?.amount ?? 0);
  const weekend = Math.abs(daysBetween(answer.startDay, answer.due)) - counted - answer.skipped.length;
  const weekendDays = weekend === 0 ? [] : [`${weekend} ${weekend === 1 ? 'day' : 'days'} at weekends`];
  const holidays = answer.skipped.map(
    (one) => `${one.name}, ${dateInWords(one.day)}${one.substitute ? ' (substitute day)' : ''}`,
  );
  const days = [...weekendDays, ...holidays];
  if (days.length === 0) return <p class="govuk-body">No weekend and no bank holiday lies between.</p>;
  return (
    <>
      <p class="govuk-body">Days not counted:</p>
      <ul class="govuk-list govuk-list--bullet">
        {days.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}

function Calculator({ view }: { view: ClocksView }): VNode {
  const { typed, calculation } = view;
  const saidOf = (...fields: Field[]) => {
    const found = calculation.mistakes.find((mistake) => fields.includes(mistake.field));
    return found ? { errorMessage: { text: found.text } } : {};
  };
  const partWrong = calculation.mistakes.find((mistake) => mistake.field.startsWith('start-'))?.field;
  const part = (name: 'day' | 'month' | 'year') => ({
    name,
    value: typed[`start-${name}`],
    ...(partWrong ? { error: partWrong === `start-${name}` } : {}),
  });
  return (
    <Section title="Work out a date" id="calculator">
      <form method="get" action="/clocks" novalidate>
        <Select
          name="limit"
          label={{ text: 'Time limit' }}
          value={typed.limit}
          items={[{ text: 'Choose a time limit', value: '' }, ...choices(view)]}
          {...saidOf('limit')}
        />
        <DateInput
          id="start"
          namePrefix="start"
          fieldset={{ legend: { text: 'When did it start?', classes: 'govuk-fieldset__legend--s' } }}
          hint={{
            text: `The day it starts is not counted. For example, 4 10 2021. Working days are known from ${view.years?.first} to ${view.years?.last}.`,
          }}
          day={part('day')}
          month={part('month')}
          year={part('year')}
          {...saidOf('start', 'start-day', 'start-month', 'start-year')}
        />
        <Input
          name="time"
          label={{ text: 'At what time? Only for a limit in hours' }}
          hint={{ text: 'For example, 16:30 or 4:30pm.' }}
          classes="govuk-input--width-5"
          value={typed.time}
          {...saidOf('time')}
        />
        <Button>Work out the date</Button>
      </form>
      <p class="govuk-body">
        <a class="govuk-link" href="/clocks/bank-holidays">
          Bank holidays that are left out
        </a>
      </p>
    </Section>
  );
}

/** Limits that can be counted, in the order of the list. */
function choices({ limits, today }: ClocksView) {
  return limits.flatMap((limit) => {
    const edition = editionShown(limit, today);
    if (!edition || !limit.editions.some((one) => one.length)) return [];
    return [{ value: limit.key, text: `${limit.title} (${lengthInWords(edition)})` }];
  });
}

function topicsOf(limits: readonly TimeLimit[]): { topic: string; limits: TimeLimit[] }[] {
  const topics = new Map<string, TimeLimit[]>();
  for (const limit of limits) topics.set(limit.topic, [...(topics.get(limit.topic) ?? []), limit]);
  return [...topics].map(([topic, of]) => ({ topic, limits: of }));
}

function Topic(props: { topic: string; limits: readonly TimeLimit[]; today: string }): VNode {
  return (
    <>
      <h3 class="govuk-heading-m">{props.topic}</h3>
      <Claims>
        {props.limits.map((limit) => {
          const edition = editionShown(limit, props.today);
          return edition ? <Limit key={limit.key} limit={limit} edition={edition} /> : null;
        })}
      </Claims>
    </>
  );
}

function Limit({ limit, edition }: { limit: TimeLimit; edition: LimitEdition }): VNode {
  const others = otherEditions(limit, edition);
  const foot = (
    <>
      <Checked edition={edition} />
      {limit.checkedNote ? ` ${limit.checkedNote}` : null} {editionInWords(edition)}.{' '}
      {others.length > 0 ? `${others.join('. ')}. ` : null}
      {limit.source ? `Read in: ${limit.source.title}. ` : null}
      <SourceLink href={provenanceHref('time-limit', limit.key)} of={limit.title} />
    </>
  );
  return (
    <Claim foot={foot}>
      <strong>
        {limit.title}: {lengthInWords(edition)}
      </strong>
      <br />
      From: {limit.starts}. Until: {limit.stops}.{edition.length && edition.words ? ` ${edition.words}.` : null}
      {limit.note ? ` ${limit.note}` : null}
    </Claim>
  );
}

function Checked({ edition }: { edition: LimitEdition }): VNode {
  return edition.checked === 'verified' ? (
    <Mark shape="full">Checked</Mark>
  ) : (
    <Mark shape="open">Recalled, check before relying on it</Mark>
  );
}
