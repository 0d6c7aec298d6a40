import type { ComponentChildren, VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Checkboxes, Fieldset, Input, Radios, Select, Textarea } from '../../../../platform/web/govuk/index.ts';
import { DateField, problemAt, Section } from '../../../../platform/web/kith/index.ts';
import { linesShown, MOST_LINES } from '../form.ts';
import { ABUSE, ANSWERS, HARMS, OUTCOMES, PARTS, VIEWS } from '../notification.ts';
import { secretaryOfStateIsTold } from '../rules.ts';
import type { FormChoices } from '../service.ts';

/** What every part of the form is given. */
interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** The fields of a notification, as both of its forms show them. */
export function Fields(props: Filled & { action: string; choices: FormChoices }): VNode {
  const { values, problems, choices } = props;
  const filled = { values, problems };
  return (
    <>
      <Section title="The incident" id="incident-fields">
        <Choice
          {...filled}
          name="area"
          legend="In which area did it happen?"
          hint="The council of the area in which it happened notifies, wherever the child lives."
          items={Object.fromEntries(choices.areas.map(({ code, name }) => [code, name]))}
        />
        <DateField
          {...filled}
          name="aware"
          label="When did the council become aware?"
          hint="Five working days begin on the day after. For example, 16 11 2026"
        />
        <DateField
          {...filled}
          name="incident"
          label="When did it happen?"
          hint="The day, or only the month and year, or only the year."
        />
        <Checkboxes
          name="incident-not-known"
          values={[typedText(values, 'incident-not-known') ?? '']}
          items={[{ value: 'yes', text: 'It is not known when it happened' }]}
        />
        <Choice {...filled} name="outcome" legend="What happened to the child?" items={OUTCOMES} />
        <Checkboxes
          name="harm"
          fieldset={{ legend: { text: 'Which kinds of harm?', classes: 'govuk-fieldset__legend--m' } }}
          hint={{
            text: 'Serious harm includes serious or long-term impairment of health or development. That a child recovers does not cancel it.',
          }}
          errorMessage={problemAt(problems, 'harm')}
          values={[values.harm ?? []].flat()}
          items={Object.entries(HARMS).map(([value, text]) => ({ value, text }))}
        />
        <Choice {...filled} name="abuse" legend="Is abuse or neglect known or suspected?" items={ABUSE} />
        <Choice
          {...filled}
          name="looked-after"
          inline
          legend="Was the child looked after by a council?"
          hint="The death of a looked-after child is always notified, whatever the cause."
          items={ANSWERS}
        />
        <Choice
          {...filled}
          name="care-leaver"
          inline
          legend="Was the young person a care leaver?"
          hint="The death of a care leaver up to the age of 24 should be notified."
          items={ANSWERS}
        />
        <Textarea
          name="what-happened"
          label={{ text: 'What happened?', classes: 'govuk-label--m' }}
          hint={{ text: 'What is known, who said so, and what is not known.' }}
          rows={10}
          value={typedText(values, 'what-happened')}
          errorMessage={problemAt(problems, 'what-happened')}
        />
      </Section>
      <People {...filled} action={props.action} />
      <Views {...filled} choices={choices} />
      <Section title="Who was told" id="told-fields" note="Leave a day empty while it is still to be done.">
        <DateField {...filled} name="notified" label="When was it sent to the Panel?" />
        <Input
          name="panel-reference"
          label={{ text: 'The Panel’s reference', classes: 'govuk-label--m' }}
          classes="govuk-input--width-20"
          value={typedText(values, 'panel-reference')}
          errorMessage={problemAt(problems, 'panel-reference')}
        />
        <DateField
          {...filled}
          name="told"
          label="When were the safeguarding partners told?"
          hint="Within the same five working days."
        />
        {asksSecretaryOfState(values) ? (
          <DateField
            {...filled}
            name="secretary-of-state"
            label="When was the Secretary of State told?"
            hint="Asked because a looked-after child died."
          />
        ) : null}
      </Section>
    </>
  );
}

/** Asked for a looked-after child who died, and as long as there is an answer that may have to be cleared. */
function asksSecretaryOfState(values: TypedValues): boolean {
  const outcome = typedText(values, 'outcome');
  const lookedAfter = typedText(values, 'looked-after');
  const asked = outcome === 'death' && lookedAfter === 'yes' ? secretaryOfStateIsTold({ outcome, lookedAfter }) : false;
  return asked || ['day', 'month', 'year'].some((part) => typedText(values, `secretary-of-state-${part}`));
}

