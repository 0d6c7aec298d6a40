import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { VNode } from 'preact';
import { z } from 'zod';
import { type Actor, actAs, decideKind, type Purpose, purposeFor, purposesFor, Refused } from '../access/index.ts';
import type { Db } from '../database/connection.ts';
import { append, type Entry, type FieldChange, type Outcome } from '../ledger/index.ts';
import { PlainError } from '../plain-error.ts';
import { headerFileName } from './address.ts';
import type { LedgerEvent, More, Permission } from './declaration.ts';
import { NotYoursPage, SignedOutPage } from './error-pages.tsx';
import {
  type FormProblem,
  formProblems,
  hasUnknownFields,
  type TypedValues,
  typedValues,
  withoutStraySigns,
} from './form.ts';
import type { Lapsed, Visit } from './gate.ts';
import { asksForKept, formAddress, isMadeFor, keptAddress, tokenFault, typedFields } from './kept-form.ts';
import { renderPage } from './page.tsx';
import { seesMore, writeSeen } from './sees-more.ts';
import { shellOf } from './server.ts';
import { type CheckedFile, takesFiles, type Upload, withFile } from './upload.ts';

/** What a handler answers with. */
export type Answer =
  | { page: VNode; status?: number }
  | { file: string | Buffer; type: string; downloadAs?: string }
  /** A file that somebody sent, shown by the browser: nothing in it is run, and nothing is fetched for it. */
  | { file: Buffer; type: string; showAs: string }
  | { json: unknown; status?: number }
  | { redirect: string };

/** What a handler is given once the request has passed every check before it. */
export interface Asked<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Who asks; null for the public. */
  visit: Visit | null;
  /** Whether the visitor is to be shown what the route declares as `more`. */
  more: boolean;
}

/** What a form's page is given when what was typed can't be taken. */
export interface Mistyped<P, Q> {
  params: P;
  query: Q;
  values: TypedValues;
  problems: readonly FormProblem[];
  request: FastifyRequest;
  reply: FastifyReply;
}

interface Shapes<P, Q, B> {
  method: 'GET' | 'POST';
  url: string;
  event: LedgerEvent;
  /** Shape of the path's parts. A path that does not fit is answered as not found. */
  params: z.ZodType<P>;
  /** Shape of the query. Unknown fields are ignored; a field that does not fit is answered 400 unless the schema mends it. */
  query: z.ZodType<Q>;
  /** Shape of the form; only for POST, and a strict object: a field that the form does not have is refused. */
  body?: z.ZodType<B>;
}

/** One public route: what it takes, what it does. All of it is needed, so no step can be forgotten. */
export interface RouteSpec<P, Q, B> extends Shapes<P, Q, B> {
  permission: Extract<Permission, 'public'>;
  /** What it shows besides, to some. */
  more?: More;
  handle: (asked: Asked<P, Q, B>) => Promise<Answer> | Answer;
  /** The form's page again, with what is wrong. Without it a bad form is answered by a page that says so. */
  invalid?: (mistyped: Mistyped<P, Q>) => Promise<Answer> | Answer;
}

/** One thing done in a request, for the ledger. What is left out comes from the route's own event. */
export interface Noted {
  record?: { kind: string; id: string };
  /** Records shown together in a list. */
  seen?: readonly string[];
  changes?: readonly FieldChange[];
  /** The reason that the person gave. */
  why?: string;
  code?: string;
  says?: string;
  /** `done` unless told: a handler that answers a form with "this can't be done" says so here. */
  outcome?: Outcome;
}

/** What a guarded handler has besides: for whom it works, in which transaction, and the pen of the ledger. */
export interface Acting {
  visit: Visit;
  actor: Actor;
  purpose: Purpose | null;
  /** The transaction of this request, in which row-level security knows the person. Begin no other. */
  trx: Db;
  /** Says what is done. Without a word from the handler the route's own event is written, once. */
  note: (noted: Noted) => void;
}

