/**
 * Those components of MOJ Frontend that Kith uses, as typed functions rendered on the server. Each is proved equal to what
 * MOJ's own macro makes of the same content (`test/conformance/moj*.test.tsx`).
 */
export { Alert } from './alert.tsx';
export { Badge } from './badge.tsx';
export { Filter } from './filter.tsx';
export { PageHeaderActions } from './page-header-actions.tsx';
export { PaginationWithResults } from './pagination.tsx';
export { PrimaryNavigation } from './primary-navigation.tsx';
export { Search } from './search.tsx';
export { SideNavigation } from './side-navigation.tsx';
export { SortableTable } from './sortable-table.tsx';
export { SubNavigation } from './sub-navigation.tsx';
export { TicketPanel } from './ticket-panel.tsx';
export { Timeline } from './timeline.tsx';
