import { expect, it } from 'vitest';
import { renderPage } from '../web/page.tsx';
import type { Shell } from '../web/shell.ts';
import { HistoryPage } from './history-page.tsx';

const SHELL: Shell = {
  ...{
    path: '/',
    nonce: 'n',
    nav: [],
    partnershipName: 'Seaborough',
    demonstration: false,
    maySignIn: true,
    visit: null,
  },
  ...{ stylesheet: '/s.css', script: '/s.js', icon: '/i.svg', preloadFont: null, formOwner: null },
  ...{ now: new Date('2026-11-23T09:00:00Z'), csrfToken: () => 'token' },
};
const COUNCIL = 'stockton-on-tees-borough-council';

/** What a history calls a field of this name. */
function called(field: string): string {
  const html = renderPage(
    HistoryPage({
      of: { records: 'one', name: 'MTG-2026-0001', caption: 'Executive', breadcrumbs: [] },
      history: [
        {
          ...{ seq: 1, at: new Date('2026-11-23T09:00:00Z'), doing: 'Changed it', who: 'Maya Example' },
          ...{ agency: COUNCIL, role: null, why: null, changes: [{ field, before: null, after: 'x' }] },
        },
      ],
      words: { labels: { contribution: 'Contribution' } },
      names: new Map([[COUNCIL, 'Stockton-on-Tees Borough Council']]),
    }),
    SHELL,
  );
  return /scope="row"[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
}

it.each([
  [`contribution/${COUNCIL}/agreed`, 'Contribution, Stockton-on-Tees Borough Council, agreed'],
  ['asked of Stockton-on-Tees Borough Council', 'Asked of Stockton-on-Tees Borough Council'],
  ['venue_booked', 'Venue booked'],
])('a history names the field %s “%s”', (field, name) => {
  expect(called(field)).toBe(name);
});