/** One route for people who are signed in. */
export interface GuardedSpec<P, Q, B> extends Shapes<P, Q, B> {
  permission: Exclude<Permission, 'public'>;
  /** Open to somebody who still has to accept the terms or set up a second factor. */
  whileOwing?: boolean;
  /** For POST: address of the page with the form, to which what was typed returns when the session had run out. */
  formAt?: (params: P) => string;
  /** For POST: the file that the form takes. What is wrong with it is a problem of the form, at the file's field. */
  upload?: Upload;
  handle: (
    asked: Omit<Asked<P, Q, B>, 'visit' | 'more'> &
      Acting & {
        kept: TypedValues | null;
        /** The file that came with the form, where its route takes one. It is gone when the request is answered. */
        file: CheckedFile | null;
      },
  ) => Promise<Answer> | Answer;
  invalid?: (mistyped: Mistyped<P, Q> & Acting) => Promise<Answer> | Answer;
}

/**
 * Registers a public route: is it well formed → do it → present it, with an entry in the ledger where somebody was shown
 * more than the public. A POST is refused with 403 when its form token is missing or stale.
 */
export function route<P, Q, B = undefined>(app: FastifyInstance, spec: RouteSpec<P, Q, B>): void {
  register(app, spec, async (request, reply, params, query) => {
    const body = readBody(spec, request);
    const { visit } = request;
    if ('problems' in body) {
      if (!spec.invalid || body.refused) throw new PlainError(body.sentence, { statusCode: 400 });
      const { values, problems } = body;
      return present(await spec.invalid({ params, query, values, problems, request, reply }), request, reply, 400);
    }
    const more = spec.more && seesMore(app.kithServer.gate.table, visit, spec.more.permission) ? spec.more : null;
    const asked = { params, query, body: body.data, request, reply, visit, more: more !== null };
    const answer = await spec.handle(asked);
    if (more && visit) await writeSeen(request, visit, more);
    return present(answer, request, reply);
  });
}

/**
 * Registers a route for people who are signed in. The order is the same for every one: who → may they → is it well formed →
 * do it, with the ledger's entry in the same transaction → present it. Nothing leaves before that transaction is kept.
 */
export function guarded<P, Q, B = undefined>(app: FastifyInstance, spec: GuardedSpec<P, Q, B>): void {
  register(app, spec, async (request, reply, params, query) => {
    const gate = app.kithServer.gate;
    const { visit } = request;
    if (!visit) return signInFirst(spec, request, reply, params);
    if (request.staleToken) {
      const back = await keepTyped(spec, visit.actor.id, params, request);
      return reply.redirect(back ?? '/', 303);
    }
    if (visit.owes && !spec.whileOwing) return reply.redirect(visit.owes.href, 303);
    const { actor } = visit;
    const need = spec.permission === 'signed-in' ? null : spec.permission;
    const purpose = need ? purposeFor(gate.table, actor, visit.purpose, need.action, need.kind) : visit.purpose;
    const now = gate.now();
    const noted: Noted[] = [];
    try {
      const decision = need ? decideKind(gate.table, actor, purpose, need.action, need.kind) : null;
      if (need && decision?.may === false) {
        if (decision.because === 'other-purpose') {
          const back = spec.method === 'GET' ? request.url : await keepTyped(spec, actor.id, params, request);
          return reply.redirect(purposePage(need, back ?? '/'), 303);
        }
        throw new Refused({ because: decision.because, action: need.action, kind: need.kind });
      }
      const role = (decision?.may && decision.line?.role) || (actor.roles[0] ?? null);
      const body = readBody(spec, request);
      if ('problems' in body && (!spec.invalid || body.refused)) {
        throw new PlainError(body.sentence, { statusCode: request.upload?.refused?.statusCode ?? 400 });
      }
      const acting = { actor, purpose, now };
      let mistyped = false;
      const work = async (trx: Db): Promise<Answer> => {
        const pen: Acting = { visit, actor, purpose, trx, note: (one) => void noted.push(one) };
        if ('problems' in body) {
          mistyped = true;
          const { values, problems } = body;
          return (spec.invalid as NonNullable<typeof spec.invalid>)({
            ...{ params, query, values, problems, request, reply },
            ...pen,
          });
        }
        const kept =
          spec.method === 'GET' && asksForKept(request.url)
            ? await gate.keptForm(actor.id, formAddress(request.url))
            : null;
        const file = request.upload?.file ?? null;
        const answer = await spec.handle({ params, query, body: body.data, request, reply, kept, file, ...pen });
        const isDone = !('page' in answer) || (answer.status ?? 200) < 400;
        if (spec.formAt && isDone) await gate.dropForm(trx, actor.id, formAddress(spec.formAt(params)));
        return answer;
      };
      const keep = (trx: Db) =>
        append(trx, gate.keyring, entriesOf(spec, noted, mistyped, { visit, purpose, role, now, request }));
      let ready: Ready | undefined;
      const status = () => (mistyped ? (request.upload?.refused?.statusCode ?? 400) : undefined);
      const answer = await gate.act(acting, work, {
        beforeCommit: keep,
        meanwhile: (given) => {
          ready = prepare(given, request, reply, status());
        },
      });
      return (ready ?? prepare(answer, request, reply, status()))();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return answerRefusal(app, spec, error, { visit, purpose, now, request, reply });
    }
  });
}

