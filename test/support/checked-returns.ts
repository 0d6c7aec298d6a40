import type { TestApp } from './app.ts';
import type { SignedIn } from './people.ts';
import { sends } from './uploads.ts';

/** Waits until an upload's check has ended, as its page does. */
export async function settled(by: SignedIn, href: string): Promise<void> {
  for (;;) {
    const { going } = (await by.get(`${href}/progress`)).json() as { going: boolean };
    if (!going) return;
  }
}

/** Sends a return and waits for its preview. */
export async function uploadOf(
  test: TestApp,
  by: SignedIn,
  fields: Readonly<Record<string, string>>,
  bytes: string | Buffer,
  fileName = 'census.xml',
): Promise<{ id: string; href: string }> {
  const sent = await sends(test, by, '/returns/new', fields, { fileName, bytes });
  if (sent.statusCode !== 303) throw new Error(`The return was not taken: ${sent.statusCode} ${sent.body}`);
  const href = String(sent.headers.location);
  await settled(by, href);
  return { id: href.split('/').at(-1) ?? '', href };
}
