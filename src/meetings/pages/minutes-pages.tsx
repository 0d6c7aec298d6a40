import type { VNode } from 'preact';
import { momentInWords } from '../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { Button, Details, Input, Select, Textarea } from '../../platform/web/govuk/index.ts';
import { DateField, Form, Mark, ProblemSummary, problemAt, Section } from '../../platform/web/kith/index.ts';
import type { Carrier } from '../carrier.ts';
import { ASKS, type Item, type Meeting, WRITING_OPEN } from '../meeting.ts';
import type { ItemView } from '../minutes/service.ts';
import type { MeetingView } from '../reading.ts';
import type { Text } from '../words.ts';
import { QuorumWords } from './attendance-pages.tsx';
import { DecisionLines } from './decision-parts.tsx';
import { MeetingFrame, Words } from './frame.tsx';
import { UnknownList } from './meeting-page.tsx';

interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** Minutes, written live beside the agenda: `/meetings/:id/minutes`. */
export function MinutesPage(props: {
  carrier: Carrier;
  view: MeetingView;
  mayGive: boolean;
  done: string | null;
}): VNode {
  const { carrier, view, mayGive } = props;
  const { meeting, attendance } = view;
  const href = `${carrier.base}/${meeting.id}`;
  const open = WRITING_OPEN.includes(meeting.state);
  return (
    <MeetingFrame {...{ carrier, meeting }} runs page="minutes" title="Write minutes" done={props.done}>
      {open ? (
        <p class="govuk-body">
          What you type is saved by itself a moment after you stop. Where your browser runs no script, save each item.
          If somebody else writes under the same item, both versions are kept.
        </p>
      ) : (
        <p class="govuk-body">
          <Mark shape="open">
            {meeting.state === 'planned' || meeting.state === 'agenda-sent'
              ? 'Start the meeting first: minutes are written from then on.'
              : 'Nothing is written in this meeting any more.'}
          </Mark>
        </p>
      )}
      {attendance.recorded ? (
        <QuorumWords quorum={attendance.quorum} />
      ) : (
        <p class="govuk-body">
          <a class="govuk-link" href={`${href}/attendance`}>
            Record who is there
          </a>{' '}
          before anything is decided.
        </p>
      )}
      {view.toConfirm.length > 0 ? (
        <p class="govuk-body">
          <Mark shape="half">
            {view.toConfirm.length === 1 ? 'One decision' : `${view.toConfirm.length} decisions`} of earlier meetings
            wait to be confirmed
          </Mark>{' '}
          <a
            class="govuk-link"
            href={`${carrier.base}/decisions?show=to-confirm&group=${encodeURIComponent(meeting.forumKey)}`}
          >
            Which
          </a>
        </p>
      ) : null}
      {view.items.map((item, at) => (
        <section class="kith-section" id={`item-${item.id}`} key={item.id}>
          <h2 class="kith-section__title">
            {at + 1}. {item.title}
          </h2>
          <p class="kith-section__note">
            {ASKS[item.asks]}
            {item.minutes === null ? '' : `, ${item.minutes} minutes`}
            {item.whyNow ? `. ${item.whyNow}` : ''}
          </p>
          {item.part === 'not-known' && view.stillUnknown.length > 0 ? (
            <Details summaryText={`Still open from earlier meetings (${view.stillUnknown.length})`}>
              <UnknownList unknowns={view.stillUnknown} />
            </Details>
          ) : null}
          <WordsForm {...{ item, href, open }} text={view.texts.get(item.id) ?? NOTHING} />
          <DecisionLines decisions={view.decisions.filter(({ itemId }) => itemId === item.id)} {...{ href, open }} />
          {open ? <Further {...{ item, href, mayGive }} /> : null}
        </section>
      ))}
      {view.decisions.some(({ itemId }) => itemId === null) ? (
        <Section title="Decisions under no item" id="decisions">
          <DecisionLines decisions={view.decisions.filter(({ itemId }) => itemId === null)} {...{ href, open }} />
        </Section>
      ) : null}
    </MeetingFrame>
  );
}

const NOTHING: Text = { current: null, beside: [] };

function Further({ item, href, mayGive }: { item: Item; href: string; mayGive: boolean }): VNode {
  const of = <span class="govuk-visually-hidden"> under “{item.title}”</span>;
  return (
    <p class="govuk-body kith-no-print">
      <a class="govuk-link" href={`${href}/decide?item=${item.id}`}>
        Record a decision{of}
      </a>
      {mayGive ? (
        <>
          {' · '}
          <a class="govuk-link" href={`${href}/give?item=${item.id}`}>
            Give an action{of}
          </a>
        </>
      ) : null}
      {item.part === 'not-known' ? (
        <>
          {' · '}
          <a class="govuk-link" href={`${href}/not-known`}>
            Write down what is not known{of}
          </a>
        </>
      ) : null}
    </p>
  );
}

