import type { Browser } from 'playwright-core';
import { buildTestApp } from '../../support/app.ts';
import { openChromium } from './browser.ts';
import { Visitor, type Window } from './visitor.ts';

/** The application on a port of this machine, and a browser. */
export interface Journey {
  /** Where the application is: http://127.0.0.1:PORT */
  site: string;
  browser: Browser;
  /** A person with a window of their own: a new profile, a phone unless said otherwise, script on unless said otherwise. */
  visitor(window?: Partial<Window>): Promise<Visitor>;
  close(): Promise<void>;
}

/** Starts the application on a database of its own, with the demonstration loaded unless `empty` is asked for. */
export async function startJourney(options: { empty?: boolean } = {}): Promise<Journey> {
  const [test, browser] = await Promise.all([buildTestApp(options), openChromium()]);
  const site = await test.app.listen({ host: '127.0.0.1', port: 0 });
  return {
    site,
    browser,
    visitor: (window = {}) => Visitor.arrives(browser, site, window),
    close: async () => {
      await browser.close();
      await test.close();
    },
  };
}
