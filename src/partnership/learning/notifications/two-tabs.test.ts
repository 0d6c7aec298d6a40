import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { entries, formOf, recorded } from '../../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';

let test: TestApp;
let hub: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  hub = await signInAs(test, 'hub-worker');
});
afterAll(() => test.close());

describe('two tabs that save the same notification', () => {
  const fork = async () => {
    const { id, href } = await recorded(hub);
    const form = formOf((await hub.get(`${href}/change`)).body);
    const first = { ...form, do: 'save', why: 'First', abuse: 'known', 'what-happened': 'As the first tab says.' };
    expect((await hub.post(`${href}/change`, first)).statusCode).toBe(303);
    const second = {
      ...form,
      do: 'save',
      why: 'Second',
      'what-happened': 'As the second tab says.',
      'panel-reference': 'P-2',
    };
    const answer = await hub.post(`${href}/change`, second);
    return { id, href, answer, choice: formOf(answer.body) };
  };
  const shown = async (href: string) => (await hub.get(href)).body;

  it('show the second both versions, who changed what, and save nothing yet', async () => {
    const { id, href, answer, choice } = await fork();
    expect(answer.statusCode).toBe(409);
    expect((await entries(test))[0]).toMatchObject({ event: 'notification.two-versions', record: id });
    for (const words of [
      'As the first tab says.',
      'As the second tab says.',
      'You and somebody else both changed this.',
      'Only you changed this.',
      'You did not change this; somebody else did.',
    ]) {
      expect(answer.body).toContain(words);
    }
    // What only one side changed is chosen already; what both did is not.
    expect(Object.values(choice).flat()).toEqual(
      expect.arrayContaining(['stored:abuse_or_neglect', 'mine:panel_reference']),
    );
    expect(Object.values(choice).flat()).not.toContain('mine:what_happened');
    expect(choice).toMatchObject({
      why: ['Second'],
      'what-happened': ['As the second tab says.'],
      'people-1-name': ['Robin Madeup'],
      version: ['2'],
    });
    expect(await shown(href)).toContain('As the first tab says.');
  });

  it('ask for every choice that only a person can make', async () => {
    const { href, choice } = await fork();
    const again = await hub.post(`${href}/change`, { ...choice, do: 'chosen' });
    expect(again.statusCode).toBe(400);
    expect(again.body).toContain('Choose which “what happened” is to stand');
    const link = /govuk-error-summary__list[\s\S]*?href="#([^"]+)"/.exec(again.body)?.[1];
    expect(again.body).toContain(`id="${link}"`);
    expect(await shown(href)).toContain('As the first tab says.');
  });

  it('save what was chosen, field by field', async () => {
    const { href, answer, choice } = await fork();
    const field = /name="(keep-\d+)"[^>]*value="mine:what_happened"/.exec(answer.body)?.[1] ?? '';
    expect(
      (await hub.post(`${href}/change`, { ...choice, do: 'chosen', [field]: 'mine:what_happened' })).statusCode,
    ).toBe(303);
    const page = await shown(href);
    expect(page).toContain('As the second tab says.');
    expect(page).toContain('P-2');
    expect(page).toMatch(/Abuse or neglect<\/dt><dd>Known/);
    expect((await hub.get(`${href}/history`)).body).toContain('Reason given: Second');
  });

  it('save everything as typed where that is said', async () => {
    const { href, choice } = await fork();
    expect((await hub.post(`${href}/change`, { ...choice, do: 'mine' })).statusCode).toBe(303);
    const page = await shown(href);
    expect(page).toContain('As the second tab says.');
    expect(page).toMatch(/Abuse or neglect<\/dt><dd>Suspected/);
  });

  it('are shown both again when a third was quicker than the choice, with the choices made so far', async () => {
    const { href, answer, choice } = await fork();
    const field = /name="(keep-\d+)"[^>]*value="mine:what_happened"/.exec(answer.body)?.[1] ?? '';
    const third = formOf((await hub.get(`${href}/change`)).body);
    await hub.post(`${href}/change`, { ...third, do: 'save', why: 'Third', 'looked-after': 'yes' });
    const again = await hub.post(`${href}/change`, { ...choice, do: 'chosen', [field]: 'mine:what_happened' });
    expect(again.statusCode).toBe(409);
    const kept = Object.values(formOf(again.body)).flat();
    expect(kept).toEqual(expect.arrayContaining(['mine:what_happened', 'stored:looked_after', 'mine:panel_reference']));
  });

  it('never both win, however close', async () => {
    const { href } = await recorded(hub);
    const form = formOf((await hub.get(`${href}/change`)).body);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        hub.post(`${href}/change`, { ...form, do: 'save', why: `Try ${at}`, 'panel-reference': `P-${at}` }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409, 409, 409, 409, 409]);
  });
});
