import type { FigureRow } from './repository.ts';
import type { AreaRef } from './view.ts';

/** A value that a source sets beside a figure, as the decision on what the public may see needs it. */
export interface SetBeside {
  key: string;
  indicator_code: string;
  area_code: string;
  account_year: string;
  against: string;
  value: number;
}

/** A comparator as the figure that it tells of. Its row is a number below nought, which no figure has. */
export interface ComparedFigure {
  key: string;
  figure: FigureRow;
}

/**
 * Comparators as figures of the area that they are compared with, for each period of the figures beside which they stand: a
 * reader learns the same from "Stockton-on-Tees: 3" in small print as from Stockton-on-Tees's own figure.
 */
export function comparedFigures(
  comparators: readonly SetBeside[],
  figures: readonly FigureRow[],
  areas: readonly Pick<AreaRef, 'code' | 'name' | 'shortName'>[],
): ComparedFigure[] {
  let row = 0;
  return comparators.flatMap((comparator) => {
    const beside = figures.filter(
      (figure) =>
        figure.indicatorCode === comparator.indicator_code &&
        figure.areaCode === comparator.area_code &&
        figure.accountYear === comparator.account_year,
    );
    const areaCode = areaMeant(comparator.against, areas) ?? `against ${wordsOf(comparator.against)}`;
    return beside.map((figure) => {
      row -= 1;
      return { key: comparator.key, figure: { ...figure, id: row, areaCode, value: comparator.value, notKnown: null } };
    });
  });
}

/**
 * Code of the area that a comparator names, or null. People write "Stockton", "Stockton-on-Tees council" or its code: an area
 * that may be meant counts as meant, because the other mistake would publish what is withheld.
 */
function areaMeant(against: string, areas: readonly Pick<AreaRef, 'code' | 'name' | 'shortName'>[]): string | null {
  const said = wordsOf(against);
  const named = areas
    .flatMap(({ code, name, shortName }) => [code, name, shortName].map((one) => ({ code, words: wordsOf(one) })))
    .filter(({ words }) => words !== '')
    .sort((one, other) => other.words.length - one.words.length);
  const found =
    named.find(({ words }) => words === said) ??
    named.find(({ words }) => ` ${said} `.includes(` ${words} `)) ??
    named.find(({ words }) => said !== '' && words.startsWith(`${said} `));
  return found?.code ?? null;
}

function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
