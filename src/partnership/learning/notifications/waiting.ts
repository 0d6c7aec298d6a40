import { reaches, type Work } from '../../../platform/access/index.ts';
import { dateInWords, londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import { forPurpose, type LiveSource, purposeOf, type WaitingSource } from '../../../platform/waiting/index.ts';
import { NOTIFICATION } from '../policy.ts';
import { clocksOf, readCounting } from './clocks.ts';
import { LIST } from './pages/links.ts';
import { listRunning, type RunningNotification } from './repository.ts';

const READ = { action: 'read', kind: NOTIFICATION } as const;

/** Clocks of notifications that run: how many, and when the first is due. Nothing that one of them says. */
interface Running {
  count: number;
  late: number;
  /** Due from today on, to the day that was asked for. */
  before: number;
  firstDue: PlainDate | null;
}

/** A notification that is not sent, or of which partners are not told, by its clocks and by nothing else. */
async function countRunning(
  { trx, now }: Work,
  counts: (one: RunningNotification) => boolean,
  until: PlainDate | null = null,
): Promise<Running> {
  const today = londonDate(now);
  const running = (await listRunning(trx)).filter(counts);
  const counting = running.length === 0 ? null : await readCounting(trx);
  const dues = running.flatMap((one) => {
    const told = clocksOf(one, counting, today);
    return 'clocks' in told ? [told.clocks.panel.due] : [];
  });
  return {
    count: running.length,
    late: dues.filter((due) => due < today).length,
    before: until === null ? 0 : dues.filter((due) => due >= today && due <= until).length,
    firstDue: dues.toSorted()[0] ?? null,
  };
}

/** Clocks of serious incident notifications, as one line that names none: opening them stands in the ledger. */
export const waitingNotifications: WaitingSource = {
  name: 'notifications',
  needs: () => [READ],
  waits: async (work, { whose }) => {
    const { actor } = work;
    const mine = (one: RunningNotification) => reaches(work, 'change', NOTIFICATION, one);
    const counts = { mine, agency: (one: RunningNotification) => one.agency === actor.agency, partnership: () => true };
    const { count, late, firstDue } = await countRunning(work, counts[whose]);
    if (count === 0) return [];
    const rest = late > 1 ? `. ${late} are late` : '';
    return [
      {
        key: `notifications:${whose}`,
        kind: 'Serious incident notifications',
        title: count === 1 ? '1 notification has a clock running' : `${count} notifications have a clock running`,
        href: LIST,
        whose: whose === 'agency' ? actor.agencyName : null,
        due: firstDue,
        since: null,
        why: `Still to be sent to the Panel, or to be told to the safeguarding partners${rest}`,
      },
    ];
  },
};

/** The same for an agenda: only a number, because an agenda leaves Kith. */
export const runningNotifications: LiveSource = {
  name: 'Clocks of serious incident notifications',
  lines: async (work, { day }) => {
    const purpose = purposeOf(work, READ);
    if (purpose === null) return [];
    const { late, before } = await forPurpose(work, purpose, (as) => countRunning(as, () => true, day));
    if (late + before === 0) return [];
    const said = [
      late === 0 ? null : `${late} late`,
      before === 0 ? null : `${before} due by ${dateInWords(day)}`,
    ].filter((part) => part !== null);
    return [
      {
        key: 'waiting:serious-incident-notification',
        title: 'Notifications of serious incidents whose time runs',
        whyNow: `Of those not sent to the Panel or not told to partners: ${said.join(', ')}. Only who may read them can open them`,
        href: LIST,
      },
    ];
  },
};
