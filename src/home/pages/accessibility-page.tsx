import type { VNode } from 'preact';
import { PageHeading, Section } from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';

/** What was done and tested so that everybody can use Kith, and what was not: `/accessibility`. */
export function AccessibilityPage(): VNode {
  return (
    <Page title="Accessibility" breadcrumbs={[{ text: 'Home', href: '/' }]}>
      <PageHeading
        title="Accessibility"
        lede="Kith aims to meet the Web Content Accessibility Guidelines 2.2 at level AA on every page. This page says how far that is tested."
      />
      <Section title="What you can do" id="can">
        <ul class="govuk-list govuk-list--bullet">
          <li>
            Enlarge the page to 400% without scrolling sideways; only wide tables scroll, each inside its own frame.
          </li>
          <li>Reach everything with the keyboard alone and see where you are.</li>
          <li>Use every page with script turned off.</li>
          <li>Use your own colours, more contrast, or a printer. Nothing is told by colour alone and nothing moves.</li>
          <li>Read every chart as a table, which stands beneath it.</li>
        </ul>
        <p class="govuk-body">
          The letters are Atkinson Hyperlegible Next, made by the Braille Institute so that similar letters are told
          apart.
        </p>
      </Section>
      <Section title="How it is tested" id="tested">
        <ul class="govuk-list govuk-list--bullet">
          <li>
            Every page is opened in Chromium, 360 and 1280 pixels wide, and checked with axe-core against its rules for
            WCAG 2.2 A and AA. One fault stops a change from being accepted.
          </li>
          <li>Journeys from page to page are run at phone width, with script and without.</li>
          <li>
            Parts taken from the GOV.UK and Ministry of Justice design systems are compared with their published markup.
          </li>
          <li>Yearly reports as PDF are written as PDF/UA-1: tagged, with a title, a language and headings.</li>
        </ul>
      </Section>
      <Section title="What is not tested yet" id="not-tested">
        <p class="govuk-body">
          A machine finds only part of what hinders people. No disabled person has tested Kith yet, no test with a
          screen reader has been made by hand, and no outside body has audited it. Until that is done, Kith does not
          claim to meet the guidelines in full.
        </p>
        <p class="govuk-body">
          Wide tables, such as the one of themes, need scrolling on a phone. Each figure in them can also be reached by
          its own page.
        </p>
      </Section>
      <Section title="If something stands in your way" id="help">
        <p class="govuk-body">
          Tell the office of the partnership whose Kith you are using. Say which page it was and what you wanted to do.
        </p>
      </Section>
    </Page>
  );
}
