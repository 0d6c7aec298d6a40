import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Db } from '../database/connection.ts';
import { type RecordChange, readRecordHistory } from '../ledger/index.ts';
import type { LedgerEvent } from '../web/declaration.ts';
import { type Acting, guarded } from '../web/route.ts';
import { type HistoryOf, HistoryPage, type HistoryWords } from './history-page.tsx';

/** What a module says of the history of its kind of record. */
export interface HistoryRoute<P> extends HistoryWords {
  /** Address of the history: that of the record, and `/history`. */
  url: string;
  kind: string;
  event: LedgerEvent;
  params: z.ZodType<P>;
  /** The record as the module's own page reads it, and refused like that. The database decides about the history itself. */
  find: (acting: Acting, params: P) => Promise<HistoryOf>;
  /** Names of people and agencies that stand in a history by number or key. */
  names: (trx: Db, held: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** Registers the history of a kind of record: what was changed, from what, to what, by whom, when and why. */
export function historyRoute<P>(app: FastifyInstance, { url, kind, event, params, ...spec }: HistoryRoute<P>): void {
  guarded(app, {
    ...{ method: 'GET', url, permission: { action: 'read', kind }, event, params, query: z.object({}) },
    handle: async ({ params: given, ...acting }) => {
      const of = await spec.find(acting, given);
      const history = await readRecordHistory(acting.trx, kind, of.records);
      if (event !== 'none' && typeof of.records === 'string') acting.note({ record: { kind, id: of.records } });
      const names = await spec.names(acting.trx, heldIn(history));
      return { page: HistoryPage({ of, history, words: spec, names }) };
    },
  });
}

/** Every word that may be a number or a key of something with a name. */
function heldIn(history: readonly RecordChange[]): string[] {
  const held = history.flatMap(({ changes }) =>
    changes.flatMap(({ field, before, after }) => [...field.split('/'), before, after].flat()),
  );
  return [...new Set(held.filter((one): one is string => typeof one === 'string' && one.length <= 100))];
}
