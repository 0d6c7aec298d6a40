import { join } from 'node:path';

declare const KITH_BUILT_FROM: string | undefined;

/**
 * The checkout's folder. SQL, YAML data and static files are read from below it at run time, by the bundle (which is told
 * its checkout when it is built, and may stand elsewhere) and by tests (which run these files where they are) alike.
 */
export const projectRoot: string =
  typeof KITH_BUILT_FROM === 'string' ? KITH_BUILT_FROM : join(import.meta.dirname, '..', '..');
