import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { PlainError } from '../plain-error.ts';

const shape = z.object({ superuser: z.string().min(1), owner: z.string().min(1), app: z.string().min(1) });

/** The passwords of the carried PostgreSQL's roles, made once and kept in KITH_HOME for the user of Kith alone. */
export type Passwords = z.infer<typeof shape>;

/** Reads the passwords; undefined when there is no such file. Throws PlainError when it can't be understood. */
export async function readPasswords(file: string): Promise<Passwords | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new PlainError(
      `${file} is damaged: stop Kith, remove that file and start again; Kith then makes new passwords.`,
      {
        cause: error,
      },
    );
  }
}

/** Makes the passwords. When another start makes them at the same moment, both use the same ones. */
export async function makePasswords(file: string): Promise<Passwords> {
  const random = () => randomBytes(24).toString('base64url');
  const mine = `${file}.new-${process.pid}`;
  const made: Passwords = { superuser: random(), owner: random(), app: random() };
  await writeFile(mine, `${JSON.stringify(made)}\n`, { mode: 0o600, flush: true });
  try {
    await link(mine, file);
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readPasswords(file)) ?? made;
  } finally {
    await rm(mine, { force: true });
  }
}
