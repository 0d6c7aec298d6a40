import type { ComponentChildren, VNode } from 'preact';
import { type Attributes, classNames, type Dressing, isPlainText, type Listed } from './content.ts';

/** One tab and what it shows. */
export interface TabItem {
  /** Must be the only one of its kind in the page. May be left out where the tabs have an `idPrefix`. */
  id?: string | undefined;
  label: string;
  attributes?: Attributes | undefined;
  /** Words alone are put into a paragraph; elements stand as they are. */
  panel: { text?: ComponentChildren; attributes?: Attributes | undefined };
}

/** What tabs take. */
export interface TabsProps extends Dressing {
  items?: readonly Listed<TabItem>[] | undefined;
  id?: string | undefined;
  idPrefix?: string | undefined;
  /** Heading of the list while the tabs are only links (without script); “Contents” unless told. */
  title?: string | undefined;
}

/** Lets people change between views of one thing, one at a time. Without script: a list of links and all views. */
export function Tabs(props: TabsProps): VNode {
  const { items } = props;
  return (
    <div id={props.id} class={classNames('govuk-tabs', props.classes)} {...props.attributes} data-module="govuk-tabs">
      <h2 class="govuk-tabs__title">{props.title ?? 'Contents'}</h2>
      {items?.length ? (
        <>
          <ul class="govuk-tabs__list">
            {items.map((item, index) => (item ? tab(item, panelId(item, props.idPrefix, index), index === 0) : null))}
          </ul>
          {items.map((item, index) => (item ? panel(item, panelId(item, props.idPrefix, index), index === 0) : null))}
        </>
      ) : null}
    </div>
  );
}

function panelId(item: TabItem, idPrefix: string | undefined, index: number): string {
  return item.id || `${idPrefix}-${index + 1}`;
}

function tab(item: TabItem, id: string, selected: boolean): VNode {
  return (
    <li class={selected ? 'govuk-tabs__list-item govuk-tabs__list-item--selected' : 'govuk-tabs__list-item'}>
      <a class="govuk-tabs__tab" href={`#${id}`} {...item.attributes}>
        {item.label}
      </a>
    </li>
  );
}

function panel(item: TabItem, id: string, selected: boolean): VNode {
  const { text, attributes } = item.panel;
  return (
    <div class={selected ? 'govuk-tabs__panel' : 'govuk-tabs__panel govuk-tabs__panel--hidden'} id={id} {...attributes}>
      {isPlainText(text) ? <p class="govuk-body">{text}</p> : text}
    </div>
  );
}
