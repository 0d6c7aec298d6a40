import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, stop, transform } from 'esbuild';
import { projectRoot } from '../paths.ts';
import {
  FACE,
  type FaceCut,
  faceRules,
  withoutComponents,
  withoutGovUkIdentity,
  withoutOldSettings,
  withUrls,
} from './stylesheet.ts';

/** A file for the browser, kept in memory in the forms it may be asked for. */
export interface Asset {
  /** Address it is served at. It holds a hash of the content, so a browser may keep it for ever. */
  path: string;
  contentType: string;
  body: Buffer;
  /** The same, compressed; null where compressing gains nothing. */
  brotli: Buffer | null;
  gzip: Buffer | null;
}

/** All files that pages refer to. */
export interface Assets {
  /** Address of a file by its name, such as `kith.css`. Throws when there is no such file. */
  href(name: string): string;
  /** The file at an address, if there is one. */
  find(path: string): Asset | undefined;
  all: readonly Asset[];
}

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** MOJ's components that Kith has no use for. Their rules are half of MOJ's stylesheet. */
const MOJ_UNUSED = [
  'moj-action-bar',
  'moj-add-another',
  'moj-banner',
  'moj-button-menu',
  'moj-cookie-banner',
  'moj-currency',
  'moj-datepicker',
  'moj-header',
  'moj-identity-bar',
  'moj-interruption-card',
  'moj-message',
  'moj-multi-',
  'moj-notification-badge',
  'moj-organisation',
  'moj-password',
  'moj-progress-bar',
  'moj-rich-text',
  'moj-search-toggle',
  'moj-tag',
  'moj-task-list',
  'probation',
];

/** Parts of a face that the browser fetches one by one, when a page needs characters of them. */
const SUBSETS = ['latin', 'latin-ext'];
const CUTS = [
  { weight: 400, style: 'normal' },
  { weight: 400, style: 'italic' },
  { weight: 600, style: 'normal' },
  { weight: 700, style: 'normal' },
] as const;

/** Brotli's highest level takes 30 times as long for a sixth less; the stylesheet is made at every start. */
const BROTLI_QUALITY = 6;

/** Sources of what the browser gets. They are read where they stand, whichever form Kith itself runs in. */
const WEB = join(projectRoot, 'src/platform/web');

/** Kith's look by subject, in the order in which later rules win. */
const STYLES = ['ground', 'layout', 'page', 'record', 'figures', 'home'];
/** What holds over every module's own styles, too: more contrast, and paper. */
const LAST_STYLES = ['contrast', 'print'];

const require = createRequire(join(projectRoot, 'package.json'));
const fontPackage = dirname(require.resolve('@fontsource/atkinson-hyperlegible-next/package.json'));
const govukPackage = dirname(require.resolve('govuk-frontend/package.json'));
const mojPackage = dirname(require.resolve('@ministryofjustice/frontend/package.json'));

/** The face in the weight of running text: a page may fetch it early. */
export const BODY_FACE = fontFile('latin', 400, 'normal');

/**
 * Makes every file for the browser from the installed packages and Kith's own sources. Takes well under a second.
 *
 * @param stylesheets modules' own styles, in their order: paths below the checkout
 */
export async function loadAssets(stylesheets: readonly string[] = []): Promise<Assets> {
  const files = new FileList();
  const [sources] = await Promise.all([
    readStylesheets(stylesheets),
    addFonts(files),
    addScript(files),
    addIcon(files),
  ]);
  await addIconsNamedIn(sources.moj, files);
  const css = sources.face + withoutGovUkIdentity(sources.govuk) + sources.moj + sources.kith;
  const { code } = await transform(css, { loader: 'css', minify: true, legalComments: 'none' });
  await files.add(
    'kith.css',
    withUrls(code, (name) => files.href(name)),
  );
  return files;
}

