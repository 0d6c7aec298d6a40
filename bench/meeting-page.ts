import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { access } from '../src/access.ts';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { DEMONSTRATION_PEOPLE, ensureShippedData } from '../src/demo/index.ts';
import { startSession } from '../src/directory/sign-in/session.ts';
import {
  addOwnItem,
  type Desk,
  getMeeting,
  planMeeting,
  readAttendance,
  recordAttendance,
  takeDecision,
  takeStep,
  writeMinutes,
} from '../src/meetings/index.ts';
import { carrier } from '../src/partnership/governance/index.ts';
import { type Actor, actAs, writeAccessTable } from '../src/platform/access/index.ts';
import { addDays, londonDate } from '../src/platform/clocks/index.ts';
import type { Db } from '../src/platform/database/connection.ts';
import { openDatabase } from '../src/platform/database/open.ts';
import { prepareJobs } from '../src/platform/jobs/index.ts';
import { newKeyring } from '../src/platform/keys/keyring.ts';
import { median, type Result, timesOf } from './measure.ts';

const ITEMS = 60;
const ACTIONS = 40;
const WARM_UP = 50;
const RUNS = 300;
/** As much as a busy quarter of an hour brings under one item. */
const SAID =
  'The group heard what was found and asked who would know more. Nobody did, and it was written down. '.repeat(6);

/**
 * The page of a long meeting: the server's time from the arrival of an HTTP request to the end of its answer, row-level
 * security and the ledger's entry included, as whoever administers it sees it.
 */
export async function meetingPage(home: string, log: Logger): Promise<Result[]> {
  const own = join(home, 'meeting');
  await mkdir(own, { mode: 0o755 });
  const now = () => new Date();
  const database = await openDatabase({
    ...{ home: own, databaseUrl: null, log, purpose: 'command' },
    prepare: async (owner, { owner: target, programRole }) => {
      await writeAccessTable(owner, access);
      await prepareJobs(target, programRole, log);
    },
  });
  const { db } = database;
  const keyring = newKeyring();
  try {
    await ensureShippedData(db, { now, log, ledger: { keyring } });
    const { href, cookie } = await prepare(db, now());
    // The database counts its rows by itself within a minute of such a change; without that it chooses wrong ways to them.
    await database.asOwner((owner) => sql`analyze`.execute(owner).then(() => undefined));
    const app = await buildApp({ db, config: readConfig(), log, now, keyring, access });
    try {
      const took: number[] = [];
      app.server.on('request', (_request, response) => {
        const from = performance.now();
        response.once('finish', () => took.push(performance.now() - from));
      });
      await app.listen({ host: '127.0.0.1', port: 0 });
      const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}${href}`;
      const ask = async () => {
        const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' });
        const body = await answer.text();
        if (answer.status !== 200) throw new Error(`${href} answered ${answer.status}.`);
        const actions = new Set(body.match(/ACT-\d{4}-\d{4}/g)).size;
        const items = body.match(/<article class="kith-agenda__item"/g)?.length ?? 0;
        if (items < ITEMS || actions < ACTIONS)
          throw new Error(`The page shows ${items} items and ${actions} actions.`);
      };
      await timesOf(WARM_UP, 0, ask);
      took.length = 0;
      await timesOf(RUNS, 0, ask);
      const time = median(took);
      return [
        {
          what: `server time of a meeting’s page with ${ITEMS} items and ${ACTIONS} actions`,
          ...{ ours: `${time.toFixed(2)} ms`, baseline: '–', ratio: '–', asked: '< 40 ms', met: time < 40 },
        },
      ];
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}

async function prepare(db: Db, now: Date): Promise<{ href: string; cookie: string }> {
  const person = DEMONSTRATION_PEOPLE.find(({ role }) => role === 'meeting-administrator');
  if (!person) throw new Error('The demonstration has no meeting administrator.');
  const actor: Actor = { ...person, agencyName: '', roles: [person.role] };
  const href = await actAs(db, { actor, purpose: 'governance', now }, async (trx) => {
    const desk: Desk = { trx, actor, purpose: 'governance', access, now, carrier };
    const today = londonDate(now);
    const given = {
      forumKey: 'executive',
      day: today,
      starts: '09:00',
      minutes: 480,
      place: 'Online',
      afterwards: false,
    };
    const planning = await planMeeting(desk, given);
    if (planning === null || 'problem' in planning) throw new Error('The meeting was not planned.');
    const { id } = planning;
    const items: string[] = [];
    for (let count = items.length; count < ITEMS - 2; count++) {
      const item = {
        title: `Invented item ${count}`,
        asks: 'decide',
        minutes: 8,
        leads: 'The chair',
        whyNow: 'A measurement needs it',
      } as const;
      items.push((await addOwnItem(desk, id, item)).id);
    }
    await takeStep(desk, id, 'start');
    const meeting = await getMeeting(desk, id);
    const { attendees } = await readAttendance(desk, meeting);
    await recordAttendance(
      desk,
      id,
      attendees.map(({ memberKey }) => ({ memberKey, presence: 'present', deputyName: null })),
    );
    for (const [at, itemId] of items.entries()) {
      await writeMinutes(desk, id, itemId, { words: SAID, basedOn: 0, settles: [] });
      // Written over again, as minutes are.
      for (let version = 1; version < 5; version++) {
        await writeMinutes(desk, id, itemId, { words: `${SAID} ${version}`, basedOn: version, settles: [] });
      }
      if (at % 4 === 0) {
        await takeDecision(desk, id, {
          itemId,
          words: `Decision ${at}`,
          reasons: 'Measured',
          dissent: [],
          objective: null,
        });
      }
    }
    // An action goes to nobody whose role could not say that it is done.
    const takers = DEMONSTRATION_PEOPLE.filter(({ role }) => role !== 'scrutineer' && role !== 'auditor');
    for (let count = 0; count < ACTIONS; count++) {
      const taker = takers[count % takers.length];
      if (!taker) continue;
      const action = {
        meeting,
        itemTitle: null,
        title: `Invented action ${count}`,
        takerId: taker.id,
        dueOn: addDays(today, 30),
      };
      const giving = await carrier.actions?.give(desk, action);
      if (!giving || 'problem' in giving) throw new Error(`The action was not taken: ${giving?.problem}`);
    }
    return `/meetings/${id}`;
  });
  const session = { personId: person.id, way: 'demonstration', strong: true, browser: 'bench', now } as const;
  return { href, cookie: `kith=${(await startSession(db, session)).token}` };
}
