import type { VNode } from 'preact';
import { Button } from './button.tsx';
import { classNames } from './content.ts';
import type { FieldProps } from './form-group.tsx';
import { i18nAttributes } from './i18n.ts';
import { Input } from './input.tsx';

/** What a password input takes. */
export interface PasswordInputProps extends FieldProps {
  value?: string | undefined;
  /** `current-password` unless told. */
  autocomplete?: string | undefined;
  button?: { classes?: string | undefined } | undefined;
  showPasswordText?: string | undefined;
  hidePasswordText?: string | undefined;
  showPasswordAriaLabelText?: string | undefined;
  hidePasswordAriaLabelText?: string | undefined;
  passwordShownAnnouncementText?: string | undefined;
  passwordHiddenAnnouncementText?: string | undefined;
}

/** Lets people type a password, and look at it while they do. */
export function PasswordInput(props: PasswordInputProps): VNode {
  const id = props.id || props.name;
  const ownButtonClasses = 'govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle';
  return (
    <Input
      id={id}
      name={props.name}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete || 'current-password'}
      value={props.value}
      disabled={props.disabled}
      describedBy={props.describedBy}
      label={props.label}
      hint={props.hint}
      errorMessage={props.errorMessage}
      classes={classNames('govuk-password-input__input govuk-js-password-input-input', props.classes)}
      attributes={props.attributes}
      inputWrapper={{ classes: 'govuk-password-input__wrapper' }}
      formGroup={{
        classes: classNames('govuk-password-input', props.formGroup?.classes),
        attributes: {
          'data-module': 'govuk-password-input',
          ...i18nAttributes({
            'show-password': props.showPasswordText,
            'hide-password': props.hidePasswordText,
            'show-password-aria-label': props.showPasswordAriaLabelText,
            'hide-password-aria-label': props.hidePasswordAriaLabelText,
            'password-shown-announcement': props.passwordShownAnnouncementText,
            'password-hidden-announcement': props.passwordHiddenAnnouncementText,
          }),
          ...props.formGroup?.attributes,
        },
        beforeInput: props.formGroup?.beforeInput,
        afterInput: (
          <>
            <Button
              type="button"
              classes={classNames(ownButtonClasses, props.button?.classes)}
              attributes={{
                'aria-controls': id,
                'aria-label': props.showPasswordAriaLabelText ?? 'Show password',
                hidden: true,
              }}
            >
              {props.showPasswordText ?? 'Show'}
            </Button>
            {props.formGroup?.afterInput}
          </>
        ),
      }}
    />
  );
}
