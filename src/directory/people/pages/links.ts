import type { Crumb } from '../../../platform/web/page.tsx';
import type { Person } from '../person.ts';

/** The list of people, as a step of the way back. */
export const PEOPLE: Crumb = { text: 'People', href: '/people' };

/** The address of a person’s page. */
export function personHref({ id }: Pick<Person, 'id'>): string {
  return `/people/${id}`;
}

/** The way back from a page about one person. */
export function personCrumbs(person: Pick<Person, 'id' | 'name'>): Crumb[] {
  return [PEOPLE, { text: person.name, href: personHref(person) }];
}
