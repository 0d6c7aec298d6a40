import pg from 'pg';
import type { ConnectionTarget } from '../database/connection.ts';

/** Connections for the queue alone. A connection that drops is replaced; unheard, its error would end the program. */
export function queuePool(target: ConnectionTarget, max: number): pg.Pool {
  const pool = new pg.Pool({ ...target, max, connectionTimeoutMillis: 5000, application_name: 'kith-jobs' });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
