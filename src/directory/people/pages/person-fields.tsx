import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { Input, InsetText, Select } from '../../../platform/web/govuk/index.ts';
import { DateField, problemAt } from '../../../platform/web/kith/index.ts';
import type { Agency } from '../../repository.ts';

/** What the fields of a person’s details take. */
export interface PersonFieldsProps {
  /** Agencies to choose from. */
  agencies: readonly Pick<Agency, 'key' | 'name'>[];
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** Name, address, agency, team, job and first day, for the form of a new person and the one that changes them. */
export function PersonFields({ agencies, values, problems }: PersonFieldsProps): VNode {
  const field = (name: string, label: string) => ({
    name,
    label: { text: label, classes: 'govuk-label--m' },
    errorMessage: problemAt(problems, name),
  });
  const typed = (name: string) => typedText(values, name);
  const [only] = agencies;
  return (
    <>
      <Input {...field('name', 'Name')} value={typed('name')} spellcheck={false} autocomplete="off" />
      <Input
        {...field('email', 'Work email address')}
        hint={{ text: 'Their own mailbox at work, not one that a team shares. Invitations go there.' }}
        type="email"
        value={typed('email')}
        spellcheck={false}
        autocomplete="off"
      />
      {agencies.length === 1 && only ? (
        <>
          <input type="hidden" name="agency" id="agency" value={only.key} />
          <InsetText>
            Agency: <strong>{only.name}</strong>
          </InsetText>
        </>
      ) : (
        <Select
          {...field('agency', 'Agency')}
          items={[
            { text: 'Choose an agency', value: '' },
            ...agencies.map((one) => ({ text: one.name, value: one.key })),
          ]}
          value={typed('agency')}
        />
      )}
      <Input {...field('team', 'Team (optional)')} value={typed('team')} autocomplete="off" />
      <Input
        {...field('job', 'Job (optional)')}
        hint={{ text: 'As colleagues know it: social worker, detective constable.' }}
        value={typed('job')}
        autocomplete="off"
      />
      <DateField
        name="joined"
        label="First day with Kith"
        hint="For example, 23 11 2026."
        values={values}
        problems={problems}
      />
    </>
  );
}
