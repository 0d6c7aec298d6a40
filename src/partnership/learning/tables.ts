import type { GivenPracticeReview } from './learning.ts';

/** The two kinds of record in which a theme can be seen. */
export type SeenInKind = 'practice-review' | 'audit';

/** The part of a review or audit in which a theme was seen. */
export type SeenInSection = 'learning' | 'action' | 'working-well' | 'to-develop';

/** Tables of learning. */
export type LearningTables = {
  theme: { key: string; name: string; meaning: string; position: number };
  practice_review: {
    key: string;
    partnership: string;
    year: string;
    kind: GivenPracticeReview['kind'];
    label: string;
    question: string;
    position: number;
  };
  practice_review_point: {
    review_key: string;
    section: 'learning' | 'action';
    position: number;
    words: string;
    owner: string | null;
    due: string | null;
    effect: string | null;
  };
  audit: {
    key: string;
    partnership: string;
    year: string;
    title: string;
    carried_out: string | null;
    purpose: string;
    repeat_due: string | null;
    position: number;
  };
  audit_finding: { audit_key: string; position: number; side: 'working-well' | 'to-develop'; words: string };
  theme_sighting: {
    theme_key: string;
    record_kind: SeenInKind;
    record_key: string;
    section: SeenInSection;
    position: number;
  };
};
