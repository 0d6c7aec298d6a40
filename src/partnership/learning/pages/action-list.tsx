import type { VNode } from 'preact';
import { partialDateInWords } from '../../../platform/clocks/index.ts';
import { Claim, Claims, Mark, provenanceHref, SourceLink } from '../../../platform/web/kith/index.ts';
import { learningHref, pointSource } from '../learning-words.ts';
import type { ReviewAction } from '../repository.ts';
import type { PlacedAction } from '../theme-table.ts';
import { ThemeLinks } from './theme-links.tsx';

/** How many of the actions name somebody and a day, in one sentence. */
export function ownershipSummary(actions: readonly PlacedAction[]): string {
  if (actions.length === 0) return '';
  const owned = actions.filter(({ action }) => action.owner !== null).length;
  const dated = actions.filter(({ action }) => action.due !== null).length;
  const none = (count: number) => (count === 0 ? 'none' : String(count));
  return `Of ${actions.length}, ${none(owned)} ${owned === 1 ? 'names' : 'name'} an owner and ${none(dated)} a date.`;
}

/** Actions with who answers for each, by when, and what is known of their effect. */
export function ActionList(props: { actions: readonly PlacedAction[]; showReview?: boolean }): VNode {
  const showReview = props.showReview ?? true;
  if (props.actions.length === 0) return <p class="govuk-body kith-not-known">No action is recorded.</p>;
  return (
    <Claims>
      {props.actions.map(({ action, review, place }) => (
        <Claim
          key={`${review.key}|${place}`}
          foot={
            <>
              <Ownership action={action} />
              {action.effect ? (
                <span>What showed that it helped: {action.effect}</span>
              ) : (
                <span>No test of its effect</span>
              )}
              {showReview ? (
                <a class="govuk-link" href={learningHref('practice-review', review.key)}>
                  {review.label}
                </a>
              ) : (
                <ThemeLinks themes={action.themes} />
              )}
              <SourceLink
                href={pointSource(provenanceHref('practice-review', review.key), 'action', place)}
                of={`action ${place} of ${review.label}`}
              />
            </>
          }
        >
          {action.words}
        </Claim>
      ))}
    </Claims>
  );
}

function Ownership({ action }: { action: ReviewAction }): VNode {
  const { owner } = action;
  const due = action.due === null ? null : partialDateInWords(action.due);
  if (owner === null && due === null) return <Mark shape="open">No owner or date in the source</Mark>;
  if (owner === null) return <Mark shape="half">Due {due}, no owner in the source</Mark>;
  if (due === null) return <Mark shape="half">{owner}, no date in the source</Mark>;
  return (
    <Mark shape="full">
      {owner}, due {due}
    </Mark>
  );
}
