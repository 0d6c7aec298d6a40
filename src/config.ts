import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './platform/paths.ts';
import { PlainError } from './platform/plain-error.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Whether it is one address, or a network in CIDR notation that is not everybody’s. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}

// Scripts and container files often set a variable to nothing when they mean not to set it.
const text = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
  z.string().trim().optional(),
);

/** Issuers of Entra ID that stand for everybody’s accounts: whoever has one could call themselves by any address. */
const EVERYBODY = /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/i;

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
      'Address at which readers reach this Kith, for example https://kith.example.org: links that Kith makes lead there, and over https cookies go no other way. Production needs it, with https; http is taken for trying out on the machine itself, when both this address and HOST are localhost.',
    ),
  TRUSTED_PROXIES: text
    .transform((value) => value?.split(/[\s,]+/).filter(Boolean) ?? [])
    .refine((list) => list.every(isNetwork), {
      message: 'must be addresses or networks like 10.0.0.7 or 10.0.0.0/24, with blanks between',
    })
    .describe(
      'Addresses or networks of the proxy in front of Kith, with blanks between, for example 127.0.0.1 or 10.0.0.0/24. Kith then takes the network address of a reader from what that proxy says (X-Forwarded-For), and from nobody else. Default: none. Needs PUBLIC_URL. Behind a proxy, set it: the limit of tries to sign in counts by network address.',
    ),
  KITH_ENV: text
    .pipe(z.enum(['production', 'demonstration', 'test']).optional())
    .describe(
      'production, demonstration or test. Production starts without the demonstration partnership; so does a database that holds another. Default: demonstration.',
    ),
  OIDC_ISSUER: text
    .refine((value) => value === undefined || (URL.canParse(value) && /^https?:\/\//.test(value)), {
      message: 'must begin with https://',
    })
    .refine((value) => value === undefined || !EVERYBODY.test(value), {
      message: 'names every organisation there is and must name the tenant of yours',
    })
    .describe(
      'The organisation whose accounts people sign in with, by OpenID Connect: its issuer, for example https://login.microsoftonline.com/TENANT/v2.0 or https://sso.example.org/realms/staff. Needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET. See docs/how-to/sign-in-with-your-organisation.md.',
    ),
  OIDC_CLIENT_ID: text.describe('The number or name under which that organisation knows Kith.'),
  OIDC_CLIENT_SECRET: text.describe('The secret that it gave to Kith.'),
  OIDC_NAME: text.describe(
    'What people call it: the button says “Sign in with …”. Default: your organisation’s account.',
  ),
  OIDC_EMAIL_CLAIM: text.describe(
    'The claim that holds a person’s verified e-mail address, where it is not the usual one. Setting it says that the organisation vouches for what it holds.',
  ),
  OIDC_ACR: text.describe(
    'Levels of authentication (acr), with blanks between, one of which the organisation must say was met; Kith asks for them. Default: none is asked for, and the organisation’s own rules for a second factor hold.',
  ),
  OIDC_CLOCK_SKEW: text
    .transform((value) => (value === undefined ? undefined : Number(value)))
    .refine((value) => value === undefined || (Number.isInteger(value) && value >= 0 && value <= 300), {
      message: 'must be a number of seconds from 0 to 300',
    })
    .describe('How many seconds the clock of the organisation may differ from that of Kith. Default: 60.'),
  SMTP_URL: text
    .refine((value) => value === undefined || (URL.canParse(value) && /^smtps?:\/\//.test(value)), {
      message: 'must begin with smtp:// or smtps://',
    })
    .describe(
      'The mail server that takes what Kith sends, for example smtps://user:password@mail.example.org. Needs MAIL_FROM and PUBLIC_URL. Without it messages wait at /people/outbox, where an administrator reads them.',
    ),
  MAIL_FROM: text
    .refine((value) => value === undefined || z.email().safeParse(value).success, {
      message: 'must be an e-mail address',
    })
    .describe('The address from which Kith sends mail, for example kith@example.org.'),
  UPLOAD_LIMIT: text
    .transform((value) => (value === undefined ? undefined : Number(value)))
    .refine((value) => value === undefined || (Number.isInteger(value) && value >= 1 && value <= 100), {
      message: 'must be a number of megabytes from 1 to 100',
    })
    .describe(
      'The largest file that somebody may add to Kith, such as a paper of a meeting, in megabytes. Files are kept in the database, so its backup grows with them. Default: 20.',
    ),
  LOG_LEVEL: text
    .pipe(z.enum(LOG_LEVELS).optional())
    .describe('How much goes into kith.log: fatal, error, warn, info, debug, trace or silent. Default: info.'),
};

