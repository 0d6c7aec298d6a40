import type { FastifyInstance } from 'fastify';
import type { Deps } from '../platform/module.ts';
import { agendaRoutes } from './agenda/routes.ts';
import { attendanceRoutes } from './attendance/routes.ts';
import { calendarRoutes } from './calendar/routes.ts';
import type { Carrier } from './carrier.ts';
import { contributionRoutes } from './contributions/routes.ts';
import { decisionRoutes } from './decisions/routes.ts';
import { meetingPageRoutes } from './meeting-routes.ts';
import { minutesRoutes } from './minutes/routes.ts';
import { paperRoutes } from './papers/routes.ts';
import { planningRoutes } from './planning-routes.ts';
import { unknownRoutes } from './unknowns/routes.ts';

/** Every page of a carrier's meetings, below its address. */
export function meetingRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  planningRoutes(app, deps, carrier);
  meetingPageRoutes(app, deps, carrier);
  agendaRoutes(app, deps, carrier);
  minutesRoutes(app, deps, carrier);
  attendanceRoutes(app, deps, carrier);
  decisionRoutes(app, deps, carrier);
  contributionRoutes(app, deps, carrier);
  paperRoutes(app, deps, carrier);
  unknownRoutes(app, deps, carrier);
  calendarRoutes(app, deps, carrier);
}
