import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { type Answer, route } from '../../platform/web/route.ts';
import { arrivalOf } from './arrival.ts';
import { findInvited } from './invitation.ts';
import { LinkOverPage, WelcomePage } from './pages/welcome-page.tsx';
import type { PasswordHasher } from './password-hash.ts';
import { enter } from './sign-in-routes.ts';
import { setStepCookie } from './step.ts';
import { choosePassword } from './welcome.ts';

const link = z.object({ token: z.string().max(100) });
const nothing = z.object({});

/** Choosing a password through a link: the first one, or a new one after it was forgotten. */
export function welcomeRoutes(app: FastifyInstance, deps: Deps, hasher: PasswordHasher): void {
  const showPage = async (token: string, problems: readonly FormProblem[] = []): Promise<Answer> => {
    const invited = await findInvited(deps.db, token, deps.now());
    if (!invited) return { page: LinkOverPage(), status: 404 };
    const { name, email } = invited;
    const status = problems.length > 0 ? 400 : 200;
    return { page: WelcomePage({ name, email, link: token, problems }), status };
  };

  route(app, {
    method: 'GET',
    url: '/welcome/:token',
    permission: 'public',
    event: 'none',
    params: link,
    query: nothing,
    handle: ({ params }) => showPage(params.token),
  });

  route(app, {
    method: 'POST',
    url: '/welcome/:token',
    permission: 'public',
    event: { code: 'password.choose', says: 'Chose a password through an invitation' },
    params: link,
    query: nothing,
    body: z.strictObject({ password: z.string({ error: 'Enter a password' }).max(1000, 'Enter a shorter password') }),
    handle: async ({ params, body, request, reply }) => {
      const partnership = partnershipOf(request);
      const asked = { link: params.token, password: body.password, partnership };
      const chosen = await choosePassword(deps, hasher, asked, arrivalOf(request, deps.now()));
      switch (chosen.became) {
        case 'admitted':
          return enter(reply, chosen.admitted, '/');
        case 'half-way':
          setStepCookie(reply, chosen.step);
          return { redirect: '/sign-in/code' };
        case 'refused':
          return showPage(params.token, [{ field: 'password', message: chosen.because }]);
        default:
          return { page: LinkOverPage(), status: 404 };
      }
    },
    invalid: ({ params, problems }) => showPage(params.token, problems),
  });
}

function partnershipOf(request: FastifyRequest): string {
  return request.server.kithServer.installation().partnershipName;
}
