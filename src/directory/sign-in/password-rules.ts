/** NCSC, “Password policy: updating your approach” and “Three random words”: length and a list, no rules of composition. */
const SHORTEST = 12;
const LONGEST = 200;

/** Whose password it is to be: what somebody who knows them would try first. */
export interface PasswordOwner {
  name: string;
  email: string;
  /** Name of the partnership; empty before anything is loaded. */
  partnership: string;
}

const ADVICE = 'Three random words work well, for example the names of things that have nothing to do with each other.';

/**
 * What to do about a password that can't be taken, in one sentence or two; null when it can. Spaces and letters of every
 * script count. Reads the list of common passwords at its first call.
 */
export async function passwordProblem(password: string, owner: PasswordOwner): Promise<string | null> {
  const text = password.normalize('NFC');
  const length = Array.from(text).length;
  if (text.trim() === '') return 'Enter a password';
  if (length < SHORTEST) return `Enter a password of at least ${SHORTEST} characters. ${ADVICE}`;
  if (length > LONGEST) return `Enter a password of at most ${LONGEST} characters`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a password may hold anything that can be typed
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'Enter a password without tabs or line breaks';
  const easy = await easyBecause(folded(text), owner);
  return easy && `Choose a password that is harder to guess: ${easy}. ${ADVICE}`;
}

async function easyBecause(text: string, owner: PasswordOwner): Promise<string | null> {
  const common = await commonPasswords();
  const unit = repeated(text);
  if (common.has(text) || common.has(core(text)) || common.has(squeezed(text)))
    return 'this one is on lists of common passwords';
  if (unit !== null) return 'this one repeats the same few characters';
  if (isRun(text)) return 'this one is a row of characters in their order';
  const rest = withoutWordsOf(text, owner);
  if (rest === text) return null;
  const left = squeezed(rest);
  const tooLittle = left.length < SHORTEST / 2 || common.has(left) || common.has(core(left));
  return tooLittle ? 'this one is mostly your name, your e-mail address, Kith or your partnership' : null;
}

function folded(text: string): string {
  return text.toLowerCase();
}

/** Without whatever was put before and behind to make it longer: “Sunshine2026!!” is “sunshine”. */
function core(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

const LONGEST_UNIT = 8;

/** The few characters of which the text is made by repetition, if it is. */
function repeated(text: string): string | null {
  for (let length = 1; length <= Math.min(LONGEST_UNIT, Math.floor(text.length / 2)); length += 1) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).slice(0, text.length) === text) return unit;
  }
  return null;
}

const ROWS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

function isRun(text: string): boolean {
  const backwards = (row: string) => [...row].toReversed().join('');
  const plain = squeezed(text);
  return plain.length > 0 && ROWS.some((row) => row.includes(plain) || backwards(row).includes(plain));
}

const SHORTEST_WORD = 3;

function withoutWordsOf(text: string, owner: PasswordOwner): string {
  const words = `kith ${owner.name} ${owner.email} ${owner.partnership}`
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= SHORTEST_WORD)
    .sort((a, b) => b.length - a.length);
  // Hartlepool and Stockton-on-Tees Safeguarding Children Partnership: HSSCP, as everybody there calls it.
  const initials = (owner.partnership.match(/(?<!\S)\p{Lu}/gu) ?? []).join('').toLowerCase();
  const all = initials.length >= SHORTEST_WORD ? [...words, initials] : words;
  return all.reduce((rest, word) => rest.replaceAll(word, ' '), text);
}

let list: Promise<ReadonlySet<string>> | undefined;

/** Some fifty thousand passwords that were found in leaks, read once and only when somebody chooses a password. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return list;
}
