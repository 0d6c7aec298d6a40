import type { VNode } from 'preact';
import { type Attributes, classNames } from './content.ts';
import { Hint } from './hint.tsx';
import { i18nAttributes, type PluralMessages } from './i18n.ts';
import { Textarea, type TextareaProps } from './textarea.tsx';

/** What a character count takes besides what a textarea takes. */
export interface CharacterCountProps extends Omit<TextareaProps, 'describedBy' | 'disabled' | 'autocomplete'> {
  /** Most characters. The server checks it as well: this only tells. */
  maxlength?: number | string | undefined;
  /** Most words, in place of characters. */
  maxwords?: number | string | undefined;
  /** Per cent of the limit from which on the count is shown; always unless told. */
  threshold?: number | string | undefined;
  /** What is counted where neither limit is given here. */
  countType?: string | undefined;
  countMessage?: { classes?: string | undefined } | undefined;
  /** Shown without script; `%{count}` stands for the limit. */
  textareaDescriptionText?: string | undefined;
  charactersUnderLimitText?: PluralMessages | undefined;
  charactersAtLimitText?: string | undefined;
  charactersOverLimitText?: PluralMessages | undefined;
  wordsUnderLimitText?: PluralMessages | undefined;
  wordsAtLimitText?: string | undefined;
  wordsOverLimitText?: PluralMessages | undefined;
}

/** A textarea that tells how much more can be written. */
export function CharacterCount(props: CharacterCountProps): VNode {
  const id = props.id || props.name;
  return (
    <Textarea
      id={id}
      name={props.name}
      describedBy={`${id}-info`}
      rows={props.rows}
      spellcheck={props.spellcheck}
      value={props.value}
      label={props.label}
      hint={props.hint}
      errorMessage={props.errorMessage}
      classes={classNames('govuk-js-character-count', props.classes)}
      attributes={props.attributes}
      formGroup={{
        classes: classNames('govuk-character-count', props.formGroup?.classes),
        attributes: { ...limitAttributes(props), ...props.formGroup?.attributes },
        beforeInput: props.formGroup?.beforeInput,
        afterInput: (
          <>
            <Hint id={`${id}-info`} classes={classNames('govuk-character-count__message', props.countMessage?.classes)}>
              {limitSentence(props)}
            </Hint>
            {props.formGroup?.afterInput}
          </>
        ),
      }}
    />
  );
}

function countTypeOf(props: CharacterCountProps): string | undefined {
  return props.countType || (props.maxwords ? 'words' : undefined);
}

/** Empty where the limit is only set by script: there is no number to tell yet. */
function limitSentence(props: CharacterCountProps): string | undefined {
  const limit = props.maxwords || props.maxlength;
  if (!limit) return undefined;
  const unit = countTypeOf(props) === 'words' ? 'words' : 'characters';
  return (props.textareaDescriptionText || `You can enter up to %{count} ${unit}`).replaceAll(
    '%{count}',
    String(limit),
  );
}

function limitAttributes(props: CharacterCountProps): Attributes {
  const hasLimit = !!(props.maxwords || props.maxlength);
  return {
    'data-module': 'govuk-character-count',
    'data-maxlength': props.maxlength,
    'data-maxwords': props.maxwords,
    'data-threshold': props.threshold,
    'data-count-type': countTypeOf(props),
    ...i18nAttributes({
      'textarea-description':
        !hasLimit && props.textareaDescriptionText ? { other: props.textareaDescriptionText } : undefined,
      'characters-under-limit': props.charactersUnderLimitText,
      'characters-at-limit': props.charactersAtLimitText,
      'characters-over-limit': props.charactersOverLimitText,
      'words-under-limit': props.wordsUnderLimitText,
      'words-at-limit': props.wordsAtLimitText,
      'words-over-limit': props.wordsOverLimitText,
    }),
  };
}
