import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './platform/paths.ts';
import { PlainError } from './platform/plain-error.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

// Scripts and container files often set a variable to nothing when they mean not to set it.
const text = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
  z.string().trim().optional(),
);

/**
 * Every setting, by the name of its environment variable. This is the whole list: `docs/operations.md` shows it and a
 * test compares the two.
 */
export const settings = {
  KITH_HOME: text.describe(
    'Folder for everything Kith keeps: database, log. A relative path starts from the current folder. Default: .kith in the checkout.',
  ),
  PORT: text
    .transform((value) => (value === undefined ? undefined : Number(value)))
    .refine((value) => value === undefined || (Number.isInteger(value) && value >= 0 && value <= 65_535), {
      message: 'must be a number from 0 to 65535',
    })
    .describe(
      'Port of the web server. Default: 3000, or the next free one; a port given here is used or refused, never replaced.',
    ),
  HOST: text.describe(
    'Address to listen on. Default: localhost, so only this machine can reach Kith. 0.0.0.0 listens on every network.',
  ),
  DATABASE_URL: text
    .refine((value) => value === undefined || /^postgres(ql)?:\/\//.test(value), {
      message: 'must begin with postgres:// or postgresql://',
    })
    .describe(
      'A PostgreSQL 15 or newer to use instead of the one Kith carries, for example postgres://user:password@host:5432/kith.',
    ),
  DATABASE_OWNER_URL: text
    .refine((value) => value === undefined || /^postgres(ql)?:\/\//.test(value), {
      message: 'must begin with postgres:// or postgresql://',
    })
    .describe(
      'The same database as DATABASE_URL, by the user that owns its tables and runs migrations; the user in DATABASE_URL then owns nothing. Production needs it when DATABASE_URL is set.',
    ),
  KITH_KEYS: text.describe(
    'File of the keys that must not be in the database: they write the ledger’s chain, seal second factors and sign checkpoints. Every server on one database needs the same file. Default: keys.json in KITH_HOME, made at the first start.',
  ),
  PUBLIC_URL: text
    .refine((value) => value === undefined || (URL.canParse(value) && /^https?:\/\//.test(value)), {
      message: 'must begin with https:// or http://',
    })
    .transform((value) => value?.replace(/\/+$/, ''))
    .describe(
      'Address at which readers reach this Kith, for example https://kith.example.org. Figures in downloaded reports then link to their records there.',
    ),
  KITH_ENV: text
    .pipe(z.enum(['production', 'demonstration', 'test']).optional())
    .describe(
      'production, demonstration or test. Production starts without the demonstration partnership; so does a database that holds another. Default: demonstration.',
    ),
  LOG_LEVEL: text
    .pipe(z.enum(LOG_LEVELS).optional())
    .describe('How much goes into kith.log: fatal, error, warn, info, debug, trace or silent. Default: info.'),
};

/** How this Kith runs. Read once, from the environment, by `readConfig`. */
export interface Config {
  /** Absolute path of the folder that holds everything Kith keeps. */
  home: string;
  /** Port of the web server; null when none was given and any free one from 3000 on will do. */
  port: number | null;
  host: string;
  /** Connection string of an external PostgreSQL; null when Kith runs its own. Never shown: it may hold a password. */
  databaseUrl: string | null;
  /** Connection string of the role that owns the tables; null when DATABASE_URL's does or Kith runs its own PostgreSQL. */
  databaseOwnerUrl: string | null;
  /** Absolute path of the file of keys. */
  keysFile: string;
  /** Address at which readers reach this Kith, without a slash at its end; null when nobody said. */
  publicUrl: string | null;
  /** `production` starts empty of any partnership’s records. */
  env: 'production' | 'demonstration' | 'test';
  logLevel: (typeof LOG_LEVELS)[number];
  /** Absolute path of the log file. */
  logFile: string;
}

/** The default port. */
export const DEFAULT_PORT = 3000;

/**
 * Reads the settings. Throws PlainError naming the variable and what it must be; the value itself is not repeated,
 * because it may be a secret.
 */
export function readConfig(env: Record<string, string | undefined> = process.env, cwd: string = process.cwd()): Config {
  const read = z.object(settings).safeParse(env);
  if (!read.success) {
    const issue = read.error.issues[0];
    const name = String(issue?.path[0]);
    const rule = issue?.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : issue?.message;
    throw new PlainError(`The setting ${name} ${rule}: change it or leave it out.`);
  }
  const given = read.data;
  const home =
    given.KITH_HOME === undefined
      ? join(projectRoot, '.kith')
      : resolve(cwd, given.KITH_HOME.replace(/^~(?=\/|$)/, homedir()));
  return {
    home,
    port: given.PORT ?? null,
    host: given.HOST ?? 'localhost',
    databaseUrl: given.DATABASE_URL ?? null,
    databaseOwnerUrl: given.DATABASE_OWNER_URL ?? null,
    keysFile: given.KITH_KEYS === undefined ? join(home, 'keys.json') : resolve(cwd, given.KITH_KEYS),
    publicUrl: given.PUBLIC_URL ?? null,
    env: given.KITH_ENV ?? 'demonstration',
    logLevel: given.LOG_LEVEL ?? 'info',
    logFile: join(home, 'kith.log'),
  };
}
