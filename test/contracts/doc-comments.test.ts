import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const EXPORTED =
  /^export (?:default )?(?:async )?(?:abstract )?(function\*?|class|interface|type|const|enum) ([A-Za-z_$][\w$]*)/;

/** A type that a schema gives is described where the schema is. */
const FROM_SCHEMA = /^export type \w+ = z\.(?:infer|input|output)</;

/** Exported names whose line is not preceded by the end of a doc comment. Relies on the formatter: one export, one line start. */
function undocumented(source: string): string[] {
  const lines = source.split('\n');
  const documented = new Set<string>();
  const missing: string[] = [];
  lines.forEach((line, at) => {
    const found = EXPORTED.exec(line);
    const name = found?.[2];
    if (!name || FROM_SCHEMA.test(line)) return;
    const before = lines[at - 1]?.trim() ?? '';
    if (before.endsWith('*/')) documented.add(name);
    else if (!documented.has(name)) missing.push(`${name} (line ${at + 1})`);
  });
  return missing;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

describe('every public function, type and constant says what it is', () => {
  it('notices one that does not', () => {
    expect(undocumented('/** Says. */\nexport function told() {}\nexport const silent = 1;\n')).toEqual([
      'silent (line 3)',
    ]);
  });

  it('finds the product’s files', () => {
    expect(sourceFiles('src').length).toBeGreaterThan(30);
  });

  it('holds for the whole product', () => {
    const missing = sourceFiles('src').flatMap((file) =>
      undocumented(readFileSync(join(ROOT, file), 'utf8')).map((name) => `${file}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
