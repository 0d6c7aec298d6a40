import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connection.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';
import { append } from '../../../platform/ledger/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { type Admitted, type Arrival, admit, type NotLetIn, rememberRefusal, signInEntry } from '../arrival.ts';
import { putStep, takeStep } from '../step.ts';
import { tellPerson } from '../tell.ts';
import type { Asked, ProviderClient, Vouched } from './client.ts';
import { findOrLink } from './link.ts';
import { ProviderFault } from './provider-fault.ts';

/** Kind of the step while somebody is with their provider. */
const WITH_PROVIDER = 'provider';
/** How long they may take there. */
export const MINUTES_WITH_PROVIDER = 10;
const HINT = 'provider-hint';
/** What the ledger says of somebody who sets out. Nobody knows yet who they are. */
export const STARTED = { event: 'sign-in.start', doing: 'Went to their organisation to sign in' };

/** What became of somebody who came back, or could not be sent there. */
export type Came =
  | { became: 'admitted'; admitted: Admitted; back: string }
  | { became: 'refused'; why: NotLetIn; address: string; back: string };

/** Sends somebody to their provider: the address there, or a refusal when it does not answer. */
export async function goToProvider(
  deps: Deps,
  client: ProviderClient,
  from: { mark: string; back: string; redirectUri: string },
  arrival: Arrival,
): Promise<{ href: string } | Extract<Came, { became: 'refused' }>> {
  try {
    const { href, asked } = await client.begin(from.redirectUri);
    const kept: Kept = { ...asked, at: asked.at.toISOString(), back: from.back };
    const data = { sealed: deps.keyring.seal(JSON.stringify(kept), WITH_PROVIDER).toString('base64') };
    const step = { kind: WITH_PROVIDER, personId: null, data, now: arrival.now, minutes: MINUTES_WITH_PROVIDER };
    await deps.db.transaction().execute(async (trx) => {
      await putStep(trx, stepName(asked.state, from.mark), step);
      await append(trx, deps.keyring, [signInEntry(arrival, null, STARTED)]);
    });
    return { href };
  } catch (error) {
    const why = whyOf(deps, error);
    await deps.db.transaction().execute((trx) => rememberRefusal(trx, deps, null, why, arrival));
    return { became: 'refused', why, address: '', back: from.back };
  }
}

/**
 * Lets in somebody who comes back from their provider, if what comes back was asked for in this browser, a short time ago and
 * not answered yet, and if somebody here has that identity or, the first time, that address.
 */
export async function comeBack(
  deps: Deps,
  client: ProviderClient,
  came: { state: string; mark: string; query: string },
  arrival: Arrival,
): Promise<Came> {
  const kept = await takeKept(deps, came, arrival.now);
  const back = kept?.back ?? '/';
  try {
    if (!kept) throw new ProviderFault('misfit', 'it was not begun in this browser, took too long, or is over');
    const url = new URL(`?${came.query}`, kept.redirectUri);
    const vouched = await client.finish({ ...kept, at: new Date(kept.at) }, url);
    return { ...(await letIn(deps, vouched, arrival)), back };
  } catch (error) {
    const why = whyOf(deps, error);
    await deps.db.transaction().execute((trx) => rememberRefusal(trx, deps, null, why, arrival));
    return { became: 'refused', why, address: '', back };
  }
}

/** What is kept in the database, sealed, while somebody is away. */
type Kept = Omit<Asked, 'at'> & { at: string; back: string };

/** Under the two together: neither an address that was seen nor a cookie alone finds it. */
const stepName = (state: string, mark: string) => `${WITH_PROVIDER} ${state} ${mark}`;

async function takeKept({ db, keyring }: Deps, { state, mark }: { state: string; mark: string }, now: Date) {
  if (state === '' || mark === '') return null;
  // Taken before the provider is asked, and for good: of two who come back with one answer, one is heard.
  const step = await takeStep<{ sealed: string }>(db, WITH_PROVIDER, stepName(state, mark), now);
  if (!step) return null;
  return JSON.parse(keyring.open(Buffer.from(step.data.sealed, 'base64'), WITH_PROVIDER).toString()) as Kept;
}

type LetIn = { became: 'admitted'; admitted: Admitted } | { became: 'refused'; why: NotLetIn; address: string };

async function letIn(deps: Deps, { identity, idToken }: Vouched, arrival: Arrival): Promise<LetIn> {
  const { keyring } = deps;
  const { now } = arrival;
  return deps.db.transaction().execute(async (trx) => {
    const found = await findOrLink(trx, identity, now);
    if ('why' in found) {
      await rememberRefusal(trx, deps, found.account, found.why, arrival);
      const address = Object.values(identity.address).find((one) => typeof one === 'string') ?? '';
      return { became: 'refused', why: found.why, address };
    }
    const { account } = found;
    if (found.linked) {
      await tellPerson(trx, account.id, LINKED, now);
      const doing = 'Joined their account in Kith to their organisation’s account';
      await append(trx, keyring, [signInEntry(arrival, account, { event: 'sign-in.link', doing })]);
    }
    // Whether a second factor was asked for is the provider's to see to: docs/how-to/sign-in-with-your-organisation.md.
    const how = { way: 'provider', strong: true, providerHint: keyring.seal(idToken, HINT) } as const;
    return { became: 'admitted', admitted: await admit(trx, deps, account, how, arrival) };
  });
}

const LINKED = {
  subject: 'You can sign in to Kith with your organisation’s account',
  notice: 'Somebody signed in as you with your organisation’s account for the first time. From now on it opens Kith.',
  mail: [
    'Somebody signed in to Kith as you with your organisation’s account for the first time. From now on that account opens Kith.',
    'If it was not you, tell your agency’s assurance lead at once: somebody has your organisation’s account.',
  ].join('\n\n'),
};

/** Where to send the browser after a session with a provider, so that it is signed out there, too; null in every other case. */
export async function signOutAtProvider(
  { log }: Pick<Deps, 'log'>,
  client: ProviderClient,
  idToken: string,
  backTo: string,
): Promise<string | null> {
  try {
    return await client.signOutHref(idToken, backTo);
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error;
    log.warn({ part: 'sign-in', because: error.message }, 'the provider of sign-in could not be told of a sign-out');
    return null;
  }
}

/** What the provider of a session wants to see at sign-out; null when it came in another way. */
export async function readHint(trx: Db, keyring: Keyring, sessionId: string): Promise<string | null> {
  const { rows } = await sql<{ hint: Buffer | null }>`
    select provider_hint as hint from session where id = ${sessionId}::uuid`.execute(trx);
  return rows[0]?.hint ? keyring.open(rows[0].hint, HINT).toString() : null;
}

const WHY = {
  away: 'provider-away',
  refused: 'provider-refused',
  misfit: 'provider-misfit',
  'too-weak': 'too-weak',
} as const;

/** Says in the log what is the provider's fault, and lets every other fault through. */
function whyOf({ log }: Pick<Deps, 'log'>, error: unknown): NotLetIn {
  if (!(error instanceof ProviderFault)) throw error;
  const because = { part: 'sign-in', because: error.message };
  if (error.kind === 'away') log.error(because, 'the provider of sign-in does not answer as it should');
  else log.warn(because, 'a sign-in with the provider came to nothing');
  return WHY[error.kind];
}
