import { DEMONSTRATION_PEOPLE } from '../../../src/demo/index.ts';
import { startSession } from '../../../src/directory/sign-in/session.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { openChromium, type Windows } from './browser.ts';
import { Visitor, type Window } from './visitor.ts';

/** The application on a port of this machine, and windows of a browser. */
export interface Journey {
  /** Where the application is: http://127.0.0.1:PORT */
  site: string;
  browser: Windows;
  /** The application itself, its database and its clock. */
  test: TestApp;
  /** A person with a window of their own: a new profile, a phone unless said otherwise, script on unless said otherwise. */
  visitor(window?: Partial<Window>): Promise<Visitor>;
  /** The same for a person who is signed in already, by their number. */
  signedInAs(personId: string, window?: Partial<Window>): Promise<Visitor>;
  /** The same for an invented person of the demonstration, by name: Brenda Example. */
  arrives(name: string, script: boolean): Promise<Visitor>;
  close(): Promise<void>;
}

/** Starts the application on a database of its own, with the demonstration loaded unless `empty` is asked for, and these settings. */
export async function startJourney(options: { empty?: boolean; env?: Record<string, string> } = {}): Promise<Journey> {
  const [test, browser] = await Promise.all([buildTestApp(options), openChromium()]);
  const site = await test.app.listen({ host: '127.0.0.1', port: 0 });
  const signedInAs = async (personId: string, window: Partial<Window> = {}) => {
    const visitor = await Visitor.arrives(browser, site, window);
    const now = test.now();
    const session = { personId, way: 'password', strong: true, browser: 'a journey', now } as const;
    await visitor.carries('kith', (await startSession(test.db, session)).token);
    return visitor;
  };
  return {
    ...{ site, browser, test, signedInAs },
    visitor: (window = {}) => Visitor.arrives(browser, site, window),
    arrives: (name, script) => signedInAs(inventedPerson(name), { script }),
    close: async () => {
      await browser.close();
      await test.close();
    },
  };
}

/** The number of an invented person of the demonstration. */
export function inventedPerson(name: string): string {
  const found = DEMONSTRATION_PEOPLE.find((one) => one.name === name);
  if (!found) throw new Error(`The demonstration has no ${name}.`);
  return found.id;
}

/** A journey is made with script and without. */
export const SCRIPT = [
  ['with script', true],
  ['without script', false],
] as const;
