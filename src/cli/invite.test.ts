import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../test/support/app.ts';
import { testConfig } from '../../test/support/config.ts';
import { readLedger } from '../../test/support/ledger.ts';
import { addPerson } from '../../test/support/people.ts';
import { addSignIn, emailOf, PASSWORD } from '../../test/support/sign-in.ts';
import { stranger } from '../../test/support/stranger.ts';
import type { OpenKith } from '../opening.ts';
import { inviteCommand } from './invite.ts';
import type { ProgramContext } from './program.ts';

const COUNCIL = 'hartlepool-borough-council';

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterEach(() => {
  vi.unstubAllEnvs();
  test.at(TEST_NOW);
});
afterAll(() => test.close());

/** How often a command came as far as the database. */
let opened = 0;

/** Runs `kith invite` with these words. */
async function kithInvite(args: string[], env: Record<string, string> = {}) {
  const said = { out: '', code: -1 };
  said.code = await inviteCommand.run({
    args,
    config: testConfig(env),
    openKith: async () => {
      opened += 1;
      return { db: test.db, keyring: test.keyring } as OpenKith;
    },
    now: test.now,
    out: (text: string) => {
      said.out += text;
    },
  } as ProgramContext);
  return said;
}

const asked = (email: string, more: { name?: string; agency?: string; role?: string } = {}) => {
  const words = { name: 'Olive Example', agency: COUNCIL, role: 'administrator', ...more };
  return [email, ...Object.entries(words).flatMap(([name, word]) => [`--${name}`, word])];
};

const linkIn = (out: string) => /\/welcome\/[\w-]{43}$/m.exec(out)?.[0] ?? '';

async function holdings(email: string): Promise<string[]> {
  const { rows } = await sql<{ role: string }>`
    select h.role from role_holding h join person p on p.id = h.person_id where p.email = ${email} order by 1`.execute(
    test.db,
  );
  return rows.map(({ role }) => role);
}

