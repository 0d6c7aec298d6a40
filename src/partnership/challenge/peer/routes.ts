import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { historyRoute } from '../../../platform/history/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { type TypedValues, typedText } from '../../../platform/web/form.ts';
import { versionIn } from '../../../platform/web/form-reading.ts';
import { type Acting, type Answer, guarded, type Noted } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { demandMove, labelsOf } from '../../../platform/workflow/index.ts';
import { challengeNames } from '../history.ts';
import { crumbs, PEER } from '../links.ts';
import { PEER_CHALLENGE } from '../policy.ts';
import { peerActForm, peerForm, publishingForm, readPeer, readPeerAct, readPublishing } from './form.ts';
import { BeginPeerPage, NewPeerPage, PeerActPage, PeerMetPage, PublishPage } from './pages/form-pages.tsx';
import { PeerRecordPage } from './pages/record-page.tsx';
import { peerHref, RESULTS } from './peer-challenge.ts';
import { type PeerDoing, peerPartsIn, peerProcess } from './process.ts';
import {
  actOnPeerChallenge,
  beginPeerChallenge,
  listChallengeable,
  openToPublish,
  type PeerView,
  publishPeerChallenge,
  raisePeerChallenge,
  readPeerChallenge,
} from './service.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const DONE = ['made', 'reply', 'change', 'close', 'withdraw', 'published'] as const;

const IN_WORK: Noted = { code: 'peer-challenge.form', says: 'Filled in a form of a peer challenge; nothing was saved' };
const MET: Noted = {
  code: 'peer-challenge.met',
  says: 'Was shown that somebody else was quicker with a peer challenge; nothing was saved',
};
const record = (id: string) => ({ record: { kind: PEER_CHALLENGE, id } });

/** Challenges between agencies: beginning one, reading it, each thing that can be done with it, and publishing. */
export function peerRoutes(app: FastifyInstance, deps: Deps): void {
  beginningRoutes(app, deps);
  guarded(app, {
    method: 'GET',
    url: `${PEER}/:id`,
    permission: { action: 'read', kind: PEER_CHALLENGE },
    event: { code: 'peer-challenge.read', says: 'Read a peer challenge' },
    params: one,
    query: z.object({ done: z.enum(DONE).nullable().default(null).catch(null) }),
    handle: async ({ params, query, ...acting }) => {
      const view = await readPeerChallenge(workOf(acting, deps), params.id);
      acting.note(record(params.id));
      return { page: PeerRecordPage({ view, done: query.done }) };
    },
  });
  historyRoute(app, {
    ...{ url: `${PEER}/:id/history`, kind: PEER_CHALLENGE, params: one, names: challengeNames },
    event: { code: 'peer-challenge.history', says: 'Read the history of a peer challenge' },
    labels: {
      ...{ otherAgency: 'Asked of', asked: 'Who is asked', about: 'About', theme: 'Theme', words: 'Words' },
      ...{ replyBy: 'Reply wanted by', state: 'Where it stands', result: 'Result', published: 'In the yearly report' },
      published_words: 'What the yearly report says',
    },
    values: { state: labelsOf(peerProcess), result: RESULTS },
    find: async (acting, { id }) => {
      const { reference } = (await readPeerChallenge(workOf(acting, deps), id)).challenge;
      const breadcrumbs = crumbs({ text: reference, href: peerHref(id) });
      return { records: id, name: reference, caption: 'Peer challenge', breadcrumbs };
    },
  });
  actRoute(app, deps, 'reply', 'Replied to a peer challenge');
  actRoute(app, deps, 'change', 'Said what changed after a peer challenge');
  actRoute(app, deps, 'close', 'Closed a peer challenge');
  actRoute(app, deps, 'withdraw', 'Withdrew a peer challenge');
  publishingRoutes(app, deps);
}

function beginningRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'create', kind: PEER_CHALLENGE } as const;
  const begin = async (acting: Acting, missing: boolean): Promise<Answer> => ({
    page: BeginPeerPage({ agencies: await listChallengeable(workOf(acting, deps)), missing }),
  });
  guarded(app, {
    method: 'GET',
    url: `${PEER}/new`,
    permission,
    // Nobody's record is shown and nothing is written.
    event: 'none',
    params: nothing,
    query: z.object({ agency: z.string().max(200).optional().catch(undefined) }),
    handle: async ({ query, kept, ...acting }) => {
      const agency = kept ? typedText(kept, 'agency') : query.agency;
      const choices = agency === undefined ? null : await beginPeerChallenge(workOf(acting, deps), agency);
      return choices
        ? { page: NewPeerPage({ choices, values: kept ?? {}, problems: [] }) }
        : begin(acting, agency !== undefined);
    },
  });
  guarded(app, {
    method: 'POST',
    url: PEER,
    permission,
    event: { code: 'peer-challenge.raise', says: 'Raised a peer challenge' },
    params: nothing,
    query: nothing,
    body: peerForm,
    formAt: () => `${PEER}/new`,
    handle: async ({ body, ...acting }) => {
      const raising = await raisePeerChallenge(workOf(acting, deps), readPeer(body).given);
      if ('made' in raising) {
        const { id, changes } = raising.made;
        acting.note({ ...record(id), changes });
        return { redirect: `${peerHref(id)}?done=made` };
      }
      acting.note(IN_WORK);
      const { choices, problems } = raising;
      if (!choices) return { ...(await begin(acting, true)), status: 400 };
      return { page: NewPeerPage({ choices, values: body, problems }), status: 400 };
    },
    invalid: async ({ values, problems, ...acting }) => {
      acting.note(IN_WORK);
      const choices = await beginPeerChallenge(workOf(acting, deps), typedText(values, 'agency') ?? '');
      return choices
        ? { page: NewPeerPage({ choices, values, problems }) }
        : { ...(await begin(acting, true)), status: 400 };
    },
  });
}

/** One thing that can be done with a challenge: its page, and what takes its form. */
function actRoute(app: FastifyInstance, deps: Deps, doing: PeerDoing, says: string): void {
  const permission = { action: 'change', kind: PEER_CHALLENGE } as const;
  const url = `${PEER}/:id/${doing}`;
  const read = readPeerAct(doing);
  const open = async (acting: Acting, id: string): Promise<PeerView> => {
    const view = await readPeerChallenge(workOf(acting, deps), id);
    demandMove(peerProcess, view.challenge.state, doing, peerPartsIn(view.challenge, acting.actor));
    return view;
  };
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: `peer-challenge.open-to-${doing}`, says: 'Opened a form of a peer challenge' },
    params: one,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => {
      const view = await open(acting, params.id);
      acting.note(record(params.id));
      return { page: PeerActPage({ view, doing, values: kept ?? {}, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: `peer-challenge.${doing}`, says },
    params: one,
    query: nothing,
    body: peerActForm(doing),
    formAt: ({ id }) => `${peerHref(id)}/${doing}`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const done = await actOnPeerChallenge(workOf(acting, deps), id, versionIn(body), read(body).act);
      if ('met' in done) {
        acting.note({ ...MET, ...record(id) });
        return { page: PeerMetPage({ view: done.met, typed: typedText(body, 'words') ?? '' }), status: 409 };
      }
      acting.note({ ...record(id), changes: done.done.changes });
      return { redirect: `${peerHref(id)}?done=${doing}` };
    },
    invalid: async ({ params: { id }, values, problems, ...acting }) => {
      const view = await open(acting, id);
      acting.note({ ...IN_WORK, ...record(id) });
      return { page: PeerActPage({ view, doing, values, problems }) };
    },
  });
}

function publishingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'share', kind: PEER_CHALLENGE } as const;
  const url = `${PEER}/:id/publish`;
  const stored = ({ challenge }: PeerView): TypedValues => ({
    words: challenge.summary?.words ?? '',
    published: challenge.summary?.published ? 'yes' : 'no',
  });
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: 'peer-challenge.open-to-publish', says: 'Opened a form of a peer challenge' },
    params: one,
    query: nothing,
    handle: async ({ params, kept, ...acting }) => {
      const view = await openToPublish(workOf(acting, deps), params.id);
      acting.note(record(params.id));
      return { page: PublishPage({ view, values: kept ?? stored(view), problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: 'peer-challenge.publish', says: 'Decided what the yearly report says of a peer challenge' },
    params: one,
    query: nothing,
    body: publishingForm,
    formAt: ({ id }) => `${peerHref(id)}/publish`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const changes = await publishPeerChallenge(workOf(acting, deps), id, readPublishing(body).given);
      acting.note({ ...record(id), changes });
      return { redirect: `${peerHref(id)}?done=published` };
    },
    invalid: async ({ params: { id }, values, problems, ...acting }) => {
      const view = await openToPublish(workOf(acting, deps), id);
      acting.note({ ...IN_WORK, ...record(id) });
      return { page: PublishPage({ view, values, problems }) };
    },
  });
}
