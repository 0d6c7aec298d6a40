import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Db } from '../../../platform/database/connection.ts';
import type { Deps } from '../../../platform/module.ts';
import { type FormProblem, typedText } from '../../../platform/web/form.ts';
import type { Visit } from '../../../platform/web/gate.ts';
import { type Answer, guarded } from '../../../platform/web/route.ts';
import { safeBack } from '../../../platform/web/safe-back.ts';
import { findAccountOf } from '../../sign-in/account.ts';
import { PasskeyPage } from './pages/passkey-page.tsx';
import { addPasskey, askForNewPasskey, listPasskeys, MOST_PASSKEYS, siteOf } from './passkey.ts';
import { removeAndAnswer } from './remove.ts';
import { holdFactors } from './set-up.ts';
import { afterNewFactor, refuseElsewhere, SECOND_FACTOR, whoseOf } from './set-up-session.ts';
import { WORDS } from './words.ts';

const nothing = z.object({});
const wayBack = z.object({ back: z.string().optional().catch(undefined) });
const NAME = 'Enter a name for the passkey, for example “Work phone”';
const WRONG = 'The passkey could not be set up. Try again, or choose another device';

/** Setting up and removing passkeys. */
export function passkeyRoutes(app: FastifyInstance, deps: Deps): void {
  const { keyring, config, now } = deps;
  const showPage = async (
    { trx, visit, request }: { trx: Db; visit: Visit; request: FastifyRequest },
    back: unknown,
    said: { name?: string | undefined; problems?: readonly FormProblem[] } = {},
  ): Promise<Answer> => {
    await refuseElsewhere(trx, visit.sessionId);
    const { actor } = visit;
    const held = await listPasskeys(trx, actor.id);
    const email = (await findAccountOf(trx, actor.id, now()))?.email ?? '';
    const person = { id: actor.id, name: actor.name, email };
    const options = await askForNewPasskey(keyring, siteOf(config.publicUrl, request), person, held, now());
    return {
      page: PasskeyPage({ options, name: said.name ?? '', back: safeBack(back), problems: said.problems ?? [] }),
    };
  };

  guarded(app, {
    method: 'GET',
    url: `${SECOND_FACTOR}/passkey`,
    permission: 'signed-in',
    event: 'none',
    whileOwing: true,
    params: nothing,
    query: wayBack,
    handle: ({ trx, visit, request, query }) => showPage({ trx, visit, request }, query.back),
  });

  guarded(app, {
    method: 'POST',
    url: `${SECOND_FACTOR}/passkey`,
    permission: 'signed-in',
    event: { code: 'second-factor.add', says: 'Set up a passkey for their own sign-in' },
    whileOwing: true,
    params: nothing,
    query: wayBack,
    body: z.strictObject({
      name: z.string({ error: NAME }).trim().min(1, NAME).max(60, 'Enter a name of at most 60 characters'),
      answer: z.string({ error: WRONG }).min(1, WRONG).max(100_000, WRONG),
    }),
    handle: async ({ trx, visit, request, query, body, reply, note }) => {
      await refuseElsewhere(trx, visit.sessionId);
      const whose = whoseOf(visit, now());
      const { passkeys } = await holdFactors(trx, whose.personId);
      const tooMany = passkeys.length >= MOST_PASSKEYS;
      const site = siteOf(config.publicUrl, request);
      if (tooMany || !(await addPasskey(trx, keyring, site, { ...whose, ...body }))) {
        note({ outcome: 'failed', says: 'Tried to set up a passkey', why: tooMany ? 'too-many' : 'wrong-passkey' });
        const message = tooMany ? `You have ${MOST_PASSKEYS} passkeys already. Remove one first` : WRONG;
        const problems = [{ field: 'name', message }];
        return { ...(await showPage({ trx, visit, request }, query.back, { name: body.name, problems })), status: 400 };
      }
      const word = WORDS.newPasskey(body.name);
      return { redirect: await afterNewFactor(trx, deps, whose, { reply, word, back: query.back }) };
    },
    invalid: ({ trx, visit, request, query, values, problems }) =>
      showPage({ trx, visit, request }, query.back, { name: typedText(values, 'name'), problems: atName(problems) }),
  });

  guarded(app, {
    method: 'POST',
    url: `${SECOND_FACTOR}/passkey/remove`,
    permission: 'signed-in',
    event: { code: 'second-factor.remove', says: 'Removed a passkey from their own sign-in' },
    params: nothing,
    query: nothing,
    body: z.strictObject({ id: z.string().min(1).max(2000) }),
    handle: ({ trx, visit, body, note }) => removeAndAnswer(trx, deps, visit, { passkey: body.id }, note),
  });
}

/** What is wrong with the browser's answer has no field of its own to stand at. */
function atName(problems: readonly FormProblem[]): FormProblem[] {
  return problems
    .filter(({ field }, at) => field === 'name' || at === 0)
    .map(({ message }) => ({ field: 'name', message }));
}
