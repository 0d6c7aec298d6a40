import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express from 'express';
import Fastify from 'fastify';
import nunjucks from 'nunjucks';
import { access } from '../src/access.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { snapshotOf } from '../src/evidence/snapshot/index.ts';
import { openDatabase } from '../src/platform/database/open.ts';
import { newKeyring } from '../src/platform/keys/keyring.ts';
import { openLog } from '../src/platform/log/log.ts';
import { projectRoot } from '../src/platform/paths.ts';

/** What one child process serves. */
export type ServerKind = 'kith' | 'express' | 'hello';

/** Where the measured page is, the same for Kith and for the baseline. */
export const PAGE = '/snapshot/areas/E06000001?year=2021-22';

/** Serves on a free loopback port and tells the parent process which one it is. Each kind runs in a process of its own. */
export async function serve(kind: ServerKind): Promise<void> {
  const port = await { kith, express: expressWithMacros, hello }[kind]();
  process.send?.({ port });
}

/** Joins the PostgreSQL that the benchmark has running. */
async function database() {
  const config = readConfig();
  const log = openLog(config);
  const { db } = await openDatabase({ home: config.home, databaseUrl: null, log, purpose: 'command' });
  return { db, log };
}

async function kith(): Promise<number> {
  const app = await buildApp({
    ...(await database()),
    config: readConfig(),
    now: () => new Date(),
    keyring: newKeyring(),
    access,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return portOf(app.server.address());
}

/** The same view object from the same database, rendered as a GOV.UK service in Express usually is. Templates are cached. */
async function expressWithMacros(): Promise<number> {
  const { db } = await database();
  const app = express();
  const macros = join(dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')), 'dist');
  const env = nunjucks.configure([macros, join(projectRoot, 'bench/express-page')], {
    autoescape: true,
    noCache: false,
    express: app,
  });
  env.addGlobal('nav', [
    { text: 'Partnership', href: '/partnership' },
    { text: 'Priorities', href: '/priorities' },
    { text: 'Learning', href: '/learning' },
    { text: 'Snapshot', href: '/snapshot', active: true },
    { text: 'Yearly report', href: '/report' },
  ]);
  app.set('env', 'production');
  app.get('/snapshot/areas/:code', async (request, response) => {
    const snapshot = await snapshotOf(db, {
      area: request.params.code,
      year: String(request.query.year),
      audience: 'public',
    });
    response.render('layout.njk', { snapshot });
  });
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(portOf(server.address())));
  });
}

async function hello(): Promise<number> {
  const app = Fastify();
  app.get('/', async () => ({ hello: 'world' }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return portOf(app.server.address());
}

function portOf(address: ReturnType<import('node:net').Server['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return address.port;
}
