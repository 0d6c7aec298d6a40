/**
 * One engine for every meeting: series, agendas that build themselves, attendance and quorum, contributions, minutes that
 * several people write, decisions, what is not known. It knows forums and carriers, nothing of groups or of children: see
 * decision 11. Inventory rows 7 to 13, 74, 83, 98.
 */
export { type AgencyAttendance, countAttendance } from './attendance/repository.ts';
export type {
  ActionBook,
  Carrier,
  Desk,
  Expected,
  Forum,
  LiveLine,
  LiveSource,
  MeetingAction,
} from './carrier.ts';
export { listDecisionsBy } from './decisions/repository.ts';
export { type Decision, type Meeting, type MeetingPart, meetingProcess } from './meeting.ts';
export { QUORUM_UNLESS_SAID, type Quorum, quorumInWords, quorumShape } from './quorum.ts';
export { meetingRoutes } from './routes.ts';
export { spanOf, yearOf, yearsBetween } from './years.ts';
