import { access } from '../../src/access.ts';
import type { RouteDeclaration } from '../../src/platform/web/declaration.ts';
import type { TestRecord } from './restricted-records.ts';
import type { Player } from './world.ts';

/** What the rules of access make of a request, worked out from the words of the rule and the lines of the table alone. */
export type Verdict =
  /** For the purpose, where one is asked for: it stands in the ledger. */
  | { is: 'open'; purpose?: string }
  | { is: 'sign-in first' }
  | { is: 'owes'; href: string }
  | { is: 'say what for' }
  /** The whole kind is closed to them. */
  | { is: 'closed' }
  /** This one is, or does not exist: nobody can tell. */
  | { is: 'hidden'; purpose: string };

/** What a request is about. `agency` alone stands for a record that is no restricted one. */
export type Aim = { record: TestRecord } | { agency: string } | 'unknown' | 'nothing in particular';

type Demand = { action: string; kind: string };

/** Judges one request. It shares no code with the product: a rule that is broken there is not broken here. */
export function judge(player: Player, declared: RouteDeclaration, aim: Aim, decides?: Demand): Verdict {
  if (declared.permission === 'public') return { is: 'open' };
  if (player.standing === 'out') return { is: 'sign-in first' };
  if (player.standing !== 'in' && !declared.whileOwing) return { is: 'owes', href: player.standing };
  const demand = decides ?? (declared.permission === 'signed-in' ? null : declared.permission);
  if (demand === null) return { is: 'open' };

  const given = access.grants.filter(
    (line) =>
      line.action === demand.action &&
      line.kind === demand.kind &&
      (player.roles as readonly string[]).includes(line.role),
  );
  if (given.length === 0) return { is: 'closed' };
  // One purpose needs no saying; of several, the person must have said one.
  const purposes = new Set(given.flatMap((line) => line.purposes));
  const [only] = purposes;
  const purpose = player.stated && purposes.has(player.stated) ? player.stated : purposes.size === 1 ? only : undefined;
  if (!purpose) return { is: 'say what for' };
  if (aim === 'nothing in particular') return { is: 'open', purpose };
  if (aim === 'unknown') return { is: 'hidden', purpose };
  const lines = given.filter((line) => line.purposes.includes(purpose));

  if (!('record' in aim)) {
    const reached = lines.some(
      (line) =>
        line.involvement === 'any' &&
        (line.scope === 'partnership' || (line.scope === 'agency' && aim.agency === player.agency)),
    );
    return { is: reached ? 'open' : 'hidden', purpose };
  }

  const { record } = aim;
  const { sealed, involved, named, conflict, barred, broken, mine } = record.circumstance;
  // Nobody reaches a record in which they or somebody close to them appear, or which must not be passed to them.
  if (conflict !== undefined || barred === 'person' || barred === 'agency') return { is: 'hidden', purpose };
  // An emergency opens a record to be read, for two hours, seal or no seal.
  if (demand.action === 'read' && broken === 'now') return { is: 'open', purpose };
  // Sealed: named people only. Whoever makes a record is named in it. To break a seal in an emergency, and to judge
  // afterwards whether it was right, is decided as if there were none.
  const passesSeal = demand.action === 'break-glass' || demand.action === 'review';
  if (sealed && named !== 'now' && !mine && !passesSeal) return { is: 'hidden', purpose };
  const reached = lines.some((line) => {
    if (line.involvement === 'involved' && involved !== 'now') return false;
    if (line.scope === 'partnership') return true;
    const ofAgency = record.agency === player.agency;
    if (line.scope === 'own') return mine === true && ofAgency;
    return line.scope === 'agency' ? ofAgency : ofAgency && record.team !== null && record.team === player.team;
  });
  return { is: reached ? 'open' : 'hidden', purpose };
}
