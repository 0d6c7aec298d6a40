import type { VNode } from 'preact';
import type { FormProblem } from '../../../platform/web/form.ts';
import { Button, Input, Select } from '../../../platform/web/govuk/index.ts';
import { problemAt } from '../../../platform/web/kith/index.ts';
import { type LedgerFilter, OUTCOMES } from '../filter.ts';

/** Something to choose from. */
export interface Choice {
  value: string;
  text: string;
}

/** What a list of the ledger can be narrowed down by; without choices a field is left out. */
export interface FilterChoices {
  /** Whether a name can be looked for. */
  who: boolean;
  people?: readonly Choice[];
  agencies: readonly Choice[];
  events: readonly Choice[];
  kinds: readonly Choice[];
  outcomes: boolean;
}

/** Fields that narrow a list of the ledger down, sent with GET to the page they stand on. */
export function FilterForm(props: {
  action: string;
  filter: LedgerFilter;
  person?: string | null;
  choices: FilterChoices;
  problems: readonly FormProblem[];
}): VNode {
  const { action, filter, choices, problems } = props;
  return (
    <search>
      <form method="get" action={action} class="kith-filter">
        {choices.who ? (
          <Input name="who" type="search" label={{ text: 'Name' }} value={filter.who ?? ''} autocomplete="off" />
        ) : null}
        <OneOf name="person" label="Person" choices={choices.people ?? []} chosen={props.person ?? null} />
        <OneOf name="agency" label="Agency" choices={choices.agencies} chosen={filter.agency} />
        <OneOf name="event" label="What they did" choices={choices.events} chosen={filter.event} />
        <OneOf name="kind" label="Kind of record" choices={choices.kinds} chosen={filter.kind} />
        {choices.outcomes ? (
          <OneOf
            name="outcome"
            label="What came of it"
            choices={Object.entries(OUTCOMES).map(([value, text]) => ({ value, text }))}
            chosen={filter.outcome}
          />
        ) : null}
        <Day name="from" label="From" filter={filter} problems={problems} />
        <Day name="until" label="Until, that day included" filter={filter} problems={problems} />
        {filter.record === null ? null : <input type="hidden" name="record" value={filter.record} />}
        <Button classes="govuk-button--secondary">Show</Button>
      </form>
    </search>
  );
}

function OneOf(props: {
  name: string;
  label: string;
  choices: readonly Choice[];
  chosen: string | null;
}): VNode | null {
  if (props.choices.length < 2) return null;
  return (
    <Select
      name={props.name}
      label={{ text: props.label }}
      items={[{ text: 'Any', value: '' }, ...props.choices]}
      value={props.chosen ?? ''}
    />
  );
}

function Day(props: {
  name: 'from' | 'until';
  label: string;
  filter: LedgerFilter;
  problems: readonly FormProblem[];
}): VNode {
  return (
    <Input
      name={props.name}
      type="date"
      label={{ text: props.label }}
      value={props.filter[props.name] ?? ''}
      errorMessage={problemAt(props.problems, props.name)}
    />
  );
}
