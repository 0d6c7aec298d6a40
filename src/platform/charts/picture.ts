import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** The size a picture is drawn at, in its own units, and how its parts are set out. */
export interface Frame {
  width: number;
  /** Height of the part that holds lines, without axis, labels or key. */
  plotHeight: number;
  fontSize: number;
  /** Names stand at the ends of the lines where there is room, above the picture where there is none. */
  names: 'beside' | 'above';
  /** Most steps on the value axis. */
  steps: number;
}

/** For a place at least 34 em wide: shown there, text is never under 12 px. */
export const WIDE: Frame = { width: 640, plotHeight: 290, fontSize: 15, names: 'beside', steps: 6 };
/** For a phone: at 288 px, the content of a 320 px screen, text is still 13 px. */
export const NARROW: Frame = { width: 320, plotHeight: 190, fontSize: 14.5, names: 'above', steps: 6 };

/** Colours and type of a picture. */
export interface Look {
  series: readonly [string, string, string, string];
  ink: string;
  faint: string;
  grid: string;
  paper: string;
  /** Null takes the page's own typeface. */
  font: string | null;
}

/** On a page, where `charts.css` or a theme sets the colours, forced colours included. */
export const PAGE_LOOK: Look = {
  series: [
    'var(--kith-series-1, #0f5560)',
    'var(--kith-series-2, #c0561c)',
    'var(--kith-series-3, #79888b)',
    'var(--kith-series-4, #2b3638)',
  ],
  ink: 'currentColor',
  faint: 'var(--kith-chart-faint, #4a5b5f)',
  grid: 'var(--kith-chart-grid, #d8e0de)',
  paper: 'var(--kith-chart-paper, #fdfcf9)',
  font: null,
};

/** In a document: every colour is literal, so that the picture needs no style sheet. */
export const PRINT_LOOK: Look = {
  series: ['#0f5560', '#c0561c', '#79888b', '#2b3638'],
  ink: '#16262a',
  faint: '#4a5b5f',
  grid: '#d8e0de',
  paper: '#ffffff',
  font: 'Atkinson Hyperlegible Next, Arial, sans-serif',
};

/** Dashes by position of the series: lines stay apart without colour. */
export const DASHES: readonly (string | undefined)[] = [undefined, '9 4', '2.5 3.5', '11 4 2.5 4'];
/** Marks by position of the series, for the same reason. */
export const MARKS = ['circle', 'square', 'triangle', 'diamond'] as const;

/** The item of a fixed four that belongs to a series. */
export function ofSeries<T>(items: readonly T[], index: number): T {
  return items[index % items.length] as T;
}

/** Rough width of text in the picture's units: Atkinson Hyperlegible averages 0.56 of its size a letter. */
export function textWidth(text: string, fontSize: number): number {
  return text.length * fontSize * 0.56;
}

/** Breaks a name into lines of at most `most` letters at its spaces; a longer word keeps its line. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Breaks a text into lines that fit a width. */
export function wrapToWidth(text: string, width: number, fontSize: number): string[] {
  return wrap(text, Math.max(8, Math.floor(width / (fontSize * 0.56))));
}

// Observable Plot needs a document to make elements in. This one is never shown and holds nothing between charts.
const { document } = parseHTML('<!doctype html><html><body></body></html>');

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an SVG element, for the parts of a chart that Plot has no mark for. */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  text?: string,
): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, typeof value === 'number' ? String(round(value)) : value);
  }
  if (text !== undefined) made.textContent = text;
  return made;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** What stands around the drawn marks. */
export interface PictureWords {
  id: string;
  title: string;
  description: string;
  className?: string;
}

/**
 * Draws with Observable Plot and returns one `<svg>` that a strict content policy lets through: Plot's `<style>` element
 * and `style` attributes are left behind, so is what it says to screen readers of single marks, since the whole is one
 * image with a title and a description.
 */
export function picture(words: PictureWords, look: Look, frame: Frame, options: Plot.PlotOptions): string {
  const drawn = Plot.plot({ ...options, document: document as unknown as Document, figure: false });
  for (const found of [...drawn.querySelectorAll('style')]) found.remove();
  for (const found of [...drawn.querySelectorAll('*')]) {
    for (const name of ['style', 'aria-label', 'aria-hidden', 'class']) found.removeAttribute(name);
  }
  const width = drawn.getAttribute('width') ?? '';
  const height = drawn.getAttribute('height') ?? '';
  const inside = drawn.innerHTML.replace(/-?\d+\.\d{2,}(?:e-?\d+)?/g, (long) => String(round(Number(long))));
  const attributes = [
    `xmlns="${SVG}"`,
    `viewBox="0 0 ${width} ${height}"`,
    `width="${width}" height="${height}"`,
    words.className ? `class="${words.className}"` : '',
    `role="img" aria-labelledby="${words.id}-title ${words.id}-desc"`,
    `font-size="${frame.fontSize}" text-anchor="middle" fill="${look.ink}"`,
    look.font ? `font-family="${escaped(look.font)}"` : '',
  ];
  return (
    `<svg ${attributes.filter(Boolean).join(' ')}>` +
    `<title id="${words.id}-title">${escaped(words.title)}</title>` +
    `<desc id="${words.id}-desc">${escaped(words.description)}</desc>` +
    `${inside}</svg>`
  );
}
