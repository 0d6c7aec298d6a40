/** The little that Kith uses of two packages that ship no types. */
declare module 'govuk-frontend' {
  /** A component that starts on every element that names it in `data-module`. */
  export type ComponentClass = { moduleName: string };
  /** Starts all of GOV.UK's components found in the document. */
  export function initAll(): void;
  /** Starts one component on every element that names it. */
  export function createAll(component: ComponentClass): unknown[];
}

declare module '@ministryofjustice/frontend' {
  import type { ComponentClass } from 'govuk-frontend';
  /** A notice that can be dismissed. */
  export const Alert: ComponentClass;
  /** A table whose columns sort when their headings are pressed. */
  export const SortableTable: ComponentClass;
}
