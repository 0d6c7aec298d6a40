import { PlainError } from '../plain-error.ts';

// https://www.postgresql.org/docs/18/errcodes-appendix.html
const DISK_FULL = '53100';
const READ_ONLY = '25006';
const TOO_MANY_CONNECTIONS = '53300';
const GOING_DOWN = new Set(['57P01', '57P02', '57P03']);
const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTCONN']);
const CONNECTION_CLASS = '08';
// pg gives these no code.
const DROPPED =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable/i;

/** The SQLSTATE or system code of a database error, if it has one. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Whether the server is away for a moment: starting, stopping, crashed or full. Trying again may help. */
export function isAway(error: unknown): boolean {
  if (error instanceof PlainError) return isAway(error.cause);
  const code = codeOf(error);
  if (code !== undefined) {
    return (
      GOING_DOWN.has(code) ||
      UNREACHABLE.has(code) ||
      code.startsWith(CONNECTION_CLASS) ||
      code === TOO_MANY_CONNECTIONS
    );
  }
  return error instanceof Error && DROPPED.test(error.message);
}

/**
 * Tells the faults of a running database that a person can wait out or mend from defects of the program. Returns the
 * error itself when it is none of these; the PlainError carries it as its cause.
 */
export function plainFault(error: unknown): unknown {
  if (error instanceof PlainError) return error;
  const code = codeOf(error);
  if (code === DISK_FULL || code === 'ENOSPC') {
    return new PlainError(
      'The disk of the database is full: free some space and try again; nothing that was saved is lost.',
      {
        statusCode: 507,
        cause: error,
      },
    );
  }
  if (code === READ_ONLY) {
    return new PlainError('The database takes no changes at present (it is read-only): try again later.', {
      statusCode: 503,
      cause: error,
    });
  }
  if (isAway(error)) {
    return new PlainError('The database does not answer at present: wait a few seconds and try again.', {
      statusCode: 503,
      cause: error,
    });
  }
  return error;
}
