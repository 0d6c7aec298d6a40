/**
 * One engine for every meeting: series, agendas that build themselves, attendance and quorum, contributions, minutes that
 * several people write, decisions, what is not known. It knows forums and carriers, nothing of groups or of children: see
 * decision 12. Inventory rows 7 to 13, 74, 83, 98.
 */
export { addOwnItem } from './agenda/service.ts';
export { countAttendance } from './attendance/repository.ts';
export { readAttendance, recordAttendance } from './attendance/service.ts';
export { nextMeetings } from './calendar/own.ts';
export type { DatedMeeting } from './calendar/repository.ts';
export type {
  ActionBook,
  Carrier,
  Desk,
  Expected,
  Forum,
  Seats,
} from './carrier.ts';
export { askAgencies, contribute, readContributions } from './contributions/service.ts';
export { listDecisionsBy, listMeetingsOfDecisions } from './decisions/repository.ts';
export { publish, takeDecision } from './decisions/service.ts';
export { type Decision, type MeetingPart, meetingProcess } from './meeting.ts';
export { writeMinutes } from './minutes/service.ts';
export { addPaper, readPapers, replacePaper } from './papers/service.ts';
export { makeSeries } from './planning.ts';
export { QUORUM_UNLESS_SAID, type Quorum, quorumInWords } from './quorum.ts';
export { listSeries } from './repository.ts';
export { meetingRoutes } from './routes.ts';
export { type DateRule, plannedDates } from './series.ts';
export { getMeeting, planMeeting } from './service.ts';
export { takeStep } from './steps.ts';
export { listUnknowns } from './unknowns/repository.ts';
export { addUnknown, answer as answerUnknown } from './unknowns/service.ts';
export { waitingMeetings } from './waiting/sources.ts';
export { spanOf, yearOf, yearsBetween } from './years.ts';
