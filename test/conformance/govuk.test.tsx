import { type ComponentType, createElement } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import * as govuk from '../../src/platform/web/govuk/index.ts';
import { inlineClassesOf, markupTree, rawHtml } from '../support/markup.ts';
import {
  govukComponents,
  govukFixtures,
  govukLogo,
  govukStylesheet,
  type MacroOptions,
  propsOf,
  withChildren,
} from './govuk-fixtures.ts';

interface Conformance {
  // biome-ignore lint/suspicious/noExplicitAny: props come from JSON fixtures; the markup that comes out is what is checked
  component: ComponentType<any>;
  props: (options: MacroOptions) => MacroOptions;
}

function proves(component: unknown, props: Conformance['props']): Conformance {
  return { component: component as Conformance['component'], props };
}

const implemented: Record<string, Conformance> = {
  accordion: proves(govuk.Accordion, propsOf),
  'back-link': proves(govuk.BackLink, withChildren),
  breadcrumbs: proves(govuk.Breadcrumbs, propsOf),
  button: proves(govuk.Button, withChildren),
  'character-count': proves(govuk.CharacterCount, fieldProps),
  checkboxes: proves(govuk.Checkboxes, fieldProps),
  'cookie-banner': proves(govuk.CookieBanner, propsOf),
  'date-input': proves(govuk.DateInput, fieldProps),
  details: proves(govuk.Details, withChildren),
  'error-message': proves(govuk.ErrorMessage, withChildren),
  'error-summary': proves(govuk.ErrorSummary, propsOf),
  'exit-this-page': proves(govuk.ExitThisPage, withChildren),
  feedback: proves(govuk.Feedback, withChildren),
  fieldset: proves(govuk.Fieldset, withChildren),
  'file-upload': proves(govuk.FileUpload, fieldProps),
  footer: proves(govuk.Footer, footerProps),
  'generic-header': proves(govuk.GenericHeader, genericHeaderProps),
  header: proves(govuk.Header, headerProps),
  hint: proves(govuk.Hint, withChildren),
  input: proves(govuk.Input, fieldProps),
  'inset-text': proves(govuk.InsetText, withChildren),
  label: proves(govuk.Label, withChildren),
  'language-navigation': proves(govuk.LanguageNavigation, propsOf),
  'notification-banner': proves(govuk.NotificationBanner, withChildren),
  pagination: proves(govuk.Pagination, propsOf),
  panel: proves(govuk.Panel, withChildren),
  'password-input': proves(govuk.PasswordInput, fieldProps),
  'phase-banner': proves(govuk.PhaseBanner, withChildren),
  radios: proves(govuk.Radios, fieldProps),
  select: proves(govuk.Select, selectProps),
  'service-navigation': proves(govuk.ServiceNavigation, serviceNavigationProps),
  'skip-link': proves(govuk.SkipLink, withChildren),
  'summary-list': proves(govuk.SummaryList, propsOf),
  table: proves(govuk.Table, propsOf),
  tabs: proves(govuk.Tabs, propsOf),
  tag: proves(govuk.Tag, withChildren),
  'task-list': proves(govuk.TaskList, propsOf),
  textarea: proves(govuk.Textarea, fieldProps),
  'warning-text': proves(govuk.WarningText, withChildren),
};

/** What the macro takes beside inputs, or under a chosen item, as an object with text or HTML, ours take as content. */
function fieldProps(options: MacroOptions): MacroOptions {
  const { formGroup, items, ...props } = propsOf(options) as {
    formGroup?: MacroOptions;
    items?: (MacroOptions | null)[];
  };
  return {
    ...props,
    ...(formGroup && { formGroup: contentOf(formGroup, 'beforeInput', 'afterInput', 'beforeInputs', 'afterInputs') }),
    ...(items && { items: items.map((item) => item && contentOf(item, 'conditional')) }),
  };
}

/** The macro makes do without items, and writes any value as a word. */
function selectProps(options: MacroOptions): MacroOptions {
  const { items = [], ...props } = fieldProps(options) as { items?: (MacroOptions | null)[] };
  const named = items.map((item) => (item && 'value' in item ? { ...item, value: String(item.value) } : item));
  return { ...props, items: named };
}

function contentOf(props: MacroOptions, ...names: string[]): MacroOptions {
  const changed = names.filter((name) => name in props).map((name) => [name, (props[name] as MacroOptions).text]);
  return { ...props, ...Object.fromEntries(changed) };
}

/** The macros draw the crown; ours are handed a mark. Here it is the very crown, so that the whole fixture is compared. */
function headerProps(options: MacroOptions): MacroOptions {
  const logo = rawHtml(govukLogo({ classes: 'govuk-header__logotype', ariaLabelText: 'GOV.UK' }));
  return { homepageUrl: '//gov.uk', ...propsOf(options), logo };
}

function genericHeaderProps(options: MacroOptions): MacroOptions {
  const { logoText, ...props } = propsOf(options);
  return { ...props, children: logoText };
}

/** The macro says “Crown copyright” and the licence by itself; ours say what they are told. */
function footerProps(options: MacroOptions): MacroOptions {
  const { copyright, contentLicence, ...props } = propsOf(options) as Record<string, MacroOptions | undefined>;
  const licence =
    contentLicence?.text ??
    rawHtml(
      'All content is available under the <a class="govuk-footer__link" href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/" rel="license">Open Government Licence v3.0</a>, except where otherwise stated',
    );
  return {
    ...props,
    logo: rawHtml(govukLogo({ classes: 'govuk-footer__crown', useLogotype: false })),
    contentLicence: options.contentLicence === null ? undefined : licence,
    crownCopyright: copyright?.text ?? '© Crown copyright',
  };
}

/** The macro takes its slots as HTML, and the end slot as HTML or as an object with its alignment. */
function serviceNavigationProps(options: MacroOptions): MacroOptions {
  const { slots, ...props } = options;
  if (!slots) return propsOf(props);
  const { end, ...others } = slots as Record<string, string> & { end?: string | { html?: string; align?: string } };
  const ours: MacroOptions = Object.fromEntries(Object.entries(others).map(([name, html]) => [name, rawHtml(html)]));
  if (typeof end === 'string') ours.end = rawHtml(end);
  else if (end) {
    ours.end = end.html ? rawHtml(end.html) : undefined;
    ours.endInline = end.align === 'inline';
  }
  return { ...propsOf(props), slots: ours };
}

const inlineClasses = inlineClassesOf(govukStylesheet());

for (const [name, { component, props }] of Object.entries(implemented)) {
  describe(`GOV.UK ${name}`, () => {
    for (const fixture of govukFixtures(name)) {
      test(`is the macro's markup: ${fixture.name}`, () => {
        const ours = renderToString(createElement(component, props(fixture.options)));
        expect(markupTree(ours, inlineClasses)).toEqual(markupTree(fixture.html, inlineClasses));
      });
    }
  });
}

test('leaves out no component of GOV.UK', () => {
  expect(govukComponents().filter((name) => !(name in implemented))).toEqual([]);
});
