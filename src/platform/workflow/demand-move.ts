import { PlainError } from '../plain-error.ts';
import type { Move, Process } from './process.ts';

/**
 * The move that somebody asks for, if the table allows it. Throws PlainError (409) with a reason that a person understands:
 * because of where the record stands, or because it is for somebody else to do.
 */
export function demandMove<State extends string, Doing extends string, Part extends string>(
  process: Process<State, Doing, Part>,
  state: State,
  doing: Doing,
  parts: ReadonlySet<Part>,
): Move<State, Doing, Part> {
  const named = process.moves.filter((move) => move.doing === doing);
  const here = named.filter((move) => move.from.includes(state));
  const [first] = here.length > 0 ? here : named;
  if (!first) throw new Error(`The process of ${process.name} has no move "${doing}".`);
  if (here.length === 0) {
    throw new PlainError(
      `“${first.label}” is not possible any more: this ${process.name} is “${process.states[state].label}” now. Open it again to see what can be done.`,
      { statusCode: 409 },
    );
  }
  const barred = (move: Move<State, Doing, Part>) => (move.notBy ?? []).filter((part) => parts.has(part));
  const mine = here.find((move) => move.by.some((part) => parts.has(part)) && barred(move).length === 0);
  if (mine) return mine;
  const [against] = barred(first);
  const listed = new Intl.ListFormat('en-GB', { type: 'disjunction' });
  const who = listed.format(first.by.map((part) => process.parts[part]));
  throw new PlainError(
    against === undefined
      ? `“${first.label}” is for ${who} to do.`
      : `“${first.label}” is for ${who} to do, and not for ${process.parts[against]}.`,
    { statusCode: 409 },
  );
}
