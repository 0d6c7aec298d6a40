import type { Grant, Policy } from '../../../platform/access/index.ts';

/** An uploaded return with what is found in it, child by child. */
export const UPLOAD = 'return-upload';
/** What is kept of an accepted return, about no child. */
export const RECEIPT = 'return-receipt';
/** What an authority's own words in a return stand for. */
export const SPELLING = 'return-spelling';
/** How long an authority keeps what was found in its accepted returns. */
export const RETENTION = 'return-retention';

const analyst = (action: Grant['action'], kind: string, why: string): Grant => ({
  ...{ role: 'analyst', action, kind, scope: 'agency', involvement: 'any', purposes: ['assurance'], why },
});

/**
 * Who may do what with statutory returns. Findings about children are the analyst's of the authority whose return it is, and nobody
 * else's; receipts are for those of the authority who answer for it.
 */
export const returnsPolicy: Policy = {
  kinds: [
    {
      kind: UPLOAD,
      name: 'Checked return',
      plural: 'Checked returns',
      about: 'A statutory return as it was checked: what is wrong in it, child by child, with the rows as they stand.',
      restricted: true,
      href: (id) => `/returns/uploads/${id}`,
    },
    {
      kind: RECEIPT,
      name: 'Receipt of a return',
      plural: 'Receipts of returns',
      about:
        'That a statutory return was accepted: which file, when, by whom, by which rules, how much was found. It names no child.',
      restricted: false,
      href: (id) => `/returns/receipts/${id}`,
    },
    {
      kind: SPELLING,
      name: 'Mapped spelling',
      plural: 'Mapped spellings',
      about: 'Which code an authority’s own words in a return stand for, as its analyst said once. It names no child.',
      restricted: false,
      href: () => '/returns/spellings',
    },
    {
      kind: RETENTION,
      name: 'Period for findings of returns',
      plural: 'Periods for findings of returns',
      about:
        'How long an authority keeps what was found in its accepted returns, and whether everything is held for now.',
      restricted: false,
      href: () => '/returns/retention',
    },
  ],
  grants: [
    analyst('create', UPLOAD, 'Checks the authority’s returns before they are sent.'),
    analyst('read', UPLOAD, 'Mends what is found, which takes the child’s id and the row.'),
    analyst('change', UPLOAD, 'Accepts a return, or throws its preview away.'),
    analyst('create', RECEIPT, 'Accepting a return makes its receipt.'),
    analyst('create', SPELLING, 'Says once what the authority’s own words for a code stand for.'),
    analyst('read', SPELLING, 'Must see what later checks go by.'),
    analyst('change', SPELLING, 'Takes a mapping back that was a mistake.'),
    ...(['create', 'change'] as const).map(
      (action): Grant => ({
        ...{
          role: 'assurance-lead',
          action,
          kind: RETENTION,
          scope: 'agency',
          involvement: 'any',
          purposes: ['assurance'],
        },
        why: 'Retention belongs to each controller, for whom the assurance lead answers here.',
      }),
    ),
    ...(['analyst', 'assurance-lead', 'safeguarding-partner', 'business-manager'] as const).map(
      (role): Grant => ({
        ...{ role, action: 'read', kind: RETENTION, scope: 'agency', involvement: 'any', purposes: ['assurance'] },
        why: 'Works with the authority’s returns, or answers for them, and must know how long findings are there.',
      }),
    ),
    ...(['analyst', 'assurance-lead', 'safeguarding-partner', 'business-manager'] as const).map(
      (role): Grant => ({
        ...{ role, action: 'read', kind: RECEIPT, scope: 'agency', involvement: 'any', purposes: ['assurance'] },
        why: 'Answers for the authority’s figures, or works with them, and must know what they were counted from.',
      }),
    ),
  ],
};
