import { addDays, dateInWords, londonDate } from '../../platform/clocks/index.ts';
import { forPurpose, type LiveSource, purposeOf, type WaitingSource } from '../../platform/waiting/index.ts';
import { testHref } from './links.ts';
import { SCRUTINY } from './policy.ts';
import { listTests } from './repository.ts';
import { FINDINGS } from './scrutiny.ts';
import { dueForAnotherLook } from './service.ts';

/** Days ahead within which a look that was announced is told. */
const SOON = 14;
const READ = { action: 'read', kind: SCRUTINY } as const;

/** Tests whose next look comes due, for the scrutineer who set the day. */
export const waitingLooks: WaitingSource = {
  name: 'scrutiny',
  needs: () => [{ action: 'change', kind: SCRUTINY }],
  waits: async ({ trx, actor }, { whose, today, most }) => {
    if (whose !== 'mine') return [];
    const due = dueForAnotherLook(await listTests(trx), addDays(today, SOON)).filter(
      ({ ownerId }) => ownerId === actor.id,
    );
    return due.slice(0, most).map((one) => ({
      key: `look:${one.id}`,
      kind: 'Test to look at again',
      title: `Look again: ${one.aboutWords}`,
      href: testHref(one.id),
      whose: null,
      due: one.nextLookOn,
      since: one.testedOn,
      why: `Found then: ${FINDINGS[one.finding].toLowerCase()}`,
    }));
  },
};

/** The same for an agenda of people who may all read scrutiny, else how many there are. */
export const looksDue: LiveSource = {
  name: 'Scrutiny to be looked at again',
  lines: async (work, { day, allRead }) => {
    const purpose = purposeOf(work, READ);
    if (purpose === null) return [];
    const today = londonDate(work.now);
    const until = day > today ? day : today;
    const due = dueForAnotherLook(await forPurpose(work, purpose, ({ trx }) => listTests(trx)), until);
    if (due.length === 0) return [];
    if (await allRead(SCRUTINY)) {
      return due.map((one) => ({
        ...{ key: `look:${one.id}`, title: one.aboutWords, href: testHref(one.id) },
        whyNow: `${FINDINGS[one.finding]} on ${dateInWords(one.testedOn)}; the scrutineer looks again by ${dateInWords(one.nextLookOn ?? day)}`,
      }));
    }
    return [
      {
        ...{ key: 'waiting:scrutiny', href: '/scrutiny' },
        title: 'What scrutiny looks at again',
        whyNow: `${due.length === 1 ? '1 test is' : `${due.length} tests are`} due by ${dateInWords(day)}. Not everybody in the group may read which`,
      },
    ];
  },
};
