import type { FormProblem } from '../../platform/web/form.ts';

/** The letters that check a unique pupil number, by remainder (facts §4.6). */
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/**
 * Whether a text holds something that can only be a child's identifier: ten digits that are an NHS number by their check
 * digit, or a unique pupil number by its check letter. Names can't be told reliably, so the form asks for none and does not
 * pretend to look for them. Facts §4.6.
 */
export function holdsIdentifier(text: string): 'nhs-number' | 'pupil-number' | null {
  for (const [, digits = ''] of text.matchAll(/(?<![\dA-Za-z])(\d{3}[ -]?\d{3}[ -]?\d{4})(?![\dA-Za-z])/g)) {
    if (isNhsNumber(digits.replaceAll(/\D/g, ''))) return 'nhs-number';
  }
  for (const [, number = ''] of text.toUpperCase().matchAll(/(?<![\dA-Z])([A-Z]\d{11}[\dA-Z])(?![\dA-Z])/g)) {
    if (isPupilNumber(number)) return 'pupil-number';
  }
  return null;
}

/** Whether ten digits are an NHS number: weights 10 to 2 over the first nine, modulo 11. */
function isNhsNumber(digits: string): boolean {
  const sum = [...digits.slice(0, 9)].reduce((all, digit, place) => all + Number(digit) * (10 - place), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === Number(digits[9]);
}

/** Whether thirteen signs are a unique pupil number: weights 2 to 13 after the letter, modulo 23. */
function isPupilNumber(number: string): boolean {
  const values = [...number.slice(1)].map((sign) => (/\d/.test(sign) ? Number(sign) : UPN_LETTERS.indexOf(sign)));
  if (values.includes(-1)) return false;
  const sum = values.reduce((all, value, place) => all + value * (place + 2), 0);
  return UPN_LETTERS[sum % 23] === number[0];
}

const FOUND = {
  'nhs-number': 'This holds an NHS number. A disagreement is about practice and names no child: take the number out',
  'pupil-number': 'This holds a pupil number. A disagreement is about practice and names no child: take the number out',
} as const;

/** What is wrong with fields in which a child's identifier stands. */
export function identifierProblems(fields: Readonly<Record<string, string>>): FormProblem[] {
  return Object.entries(fields).flatMap(([field, text]) => {
    const found = holdsIdentifier(text);
    return found ? [{ field, message: FOUND[found] }] : [];
  });
}
