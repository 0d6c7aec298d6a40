import type { VNode } from 'preact';
import { type Content, classNames, type Dressing } from './content.ts';

/** One language the page is there in. */
export interface LanguageNavigationItem extends Content {
  /** Code of the language, as in `cy`. */
  lang?: string | undefined;
  /** Code of the page it leads to, where it differs. */
  hrefLang?: string | undefined;
  /** Direction of its writing: `ltr` or `rtl`. */
  dir?: string | undefined;
  /** None on the language of this page. */
  href?: string | undefined;
  current?: boolean | undefined;
  /** Read out after the language's name. */
  languageDescriptionText?: string | undefined;
}

/** What the language navigation takes. */
export interface LanguageNavigationProps extends Dressing {
  items: readonly LanguageNavigationItem[];
  /** Names the landmark; “Language” unless told. */
  ariaLabel?: string | undefined;
}

/** Leads to the same page in another language. */
export function LanguageNavigation(props: LanguageNavigationProps): VNode {
  return (
    <nav
      class={classNames('govuk-language-navigation', props.classes)}
      {...props.attributes}
      aria-label={props.ariaLabel ?? 'Language'}
    >
      <ul class="govuk-language-navigation__list">
        {props.items.map((item) => (
          <li class="govuk-language-navigation__list-item">{language(item)}</li>
        ))}
      </ul>
    </nav>
  );
}

function language(item: LanguageNavigationItem): VNode {
  if (item.current || !item.href) {
    return (
      <span
        class={classNames('govuk-language-navigation__text', item.classes)}
        aria-current="true"
        lang={item.lang}
        dir={item.dir as 'ltr' | undefined}
        {...item.attributes}
      >
        {item.text}
      </span>
    );
  }
  return (
    <a
      class={classNames('govuk-language-navigation__link', item.classes)}
      href={item.href}
      rel="alternate"
      lang={item.lang}
      hreflang={item.hrefLang || item.lang}
      dir={item.dir as 'ltr' | undefined}
      {...item.attributes}
    >
      {item.text}
      {item.languageDescriptionText ? <span class="govuk-visually-hidden"> {item.languageDescriptionText}</span> : null}
    </a>
  );
}
