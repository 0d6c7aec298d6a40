import type { ComponentChildren } from 'preact';

/**
 * Further HTML attributes of an element, by their HTML names (`data-…`, `aria-…`, `lang`). `true` writes the name
 * alone, `false` and `undefined` leave it out, except for `aria-…` and `data-…`, where they are written as words.
 */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A place in a list that may be left empty, so that a list can be written with conditions in it. */
export type Listed<T> = T | false | null | undefined | '';

/** A piece of content with its classes and attributes, where a component takes several of them. */
export interface Content {
  /** Text, or elements where text is not enough. Text is escaped. */
  text: ComponentChildren;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** What most components take besides their own props. */
export interface Dressing {
  /** Classes to add to the component's own. */
  classes?: string | undefined;
  /** Further HTML attributes of the outermost element. */
  attributes?: Attributes | undefined;
}

/** The element's own classes with those a caller added. */
export function classNames(own: string, added: string | undefined): string {
  return added ? `${own} ${added}` : own;
}

/** True for content that is words only, which GOV.UK puts into a paragraph of its own where elements stand as they are. */
export function isPlainText(content: ComponentChildren): content is string | number {
  return typeof content === 'string' || typeof content === 'number';
}

/** True for content that would show nothing. */
export function isEmpty(content: ComponentChildren): boolean {
  return content === undefined || content === null || content === '' || content === false;
}
