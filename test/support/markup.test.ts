import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { inlineClassesOf, markupTree, rawHtml } from './markup.ts';

describe('two pieces of markup are the same when a browser makes the same of them', () => {
  test.each([
    ['order of attributes', '<a href="/" class="x">A</a>', '<a class="x" href="/">A</a>'],
    ['boolean attributes', '<input disabled>', '<input disabled="">'],
    ['spare spaces between classes', '<p class=" a  b ">A</p>', '<p class="a b">A</p>'],
    ['line breaks between elements', '<ul>\n  <li>A</li>\n</ul>', '<ul><li>A</li></ul>'],
    ['line breaks around text', '<p>\n    A\n  B\n</p>', '<p>A B</p>'],
    ['entities', '<p>&quot;&#39;&ctdot;</p>', '<p>"\'⋯</p>'],
  ])('%s', (_, one, other) => {
    expect(markupTree(one)).toEqual(markupTree(other));
  });
});

describe('and different when it does not', () => {
  test.each([
    ['an element', '<p>A</p>', '<div>A</div>'],
    ['an attribute', '<a href="/">A</a>', '<a href="/" rel="next">A</a>'],
    ['the value of an attribute', '<a aria-label="A">A</a>', '<a aria-label="B">A</a>'],
    ['order of classes', '<p class="a b">A</p>', '<p class="b a">A</p>'],
    ['text', '<p>A</p>', '<p>B</p>'],
    ['escaped text', '<p>&lt;b&gt;A&lt;/b&gt;</p>', '<p><b>A</b></p>'],
    ['order of elements', '<p></p><hr>', '<hr><p></p>'],
    ['a space between words', '<p><b>A</b> B</p>', '<p><b>A</b>B</p>'],
    ['a space at an edge', '<p>A<b> B</b></p>', '<p>A<b>B</b></p>'],
    ['line breaks that were typed', '<textarea>A\nB</textarea>', '<textarea>A B</textarea>'],
  ])('%s', (_, one, other) => {
    expect(markupTree(one)).not.toEqual(markupTree(other));
  });
});

describe('elements that a stylesheet sets in a line', () => {
  const inLine = inlineClassesOf(
    '.row{display:block}.item,.row>.part{margin:0;display:inline-block}@media print{.x{display:inline}}',
  );

  test('are known by their classes', () => {
    expect([...inLine].toSorted()).toEqual(['item', 'part', 'x']);
  });

  test('have the space between them compared, others do not', () => {
    const items = (name: string, between: string) =>
      markupTree(`<ul><li class="${name}">A</li>${between}<li class="${name}">B</li></ul>`, inLine);
    expect(items('item', '\n')).toEqual(items('item', ' '));
    expect(items('item', '\n')).not.toEqual(items('item', ''));
    expect(items('row', '\n')).toEqual(items('row', ''));
  });
});

test('raw HTML comes out as it went in', () => {
  expect(renderToString(rawHtml('<b data-x="1">A &amp; B</b>'))).toBe('<b data-x="1">A &amp; B</b>');
});
