import type { VNode } from 'preact';
import { dateInWords, momentInWords } from '../../../../platform/clocks/index.ts';
import { Button, NotificationBanner, Tag } from '../../../../platform/web/govuk/index.ts';
import { Facts, Form, PageHeading, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { VERDICTS } from '../../action.ts';
import { StateTag } from '../../pages/action-page.tsx';
import { ACTIONS, actionHref, crumbs, originHref, RECOMMENDATIONS, recommendationHref } from '../../pages/links.ts';
import type { ActionLine } from '../../repository.ts';
import { timingInWords } from '../../rules.ts';
import { RESPONSES, SOURCES } from '../recommendation.ts';
import type { RecommendationView } from '../service.ts';

const DONE = {
  made: 'The recommendation is entered. Give the actions that answer it.',
  changed: 'Your changes are saved.',
  unchanged: 'Nothing was changed: what you sent is what was stored.',
  published: 'The recommendation is published. It stands in the yearly account.',
  withdrawn: 'The recommendation is published no more.',
} as const;

/** One recommendation with its actions and what became of them: `/work/recommendations/:id`. */
export function RecommendationPage({
  view,
  done,
}: {
  view: RecommendationView;
  done: keyof typeof DONE | null;
}): VNode {
  const { recommendation: one, may } = view;
  const href = recommendationHref(one.id);
  const source = originHref(one.source);
  return (
    <Page title={one.reference} breadcrumbs={crumbs({ text: 'Recommendations', href: RECOMMENDATIONS })}>
      {done ? <NotificationBanner type="success">{DONE[done]}</NotificationBanner> : null}
      <PageHeading title={one.reference} caption="Recommendation" />
      {one.published ? (
        <p class="govuk-body">
          <Tag classes="govuk-tag--grey">Published</Tag>
        </p>
      ) : null}
      <p class="kith-lede kith-words">{one.words}</p>
      <div class="kith-record">
        <div class="kith-record__main">
          <Section
            title="What is done about it"
            id="actions"
            note="Done is not yet made a difference: each action is looked at again by somebody else."
          >
            {view.actions.length === 0 ? (
              <p class="govuk-body">No action that you can see stands under it yet.</p>
            ) : (
              <ul class="kith-list">
                {view.actions.map((line) => (
                  <Line key={line.id} line={line} today={view.today} />
                ))}
              </ul>
            )}
            {may.give ? (
              <Button href={`${ACTIONS}/new?recommendation=${one.id}`}>Give an action under it</Button>
            ) : null}
          </Section>
        </div>
        <aside class="kith-record__side" aria-label="Where it comes from and what was answered">
          <Facts
            facts={[
              {
                name: SOURCES[one.source.kind],
                value: source ? (
                  <a class="govuk-link" href={source}>
                    {one.source.words}
                  </a>
                ) : (
                  one.source.words
                ),
              },
              { name: 'Made on', value: dateInWords(one.madeOn) },
              { name: 'Whose it is', value: one.agencyNames.map(({ name }) => name).join(', ') },
              {
                name: 'Answer',
                value:
                  one.respondedOn === null ? (
                    <span class="kith-not-known">{RESPONSES.waiting}</span>
                  ) : (
                    `${RESPONSES[one.response]}, ${dateInWords(one.respondedOn)}`
                  ),
              },
              { name: 'Why', value: one.responseWhy },
              { name: 'Entered by', value: `${one.ownerName}, ${momentInWords(one.madeAt)}` },
            ]}
          />
          <ul class="govuk-list">
            {may.change ? (
              <li>
                <a class="govuk-link" href={`${href}/change`}>
                  Change it, or enter the answer
                </a>
              </li>
            ) : null}
            <li>
              <a class="govuk-link" href={`${href}/history`}>
                What was changed, by whom and why
              </a>
            </li>
          </ul>
          {may.publish ? (
            <Form action={`${href}/publish`}>
              <input type="hidden" name="published" value={one.published ? 'no' : 'yes'} />
              <Button classes="govuk-button--secondary" preventDoubleClick>
                {one.published ? 'Take it out of the public account' : 'Publish it in the yearly account'}
              </Button>
            </Form>
          ) : null}
        </aside>
      </div>
    </Page>
  );
}

function Line({ line, today }: { line: ActionLine; today: string }): VNode {
  return (
    <li>
      <a class="govuk-link kith-list__title" href={actionHref(line.id)}>
        {line.title}
      </a>
      <span class="kith-list__about">
        <StateTag state={line.state} /> {line.verdict ? `Verdict: ${VERDICTS[line.verdict].toLowerCase()}. ` : ''}
        {line.nextOn === null ? '' : `${timingInWords(line.state, line.nextOn, today)}.`}
      </span>
      <span class="kith-list__about kith-quiet">
        {line.reference}. {line.ownerName}, {line.agencyName}.
      </span>
    </li>
  );
}
