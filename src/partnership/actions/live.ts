import { dateInWords, daysBetween, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { LiveSource } from '../../platform/waiting/index.ts';
import { type ActionLine, listActionsDue } from './repository.ts';

/** Days after a meeting within which actions that fall due belong on its agenda. */
const SOON = 14;

/** Actions that are late or fall due about the day of the meeting, and impact tests to be looked at. */
export const actionsDue: LiveSource = {
  name: 'Actions due, and effects to be looked at',
  lines: async (work, { day }) => {
    const today = londonDate(work.now);
    const horizon = day > today ? daysBetween(today, day) : 0;
    const due = await listActionsDue(work.trx, { today, within: horizon + SOON });
    return due.map((one) => ({
      key: `action:${one.id}:${one.nextOn}`,
      title: `${one.reference} ${one.title}`,
      whyNow: whyNow(one, today),
      href: `/work/actions/${one.id}`,
    }));
  },
};

function whyNow({ state, ownerName, agencyName, nextOn }: ActionLine, today: PlainDate): string {
  const when = nextOn === null ? '' : dateInWords(nextOn);
  const whose = `${ownerName}, ${agencyName}`;
  if (state === 'done') return `Done by ${whose}; whether it helped is looked at on ${when}`;
  return nextOn !== null && nextOn < today ? `Late since ${when}: ${whose}` : `Due on ${when}: ${whose}`;
}
