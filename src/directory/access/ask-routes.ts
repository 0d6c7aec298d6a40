import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  type AccessKind,
  type AccessTable,
  type Action,
  type Actor,
  purposesFor,
} from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { textOf } from '../../platform/web/checked-form.ts';
import { type TypedValues, typedValues } from '../../platform/web/form.ts';
import { addressText } from '../../platform/web/form-text.ts';
import { type Acting, type Answer, guarded } from '../../platform/web/route.ts';
import { atWork } from '../people/at-work.ts';
import { askForm, recordNumber } from './access-forms.ts';
import { listOpenAsks, listOwnAsks } from './ask-repository.ts';
import { ask, seesAlready } from './asking.ts';
import { at } from './at-record.ts';
import { AskPage, AsksPage, OpenAsksPage, WhichKindPage } from './pages/ask-pages.tsx';
import { type SpokenOf, spokenOf } from './which-record.ts';

const nothing = z.object({});

/** What leads to a form about one record: its kind, and its number or what somebody calls it. */
export const aboutRecord = z.object({
  kind: z.string().optional().catch(undefined),
  record: z.uuid().optional().catch(undefined),
  reference: z.string().optional().catch(undefined),
});

/** Restricted kinds with which one of the person’s roles may do this, for some purpose. */
export function kindsFor(table: AccessTable, actor: Actor, action: Action): AccessKind[] {
  return table.shared.filter(({ kind }) => purposesFor(table, actor, action, kind).length > 0);
}

/** The fields of a form about one record, as the address fills them. */
export function typedFrom(query: z.infer<typeof aboutRecord>): TypedValues {
  const reference = addressText(query.reference, 60);
  return { ...(query.record ? { record: query.record } : {}), ...(reference ? { reference } : {}) };
}

/** The address of a form with what was asked about in the query. */
export function hrefOf(page: string, query: z.infer<typeof aboutRecord>): string {
  const typed = new URLSearchParams(typedFrom(query) as Record<string, string>).toString();
  return typed === '' ? page : `${page}?${typed}`;
}

/** The record that a form speaks of. */
export function recordOf(deps: Deps, pen: Acting, kind: AccessKind, values: TypedValues): Promise<SpokenOf> {
  const id = recordNumber(values);
  return spokenOf(pen, deps.keyring, kind.kind, id ? { id } : { reference: textOf(values, 'reference') });
}

/** Asking for access, one’s own requests, and those of others. */
export function askRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/access/ask',
    permission: 'signed-in',
    event: 'none',
    params: nothing,
    query: aboutRecord,
    handle: ({ query, actor }) => {
      const kinds = kindsFor(deps.access, actor, 'read');
      const known = kinds.find(({ kind }) => kind === query.kind);
      if (known) return { redirect: hrefOf(at.ask(known.kind), query) };
      const page = WhichKindPage({
        title: 'Ask for access',
        lede: 'What kind of record do you need?',
        kinds: kinds.map((kind) => ({ name: kind.name, about: kind.about, href: hrefOf(at.ask(kind.kind), query) })),
        none: 'Your role is let in to no restricted record. If your work needs one, ask your agency’s assurance lead for the role that reads it.',
      });
      return { page };
    },
  });
  ownAsks(app, deps);
  for (const kind of deps.access.shared) {
    asking(app, deps, kind);
    toAnswer(app, deps, kind);
  }
}

function asking(app: FastifyInstance, deps: Deps, kind: AccessKind): void {
  const url = at.ask(kind.kind);
  const permission = { action: 'read', kind: kind.kind } as const;
  const page = ({ actor }: Acting, values: TypedValues, problems: Parameters<typeof AskPage>[0]['problems']) => {
    const emergency = kindsFor(deps.access, actor, 'break-glass').some((one) => one.kind === kind.kind);
    return { page: AskPage({ kind, values, problems, emergency }) };
  };
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: 'access.ask-form', says: 'Opened the form by which one asks for access to a restricted record' },
    params: nothing,
    query: aboutRecord,
    handle: async ({ query, kept, ...pen }): Promise<Answer> => {
      const values = { ...typedFrom(query), ...kept };
      const id = recordNumber(values);
      if (id !== null) {
        pen.note({ record: { kind: kind.kind, id } });
        const record = await recordOf(deps, pen, kind, values);
        if (seesAlready(atWork(deps, pen), kind, record)) return { redirect: kind.href?.(id) ?? '/' };
      }
      return page(pen, values, []);
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: 'access.ask', says: 'Asked for access to a restricted record' },
    params: nothing,
    query: nothing,
    body: askForm,
    formAt: () => url,
    handle: async ({ request, ...pen }) => {
      const work = atWork(deps, pen);
      const values = typedValues(request.body);
      const record = await recordOf(deps, pen, kind, values);
      if (seesAlready(work, kind, record)) {
        pen.note({
          record: { kind: kind.kind, id: record.id },
          says: 'Asked for access to a restricted record that they may see',
        });
        return { redirect: kind.href?.(record.id) ?? '/' };
      }
      await ask(work, kind, record, textOf(values, 'reason'));
      return { redirect: '/access/asks?done=yes' };
    },
    invalid: ({ values, problems, ...pen }) => page(pen, values, problems),
  });
}

function ownAsks(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/access/asks',
    permission: 'signed-in',
    event: 'none',
    params: nothing,
    query: z.object({ done: z.string().optional().catch(undefined) }),
    handle: async ({ query, trx, actor }) => ({
      page: AsksPage({
        asks: await listOwnAsks(trx, actor.id),
        kindOf: deps.access.kind,
        toAnswer: kindsFor(deps.access, actor, 'share'),
        mayAsk: kindsFor(deps.access, actor, 'read').length > 0,
        today: londonDate(deps.now()),
        done: query.done === 'yes',
      }),
    }),
  });
}

function toAnswer(app: FastifyInstance, deps: Deps, kind: AccessKind): void {
  guarded(app, {
    method: 'GET',
    url: `/access/asks/${kind.kind}`,
    permission: { action: 'share', kind: kind.kind },
    event: { code: 'access.asks', says: 'Looked through requests for access to restricted records' },
    params: nothing,
    query: nothing,
    handle: async ({ trx, note }) => {
      const asks = await listOpenAsks(trx, kind.kind, null);
      note({ seen: [...new Set(asks.map((one) => one.recordId))] });
      return { page: OpenAsksPage({ kind, asks, today: londonDate(deps.now()) }) };
    },
  });
}
