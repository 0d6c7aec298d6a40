import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { directoryModule } from '../../directory/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { projectRoot } from '../../platform/paths.ts';
import {
  type LoadMade,
  type LoadRefused,
  loadFiles,
  problemLine,
  type TextFile,
} from '../../platform/records/index.ts';
import { snapshotRecordKinds } from './records.ts';

const KINDS = [...(directoryModule.recordKinds ?? []), ...snapshotRecordKinds];
/** When the loads of these tests happen. */
export const LOADED_AT = new Date('2022-09-30T10:00:00Z');

const VOCABULARY = [
  ...['00-source', '10-lines', '15-return-lines', '20-indicators'],
  ...['30-computed-measures', '40-published-links'],
];
const DEMO = [
  '00-source',
  '01-areas-and-agencies',
  '50-snapshot-lines',
  '51-indicators',
  '53-figures-hartlepool',
  '54-figures-stockton-on-tees',
  '55-figures-partnership',
  '56-comparators-and-notes',
  '57-published-figures',
];

/**
 * The vocabulary, and the files of the demonstration that the snapshot is made of. The figures' head is freed of the
 * partnership's record.
 */
export async function demoFiles(): Promise<TextFile[]> {
  const names = [
    ...VOCABULARY.map((name) => `src/evidence/snapshot/vocabulary/${name}.yaml`),
    ...DEMO.map((name) => `src/demo/hsscp-2021-22/${name}.yaml`),
  ];
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(projectRoot, name), 'utf8');
      return { name, text: text.replace(/^partnership: hsscp$/m, '') };
    }),
  );
}

/** Loads files as `kith load` does, with the directory's and the snapshot's kinds of record only. */
export function tryLoad(db: Db, files: readonly TextFile[]): Promise<LoadMade | LoadRefused> {
  return loadFiles(db, files, { kinds: KINDS, loadedBy: 'A. Nalyst', now: LOADED_AT });
}

/** Loads files that must be right; says what is wrong otherwise. */
export async function load(db: Db, files: readonly TextFile[]): Promise<LoadMade> {
  const made = await tryLoad(db, files);
  if (!made.ok) throw new Error(made.problems.map(problemLine).join('\n'));
  return made;
}

/** Two invented areas under one invented partnership, with one source. Figures are given by the test. */
export function inventedYear(rest: string, year = '2030-31'): TextFile {
  return {
    name: 'invented.yaml',
    text: `kith: year-file 1
year: ${year}
source: invented-report
sources:
  - key: invented-report
    title: Invented report
    publisher: Nobody
areas:
  - { code: E99000001, name: Northby, short: Northby, kind: local-authority }
  - { code: E99000002, name: Southby, short: Southby, kind: local-authority }
  - { code: NSP, name: Northby and Southby, short: Both, kind: partnership }
indicator-groups:
  - { key: care, title: Care }
${rest}`,
  };
}
