import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { copyBinaries, findBinaries } from '../../src/platform/database/binaries.ts';
import { initialise, launch, readPostmaster } from '../../src/platform/database/cluster.ts';
import { connect, type Db } from '../../src/platform/database/connection.ts';
import { worksIn } from '../../src/platform/database/process.ts';
import { handOver, mayEnter, serverUser } from '../../src/platform/database/server-user.ts';
import { openFolder, until } from './process.ts';

/** A PostgreSQL that Kith did not start, as an operator would run it: this test stops and starts it as it likes. */
export interface OwnServer {
  /** The address of its one database for a user; nobody needs a password. */
  url(user: 'owner' | 'program' | 'postgres'): string;
  /** A connection that no rule of the database holds back. */
  root: Db;
  /** Waits until it answers. */
  start(): Promise<void>;
  /** SIGINT ends every session and writes everything out; SIGQUIT drops everything at once. Waits until it is gone. */
  stop(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>;
  /** Stops it and removes all it has. */
  remove(): Promise<void>;
}

/** Makes such a server with a database “kith”, whose owner is `owner`; `program` owns nothing. It runs. */
export async function ownServer(): Promise<OwnServer> {
  const folder = openFolder();
  const user = serverUser();
  const data = join(folder, 'data');
  const socketFolder = join(folder, 's');
  for (const path of [data, socketFolder]) mkdirSync(path, { mode: 0o700 });
  const found = await findBinaries();
  const binaries = (await mayEnter(found.folder, user)) ? found : await copyBinaries(found, folder);
  await handOver(folder, user);
  await initialise(binaries, data, { user, flags: ['--no-sync'] });
  const port = await freePort();
  const url = (name: string, database = 'kith') => `postgres://${name}@127.0.0.1:${port}/${database}`;
  const root = connect({ connectionString: url('postgres') }, { max: 2 });

  const start = async () => {
    const settings = { listen_addresses: '127.0.0.1', port: String(port) };
    await launch(binaries, data, { user, socketFolder, logFile: join(folder, 'log'), settings });
    await until(async () => (await readPostmaster(data))?.ready ?? false, 'the database server');
  };
  const stop = async (signal: 'SIGINT' | 'SIGQUIT') => {
    const pid = (await readPostmaster(data))?.pid;
    if (!pid || !(await worksIn(pid, data))) return;
    process.kill(pid, signal);
    await until(async () => !(await worksIn(pid, data)), 'the database server to end');
  };
  const remove = async () => {
    await root.destroy();
    await stop('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  await start();
  const first = connect({ connectionString: url('postgres', 'postgres') }, { max: 1 });
  for (const role of ['owner', 'program']) await sql`create role ${sql.id(role)} login`.execute(first);
  await sql`create database kith owner owner template template0 encoding 'UTF8'`.execute(first);
  await first.destroy();
  return { url: (name) => url(name), root, start, stop, remove };
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
