import pg from 'pg';
import { PlainError } from '../plain-error.ts';
import { codeOf } from './faults.ts';

/** The oldest PostgreSQL that Kith works with. */
export const OLDEST_MAJOR = 15;

interface Answer {
  version: string;
  number: number;
  encoding: string;
  standby: boolean;
}

/**
 * Tries the database that DATABASE_URL names and throws a PlainError when Kith can't use it: not reachable, not let in,
 * not there, too old, wrong encoding or a standby. No message repeats the password.
 */
export async function checkExternal(connectionString: string): Promise<void> {
  const client = clientFor(connectionString);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Answer>(`
      select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
        current_setting('server_encoding') as encoding, pg_is_in_recovery() as standby`);
    if (rows[0]) judge(rows[0], placeOf(client));
  } catch (error) {
    throw error instanceof PlainError ? error : explain(error, client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Throws PlainError when a server that answered so is of no use to Kith. */
export function judge(answer: Answer, place: string): void {
  if (answer.number < OLDEST_MAJOR * 10_000) {
    throw new PlainError(
      `PostgreSQL at ${place} is version ${answer.version} and Kith needs ${OLDEST_MAJOR} or newer: upgrade it, or leave DATABASE_URL out to use the PostgreSQL that Kith carries.`,
    );
  }
  if (answer.encoding !== 'UTF8') {
    throw new PlainError(
      `The database that DATABASE_URL names at ${place} has encoding ${answer.encoding} and Kith needs UTF8: create it with encoding UTF8.`,
    );
  }
  if (answer.standby) {
    throw new PlainError(
      `PostgreSQL at ${place} is a standby that takes no changes: let DATABASE_URL name the primary server.`,
    );
  }
}

function clientFor(connectionString: string): pg.Client {
  try {
    return new pg.Client({ connectionString, application_name: 'kith', connectionTimeoutMillis: 10_000 });
  } catch {
    // The parser's own message may hold the address, and so the password.
    throw new PlainError(
      'DATABASE_URL is not an address: write it like postgres://user:password@host:5432/database, with %40 and the like for special characters.',
    );
  }
}

function placeOf(client: pg.Client): string {
  return client.host.startsWith('/') ? client.host : `${client.host}:${client.port}`;
}

function explain(error: unknown, client: pg.Client): PlainError {
  const place = placeOf(client);
  const told = (sentence: string) => new PlainError(sentence, { cause: error });
  const code = codeOf(error) ?? '';
  switch (code) {
    case '28P01':
    case '28000':
      return told(
        `PostgreSQL at ${place} did not let user ${client.user} in: check the user and the password in DATABASE_URL.`,
      );
    case '3D000':
      return told(`PostgreSQL at ${place} has no database ${client.database}: create it, or correct DATABASE_URL.`);
    case '42501':
      return told(
        `User ${client.user} may not connect to database ${client.database} at ${place}: grant it that right.`,
      );
    case '53300':
      return told(`PostgreSQL at ${place} has no connection left: allow it more (max_connections), or close some.`);
    case '57P03':
      return told(`PostgreSQL at ${place} is starting or stopping: try again in a few seconds.`);
  }
  const message = error instanceof Error ? error.message : '';
  if (/SSL|certificate|TLS/i.test(message) || code.startsWith('ERR_TLS') || /CERT|SELF_SIGNED/.test(code)) {
    return told(`PostgreSQL at ${place} and Kith can't agree on encryption: check sslmode in DATABASE_URL.`);
  }
  if (/password must be a string|no password/i.test(message)) {
    return told(`PostgreSQL at ${place} asks user ${client.user} for a password: add it to DATABASE_URL.`);
  }
  return told(
    `PostgreSQL at ${place} did not answer${because(code)}: check that it runs and that DATABASE_URL names its host and port.`,
  );
}

function because(code: string): string {
  const reasons: Record<string, string> = {
    ECONNREFUSED: ' (nothing listens there)',
    ENOTFOUND: ' (no such host)',
    EAI_AGAIN: ' (the name of the host could not be looked up)',
    ENOENT: ' (no such socket)',
    ETIMEDOUT: ' (it took too long)',
  };
  return reasons[code] ?? '';
}
