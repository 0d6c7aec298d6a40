import { PlainError } from '../platform/plain-error.ts';
import type { ProgramCommand } from './program.ts';

/** Check the ledger of what was done, or sign where it stands. */
export const ledgerCommand: ProgramCommand = {
  name: 'ledger',
  summary: 'Check the ledger of what was done, or sign where it stands.',
  usage: 'kith ledger verify [--json]\nkith ledger checkpoint [--out FILE]',
  run: async () => {
    throw new PlainError('This is not built yet.');
  },
};