describe('kith invite', () => {
  it('makes the first administrator and prints the link with which they choose a password and come in', async () => {
    vi.stubEnv('KITH_USER', 'Olga Operator');
    const { out, code } = await kithInvite(asked(' Olive@Example.Invalid '));
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Olive Example is new in Kith\. This link lets them choose a password, once, within seven days:\n\/welcome\/[\w-]{43}\nPut the address of this Kith before it, or set PUBLIC_URL\.\n$/,
    );
    expect(await holdings('olive@example.invalid')).toEqual(['administrator']);
    const mine = stranger(test.app);
    expect((await mine.post(linkIn(out), { password: 'violet kettle anchor' })).headers.location).toBe('/terms');
    expect((await readLedger(test)).find(({ event }) => event === 'person.invite')).toMatchObject({
      doing: 'Invited a person to Kith on the command line, as administrator',
      who: 'Olga Operator',
      personId: null,
      kind: 'person',
    });
  });

  it('prints the whole address where PUBLIC_URL is set', async () => {
    const { out } = await kithInvite(asked('ulla@example.invalid'), { PUBLIC_URL: 'https://kith.example.invalid/' });
    expect(out).toMatch(/\nhttps:\/\/kith\.example\.invalid\/welcome\/[\w-]{43}\n$/);
  });

  it('called again gives a new link instead of the one before, and the role once', async () => {
    const first = await kithInvite(asked('omar@example.invalid', { role: 'business-manager' }));
    const second = await kithInvite(asked('omar@example.invalid', { role: 'business-manager', name: 'Other Name' }));
    expect(second.out).toMatch(/^Olive Example was known already in Kith\./);
    expect(await holdings('omar@example.invalid')).toEqual(['business-manager']);
    expect((await stranger(test.app).get(linkIn(first.out))).statusCode).toBe(404);
    expect((await stranger(test.app).get(linkIn(second.out))).statusCode).toBe(200);
  });

  it('gives somebody who is known the role that they lack', async () => {
    const email = await emailOf(test.db, await addPerson(test.db, { roles: ['meeting-administrator'] }));
    expect((await kithInvite(asked(email))).code).toBe(0);
    expect(await holdings(email)).toEqual(['administrator', 'meeting-administrator']);
  });

  it('given the address alone, makes a link for somebody who is known and lost every way in, whatever their roles', async () => {
    const { id, email } = await addSignIn(test.db, {
      roles: ['practitioner', 'meeting-administrator'],
      name: 'Lost Example',
    });
    const { out, code } = await kithInvite([email.toUpperCase()]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Lost Example was known already in Kith\. This link lets them choose a password, once/);
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(400);
    expect((await stranger(test.app).post(linkIn(out), { password: 'violet kettle anchor' })).statusCode).toBe(303);
    expect(await holdings(email)).toEqual(['meeting-administrator', 'practitioner']);
    expect((await readLedger(test, { record: id })).find(({ event }) => event === 'person.invite')).toMatchObject({
      doing: 'Made a new link for a person on the command line',
    });
    await expect(kithInvite(['nobody@example.invalid'])).rejects.toThrow('to invite somebody new, say --name');
    const left = await emailOf(test.db, await addPerson(test.db, { leftOn: '2026-11-22', name: 'Lena Example' }));
    await expect(kithInvite([left])).rejects.toThrow(/^Lena Example has left/);
  });

  it.each([
    ['no e-mail address', asked('olive'), /^“olive” is not an e-mail address: write it like name@example\.org\.$/],
    [
      'a role that sees records about children',
      asked('eve@example.invalid', { role: 'practitioner' }),
      /^The command line gives the roles administrator and business-manager only: .*“practitioner” in Kith itself\.$/,
    ],
    [
      'an agency that is not loaded',
      asked('eve@example.invalid', { agency: 'nowhere' }),
      /^There is no agency “nowhere”: use one of .*hartlepool-borough-council/,
    ],
    ['a name of nothing', asked('eve@example.invalid', { name: ' ' }), /^Say who it is/],
  ])('refuses %s, and makes nobody', async (_what, args, message) => {
    await expect(kithInvite(args)).rejects.toMatchObject({ exitCode: 1, message: expect.stringMatching(message) });
    const { rows } = await sql`select from person where email in ('olive', 'eve@example.invalid')`.execute(test.db);
    expect(rows).toEqual([]);
  });

  it('says that no agency is loaded yet where none is', async () => {
    const empty = await buildTestApp({ empty: true });
    const context = {
      args: asked('eve@example.invalid'),
      config: testConfig(),
      openKith: async () => ({ db: empty.db, keyring: empty.keyring }) as OpenKith,
      now: empty.now,
      out: () => {},
    } as unknown as ProgramContext;
    await expect(inviteCommand.run(context)).rejects.toThrow('load the partnership’s year first (kith load)');
    await empty.close();
  });

  it('refuses somebody who left, or who belongs elsewhere', async () => {
    const left = await emailOf(test.db, await addPerson(test.db, { leftOn: '2026-11-22', name: 'Lena Example' }));
    await expect(kithInvite(asked(left))).rejects.toThrow(/^Lena Example has left/);
    const elsewhere = await emailOf(test.db, await addPerson(test.db, { agency: 'cleveland-police' }));
    await expect(kithInvite(asked(elsewhere))).rejects.toThrow('use --agency cleveland-police');
  });

  it.each([
    ['nothing', []],
    ['two addresses', ['a@example.invalid', ...asked('b@example.invalid')]],
    ['an option that it does not have', [...asked('a@example.invalid'), '--password', 'x']],
    ['no role', asked('a@example.invalid').slice(0, -2)],
  ])('given %s, says how it is called and opens no database', async (_what, args) => {
    opened = 0;
    await expect(kithInvite(args)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(
        'kith invite EMAIL --name NAME --agency KEY --role administrator|business-manager',
      ),
    });
    expect(opened).toBe(0);
  });
});