/**
 * The token of a form whose text is kept. One from an earlier session of the same person is stale, not foreign: nothing is
 * done with the form, and what was typed goes back onto its page to be sent again.
 */
async function checkKeptToken(request: FastifyRequest): Promise<void> {
  const { server, visit } = request;
  const fault = await tokenFault(server, request);
  if (!fault) return;
  if (!visit || !isMadeFor(server.kithServer.gate.keyring, request, visit.actor.id)) throw fault;
  request.staleToken = true;
}

/** Names of the fields of a form, whatever is made of them afterwards. */
function fieldsOf(shape: unknown): string[] {
  if (shape instanceof z.ZodPipe) return fieldsOf(shape.in);
  return shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
}

type Step<P, Q> = (request: FastifyRequest, reply: FastifyReply, params: P, query: Q) => Promise<unknown>;

function register<P, Q, B>(
  app: FastifyInstance,
  spec: Shapes<P, Q, B> & { permission: Permission; more?: More; upload?: Upload },
  step: Step<P, Q>,
): void {
  const { upload } = spec;
  const fields = spec.method === 'POST' ? fieldsOf(spec.body) : undefined;
  const keepsForm = 'formAt' in spec && spec.formAt !== undefined;
  const whileOwing = 'whileOwing' in spec && spec.whileOwing === true;
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const params = spec.params.safeParse(request.params);
    if (!params.success) return reply.callNotFound();
    const query = spec.query.safeParse(withoutStraySigns(typedValues(request.query)).values);
    if (!query.success) throw new PlainError(explain(query.error), { statusCode: 400 });
    return step(request, reply, params.data, query.data);
  };
  const checkToken = keepsForm ? checkKeptToken : app.csrfProtection;
  const options: RouteOptions = {
    method: spec.method,
    url: spec.url,
    config: {
      kith: {
        ...{ permission: spec.permission, event: spec.event, query: fieldsOf(spec.query), keepsForm, whileOwing },
        ...(fields ? { fields } : {}),
        ...(spec.more ? { more: spec.more } : {}),
        ...(upload ? { file: upload.field } : {}),
      },
    },
    handler,
  };
  if (!upload) {
    app.route(spec.method === 'POST' ? { ...options, preHandler: checkToken } : options);
    return;
  }
  // The token comes with the form, so it is checked while the form is read, and before anything of the file is kept.
  const mayKeep = async (request: FastifyRequest) => {
    if (keepsForm) await checkKeptToken(request);
    else await checkOwnToken(request);
    return mayDo(request, spec.permission, whileOwing);
  };
  app.register(async (scope) => {
    await takesFiles(scope);
    scope.route({
      ...options,
      handler: (request, reply) => withFile(request, upload, mayKeep, () => handler(request, reply)),
    });
  });
}

async function checkOwnToken(request: FastifyRequest): Promise<void> {
  const fault = await tokenFault(request.server, request);
  if (fault) throw fault;
}

/** Whether the form will be handled at all for whoever sends it, so that a file of somebody else's is not even received. */
function mayDo(request: FastifyRequest, permission: Permission, whileOwing: boolean): boolean {
  const { visit, staleToken, server } = request;
  if (!visit || staleToken || (visit.owes && !whileOwing)) return false;
  if (typeof permission === 'string') return true;
  const { table } = server.kithServer.gate;
  const { action, kind } = permission;
  const purpose = purposeFor(table, visit.actor, visit.purpose, action, kind);
  return decideKind(table, visit.actor, purpose, action, kind).may;
}

