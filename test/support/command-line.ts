import { join } from 'node:path';
import { runCommandLine } from '../../src/cli/index.ts';

/** What a command ended with and what it said. */
export interface Said {
  code: number;
  out: string;
  err: string;
}

/** Runs a command in a folder, at a moment that stands still. Kith's own folder would be beneath it. */
export async function commandIn(folder: string, args: readonly string[], now: string): Promise<Said> {
  const said = { out: '', err: '' };
  const code = await runCommandLine({
    ...{ args: [...args], cwd: folder, env: { KITH_HOME: join(folder, 'home') } },
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: () => new Date(now),
    signal: new AbortController().signal,
  });
  return { code, ...said };
}
