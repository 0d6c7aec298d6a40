import { whereKithRuns } from '../platform/database/embedded.ts';
import type { ProgramCommand } from './program.ts';
import { noWords } from './words.ts';

/** Says whether Kith runs and where. Starts nothing. */
export const statusCommand: ProgramCommand = {
  name: 'status',
  summary: 'Say whether Kith runs, and at which address.',
  usage: 'kith status',
  run: async ({ args, config, out }) => {
    noWords(statusCommand, args);
    if (config.databaseUrl !== null) {
      out(
        'Kith uses the database in DATABASE_URL, which any number of servers may share: ask the machines they run on.\n',
      );
      return 0;
    }
    const address = await whereKithRuns(config.home);
    if (address === undefined) {
      out(`Kith does not run on ${config.home}.\n`);
      return 1;
    }
    out(address === '' ? `Kith is starting on ${config.home}.\n` : `Kith runs at ${address} on ${config.home}.\n`);
    return 0;
  },
};
