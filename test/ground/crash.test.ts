import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { PlainError } from '../../src/platform/plain-error.ts';
import { kith, postmasterOf, ready, startedHome, until } from '../support/process.ts';
import { connectToHome } from '../support/process-database.ts';

const KILLS = 4;
const WRITES_BETWEEN = 60;

it('a database killed again and again under writing comes back by itself, and nothing that was acknowledged is lost', async () => {
  const home = await startedHome();
  const running = kith(['start'], { KITH_HOME: home, PORT: '0' });
  const address = await ready(running);
  const db = await connectToHome(home);

  const acknowledged: number[] = [];
  const refusals = new Set<string>();
  let writing = true;
  const writer = (async () => {
    for (let number = 1; writing; number += 1) {
      try {
        await sql`insert into load (loaded_by, kind, files, counts)
                  values (${String(number)}, 'write', '[]', '{}')`.execute(db);
        acknowledged.push(number);
      } catch (error) {
        // Whether it was saved is not known; it was not acknowledged.
        refusals.add(error instanceof PlainError ? `${error.statusCode}` : String(error));
      }
    }
  })();
  const answers = new Set<number>();
  let asking = true;
  const asker = (async () => {
    while (asking) answers.add((await fetch(`${address}/health`)).status);
  })();

  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = acknowledged.length;
    await until(() => acknowledged.length >= before + WRITES_BETWEEN, 'writes to go on');
    process.kill(await postmasterOf(home), 'SIGKILL');
  }
  const before = acknowledged.length;
  await until(() => acknowledged.length >= before + WRITES_BETWEEN, 'writes to go on after the last crash');
  writing = false;
  asking = false;
  await Promise.all([writer, asker]);

  const { rows } = await sql<{ number: string }>`select loaded_by as number from load where kind = 'write'`.execute(db);
  const saved = new Set(rows.map((row) => Number(row.number)));
  expect(acknowledged.filter((number) => !saved.has(number))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(KILLS * WRITES_BETWEEN);
  // Meanwhile a request was answered: in order, or with "not at present"; never with a fault or not at all.
  expect([...answers].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect([...refusals].filter((refusal) => refusal !== '503')).toEqual([]);
  expect((await fetch(address)).status).toBe(200);
  await db.destroy();
  running.kill('SIGINT');
  expect(await running.ended).toBe(0);
});

it('after kill -9 of Kith and its database together the next start recovers', async () => {
  const home = await startedHome();
  const first = kith(['start'], { KITH_HOME: home, PORT: '0' });
  await ready(first);
  const db = await connectToHome(home);
  await sql`insert into load (loaded_by, kind, files, counts) values ('last words', 'write', '[]', '{}')`.execute(db);
  const postmaster = await postmasterOf(home);
  process.kill(first.pid, 'SIGKILL');
  process.kill(postmaster, 'SIGKILL');
  await first.ended;

  const second = kith(['start'], { KITH_HOME: home, PORT: '0' });
  await ready(second);
  const { rows } = await sql`select loaded_by from load where kind = 'write'`.execute(db);
  expect(rows).toEqual([{ loaded_by: 'last words' }]);
  await db.destroy();
  second.kill('SIGINT');
  expect(await second.ended).toBe(0);
});
