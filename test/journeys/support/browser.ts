import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Chromium is: what KITH_CHROMIUM says, else where Debian installs it. */
export function chromiumPath(): string {
  const path = process.env.KITH_CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(path)) {
    throw new Error(`No Chromium at ${path}: install it (apt-get install chromium) or name it in KITH_CHROMIUM.`);
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
