import { serve } from '../main.ts';
import type { ProgramCommand } from './program.ts';
import { noWords } from './words.ts';

/** Serves Kith's pages until it is stopped: what `npm start` runs. */
export const startCommand: ProgramCommand = {
  name: 'start',
  summary: "Serve Kith's pages until Ctrl-C.",
  usage: 'kith start',
  run: async ({ args, config, log, now, out, signal }) => {
    noWords(startCommand, args);
    await serve({ config, log: log(), now, out, signal });
    return 0;
  },
};
