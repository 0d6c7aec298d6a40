import { PlainError } from '../platform/plain-error.ts';
import { orderedIn, type RecordKind, recordKind } from '../platform/records/index.ts';
import { englandCalendar, listBankHolidays, saveBankHoliday, saveTimeLimit } from './repository.ts';
import { bankHoliday, timeLimit } from './time-limit.ts';

/** Bank holidays and time limits, in the order in which they are saved. */
export const statutoryKinds: readonly RecordKind[] = [
  recordKind({
    kind: 'bank-holiday',
    heading: 'bank-holidays',
    about: 'A day on which England does not work, weekends apart.',
    schema: bankHoliday,
    key: (one) => one.day,
    save: (trx, one) => saveBankHoliday(trx, one),
    verify: async (trx) => {
      const last = (await listBankHolidays(trx)).at(-1);
      if (!last) return [];
      try {
        await englandCalendar(trx);
        return [];
      } catch (error) {
        if (!(error instanceof PlainError)) throw error;
        return [{ key: last.day, reason: error.message }];
      }
    },
  }),
  recordKind({
    kind: 'time-limit',
    heading: 'time-limits',
    about:
      'A clock of safeguarding work: what starts and stops it, and how long it runs by each edition of the guidance.',
    schema: timeLimit,
    key: (one) => one.key,
    save: saveTimeLimit,
    reorder: orderedIn('time_limit'),
  }),
];
