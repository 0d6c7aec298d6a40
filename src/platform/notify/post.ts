import { createTransport } from 'nodemailer';
import type { MailConfig } from '../../config.ts';
import type { OutgoingMessage } from './outbox.ts';

/** Hands messages to the mail server, over one connection. */
export interface Post {
  /** Resolves once the mail server has taken the message. Throws Undelivered. */
  send(message: OutgoingMessage): Promise<void>;
  close(): void;
}

/** A message did not leave, and why in plain words. */
export class Undelivered extends Error {
  /** `server`: no message would leave now. `message`: this one was refused. */
  readonly fault: 'server' | 'message';
  /** The mail server says that trying again is of no use. */
  readonly lasting: boolean;

  constructor(says: string, { fault, lasting }: Pick<Undelivered, 'fault' | 'lasting'>, cause: unknown) {
    super(says, { cause });
    this.name = 'Undelivered';
    this.fault = fault;
    this.lasting = lasting;
  }
}

const PATIENCE = 20_000;
const LOOPBACK = /^(localhost|127\.|\[::1\])/;

/** A connection to the configured mail server. Nothing is sent before the first message. */
export function postBy({ url, from, site }: MailConfig): Post {
  const { username, hostname } = new URL(url);
  const transport = createTransport({
    ...{ url, pool: true, maxConnections: 1, maxMessages: Number.POSITIVE_INFINITY },
    // A password leaves only where nobody between here and there can read it.
    requireTLS: username !== '' && !LOOPBACK.test(hostname),
    ...{ connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const host = new URL(site).hostname;
  return {
    send: async (message) => {
      try {
        await transport.sendMail({
          from: { name: 'Kith', address: from },
          to: { name: '', address: message.address },
          subject: message.subject,
          text: textOf(message, site),
          // The same when it is sent twice, so that a reader's mail program shows it once.
          messageId: `<${message.id}@${host}>`,
          date: message.madeAt,
          // Nobody's absence note comes back.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
      } catch (error) {
        throw undelivered(error);
      }
    },
    close: () => transport.close(),
  };
}

// It leads to no record: whoever else reads the mail does not learn which one it is about.
function textOf({ words }: OutgoingMessage, site: string): string {
  return `${words}

Your notices in Kith: ${site}/account/notices

Kith sent this mail by itself. It says nothing of what a record holds; answers to it are read by nobody.
`;
}

/** Faults of the two steps that concern one message: whom it is for, and what it says. */
const OF_ONE_MESSAGE = ['EENVELOPE', 'EMESSAGE'];

const DISTRUST = /CERT|SELF_SIGNED|UNABLE_TO/;
const SERVER_FAULTS = {
  EAUTH: 'The mail server does not take the user or password in SMTP_URL.',
  ENOAUTH: 'The mail server wants a user and password in SMTP_URL.',
  ETLS: 'The mail server’s encryption is none that this machine trusts.',
  EDNS: 'The name of the mail server is not known.',
  ETIMEDOUT: 'The mail server did not answer in time.',
} as const;

function undelivered(error: unknown): Undelivered {
  const { code, originalCode, responseCode } = error as Record<'code' | 'originalCode', string | undefined> & {
    responseCode?: number;
  };
  if (code !== undefined && OF_ONE_MESSAGE.includes(code) && responseCode !== undefined) {
    const what = code === 'EENVELOPE' ? 'this address' : 'this message';
    const lasting = responseCode >= 500;
    const says = `The mail server ${lasting ? 'refused' : 'does not take'} ${what}${lasting ? '' : ' for now'} (code ${responseCode}).`;
    return new Undelivered(says, { fault: 'message', lasting }, error);
  }
  const says = DISTRUST.test(originalCode ?? '')
    ? SERVER_FAULTS.ETLS
    : (Object.entries(SERVER_FAULTS).find(([name]) => name === code)?.[1] ?? 'The mail server can’t be reached.');
  return new Undelivered(says, { fault: 'server', lasting: false }, error);
}
