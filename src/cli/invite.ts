import { parseArgs } from 'node:util';
import { FIRST_ROLES, type FirstPerson, inviteFirst, inviteKnown } from '../directory/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import { operatorName } from './operator.ts';
import type { ProgramCommand } from './program.ts';
import { USAGE_FAULT } from './words.ts';

const USAGE = `kith invite EMAIL --name NAME --agency KEY --role ${FIRST_ROLES.join('|')}`;
const KNOWN = 'kith invite EMAIL';

/** `kith invite`: makes the first person who can let others in, and prints the link with which they choose a password. */
export const inviteCommand: ProgramCommand = {
  name: 'invite',
  summary: 'Invite the first administrator or business manager.',
  usage: `${USAGE}\n${KNOWN}\nPrints a link that works once, for seven days. A new one replaces it. The address alone is for somebody who is known\nalready and lost every way in: what they signed in with before works no more.`,
  run: async ({ args, config, openKith, now, out }) => {
    const asked = read(args);
    const { db, keyring } = await openKith();
    const { path, name, known } =
      'role' in asked
        ? await inviteFirst(db, keyring, asked, operatorName(), now())
        : { ...(await inviteKnown(db, keyring, asked.email, operatorName(), now())), known: true };
    out(
      `${name} ${known ? 'was known already' : 'is new'} in Kith. This link lets them choose a password, once, within seven days:\n${config.publicUrl ?? ''}${path}\n`,
    );
    if (config.publicUrl === null) out('Put the address of this Kith before it, or set PUBLIC_URL.\n');
    return 0;
  },
};

function read(args: readonly string[]): FirstPerson | { email: string } {
  const fault = (sentence: string) => new PlainError(`${sentence}: ${USAGE}`, { exitCode: USAGE_FAULT });
  let given: { values: Record<string, string | undefined>; positionals: string[] };
  try {
    const text = { type: 'string' } as const;
    given = parseArgs({ args: [...args], allowPositionals: true, options: { name: text, agency: text, role: text } });
  } catch {
    throw fault('That is not how kith invite is called');
  }
  const [email, ...more] = given.positionals;
  if (email === undefined || more.length > 0) throw fault('Name one e-mail address');
  const { name, agency, role } = given.values;
  if (name === undefined && agency === undefined && role === undefined) return { email };
  if (name === undefined || agency === undefined || role === undefined) {
    throw fault('Say who it is, from which agency and in which role');
  }
  return { email, name, agency, role };
}
