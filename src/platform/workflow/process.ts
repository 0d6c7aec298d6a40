/** How a state reads on a page and in the drawn process. */
export interface StateWords {
  /** "Waiting for a test": for tags and lists. */
  label: string;
  /** One sentence: what it means for whoever meets a record in it. */
  about: string;
  /** Nothing more is expected of anybody. */
  over?: boolean;
}

/** One thing that can be done with a record of the process, by whom and from where. */
export interface Move<State extends string, Doing extends string, Part extends string> {
  doing: Doing;
  from: readonly State[];
  to: State;
  /** What the button says: "Say that it is done". */
  label: string;
  /** Whoever plays one of these parts may do it. */
  by: readonly Part[];
  /** Whoever plays one of these may not, whatever else they are: nobody judges their own work. */
  notBy?: readonly Part[];
  /** What must be given, in words: "evidence of what was done". */
  needs: readonly string[];
  /** Said once afterwards: "The action is done. Its effect is looked at on …". */
  says: string;
}

/** A process as data: buttons, checks, tests and the diagram in docs/processes.md are read from it. */
export interface Process<State extends string = string, Doing extends string = string, Part extends string = string> {
  /** "action": one record of it, in the middle of a sentence. */
  name: string;
  /** What the process is for and where it comes from: guidance or the inventory row. */
  about: string;
  /** The parts that people play, in words: "the person who has it". */
  parts: Readonly<Record<Part, string>>;
  states: Readonly<Record<State, StateWords>>;
  /** The state in which a record begins. */
  first: State;
  moves: readonly Move<State, Doing, Part>[];
}

/** Whether somebody who plays these parts may do this, wherever the record stands. */
function isTheirs<Part extends string>(move: Move<string, string, Part>, parts: ReadonlySet<Part>): boolean {
  return move.by.some((part) => parts.has(part)) && !(move.notBy ?? []).some((part) => parts.has(part));
}

/** What somebody who plays these parts may do with a record in this state, in the order of the table. */
export function movesFrom<State extends string, Doing extends string, Part extends string>(
  process: Process<State, Doing, Part>,
  state: State,
  parts: ReadonlySet<Part>,
): Move<State, Doing, Part>[] {
  return process.moves.filter((move) => move.from.includes(state) && isTheirs(move, parts));
}

/** What pages call each state, for reading a stored one: `{ open: 'Open' }`. */
export function labelsOf(process: Pick<Process, 'states'>): Record<string, string> {
  return Object.fromEntries(Object.entries(process.states).map(([state, { label }]) => [state, label]));
}
