import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';

const KEPT = 3;

/**
 * Bundles the program where its sources have changed, and returns the folder of the finished bundle. Each bundle stands
 * in a folder named for the state of the sources, so a running Kith keeps the one it was started from.
 */
export async function ensureBuilt(root, stateFolder) {
  const stamp = stampOf(root);
  const inCheckout = join(root, 'dist');
  if (existsSync(join(inCheckout, stamp))) return join(inCheckout, stamp);
  if (mayWrite(root)) return build(root, inCheckout, stamp);
  // A checkout that may not be written to: the bundle goes to Kith's own folder and finds its packages by a link.
  const outside = join(stateFolder, 'build');
  if (existsSync(join(outside, stamp))) return join(outside, stamp);
  mkdirSync(outside, { recursive: true, mode: 0o711 });
  const packages = join(outside, 'node_modules');
  rmSync(packages, { force: true });
  symlinkSync(join(root, 'node_modules'), packages);
  return build(root, outside, stamp);
}

function mayWrite(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A name for the state of the sources: their paths, sizes and times, the packages, and the checkout's own place. */
function stampOf(root) {
  const hash = createHash('sha256').update(root);
  const add = (path) => {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`\n${path} ${size} ${mtimeMs}`);
  };
  for (const path of readdirSync(join(root, 'src'), { recursive: true }).sort()) {
    if (/\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path)) add(join('src', path));
  }
  for (const path of ['package-lock.json', 'tsconfig.json', 'scripts/build.mjs']) add(path);
  return hash.digest('hex').slice(0, 16);
}

async function build(root, folder, stamp) {
  mkdirSync(folder, { recursive: true });
  const half = join(folder, `.${stamp}-${process.pid}`);
  try {
    await bundle(root, { cli: 'src/cli/process.ts' }, half);
    try {
      renameSync(half, join(folder, stamp));
    } catch (error) {
      // Another start finished the same bundle first.
      if (!existsSync(join(folder, stamp))) throw error;
    }
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  sweep(folder, stamp);
  return join(folder, stamp);
}

// Packages of very many small modules: read one by one, they take a third of the time of a start.
const TAKEN_IN = ['@observablehq/plot', 'hucre', 'kysely', 'linkedom', 'preact', 'preact-render-to-string', 'zod'];

/** Leaves packages where npm put them, but for those above and what these import. */
const packages = {
  name: 'packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point' || importer.includes('/node_modules/')) return undefined;
      const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
      return TAKEN_IN.includes(name) ? undefined : { path, external: true };
    });
  },
};

/** Bundles TypeScript and pages for Node. */
export async function bundle(root, entryPoints, outdir) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    plugins: [packages],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'linked',
    sourcesContent: false,
    define: { KITH_BUILT_FROM: JSON.stringify(root) },
    logLevel: 'error',
  });
}

/** Removes all bundles but the newest few. */
function sweep(folder, stamp) {
  const bundles = readdirSync(folder)
    .filter((name) => /^[0-9a-f]{16}$/.test(name) && name !== stamp)
    .map((name) => ({ name, age: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.age - a.age);
  for (const { name } of bundles.slice(KEPT - 1)) rmSync(join(folder, name), { recursive: true, force: true });
}
