import type { Logger } from 'pino';
import { access } from './access.ts';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import { listen } from './listening.ts';
import { openKith } from './opening.ts';
import { type RunningJobs, runJobs } from './platform/jobs/index.ts';
import { LedgerMark, markFile } from './platform/ledger/index.ts';
import type { PlainError } from './platform/plain-error.ts';
import { sweepUploads } from './platform/uploads/index.ts';
import { releaseAssetTools } from './platform/web/assets.ts';
import { tasksOf } from './tasks.ts';

/** What the server is given by the command line. */
export interface ServeOptions {
  config: Config;
  log: Logger;
  now: () => Date;
  /** Receives the one line that says where Kith is. */
  out: (text: string) => void;
  /** Ends the server. */
  signal: AbortSignal;
}

const PATIENCE_WITH_REQUESTS = 5000;
const PATIENCE_WITH_MARK = 1000;
const PATIENCE_WITH_JOBS = 3000;
/** Nothing is asked of the queue yet that it is not told of at once. */
const LOOK_FOR_JOBS = 30_000;

/**
 * Opens the database, builds the application and serves it until the signal comes, then closes everything in the
 * opposite order. Throws PlainError when it can't start, or when another server took its place.
 */
export async function serve({ config, log, now, out, signal }: ServeOptions): Promise<void> {
  const ended = new AbortController();
  const ending = AbortSignal.any([signal, ended.signal]);
  let replaced: PlainError | undefined;
  const onReplaced = (fault: PlainError) => {
    replaced = fault;
    ended.abort();
  };
  const database = await openKith(config, log, { purpose: 'server', signal, onReplaced, now });
  const swept = await sweepUploads(config.home, now());
  if (swept > 0) log.info({ swept }, 'removed files that a killed process left behind');
  const mark = new LedgerMark({ ...database, file: markFile(config.home), log });
  try {
    const deps = { db: database.db, config, log, now, keyring: database.keyring, access };
    const app = await buildApp(deps);
    await releaseAssetTools();
    let jobs: RunningJobs | undefined;
    try {
      if (!ending.aborted) {
        // Whatever a request does, its entry is committed before its answer is sent.
        app.server.on('request', (_request, answer) => answer.once('close', () => mark.soon()));
        const address = await listen(app, config);
        mark.soon();
        await database.announce(address);
        log.info({ address, home: config.home }, 'ready');
        out(`Kith is ready at ${address}\n`);
        jobs = await runJobs(database.target, tasksOf(deps, database.asOwner), log, {
          ...{ patience: PATIENCE_WITH_JOBS, pollInterval: LOOK_FOR_JOBS },
        });
        await happened(ending);
      }
    } finally {
      await Promise.race([jobs?.stop(), happened(AbortSignal.timeout(PATIENCE_WITH_JOBS + 1000))]);
      await Promise.race([app.close(), happened(AbortSignal.timeout(PATIENCE_WITH_REQUESTS))]);
      await Promise.race([mark.keep(), happened(AbortSignal.timeout(PATIENCE_WITH_MARK))]);
    }
  } finally {
    await database.close();
    log.info('stopped');
  }
  if (replaced) throw replaced;
}

function happened(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
