import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { newReference } from '../log/log.ts';
import type { NavItem } from '../module.ts';
import { PlainError } from '../plain-error.ts';
import { addressOfRequest } from './address.ts';
import { type Assets, BODY_FACE } from './assets.ts';
import type { RouteDeclaration } from './declaration.ts';
import { ErrorPage } from './error-pages.tsx';
import type { Gate, Visit } from './gate.ts';
import { ownerMark } from './kept-form.ts';
import { renderPage } from './page.tsx';
import type { Shell } from './shell.ts';
import { endSlowForms } from './slow-forms.ts';

/** What the web layer needs to know before any module adds its routes. */
export interface ServerOptions {
  log: Logger;
  assets: Assets;
  nav: readonly NavItem[];
  /** Asked for with every page, so it answers from memory. */
  installation: () => Installation;
  /** Who may come in. */
  gate: Gate;
  /** Whether readers reach Kith over TLS: cookies then go no other way. */
  secure: boolean;
  /** Addresses and networks of the proxies whose word on where a request comes from counts. None unless told. */
  trustedProxies?: readonly string[];
  /** Where files lie while their form is answered, and how large they may be, in bytes. Without it no route takes files. */
  uploads?: { folder: string; most: number };
}

/** Whose Kith this is. */
export interface Installation {
  /** Empty before anything is loaded. */
  partnershipName: string;
  /** True when the records shown are the shipped demonstration. */
  demonstration: boolean;
}

declare module 'fastify' {
  interface FastifyInstance {
    kithServer: ServerOptions;
    /** Every registered route with what it declares: the contract tests read it. */
    kithRoutes: { method: string; url: string; kith: RouteDeclaration | undefined }[];
  }
}

const ONE_MEGABYTE = 1_048_576;
/** What a request may take until all of it is there, in milliseconds: a large file over a slow line. Other forms have less. */
const LONGEST_REQUEST = 900_000;
const LONGEST_HEAD = 30_000;
/** As long as the longest session, in milliseconds. */
const FORM_VALIDITY = 12 * 3_600_000;

/** The name of the cookie with the secret of forms: over TLS, one that no other host and no plain connection can set. */
export function formCookie(secure: boolean): string {
  return secure ? '__Host-forms' : '_csrf';
}

function sessionOf(request: FastifyRequest): string {
  return request.visit?.sessionId ?? request.lapsed?.sessionId ?? 'nobody';
}

/**
 * The bare server: security headers, form tokens, assets, error pages. Modules add their routes to it in `app.ts`.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: ONE_MEGABYTE,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    genReqId: () => newReference(),
    rewriteUrl: (request) => addressOfRequest(request.url ?? '/'),
    requestTimeout: LONGEST_REQUEST,
    http: { headersTimeout: LONGEST_HEAD },
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  }) as unknown as FastifyInstance;
  app.decorate('kithServer', options);
  app.decorate('kithRoutes', []);
  app.addHook('onRoute', (one) => {
    app.kithRoutes.push({ method: String(one.method), url: one.url, kith: one.config?.kith });
  });

  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
    xFrameOptions: { action: 'deny' },
  });
  endSlowForms(app);
  await app.register(cookie);
  app.decorateRequest('visit', null);
  app.decorateRequest('lapsed', null);
  app.decorateRequest('staleToken', false);
  app.decorateRequest('upload', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url === '/assets/*' || !request.headers.cookie) return;
    const { visit, lapsed } = await options.gate.recognise(request, reply);
    request.visit = visit;
    request.lapsed = lapsed;
  });
  await app.register(csrf, {
    cookieKey: formCookie(options.secure),
    cookieOpts: { path: '/', httpOnly: true, sameSite: 'strict', signed: false, secure: options.secure },
    // A form belongs to the session in which it was shown, and grows stale with it.
    csrfOpts: {
      userInfo: true,
      hmacKey: options.gate.keyring.derive('csrf', '').toString('base64'),
      validity: FORM_VALIDITY,
    },
    getUserInfo: sessionOf,
    getToken: (request) => {
      const body = request.body as { _csrf?: string } | undefined;
      return body?._csrf;
    },
  });
  // Kith takes forms and nothing else: a body of another kind is answered 415.
  app.removeAllContentTypeParsers();
  await app.register(formbody);

  app.addHook('onSend', async (request, reply, payload) => {
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    // What a signed-in person saw must not come back out of the browser's memory once they have left the desk.
    if (isPersonal(request)) reply.header('cache-control', 'no-store');
    else if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
    request.log.debug({ path: request.routeOptions.url, status: reply.statusCode }, 'answered');
    return payload;
  });
  app.get('/assets/*', { config: { kith: { permission: 'public', event: 'none' } } }, (request, reply) =>
    sendAsset(options.assets, request, reply),
  );
  app.setNotFoundHandler((request, reply) =>
    sendError(request, reply, {
      status: 404,
      title: 'Page not found',
      sentence: 'If you typed the address, check that it is right. If you followed a link, the page may have moved.',
      reference: null,
    }),
  );
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  return app;
}

/** Whether an answer is for one person: it shows who they are, or what only some may see. No cache keeps it. */
function isPersonal({ visit, routeOptions }: FastifyRequest): boolean {
  const kith = routeOptions.config?.kith;
  return visit !== null || (kith !== undefined && kith.permission !== 'public');
}

