import type { LightMyRequestResponse } from 'fastify';
import { access } from '../../src/access.ts';
import type { RouteDeclaration } from '../../src/platform/web/declaration.ts';
import { judge, type Verdict } from './access-oracle.ts';
import { type Circumstance, RECOGNISED, type TestRecord } from './restricted-records.ts';
import type { Sample, Target } from './route-samples.ts';
import type { Route } from './senders.ts';
import type { Player } from './world.ts';

/** One entry of the ledger, as far as these tests look at it. */
export interface Line {
  outcome: string;
  event: string;
  personId: string | null;
  kind: string | null;
  recordId: string | null;
  seen: string[] | null;
  who: string | null;
  agency: string | null;
  role: string | null;
  purpose: string | null;
  doing: string | null;
  requestId: string | null;
  seq: number;
}

/** What differs from answer to answer whoever is asked for: nonces, tokens, numbers, references of requests. */
export function plain(answer: LightMyRequestResponse, target: Target): string {
  const { 'set-cookie': _cookies, date: _date, ...headers } = answer.headers;
  return `${answer.statusCode} ${JSON.stringify(headers)} ${answer.body}`
    .replaceAll(target.id, 'NUMBER')
    .replaceAll(target.person?.holding ?? 'no holding', 'NUMBER')
    .replaceAll(/nonce(=\\?"|-)[0-9a-f]{32}/g, 'NONCE')
    .replaceAll(/name="_csrf" value="[^"]*"/g, 'TOKEN')
    .replaceAll(/kith-reference">[0-9A-Z]{8}</g, 'REFERENCE');
}

/** What is wrong with an answer, as a page. */
export function answerFaults(
  { statusCode, headers, body }: LightMyRequestResponse,
  verdict: Verdict,
  further: readonly number[] | null,
  method: string,
): string[] {
  const to = String(headers.location ?? '').split('?', 1)[0];
  const said = `answered ${statusCode}${to ? ` to ${to}` : ''}`;
  const redirects = (href: string) => (statusCode === 303 && to === href ? [] : [`${said}, not 303 to ${href}`]);
  switch (verdict.is) {
    case 'sign-in first':
      // What somebody typed who has left, or never was here, is not kept.
      return redirects('/sign-in');
    case 'owes':
      return redirects(verdict.href);
    case 'say what for':
      return redirects('/account/purpose');
    case 'closed':
      return statusCode === 403 && body.includes('not part of your role') ? [] : [`${said}, not 403`];
    case 'hidden':
      return statusCode === 404 && body.includes('Nothing here that you can see') ? [] : [`${said}, not 404`];
    case 'open': {
      const right = further ?? (method === 'POST' ? [200, 303] : [200]);
      return right.includes(statusCode) ? [] : [`${said}, not ${right.join(' or ')}: ${problemIn(body)}`];
    }
  }
}

function problemIn(body: string): string {
  const main = /<main[^>]*>(.*)<\/main>/s.exec(body)?.[1] ?? body;
  return main
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300);
}

/** One request of the matrix with what came of it. */
export interface Tried {
  route: Route;
  sample: Sample | undefined;
  player: Player;
  target: Target;
  verdict: Verdict;
  /** Answers that are right besides, by the module’s own rules; null where there are none. */
  further: readonly number[] | null;
  status: number;
}

/** What is wrong with the entries that a request left in the ledger: each is by the one who asked, and says what was declared. */
export function ledgerFaults(lines: readonly Line[], seen: Tried): string[] {
  const { route, sample, target, verdict, further, status } = seen;
  const { event, permission } = route.kith;
  const told = `the ledger has ${JSON.stringify(lines.map(({ outcome, event: code, kind }) => `${outcome} ${code} ${kind}`))}`;
  if (permission === 'public') return publicFaults(lines, seen, told);
  const strange = lines.flatMap((line) => authorFaults(line, seen));
  if (strange.length > 0) return strange;
  if (verdict.is === 'closed' || verdict.is === 'hidden' || status === 404) {
    const asked = sample?.decides?.kind ?? (typeof permission === 'string' ? null : permission.kind);
    const kind = verdict.is === 'closed' ? asked : (sample?.about ?? asked);
    const [only] = lines;
    const right = lines.length === 1 && only?.outcome === 'refused' && (kind === null || only.kind === kind);
    if (!right) return [`${told}, not one refusal of ${kind}`];
    if (only.event !== (event === 'none' ? 'page.open' : event.code))
      return [`${told}, which is not what was asked for`];
    const numbers = [target.id, target.person?.holding];
    if (verdict.is === 'closed' && only.recordId !== null) return ['the refusal of a whole kind names a record'];
    return verdict.is === 'hidden' && !numbers.includes(only.recordId ?? undefined)
      ? ['the refusal does not say of what']
      : [];
  }
  if (verdict.is !== 'open') return lines.length === 0 ? [] : [`${told}, where nothing was done or refused`];
  if (further !== null)
    return lines.some((line) => line.outcome === 'done' && route.method === 'POST')
      ? [`${told}, though it was not taken`]
      : [];
  if (event === 'none') return lines.length === 0 ? [] : [`${told}, where nothing is to be said`];
  const done = lines.filter((line) => line.outcome === 'done');
  if (done.length === 0 || done.length !== lines.length) return [`${told}, not what was done`];
  // Entries beside the declared one are of what followed from it; a form that is shown again has an entry of that.
  if (status !== 200 && !done.some((line) => [event.code, sample?.otherwise].includes(line.event)))
    return [`${told}, and not the declared ${event.code}`];
  if (!target.record) return [];
  const names = done.some((line) => line.recordId === target.id || line.seen?.includes(target.id));
  return names ? [] : [`${told}, none of them of the record`];
}

/** A page for everybody writes nothing, unless it shows more to some: then each time, and for them alone. */
function publicFaults(lines: readonly Line[], { route, player }: Tried, told: string): string[] {
  const { more } = route.kith;
  const sees =
    more !== undefined &&
    player.standing === 'in' &&
    access.grants.some(
      ({ role, action, kind }) =>
        action === more.permission.action && kind === more.permission.kind && player.roles.some((one) => one === role),
    );
  if (!sees) return lines.length === 0 ? [] : [`${told}, where nothing but what everybody sees was shown`];
  const right = lines.length === 1 && lines[0]?.outcome === 'done' && lines[0].event === more.event.code;
  return right && lines[0]?.personId === player.id ? [] : [`${told}, not one ${more.event.code}`];
}

/** Every entry names who did it: their number, their agency, a role they hold and what they needed it for. */
function authorFaults(line: Line, { player, verdict, sample }: Tried): string[] {
  const role = line.role !== null && (player.roles as readonly string[]).includes(line.role);
  const purpose = 'purpose' in verdict ? verdict.purpose : undefined;
  const wrong = [
    ...(line.personId === player.id ? [] : ['who']),
    ...(line.agency === player.agency ? [] : ['agency']),
    ...(role || (player.roles.length === 0 && line.role === null) ? [] : ['role']),
    ...(purpose === undefined || sample?.decides || line.purpose === purpose ? [] : ['purpose']),
    ...(line.who ? [] : ['name']),
    ...(line.doing ? [] : ['words']),
    ...(line.requestId ? [] : ['request']),
  ];
  return wrong.map((part) => `the entry ${line.outcome} ${line.event} has another ${part}: ${JSON.stringify(line)}`);
}

/** Words of records that the one who got the answer may not read. */
export function leaks(
  { body }: LightMyRequestResponse,
  records: Iterable<TestRecord>,
  player: Player,
  kith: RouteDeclaration,
): string[] {
  if (kith.permission === 'public' || !RECOGNISED.test(body)) return [];
  return [...records].flatMap((record) => {
    if (![...record.content, record.reference].some((words) => body.includes(words))) return [];
    const may = (action: string) => {
      const declared = { ...kith, permission: 'signed-in' as const };
      return (
        judge(
          player,
          declared,
          { record: { ...record, circumstance: asSeenBy(record, player) } },
          { action, kind: record.kind },
        ).is === 'open'
      );
    };
    if (may('read')) return [];
    // Who judges an emergency, or opens one or did once, knows the record by its reference and nothing else.
    const onlyReference = !record.content.some((words) => body.includes(words));
    const { broken, conflict } = record.circumstance;
    const openedIt = broken !== undefined && conflict === undefined;
    return onlyReference && (openedIt || may('share') || may('review') || may('break-glass'))
      ? []
      : [`shows ${record.reference}, which is ${record.circumstance.called}`];
  });
}

/** A record "made by the one who asks" was made by one of them. */
function asSeenBy(record: TestRecord, player: Player): Circumstance {
  if (!record.circumstance.mine || record.ownerId === player.id) return record.circumstance;
  return { ...record.circumstance, mine: false };
}
