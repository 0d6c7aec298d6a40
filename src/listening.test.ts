import { createServer, type Server } from 'node:net';
import Fastify from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from './listening.ts';

async function blocker(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  onTestFinished(() => void server.close());
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  return { server, port };
}

function application() {
  const app = Fastify();
  app.get('/', async () => 'here');
  onTestFinished(() => app.close());
  return app;
}

describe('listening', () => {
  it('gives an address at which pages are served', async () => {
    const address = await listen(application(), { host: 'localhost', port: 0 });
    expect(address).toMatch(/^http:\/\/localhost:\d+$/);
    expect(await (await fetch(address)).text()).toBe('here');
  });

  it('names this machine when it listens on every network', async () => {
    expect(await listen(application(), { host: '0.0.0.0', port: 0 })).toMatch(/^http:\/\/localhost:[1-9]\d*$/);
  });

  it('keeps to a port that was asked for', async () => {
    const { port } = await blocker();
    await expect(listen(application(), { host: 'localhost', port })).rejects.toThrow(
      `Port ${port} is in use by another program: stop that program, or set PORT to another one.`,
    );
    await expect(listen(application(), { host: '127.0.0.1', port })).rejects.toThrow(/is in use/);
  });

  it('refuses an address that is none of this machine’s', async () => {
    await expect(listen(application(), { host: '203.0.113.7', port: 0 })).rejects.toThrow(
      'HOST is 203.0.113.7, which is no address of this machine: set it to one that is, or leave it out.',
    );
  });
});
