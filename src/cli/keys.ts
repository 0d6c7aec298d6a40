import { PlainError } from '../platform/plain-error.ts';
import type { ProgramCommand } from './program.ts';

/** Show or change the keys that are not in the database. */
export const keysCommand: ProgramCommand = {
  name: 'keys',
  summary: 'Show or change the keys that are not in the database.',
  usage: 'kith keys show\nkith keys rotate',
  run: async () => {
    throw new PlainError('This is not built yet.');
  },
};
