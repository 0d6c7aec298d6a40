import type { VNode } from 'preact';
import { dateInWords } from '../../../platform/clocks/index.ts';
import { typedText } from '../../../platform/web/form.ts';
import { Button, Checkboxes, Input, NotificationBanner } from '../../../platform/web/govuk/index.ts';
import {
  Choice,
  DateField,
  type Filled,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
  Words,
} from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { crumbs, VISITS_PAGE } from '../links.ts';
import { type ScrutinyVisit, VISITS } from '../scrutiny.ts';
import { Paragraphs, ShareForm } from './test-pages.tsx';

const DONE = { made: 'It is written down.', shared: 'Who reads it is saved.' } as const;

/** What was just done with a visit. */
export type VisitDone = keyof typeof DONE;

/** Walk-rounds and conversations, and a form for a new one: `/scrutiny/visits`. */
export function VisitsPage(
  props: Filled & { visits: readonly ScrutinyVisit[]; me: string; mayWrite: boolean; done: VisitDone | null },
): VNode {
  const { visits, me, mayWrite, done, values, problems } = props;
  const filled = { values, problems };
  return (
    <Page title="Walk-rounds and conversations" breadcrumbs={crumbs()} hasError={problems.length > 0}>
      {done ? <NotificationBanner type="success">{DONE[done]}</NotificationBanner> : null}
      <ProblemSummary problems={problems} />
      <PageHeading
        title="Walk-rounds and conversations"
        lede="What the scrutineer saw and heard, by date and without names."
      />
      {visits.length === 0 ? (
        <p class="govuk-body kith-not-known">There is none that you can read.</p>
      ) : (
        <ul class="kith-list">
          {visits.map((one) => (
            <li key={one.id}>
              <span class="kith-list__title">
                {VISITS[one.form]}, {one.place}
              </span>
              <span class="kith-list__about">
                {dateInWords(one.visitedOn)}. {one.shared ? 'Shared with the partnership.' : 'Only you can read it.'}
              </span>
              <Paragraphs of={one.heard} />
              {one.ownerId === me ? (
                <ShareForm
                  action={`${VISITS_PAGE}/${one.id}/share`}
                  shared={one.shared}
                  share={`Share what I heard on ${dateInWords(one.visitedOn)}`}
                  takeBack={`Keep what I heard on ${dateInWords(one.visitedOn)} to myself`}
                />
              ) : null}
              <p class="govuk-body kith-no-print">
                <a class="govuk-link" href={`${VISITS_PAGE}/${one.id}/history`}>
                  What was changed
                  <span class="govuk-visually-hidden"> of what was heard on {dateInWords(one.visitedOn)}</span>, by whom
                  and why
                </a>
              </p>
            </li>
          ))}
        </ul>
      )}
      {mayWrite ? (
        <Section title="Write one down" id="new" note="No names: not of a child, a parent or a colleague.">
          <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
              <Form action={VISITS_PAGE}>
                <Choice {...filled} name="form" legend="What was it?" items={VISITS} />
                <Input
                  name="place"
                  label={{ text: 'Where?', classes: 'govuk-label--m' }}
                  hint={{ text: 'A service or a kind of place: “a secondary school in Hartlepool”.' }}
                  value={typedText(values, 'place')}
                  errorMessage={problemAt(problems, 'place')}
                />
                <DateField {...filled} name="visited" label="When?" hint="For example, 23 11 2026" />
                <Words {...filled} name="heard" label="What did you see and hear?" />
                <Checkboxes
                  name="shared"
                  values={[typedText(values, 'shared') ?? '']}
                  items={[{ value: 'yes', text: 'The partnership may read it' }]}
                />
                <Button preventDoubleClick>Write it down</Button>
              </Form>
            </div>
          </div>
        </Section>
      ) : null}
    </Page>
  );
}
