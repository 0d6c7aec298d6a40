import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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

/** Starts Chromium with a new profile that reaches nothing but what it is told to open. The caller closes it. */
export function openChromium(): Promise<Browser> {
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
