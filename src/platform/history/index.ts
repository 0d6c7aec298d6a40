/** The history of a record as a page: one route and one look for every kind of record that has one. */
export { HistoryLink } from './history-link.tsx';
export { historyRoute } from './history-route.ts';
