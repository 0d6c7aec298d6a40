import type { Attributes } from './content.ts';

/** A message in its plural forms, by the rule of the Unicode CLDR: `one`, `other`. */
export type PluralMessages = Readonly<Record<string, string>>;

/**
 * Attributes through which GOV.UK's browser script is told to use other words than its own.
 *
 * @param messages by key in kebab-case, as in `hide-all-sections`; keys without a message are left out
 */
export function i18nAttributes(messages: Record<string, string | PluralMessages | undefined>): Attributes {
  const attributes: Record<string, string> = {};
  for (const key in messages) {
    const message = messages[key];
    if (!message) continue;
    if (typeof message === 'string') attributes[`data-i18n.${key}`] = message;
    else for (const rule in message) attributes[`data-i18n.${key}.${rule}`] = message[rule] ?? '';
  }
  return attributes;
}