/** The organisation with whose accounts people sign in. */
export interface ProviderConfig {
  issuer: string;
  clientId: string;
  /** Never shown. */
  clientSecret: string;
  /** What people call it. */
  name: string;
  /** The claim that holds a verified address; null for the usual ones. */
  emailClaim: string | null;
  /** Levels of authentication of which one must be met; empty when none is asked for. */
  acr: readonly string[];
  /** Seconds by which its clock may differ. */
  clockSkew: number;
}

/** How mail leaves. */
export interface MailConfig {
  /** Where to. Never shown: it may hold a password. */
  url: string;
  from: string;
  /** Address of this Kith, for the links in a mail. */
  site: string;
}

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
  /** Addresses and networks of the proxies whose word on a reader’s network address counts; empty for none. */
  trustedProxies: readonly string[];
  /** `production` starts empty of any partnership’s records. */
  env: 'production' | 'demonstration' | 'test';
  /** Null when people sign in with what they have in Kith alone. */
  provider: ProviderConfig | null;
  /** Null when messages wait to be read and handed over. */
  mail: MailConfig | null;
  /** The largest file that somebody may add, in bytes. */
  uploadLimit: number;
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
  refuseOpenProduction(given);
  if (given.TRUSTED_PROXIES.length > 0) needs('TRUSTED_PROXIES', given, ['PUBLIC_URL']);
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
    trustedProxies: given.TRUSTED_PROXIES,
    env: given.KITH_ENV ?? 'demonstration',
    provider: readProvider(given),
    mail: readMail(given),
    uploadLimit: (given.UPLOAD_LIMIT ?? 20) * 1_048_576,
    logLevel: given.LOG_LEVEL ?? 'info',
    logFile: join(home, 'kith.log'),
  };
}

type Given = z.infer<z.ZodObject<typeof settings>>;

function readProvider(given: Given): ProviderConfig | null {
  const issuer = given.OIDC_ISSUER;
  if (issuer === undefined) return null;
  needs('OIDC_ISSUER', given, ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']);
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== 'https:' && (given.KITH_ENV === 'production' || !LOOPBACK.includes(hostname))) {
    throw new PlainError('The setting OIDC_ISSUER must begin with https://: change it or leave it out.');
  }
  return {
    issuer,
    clientId: given.OIDC_CLIENT_ID ?? '',
    clientSecret: given.OIDC_CLIENT_SECRET ?? '',
    name: given.OIDC_NAME ?? 'your organisation’s account',
    emailClaim: given.OIDC_EMAIL_CLAIM ?? null,
    acr: given.OIDC_ACR?.split(/\s+/) ?? [],
    clockSkew: given.OIDC_CLOCK_SKEW ?? 60,
  };
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * In production cookies go over TLS alone, and no link or passkey depends on what a request says of the host it came to: both
 * need the address by which readers come. Throws PlainError where it is missing, or is plain and reached from elsewhere.
 */
function refuseOpenProduction({ KITH_ENV, PUBLIC_URL, HOST = 'localhost' }: Given): void {
  if (KITH_ENV !== 'production') return;
  if (PUBLIC_URL !== undefined) {
    const { protocol, hostname } = new URL(PUBLIC_URL);
    if (protocol === 'https:') return;
    if (LOOPBACK.includes(hostname) && LOOPBACK.includes(HOST.replace(/^::1$/, '[::1]'))) return;
  }
  throw new PlainError(
    'KITH_ENV=production needs PUBLIC_URL, the https address at which readers reach this Kith, for example https://kith.example.org. To try it out on this machine alone, PUBLIC_URL may be http://localhost while HOST is localhost.',
  );
}

function readMail(given: Given): MailConfig | null {
  if (given.SMTP_URL === undefined) return null;
  needs('SMTP_URL', given, ['MAIL_FROM', 'PUBLIC_URL']);
  return { url: given.SMTP_URL, from: given.MAIL_FROM ?? '', site: given.PUBLIC_URL ?? '' };
}

function needs(name: keyof Given, given: Given, others: readonly (keyof Given)[]): void {
  for (const other of others) {
    if (given[other] === undefined) throw new PlainError(`The setting ${name} needs ${other}: set both or neither.`);
  }
}
