import type { VNode } from 'preact';
import { dateInWords, momentInWords } from '../../../platform/clocks/index.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { Button, Checkboxes } from '../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, problemAt, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { withBack } from '../../../platform/web/safe-back.ts';
import type { Acceptance } from '../acceptance.ts';
import type { TermsOfUse } from '../terms.ts';

/** `/terms`: what everybody agrees to, and when they did. */
export function TermsPage(props: {
  terms: TermsOfUse;
  /** Newest first. */
  acceptances: readonly Acceptance[];
  back: string;
  problems: readonly FormProblem[];
}): VNode {
  const { terms, acceptances, problems } = props;
  const now = acceptances.find((one) => one.version === terms.version);
  const before = acceptances.filter((one) => one.version !== terms.version);
  return (
    <Page title="Terms of use" hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title="Terms of use"
            caption={`Version ${terms.version}, from ${dateInWords(terms.from)}`}
            lede={
              now
                ? `You accepted these terms at ${momentInWords(now.at)}.`
                : before.length > 0
                  ? 'They have changed since you accepted them. Please read them again before you go on.'
                  : 'Please read them before you go on. They protect the people whose records are here.'
            }
          />
          {terms.rules.map((rule) => (
            <section class="kith-terms" key={rule.title}>
              <h2 class="govuk-heading-s">{rule.title}</h2>
              <p class="govuk-body">{rule.words}</p>
            </section>
          ))}
          {now ? null : (
            <Form action={withBack('/terms', props.back)}>
              <Checkboxes
                name="accept"
                idPrefix="accept"
                errorMessage={problemAt(problems, 'accept')}
                items={[{ value: terms.version, text: 'I have read these terms and I accept them' }]}
              />
              <Button preventDoubleClick>Go on</Button>
            </Form>
          )}
          {before.length > 0 ? (
            <Section title="Versions you accepted before">
              <ul class="govuk-list">
                {before.map((one) => (
                  <li key={one.version}>
                    Version {one.version}, accepted at {momentInWords(one.at)}
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
      </div>
    </Page>
  );
}
