import { type Logger, pino } from 'pino';

interface LogLine {
  msg?: string;
  reference?: string;
  err?: { message: string };
}

/** A logger that keeps its lines in memory, so that a test can read what an operator would. */
export function silentLog(): Logger & { lines(): LogLine[] } {
  const lines: LogLine[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line) as LogLine) });
  return Object.assign(log, { lines: () => lines });
}
