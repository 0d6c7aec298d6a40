import type { FastifyInstance } from 'fastify';
import { decideKind } from '../../platform/access/index.ts';
import type { Deps } from '../../platform/module.ts';
import type { Acting } from '../../platform/web/route.ts';
import { reachOf } from '../people/reach.ts';
import { listAgencies } from '../repository.ts';
import type { ReadFilter } from './filter.ts';
import type { LedgerPage } from './line.ts';
import type { Choice, FilterChoices } from './pages/filter-form.tsx';
import type { LedgerView } from './pages/ledger-page.tsx';
import { findNameInLedger, listEntries, listEvents, type Wanted } from './repository.ts';
import { eventInWords } from './words.ts';

const NONE: LedgerPage = { lines: [], older: null, newer: null };

/** One reader of the ledger: the agency whose entries alone they read, or every one. */
export interface Reader {
  /** Key of that agency; null for every one. */
  agency: string | null;
}

/** How far somebody reads the ledger, by the access table. Nobody comes here whose roles give nothing of it. */
export function readerOf({ access }: Deps, { actor, purpose }: Acting): Reader {
  const every = reachOf({ table: access, actor, purpose }, 'read', 'ledger') === 'every';
  return { agency: every ? null : actor.agency };
}

/** What a list is narrowed down to, and never beyond the reader’s own reach. */
export function wantedBy({ agency }: Reader, { filter }: Pick<ReadFilter, 'filter'>, personId?: string): Wanted {
  return { ...filter, agency: agency ?? filter.agency, ...(personId === undefined ? {} : { personId }) };
}

/** What the ledger’s pages show to one reader. */
export async function ledgerView(
  deps: Deps,
  app: FastifyInstance,
  acting: Acting,
  asked: ReadFilter,
  personId?: string,
): Promise<LedgerView> {
  const { trx, actor, purpose } = acting;
  const reader = readerOf(deps, acting);
  const toldWhy = reader.agency === null;
  const entries =
    asked.problems.length > 0 ? NONE : await listEntries(trx, wantedBy(reader, asked, personId), asked.cursor);
  const mayReadPeople = decideKind(deps.access, actor, purpose, 'read', 'person').may;
  return {
    ...{ filter: asked.filter, problems: asked.problems, entries, toldWhy },
    path: personId === undefined ? '/ledger' : `/ledger/people/${personId}`,
    person: personId === undefined ? null : await personOf(acting, personId, mayReadPeople),
    agencyName: reader.agency === null ? null : actor.agencyName,
    choices: await choicesOf(deps, app, acting, reader, personId === undefined),
    kindName: kindNames(deps),
  };
}

async function personOf({ trx }: Acting, id: string, mayReadPeople: boolean): Promise<LedgerView['person']> {
  const name = await findNameInLedger(trx, id);
  return { id, name, page: mayReadPeople && name !== null ? `/people/${id}` : null };
}

/** Names of kinds of record, the kind’s own word where no module keeps it any more. */
export function kindNames({ access }: Deps): (kind: string) => string {
  const names = new Map(access.kinds.map((one) => [one.kind, one.name]));
  return (kind) => names.get(kind) ?? kind;
}

async function choicesOf(
  { access }: Deps,
  app: FastifyInstance,
  { trx }: Acting,
  { agency }: Reader,
  ofEverybody: boolean,
): Promise<FilterChoices> {
  const declared = declaredEvents(app);
  const agencies = agency === null && ofEverybody ? await listAgencies(trx) : [];
  const events = (await listEvents(trx)).map((value) => ({ value, text: eventInWords(value, declared) }));
  const kinds = access.kinds.map(({ kind, name }) => ({ value: kind, text: name }));
  return {
    who: ofEverybody,
    agencies: byText(agencies.map(({ key, name }) => ({ value: key, text: name }))),
    events: byText(events),
    kinds: byText(kinds),
    outcomes: true,
  };
}

function byText(choices: readonly Choice[]): Choice[] {
  return choices.toSorted((one, other) => one.text.localeCompare(other.text, 'en-GB'));
}

/** Words of every act that a route declares, by its code. */
function declaredEvents(app: FastifyInstance): Map<string, string> {
  const events = app.kithRoutes.flatMap(({ kith }) => (kith && kith.event !== 'none' ? [kith.event] : []));
  return new Map(events.map(({ code, says }) => [code, says]));
}
