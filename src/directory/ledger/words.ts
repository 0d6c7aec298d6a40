import { isHeldRole, isPurpose, PURPOSES, type Refusal, ROLES } from '../../platform/access/index.ts';
import { londonClock, longDate, timeInWords } from '../../platform/clocks/index.ts';
import type { LedgerLine } from './line.ts';

/** Why something was refused, for whoever audits it. Nobody who asked for a record is ever told. */
const REFUSALS: Record<Refusal, string> = {
  'no-role': 'None of their roles allows it',
  'other-purpose': 'Their roles allow it for another purpose only',
  'out-of-scope': 'It lies outside what their role reaches',
  'not-involved': 'They were not put to work on it',
  sealed: 'It is sealed, and they are not named',
  blocked: 'It must never reach them: they, or somebody close to them, appear in it, or they are kept out',
  'no-record': 'There is no such record',
};

/** The reason that stands with an entry, as an auditor reads it; null where there is none. */
export function whyInWords({ outcome, why }: Pick<LedgerLine, 'outcome' | 'why'>): string | null {
  if (why === null || outcome !== 'refused' || !Object.hasOwn(REFUSALS, why)) return why;
  return REFUSALS[why as Refusal];
}

/** The name of a role that stands with an entry; its code where Kith has it no more; null for none. */
export function roleInWords(role: string | null): string | null {
  return role !== null && isHeldRole(role) ? ROLES[role].name : role;
}

/** A purpose that stands with an entry: "Keeping a child safe now". */
export function purposeInWords(purpose: string | null): string | null {
  return purpose !== null && isPurpose(purpose) ? PURPOSES[purpose] : purpose;
}

/** Words for an act's code: those that its page declares, else the code itself as words. */
export function eventInWords(code: string, declared: ReadonlyMap<string, string>): string {
  return declared.get(code) ?? upperFirst(code.replaceAll(/[.-]/g, ' '));
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/**
 * What somebody did, said to themselves: "you read a serious incident notification, for learning from what happened, as
 * business manager". Why something was refused is not told: it would tell whether there is such a record.
 */
export function toThemselves(line: LedgerLine): string {
  const { doing, outcome, seen, why } = line;
  const role = roleInWords(line.role);
  const purpose = purposeInWords(line.purpose);
  const said = lowerFirst(inSecondPerson(doing));
  const tellsItself = /^(was|tried) /i.test(doing);
  const act = outcome === 'done' || tellsItself ? `you ${said}` : `you tried this: ${said}`;
  const became =
    outcome === 'done' || tellsItself ? '' : outcome === 'refused' ? ' It was refused.' : ' It was not done.';
  const parts = [
    act,
    seen > 0 ? `${seen} ${seen === 1 ? 'record' : 'records'} in a list` : null,
    purpose && `for ${lowerFirst(purpose)}`,
    role && `as ${lowerFirst(role)}`,
  ].filter(Boolean);
  const reason = why !== null && outcome !== 'refused' ? ` Reason: ${why.replace(/\.$/, '')}.` : '';
  return `${parts.join(', ')}.${became}${reason}`;
}

/** The same as a sentence of its own, with the day and the time in England. */
export function sentence(line: LedgerLine): string {
  const { date, time } = londonClock(line.at);
  return `On ${longDate(date)} at ${timeInWords(time)} ${toThemselves(line)}`;
}

/** The ledger says what “they” did with “their own”; a person reads what they themselves did. */
function inSecondPerson(doing: string): string {
  return doing
    .replace(/^Was /, 'Were ')
    .replaceAll(/\bthey (have|are|were|need|hold)\b/g, 'you $1')
    .replaceAll(/\btheir (own|only|other|recovery)\b/g, 'your $1')
    .replaceAll(/\ball their\b/g, 'all your');
}
