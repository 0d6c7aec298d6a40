/**
 * Parts of pages that are Kith's own, where GOV.UK and MOJ have none. Their look is in `../styles`; the head of
 * `ground.css` lists the classes for everything that needs no component.
 */
export { Claim, Claims } from './claim.tsx';
export { DataNote } from './data-note.tsx';
export { DateField } from './date-field.tsx';
export { DoNotPassOn } from './do-not-pass-on.tsx';
export { EmergencyBanner } from './emergency-banner.tsx';
export { EmptyState, LoadAYear } from './empty-state.tsx';
export { Facts } from './facts.tsx';
export { FieldHistory, type HistoryEntry } from './field-history.tsx';
export { ForPartners, NOT_FOR_PUBLICATION, WHOLE_FIGURES } from './for-partners.tsx';
export { Form, ProblemSummary, problemAt } from './form.tsx';
export { LoadedFiles } from './loaded-files.tsx';
export { Mark, type MarkShape } from './mark.tsx';
export { PageHeading } from './page-heading.tsx';
export { Choice, type Filled, Words } from './questions.tsx';
export { Scroll } from './scroll.tsx';
export { Section } from './section.tsx';
export { provenanceHref, SourceLink } from './source-link.tsx';
export { TwoVersions, TypedBefore } from './two-versions.tsx';
export { WaitingList } from './waiting-list.tsx';
export { YearSwitch } from './year-switch.tsx';
