import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsIdentifier } from './no-child.ts';

describe('a text that holds a child’s identifier', () => {
  it.each([
    ['NHS 943 476 5919', 'nhs-number'],
    ['9434765919', 'nhs-number'],
    ['(943-476-5919)', 'nhs-number'],
    ['pupil H801200001001, year 4', 'pupil-number'],
    ['h801200001001', 'pupil-number'],
  ])('is found: %s', (text, found) => {
    expect(holdsIdentifier(text)).toBe(found);
  });

  it.each([
    'NHS 943 476 5918',
    'Rang 01642 123456 at 10:30',
    'INV-17, PDR-2026-0001',
    'A801200001001',
    '943476591900',
    'x9434765919',
    'Robin, born 3 May 2019',
    '',
  ])('is not seen where there is none that can be told by its check: %s', (text) => {
    expect(holdsIdentifier(text)).toBeNull();
  });

  it('is found by its check digit, and by no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 999_999_999 }), (nine) => {
        const found = Array.from({ length: 10 }, (_, digit) => holdsIdentifier(`${nine}${digit}`)).filter(Boolean);
        // One of eleven has no check digit at all.
        expect(found.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