function WordsForm({ item, href, text, open }: { item: Item; href: string; text: Text; open: boolean }): VNode {
  const { current, beside } = text;
  if (!open)
    return current ? <Words text={current.words} /> : <p class="govuk-body kith-not-known">Nothing was written.</p>;
  return (
    <>
      {beside.length > 0 ? (
        <p class="govuk-body">
          <Mark shape="half">Somebody else wrote here too, and both are kept</Mark>{' '}
          <a class="govuk-link" href={`${href}/items/${item.id}`}>
            Settle it<span class="govuk-visually-hidden">: {item.title}</span>
          </a>
        </p>
      ) : null}
      <Form action={`${href}/items/${item.id}/minutes`}>
        <input type="hidden" name="based-on" value={String(current?.version ?? 0)} />
        <Textarea
          id={`words-${item.id}`}
          name="words"
          rows={Math.min(14, Math.max(4, Math.ceil((current?.words.length ?? 0) / 80)))}
          label={{
            text: (
              <>
                Minutes<span class="govuk-visually-hidden"> of “{item.title}”</span>
              </>
            ),
          }}
          value={current?.words ?? ''}
          attributes={{ 'data-kith-autosave': '' }}
        />
        <div class="kith-agenda__buttons">
          <Button classes="govuk-button--secondary kith-button--small">
            Save<span class="govuk-visually-hidden"> the minutes of “{item.title}”</span>
          </Button>
          <p class="kith-saved" data-kith-saved aria-live="polite">
            {current ? `Last by ${current.byName}` : ''}
          </p>
        </div>
      </Form>
    </>
  );
}

/** One item with every version of its minutes, to settle them: `/meetings/:id/items/:item`. */
export function ItemPage(props: Filled & { carrier: Carrier; view: ItemView; done: string | null }): VNode {
  const { carrier, view, values, problems } = props;
  const { meeting, item, text, versions, mayWrite } = view;
  const href = `${carrier.base}/${meeting.id}`;
  const title = text.beside.length > 0 ? 'Two versions of the minutes' : 'Minutes of one item';
  return (
    <MeetingFrame
      {...{ carrier, meeting }}
      runs={mayWrite}
      page="none"
      title={title}
      done={props.done}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      <h2 class="govuk-heading-m">{item.title}</h2>
      {text.beside.length > 0 ? (
        <p class="govuk-body">
          More than one person wrote under this item at the same time. Nothing is lost. Read what each wrote and save
          what is to stand.
        </p>
      ) : null}
      {text.current ? (
        <Section title={`What stands there, by ${text.current.byName}`} id="current">
          <Words text={text.current.words} />
        </Section>
      ) : null}
      {text.beside.map((one) => (
        <Section key={one.version} title={`Beside it, by ${one.byName}`} id={`beside-${one.version}`}>
          <Words text={one.words} />
        </Section>
      ))}
      {mayWrite ? (
        <Section title="What is to stand" id="settle">
          <Form action={`${href}/items/${item.id}/minutes`}>
            <input type="hidden" name="based-on" value={String(text.current?.version ?? 0)} />
            <input type="hidden" name="settles" value={text.beside.map(({ version }) => version).join(' ')} />
            <Textarea
              name="words"
              rows={12}
              label={{ text: 'Minutes' }}
              hint={{
                text:
                  text.beside.length > 0
                    ? 'Both versions are put together here: take out what stands there twice.'
                    : undefined,
              }}
              value={typedText(values, 'words') ?? together(text)}
              errorMessage={problemAt(problems, 'words')}
            />
            <Button preventDoubleClick>Save what is to stand</Button>
          </Form>
        </Section>
      ) : null}
      <Details summaryText={`Every version (${versions.length})`}>
        {versions.toReversed().map((one) => (
          <Section
            key={one.version}
            title={`Version ${one.version}, by ${one.byName}`}
            note={`${momentInWords(one.at)}${one.standing === 'beside' ? ', beside the text' : ''}`}
          >
            <Words text={one.words} />
          </Section>
        ))}
      </Details>
    </MeetingFrame>
  );
}

function together({ current, beside }: Text): string {
  return [current?.words ?? '', ...beside.map(({ words }) => words)].filter((words) => words !== '').join('\n\n');
}

