import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeBack, withBack } from './safe-back.ts';

describe('the way back after signing in', () => {
  it.each([
    ['/', '/'],
    ['/snapshot?year=2021-22#figures', '/snapshot?year=2021-22#figures'],
    ['/learning/notifications/new?kept', '/learning/notifications/new?kept'],
    ['/themes/Größe', '/themes/Gr%C3%B6%C3%9Fe'],
    ['/a/../b', '/b'],
    ['/search?q=https://evil.example', '/search?q=https://evil.example'],
    ['/%2F%2Fevil.example', '/%2F%2Fevil.example'],
  ])('leads to the page that was asked for: %s', (asked, back) => {
    expect(safeBack(asked)).toBe(back);
  });

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\u0000/evil.example',
    ' //evil.example',
    '/ /evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    'https://evil.example',
    'https:/evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    '@evil.example',
    '',
    undefined,
    null,
    7,
    ['/snapshot', '//evil.example'],
    `/${'a'.repeat(2001)}`,
  ])('leads home when it would leave this site: %j', (asked) => {
    expect(safeBack(asked)).toBe('/');
  });

  it.each([
    '/sign-in',
    '/sign-in/code?back=%2F',
    '/sign-out',
    '/signed-out',
    '/welcome/abc',
    '/terms',
    '/assets/x.css',
  ])('leads home rather than to a step of signing in: %s', (asked) => {
    expect(safeBack(asked)).toBe('/');
  });

  it('never leaves this site, whatever is asked', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '\t',
      ':',
      '@',
      'evil.example',
      '//',
      '?',
      '#',
      'a',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const back = safeBack(`/${parts.join('')}`);
        expect(new URL(back, 'https://kith.example').origin).toBe('https://kith.example');
        // What the server sends once is read by the browser as it stands, and once more by whoever follows it.
        expect(safeBack(back)).toBe(back);
      }),
    );
  });

  it('is carried along through a step in between, and left out where it is the home page', () => {
    expect(withBack('/terms', '/snapshot?year=2021-22')).toBe('/terms?back=%2Fsnapshot%3Fyear%3D2021-22');
    expect(withBack('/terms', '/')).toBe('/terms');
  });
});
