/** A compiled stylesheet, and what has to happen to it before Kith may serve it. */

/** One family of type, as the stylesheet names it. */
export const FACE = 'Atkinson Hyperlegible Next';

/** A cut of the face: which characters, how heavy, upright or not. */
export interface FaceCut {
  /** Name of its file among the assets. */
  file: string;
  weight: number;
  style: 'normal' | 'italic';
  /** Characters the file holds, as `unicode-range` has them. */
  range: string;
}

/** Marks, and the rules that show them, that belong to GOV.UK or the Crown. */
const NOT_OURS = /crown|crest|copyright-logo/i;
const RULE = /([^{}]+)\{([^{}]*)\}/g;

/**
 * GOV.UK's or MOJ's compiled stylesheet without what only gov.uk may show: GDS Transport, the crown, the coat of arms.
 * GDS Transport's place in every font list is taken by Kith's face.
 */
export function withoutGovUkIdentity(css: string): string {
  return css
    .replace(/^@charset "UTF-8";/, '')
    .replace(/@font-face\{[^{}]*\}/g, '')
    .replace(/\/\*![\s\S]*?\*\//g, '')
    .replace(RULE, (rule, selector: string) => (NOT_OURS.test(selector) ? '' : rule))
    .replaceAll('GDS Transport', `"${FACE}"`);
}

/** MOJ's stylesheet without the settings of an older GOV.UK Frontend that it was compiled with and brings along. */
export function withoutOldSettings(css: string): string {
  return css.replace(RULE, (rule, selector: string) => (selector.trim() === ':root' ? '' : rule));
}

/**
 * A stylesheet without the rules of some components. A rule goes when all its selectors begin with one of them.
 *
 * @param names beginnings of class names, as in `moj-date-picker`
 */
export function withoutComponents(css: string, names: readonly string[]): string {
  const start = new RegExp(`^(?:\\.js-enabled )?\\.(?:${names.join('|')})`);
  return css.replace(RULE, (rule, selectors: string) =>
    selectors.split(',').every((selector) => start.test(selector.trim())) ? '' : rule,
  );
}

/**
 * The `@font-face` rules for the cuts of Kith's face. Text is shown in a system face until the cut is there. Nothing moves
 * when it comes: lines have set heights, and Arial is as wide (English text, regular and bold: within 0.4 per cent).
 */
export function faceRules(cuts: readonly FaceCut[]): string {
  return cuts
    .map(
      ({ file, weight, style, range }) =>
        `@font-face{font-family:"${FACE}";font-style:${style};font-weight:${weight};font-display:swap;` +
        `src:url(${file}) format("woff2");unicode-range:${range}}`,
    )
    .join('');
}

/**
 * The stylesheet with every `url(…)` led to where that file is served, found by the last part of its path.
 *
 * @param hrefOf throws where there is no such file
 */
export function withUrls(css: string, hrefOf: (file: string) => string): string {
  return css.replace(/url\(\s*["']?([^"')]+?)["']?\s*\)/g, (_, target: string) => {
    const file = target.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
    return `url(${hrefOf(file)})`;
  });
}
