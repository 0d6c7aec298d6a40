import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { Button, Checkboxes, Details, Input, Select } from '../../platform/web/govuk/index.ts';
import { Form, Mark, ProblemSummary, problemAt, Section } from '../../platform/web/kith/index.ts';
import { itemTimes, timeInAll } from '../agenda/rules.ts';
import type { AgendaView } from '../agenda/service.ts';
import type { Carrier } from '../carrier.ts';
import { AGENDA_OPEN, ASKS, type Item } from '../meeting.ts';
import { MeetingFrame } from './frame.tsx';

interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** The agenda with what is live and could stand on it: `/meetings/:id/agenda`. */
export function AgendaPage(props: Filled & { carrier: Carrier; view: AgendaView; done: string | null }): VNode {
  const { carrier, view, values, problems } = props;
  const { meeting, items, offers } = view;
  const href = `${carrier.base}/${meeting.id}`;
  const open = AGENDA_OPEN.includes(meeting.state);
  const time = timeInAll(meeting.minutes, items);
  return (
    <MeetingFrame
      {...{ carrier, meeting }}
      runs
      page="agenda"
      title="Build the agenda"
      done={props.done}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      <Section title="On the agenda" id="items">
        <p class="govuk-body">
          <Mark shape={time.fits ? 'full' : 'open'}>{time.says}</Mark>
        </p>
        <ol class="kith-agenda">
          {items.map((item, at) => (
            <ItemLine
              key={item.id}
              {...{ item, href, open }}
              begins={itemTimes(meeting.starts, items)[at] ?? null}
              first={at === 0}
              last={at === items.length - 1}
            />
          ))}
        </ol>
      </Section>
      {open ? (
        <>
          <Section
            title="What is live now"
            id="live"
            note="Offered from the partnership’s work, because of its dates. Tick what belongs on this agenda."
          >
            {offers.length === 0 ? (
              <p class="govuk-body kith-not-known">
                Nothing is offered: no action is due, nothing waits for an answer, or it stands on the agenda already.
              </p>
            ) : (
              <Form action={`${href}/agenda/take`}>
                {offers.map((offer, at) => (
                  <Checkboxes
                    key={offer.name}
                    name="lines"
                    idPrefix={at === 0 ? 'lines' : `lines-of-${at + 1}`}
                    fieldset={{ legend: { text: offer.name, classes: 'govuk-fieldset__legend--s' } }}
                    errorMessage={at === 0 ? problemAt(problems, 'lines') : undefined}
                    items={offer.lines.map((line) => ({
                      value: line.key,
                      text: line.title,
                      hint: {
                        text: (
                          <>
                            {line.whyNow}.{' '}
                            <a class="govuk-link" href={line.href}>
                              Open it<span class="govuk-visually-hidden">: {line.title}</span>
                            </a>
                          </>
                        ),
                      },
                    }))}
                  />
                ))}
                <Button preventDoubleClick>Put what I ticked on the agenda</Button>
              </Form>
            )}
          </Section>
          <Section title="Something else" id="own">
            <Form action={`${href}/agenda`}>
              <Input
                name="title"
                label={{ text: 'What is it about?' }}
                value={typedText(values, 'title')}
                errorMessage={problemAt(problems, 'title')}
              />
              <Select
                name="asks"
                label={{ text: 'What does it ask of the meeting?' }}
                value={typedText(values, 'asks') ?? 'discuss'}
                errorMessage={problemAt(problems, 'asks')}
                items={Object.entries(ASKS).map(([value, text]) => ({ value, text }))}
              />
              <Input name="why" label={{ text: 'Why now?' }} value={typedText(values, 'why')} />
              <Input
                name="minutes"
                classes="govuk-input--width-3"
                inputmode="numeric"
                label={{ text: 'Minutes' }}
                value={typedText(values, 'minutes')}
                errorMessage={problemAt(problems, 'minutes')}
              />
              <Input name="leads" label={{ text: 'Who leads on it?' }} value={typedText(values, 'leads')} />
              <Button classes="govuk-button--secondary" preventDoubleClick>
                Put it on the agenda
              </Button>
            </Form>
          </Section>
        </>
      ) : null}
    </MeetingFrame>
  );
}

function ItemLine(props: {
  item: Item;
  href: string;
  open: boolean;
  begins: string | null;
  first: boolean;
  last: boolean;
}): VNode {
  const { item, href, open } = props;
  const of = <span class="govuk-visually-hidden"> “{item.title}”</span>;
  return (
    <li class="kith-agenda__item" id={`item-${item.id}`}>
      <p class="kith-agenda__title">{item.title}</p>
      <p class="kith-agenda__about">
        {[
          props.begins,
          ASKS[item.asks],
          item.minutes === null ? 'no time yet' : `${item.minutes} minutes`,
          item.leads ? `${item.leads} leads` : null,
          item.whyNow,
        ]
          .filter((one) => one !== null)
          .join('. ')}
      </p>
      {open ? (
        <Form action={`${href}/items/${item.id}`}>
          <div class="kith-agenda__buttons">
            {props.first ? null : (
              <Button classes="govuk-button--secondary kith-button--small" name="do" value="up">
                Up{of}
              </Button>
            )}
            {props.last ? null : (
              <Button classes="govuk-button--secondary kith-button--small" name="do" value="down">
                Down{of}
              </Button>
            )}
            <Button classes="govuk-button--secondary kith-button--small" name="do" value="remove">
              Take off{of}
            </Button>
          </div>
          <Details summaryText={<>Change{of}</>}>
            <Input id={`title-${item.id}`} name="title" label={{ text: 'What is it about?' }} value={item.title} />
            <Select
              id={`asks-${item.id}`}
              name="asks"
              label={{ text: 'What does it ask of the meeting?' }}
              value={item.asks}
              items={Object.entries(ASKS).map(([value, text]) => ({ value, text }))}
            />
            <Input
              id={`minutes-${item.id}`}
              name="minutes"
              classes="govuk-input--width-3"
              inputmode="numeric"
              label={{ text: 'Minutes' }}
              value={item.minutes ?? ''}
            />
            <Input id={`leads-${item.id}`} name="leads" label={{ text: 'Who leads on it?' }} value={item.leads ?? ''} />
            <Button classes="govuk-button--secondary" name="do" value="change">
              Save{of}
            </Button>
          </Details>
        </Form>
      ) : null}
    </li>
  );
}
