import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The major version of Node that Kith runs on. */
export const NODE_MAJOR = 24;

const major = Number(process.versions.node.split('.')[0]);

/**
 * The Node of the pinned platform package, or undefined when this very process will do: it is that version already, or
 * there is no package for this platform and it is newer. Throws one plain sentence when neither is there.
 */
export function pinnedNode(root) {
  if (major === NODE_MAJOR) return undefined;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const node = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(node)) return node;
  if (major > NODE_MAJOR) return undefined;
  throw new Error(
    `Kith runs on Node ${NODE_MAJOR}, and there is no package of it for ${process.platform}-${process.arch}: install Node ${NODE_MAJOR} (this is ${process.versions.node}) and try again.`,
  );
}
