import type { VNode } from 'preact';
import { type Attributes, classNames } from './content.ts';
import { describedBy, FieldHintAndError, FieldsetGroup, type GroupedFieldProps } from './form-group.tsx';
import { Input } from './input.tsx';

/** One part of a date: day, month or year. */
export interface DateInputItem {
  name?: string | undefined;
  id?: string | undefined;
  /** The name with a capital letter unless told. */
  label?: string | undefined;
  value?: string | number | undefined;
  /** True marks this part as wrong; false keeps it unmarked when the whole field has an error. */
  error?: boolean | undefined;
  inputmode?: string | undefined;
  autocomplete?: string | undefined;
  pattern?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** What a date input takes. */
export interface DateInputProps extends GroupedFieldProps {
  id: string;
  /** Begins the names of the parts: `born` makes `born-day`. */
  namePrefix?: string | undefined;
  /** Null leaves the part out. The same for month and year. */
  day?: DateInputItem | null | undefined;
  month?: DateInputItem | null | undefined;
  year?: DateInputItem | null | undefined;
  /** The parts in another number or order than day, month, year. */
  items?: readonly DateInputItem[] | undefined;
  /** Values by the parts' names, with the prefix where there is one. */
  values?: Readonly<Record<string, string | number | undefined>> | undefined;
}

/** Lets people type a date they know. */
export function DateInput(props: DateInputProps): VNode {
  const parts = {
    day: props.day === undefined ? { name: 'day', value: props.values?.day } : props.day,
    month: props.month === undefined ? { name: 'month', value: props.values?.month } : props.month,
    year: props.year === undefined ? { name: 'year', value: props.values?.year } : props.year,
  };
  const items = props.items?.length ? props.items : [parts.day, parts.month, parts.year].filter((item) => !!item);
  const marksAll = !!props.errorMessage && !items.some(isMarked);
  return (
    <FieldsetGroup
      field={props}
      describedBy={describedBy(props.id, props, props.fieldset?.describedBy)}
      // JAWS reads out the description of a group of text inputs only when its role is given.
      role="group"
    >
      <FieldHintAndError id={props.id} words={props} />
      <div class={classNames('govuk-date-input', props.classes)} {...props.attributes} id={props.id}>
        {props.formGroup?.beforeInputs}
        {items.map((item) => [datePart(props, item, parts, marksAll), ' '])}
        {props.formGroup?.afterInputs}
      </div>
    </FieldsetGroup>
  );
}

type Part = 'day' | 'month' | 'year';
type Parts = Record<Part, DateInputItem | null>;

function datePart(props: DateInputProps, item: DateInputItem, parts: Parts, marksAll: boolean): VNode {
  const part = partOf(item, parts);
  const name = item.name ?? part ?? '';
  const value = item.value ?? (part && parts[part]?.value);
  const fullName = props.namePrefix ? `${props.namePrefix}-${name}` : name;
  return (
    <div class="govuk-date-input__item">
      <Input
        label={{ text: item.label || capitalised(name), classes: 'govuk-date-input__label' }}
        id={item.id || `${props.id}-${name}`}
        classes={partClasses(item, part === 'year' ? 4 : 2, marksAll)}
        name={fullName}
        value={value ?? props.values?.[fullName]}
        inputmode={item.inputmode || 'numeric'}
        autocomplete={item.autocomplete}
        pattern={item.pattern}
        attributes={item.attributes}
      />
    </div>
  );
}

function partOf(item: DateInputItem, parts: Parts): Part | undefined {
  const isPart = (part: Part) =>
    item === parts[part] || (!!item.name && (item.name === part || item.name === parts[part]?.name));
  return isPart('day') ? 'day' : isPart('month') ? 'month' : isPart('year') ? 'year' : undefined;
}

function isMarked(item: DateInputItem): boolean {
  return !!item.error || !!item.classes?.includes('govuk-input--error');
}

function partClasses(item: DateInputItem, width: 2 | 4, marksAll: boolean): string {
  let classes = 'govuk-date-input__input';
  const addsMark = item.error || (marksAll && item.error !== false);
  if (addsMark && !item.classes?.includes('govuk-input--error')) classes += ' govuk-input--error';
  if (!item.classes?.includes('govuk-input--width-')) classes += ` govuk-input--width-${width}`;
  return classNames(classes, item.classes);
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}
