import type { VNode } from 'preact';
import { dateInWords, longDate } from '../../platform/clocks/index.ts';
import { HistoryLink } from '../../platform/history/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import {
  Button,
  Checkboxes,
  Details,
  Fieldset,
  Input,
  NotificationBanner,
  Radios,
  Select,
} from '../../platform/web/govuk/index.ts';
import {
  DateField,
  EmptyState,
  Facts,
  Form,
  Mark,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
} from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';
import type { Carrier, Forum } from '../carrier.ts';
import { MOST_STANDING } from '../forms.ts';
import { ASKS } from '../meeting.ts';
import type { SeriesView } from '../planning.ts';
import { MONTHS, MOVES, patternInWords } from '../series.ts';
import { meetingCrumbs } from './frame.tsx';

interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

function GroupAndTime({ values, problems, forums }: Filled & { forums: readonly Forum[] }): VNode {
  return (
    <Select
      name="group"
      label={{ text: 'Which group meets?', classes: 'govuk-label--m' }}
      value={typedText(values, 'group')}
      errorMessage={problemAt(problems, 'group')}
      items={[
        { value: '', text: 'Choose a group' },
        ...forums.filter(({ over }) => over === null).map(({ key, name }) => ({ value: key, text: name })),
      ]}
    />
  );
}

function TimeAndPlace({ values, problems }: Filled): VNode {
  return (
    <>
      <Starts values={values} problems={problems} />
      <Input
        name="minutes"
        classes="govuk-input--width-4"
        inputmode="numeric"
        label={{ text: 'How many minutes does it last?', classes: 'govuk-label--m' }}
        value={typedText(values, 'minutes') ?? '120'}
        errorMessage={problemAt(problems, 'minutes')}
      />
      <Input
        name="place"
        label={{ text: 'Where?', classes: 'govuk-label--m' }}
        hint={{ text: 'A room with its building, or “Online”.' }}
        value={typedText(values, 'place')}
        errorMessage={problemAt(problems, 'place')}
      />
    </>
  );
}

/** The field for when a meeting begins. */
export function Starts({ values, problems }: Filled): VNode {
  return (
    <Input
      name="starts"
      classes="govuk-input--width-5"
      label={{ text: 'When does it begin?', classes: 'govuk-label--m' }}
      hint={{ text: 'For example, 10:00 or 2:30pm' }}
      value={typedText(values, 'starts')}
      errorMessage={problemAt(problems, 'starts')}
    />
  );
}

