import type { VNode } from 'preact';
import { Facts, PageHeading, provenanceHref, Section, SourceLink } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { reviewKindWords } from '../learning-words.ts';
import type { PracticeReview } from '../repository.ts';
import { actionsOf } from '../theme-table.ts';
import { ActionList, ownershipSummary } from './action-list.tsx';
import { PointList } from './point-list.tsx';

/** What a review asked, what was learned and what is being done: `/learning/reviews/:key`. */
export function ReviewPage({ review }: { review: PracticeReview }): VNode {
  const actions = actionsOf([review]);
  return (
    <Page
      title={`${review.label}: what was learned`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Learning', href: '/learning' },
      ]}
    >
      <PageHeading caption={reviewKindWords(review)} title={review.label} lede={review.question} />
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="What was learned" id="learning">
            <PointList record={review} section="learning" points={review.learning} />
          </Section>
          <Section
            title="What is being done"
            id="actions"
            note={`${ownershipSummary(actions)} An action that is done has not yet shown that it helped.`}
          >
            <ActionList actions={actions} showReview={false} />
          </Section>
        </div>
        <aside class="kith-record__side" aria-label="Key facts">
          <Facts
            facts={[
              { name: 'Year', value: review.year },
              { name: 'Learning points', value: review.learning.length },
              { name: 'Actions', value: review.actions.length },
              {
                name: 'What is held here',
                value: 'Published learning only. Kith holds no record of the child or the family.',
              },
            ]}
          />
          <SourceLink href={provenanceHref('practice-review', review.key)} of={review.label} />
        </aside>
      </div>
    </Page>
  );
}
