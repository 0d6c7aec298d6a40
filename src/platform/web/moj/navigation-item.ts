import type { Content } from '../govuk/content.ts';

/** One place that a navigation leads to. */
export interface NavigationItem extends Omit<Content, 'classes'> {
  href: string;
  /** This very page, or the part of the product it stands in. */
  active?: boolean | undefined;
}
