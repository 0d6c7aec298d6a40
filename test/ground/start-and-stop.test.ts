import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readPostmaster } from '../../src/platform/database/cluster.ts';
import { processIsAlive } from '../../src/platform/database/process.ts';
import { projectRoot } from '../../src/platform/paths.ts';
import {
  commandsBelow,
  databaseProcesses,
  dataFolder,
  kith,
  postmasterOf,
  program,
  ready,
  removeHome,
  startedHome,
  temporaryHome,
  until,
} from '../support/process.ts';
import { connectToHome } from '../support/process-database.ts';

const anyPort = { PORT: '0' };

// A test that is not about the first start need not wait for one. Each leaves it with nothing running.
let madeHome: string;
beforeAll(async () => {
  madeHome = await startedHome();
});
afterAll(() => removeHome(madeHome));

async function note(home: string, words: string): Promise<void> {
  const db = await connectToHome(home);
  await sql`insert into load (loaded_by, kind, files, counts) values (${words}, 'note', '[]', '{}')`.execute(db);
  await db.destroy();
}

async function notes(home: string): Promise<string[]> {
  const db = await connectToHome(home);
  const { rows } = await sql<{
    words: string;
  }>`select loaded_by as words from load where kind = 'note' order by id`.execute(db);
  await db.destroy();
  return rows.map((row) => row.words);
}

describe('Kith on an empty folder', () => {
  it('is ready with one line, serves its pages, and its database is reached by a private socket only', async () => {
    const home = temporaryHome();
    const running = kith(['start'], { KITH_HOME: home, ...anyPort });
    const address = await ready(running);
    expect(running.out()).toBe(`Kith is ready at ${address}\n`);
    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect((await fetch(`${address}/health`)).status).toBe(200);

    const db = await connectToHome(home);
    const { rows } = await sql`
      select current_setting('listen_addresses') as network, current_setting('data_checksums') as checksums,
        current_setting('unix_socket_permissions') as socket, current_user as who,
        (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as mighty`.execute(db);
    await db.destroy();
    expect(rows).toEqual([{ network: '', checksums: 'on', socket: '0700', who: 'kith_app', mighty: false }]);
    expect((await stat(`/proc/${await postmasterOf(home)}`)).uid).not.toBe(0);
    expect((await stat(join(home, 'postgres-passwords.json'))).mode & 0o777).toBe(0o600);

    // What made the assets is gone again: only Kith and PostgreSQL remain.
    const commands = await commandsBelow(running.pid);
    expect(commands.filter((command) => /esbuild/.test(command))).toEqual([]);
    expect(commands.some((command) => /kith\.mjs/.test(command))).toBe(true);

    running.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(running.err()).toBe('');
  });

  it('keeps its data over a stop and a start', async () => {
    const home = await startedHome();
    const first = kith(['start'], { KITH_HOME: home, ...anyPort });
    await ready(first);
    await note(home, 'kept');
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);

    const second = kith(['start'], { KITH_HOME: home, ...anyPort });
    await ready(second);
    expect(await notes(home)).toEqual(['kept']);
    second.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`leaves no process behind when the whole group gets ${signal}`, async () => {
      const home = madeHome;
      const running = kith(['start'], { KITH_HOME: home, ...anyPort });
      await ready(running);
      expect((await databaseProcesses(home)).length).toBeGreaterThan(1);
      process.kill(-running.pid, signal);
      expect(await running.ended).toBe(0);
      expect(await databaseProcesses(home)).toEqual([]);
      expect(await readPostmaster((await dataFolder(home)) ?? '')).toBeUndefined();
    });
  }

  it('stops cleanly when it is asked to while it is still starting', async () => {
    const home = temporaryHome();
    const running = kith(['start'], { KITH_HOME: home, ...anyPort });
    await until(async () => (await databaseProcesses(home)).length > 0, 'the database to start');
    process.kill(-running.pid, 'SIGINT');
    await running.ended;
    expect(running.err()).toBe('');
    expect(await databaseProcesses(home)).toEqual([]);
    const again = kith(['start'], { KITH_HOME: home, ...anyPort });
    await ready(again);
    again.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });
});

