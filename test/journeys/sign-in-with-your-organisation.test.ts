import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPerson } from '../support/people.ts';
import { type Staff, startProvider, type TestProvider } from '../support/provider.ts';
import { emailOf } from '../support/sign-in.ts';
import { type Journey, startJourney } from './support/journey.ts';
import type { Visitor } from './support/visitor.ts';

let journey: Journey;
let provider: TestProvider;
const staff: Staff = { nora: { email: '', email_verified: true } };

beforeAll(async () => {
  // Another site than Kith's, as browsers see it.
  provider = await startProvider(staff, 'localhost');
  journey = await startJourney({ env: provider.env });
  provider.knows(journey.site);
  const { db } = journey.test;
  staff.nora = {
    email: await emailOf(db, await addPerson(db, { name: 'Nora Example', roles: ['practitioner'] })),
    email_verified: true,
  };
  // The provider goes by the real time.
  journey.test.at(new Date());
});
afterAll(async () => {
  await journey.close();
  await provider.stop();
});

const heading = (visitor: Visitor) => visitor.page.getByRole('heading', { level: 1 });

/** At the provider, whose pages are its own. */
async function signsInThere({ page }: Visitor): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill('nora');
  await page.getByPlaceholder('and password').fill('anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

for (const script of [true, false]) {
  it(`a practitioner signs in and out with the account of their council, ${script ? 'with' : 'without'} script`, async () => {
    const nora = await journey.visitor({ script });
    // The provider's page asks a server elsewhere for a typeface.
    await nora.page.route(/googleapis/, (request) => request.abort());
    await nora.opens('/sign-in?back=/account');
    await nora.page.getByRole('button', { name: 'Sign in with Example Council' }).click();
    await nora.page.waitForURL(`${provider.issuer}/**`);
    await signsInThere(nora);
    await nora.page.waitForURL(`${journey.site}/account`);
    expect(await nora.main()).toContain('your agency’s own sign-in');

    await nora.page.getByRole('button', { name: 'Sign out' }).click();
    await nora.page.waitForURL(`${provider.issuer}/**`);
    await nora.page.getByRole('button', { name: 'Sign out' }).click();
    await nora.page.waitForURL(`${journey.site}/signed-out`);
    expect(await heading(nora).innerText()).toBe('You are signed out');
    await nora.leaves();
  });
}
