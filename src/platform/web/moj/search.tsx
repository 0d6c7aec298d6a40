import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing } from '../govuk/content.ts';
import type { ButtonProps, FieldLabel, FieldWords, InputProps } from '../govuk/index.ts';
import { Button, Input } from '../govuk/index.ts';

/** What a search takes. */
export interface SearchProps extends Dressing {
  /** Where the search is sent. */
  action: string;
  /** `get` unless told. */
  method?: 'get' | 'post' | undefined;
  label: FieldLabel;
  hint?: FieldWords['hint'];
  /** The field; its name is `search` unless told. */
  input?: Partial<Omit<InputProps, 'label' | 'hint' | 'formGroup' | 'inputWrapper'>> | undefined;
  button: Omit<ButtonProps, 'children' | 'type' | 'href' | 'disabled' | 'isStartButton'> & { text: ComponentChildren };
  /** Shows a magnifying glass on the button in place of its words. Not in the stacked layout. */
  iconButton?: boolean | undefined;
  /** `stacked` sets the button beneath the field. */
  layout?: 'stacked' | undefined;
  /** A form token, where the search is sent with POST. */
  csrf?: { name?: string | undefined; value: string } | undefined;
}

/** Lets people look for something by its name. */
export function Search(props: SearchProps): VNode {
  const isStacked = props.layout === 'stacked';
  const button = searchButton(props, !!props.iconButton && !isStacked);
  return (
    <search
      class={classNames(isStacked ? 'moj-search moj-search--stacked' : 'moj-search', props.classes)}
      {...props.attributes}
    >
      <form action={props.action} method={props.method ?? 'get'}>
        {props.csrf ? <input type="hidden" name={props.csrf.name ?? '_csrf'} value={props.csrf.value} /> : null}
        <Input
          {...props.input}
          name={props.input?.name ?? 'search'}
          type={props.input?.type ?? 'search'}
          classes={classNames('moj-search__input', props.input?.classes)}
          label={{ ...props.label, classes: classNames('moj-search__label', props.label.classes) }}
          hint={props.hint && { ...props.hint, classes: classNames('moj-search__hint', props.hint.classes) }}
          inputWrapper={{ classes: 'moj-search__input-wrapper' }}
          formGroup={isStacked ? undefined : { afterInput: button }}
        />
        {isStacked ? button : null}
      </form>
    </search>
  );
}

function searchButton({ button }: SearchProps, asIcon: boolean): VNode {
  const { text, classes, ...others } = button;
  return (
    <Button
      {...others}
      classes={classNames(asIcon ? 'moj-search__button moj-search__button--icon' : 'moj-search__button', classes)}
    >
      {asIcon ? (
        <>
          <svg
            width="20"
            height="20"
            viewBox="0 0 21 20"
            fill="none"
            aria-hidden="true"
            focusable="false"
            xmlns="http://www.w3.org/2000/svg"
          >
            <path
              d="M8.90102 14.4683C12.385 14.4683 15.2093 11.644 15.2093 8.16005C15.2093 4.6761 12.385 1.85181 8.90102 1.85181C5.41707 1.85181 2.59277 4.6761 2.59277 8.16005C2.59277 11.644 5.41707 14.4683 8.90102 14.4683Z"
              stroke="currentColor"
              stroke-width="2.22222"
            />
            <path d="M13.2349 12.8584L19.5909 19.2144" stroke="currentColor" stroke-width="2.22222" />
          </svg>
          <span class="govuk-visually-hidden">{text}</span>
        </>
      ) : (
        text
      )}
    </Button>
  );
}
