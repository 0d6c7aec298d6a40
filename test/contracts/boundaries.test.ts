import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { afterEach, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const { forbidden } = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as IFlattenedRuleSet;

let folder: string;
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Names of the rules that a small product of these files breaks. */
async function broken(files: Record<string, string>): Promise<string[]> {
  folder = mkdtempSync(join(tmpdir(), 'kith-boundaries-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const found = await cruise(['src'], {
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: forbidden ?? [] },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx'] },
  });
  return [...new Set((found.output as ICruiseResult).summary.violations.map((one) => one.rule.name))].sort();
}

it('lets a module use the platform and another module’s face', async () => {
  expect(
    await broken({
      'src/platform/clock.ts': 'export type Clock = () => Date;\n',
      'src/directory/index.ts': 'export type Area = string;\n',
      'src/partnership/learning/index.ts':
        "import type { Clock } from '../../platform/clock.ts';\nimport type { Area } from '../../directory/index.ts';\nexport type Pair = [Clock, Area];\n",
    }),
  ).toEqual([]);
});

it('refuses a platform that knows a module, even by a type alone', async () => {
  const files = {
    'src/directory/index.ts': 'export type Area = string;\n',
    'src/platform/web.ts': "import type { Area } from '../directory/index.ts';\nexport type Place = Area;\n",
  };
  expect(await broken(files)).toEqual(['platform-knows-no-module']);
});

it('refuses a way round a module’s face', async () => {
  const files = {
    'src/partnership/learning/repository.ts': 'export const secret = 1;\n',
    'src/evidence/snapshot/service.ts': "export { secret } from '../../partnership/learning/repository.ts';\n",
  };
  expect(await broken(files)).toEqual(['modules-through-their-face']);
});

it('keeps partnership and practice apart in both directions', async () => {
  const files = {
    'src/partnership/actions/index.ts':
      "import { child } from '../../practice/children/index.ts';\nexport const one = child;\n",
    'src/practice/children/index.ts': 'export const child = 1;\n',
    'src/practice/plans/index.ts':
      "import { two } from '../../partnership/training/index.ts';\nexport const plan = two;\n",
    'src/partnership/training/index.ts': 'export const two = 2;\n',
  };
  expect(await broken(files)).toEqual([
    'partnership-and-practice-are-strangers',
    'practice-and-partnership-are-strangers',
  ]);
});

it('refuses two files that need each other', async () => {
  const files = {
    'src/directory/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
    'src/directory/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
  };
  expect(await broken(files)).toEqual(['no-cycles']);
});

it('sees the product itself', async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-boundaries-'));
  const found = await cruise(['src'], {
    baseDir: ROOT,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: 'node_modules',
  });
  expect((found.output as ICruiseResult).summary.totalCruised).toBeGreaterThan(100);
});
