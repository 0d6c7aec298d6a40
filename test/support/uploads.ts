import type { LightMyRequestResponse } from 'fastify';
import { type FormPart, formWithFile, MULTIPART } from '../../src/platform/uploads/uploads.testing.ts';
import type { TestApp } from './app.ts';
import type { SignedIn } from './people.ts';

/** The token of somebody's session, as their pages carry it. */
export async function tokenOf(by: SignedIn): Promise<string> {
  return /name="_csrf" value="([^"]+)"/.exec((await by.get('/about')).body)?.[1] ?? '';
}

/** Sends bytes as a form with a file. */
export async function postBytes(
  test: Pick<TestApp, 'app'>,
  by: SignedIn,
  url: string,
  payload: Buffer,
  type = MULTIPART,
): Promise<LightMyRequestResponse> {
  const answer = await test.app.inject({
    ...{ method: 'POST', url, cookies: by.cookies, payload },
    headers: { 'content-type': type, accept: 'text/html' },
  });
  for (const cookie of answer.cookies) by.cookies[cookie.name] = cookie.value;
  return answer;
}

/** Sends a form with a file as a browser does: the token first, then the fields, then the file. */
export async function sends(
  test: Pick<TestApp, 'app'>,
  by: SignedIn,
  url: string,
  fields: Readonly<Record<string, string>>,
  file: { fileName: string; bytes: Buffer | string; type?: string } | null,
): Promise<LightMyRequestResponse> {
  const parts: FormPart[] = [['_csrf', await tokenOf(by)], ...Object.entries(fields)];
  if (file) parts.push({ name: 'file', ...file, bytes: Buffer.from(file.bytes) });
  return postBytes(test, by, url, formWithFile(parts));
}
