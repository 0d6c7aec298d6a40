import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import {
  ACTIONS,
  type AccessTable,
  type Action,
  type Actor,
  isPurpose,
  PURPOSES,
  type Purpose,
  purposesFor,
  Refused,
} from '../../platform/access/index.ts';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { guarded } from '../../platform/web/route.ts';
import { safeBack } from '../../platform/web/safe-back.ts';
import { PurposePage } from './pages/purpose-page.tsx';

const nothing = z.object({});
const about = { kind: z.string().max(100).optional(), action: z.string().max(20).optional() };

interface About {
  kind?: string | undefined;
  action?: string | undefined;
}

/** What a person needs records for: asked before the first that can be opened for several purposes. */
export function purposeRoutes(app: FastifyInstance, { access }: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/account/purpose',
    permission: 'signed-in',
    event: 'none',
    params: nothing,
    query: z.object({ ...about, back: z.string().optional() }),
    handle: ({ query, visit }) => ({
      page: PurposePage({
        ...query,
        back: safeBack(query.back),
        offered: offeredTo(access, visit.actor, query),
        stated: visit.purpose,
        records: recordsOf(access, query),
        problems: [],
      }),
    }),
  });
  guarded(app, {
    method: 'POST',
    url: '/account/purpose',
    permission: 'signed-in',
    event: { code: 'purpose.state', says: 'Said what they need records for' },
    params: nothing,
    query: nothing,
    body: z.strictObject({
      ...about,
      back: z.string().max(2000).optional(),
      purpose: z.string({ error: 'Select what you need these records for' }),
    }),
    handle: async ({ body, visit, trx, note }) => {
      const offered = offeredTo(access, visit.actor, body);
      const purpose = offered.find((one) => one === body.purpose);
      if (!purpose) {
        throw new PlainError('Your roles do not have that purpose: go back and choose one that is offered.', {
          statusCode: 400,
        });
      }
      await sql`update session set purpose = ${purpose} where id = ${visit.sessionId}::uuid`.execute(trx);
      note({ why: PURPOSES[purpose] });
      return { redirect: safeBack(body.back) };
    },
    invalid: ({ values, problems, visit }) => {
      const typed = z.object({ ...about, back: z.string().optional() }).safeParse(values);
      const asked = typed.success ? typed.data : {};
      return {
        page: PurposePage({
          kind: asked.kind,
          action: asked.action,
          back: safeBack(typed.data?.back),
          offered: offeredTo(access, visit.actor, asked),
          stated: visit.purpose,
          records: recordsOf(access, asked),
          problems,
        }),
      };
    },
  });
}

/** Purposes for what the person is about to do; without a word of what that is, all that their roles have. */
function offeredTo(access: AccessTable, actor: Actor, { kind, action }: About): Purpose[] {
  if (kind === undefined || action === undefined) {
    const roles: readonly string[] = actor.roles;
    const all = access.grants.filter((line) => roles.includes(line.role)).flatMap((line) => line.purposes);
    return Object.keys(PURPOSES).filter((one): one is Purpose => isPurpose(one) && all.includes(one));
  }
  const known = access.kinds.some((one) => one.kind === kind) && Object.hasOwn(ACTIONS, action);
  if (!known) throw new PlainError('Kith keeps no such records: go back and try again.', { statusCode: 404 });
  const offered = purposesFor(access, actor, action as Action, kind);
  if (offered.length === 0) throw new Refused({ because: 'no-role', action: action as Action, kind });
  return offered;
}

function recordsOf(access: AccessTable, { kind, action }: About): string | null {
  return kind === undefined || action === undefined ? null : access.kind(kind).plural;
}
