import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { AccessTable, Action, Policy } from './access/index.ts';
import type { Db } from './database/connection.ts';
import type { Task } from './jobs/index.ts';
import type { Keyring } from './keys/keyring.ts';
import type { RecordKind } from './records/kind.ts';
import type { LiveSource, WaitingSource } from './waiting/index.ts';
import type { Process } from './workflow/index.ts';

/** What every route handler may use. Joined once, in `app.ts`. */
export interface Deps {
  db: Db;
  config: Config;
  log: Logger;
  /** The present moment. Tests fix it. */
  now: () => Date;
  /** Keys that are not in the database: of the ledger, of what is sealed, of checkpoints. */
  keyring: Keyring;
  /** Who may do what. */
  access: AccessTable;
}

/** What a module's routes may use besides: what all modules say together. `app.ts` joins it. */
export interface JoinedDeps extends Deps {
  /** Where things wait for people. */
  waiting: readonly WaitingSource[];
  /** What meetings should look at. */
  live: readonly LiveSource[];
}

/** One entry of the main navigation. */
export interface NavItem {
  label: string;
  href: string;
  /** Shown only to those whose role has this; to everybody unless given. */
  need?: { action: Action; kind: string };
}

/** A part of the product: what `modules.ts` lists and `app.ts` joins. */
export interface Module {
  /** The folder's own name, for example `partnership/learning`. */
  name: string;
  nav?: NavItem | readonly NavItem[];
  /** The kinds of record it keeps behind the gate, and who may do what with them. */
  policy?: Policy;
  /** Its processes, as docs/processes.md draws them. */
  processes?: readonly Process[];
  /** Work that it asks for after an answer. */
  tasks?: (deps: Deps) => readonly Task[];
  /** The module's own styles, after Kith's: path of a CSS file below the checkout. */
  stylesheet?: string;
  /** Kinds of record that a year file may carry for this module, in the order in which they are saved. */
  recordKinds?: readonly RecordKind[];
  /** What of it waits for people: lines of the work list and of the home page. */
  waiting?: readonly WaitingSource[];
  /** What of it a meeting's agenda should offer. */
  live?: readonly LiveSource[];
  routes?: (app: FastifyInstance, deps: JoinedDeps) => void;
}
