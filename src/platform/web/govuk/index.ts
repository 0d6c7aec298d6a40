/**
 * GOV.UK Frontend's components as typed functions rendered on the server. Each is proved equal to every fixture that
 * `govuk-frontend` ships for it (`test/conformance/govuk.test.tsx`). Content is given as children or as `text`, is
 * escaped, and may be elements.
 */
export { Accordion } from './accordion.tsx';
export { BackLink } from './back-link.tsx';
export { Breadcrumbs } from './breadcrumbs.tsx';
export { Button, type ButtonProps } from './button.tsx';
export { CharacterCount } from './character-count.tsx';
export { Checkboxes } from './checkboxes.tsx';
export { CookieBanner } from './cookie-banner.tsx';
export { DateInput } from './date-input.tsx';
export { Details } from './details.tsx';
export { ErrorMessage } from './error-message.tsx';
export { ErrorSummary } from './error-summary.tsx';
export { ExitThisPage } from './exit-this-page.tsx';
export { Feedback } from './feedback.tsx';
export { Fieldset } from './fieldset.tsx';
export { FileUpload } from './file-upload.tsx';
export { Footer } from './footer.tsx';
export type { FieldLabel, FieldWords } from './form-group.tsx';
export { GenericHeader } from './generic-header.tsx';
export { Header } from './header.tsx';
export { Hint } from './hint.tsx';
export { Input, type InputProps } from './input.tsx';
export { InsetText } from './inset-text.tsx';
export { Label } from './label.tsx';
export { LanguageNavigation } from './language-navigation.tsx';
export { NotificationBanner } from './notification-banner.tsx';
export { Pagination, type PaginationItem, type PaginationProps } from './pagination.tsx';
export { Panel } from './panel.tsx';
export { PasswordInput } from './password-input.tsx';
export { PhaseBanner } from './phase-banner.tsx';
export { Radios } from './radios.tsx';
export { Select } from './select.tsx';
export { ServiceNavigation } from './service-navigation.tsx';
export { SkipLink } from './skip-link.tsx';
export { SummaryList } from './summary-list.tsx';
export { Table, type TableCell, type TableProps } from './table.tsx';
export { Tabs } from './tabs.tsx';
export { Tag } from './tag.tsx';
export { TaskList } from './task-list.tsx';
export { Textarea } from './textarea.tsx';
export { WarningText } from './warning-text.tsx';
