import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../src/platform/database/connection.ts';
import { readProgramRole } from '../../src/platform/database/rights.ts';
import { handOver, serverUser } from '../../src/platform/database/server-user.ts';
import { kith, openFolder, ready, temporaryHome, until } from '../support/process.ts';

const DEBIAN = '/usr/lib/postgresql';
const bin = (existsSync(DEBIAN) ? readdirSync(DEBIAN) : [])
  .filter((version) => Number(version) >= 15)
  .map((version) => join(DEBIAN, version, 'bin'))
  .find((folder) => existsSync(join(folder, 'postgres')));

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function refusal(url: string): Promise<string> {
  const command = kith(['migrate'], { KITH_HOME: temporaryHome(), DATABASE_URL: url });
  expect(await command.ended).toBe(1);
  expect(command.out()).toBe('');
  expect(command.err()).not.toContain('hunter2');
  return command.err();
}

if (bin === undefined)
  process.stdout.write('skipped: DATABASE_URL, because Debian’s postgresql 15 or newer is not installed\n');

describe.skipIf(bin === undefined)('DATABASE_URL names Debian’s PostgreSQL', () => {
  const folder = openFolder();
  const password = 'hunter2-@:/';
  let port = 0;
  let server: ReturnType<typeof spawn>;
  const url = (user = 'owner', secret = password, database = 'kith') =>
    `postgres://${user}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`;

  beforeAll(async () => {
    const user = serverUser();
    const data = join(folder, 'data');
    const secrets = join(folder, 'password');
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(secrets, password);
    await handOver(folder, user);
    const options = { ...user, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' } };
    const words = ['-D', data, '-U', 'admin', '--auth=scram-sha-256', `--pwfile=${secrets}`, '--no-sync', '-E', 'UTF8'];
    execFileSync(join(bin ?? '', 'initdb'), words, { ...options, stdio: 'pipe' });
    port = await freePort();
    const settings = [
      '-c',
      `port=${port}`,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${data}`,
    ];
    server = spawn(join(bin ?? '', 'postgres'), ['-D', data, '-c', 'fsync=off', ...settings], {
      ...options,
      stdio: 'ignore',
    });
    const admin = connect({ connectionString: url('admin', password, 'postgres') }, { max: 1 });
    await until(
      () =>
        sql`select 1`.execute(admin).then(
          () => true,
          () => false,
        ),
      'Debian’s PostgreSQL',
    );
    for (const role of ['owner', 'guest', 'program']) {
      await sql`create role ${sql.id(role)} login password ${sql.lit(password)}`.execute(admin);
    }
    await sql`create database kith owner owner template template0 encoding 'UTF8'`.execute(admin);
    await sql`create database strict owner owner template template0 encoding 'UTF8'`.execute(admin);
    await sql`create database latin owner owner template template0 encoding 'LATIN1' locale 'C'`.execute(admin);
    await admin.destroy();
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => server.on('exit', resolve));
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('and Kith serves its pages from it, keeps nothing of its own running, and finds its data again', async () => {
    const home = temporaryHome();
    for (let start = 0; start < 2; start += 1) {
      const running = kith(['start'], { KITH_HOME: home, DATABASE_URL: url(), PORT: '0' });
      const address = await ready(running);
      expect((await fetch(address)).status).toBe(200);
      running.kill('SIGINT');
      expect(await running.ended).toBe(0);
      expect(readdirSync(home).sort()).toEqual(['keys.json', 'kith.log', 'ledger-mark.json']);
    }
    const db = connect({ connectionString: url() }, { max: 1 });
    onTestFinished(() => db.destroy());
    const { rows } = await sql<{ areas: number }>`select count(*) as areas from area`.execute(db);
    expect(rows[0]?.areas).toBeGreaterThan(0);
  });

  it('serves several Kiths at once, as behind a load balancer', async () => {
    const [one, two] = [1, 2].map(() =>
      kith(['start'], { KITH_HOME: temporaryHome(), DATABASE_URL: url(), PORT: '0' }),
    );
    if (!one || !two) throw new Error('two were started');
    for (const running of [one, two]) expect((await fetch(await ready(running))).status).toBe(200);
    for (const running of [one, two]) {
      running.kill('SIGTERM');
      expect(await running.ended).toBe(0);
    }
  });

  it('is refused in production while the program could set the rules of its database aside', async () => {
    const env = {
      ...{ KITH_HOME: temporaryHome(), KITH_ENV: 'production', PUBLIC_URL: 'https://kith.example.invalid' },
      DATABASE_URL: url('owner', password, 'strict'),
    };
    const command = kith(['migrate'], env);
    expect(await command.ended).toBe(1);
    expect(command.err()).toMatch(
      /The user owner in DATABASE_URL owns the tables, .* let DATABASE_OWNER_URL name that user/,
    );
    expect(command.err()).not.toContain('hunter2');
  });

  it('serves production through a user that owns nothing, bypasses nothing and can neither read nor rewrite what is closed', async () => {
    const running = kith(['start'], {
      KITH_HOME: temporaryHome(),
      KITH_ENV: 'production',
      PUBLIC_URL: 'https://kith.example.invalid',
      DATABASE_OWNER_URL: url('owner', password, 'strict'),
      DATABASE_URL: url('program', password, 'strict'),
      PORT: '0',
    });
    expect((await fetch(`${await ready(running)}/health`)).status).toBe(200);
    const db = connect({ connectionString: url('program', password, 'strict') }, { max: 1 });
    onTestFinished(() => db.destroy());
    expect(await readProgramRole(db)).toEqual({ name: 'program', superuser: false, bypasses: false, owns: false });
    for (const closed of [
      sql`select from record_conflict`,
      sql`delete from ledger_entry`,
      sql`update ledger_head set seq = 0`,
      sql`insert into access_grant select * from access_grant`,
      sql`alter table ledger_entry disable trigger all`,
    ]) {
      await expect(closed.execute(db)).rejects.toMatchObject({ code: '42501' });
    }
    running.kill('SIGTERM');
    expect(await running.ended).toBe(0);
  });

  it.each([
    [
      'a wrong password',
      () => url('owner', `${password}x`),
      /did not let user owner in: check the user and the password/,
    ],
    [
      'a database that is not there',
      () => url('owner', password, 'nowhere'),
      /has no database nowhere: create it, or correct/,
    ],
    ['another encoding', () => url('owner', password, 'latin'), /has encoding LATIN1 and Kith needs UTF8: create it/],
    ['a user without rights', () => url('guest'), /may not make tables in that database: make it the owner/],
  ])('with %s it is refused in one sentence without the password', async (_, address, sentence) => {
    const told = await refusal(address());
    expect(told).toMatch(sentence);
    expect(told.trim().split('\n')).toHaveLength(1);
  });
});

describe('DATABASE_URL names nothing of use', () => {
  it.each([
    [
      'where nothing listens',
      async () => `postgres://u:hunter2@127.0.0.1:${await freePort()}/kith`,
      /did not answer \(nothing listens there\): check/,
    ],
    [
      'a host that does not exist',
      async () => 'postgres://u:hunter2@no-such-host.invalid/kith',
      /no-such-host\.invalid:5432 did not answer.*: check/,
    ],
    [
      'another kind of address',
      async () => 'mysql://u:hunter2@127.0.0.1/kith',
      /DATABASE_URL must begin with postgres:\/\//,
    ],
    [
      'what is no address',
      async () => 'postgres://u:hunter2@127.0.0.1:port/kith',
      /DATABASE_URL is not an address: write it like/,
    ],
  ])('%s', async (_, address, sentence) => {
    const told = await refusal(await address());
    expect(told).toMatch(sentence);
    expect(told.trim().split('\n')).toHaveLength(1);
  });

  it('a server that is no PostgreSQL', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    onTestFinished(() => void server.close());
    expect(await refusal(`postgres://u:hunter2@127.0.0.1:${port}/kith`)).toMatch(/did not answer.*: check/);
  });
});
