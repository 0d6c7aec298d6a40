import { readFoundRows } from '../annex-a/found-rows.ts';
import { checkAnnexA } from '../annex-a/index.ts';
import type { ReturnAtWork } from './at-work.ts';

/** Ofsted's Annex A workbook. */
export const annexAAtWork: ReturnAtWork = {
  check: ({ path, rules }, told) =>
    checkAnnexA(path, { referenceDate: rules, progress: (bytes, of) => told(of === 0 ? 1 : Math.min(1, bytes / of)) }),
  readAgain: async ({ path, rules }, places, take) => {
    await readFoundRows(path, places, take);
    // The workbook states no date: it is about the day that was given with it.
    return { stated: rules, authority: '', figures: [] };
  },
};