type ReadBody<B> = { data: B } | { problems: FormProblem[]; values: TypedValues; sentence: string; refused: boolean };

function readBody<P, Q, B>(spec: Shapes<P, Q, B>, request: FastifyRequest): ReadBody<B> {
  if (spec.method === 'GET') return { data: undefined as B };
  const typed = typedValues(request.body);
  const fields = fieldsOf(spec.body);
  if (Object.keys(typed).some((name) => !fields.includes(name))) throw new PlainError(NOT_THIS_FORM);
  if (!spec.body) return { data: undefined as B };
  const { values, problems } = withoutStraySigns(typed);
  const fault = request.upload?.refused;
  if (fault) problems.push({ field: request.upload?.field ?? '', message: fault.message });
  const read = spec.body.safeParse(typed);
  if (read.success && problems.length === 0) return { data: read.data };
  const [first] = problems;
  return {
    problems: read.success ? problems : [...formProblems(read.error), ...problems.filter(() => fault)],
    values,
    sentence: read.success ? `${first?.message}.` : explain(read.error),
    refused: read.success ? false : hasUnknownFields(read.error),
  };
}

/** A field that the form lacks is no slip of the pen, so its name is not repeated and nothing is shown again. */
const NOT_THIS_FORM = 'This was not sent by the form of this page. Go back, reload the page and fill it in again.';

/** Sends an answer that is written already. */
type Ready = () => FastifyReply;

function present(answer: Answer, request: FastifyRequest, reply: FastifyReply, status?: number): FastifyReply {
  return prepare(answer, request, reply, status)();
}

/** Writes an answer; what it returns sends it. */
function prepare(answer: Answer, request: FastifyRequest, reply: FastifyReply, status?: number): Ready {
  if (!('page' in answer)) return () => sendOther(answer, reply);
  const page = renderPage(answer.page, shellOf(request, reply));
  return () =>
    reply
      .code(answer.status ?? status ?? 200)
      .type('text/html; charset=utf-8')
      .send(page);
}

function sendOther(answer: Exclude<Answer, { page: VNode }>, reply: FastifyReply): FastifyReply {
  if ('redirect' in answer) return reply.redirect(answer.redirect, 303);
  if ('json' in answer) return reply.code(answer.status ?? 200).send(answer.json);
  if ('showAs' in answer) return sendShown(answer, reply);
  if (answer.downloadAs)
    reply.header('content-disposition', `attachment; filename="${headerFileName(answer.downloadAs)}"`);
  return reply.type(answer.type).send(answer.file);
}

/**
 * A file of somebody's, shown by the browser. The policy lets it run nothing, fetch nothing and send nothing; `sandbox` gives
 * it an origin of its own, so that it has no part in Kith's.
 */
function sendShown(answer: { file: Buffer; type: string; showAs: string }, reply: FastifyReply): FastifyReply {
  return reply
    .header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    .header('content-disposition', `inline; filename="${headerFileName(answer.showAs)}"`)
    .header('cross-origin-resource-policy', 'same-origin')
    .type(answer.type)
    .send(answer.file);
}

function explain(error: z.ZodError): string {
  const issue = error.issues[0];
  const field = issue?.path.join('.') || 'the address';
  return `We could not read “${field}”: ${issue?.message ?? 'it does not have the expected form'}. Go back and try again.`;
}

/** Keeps what was typed for the person's form and says where it opens again; null where the route's form is not kept. */
async function keepTyped<P, Q, B>(
  spec: GuardedSpec<P, Q, B>,
  personId: string,
  params: P,
  request: FastifyRequest,
): Promise<string | null> {
  if (!spec.formAt) return null;
  const page = spec.formAt(params);
  const { gate } = request.server.kithServer;
  await gate.keepForm(personId, formAddress(page), typedFields(fieldsOf(spec.body), request.body));
  return keptAddress(page);
}

