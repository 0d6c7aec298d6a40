import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { plainFault } from './faults.ts';

/**
 * A connection pool or an open transaction. It knows no table: a repository names the tables it works with
 * (`db.withTables<Tables>()`), so table types stay inside repositories.
 */
export type Db = Kysely<object>;

const DATE = 1082;
const BIGINT = 20;
const NUMERIC = 1700;

// A date stays the text it is: as a Date object a birthday slips by a day in summer time.
pg.types.setTypeParser(DATE, (text) => text);
// Row numbers stay far below 2^53.
pg.types.setTypeParser(BIGINT, Number);
// Published figures have at most a dozen digits, which a double carries exactly.
pg.types.setTypeParser(NUMERIC, Number);

/** Where PostgreSQL is: a connection string, or the socket folder of the server that Kith keeps itself. */
export type ConnectionTarget =
  | { connectionString: string }
  | { host: string; port: number; user: string; password: string; database: string };

/**
 * Opens a pool of connections. Nothing is sent until the first query, so an unreachable server shows itself there.
 * A server that is away, read-only or out of disk shows itself as a PlainError (503 or 507), other faults as they are.
 * Call `db.destroy()` when done.
 */
export function connect(target: ConnectionTarget, options: { max?: number } = {}): Db {
  const pool = new pg.Pool({
    ...target,
    max: options.max ?? 10,
    connectionTimeoutMillis: 5000,
    // A statement is sent behind the one before it, whose answer nobody may need yet.
    pipeline: true,
    application_name: 'kith',
    Client: PlainClient,
  });
  // An idle connection that drops is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return new Kysely<object>({ dialect: new PostgresDialect({ pool }) });
}

/** A connection whose faults are told by `plainFault`. */
class PlainClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // A connection lost while in use says so twice: to the query, which tells its caller, and here, where it would end
    // the process.
    this.on('error', () => {});
    const query = this.query.bind(this) as (...words: unknown[]) => unknown;
    const remembered = new PreparedStatements();
    const told = (...words: unknown[]) => {
      const result = query(...remembered.prepare(words));
      return result instanceof Promise ? result.catch(tell) : result;
    };
    this.query = told as pg.Client['query'];
    const open = this.connect.bind(this) as (...words: unknown[]) => unknown;
    const opened = (callback?: (error: unknown) => void) =>
      callback
        ? open((error: unknown) => callback(error ? plainFault(error) : error))
        : (open() as Promise<void>).catch(tell);
    this.connect = opened as pg.Client['connect'];
  }
}

const MOST_PREPARED = 300;
const ONE_STATEMENT = /^\s*(?:select|insert|update|delete|with)\b[^;]*$/i;

/**
 * Statements that a connection sends again and again are prepared once: PostgreSQL then plans them no more, which for a
 * table behind row-level security is most of their time. The first sending of a text is never prepared.
 */
class PreparedStatements {
  readonly #names = new Map<string, string | null>();
  #count = 0;

  prepare(words: unknown[]): unknown[] {
    const [text, values, ...rest] = words;
    if (typeof text !== 'string' || !Array.isArray(values) || !ONE_STATEMENT.test(text)) return words;
    const name = this.#names.get(text);
    if (name === undefined) {
      if (this.#names.size < MOST_PREPARED) this.#names.set(text, null);
      return words;
    }
    if (name !== null) return [{ name, text, values }, ...rest];
    this.#count += 1;
    const made = `kith_${this.#count}`;
    this.#names.set(text, made);
    return [{ name: made, text, values }, ...rest];
  }
}

function tell(error: unknown): never {
  throw plainFault(error);
}
