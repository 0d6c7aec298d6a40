/**
 * Days and time limits as England counts them: plain dates, working days with bank holidays as data, and deadlines that
 * explain themselves. Pure: the present moment is always an argument.
 */
export {
  amountInWords,
  type Deadline,
  deadline,
  type LimitUnit,
} from './deadline.ts';
export {
  dateInWords,
  londonClock,
  londonDate,
  londonMoment,
  longDate,
  momentInWords,
  timeInWords,
  type WallClock,
} from './london.ts';
export { partialDateInWords } from './partial-date.ts';
export { addDays, addMonths, dayOfWeek, daysBetween, isPlainDate, type PlainDate, plainDate } from './plain-date.ts';
export {
  addWorkingDays,
  type BankHoliday,
  isWorkingDay,
  type WorkingCalendar,
  workingCalendar,
  workingDaysBetween,
} from './working-days.ts';
