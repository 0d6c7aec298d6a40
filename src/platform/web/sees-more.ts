import type { FastifyRequest } from 'fastify';
import { type AccessTable, purposeFor } from '../access/index.ts';
import { append } from '../ledger/index.ts';
import type { More } from './declaration.ts';
import type { Visit } from './gate.ts';

/** Whether the visitor's role has what a page shows besides; nobody's does who still has to accept the terms of use or set up a second factor. */
export function seesMore(
  table: AccessTable,
  visit: Visit | null,
  { action, kind }: More['permission'],
): visit is Visit {
  return visit !== null && !visit.owes && table.lines(visit.actor.roles, action, kind).length > 0;
}

/** Writes that the visitor was shown what a page shows besides. Nothing leaves before the entry stands. */
export async function writeSeen(request: FastifyRequest, visit: Visit, { permission, event }: More): Promise<void> {
  const { gate } = request.server.kithServer;
  const { action, kind } = permission;
  const { actor, sessionId } = visit;
  const [line] = gate.table.lines(actor.roles, action, kind);
  const now = gate.now();
  const purpose = purposeFor(gate.table, actor, visit.purpose, action, kind);
  const keep = (trx: typeof gate.db) =>
    append(trx, gate.keyring, [
      {
        ...{ at: now, event: event.code, outcome: 'done', doing: event.says, changes: [] },
        ...{ personId: actor.id, who: actor.name, agency: actor.agency, role: line?.role ?? null, purpose },
        ...{ kind: null, recordId: null, seen: null, requestId: request.id, sessionId },
        why: request.url.split('?', 1)[0] ?? null,
      },
    ]);
  await gate.act({ actor, purpose, now }, async () => {}, { beforeCommit: keep });
}
