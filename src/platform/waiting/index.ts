/**
 * One work list across all of Kith, and agendas that build themselves: any module says what waits for somebody and what a
 * meeting should look at, without knowing who asks. `Module.waiting` and `Module.live` name the sources, `app.ts` joins them.
 */
export { gatherWaiting } from './gather.ts';
export type { LiveLine, LiveSource } from './live.ts';
export { forPurpose, purposeOf } from './purpose.ts';
export {
  type Needed,
  type WaitingFor,
  type WaitingItem,
  type WaitingSource,
  waitsFor,
} from './waiting.ts';
