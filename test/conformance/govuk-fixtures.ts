import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import nunjucks from 'nunjucks';
import { rawHtml } from '../support/markup.ts';

/** One example that `govuk-frontend` ships: what its macro is given and what it answers. */
export interface Fixture {
  name: string;
  options: MacroOptions;
  html: string;
}

/** Options of a Nunjucks macro, as the fixture has them. */
export type MacroOptions = Record<string, unknown>;

const dist = join(dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')), 'dist');
const components = join(dist, 'govuk/components');
const macros = new nunjucks.Environment(new nunjucks.FileSystemLoader(dist), { autoescape: true });

/** GOV.UK's own logo, drawn by its macro: tests compare with it, the product has none. */
export function govukLogo(params: { classes: string; ariaLabelText?: string; useLogotype?: boolean }): string {
  return macros.renderString('{% from "govuk/macros/logo.njk" import govukLogo %}{{ govukLogo(params) }}', { params });
}

/** GOV.UK's compiled stylesheet. */
export function govukStylesheet(): string {
  return readFileSync(join(dist, 'govuk/govuk-frontend.min.css'), 'utf8');
}

/** Names of all components that the installed `govuk-frontend` has fixtures for. */
export function govukComponents(): string[] {
  return readdirSync(components, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** The fixtures of one component. */
export function govukFixtures(component: string): Fixture[] {
  return JSON.parse(readFileSync(join(components, component, 'fixtures.json'), 'utf8')).fixtures;
}

/**
 * A macro's options as props of our components. The macro takes words as `text` and HTML as `html` (or `titleText` and
 * `titleHtml`), and HTML wins where both are given; ours take both in one place, so HTML becomes an element there.
 */
export function propsOf(options: MacroOptions): MacroOptions {
  const props: MacroOptions = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || (htmlTwin(name) in options && options[htmlTwin(name)])) continue;
    if (name === 'attributes' || name === 'wrapperAttributes') props[name] = asWords(value as MacroOptions);
    else if (/^html$|Html$/.test(name)) {
      if (typeof value === 'string') props[name.replace(/^html$/, 'text').replace(/Html$/, 'Text')] = rawHtml(value);
    } else props[name] = nested(value);
  }
  return props;
}

/** Props of a component whose content is its children. */
export function withChildren(options: MacroOptions): MacroOptions {
  const { text, ...props } = propsOf(options);
  return { ...props, children: text };
}

/** The macro writes every value of an attribute as a word, `true` too. */
function asWords(attributes: MacroOptions): MacroOptions {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));
}

function nested(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nested);
  return value && typeof value === 'object' ? propsOf(value as MacroOptions) : value;
}

function htmlTwin(name: string): string {
  return name === 'text' ? 'html' : name.endsWith('Text') ? name.replace(/Text$/, 'Html') : '';
}
