import type { ComponentChildren, VNode } from 'preact';
import { classNames, type Dressing, isEmpty, isPlainText, type Listed } from './content.ts';
import { i18nAttributes } from './i18n.ts';

/** One section that opens and closes. */
export interface AccordionItem {
  heading: { text: ComponentChildren };
  /** A line beneath the heading, shown open or closed. */
  summary?: { text?: ComponentChildren } | undefined;
  /** Words alone are put into a paragraph; elements stand as they are. */
  content: { text?: ComponentChildren };
  expanded?: boolean | undefined;
}

/** What an accordion takes. */
export interface AccordionProps extends Dressing {
  /** Must be the only one of its kind in the page: the ids of headings and contents begin with it. */
  id: string;
  items: readonly Listed<AccordionItem>[];
  /** Level of the sections' headings; 2 unless told. */
  headingLevel?: number | undefined;
  /** Keeps in the browser which sections were open; yes unless told. */
  rememberExpanded?: boolean | undefined;
  hideAllSectionsText?: string | undefined;
  hideSectionText?: string | undefined;
  hideSectionAriaLabelText?: string | undefined;
  showAllSectionsText?: string | undefined;
  showSectionText?: string | undefined;
  showSectionAriaLabelText?: string | undefined;
}

/** Lets people see the headings of many sections at once and open those they need. Without script all stand open. */
export function Accordion(props: AccordionProps): VNode {
  return (
    <div
      class={classNames('govuk-accordion', props.classes)}
      data-module="govuk-accordion"
      id={props.id}
      data-remember-expanded={props.rememberExpanded}
      {...i18nAttributes({
        'hide-all-sections': props.hideAllSectionsText,
        'hide-section': props.hideSectionText,
        'hide-section-aria-label': props.hideSectionAriaLabelText,
        'show-all-sections': props.showAllSectionsText,
        'show-section': props.showSectionText,
        'show-section-aria-label': props.showSectionAriaLabelText,
      })}
      {...props.attributes}
    >
      {props.items.map((item, index) => (item ? section(props, item, index + 1) : null))}
    </div>
  );
}

function section({ id, headingLevel }: AccordionProps, item: AccordionItem, number: number): VNode {
  const Heading = `h${headingLevel ?? 2}` as 'h2';
  const content = item.content.text;
  return (
    <div
      class={item.expanded ? 'govuk-accordion__section govuk-accordion__section--expanded' : 'govuk-accordion__section'}
    >
      <div class="govuk-accordion__section-header">
        <Heading class="govuk-accordion__section-heading">
          <span class="govuk-accordion__section-button" id={`${id}-heading-${number}`}>
            {item.heading.text}
          </span>
        </Heading>
        {isEmpty(item.summary?.text) ? null : (
          <div class="govuk-accordion__section-summary govuk-body" id={`${id}-summary-${number}`}>
            {item.summary?.text}
          </div>
        )}
      </div>
      <div id={`${id}-content-${number}`} class="govuk-accordion__section-content">
        {isPlainText(content) ? <p class="govuk-body">{content}</p> : content}
      </div>
    </div>
  );
}
