import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** Where Chromium is: what KITH_CHROMIUM says, else where Debian installs it; its shell without windows where there is one. */
export function chromiumPath(): string {
  const given = process.env.KITH_CHROMIUM;
  const path = given || ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(existsSync);
  if (!path || !existsSync(path)) {
    throw new Error(
      `No Chromium${given ? ` at ${given}` : ''}: install it (apt-get install chromium-headless-shell) or name it in KITH_CHROMIUM.`,
    );
  }
  return path;
}

/** Windows of a browser that belong to whoever opened them. */
export interface Windows {
  /** A window with a profile of its own. */
  newContext: Browser['newContext'];
  /** Closes them, with all that their profiles hold. */
  close(): Promise<void>;
}

let shared: Promise<Browser> | undefined;

/**
 * Windows in the Chromium of this worker, which the first test file that asks for it starts and which ends with the worker: a
 * start costs more than a short journey. The caller closes them.
 */
export async function openChromium(): Promise<Windows> {
  const running = await shared?.catch(() => undefined);
  if (!running?.isConnected()) shared = launch();
  const browser = (await shared) as Browser;
  const open = new Set<BrowserContext>();
  return {
    newContext: async (options) => {
      const context = await browser.newContext(options);
      open.add(context);
      context.on('close', () => open.delete(context));
      return context;
    },
    close: async () => void (await Promise.all([...open].map((context) => context.close()))),
  };
}

/** Starts Chromium with a new profile that reaches nothing but what it is told to open. */
function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