/** Ends the helper process that making assets leaves waiting for more. It starts again by itself when it is needed. */
export async function releaseAssetTools(): Promise<void> {
  await stop();
}

class FileList implements Assets {
  readonly all: Asset[] = [];
  readonly #byPath = new Map<string, Asset>();
  readonly #byName = new Map<string, Asset>();

  async add(name: string, content: string | Buffer): Promise<void> {
    const body = Buffer.from(content);
    const extension = extname(name);
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
    const asset: Asset = {
      path: `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`,
      contentType: CONTENT_TYPES[extension] ?? 'application/octet-stream',
      body,
      // woff2 is compressed as it is.
      ...(extension === '.woff2' ? { brotli: null, gzip: null } : await compressed(body)),
    };
    this.all.push(asset);
    this.#byPath.set(asset.path, asset);
    this.#byName.set(name, asset);
  }

  href(name: string): string {
    const asset = this.#byName.get(name);
    if (!asset) throw new Error(`There is no asset named ${name}.`);
    return asset.path;
  }

  find(path: string): Asset | undefined {
    return this.#byPath.get(path);
  }
}

async function compressed(body: Buffer): Promise<{ brotli: Buffer; gzip: Buffer }> {
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
    promisify(gzip)(body, { level: 9 }),
  ]);
  return { brotli: br, gzip: gz };
}

async function readStylesheets(
  own: readonly string[],
): Promise<{ face: string; govuk: string; moj: string; kith: string }> {
  const [govuk, moj, cuts, ...kith] = await Promise.all([
    readFile(join(govukPackage, 'dist/govuk/govuk-frontend.min.css'), 'utf8'),
    readFile(join(mojPackage, 'moj/moj-frontend.min.css'), 'utf8'),
    faceCuts(),
    ...[
      ...STYLES.map((name) => join(WEB, 'styles', `${name}.css`)),
      join(WEB, '../charts/charts.css'),
      ...own.map((path) => join(projectRoot, path)),
      ...LAST_STYLES.map((name) => join(WEB, 'styles', `${name}.css`)),
    ].map((path) => readFile(path, 'utf8')),
  ]);
  return {
    face: faceRules(cuts),
    govuk,
    moj: withoutComponents(withoutOldSettings(withoutGovUkIdentity(moj)), MOJ_UNUSED),
    kith: kith.join('\n'),
  };
}

function fontFile(subset: string, weight: number, style: string): string {
  return `${FACE.toLowerCase().replaceAll(' ', '-')}-${subset}-${weight}-${style}.woff2`;
}

async function faceCuts(): Promise<FaceCut[]> {
  const ranges = JSON.parse(await readFile(join(fontPackage, 'unicode.json'), 'utf8')) as Record<string, string>;
  return SUBSETS.flatMap((subset) =>
    CUTS.map(({ weight, style }) => ({
      file: fontFile(subset, weight, style),
      weight,
      style,
      range: ranges[subset] ?? '',
    })),
  );
}

async function addFonts(files: FileList): Promise<void> {
  for (const { file } of await faceCuts()) await files.add(file, await readFile(join(fontPackage, 'files', file)));
}

async function addIcon(files: FileList): Promise<void> {
  await files.add('icon.svg', await readFile(join(WEB, 'icon.svg')));
}

async function addIconsNamedIn(css: string, files: FileList): Promise<void> {
  const names = new Set(
    Array.from(css.matchAll(/url\(\/assets\/images\/([a-z-]+\.svg)\)/g), (match) => match[1] ?? ''),
  );
  for (const name of names) await files.add(name, await readFile(join(mojPackage, 'moj/assets/images', name)));
}

async function addScript(files: FileList): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(WEB, 'client/kith.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome90', 'firefox90', 'safari15'],
    legalComments: 'none',
  });
  const script = outputFiles[0];
  if (!script) throw new Error('The browser script was not built.');
  await files.add('kith.js', Buffer.from(script.contents));
}
