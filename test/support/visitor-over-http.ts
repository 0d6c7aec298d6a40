import { startSession } from '../../src/directory/sign-in/session.ts';
import type { Purpose } from '../../src/platform/access/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';

/** How long anybody waits for an answer before they take Kith for dead, in milliseconds. */
const PATIENCE = 15_000;

/** What came back. */
export interface HttpAnswer {
  status: number;
  location: string;
  body: string;
}

/** Somebody signed in, in a browser that speaks to a running Kith. An answer that does not come in time is a failure. */
export interface HttpVisitor {
  get(address: string, path: string): Promise<HttpAnswer>;
  /** Takes the token of forms from a page; later forms are sent with it. */
  takeToken(address: string): Promise<void>;
  post(address: string, path: string, form: Readonly<Record<string, string | readonly string[]>>): Promise<HttpAnswer>;
}

/** Begins a session for a person, on the clock of this machine, past the page of signing in. */
export async function visitorOverHttp(db: Db, personId: string, purpose?: Purpose): Promise<HttpVisitor> {
  const { id, token } = await startSession(db, {
    ...{ personId, way: 'password' as const, strong: true, browser: 'a test', now: new Date() },
  });
  if (purpose)
    await db
      .withTables<{ session: { id: string; purpose: string } }>()
      .updateTable('session')
      .set({ purpose })
      .where('id', '=', id)
      .execute();
  const cookies: Record<string, string> = { kith: token };
  let formToken = '';
  const send = async (url: string, init: RequestInit): Promise<HttpAnswer> => {
    const cookie = Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const headers = { ...(init.headers as Record<string, string>), cookie, accept: 'text/html' };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      cookies[pair.slice(0, pair.indexOf('='))] = pair.slice(pair.indexOf('=') + 1);
    }
    return { status: answer.status, location: answer.headers.get('location') ?? '', body: await answer.text() };
  };
  return {
    get: (address, path) => send(address + path, {}),
    takeToken: async (address) => {
      const page = await send(`${address}/about`, {});
      formToken = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
      if (!formToken) throw new Error(`no form on the page about Kith: it answered ${page.status}`);
    },
    post: (address, path, form) => {
      const body = new URLSearchParams({ _csrf: formToken });
      for (const [name, value] of Object.entries(form))
        for (const one of [value].flat()) body.append(name, one as string);
      return send(address + path, { method: 'POST', body });
    },
  };
}