async function signInFirst<P, Q, B>(
  spec: GuardedSpec<P, Q, B>,
  request: FastifyRequest,
  reply: FastifyReply,
  params: P,
): Promise<FastifyReply> {
  const { lapsed } = request;
  if (spec.method === 'GET') return reply.redirect(signInPage(request.url, lapsed), 303);
  const kept = lapsed?.keepsForms ? await keepTyped(spec, lapsed.personId, params, request) : null;
  if (kept === null) return reply.redirect(signInPage(spec.formAt?.(params) ?? '/', lapsed), 303);
  return present({ page: SignedOutPage({ href: signInPage(kept, lapsed) }), status: 401 }, request, reply);
}

/** `out` says why somebody has to sign in again: the page of sign-in words it. */
function signInPage(back: string, lapsed: Lapsed | null): string {
  return `/sign-in?${new URLSearchParams({ back, ...(lapsed ? { out: lapsed.because } : {}) })}`;
}

function purposePage(need: { action: string; kind: string }, back: string): string {
  return `/account/purpose?${new URLSearchParams({ kind: need.kind, action: need.action, back })}`;
}

interface Circumstances {
  visit: Visit;
  purpose: Purpose | null;
  now: Date;
  request: FastifyRequest;
}

function entriesOf<P, Q, B>(
  spec: GuardedSpec<P, Q, B>,
  noted: readonly Noted[],
  mistyped: boolean,
  circumstances: Circumstances & { role: string | null },
): Entry[] {
  const { event } = spec;
  if (event === 'none') {
    if (noted.length > 0) throw new Error(`${spec.method} ${spec.url} notes what it does and declares no event.`);
    return [];
  }
  if (noted.length > 0) return noted.map((one) => entry(event, one, circumstances));
  return mistyped ? [] : [entry(event, {}, circumstances)];
}

function entry(
  event: Exclude<LedgerEvent, 'none'>,
  noted: Noted,
  { visit, purpose, role, now, request }: Circumstances & { role: string | null },
): Entry {
  return {
    at: now,
    event: noted.code ?? event.code,
    outcome: noted.outcome ?? 'done',
    doing: noted.says ?? event.says,
    personId: visit.actor.id,
    who: visit.actor.name,
    agency: visit.actor.agency,
    role,
    purpose,
    kind: noted.record?.kind ?? null,
    recordId: noted.record?.id ?? null,
    seen: noted.seen && noted.seen.length > 0 ? noted.seen : null,
    why: noted.why ?? null,
    requestId: request.id,
    sessionId: visit.sessionId,
    changes: noted.changes ?? [],
  };
}

const PAGE_OPENED = { code: 'page.open', says: 'Opened a page' };

/** A refusal is kept in the ledger, and answered in the same words whether or not there is such a record. */
async function answerRefusal<P, Q, B>(
  app: FastifyInstance,
  spec: GuardedSpec<P, Q, B>,
  refused: Refused,
  circumstances: Circumstances & { reply: FastifyReply },
): Promise<FastifyReply> {
  const { gate } = app.kithServer;
  const { visit, purpose, now, request, reply } = circumstances;
  const event = spec.event === 'none' ? PAGE_OPENED : spec.event;
  const record = refused.recordId === null ? undefined : { kind: refused.kind, id: refused.recordId };
  const refusal: Entry = {
    ...entry(
      event,
      { ...(record ? { record } : {}), why: refused.because },
      { visit, purpose, now, request, role: visit.actor.roles[0] ?? null },
    ),
    outcome: 'refused',
    kind: refused.kind,
  };
  await actAs(gate.db, { actor: visit.actor, purpose, now }, (trx) => append(trx, gate.keyring, [refusal]));
  const kind = gate.table.kind(refused.kind);
  const mayAsk =
    gate.table.shared.includes(kind) &&
    refused.recordId !== null &&
    purposesFor(gate.table, visit.actor, 'read', refused.kind).length > 0;
  const askAt = mayAsk
    ? `/access/ask?${new URLSearchParams({ kind: kind.kind, record: refused.recordId ?? '' })}`
    : null;
  const status = refused.recordId === null ? 403 : 404;
  return present({ page: NotYoursPage({ ofRecord: refused.recordId !== null, askAt }), status }, request, reply);
}