describe('two programs on one folder', () => {
  it('refuses a second server by naming the first, and lets commands work beside it', async () => {
    const home = madeHome;
    const first = kith(['start'], { KITH_HOME: home, ...anyPort });
    const address = await ready(first);

    const twin = kith(['start'], { KITH_HOME: home, ...anyPort });
    expect(await twin.ended).toBe(1);
    expect(twin.out()).toBe('');
    expect(twin.err()).toBe(
      `Kith is already running at ${address} on ${home}: use that one, stop it first, or set KITH_HOME to another folder.\n`,
    );

    const status = kith(['status'], { KITH_HOME: home });
    expect(await status.ended).toBe(0);
    expect(status.out()).toBe(`Kith runs at ${address} on ${home}.\n`);
    const beside = kith(['migrate'], { KITH_HOME: home });
    expect(await beside.ended).toBe(0);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    first.kill('SIGINT');
    expect(await first.ended).toBe(0);
  });

  it('makes one database when two start on an empty folder at the same moment', async () => {
    const home = temporaryHome();
    const commands = [kith(['migrate'], { KITH_HOME: home }), kith(['migrate'], { KITH_HOME: home })];
    for (const command of commands) {
      expect([await command.ended, command.err()]).toEqual([0, '']);
      expect(command.out()).toContain('up to date');
    }
    expect(await databaseProcesses(home)).toEqual([]);
  });
});

describe('kill -9', () => {
  it('of Kith: the database lives on, and the next start takes it over with all that was saved', async () => {
    const home = madeHome;
    const first = kith(['start'], { KITH_HOME: home, ...anyPort });
    await ready(first);
    await note(home, 'saved');
    const postmaster = await postmasterOf(home);
    first.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    expect(processIsAlive(postmaster)).toBe(true);

    const second = kith(['start'], { KITH_HOME: home, ...anyPort });
    await ready(second);
    expect(await postmasterOf(home)).toBe(postmaster);
    expect(await notes(home)).toContain('saved');
    second.kill('SIGINT');
    expect(await second.ended).toBe(0);
    expect(await databaseProcesses(home)).toEqual([]);
  });

  it('of npm: the program notices and stops, database and all', async () => {
    const home = madeHome;
    const npm = program(['npm', 'start', '--silent'], { KITH_HOME: home, ...anyPort }, projectRoot);
    const address = await ready(npm);
    npm.kill('SIGKILL');
    await until(async () => (await databaseProcesses(home)).length === 0, 'the database to stop');
    await expect(fetch(address)).rejects.toThrow();
  });
});

describe('the port', () => {
  it('is the next free one when 3000 is taken and none was asked for', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => {
      // When somebody else has it already, so much the better.
      blocker.once('error', () => resolve());
      blocker.listen(3000, '127.0.0.1', resolve);
    });
    onTestFinished(() => void blocker.close());
    const running = kith(['start'], { KITH_HOME: madeHome });
    const port = Number(new URL(await ready(running)).port);
    expect(port).toBeGreaterThan(3000);
    expect(port).toBeLessThanOrEqual(3050);
    running.kill('SIGINT');
    expect(await running.ended).toBe(0);
  });

  it('is refused with one sentence when it was asked for and is taken', async () => {
    const home = madeHome;
    const blocker = createServer();
    const port = await new Promise<number>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port));
    });
    onTestFinished(() => void blocker.close());
    const running = kith(['start'], { KITH_HOME: home, PORT: String(port) });
    expect(await running.ended).toBe(1);
    expect(running.out()).toBe('');
    expect(running.err()).toBe(
      `Port ${port} is in use by another program: stop that program, or set PORT to another one.\n`,
    );
    expect(await databaseProcesses(home)).toEqual([]);
  });
});