/** What surrounds the page that answers this request. */
export function shellOf(request: FastifyRequest, reply: FastifyReply): Shell {
  const { assets, nav, installation, gate } = request.server.kithServer;
  const { visit } = request;
  let token: string | undefined;
  return {
    path: request.url.split('?', 1)[0] ?? '/',
    nonce: reply.cspNonce.script,
    nav: nav.filter((item) => isShown(item, visit, gate)),
    now: gate.now(),
    visit,
    maySignIn: request.server.hasRoute({ method: 'GET', url: '/sign-in' }),
    ...installation(),
    stylesheet: assets.href('kith.css'),
    script: assets.href('kith.js'),
    icon: assets.href('icon.svg'),
    preloadFont: assets.href(BODY_FACE),
    // Made when a form asks for it, so that a page without one sets no cookie.
    csrfToken: () => {
      token ??= reply.generateCsrf({ userInfo: sessionOf(request) });
      return token;
    },
    formOwner: visit && ownerMark(gate.keyring, visit.actor.id),
  };
}

function isShown({ need }: NavItem, visit: Visit | null, { table }: Gate): boolean {
  return !need || (visit !== null && table.lines(visit.actor.roles, need.action, need.kind).length > 0);
}

function sendAsset(assets: Assets, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0] ?? '';
  const asset = assets.find(path);
  if (!asset) {
    reply.callNotFound();
    return reply;
  }
  reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding')
    .type(asset.contentType);
  const accepted = request.headers['accept-encoding'] ?? '';
  // Browsers offer brotli over TLS only; a partnership's own network may well be plain HTTP.
  if (asset.brotli && /\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(asset.brotli);
  if (asset.gzip && /\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(asset.gzip);
  return reply.send(asset.body);
}

interface ErrorAnswer {
  status: number;
  title: string;
  sentence: string;
  reference: string | null;
}

function sendError(request: FastifyRequest, reply: FastifyReply, answer: ErrorAnswer): FastifyReply {
  return reply
    .code(answer.status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(renderPage(ErrorPage(answer), shellOf(request, reply)));
}

/** SQLSTATE classes and socket errors that mean the database is away, not that the program is wrong. */
const DATABASE_AWAY = /^(08|57P0|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)/;

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const reference = request.id;
  if (error instanceof PlainError) {
    return sendError(request, reply, {
      status: error.statusCode,
      title: error.statusCode === 404 ? 'Page not found' : 'There is a problem',
      sentence: error.message,
      reference: null,
    });
  }
  const {
    code = '',
    statusCode = 500,
    message = '',
  } = error as { code?: string; statusCode?: number; message?: string };
  if (statusCode >= 400 && statusCode < 500) {
    return sendError(request, reply, { status: statusCode, ...clientFault(statusCode), reference });
  }
  request.log.error({ err: error, reference }, 'request failed');
  if (DATABASE_AWAY.test(code) || /connection terminated|timeout exceeded when trying to connect/i.test(message)) {
    return sendError(request, reply, {
      status: 503,
      title: 'Kith is not available just now',
      sentence: 'Nothing you saved is lost. Try again in a minute.',
      reference,
    });
  }
  return sendError(request, reply, {
    status: 500,
    title: 'Something went wrong',
    sentence:
      'This is our fault, not yours. Nothing you saved before is lost. Try again; if it happens again, tell the partnership’s office and give this reference.',
    reference,
  });
}

function clientFault(status: number): { title: string; sentence: string } {
  if (status === 403) {
    return {
      title: 'Your form has expired',
      sentence: 'Go back, reload the page and send the form again. This protects you from forms sent by other sites.',
    };
  }
  if (status === 413) {
    return {
      title: 'That was too large',
      sentence: 'Send something smaller, or ask the partnership’s office how to send it.',
    };
  }
  if (status === 415) {
    return { title: 'We could not read that', sentence: 'Send the form from its own page in Kith.' };
  }
  return { title: 'We could not read that', sentence: 'Check the address or go back and try again.' };
}
