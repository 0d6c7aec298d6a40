import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { databaseProcesses, kith, ready, startedHome, temporaryHome } from '../support/process.ts';
import { SEABOROUGH } from '../support/year-files.ts';

/** On this machine alone, which is the one place where production takes an address without TLS. */
const production = { KITH_ENV: 'production', PORT: '0', PUBLIC_URL: 'http://localhost' };

describe('Kith in production', () => {
  it('does not start without the https address at which readers reach it, and says what to set', async () => {
    for (const settings of [
      { PUBLIC_URL: '' },
      { PUBLIC_URL: 'http://kith.example.org' },
      { PUBLIC_URL: 'http://localhost', HOST: '0.0.0.0' },
    ]) {
      const home = temporaryHome();
      const refused = kith(['start'], { KITH_HOME: home, ...production, ...settings });
      expect(await refused.ended).toBe(1);
      expect(refused.err()).toContain('KITH_ENV=production needs PUBLIC_URL, the https address');
      expect(await databaseProcesses(home)).toEqual([]);
    }
  });

  it('refuses a database that holds the demonstration with one sentence, and leaves nothing running', async () => {
    const home = await startedHome();
    for (const words of [['start'], ['migrate']]) {
      const refused = kith(words, { KITH_HOME: home, ...production });
      expect(await refused.ended).toBe(1);
      expect([refused.out(), refused.err()]).toEqual([
        '',
        'This database holds the demonstration, whose invented people sign in without a password, so Kith does not open it with KITH_ENV=production: let KITH_HOME or DATABASE_URL name an empty one for your partnership.\n',
      ]);
      expect(await databaseProcesses(home)).toEqual([]);
    }
    const again = kith(['start'], { KITH_HOME: home, PORT: '0' });
    expect((await fetch(await ready(again))).status).toBe(200);
    again.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });

  it('begins empty; the operator loads a year and invites the first person, whose link works and who is offered no other way', async () => {
    const home = temporaryHome();
    const settings = { KITH_HOME: home, ...production };
    const file = join(home, 'year.yaml');
    writeFileSync(file, SEABOROUGH);
    const loaded = kith(['load', file], settings);
    expect([await loaded.ended, loaded.err()]).toEqual([0, '']);
    const who = ['--name', 'Olive Example', '--agency', 'seaborough-council', '--role', 'administrator'];
    const invited = kith(['invite', 'olive@example.invalid', ...who], settings);
    expect([await invited.ended, invited.err()]).toEqual([0, '']);
    const link = /\/welcome\/[\w-]{43}/.exec(invited.out())?.[0] ?? '';

    const running = kith(['start'], settings);
    const site = await ready(running);
    expect(await (await fetch(site + link)).text()).toContain('Welcome to Kith, Olive Example');
    const signIn = await (await fetch(`${site}/sign-in`)).text();
    expect(signIn).toContain('E-mail address');
    expect(signIn).not.toContain('invented');
    expect((await fetch(`${site}/sign-in/as`, { method: 'POST' })).status).toBe(404);
    running.kill('SIGTERM');
    expect(await running.ended).toBe(0);
  });
});
