import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail that a mail server took. */
export interface TakenMail {
  to: string[];
  /** As it came: head, empty line, body. */
  raw: string;
}

/** A mail server on loopback. */
export interface MailServer {
  url: string;
  port: number;
  taken: TakenMail[];
  /** Code with which it refuses an address; the address is taken where nothing is said. */
  refuse: Map<string, number>;
  close(): Promise<void>;
}

/**
 * Starts a mail server, on a given port where a test lets one come back. `login` is the user and password it wants; with
 * `withTls` it offers encryption by a certificate that nobody trusts.
 */
export async function mailServer(
  options: { login?: [string, string]; port?: number; withTls?: boolean } = {},
): Promise<MailServer> {
  const taken: TakenMail[] = [];
  const refuse = new Map<string, number>();
  const { login } = options;
  const server = new SMTPServer({
    authOptional: !login,
    allowInsecureAuth: true,
    disabledCommands: [...(login ? [] : ['AUTH']), ...(options.withTls ? [] : ['STARTTLS'])],
    onAuth: ({ username, password }, _session, answer) =>
      login && username === login[0] && password === login[1]
        ? answer(null, { user: username })
        : answer(new Error('no such user')),
    onRcptTo: ({ address }, _session, answer) => {
      const code = refuse.get(address);
      answer(code === undefined ? null : Object.assign(new Error('not here'), { responseCode: code }));
    },
    onData: (stream, session, answer) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
        });
        answer();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    ...{ port, taken, refuse },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
