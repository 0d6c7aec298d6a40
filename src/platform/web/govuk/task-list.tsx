import type { ComponentChildren, VNode } from 'preact';
import { type Content, classNames, type Dressing, type Listed } from './content.ts';
import { Tag } from './tag.tsx';

/** One task: what it is, where it is done, how far it has come. */
export interface TaskListItem {
  title: Omit<Content, 'attributes'>;
  hint?: { text: ComponentChildren } | undefined;
  /** A tag while there is something to do; plain words when it is done. */
  status: { tag?: Content | undefined; text?: ComponentChildren; classes?: string | undefined };
  href?: string | undefined;
  classes?: string | undefined;
}

/** What a task list takes. */
export interface TaskListProps extends Dressing {
  items: readonly Listed<TaskListItem>[];
  /** Begins the ids of hints and statuses; `task-list` unless told. */
  idPrefix?: string | undefined;
}

/** Shows which parts of a longer piece of work are done and which are not. */
export function TaskList(props: TaskListProps): VNode {
  const idPrefix = props.idPrefix || 'task-list';
  return (
    <ul class={classNames('govuk-task-list', props.classes)} {...props.attributes}>
      {props.items.map((item, index) => (item ? task(item, `${idPrefix}-${index + 1}`) : null))}
    </ul>
  );
}

function task(item: TaskListItem, id: string): VNode {
  const { title, hint, status } = item;
  const own = item.href ? 'govuk-task-list__item govuk-task-list__item--with-link' : 'govuk-task-list__item';
  return (
    <li class={classNames(own, item.classes)}>
      <div class="govuk-task-list__name-and-hint">
        {item.href ? (
          <a
            class={classNames('govuk-link govuk-task-list__link', title.classes)}
            href={item.href}
            aria-describedby={hint ? `${id}-hint ${id}-status` : `${id}-status`}
          >
            {title.text}
          </a>
        ) : (
          <div class={title.classes}>{title.text}</div>
        )}
        {hint ? (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {hint.text}
          </div>
        ) : null}
      </div>
      <div class={classNames('govuk-task-list__status', status.classes)} id={`${id}-status`}>
        {status.tag ? (
          <Tag classes={status.tag.classes} attributes={status.tag.attributes}>
            {status.tag.text}
          </Tag>
        ) : (
          status.text
        )}
      </div>
    </li>
  );
}
