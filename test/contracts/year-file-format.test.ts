import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportCommand } from '../../src/cli/report.ts';
import { ensureShippedData } from '../../src/demo/index.ts';
import { modules } from '../../src/modules.ts';
import { projectRoot } from '../../src/platform/paths.ts';
import {
  type FieldForm,
  fieldForms,
  findRecord,
  loadFiles,
  problemLine,
  type RecordKind,
} from '../../src/platform/records/index.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

const kinds = modules.flatMap((module) => module.recordKinds ?? []);
const fields = join(projectRoot, 'docs/how-to/year-file-fields.md');
const example = readFileSync(join(projectRoot, 'docs/how-to/example-year.yaml'), 'utf8');
const guide = readFileSync(join(projectRoot, 'docs/how-to/load-a-year.md'), 'utf8');

/** The reference of every heading and field, made from the schemas that the loader itself uses. */
function reference(): string {
  return `# Headings and fields of a year file

This page is made from the program: \`npx vitest run test/contracts/year-file-format.test.ts -u\` writes it, and a test
fails when it is out of date. How a file is put together is told in [Load a year](load-a-year.md).

Every record may also have \`at\` (the place in the source, in words) and \`source\` (the key of a source document, where
it is not the one at the head of the file).

${kinds.map(ofKind).join('\n')}`;
}

function ofKind(kind: RecordKind): string {
  const needs = kind.needs?.length
    ? `\nThe head of the file must give ${kind.needs.map((field) => `\`${field}\``).join(' and ')}.\n`
    : '';
  const rows = fieldForms(kind.schema).map(ofField).join('\n');
  return `## ${kind.heading}

${kind.about}
${needs}
| field | needed | form | meaning |
| --- | --- | --- | --- |
${rows}
`;
}

function ofField(field: FieldForm): string {
  const choices = field.choices.map((choice) => `\`${choice}\``).join(', ');
  const form = choices === '' ? field.form : `${field.form === 'text' ? '' : `${field.form}: `}${choices}`;
  return `| \`${field.name}\` | ${field.required ? 'yes' : ''} | ${form} | ${field.says.replaceAll('|', '\\|')} |`;
}

describe('the form of a year file', () => {
  it('is told of every kind of record', () => {
    expect(kinds.filter((kind) => !kind.about).map((kind) => kind.kind)).toEqual([]);
  });

  it('has one heading and one name for each kind', () => {
    expect(new Set(kinds.map((kind) => kind.heading)).size).toBe(kinds.length);
    expect(new Set(kinds.map((kind) => kind.kind)).size).toBe(kinds.length);
  });

  it('is documented field by field, just as the loader reads it', async () => {
    await expect(reference()).toMatchFileSnapshot(fields);
  });
});

describe('the example of the documentation', () => {
  let database: TestDatabase;
  const now = new Date('2026-11-23T09:00:00Z');
  const load = () =>
    loadFiles(database.db, [{ name: 'example-year.yaml', text: example }], { kinds, loadedBy: 'A. Clerk', now });

  beforeAll(async () => {
    database = await freshDatabase();
    await ensureShippedData(database.db, { now: () => now, log: silentLog(), demonstration: false });
  }, 30_000);
  afterAll(() => database.close());

  it('loads into a Kith of production, every record of it new', async () => {
    const loaded = await load();
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
    expect(loaded.ok && loaded.counts.every((count) => count.changed === 0 && count.unchanged === 0)).toBe(true);
  });

  it('changes nothing when it is loaded again', async () => {
    expect(await load()).toMatchObject({ ok: true, loadId: null });
  });

  it.each(['html', 'docx', 'pdf'])(
    'gives a yearly report as %s',
    async (format) => {
      const folder = mkdtempSync(join(tmpdir(), 'kith-example-'));
      let said = '';
      const code = await reportCommand.run({
        args: ['2023-24', '--out', `report.${format}`],
        cwd: folder,
        out: (text) => {
          said += text;
        },
        err: (text) => {
          said += text;
        },
        openDatabase: async () => database.db,
        now: () => now,
      });
      expect({ code, said }).toMatchObject({ code: 0 });
      const made = readFileSync(join(folder, `report.${format}`));
      rmSync(folder, { recursive: true });
      const opening = { html: '<!DOCTYPE html>', docx: 'PK', pdf: '%PDF-' }[format] ?? '';
      expect(made.subarray(0, opening.length).toString().toLowerCase()).toBe(opening.toLowerCase());
      if (format === 'html') {
        expect(made.toString()).toContain('Seaborough and Marl Safeguarding Children Partnership');
        expect(made.toString()).toContain('What we set out to do');
        expect(made.toString()).not.toContain('Hartlepool');
      }
    },
    60_000,
  );

  it('is refused beside the demonstration, with the line and what to do, and leaves nothing behind', async () => {
    const demonstration = await freshDatabase();
    await ensureShippedData(demonstration.db, { now: () => now, log: silentLog() });
    const files = [{ name: 'example-year.yaml', text: example }];
    const loaded = await loadFiles(demonstration.db, files, { kinds, loadedBy: 'A. Clerk', now });
    const line = example.split('\n').findIndex((text) => text.startsWith('partnership:')) + 1;
    expect(loaded.ok ? [] : loaded.problems.map(problemLine)).toEqual([
      `example-year.yaml:${line}:14 This Kith is that of "hsscp", and a database holds one partnership only: give "seaborough" a database of its own by another KITH_HOME or DATABASE_URL, and start it with KITH_ENV=production so that the demonstration stays out.`,
    ]);
    expect(await findRecord(demonstration.db, 'partnership', 'seaborough')).toBeNull();
    await demonstration.close();
  }, 30_000);

  it('uses every heading that a partnership fills in for its year', () => {
    const used = new Set([...example.matchAll(/^([a-z-]+):/gm)].map((found) => found[1]));
    const missing = [...guide.matchAll(/^\| `([a-z-]+)` \|/gm)]
      .map((found) => found[1])
      .filter((name) => !used.has(name));
    expect(missing).toEqual([]);
    expect(used.size).toBeGreaterThan(15);
  });
});
