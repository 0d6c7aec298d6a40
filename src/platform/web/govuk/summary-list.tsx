import type { ComponentChildren, VNode } from 'preact';
import { type Content, classNames, type Dressing, type Listed } from './content.ts';

/** A link beside a row or a card. */
export interface SummaryAction extends Content {
  href: string;
  /** Read out after the link's words, so that “Change” says what it changes. */
  visuallyHiddenText?: string | undefined;
}

/** The links of a row or a card. */
export interface SummaryActions {
  items: readonly SummaryAction[];
  classes?: string | undefined;
}

/** One row: what it is, its value, what can be done with it. */
export interface SummaryRow {
  key: Omit<Content, 'attributes'>;
  /** May be left empty: a value nobody has given. */
  value?: { text?: ComponentChildren; classes?: string | undefined } | undefined;
  actions?: Partial<SummaryActions> | undefined;
  classes?: string | undefined;
}

/** A card around a list, with a title and links of its own. */
export interface SummaryCard extends Dressing {
  title?: { text: ComponentChildren; headingLevel?: number | undefined; classes?: string | undefined } | undefined;
  actions?: Partial<SummaryActions> | undefined;
}

/** What a summary list takes. */
export interface SummaryListProps extends Dressing {
  rows: readonly Listed<SummaryRow>[];
  card?: SummaryCard | undefined;
}

/** Shows what is known of one thing as names and values, with links to change them. */
export function SummaryList(props: SummaryListProps): VNode {
  const cardTitle = props.card?.title?.text;
  const anyActions = props.rows.some((row) => !!row && !!row.actions?.items?.length);
  const list = (
    <dl class={classNames('govuk-summary-list', props.classes)} {...props.attributes}>
      {props.rows.map((row) => (row ? summaryRow(row, anyActions, cardTitle) : null))}
    </dl>
  );
  return props.card ? <Card card={props.card}>{list}</Card> : list;
}

function summaryRow(row: SummaryRow, anyActions: boolean, cardTitle: ComponentChildren): VNode {
  const own =
    anyActions && !row.actions?.items
      ? 'govuk-summary-list__row govuk-summary-list__row--no-actions'
      : 'govuk-summary-list__row';
  return (
    <div class={classNames(own, row.classes)}>
      <dt class={classNames('govuk-summary-list__key', row.key.classes)}>{row.key.text}</dt>
      <dd class={classNames('govuk-summary-list__value', row.value?.classes)}>{row.value?.text}</dd>
      {row.actions?.items?.length ? (
        <dd class={classNames('govuk-summary-list__actions', row.actions.classes)}>
          {row.actions.items.length === 1 ? (
            row.actions.items.map((action) => actionLink(action, cardTitle))
          ) : (
            <ul class="govuk-summary-list__actions-list">
              {row.actions.items.map((action) => [
                <li class="govuk-summary-list__actions-list-item">{actionLink(action, cardTitle)}</li>,
                ' ',
              ])}
            </ul>
          )}
        </dd>
      ) : null}
    </div>
  );
}

function Card({ card, children }: { card: SummaryCard; children: VNode }): VNode {
  const { title, actions } = card;
  const Heading = `h${title?.headingLevel ?? 2}` as 'h2';
  return (
    <div class={classNames('govuk-summary-card', card.classes)} {...card.attributes}>
      <div class="govuk-summary-card__title-wrapper">
        {title ? <Heading class={classNames('govuk-summary-card__title', title.classes)}>{title.text}</Heading> : null}
        {actions?.items?.length === 1 ? (
          <div class={classNames('govuk-summary-card__actions', actions.classes)}>
            {actions.items.map((action) => actionLink(action, title?.text))}
          </div>
        ) : actions?.items?.length ? (
          <ul class={classNames('govuk-summary-card__actions', actions.classes)}>
            {actions.items.map((action) => [
              <li class="govuk-summary-card__action">{actionLink(action, title?.text)}</li>,
              ' ',
            ])}
          </ul>
        ) : null}
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  );
}

function actionLink(action: SummaryAction, cardTitle: ComponentChildren): VNode {
  return (
    <a class={classNames('govuk-link', action.classes)} href={action.href} {...action.attributes}>
      {action.text}
      {action.visuallyHiddenText || cardTitle ? (
        <span class="govuk-visually-hidden">
          {action.visuallyHiddenText ? ` ${action.visuallyHiddenText}` : null}
          {cardTitle ? <> ({cardTitle})</> : null}
        </span>
      ) : null}
    </a>
  );
}
