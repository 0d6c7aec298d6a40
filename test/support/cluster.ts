import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { access } from '../../src/access.ts';
import { writeAccessTable } from '../../src/platform/access/index.ts';
import { type Binaries, copyBinaries, findBinaries } from '../../src/platform/database/binaries.ts';
import { initialise, readPostmaster, SOCKET_PORT, settingFlags } from '../../src/platform/database/cluster.ts';
import { connect, type Db } from '../../src/platform/database/connection.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { giveRights } from '../../src/platform/database/rights.ts';
import {
  APP_ROLE,
  admit,
  createDatabase,
  createRoles,
  grantRights,
  OWNER_ROLE,
} from '../../src/platform/database/roles.ts';
import { handOver, mayEnter, serverUser } from '../../src/platform/database/server-user.ts';
import { prepareJobs } from '../../src/platform/jobs/index.ts';
import { silentLog } from './log.ts';

/** Where the throw-away PostgreSQL of this test run listens. */
export interface TestCluster {
  socketFolder: string;
}

/** Migrated; every `freshDatabase()` is a copy of it. */
export const TEMPLATE = 'kith_template';
/** The same with the demonstration loaded; made by the first test that asks for it. */
export const SHIPPED_TEMPLATE = 'kith_shipped';
/** Has the roles' rights and no table. */
export const EMPTY_TEMPLATE = 'kith_empty';

const PREFIX = 'kith-test-';

// The shell holds the far end of a pipe from the test runner. However the runner ends, kill -9 included, the pipe
// closes, the server stops at once and the folder goes.
const KEEPER =
  'trap "" INT HUP TERM; folder=$1; shift; "$@" & server=$!; read -r _; kill -QUIT $server; wait $server; rm -rf "$folder"';

/**
 * Starts a PostgreSQL for one test run in a folder of its own: nothing is shared with other runs at the same time.
 * Data safety is switched off, so it is fast and fit for tests only. `stop` waits until it is gone.
 */
export async function startTestCluster(): Promise<TestCluster & { stop: () => Promise<void> }> {
  sweep();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const user = serverUser();
  const data = join(folder, 'data');
  const socketFolder = join(folder, 's');
  for (const path of [socketFolder, data]) await mkdir(path, { mode: 0o700 });
  const binaries = await reachableBinaries(folder);
  await handOver(folder, user);
  await initialise(binaries, data, { user, flags: ['--no-sync'] });

  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    shared_buffers: '64MB',
    // As the carried server has it.
    random_page_cost: '1.1',
  };
  const server = [binaries.postgres, '-D', data, ...settingFlags(socketFolder, settings)];
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'keeper', folder, ...server], {
    ...user,
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
    cwd: '/',
  });
  let said = '';
  keeper.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const gone = new Promise<void>((resolve) => keeper.on('close', () => resolve()));
  const stop = async () => {
    keeper.stdin.end();
    await gone;
  };
  try {
    await ready(
      data,
      () => keeper.exitCode !== null,
      () => said,
    );
    await makeTemplates({ socketFolder });
  } catch (error) {
    await stop();
    throw error;
  }
  return { socketFolder, stop };
}

/** A connection to one database of the test cluster as the given role. The cluster asks for no password. */
export function connectTo(cluster: TestCluster, database: string, user: string, max = 5): Db {
  return connect({ host: cluster.socketFolder, port: SOCKET_PORT, user, password: '', database }, { max });
}

async function makeTemplates(cluster: TestCluster): Promise<void> {
  const admin = connectTo(cluster, 'postgres', 'postgres', 1);
  await createRoles(admin);
  for (const [name, template] of [
    [EMPTY_TEMPLATE, undefined],
    [TEMPLATE, EMPTY_TEMPLATE],
  ] as const) {
    await createDatabase(admin, name, template);
    const database = connectTo(cluster, name, 'postgres', 1);
    await grantRights(database, name);
    await database.destroy();
  }
  await admit(admin);
  await admin.destroy();
  const owner = connectTo(cluster, TEMPLATE, OWNER_ROLE, 1);
  await migrate(owner);
  await giveRights(owner, APP_ROLE);
  await writeAccessTable(owner, access);
  await owner.destroy();
  // Forms ask for jobs inside their transaction: without the queue's tables none of those could be sent.
  const queue = { host: cluster.socketFolder, port: SOCKET_PORT, user: OWNER_ROLE, password: '', database: TEMPLATE };
  await prepareJobs(queue, APP_ROLE, silentLog());
}

async function reachableBinaries(folder: string): Promise<Binaries> {
  const binaries = await findBinaries();
  if (await mayEnter(binaries.folder, serverUser())) return binaries;
  return copyBinaries(binaries, folder);
}

async function ready(data: string, ended: () => boolean, said: () => string): Promise<void> {
  const until = Date.now() + 30_000;
  while (!(await readPostmaster(data))?.ready) {
    if (ended() || Date.now() > until) throw new Error(`The test database did not start: ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Removes what a run left behind whose keeper was killed too (a power cut, say). */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!pid || alive(pid)) continue;
    const folder = join(tmpdir(), name);
    void readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')
      .then((text) => alive(Number(text.split('\n')[0])))
      .catch(() => false)
      .then((running) => {
        if (!running) rmSync(folder, { recursive: true, force: true });
      })
      .catch(() => {});
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