function Choice(
  props: Filled & {
    name: string;
    legend: string;
    hint?: ComponentChildren;
    items: Readonly<Record<string, string>>;
    /** Beside each other where there is room: for few and short answers. */
    inline?: boolean;
  },
): VNode {
  return (
    <Radios
      name={props.name}
      fieldset={{ legend: { text: props.legend, classes: 'govuk-fieldset__legend--m' } }}
      hint={props.hint === undefined ? undefined : { text: props.hint }}
      errorMessage={problemAt(props.problems, props.name)}
      value={typedText(props.values, props.name)}
      classes={props.inline ? 'govuk-radios--inline' : undefined}
      items={Object.entries(props.items).map(([value, text]) => ({ value, text }))}
    />
  );
}

function People({ values, problems, action }: Filled & { action: string }): VNode {
  const lines = linesShown(values);
  return (
    <Section
      title="Who appears in it"
      id="people"
      note="The child, brothers and sisters, parents or carers, other adults, professionals. Nobody named here can open this notification, nor anybody who has declared to be close to them. To take somebody out, clear their line."
    >
      {Array.from({ length: lines }, (_, at) => at + 1).map((line) => (
        <Person key={line} line={line} values={values} problems={problems} />
      ))}
      {lines < MOST_LINES ? (
        <Button
          classes="govuk-button--secondary"
          name="do"
          value="add-person"
          attributes={{ formaction: `${action}#people` }}
        >
          Add another person
        </Button>
      ) : (
        <p class="govuk-body">There is room for {MOST_LINES} people. Name others in what happened.</p>
      )}
    </Section>
  );
}

function Person({ line, values, problems }: Filled & { line: number }): VNode {
  const at = `people-${line}`;
  return (
    <Fieldset legend={{ text: `Person ${line}`, classes: 'govuk-fieldset__legend--m' }}>
      <Select
        name={`${at}-part`}
        label={{ text: 'What they are to the child' }}
        value={typedText(values, `${at}-part`) ?? (line === 1 ? 'child' : 'sibling')}
        errorMessage={problemAt(problems, `${at}-part`)}
        items={Object.entries(PARTS).map(([value, text]) => ({ value, text }))}
      />
      <Input
        name={`${at}-name`}
        label={{ text: 'Name' }}
        value={typedText(values, `${at}-name`)}
        errorMessage={problemAt(problems, `${at}-name`)}
      />
      <DateField
        name={`${at}-born`}
        label="Date of birth"
        size="s"
        hint="Leave it empty if it is not known."
        values={values}
        problems={problems}
      />
      <Input
        name={`${at}-email`}
        type="email"
        label={{ text: 'E-mail address, if they work with Kith' }}
        value={typedText(values, `${at}-email`)}
        errorMessage={problemAt(problems, `${at}-email`)}
      />
    </Fieldset>
  );
}

function Views({ values, problems, choices }: Filled & { choices: FormChoices }): VNode | null {
  if (choices.partners.length === 0) return null;
  return (
    <Section
      title="What the safeguarding partners say"
      id="views"
      note="Whether each of them agrees that the criteria are met."
    >
      {choices.partners.map((partner, place) => {
        const at = `views-${lineOf(values, partner.key) ?? freeLine(values, choices, place)}`;
        return (
          <Fieldset key={partner.key} legend={{ text: partner.name, classes: 'govuk-fieldset__legend--m' }}>
            <input type="hidden" name={`${at}-agency`} value={partner.key} />
            <Select
              name={`${at}-view`}
              label={{ text: 'Its view' }}
              value={typedText(values, `${at}-view`) ?? 'not-asked'}
              errorMessage={problemAt(problems, `${at}-view`)}
              items={Object.entries(VIEWS).map(([value, text]) => ({ value, text }))}
            />
            <DateField
              name={`${at}-on`}
              label="On which day?"
              size="s"
              hint="Leave it empty if it is not known."
              values={values}
              problems={problems}
            />
            <Textarea
              name={`${at}-words`}
              label={{ text: 'In its words' }}
              rows={2}
              value={typedText(values, `${at}-words`)}
              errorMessage={problemAt(problems, `${at}-words`)}
            />
          </Fieldset>
        );
      })}
    </Section>
  );
}

/** The line on which a partner's view was sent. */
function lineOf(values: TypedValues, agency: string): number | undefined {
  for (let line = 1; line <= MOST_LINES; line++) {
    if (typedText(values, `views-${line}-agency`) === agency) return line;
  }
  return undefined;
}

/** A line for a partner without one: the partners without one take the lines that nobody has, in order. */
function freeLine(values: TypedValues, choices: FormChoices, place: number): number {
  const taken = new Set(choices.partners.map(({ key }) => lineOf(values, key)));
  const free = Array.from({ length: MOST_LINES }, (_, at) => at + 1).filter((line) => !taken.has(line));
  const before = choices.partners.slice(0, place).filter(({ key }) => lineOf(values, key) === undefined).length;
  return free[before] ?? MOST_LINES;
}
