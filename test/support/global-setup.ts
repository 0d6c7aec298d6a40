import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTestCluster, type TestCluster } from './cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster;
    /** A folder that is gone after the run, through which every user may pass. */
    scratch: string;
  }
}

/** Starts the run's PostgreSQL before the first test file and stops it after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { socketFolder, stop } = await startTestCluster();
  project.provide('cluster', { socketFolder });
  const scratch = mkdtempSync(join(tmpdir(), 'kith-scratch-'));
  chmodSync(scratch, 0o755);
  project.provide('scratch', scratch);
  return async () => {
    await stop();
    rmSync(scratch, { recursive: true, force: true });
  };
}