/** The form that plans a meeting: `/meetings/new`. */
export function PlanPage(props: Filled & { carrier: Carrier; forums: readonly Forum[] }): VNode {
  const { carrier, values, problems } = props;
  return (
    <Page title="Plan a meeting" breadcrumbs={meetingCrumbs(carrier)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title="Plan a meeting"
            lede="Its agenda begins with the minutes of last time and ends with what nobody knows."
          />
          <Form action={`${carrier.base}/new`}>
            <GroupAndTime {...props} />
            <DateField values={values} problems={problems} name="day" label="On which day?" />
            <TimeAndPlace values={values} problems={problems} />
            <Checkboxes
              name="afterwards"
              values={[typedText(values, 'afterwards') ?? '']}
              errorMessage={problemAt(problems, 'afterwards')}
              items={[
                {
                  value: 'yes',
                  text: 'It has taken place already',
                  hint: { text: 'The meeting is then marked for good as entered afterwards.' },
                },
              ]}
            />
            <Button preventDoubleClick>Plan this meeting</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** Series with their dates: `/meetings/series`. */
export function SeriesPage(props: {
  carrier: Carrier;
  series: readonly SeriesView[];
  done: string | null;
  mayPlan: boolean;
}): VNode {
  const { carrier, series } = props;
  return (
    <Page title="Series of meetings" breadcrumbs={meetingCrumbs(carrier)}>
      {props.done ? <NotificationBanner type="success">{props.done}</NotificationBanner> : null}
      <PageHeading title="Series of meetings" lede="How often each group meets, and the dates that come of it." />
      {props.mayPlan ? <Button href={`${carrier.base}/series/new`}>Make a series</Button> : null}
      {series.length === 0 ? (
        <EmptyState
          will="Each group’s regular meetings stand here, with their dates of the next twelve months."
          how="Nobody has made a series yet."
        />
      ) : null}
      {series.map((one) => (
        <OneSeries key={one.series.id} {...{ one, carrier }} />
      ))}
    </Page>
  );
}

function OneSeries({ one, carrier }: { one: SeriesView; carrier: Carrier }): VNode {
  const { series, forum, dates, mine } = one;
  const missing = dates.filter(({ planned }) => !planned).length;
  const href = `${carrier.base}/series/${series.id}`;
  return (
    <Section title={`${forum.name}: ${patternInWords(series)}`} id={series.id}>
      <Facts
        row
        facts={[
          { name: 'First date', value: dateInWords(series.firstOn) },
          { name: 'Last date', value: series.lastOn ? dateInWords(series.lastOn) : 'It goes on' },
          { name: 'A bank holiday moves it', value: MOVES[series.moves] },
          {
            name: 'On every agenda',
            value: series.standing.length > 0 ? series.standing.map(({ title }) => title).join('; ') : null,
          },
        ]}
      />
      <Details summaryText={`Dates of the next twelve months (${dates.length})`}>
        <ul class="kith-list">
          {dates.map((date) => (
            <li key={date.plannedFor}>
              <Mark shape={date.planned ? 'full' : 'open'}>{longDate(date.day)}</Mark>{' '}
              <span class="kith-list__about">
                {date.planned ? 'Planned' : 'Not planned yet'}
                {date.movedBecause ? `. Moved from ${longDate(date.plannedFor)}: ${date.movedBecause}` : ''}
                {date.certain ? '' : '. Bank holidays of that year are not known yet'}
              </span>
            </li>
          ))}
        </ul>
      </Details>
      {mine ? (
        <div class="kith-no-print">
          {missing > 0 ? (
            <Form action={`${href}/plan`}>
              <Button classes="govuk-button--secondary" preventDoubleClick>
                Plan {missing === 1 ? 'the date' : `the ${missing} dates`} that {missing === 1 ? 'is' : 'are'} missing
                <span class="govuk-visually-hidden"> of {forum.name}</span>
              </Button>
            </Form>
          ) : null}
          {series.lastOn === null ? (
            <Details
              summaryText={
                <>
                  End this series<span class="govuk-visually-hidden"> of {forum.name}</span>
                </>
              }
            >
              <Form action={`${href}/stop`}>
                <DateField
                  values={{}}
                  problems={[]}
                  name="last"
                  label="What is its last day?"
                  hint="Meetings that are planned already stay: cancel them one by one."
                />
                <Button classes="govuk-button--secondary">End the series</Button>
              </Form>
            </Details>
          ) : null}
        </div>
      ) : null}
      <HistoryLink href={`${href}/history`} of={`${forum.name}, ${patternInWords(series)}`} />
    </Section>
  );
}

/** The form that makes a series: `/meetings/series/new`. */
export function NewSeriesPage(props: Filled & { carrier: Carrier; forums: readonly Forum[] }): VNode {
  const { carrier, values, problems } = props;
  const filled = { values, problems };
  return (
    <Page title="Make a series" breadcrumbs={meetingCrumbs(carrier)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title="Make a series"
            lede="Kith plans the meetings of the next twelve months from it at once."
          />
          <Form action={`${carrier.base}/series`}>
            <GroupAndTime {...props} />
            <DateField
              {...filled}
              name="first"
              label="What is the first date?"
              hint="It gives the day of the week, and for months its place in the month."
            />
            <Radios
              name="unit"
              fieldset={{ legend: { text: 'How are the dates counted?', classes: 'govuk-fieldset__legend--m' } }}
              errorMessage={problemAt(problems, 'unit')}
              value={typedText(values, 'unit')}
              items={[
                { value: 'weeks', text: 'Every so many weeks' },
                {
                  value: 'months',
                  text: 'Every so many months, at the same place in the month',
                  hint: { text: '2 for every second month' },
                },
                { value: 'terms', text: 'Every term, in the months that you tick below' },
              ]}
            />
            <Input
              name="every"
              classes="govuk-input--width-3"
              inputmode="numeric"
              label={{ text: 'How many weeks or months?', classes: 'govuk-label--m' }}
              value={typedText(values, 'every')}
              errorMessage={problemAt(problems, 'every')}
            />
            <Details summaryText="Months of termly meetings" open={typedText(values, 'unit') === 'terms'}>
              <Checkboxes
                name="months"
                classes="govuk-checkboxes--small"
                fieldset={{ legend: { text: 'In which months?', classes: 'govuk-fieldset__legend--s' } }}
                errorMessage={problemAt(problems, 'months')}
                values={[values.months ?? []].flat()}
                items={MONTHS.map((text, at) => ({ value: String(at + 1), text }))}
              />
            </Details>
            <Radios
              name="moves"
              fieldset={{
                legend: {
                  text: 'Where does a date move that is a bank holiday?',
                  classes: 'govuk-fieldset__legend--m',
                },
              }}
              errorMessage={problemAt(problems, 'moves')}
              value={typedText(values, 'moves')}
              items={Object.entries(MOVES).map(([value, text]) => ({
                value,
                text: `${text.charAt(0).toUpperCase()}${text.slice(1)}`,
              }))}
            />
            <TimeAndPlace {...filled} />
            <DateField {...filled} name="last" label="What is its last date?" hint="Leave it empty while it goes on." />
            <Details summaryText="What stands on every agenda besides">
              <p class="govuk-body">
                Minutes of last time and “What do we not know, who would know, who asks?” stand on every agenda by
                themselves.
              </p>
              {Array.from({ length: MOST_STANDING }, (_, at) => at + 1).map((line) => (
                <Fieldset key={line} legend={{ text: `Standing item ${line}`, classes: 'govuk-fieldset__legend--s' }}>
                  <Input
                    name={`standing-${line}`}
                    label={{ text: 'What is it about?' }}
                    value={typedText(values, `standing-${line}`)}
                  />
                  <Select
                    name={`asks-${line}`}
                    label={{ text: 'What does it ask of the meeting?' }}
                    value={typedText(values, `asks-${line}`) ?? 'discuss'}
                    errorMessage={problemAt(problems, `asks-${line}`)}
                    items={Object.entries(ASKS).map(([value, text]) => ({ value, text }))}
                  />
                  <Input
                    name={`time-${line}`}
                    classes="govuk-input--width-3"
                    inputmode="numeric"
                    label={{ text: 'Minutes' }}
                    value={typedText(values, `time-${line}`)}
                    errorMessage={problemAt(problems, `time-${line}`)}
                  />
                </Fieldset>
              ))}
            </Details>
            <Button preventDoubleClick>Make the series</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}
