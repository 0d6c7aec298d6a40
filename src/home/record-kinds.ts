/** How the provenance page names a kind of record, and where else a reader finds it. */
export interface ShownKind {
  /** "Practice review". */
  name: string;
  /** The page that shows the record in use; null where the provenance page is the only one. */
  shownAt: ((record: { key: string; year: string | null }) => string) | null;
}

const byKey = (path: string) => (record: { key: string }) => `${path}/${encodeURIComponent(record.key)}`;
const byYear = (path: string) => (record: { key: string; year: string | null }) =>
  record.year === null ? path : `${path}?year=${record.year}`;
const reportOf = ({ year }: { year: string | null }) => (year === null ? '/report' : `/report/${year}`);
const checklistOf = ({ year }: { year: string | null }) => (year === null ? '/report' : `/report/${year}/checklist`);

/**
 * The kinds whose records may be shown to the public as they were loaded, because they hold words and no counts. A kind
 * that is not named here has no such page, so a new one stays closed until somebody has thought about it (rule 12).
 */
const SHOWN: Record<string, ShownKind> = {
  source: { name: 'Source document', shownAt: null },
  area: { name: 'Area', shownAt: null },
  agency: { name: 'Agency', shownAt: () => '/partnership#partners' },
  partnership: { name: 'Partnership', shownAt: () => '/partnership' },
  partner: { name: 'Partner', shownAt: () => '/partnership#partners' },
  statement: { name: 'Statement', shownAt: () => '/partnership' },
  'arrangement-head': { name: 'Expected content of arrangements', shownAt: () => '/partnership/arrangements' },
  'objective-tie': {
    name: 'Work for an objective',
    shownAt: ({ key }) => `/partnership/objectives/${encodeURIComponent(key.split('|', 1)[0] ?? '')}`,
  },
  group: { name: 'Group', shownAt: byKey('/partnership/groups') },
  priority: { name: 'Priority', shownAt: byKey('/priorities') },
  theme: { name: 'Theme', shownAt: byKey('/learning/themes') },
  'practice-review': { name: 'Practice review', shownAt: byKey('/learning/reviews') },
  audit: { name: 'Audit', shownAt: byKey('/learning/audits') },
  'training-offer': { name: 'Training', shownAt: byYear('/training') },
  channel: { name: 'Way of reaching people', shownAt: byYear('/engagement') },
  indicator: { name: 'Indicator', shownAt: byKey('/snapshot/indicators') },
  'indicator-group': { name: 'Group of indicators', shownAt: () => '/snapshot' },
  'snapshot-line': { name: 'Line of the snapshot', shownAt: byKey('/snapshot/indicators') },
  'computed-measure': { name: 'Computed measure', shownAt: () => '/snapshot' },
  'quality-note': { name: 'Data note', shownAt: () => '/snapshot' },
  'published-link': { name: 'Link to published statistics', shownAt: () => '/snapshot/published' },
  'guidance-edition': { name: 'Edition of guidance', shownAt: () => '/report' },
  'report-requirement': { name: 'Requirement of the yearly report', shownAt: () => '/report' },
  'requirement-answer': { name: 'Answer to a requirement', shownAt: checklistOf },
  'report-section': { name: 'Section of the yearly report', shownAt: reportOf },
  passage: { name: 'Passage of the yearly report', shownAt: reportOf },
  'time-limit': { name: 'Time limit', shownAt: () => '/clocks' },
  'bank-holiday': { name: 'Bank holiday', shownAt: () => '/clocks' },
};

/** Kinds that carry numbers of people. Each has a page of its own, which withholds what is small. */
export const KINDS_WITH_THEIR_OWN_PAGE: readonly string[] = ['figure', 'comparator', 'published-figures'];

/** How a kind is shown, or null where its records have no page here. */
export function shownKind(kind: string): ShownKind | null {
  return Object.hasOwn(SHOWN, kind) ? (SHOWN[kind] ?? null) : null;
}
