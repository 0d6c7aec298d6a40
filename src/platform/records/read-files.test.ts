import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { problemLine, readTextFiles } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-read-'));
mkdirSync(join(folder, 'inner'));
writeFileSync(join(folder, 'good.yaml'), 'kith: year-file 1\n# Zoë\n');
writeFileSync(join(folder, 'latin.yaml'), Buffer.from('Zo\xeb', 'latin1'));
writeFileSync(join(folder, 'utf16.yaml'), Buffer.from('\ufeffkith', 'utf16le'));
writeFileSync(join(folder, 'huge.yaml'), Buffer.alloc(4_000_001, 'a'));
writeFileSync(join(folder, 'empty.yaml'), '');
afterAll(() => rmSync(folder, { recursive: true }));

async function read(...names: string[]): Promise<string[]> {
  return (await readTextFiles(names, folder)).problems.map(problemLine);
}

it('reads UTF-8 by the name it was given', async () => {
  expect(await readTextFiles(['good.yaml', 'inner/../good.yaml'].slice(0, 1), folder)).toEqual({
    files: [{ name: 'good.yaml', text: 'kith: year-file 1\n# Zoë\n' }],
    problems: [],
  });
  expect((await readTextFiles([join(folder, 'empty.yaml')], '/')).files).toEqual([
    { name: join(folder, 'empty.yaml'), text: '' },
  ]);
});

it.each([
  ['missing.yaml', 'There is no such file. Check the name and the folder.'],
  ['good.yaml/x', 'There is no such file. Check the name and the folder.'],
  ['inner', 'This is a folder. Name the files in it.'],
  ['latin.yaml', 'The file is not UTF-8 text. Save it as UTF-8, for example from your editor with "Save as".'],
  ['utf16.yaml', 'The file is not UTF-8 text. Save it as UTF-8, for example from your editor with "Save as".'],
  ['huge.yaml', 'The file is larger than 4 MB. Divide it.'],
  ['/dev/zero', 'This is not an ordinary file. Save it to a file first.'],
  ['a\0b', 'This name leads to no file. Check it.'],
  ['x'.repeat(5000), 'This name leads to no file. Check it.'],
])('says in plain words why it cannot read %s', async (name, said) => {
  expect(await read(name)).toEqual([`${name}: ${said}`]);
});

it('tells of every file that cannot be read, and of one that is named twice by different names', async () => {
  expect(await read('missing.yaml', 'good.yaml', 'inner/../good.yaml', 'inner')).toEqual([
    'missing.yaml: There is no such file. Check the name and the folder.',
    'inner/../good.yaml: The file is named twice. Name it once.',
    'inner: This is a folder. Name the files in it.',
  ]);
});
