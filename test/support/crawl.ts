import type { FastifyInstance } from 'fastify';

/** One address of the application, as answered to a visitor who followed links from the home page. */
export interface CrawledPage {
  url: string;
  /** The route that answered, with its parameters' names. */
  pattern: string;
  status: number;
  /** The document, or null for a download. */
  html: string | null;
  /** The page on which the link was found first. */
  from: string;
}

/** Follows every link of the application once, without a browser. Query strings count as part of an address. */
export async function crawl(app: FastifyInstance, limit = 5000): Promise<CrawledPage[]> {
  const found = new Map<string, string>([['/', 'the start']]);
  const pages: CrawledPage[] = [];
  for (const [url, from] of found) {
    if (pages.length >= limit) throw new Error(`More than ${limit} addresses: is there an endless calendar?`);
    const answer = await app.inject({ url, headers: { accept: 'text/html' } });
    const isHtml = String(answer.headers['content-type'] ?? '').startsWith('text/html');
    pages.push({
      url,
      pattern: matchedRoute(app, url),
      status: answer.statusCode,
      html: isHtml ? answer.body : null,
      from,
    });
    if (!isHtml) continue;
    for (const link of answer.body.matchAll(/<a\s[^>]*?href="([^"]+)"/g)) {
      const next = new URL((link[1] ?? '').replaceAll('&amp;', '&'), `http://kith.test${url}`);
      if (next.origin !== 'http://kith.test') continue;
      const address = next.pathname + next.search;
      if (!found.has(address)) found.set(address, url);
    }
  }
  return pages;
}

function matchedRoute(app: FastifyInstance, url: string): string {
  const path = url.split('?', 1)[0] ?? '/';
  const candidates = app.kithRoutes.filter((one) => one.method === 'GET');
  const exact = candidates.find((one) => one.url === path);
  if (exact) return exact.url;
  const fits = candidates.find((one) => toPattern(one.url).test(decodeURI(path)));
  return fits?.url ?? path;
}

function toPattern(url: string): RegExp {
  const source = url
    .split('/')
    .map((part) =>
      part === '*' ? '.*' : part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll(/:[A-Za-z]+/g, '[^/]+'),
    )
    .join('/');
  return new RegExp(`^${source}$`);
}
