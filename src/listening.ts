import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Config, DEFAULT_PORT } from './config.ts';
import { PlainError } from './platform/plain-error.ts';

const PORTS_TO_TRY = 50;

/**
 * Starts to listen and returns the address for a browser. Without PORT, the first free port from 3000 on; a port that
 * was asked for is used or refused. Throws PlainError when it can't listen there.
 */
export async function listen(app: FastifyInstance, config: Pick<Config, 'host' | 'port'>): Promise<string> {
  const first = config.port ?? DEFAULT_PORT;
  const last = config.port === null ? first + PORTS_TO_TRY : first;
  for (let port = first; port <= last; port += 1) {
    if (config.host === 'localhost' && !(await isFree(port))) continue;
    try {
      await app.listen({ port, host: config.host });
      const [bound] = app.addresses();
      return `http://${nameOf(config.host)}:${typeof bound === 'object' ? bound.port : port}`;
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') throw explain(error, config.host, port);
    }
  }
  throw new PlainError(
    config.port === null
      ? `Ports ${first} to ${last} are all in use: set PORT to a free one.`
      : `Port ${first} is in use by another program: stop that program, or set PORT to another one.`,
  );
}

/**
 * Whether nobody listens on the port at either of this machine's two local addresses: a browser may take either for
 * "localhost", so half a port is none. A machine without IPv6 has only one.
 */
async function isFree(port: number): Promise<boolean> {
  if (port === 0) return true;
  for (const host of ['127.0.0.1', '::1']) {
    const taken = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', (error) => resolve(codeOf(error) === 'EADDRINUSE'));
      probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(false)));
    });
    if (taken) return false;
  }
  return true;
}

function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function explain(error: unknown, host: string, port: number): unknown {
  switch (codeOf(error)) {
    case 'EACCES':
      return new PlainError(`Kith may not listen on port ${port}: set PORT to one above 1023.`, { cause: error });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new PlainError(
        `HOST is ${host}, which is no address of this machine: set it to one that is, or leave it out.`,
        {
          cause: error,
        },
      );
    default:
      return error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
