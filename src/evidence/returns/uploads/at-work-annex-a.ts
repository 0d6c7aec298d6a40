import { readFoundRows } from '../annex-a/found-rows.ts';
import { checkAnnexA } from '../annex-a/index.ts';
import type { ReturnAtWork, SecondReading } from './at-work.ts';
import { annexAFigures } from './figures-annex-a.ts';

/** Ofsted's Annex A workbook. Its figures are counted while its lists are checked, and handed over with the second reading. */
export function annexAAtWork(): ReturnAtWork {
  let counted: Pick<SecondReading, 'figures' | 'unknown'> = { figures: [] };
  return {
    check: async ({ path, rules, spellings = {} }, told) => {
      const checked = await checkAnnexA(path, {
        ...{ referenceDate: rules, mapping: spellings },
        progress: (bytes, of) => told(of === 0 ? 1 : Math.min(1, bytes / of)),
      });
      counted = { figures: annexAFigures(checked.snapshot, rules), unknown: checked.unknown };
      return checked;
    },
    readAgain: async ({ path, rules }, places, take) => {
      await readFoundRows(path, places, take);
      // The workbook states no date: it is about the day that was given with it. Nor does it name an authority.
      return { stated: rules, authority: null, ...counted };
    },
  };
}
