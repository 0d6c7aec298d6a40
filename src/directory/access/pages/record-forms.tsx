import type { VNode } from 'preact';
import { dateInWords } from '../../../platform/clocks/index.ts';
import { typedText } from '../../../platform/web/form.ts';
import { Checkboxes, Radios, Select } from '../../../platform/web/govuk/index.ts';
import { DateField, problemAt } from '../../../platform/web/kith/index.ts';
import type { OpenAsk } from '../ask-repository.ts';
import { at } from '../at-record.ts';
import { lastDayOf } from '../record-access.ts';
import type { RecordView } from '../record-view.ts';
import { Due } from './ask-line.tsx';
import { FormPage, type FormState, WhoField, WordsField } from './record-form-page.tsx';
import { recordCrumbs } from './who-sees-page.tsx';

/** A form about one record. */
export type RecordForm = FormState & {
  view: RecordView;
  asks: readonly OpenAsk[];
  agencies: readonly { key: string; name: string }[];
  today: string;
};

const LEGEND = 'govuk-fieldset__legend--m';

function shellOf({ view, problems }: RecordForm, name: string) {
  return {
    ...{ caption: `${view.kindName} ${view.reference}`, crumbs: recordCrumbs(view, view), problems },
    action: `${at.record(view.kind, view.id)}/${name}`,
  };
}

/** The form that lets somebody in. */
export function LetInPage(props: RecordForm): VNode {
  const { view, values, problems } = props;
  return (
    <FormPage
      {...shellOf(props, 'let-in')}
      title={view.sealed ? 'Name somebody' : 'Let somebody in'}
      lede={
        view.sealed
          ? 'It is sealed: whoever you name sees it, and nobody else does. They are told at once.'
          : 'They can open this record until the day you enter, and are told at once.'
      }
      button={view.sealed ? 'Name them' : 'Let them in'}
    >
      <WhoField {...props} label="Who?" />
      <DateField
        name="until"
        label="Last day on which they need it"
        hint="At most 12 months from now."
        values={values}
        problems={problems}
      />
      {view.sealed ? null : (
        <Checkboxes
          name="named"
          values={typedText(values, 'named') === 'yes' ? ['yes'] : []}
          items={[{ value: 'yes', text: 'They still see it if it is sealed later' }]}
        />
      )}
      <WordsField
        {...props}
        name="because"
        label="Why do they need it?"
        hint="It stands beside their name for whoever reads the record."
      />
    </FormPage>
  );
}

/** The form that ends somebody’s access. */
export function EndPage(props: RecordForm): VNode {
  const { view, values, problems } = props;
  const standing = view.letIn.filter((one) => one.stands);
  const people = [...new Map(standing.map((one) => [one.personId, one])).values()];
  return (
    <FormPage
      {...shellOf(props, 'end')}
      title="End somebody’s access"
      lede="With the next page they open they no longer see it, unless their role lets them see it."
      button={people.length > 0 ? 'End their access' : null}
    >
      {people.length === 0 ? <p class="govuk-body">Nobody is let in at this moment.</p> : null}
      {people.length === 0 ? null : (
        <>
          <Radios
            name="person"
            fieldset={{ legend: { text: 'Whose access ends?', classes: LEGEND } }}
            errorMessage={problemAt(problems, 'person')}
            value={typedText(values, 'person')}
            items={people.map((one) => ({
              value: one.personId,
              text: one.name,
              hint: {
                text: `${one.agencyName}, ${one.untilAt === null ? 'no end set' : `until ${dateInWords(lastDayOf(one.untilAt))}`}`,
              },
            }))}
          />
          <WordsField {...props} name="because" label="Why does it end?" hint="One sentence for the history." />
        </>
      )}
    </FormPage>
  );
}

/** The form that keeps a record from an agency or a person. */
export function KeepOutPage(props: RecordForm): VNode {
  const { values, problems, agencies } = props;
  return (
    <FormPage
      {...shellOf(props, 'keep-out')}
      title="Keep it from somebody"
      lede="They never reach it from now on, whatever their role, not even in an emergency. They are not told."
      button="Keep it from them"
    >
      <Select
        name="agency"
        label={{ text: 'From everybody of an agency', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'agency')}
        value={typedText(values, 'agency')}
        items={[
          { value: '', text: 'Choose an agency' },
          ...agencies.map(({ key, name }) => ({ value: key, text: name })),
        ]}
      />
      <WhoField {...props} label="Or from one person" />
      <WordsField
        {...props}
        name="because"
        label="Why must they not receive it?"
        hint="Whoever reads the record sees it, so that nobody passes it on."
      />
    </FormPage>
  );
}

