import { dateInWords, londonDate } from '../platform/clocks/index.ts';
import { whereKithRuns } from '../platform/database/embedded.ts';
import { describeKeys, type KeyFacts, rotateKeys } from '../platform/keys/keyring.ts';
import { append } from '../platform/ledger/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import { operatorName } from './operator.ts';
import type { ProgramCommand, ProgramContext } from './program.ts';
import { USAGE_FAULT } from './words.ts';

/** Show or change the keys that are not in the database. */
export const keysCommand: ProgramCommand = {
  name: 'keys',
  summary: 'Show or change the keys that are not in the database.',
  usage:
    'kith keys show                     which keys there are and since when, never their secrets\n' +
    'kith keys rotate [--all-stopped]   give Kith new keys, while no server runs; the old ones stay to read with\n' +
    'With DATABASE_URL Kith can’t see whether servers run elsewhere: --all-stopped says that none does.',
  run: async (context) => {
    const [word, ...rest] = context.args;
    if (word === 'show' && rest.length === 0) return show(context);
    if (word === 'rotate' && rest.every((one) => one === '--all-stopped')) return rotate(context, rest.length > 0);
    throw new PlainError('Write kith keys show, or kith keys rotate.', { exitCode: USAGE_FAULT });
  },
};

const USES: Record<KeyFacts['use'], string> = {
  ledger: 'Writes the ledger’s chain',
  sealing: 'Seals second factors and kept forms',
  signing: 'Signs checkpoints',
};

async function show({ config, out }: ProgramContext): Promise<number> {
  const keys = await describeKeys(config.keysFile);
  for (const key of keys) {
    const use = `${USES[key.use]}${key.current ? '' : ' (an older key, to read with)'}`;
    out(`${key.id}  made ${dateInWords(londonDate(key.made))}  ${use}\n`);
    if (key.publicKey) out(key.publicKey);
  }
  return 0;
}

async function rotate(context: ProgramContext, allStopped: boolean): Promise<number> {
  const { config } = context;
  await refuseWhileServed(context, allStopped);
  const { db, keyring: before } = await context.openKith();
  const keyring = await rotateKeys(config.keysFile);
  // The first entry under the new key says that there is one.
  await db.transaction().execute((trx) =>
    append(trx, keyring, [
      {
        at: context.now(),
        event: 'keys.rotate',
        outcome: 'done',
        doing: 'Gave Kith new keys',
        personId: null,
        who: operatorName(),
        agency: null,
        role: null,
        purpose: null,
        kind: null,
        recordId: null,
        seen: null,
        why: `Key ${keyring.ledgerKeyId} after ${before.ledgerKeyId}`,
        requestId: null,
        sessionId: null,
        changes: [],
      },
    ]),
  );
  context.out(
    `Kith has new keys in ${config.keysFile}. Put a copy of the file where you keep its backups, and start Kith again. The older keys stay in it: what they wrote can still be checked.\n`,
  );
  return 0;
}

async function refuseWhileServed({ config }: ProgramContext, allStopped: boolean): Promise<void> {
  if (config.databaseUrl !== null) {
    if (allStopped) return;
    throw new PlainError(
      'A server that still runs would go on with the old keys. Stop every server on this database and run kith keys rotate --all-stopped.',
    );
  }
  const address = await whereKithRuns(config.home);
  if (address === undefined) return;
  throw new PlainError(
    `Kith runs${address ? ` at ${address}` : ''} and would go on with the old keys: stop it, run kith keys rotate, and start it again.`,
  );
}
