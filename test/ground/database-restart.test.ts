import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { INVENTED_FORM } from '../../src/partnership/learning/notifications/notification.testing.ts';
import { type OwnServer, ownServer } from '../support/own-server.ts';
import { addPerson } from '../support/people.ts';
import { kith, openFolder, type Running, ready, removeHome, until } from '../support/process.ts';
import { type HttpAnswer, type HttpVisitor, visitorOverHttp } from '../support/visitor-over-http.ts';

const WRITERS = 6;
const LIST = '/learning/notifications';
/** The longest that anybody waits for a first page once the database answers again, in milliseconds. */
const RECOVERY = 5_000;

let server: OwnServer;
let home: string;
let address: string;

beforeAll(async () => {
  server = await ownServer();
  home = openFolder();
}, 60_000);
afterAll(async () => {
  await server?.remove();
  await removeHome(home);
});

const settings = () => ({
  ...{ KITH_HOME: home, PORT: '0', DATABASE_URL: server.url('program'), DATABASE_OWNER_URL: server.url('owner') },
});

/** Starts Kith until the test ends, or before. */
async function startKith(): Promise<Running> {
  const running = kith(['start'], settings());
  address = await ready(running);
  return running;
}

/** The invented incident as of yesterday, whenever this test runs, with words of its own. */
function incident(words: string): Record<string, string | readonly string[]> {
  const [year = '', month = '', day = ''] = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).split('-');
  return {
    ...INVENTED_FORM,
    ...{ 'aware-day': day, 'aware-month': month, 'aware-year': year, 'incident-month': month, 'incident-year': year },
    ...{ 'what-happened': words, do: 'save' },
  };
}

/** Somebody at work: sends one notification after another and looks at the list in between. */
interface Writer {
  visitor: HttpVisitor;
  /** Words of those that Kith said it kept. */
  kept: string[];
  /** Answers that are neither what was asked for nor “not at present”. */
  faults: string[];
  /** Every answer, as a status, in order. */
  answers: { status: number; at: number }[];
  done: Promise<void>;
}

async function writerAtWork(number: number, goesOn: () => boolean): Promise<Writer> {
  const id = await addPerson(server.root, { roles: ['hub-worker'] });
  const visitor = await visitorOverHttp(server.root, id);
  await visitor.takeToken(address);
  const writer: Writer = { visitor, kept: [], faults: [], answers: [], done: Promise.resolve() };
  const work = async () => {
    for (let turn = 1; goesOn(); turn += 1) {
      const words = `Written by writer ${number} in turn ${turn}.`;
      const answer =
        turn % 3 === 0 ? await visitor.get(address, LIST) : await visitor.post(address, LIST, incident(words));
      writer.answers.push({ status: answer.status, at: Date.now() });
      if (answer.status === 303 && answer.location.startsWith(`${LIST}/`)) writer.kept.push(words);
      else if (!isClean(answer)) writer.faults.push(`turn ${turn}: ${answer.status} ${answer.location}`);
    }
  };
  writer.done = work();
  return writer;
}

/** A page that was asked for, or one that says in plain words that the database is away. */
function isClean({ status, body }: HttpAnswer): boolean {
  if (status !== 503) return status === 200;
  return /database does not answer at present|Kith is not available just now/.test(body);
}

interface Kept {
  id: string;
  words: string;
  people: number;
  views: number;
  subjects: number;
  entries: number;
  changes: number;
}

/** Every notification with all that is written together with it. */
async function everythingKept(): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select n.id, n.what_happened as words,
      (select count(*)::integer from serious_incident_person p where p.notification_id = n.id) as people,
      (select count(*)::integer from serious_incident_view v where v.notification_id = n.id) as views,
      (select count(*)::integer from record_subject s where s.record_id = n.id) as subjects,
      (select count(*)::integer from ledger_entry e where e.record_id = n.id and e.event = 'notification.create'
        and e.outcome = 'done') as entries,
      (select count(*)::integer from field_change c join ledger_entry e on e.seq = c.seq
        where e.record_id = n.id and c.field like '%happened%') as changes
    from serious_incident_notification n where n.what_happened like 'Written by writer %'`.execute(server.root);
  return rows;
}

it('a database that is stopped and started under load: requests fail cleanly, go on within 5 seconds, and nothing is half-written', async () => {
  const running = await startKith();
  let working = true;
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, (_, number) => writerAtWork(number, () => working)),
  );
  const keptSoFar = () => writers.reduce((sum, one) => sum + one.kept.length, 0);
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const before = keptSoFar();
    await until(() => keptSoFar() >= before + 5 * WRITERS, 'writers to be at work');
    const stoppedAt = Date.now();
    await server.stop(signal);
    await until(
      () => writers.every(({ answers }) => answers.some((one) => one.at > stoppedAt && one.status === 503)),
      'everybody to hear that Kith is not available',
    );
    await server.start();
    const back = Date.now();
    await until(
      () => writers.every(({ answers }) => answers.some((one) => one.at > back && one.status < 400)),
      'everybody to go on',
    );
    expect(Date.now() - back).toBeLessThan(RECOVERY);
  }
  working = false;
  await Promise.all(writers.map((one) => one.done));

  expect(writers.flatMap((one) => one.faults)).toEqual([]);
  const kept = await everythingKept();
  const words = new Set(kept.map((one) => one.words));
  expect(writers.flatMap((one) => one.kept).filter((one) => !words.has(one))).toEqual([]);
  expect(words.size).toBe(kept.length);
  // What was kept and could not be acknowledged is there whole, too.
  // A child, a line for each partner, and its entry with what was typed: of every one alike, acknowledged or not.
  const shapes = new Set(kept.map(({ id: _id, words: _words, ...counts }) => JSON.stringify(counts)));
  const [views] = kept.map((one) => one.views);
  expect([...shapes].map((one) => JSON.parse(one))).toEqual([
    { people: 1, views, subjects: 1, entries: 1, changes: 1 },
  ]);
  expect(views).toBeGreaterThan(0);
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from ledger_entry e where event = 'notification.create' and outcome = 'done' and not exists
      (select from serious_incident_notification n where n.id = e.record_id)`.execute(server.root);
  expect(rows).toEqual([{ n: 0 }]);
  expect(keptSoFar()).toBeGreaterThan(10 * WRITERS);

  const verify = kith(['ledger', 'verify'], settings());
  expect(await verify.ended, verify.out() + verify.err()).toBe(0);
  expect(verify.out()).toContain('The ledger is whole');
  running.kill('SIGTERM');
  expect(await running.ended).toBe(0);
});

it('sessions, and forms that were open, outlive a restart of Kith', async () => {
  const running = await startKith();
  const id = await addPerson(server.root, { roles: ['hub-worker'] });
  const visitor = await visitorOverHttp(server.root, id);
  await visitor.takeToken(address);
  running.kill('SIGTERM');
  expect(await running.ended).toBe(0);
  await startKith();
  expect((await visitor.get(address, '/account')).status).toBe(200);
  const answer = await visitor.post(address, LIST, incident('Written across a restart.'));
  expect([answer.status, answer.location]).toEqual([
    303,
    expect.stringMatching(/^\/learning\/notifications\/[0-9a-f-]{36}/),
  ]);
});
