import { addDays, londonDate } from '../../platform/clocks/index.ts';
import type { LiveSource, WaitingItem, WaitingSource } from '../../platform/waiting/index.ts';
import { ARRANGEMENTS, SIGNATURE } from './policy.ts';
import { listReviewsDue, listToSign } from './versions/repository.ts';
import { REMINDED_BEFORE_DAYS, reviewInWords } from './versions/rules.ts';
import { WORK_ON } from './versions/work-on.ts';

/** A version of the arrangements that a partner has not signed yet. */
const toSign: WaitingSource = {
  name: 'signatures under the arrangements',
  needs: () => [{ action: 'create', kind: SIGNATURE }],
  waits: async ({ trx, actor }, { whose }) => {
    if (whose === 'partnership') return [];
    const versions = await listToSign(trx, actor.agency);
    return versions.map(
      ({ id, number }): WaitingItem => ({
        key: `signature:${id}`,
        kind: 'Signature',
        title: `Sign version ${number} of the published arrangements`,
        href: `${WORK_ON}/${id}`,
        whose: whose === 'mine' ? null : actor.agencyName,
        due: null,
        since: null,
        why: 'Every statutory partner signs the same words',
      }),
    );
  },
};

/** The review of the arrangements in force, for whoever keeps them. */
const toReview: WaitingSource = {
  name: 'review of the arrangements',
  needs: () => [{ action: 'change', kind: ARRANGEMENTS }],
  waits: async ({ trx }, { whose, today }) => {
    if (whose === 'agency') return [];
    const due = await listReviewsDue(trx, addDays(today, REMINDED_BEFORE_DAYS));
    return due.map(
      ({ id, number, reviewDue }): WaitingItem => ({
        key: `review:${id}`,
        kind: 'Review of the arrangements',
        title: `Review version ${number} of the published arrangements`,
        href: WORK_ON,
        whose: null,
        due: reviewDue,
        since: null,
        why: 'Begin the next version in good time: every statutory partner signs it',
      }),
    );
  },
};

/** What of the arrangements waits for people. */
export const waitingArrangements: readonly WaitingSource[] = [toSign, toReview];

/** The review of the arrangements in force, which everybody may read, for an agenda. */
export const reviewDue: LiveSource = {
  name: 'Arrangements to be reviewed',
  lines: async ({ trx, now }, { day }) => {
    const today = londonDate(now);
    const due = await listReviewsDue(trx, addDays(day > today ? day : today, REMINDED_BEFORE_DAYS));
    return due.map((one) => ({
      key: `review:${one.id}:${one.reviewDue}`,
      title: `Review of the published arrangements, version ${one.number}`,
      whyNow: reviewInWords(one.reviewDue, today),
      href: '/partnership/arrangements',
    }));
  },
};
