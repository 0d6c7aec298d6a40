import { PlainError } from '../platform/plain-error.ts';
import type { ProgramCommand } from './program.ts';

/** Invite the first administrator or business manager. */
export const inviteCommand: ProgramCommand = {
  name: 'invite',
  summary: 'Invite the first administrator or business manager.',
  usage: 'kith invite EMAIL --name NAME --agency KEY --role administrator|business-manager',
  run: async () => {
    throw new PlainError('This is not built yet.');
  },
};
