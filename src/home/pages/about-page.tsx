import type { VNode } from 'preact';
import { PageHeading, Section } from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';
import { useShell } from '../../platform/web/shell.ts';

/** What Kith is, what it refuses, and what of it is demonstration: `/about`. */
export function AboutPage(): VNode {
  return (
    <Page title="About Kith" breadcrumbs={[{ text: 'Home', href: '/' }]}>
      <PageHeading
        title="About Kith"
        lede="Kith is where the councils, police, health and education bodies of one area keep the work that they share to keep children safe."
      />
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="What it does" id="what">
            <p class="govuk-body">
              A partnership loads its year once: who is in it, what it set out to do, what reviews and audits found, its
              figures. From these records Kith makes the safeguarding snapshot and the yearly report. Nothing in either
              is typed in a second time.
            </p>
            <p class="govuk-body">
              Each figure and each claim has a link that says “Source”. It opens the record: what was loaded, from which
              document and place, by whom and when, and what it said before.
            </p>
          </Section>
          <Section title="What it keeps to" id="rules">
            <ul class="govuk-list govuk-list--bullet">
              <li>
                No child is given a score, and no risk is predicted. People judge; Kith shows facts, dates and gaps.
              </li>
              <li>“Not known” is an answer and is shown as one.</li>
              <li>
                Done is not the same as made a difference. A result without a measure is marked as stated, not measured.
              </li>
              <li>Nothing is overwritten. A correction stands beside what it corrects.</li>
              <li>
                Figures of two areas are added up only where they mean the same thing over the same time. Where not,
                Kith says why.
              </li>
              <li>
                Numbers from 1 to 5 are not shown to the public, nor anything from which they could be worked out.
              </li>
            </ul>
          </Section>
          <WhatIsDemonstration />
        </div>
        <aside class="kith-record__side" aria-label="Further pages">
          <ul class="govuk-list">
            <li>
              <a class="govuk-link" href="/accessibility">
                Accessibility
              </a>
            </li>
            <li>
              <a class="govuk-link" href="/clocks">
                Time limits
              </a>
            </li>
          </ul>
          <p class="govuk-body">
            If you are worried about a child, do not use Kith. Call the council where the child lives. In an emergency
            call 999.
          </p>
        </aside>
      </div>
    </Page>
  );
}

/** Said only where the demonstration is what is shown. */
function WhatIsDemonstration(): VNode | null {
  if (!useShell().demonstration) return null;
  return (
    <Section title="What is demonstration" id="demonstration">
      <p class="govuk-body">
        Kith comes with one year of one partnership, so that there is something to look at: the yearly report 2021-22 of
        the Hartlepool and Stockton-on-Tees Safeguarding Children Partnership. Its facts and figures are kept; its
        sentences are not. What the report leaves open is left open here.
      </p>
      <p class="govuk-body">
        Everybody who works in it and every record about a child is invented: names end in “Example”, and no address
        exists. Two practice reviews appear with their published learning only. Kith is not the partnership’s own site
        and does not speak for it.
      </p>
    </Section>
  );
}