/** The form that lets somebody receive a record again. */
export function LiftPage(props: RecordForm): VNode {
  const { view, values, problems } = props;
  const barred = view.barred.filter((one) => one.liftedAt === null);
  return (
    <FormPage
      {...shellOf(props, 'lift')}
      title="Let somebody receive it again"
      lede="They then see it where their role or somebody’s letting them in reaches it."
      button={barred.length > 0 ? 'Let them receive it again' : null}
    >
      {barred.length === 0 ? <p class="govuk-body">It is kept from nobody.</p> : null}
      {barred.length === 0 ? null : (
        <>
          <Radios
            name="barring"
            fieldset={{ legend: { text: 'Who may receive it again?', classes: LEGEND } }}
            errorMessage={problemAt(problems, 'barring')}
            value={typedText(values, 'barring')}
            items={barred.map((one) => ({
              value: one.id,
              text: one.agencyName ?? one.personName ?? '',
              hint: { text: `Kept out because: ${one.because}` },
            }))}
          />
          <WordsField
            {...props}
            name="because"
            label="Why may they receive it again?"
            hint="One sentence for the history."
          />
        </>
      )}
    </FormPage>
  );
}

/** The form that seals a record or opens it for its usual readers. */
export function SealPage(props: RecordForm): VNode {
  const { view } = props;
  const to = view.sealed ? 'no' : 'yes';
  return (
    <FormPage
      {...shellOf(props, 'seal')}
      title={view.sealed ? 'Open the seal' : 'Seal this record'}
      lede={
        view.sealed
          ? 'Everybody whose role reaches it sees it again.'
          : 'Only people who are named for it see it then: whoever made it, you, and those you name. Everybody else loses sight of it at once.'
      }
      button={view.sealed ? 'Open the seal' : 'Seal it'}
    >
      <input type="hidden" name="sealed" value={to} />
      <WordsField {...props} name="because" label="Why?" hint="One sentence for the history of the record." />
    </FormPage>
  );
}

/** The form that answers somebody who asks for access. */
export function AnswerPage(props: RecordForm): VNode {
  const { asks, values, problems, today } = props;
  const asked = asks.find((one) => one.id === typedText(values, 'ask')) ?? asks[0];
  if (!asked) {
    return (
      <FormPage
        {...shellOf(props, 'answer')}
        title="Answer a request for access"
        lede="Nobody waits for an answer about this record."
        button={null}
      >
        {null}
      </FormPage>
    );
  }
  return (
    <FormPage
      {...shellOf(props, 'answer')}
      title={`${asked.name} asks for access`}
      lede={`“${asked.reason}”`}
      button="Answer"
    >
      <p class="govuk-body">
        {[asked.job, asked.agencyName].filter(Boolean).join(', ')}.{' '}
        <Due on={asked.answerDue} today={today} verb="Answer" />
      </p>
      <input type="hidden" name="ask" value={asked.id} />
      <Radios
        name="answer"
        fieldset={{ legend: { text: 'May they see it?', classes: LEGEND } }}
        errorMessage={problemAt(problems, 'answer') ?? problemAt(problems, 'ask')}
        value={typedText(values, 'answer')}
        items={[
          { value: 'yes', text: 'Yes, until a day', hint: { text: 'Enter that day below.' } },
          {
            value: 'no',
            text: 'No, and they read why',
            hint: { text: 'They learn from it that there is such a record.' },
          },
          {
            value: 'silent',
            text: 'Say nothing',
            hint: { text: 'They see what anybody sees who asks for a record that does not exist: no answer.' },
          },
        ]}
      />
      <DateField
        name="until"
        label="Last day on which they need it (if yes)"
        hint="At most 12 months from now."
        values={values}
        problems={problems}
      />
      <WordsField
        {...props}
        name="words"
        label="Why?"
        hint="With “no” they read this. With “yes” it stands beside their name. With “say nothing” only the ledger keeps it."
      />
    </FormPage>
  );
}
