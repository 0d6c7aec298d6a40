import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeFrom, changeInWords, MOST, poundsInWords, readPounds, shareOf, total, typedPounds } from './money.ts';

const amount = fc.bigInt({ min: 0n, max: MOST });

describe('an amount of money', () => {
  it.each([
    ['1234', 123_400n],
    ['1,234.56', 123_456n],
    ['£1,234.56', 123_456n],
    ['£ 1,234', 123_400n],
    ['  12.00 ', 1200n],
    ['0', 0n],
    ['100,000,000.00', MOST],
    ['0100', 10_000n],
  ])('is read as people type it: %s', (typed, pence) => {
    expect(readPounds(typed, 'the amount')).toEqual({ pence });
  });

  it.each([
    ['-5', 'The amount can’t be less than nothing. To take an entry back, correct that entry'],
    ['£-5', 'The amount can’t be less than nothing. To take an entry back, correct that entry'],
    ['−5.00', 'The amount can’t be less than nothing. To take an entry back, correct that entry'],
    ['(500)', 'The amount can’t be less than nothing. To take an entry back, correct that entry'],
    ['', 'The amount must be in pounds and pence, like 1,234.56'],
    ['12.5', 'The amount must be in pounds and pence, like 1,234.56'],
    ['1,23', 'The amount must be in pounds and pence, like 1,234.56'],
    ['1.234,56', 'The amount must be in pounds and pence, like 1,234.56'],
    ['1e6', 'The amount must be in pounds and pence, like 1,234.56'],
    ['five hundred', 'The amount must be in pounds and pence, like 1,234.56'],
    ['١٢٣', 'The amount must be in pounds and pence, like 1,234.56'],
    ['100,000,000.01', 'The amount must be £100,000,000 or less'],
    ['9'.repeat(400), 'The amount must be £100,000,000 or less'],
  ])('is refused in plain words where it is none: %s', (typed, problem) => {
    expect(readPounds(typed, 'the amount')).toEqual({ problem });
  });

  it('is read again as it was written, to the penny', () => {
    fc.assert(
      fc.property(amount, (pence) => {
        expect(readPounds(typedPounds(pence), 'it')).toEqual({ pence });
        expect(readPounds(poundsInWords(pence), 'it')).toEqual({ pence });
      }),
    );
  });

  it('adds up exactly, whatever the order, and to what it was once every entry is taken back', () => {
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        const sum = total(amounts);
        expect(total(amounts.toReversed())).toBe(sum);
        expect(total([...amounts, ...amounts.map((one) => -one)])).toBe(0n);
        expect(sum).toBe(amounts.reduce((all, one) => all + one, 0n));
      }),
    );
    expect(total([10n, 20n])).toBe(30n);
  });
});

describe('the change on last year', () => {
  it.each([
    [100_000n, 102_500n, 'Up £25.00 (2.5%)'],
    [100_000n, 97_500n, 'Down £25.00 (2.5%)'],
    [300n, 301n, 'Up £0.01 (0.3%)'],
    [3_000_000n, 3_000_001n, 'Up £0.01 (less than 0.1%)'],
    [100_000n, 100_000n, 'No change'],
    [0n, 0n, 'No change'],
    [0n, 5000n, '£50.00 more: there was nothing last year'],
    [5000n, 0n, 'Down £50.00 (100.0%)'],
    [null, 5000n, 'Not known: last year is not recorded'],
    [5000n, null, 'Not known: last year is not recorded'],
  ])('from %s to %s is told in plain words', (before, now, words) => {
    expect(changeInWords(changeFrom(before, now))).toBe(words);
  });

  it('is the difference, exactly, and its percentage within half of a tenth', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: MOST }), amount, (before, now) => {
        const change = changeFrom(before, now);
        if (!change.known || change.tenths === null) throw new Error('Both are known.');
        expect(before + change.by).toBe(now);
        const off = change.by * 2000n - change.tenths * 2n * before;
        expect(off <= before && off >= -before).toBe(true);
      }),
    );
  });

  it('of a whole in parts is nothing where the whole is nothing', () => {
    expect(shareOf(0n, 0n)).toBeNull();
    expect(shareOf(1n, 3n)).toBe(333n);
    expect(shareOf(2n, 3n)).toBe(667n);
  });
});
