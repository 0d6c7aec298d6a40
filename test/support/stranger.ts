import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** A browser in which nobody is signed in yet: it keeps cookies, and sends the token of a page with each form. */
export interface Stranger {
  cookies: Record<string, string>;
  /** GETs an address. */
  get: (url: string) => Promise<LightMyRequestResponse>;
  /** POSTs a form as it stands on a page; the page is the form's own address unless told. */
  post: (url: string, form: Record<string, string>, from?: string) => Promise<LightMyRequestResponse>;
  /** POSTs fields as they are, without a token. */
  send: (url: string, fields: Record<string, string>) => Promise<LightMyRequestResponse>;
}

/** Opens such a browser. */
export function stranger(app: FastifyInstance, headers: Record<string, string> = {}): Stranger {
  const cookies: Record<string, string> = {};
  const keep = (answer: LightMyRequestResponse) => {
    for (const { name, value, expires, maxAge } of answer.cookies) {
      if (value === '' || maxAge === 0 || (expires && expires.getTime() === 0)) delete cookies[name];
      else cookies[name] = value;
    }
    return answer;
  };
  const get = async (url: string) =>
    keep(await app.inject({ url, cookies, headers: { accept: 'text/html', ...headers } }));
  const send = async (url: string, fields: Record<string, string>) =>
    keep(
      await app.inject({
        method: 'POST',
        url,
        cookies,
        payload: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
      }),
    );
  const post = async (url: string, form: Record<string, string>, from?: string) => {
    const page = await get(from ?? url);
    return send(url, { _csrf: tokenIn(page.body), ...form });
  };
  return { cookies, get, post, send };
}

/** The form token of a page; empty when it has none. */
export function tokenIn(body: string): string {
  return /name="_csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
}