/** The form that records a decision: `/meetings/:id/decide`. */
export function DecidePage(
  props: Filled & { carrier: Carrier; view: MeetingView; objectives: readonly { key: string; words: string }[] },
): VNode {
  const { carrier, view, values, problems } = props;
  const { meeting, attendance } = view;
  const here = new Map(
    attendance.attendees
      .filter(({ voting, presence }) => voting && (presence === 'present' || presence === 'deputy'))
      .map(({ agency, agencyName }) => [agency, agencyName]),
  );
  return (
    <MeetingFrame {...{ carrier, meeting }} runs page="none" title="Record a decision" hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      {attendance.recorded ? (
        <QuorumWords quorum={attendance.quorum} />
      ) : (
        <p class="govuk-body">
          <a class="govuk-link" href={`${carrier.base}/${meeting.id}/attendance`}>
            Record who is there
          </a>{' '}
          first: a decision says which agencies took it.
        </p>
      )}
      <Form action={`${carrier.base}/${meeting.id}/decide`}>
        <ItemChoice {...props} />
        <Textarea
          name="decision"
          rows={4}
          label={{ text: 'What was decided?', classes: 'govuk-label--m' }}
          hint={{ text: 'In one or two sentences that stand by themselves. No names: roles and agencies.' }}
          value={typedText(values, 'decision')}
          errorMessage={problemAt(problems, 'decision')}
        />
        <Textarea
          name="reasons"
          rows={4}
          label={{ text: 'Why?', classes: 'govuk-label--m' }}
          value={typedText(values, 'reasons')}
          errorMessage={problemAt(problems, 'reasons')}
        />
        <Select
          name="objective"
          label={{ text: 'Which objective does it serve?', classes: 'govuk-label--m' }}
          value={typedText(values, 'objective')}
          errorMessage={problemAt(problems, 'objective')}
          items={[
            { value: '', text: 'None in particular' },
            ...props.objectives.map(({ key, words }) => ({ value: key, text: short(words) })),
          ]}
        />
        {here.size > 0 ? (
          <Section title="Who did not agree?" id="dissent" note="Leave it empty for every agency that agreed.">
            {[...here].map(([agency, name], at) => (
              <div key={agency}>
                <input type="hidden" name={`agency-${at + 1}`} value={agency} />
                <Input
                  name={`dissent-${at + 1}`}
                  label={{ text: `What ${name} said against it` }}
                  value={typedText(values, `dissent-${at + 1}`)}
                  errorMessage={problemAt(problems, `dissent-${at + 1}`)}
                />
              </div>
            ))}
          </Section>
        ) : null}
        <Button preventDoubleClick>Record the decision</Button>
      </Form>
    </MeetingFrame>
  );
}

function ItemChoice({ view, values }: Filled & { view: MeetingView }): VNode {
  return (
    <Select
      name="item"
      label={{ text: 'Under which item?', classes: 'govuk-label--m' }}
      value={typedText(values, 'item')}
      items={[
        { value: '', text: 'No item in particular' },
        ...view.items.map(({ id, title }) => ({ value: id, text: short(title) })),
      ]}
    />
  );
}

function short(words: string): string {
  return words.length > 70 ? `${words.slice(0, 68)}…` : words;
}

/** The form that gives an action: `/meetings/:id/give`. */
export function GivePage(
  props: Filled & {
    carrier: Carrier;
    view: MeetingView;
    takers: readonly { id: string; name: string; agencyName: string }[];
  },
): VNode {
  const { carrier, view, values, problems } = props;
  const { meeting } = view;
  return (
    <MeetingFrame {...{ carrier, meeting }} runs page="none" title="Give an action" hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <Form action={`${carrier.base}/${meeting.id}/give`}>
        <ItemChoice {...props} />
        <Input
          name="title"
          label={{ text: 'What is to be done?', classes: 'govuk-label--m' }}
          value={typedText(values, 'title')}
          errorMessage={problemAt(problems, 'title')}
        />
        <Select
          name="taker"
          label={{ text: 'Who does it?', classes: 'govuk-label--m' }}
          hint={{ text: 'People who work with Kith today in a role that lets them say that it is done, by agency.' }}
          value={typedText(values, 'taker')}
          errorMessage={problemAt(problems, 'taker')}
          items={[
            { value: '', text: 'Choose a person' },
            ...props.takers.map((one) => ({ value: one.id, text: `${one.agencyName}: ${one.name}` })),
          ]}
        />
        <DateField values={values} problems={problems} name="due" label="By when?" />
        <Button preventDoubleClick>Give the action</Button>
      </Form>
    </MeetingFrame>
  );
}

/** The form of what is not known: `/meetings/:id/not-known`. */
export function NotKnownPage(props: Filled & { carrier: Carrier; meeting: Meeting }): VNode {
  const { carrier, meeting, values, problems } = props;
  return (
    <MeetingFrame {...{ carrier, meeting }} runs page="none" title="What is not known?" hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <p class="govuk-body">
        It stays on the list of the group, and comes back to its meetings, until somebody enters the answer.
      </p>
      <Form action={`${carrier.base}/${meeting.id}/not-known`}>
        <Textarea
          name="what"
          rows={3}
          label={{ text: 'What do we not know?', classes: 'govuk-label--m' }}
          value={typedText(values, 'what')}
          errorMessage={problemAt(problems, 'what')}
        />
        <Input
          name="who-knows"
          label={{ text: 'Who would know?', classes: 'govuk-label--m' }}
          hint={{ text: 'A role with its agency: “The school nurses’ team lead”.' }}
          value={typedText(values, 'who-knows')}
          errorMessage={problemAt(problems, 'who-knows')}
        />
        <Input
          name="asks"
          label={{ text: 'Who asks them?', classes: 'govuk-label--m' }}
          value={typedText(values, 'asks')}
          errorMessage={problemAt(problems, 'asks')}
        />
        <DateField values={values} problems={problems} name="by" label="By when?" />
        <Button preventDoubleClick>Write it down</Button>
      </Form>
    </MeetingFrame>
  );
}
