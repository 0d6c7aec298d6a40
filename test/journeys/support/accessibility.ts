import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that a page must keep: everything axe-core knows of WCAG up to 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core found against a page, one line for each rule and element; empty when it found nothing. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so the page's own security policy stays as it is.
  await page.evaluate(AXE);
  return await page.evaluate(async (tags) => {
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe;
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
      // Only rules that are not run need the style sheets a second time.
      preload: false,
    });
    return violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${violation.help}: ${node.html.slice(0, 160)}`),
    );
  }, TAGS);
}

/** How many pixels the page is wider than its window; 0 where nothing scrolls sideways (WCAG 1.4.10). */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/**
 * What a page is made of, as far as its accessibility hangs on it: elements, their roles, states and classes, which attributes
 * they have, and where there is text; not the words. What is alike beside each other counts once.
 */
export function shapeOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const said =
      /^(class|role|type|lang|tabindex|colspan|rowspan|scope|aria-(?!labelledby|describedby|controls|label$).*)$/;
    // What the page's script marks elements with when it starts.
    const started = /^(data-.*|tabindex=-1)$/;
    const written = (name: string, value: string) => {
      if (name === 'class') return `class=${value.replaceAll(/\b(js-enabled|govuk-frontend-supported)\b/g, '').trim()}`;
      return said.test(name) || value.trim() === '' ? `${name}=${value.trim()}` : name;
    };
    const attributes = (element: Element) =>
      [...element.attributes]
        .map(({ name, value }) => written(name, value))
        .filter((one) => !started.test(one))
        .toSorted()
        .join(' ');
    const shape = (node: Node): string => {
      if (node.nodeType === Node.TEXT_NODE) return node.nodeValue?.trim() ? 'text' : '';
      if (!(node instanceof Element) || (/^(SCRIPT|DIALOG)$/.test(node.tagName) && !node.hasAttribute('open')))
        return '';
      const parts = [...node.childNodes].map(shape).filter((part) => part !== '');
      // Where headings follow each other, their order counts.
      const ordered = parts.some((part) => /<H[2-6]/.test(part));
      const once = ordered ? parts.filter((part, at) => part !== parts[at - 1]) : [...new Set(parts)];
      return `<${node.tagName} ${attributes(node)}>${once.join('')}</>`;
    };
    return shape(document.documentElement);
  });
}
