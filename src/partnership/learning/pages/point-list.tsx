import type { VNode } from 'preact';
import { Claim, Claims, provenanceHref, SourceLink } from '../../../platform/web/kith/index.ts';
import { pointSource } from '../learning-words.ts';
import type { LearningPoint, Sighting } from '../repository.ts';
import { ThemeLinks } from './theme-links.tsx';

/** The learning points of a review or the findings of one side of an audit, each with its themes and source. */
export function PointList(props: {
  record: { kind: 'practice-review' | 'audit'; key: string };
  section: Sighting['section'];
  points: readonly LearningPoint[];
}): VNode {
  const { record, section, points } = props;
  if (points.length === 0) return <p class="govuk-body kith-not-known">Nothing is recorded here.</p>;
  return (
    <Claims>
      {points.map((point, at) => (
        <Claim
          key={point.words}
          foot={
            <>
              <ThemeLinks themes={point.themes} />
              <SourceLink
                href={pointSource(provenanceHref(record.kind, record.key), section, at + 1)}
                of={`point ${at + 1}`}
              />
            </>
          }
        >
          {point.words}
        </Claim>
      ))}
    </Claims>
  );
}
