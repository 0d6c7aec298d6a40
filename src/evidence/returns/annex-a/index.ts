import { PlainError } from '../../../platform/plain-error.ts';
import { dayOf } from '../day.ts';
import { TextDecoding } from '../text-decoding.ts';
import { type CheckedAnnexA, checkWorkbook } from './check.ts';
import { CODE_SETS, type CodeSetName } from './code-sets.ts';
import type { Mapping } from './recognise.ts';

/**
 * Reads an Annex A workbook, by its path or its bytes, as of a reference date (`2026-01-31`): finds the lists, counts them and says what
 * can’t be read. `mapping` says what an authority’s own words for codes stand for. `progress` is told how many bytes of the lists were
 * read, and of how many; `signal` cancels: the check then rejects with its reason, and the file is let go. Throws UnreadableReturn
 * where the workbook can’t be read to its end, and PlainError for a date that is none.
 */
export async function checkAnnexA(
  file: string | Uint8Array,
  check: {
    referenceDate: string;
    mapping?: Mapping;
    progress?: (bytes: number, of: number) => void;
    signal?: AbortSignal;
  },
): Promise<CheckedAnnexA> {
  const { referenceDate, ...more } = check;
  const reference = dayOf(referenceDate);
  if (Number.isNaN(reference))
    throw new PlainError(`“${referenceDate}” is no date: write the reference date as 2026-01-31.`, { exitCode: 2 });
  return checkWorkbook(file, { reference, ...more });
}

/**
 * A mapping from a JSON file, in UTF-8 or as Windows saves Unicode, of the form `{"need": {"Our words": "N1 - Abuse or neglect"}}`. Throws PlainError that says what in it is no
 * mapping.
 */
export function annexAMapping(json: Uint8Array): Mapping {
  let given: unknown;
  try {
    const decoding = new TextDecoding();
    given = JSON.parse(decoding.next(json, true));
  } catch {
    throw unusable('it is not written as JSON');
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw unusable('it is no object');
  const mapping: Mapping = {};
  for (const [set, spellings] of Object.entries(given)) {
    if (!Object.hasOwn(CODE_SETS, set)) throw unusable(`there is no set of codes “${set}”`);
    if (typeof spellings !== 'object' || spellings === null) throw unusable(`“${set}” holds no words`);
    const codes = new Set<unknown>(CODE_SETS[set as CodeSetName].map(([code]) => code));
    for (const [written, code] of Object.entries(spellings))
      if (!codes.has(code)) throw unusable(`“${written}” is mapped to “${String(code)}”, which is no code of “${set}”`);
    mapping[set as CodeSetName] = spellings as Record<string, string>;
  }
  return mapping;
}

function unusable(why: string): PlainError {
  return new PlainError(`The mapping can’t be used: ${why}.`, { exitCode: 2 });
}

export type { CheckedAnnexA } from './check.ts';
export { annexAJson } from './json.ts';
export type { Mapping } from './recognise.ts';
export type { UnknownSpelling } from './unknown-spellings.ts';
