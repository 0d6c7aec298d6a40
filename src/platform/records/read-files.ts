import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Problem } from './problem.ts';
import { LARGEST_FILE, type TextFile } from './yaml-file.ts';

/** Files read as text, and those that could not be read. */
export interface ReadFiles {
  files: TextFile[];
  problems: Problem[];
}

/** Reads the named files as UTF-8. Names are taken from `cwd`; messages use them as they were given. */
export async function readTextFiles(names: readonly string[], cwd: string, largest = LARGEST_FILE): Promise<ReadFiles> {
  const files: TextFile[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const name of names) {
    const path = resolve(cwd, name);
    const fault = seen.has(path)
      ? 'The file is named twice. Name it once.'
      : await readInto(files, name, path, largest);
    seen.add(path);
    if (fault !== null) problems.push({ file: name, line: null, column: null, reason: fault });
  }
  return { files, problems };
}

async function readInto(files: TextFile[], name: string, path: string, largest: number): Promise<string | null> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'This is a folder. Name the files in it.';
    if (!found.isFile()) return 'This is not an ordinary file. Save it to a file first.';
    if (found.size > largest) return `The file is larger than ${Math.round(largest / 1_000_000)} MB. Divide it.`;
    files.push({ name, text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)) });
    return null;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'There is no such file. Check the name and the folder.';
    if (code === 'EACCES' || code === 'EPERM') return 'You may not read this file. Ask its owner, or copy it.';
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return 'The file is not UTF-8 text. Save it as UTF-8, for example from your editor with "Save as".';
    }
    if (code === 'ENAMETOOLONG' || code === 'ELOOP' || code === 'ERR_INVALID_ARG_VALUE') {
      return 'This name leads to no file. Check it.';
    }
    throw error;
  }
}
