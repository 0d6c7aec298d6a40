import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Actor, actAs, type Purpose } from '../../../platform/access/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { append } from '../../../platform/ledger/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { UPLOADS_FOLDER } from '../../../platform/uploads/index.ts';
import type { Wanted } from './check.ts';
import { checkInThread, type Ended } from './check-in-thread.ts';
import { UPLOAD } from './policy.ts';
import { keepProgress } from './repository.ts';
import { keepFault, keepPreview } from './service.ts';

/** For whom a check works, in the background: the database lets it write only what they may. */
export interface OnBehalf {
  actor: Actor;
  purpose: Purpose | null;
}

/** A check that was asked for. */
export interface AskedCheck extends OnBehalf {
  /** The number of its upload. */
  id: string;
  wanted: Wanted;
}

/** Checks at the same time in one process; the others wait their turn. */
const AT_ONCE = 2;
/** So often a check says how far it is and asks whether it was cancelled, in milliseconds. */
const EVERY = 700;

const OWN_FAULT =
  'Kith could not check this file, by a fault of its own that is written down for whoever runs Kith. Nothing of the file was kept.';

/**
 * The checks of one process, each in a thread. How far they are, and whether they were cancelled, stands in the database, so that
 * any server can show and cancel what another does. A check that its process took along is told by its silence.
 */
export class Checks {
  readonly #deps: Deps;
  readonly #stopped = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Takes a file over from the request that it came with. Returns where it lies until it is checked. */
  async takeOver(id: string, path: string): Promise<string> {
    const folder = join(this.#deps.config.home, UPLOADS_FOLDER);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const own = join(folder, `return-${id}`);
    await rename(path, own).catch(() => copyFile(path, own));
    return own;
  }

  /** Begins a check once its upload is committed; where there is none, the file is removed and nothing else is done. */
  beginIfThere(asked: AskedCheck): void {
    const running = this.#check(asked)
      .catch((error: unknown) => this.#deps.log.error({ part: 'returns', err: error }, 'a return could not be checked'))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Waits for all checks that run. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Ends all checks. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.settled();
  }

  async #check(asked: AskedCheck): Promise<void> {
    const { id, wanted } = asked;
    const cancelled = new AbortController();
    const signal = AbortSignal.any([cancelled.signal, this.#stopped.signal]);
    let progress = 0;
    let beating = false;
    const beat = async () => {
      // A database that is slow is not asked a second time meanwhile; one that is away is asked again.
      if (beating) return;
      beating = true;
      try {
        if (!(await this.#as(asked, (trx) => keepProgress(trx, id, progress, this.#deps.now())))) cancelled.abort();
      } catch (error) {
        this.#deps.log.warn({ part: 'returns', err: error }, 'how far a check is could not be kept');
      } finally {
        beating = false;
      }
    };
    const timer = setInterval(() => void beat(), EVERY);
    try {
      await beat();
      if (cancelled.signal.aborted) return;
      if (!(await this.#turn(signal))) return;
      try {
        const ended = await this.#inThread(wanted, signal, (share) => {
          progress = share;
        });
        // Nobody needs the file again: it is gone before what was found in it is there.
        await rm(wanted.path, { force: true });
        if (ended !== 'cancelled') await this.#keep(asked, ended);
      } finally {
        const next = this.#waiting.shift();
        if (next) next();
        else this.#busy -= 1;
      }
    } finally {
      clearInterval(timer);
      await rm(wanted.path, { force: true });
    }
  }

  /** Waits for a place among those that are checked; false where it was cancelled meanwhile. Whoever leaves hands the place on. */
  async #turn(signal: AbortSignal): Promise<boolean> {
    if (this.#busy < AT_ONCE) {
      this.#busy += 1;
      return true;
    }
    return new Promise<boolean>((resolve) => {
      const begin = () => resolve(true);
      this.#waiting.push(begin);
      signal.addEventListener('abort', () => {
        const place = this.#waiting.indexOf(begin);
        if (place >= 0) this.#waiting.splice(place, 1);
        resolve(false);
      });
    });
  }

  async #inThread(wanted: Wanted, signal: AbortSignal, progress: (share: number) => void): Promise<Ended> {
    try {
      return await checkInThread(wanted, progress, signal);
    } catch (error) {
      this.#deps.log.error({ part: 'returns', err: error }, 'a check failed by a fault of its own');
      return { unreadable: OWN_FAULT };
    }
  }

  /** Everything that was found, with the entry in the ledger, or nothing of it. */
  #keep(asked: AskedCheck, ended: Exclude<Ended, 'cancelled'>): Promise<void> {
    const { keyring, now } = this.#deps;
    const at = now();
    const { id, actor, purpose } = asked;
    return this.#as(asked, async (trx) => {
      const done = 'done' in ended ? ended.done : null;
      const work = { trx, now: at };
      const kept = await (done
        ? keepPreview(work, id, done)
        : keepFault(work, id, 'unreadable' in ended ? ended.unreadable : OWN_FAULT));
      if (!kept) return;
      await append(trx, keyring, [
        {
          ...{ at, event: 'return.checked', outcome: done ? 'done' : 'failed', kind: UPLOAD, recordId: id },
          doing: done ? 'Kith finished checking a return for them' : 'Kith found that a return of theirs can’t be read',
          ...{ personId: actor.id, who: actor.name, agency: actor.agency, role: actor.roles[0] ?? null, purpose },
          ...{ seen: null, why: null, requestId: null, sessionId: null, changes: [] },
        },
      ]);
    });
  }

  #as<T>({ actor, purpose }: OnBehalf, work: (trx: Db) => Promise<T>): Promise<T> {
    return actAs(this.#deps.db, { actor, purpose, now: this.#deps.now() }, work);
  }
}
