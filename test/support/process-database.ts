import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { SOCKET_PORT } from '../../src/platform/database/cluster.ts';
import { connect, type Db } from '../../src/platform/database/connection.ts';

/** Connects to the running database of a KITH_HOME as the program does, without taking any of Kith's locks. */
export async function connectToHome(home: string): Promise<Db> {
  const { app } = JSON.parse(await readFile(join(home, 'postgres-passwords.json'), 'utf8')) as { app: string };
  const host = join(await realpath(join(home, 'postgres')), '..', 'socket');
  return connect({ host, port: SOCKET_PORT, user: 'kith_app', password: app, database: 'kith' }, { max: 3 });
}
