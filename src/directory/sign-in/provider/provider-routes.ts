import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ProviderConfig } from '../../../config.ts';
import type { Deps } from '../../../platform/module.ts';
import { type Answer, route } from '../../../platform/web/route.ts';
import { safeBack } from '../../../platform/web/safe-back.ts';
import { siteOf } from '../../account/second-factor/passkey.ts';
import { arrivalOf } from '../arrival.ts';
import { enter, wayBack } from '../sign-in-routes.ts';
import { browserMark, markBrowser } from './browser-cookie.ts';
import type { ProviderClient } from './client.ts';
import { NotWithProviderPage, ToProviderPage } from './pages/provider-pages.tsx';
import { type Came, comeBack, goToProvider, STARTED } from './provider-sign-in.ts';

const nothing = z.object({});
const text = z.string().optional().catch(undefined);
/** Where a provider sends people back to. It is told this address when Kith is registered there. */
export const BACK_FROM_PROVIDER = '/sign-in/provider/back';

/** Signing in with an organisation's own accounts. Registered where there is one: anywhere else there is no such address. */
export function providerRoutes(
  app: FastifyInstance,
  deps: Deps,
  provider: ProviderConfig,
  client: ProviderClient,
): void {
  route(app, {
    method: 'POST',
    url: '/sign-in/provider',
    permission: 'public',
    event: { code: STARTED.event, says: STARTED.doing },
    params: nothing,
    query: wayBack,
    body: z.strictObject({}),
    handle: async ({ query, request, reply }): Promise<Answer> => {
      const { origin } = siteOf(deps.config.publicUrl, request);
      const from = {
        mark: markBrowser(request, reply),
        back: safeBack(query.back),
        redirectUri: `${origin}${BACK_FROM_PROVIDER}`,
      };
      const gone = await goToProvider(deps, client, from, arrivalOf(request, deps.now()));
      if ('became' in gone) return refusal(provider, gone);
      // Not by a redirect: browsers that follow the rules for forms (form-action) stop one that leads to another site.
      reply.header('refresh', `0; url=${gone.href}`);
      return { page: ToProviderPage({ name: provider.name, href: gone.href }) };
    },
  });

  route(app, {
    method: 'GET',
    url: BACK_FROM_PROVIDER,
    permission: 'public',
    event: { code: 'sign-in', says: 'Signed in' },
    params: nothing,
    query: z.object({ state: text, code: text, error: text, iss: text, session_state: text }),
    handle: async ({ query, request, reply }): Promise<Answer> => {
      const came = {
        state: query.state ?? '',
        mark: browserMark(request),
        query: request.url.split('?', 2)[1] ?? '',
      };
      const became = await comeBack(deps, client, came, arrivalOf(request, deps.now()));
      if (became.became === 'refused') return refusal(provider, became);
      return enter(reply, became.admitted, became.back);
    },
  });
}

const STATUS: Partial<Record<string, number>> = {
  'provider-away': 503,
  'provider-refused': 400,
  'provider-misfit': 400,
};

function refusal({ name }: ProviderConfig, { why, address, back }: Extract<Came, { became: 'refused' }>): Answer {
  return { page: NotWithProviderPage({ name, why, address, back }), status: STATUS[why] ?? 403 };
}
