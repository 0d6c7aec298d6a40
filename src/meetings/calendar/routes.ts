import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CALENDARS, findCalendarReader, markRead, siteOf } from '../../directory/index.ts';
import { actAs, purposeFor } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import { append, type Entry } from '../../platform/ledger/index.ts';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { guarded, route } from '../../platform/web/route.ts';
import type { Carrier } from '../carrier.ts';
import { deskOf, NOTHING, ONE } from '../desk.ts';
import { asCalendar } from './icalendar.ts';
import { calendarMeetings } from './own.ts';
import { getDated } from './repository.ts';

const TYPE = 'text/calendar; charset=utf-8';
/** So many questions a minute from one network address: a service for calendars asks for many people from one. */
const QUESTIONS_A_MINUTE = 240;
const FETCH = { code: 'calendar.fetch', says: 'Their calendar fetched the times of their meetings' };

/** Calendars of people who follow their own meetings, and one meeting to take into a calendar. */
export function calendarRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  app.register(async (scope) => feedRoute(scope, deps, carrier));
  guarded(app, {
    method: 'GET',
    url: `${carrier.base}/:id/calendar`,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.calendar', says: 'Took a meeting into their own calendar' },
    params: ONE,
    query: NOTHING,
    handle: async ({ params, request, ...acting }) => {
      const meeting = await getDated(deskOf(acting, deps, carrier), params.id);
      acting.note({ record: { kind: carrier.kind, id: params.id } });
      const { origin } = siteOf(deps.config.publicUrl, request);
      return {
        file: asCalendar([meeting], { name: meeting.title, base: `${origin}${carrier.base}` }),
        type: TYPE,
        downloadAs: `${meeting.title} ${meeting.day}.ics`,
      };
    },
  });
}

/** A calendar signs nobody in: the secret of its address says for whom it asks, and the database lets it see what they see. */
async function feedRoute(app: FastifyInstance, deps: Deps, carrier: Carrier): Promise<void> {
  await app.register(rateLimit, {
    max: QUESTIONS_A_MINUTE,
    timeWindow: '1 minute',
    errorResponseBuilder: () =>
      new PlainError('Too many calendars asked from your network within a minute. They will ask again by themselves.', {
        statusCode: 429,
      }),
  });
  route(app, {
    method: 'GET',
    url: `${CALENDARS}/:file`,
    permission: 'public',
    event: FETCH,
    params: z.object({ file: z.string() }),
    query: NOTHING,
    handle: async ({ params, request, reply }) => {
      const [, secret] = /^([\w-]{43})\.ics$/.exec(params.file) ?? [];
      const now = deps.now();
      const today = londonDate(now);
      const reader = secret === undefined ? null : await findCalendarReader(deps.db, secret, today);
      if (!reader) {
        throw new PlainError(
          'There is no calendar at this address, or it was ended. Make a new one on your account page.',
          {
            statusCode: 404,
          },
        );
      }
      const { actor, linkId } = reader;
      const purpose = purposeFor(deps.access, actor, null, 'read', carrier.kind);
      const meetings = await actAs(deps.db, { actor, purpose, now }, async (trx) => {
        const found = await calendarMeetings({ trx, actor, purpose, access: deps.access, now, carrier });
        // A calendar asks every hour: the ledger hears of it once a day.
        if (await markRead(trx, linkId, today))
          await append(trx, deps.keyring, [fetched(reader, purpose, request.id, now)]);
        return found;
      });
      reply.header('cache-control', 'no-store');
      const { origin } = siteOf(deps.config.publicUrl, request);
      return { file: asCalendar(meetings, { name: 'Meetings in Kith', base: `${origin}${carrier.base}` }), type: TYPE };
    },
  });
}

function fetched(
  { actor }: { actor: { id: string; name: string; agency: string; roles: readonly string[] } },
  purpose: string | null,
  requestId: string,
  at: Date,
): Entry {
  return {
    ...{ at, event: FETCH.code, doing: FETCH.says, outcome: 'done', personId: actor.id, who: actor.name },
    ...{ agency: actor.agency, role: actor.roles[0] ?? null, purpose, kind: null, recordId: null, seen: null },
    ...{ why: null, requestId, sessionId: null, changes: [] },
  };
}
