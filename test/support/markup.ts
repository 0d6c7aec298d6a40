import { type DefaultTreeAdapterMap, defaultTreeAdapter, parseFragment } from 'parse5';
import type { VNode } from 'preact';
import { jsxTemplate } from 'preact/jsx-runtime';

/** An element or a text, with all that does not matter taken out of it. */
export type MarkupTree = string | { element: string; attributes: Record<string, string>; children: MarkupTree[] };

type Node = DefaultTreeAdapterMap['node'];

/** Elements that stand in a line of text, where white space beside them shows (or is heard) as a space. */
const INLINE = new Set(['a', 'abbr', 'b', 'code', 'em', 'i', 'small', 'span', 'strong', 'sub', 'sup', 'time']);

/**
 * Parses HTML into a tree in which two pieces of markup are equal when a browser makes the same of them:
 * attributes sorted by name, each class once, runs of white space as one space. White space beside an element that is
 * not part of a line is dropped; so is white space at the edge of an element where it is a line break or longer than
 * one space, because then it was put there to lay out the source. A single space there is kept:
 * `<span> page</span>` is read out otherwise than `<span>page</span>`.
 *
 * @param inlineClasses classes that a stylesheet sets in a line although the element's kind is not (see `inlineClassesOf`)
 */
export function markupTree(html: string, inlineClasses: ReadonlySet<string> = new Set()): MarkupTree[] {
  const isInline = (node: Node | undefined): boolean =>
    node !== undefined &&
    defaultTreeAdapter.isElementNode(node) &&
    (INLINE.has(node.tagName) || classesOf(node).some((name) => inlineClasses.has(name)));
  return childTrees(parseFragment(html).childNodes, isInline);
}

/** Classes that a compiled stylesheet lays out in a line: with `display: inline` or `inline-block`. */
export function inlineClassesOf(css: string): Set<string> {
  const classes = new Set<string>();
  for (const [, selectors = ''] of css.matchAll(/([^{}]+)\{[^{}]*display:inline(?:-block)?[;}]/g)) {
    for (const selector of selectors.split(',')) {
      const name = /^\.([\w-]+)$/.exec(
        selector
          .trim()
          .split(/[\s>]+/)
          .at(-1) ?? '',
      )?.[1];
      if (name) classes.add(name);
    }
  }
  return classes;
}

type IsInline = (node: Node | undefined) => boolean;

function childTrees(nodes: readonly Node[], isInline: IsInline): MarkupTree[] {
  const kept = nodes.filter((node) => !defaultTreeAdapter.isCommentNode(node));
  const seen = kept.filter(
    (node, index) => !isWhiteSpace(node) || (isInline(kept[index - 1]) && isInline(kept[index + 1])),
  );
  return seen.flatMap((node, index): MarkupTree[] => {
    if (defaultTreeAdapter.isTextNode(node)) {
      const text = normaliseText(node.value, seen[index - 1], seen[index + 1], isInline);
      return text === '' ? [] : [text];
    }
    if (!defaultTreeAdapter.isElementNode(node)) return [];
    return [{ element: node.tagName, attributes: attributesOf(node.attrs), children: contentOf(node, isInline) }];
  });
}

function contentOf(node: DefaultTreeAdapterMap['element'], isInline: IsInline): MarkupTree[] {
  if (node.tagName !== 'textarea' && node.tagName !== 'pre') return childTrees(node.childNodes, isInline);
  return node.childNodes.flatMap((child) => (defaultTreeAdapter.isTextNode(child) ? [child.value] : []));
}

function isWhiteSpace(node: Node): boolean {
  return defaultTreeAdapter.isTextNode(node) && /^\s*$/.test(node.value);
}

function normaliseText(value: string, before: Node | undefined, after: Node | undefined, isInline: IsInline): string {
  const keepsSpace = (space: string, neighbour: Node | undefined): boolean =>
    neighbour ? isInline(neighbour) : space === ' ';
  let text = value;
  if (!keepsSpace(/^\s*/.exec(text)?.[0] ?? '', before)) text = text.trimStart();
  if (!keepsSpace(/\s*$/.exec(text)?.[0] ?? '', after)) text = text.trimEnd();
  return text.replace(/\s+/g, ' ');
}

function classesOf(node: DefaultTreeAdapterMap['element']): string[] {
  return node.attrs.find(({ name }) => name === 'class')?.value.split(/\s+/) ?? [];
}

function attributesOf(attributes: readonly { name: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(
    attributes
      .map(({ name, value }) => [name, name === 'class' ? classList(value) : value] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function classList(value: string): string {
  return [...new Set(value.trim().split(/\s+/))].join(' ');
}

/** HTML as it stands, as a child of a component. Only for tests: product code never takes HTML as text. */
export function rawHtml(html: string): VNode {
  return jsxTemplate([html]);
}
