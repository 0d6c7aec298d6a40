import { describe, expect, it } from 'vitest';
import { qualityOf } from './quality.ts';
import type { Receipt, ReceiptResult } from './receipts.ts';

const rule = (code: string, found: number, severity: 'error' | 'query' = 'error'): ReceiptResult => ({
  ...{ code, severity, message: `Rule ${code}`, found },
  status: found > 0 ? 'failed' : 'passed',
});

function receipt(day: string, children: number, results: ReceiptResult[]): Receipt {
  return {
    ...{
      id: day,
      reference: `RET-${day}`,
      agency: 'a',
      agencyName: 'A',
      ownerId: 'o',
      returnKind: 'cin',
      rules: '2024/25',
    },
    ...{
      coversFrom: '2024-04-01',
      coversTo: '2025-03-31',
      findingsRemovedAt: null,
      fileName: 'f.xml',
      bytes: 1,
      sha256: '0',
      acceptedBy: 'X',
    },
    ...{ acceptedAt: new Date(day), because: null, children, tables: [], results, since: null, figures: [] },
    ...{ areaCode: null, notCounted: 'A test' },
  };
}

describe('how good the data of a return is over the year', () => {
  const quality = qualityOf([
    receipt('2025-05-01', 200, [rule('100', 0), rule('8500', 6), rule('8670Q', 30, 'query'), rule('1105', 2)]),
    receipt('2025-04-01', 100, [rule('100', 0), rule('8500', 10), rule('8670Q', 20, 'query'), rule('4001', 5)]),
    receipt('2025-06-01', 200, [rule('8500', 4), rule('8670Q', 12, 'query'), rule('4001', 0), rule('1105', 0)]),
  ]);

  it('stands in the order in which returns were accepted, by the hundred children', () => {
    expect(quality?.points.map(({ perHundred }) => perHundred)).toEqual([35, 19, 8]);
    expect(quality?.points.at(-1)).toMatchObject({ errors: 4, queries: 12 });
  });

  it('names the worst rules of the newest, errors first, with their course; a rule that was not there is not 0', () => {
    expect(quality?.worst.map(({ result, found, share }) => [result.code, found, share])).toEqual([
      ['8500', [10, 6, 4], 25],
      ['8670Q', [20, 30, 12], 75],
    ]);
    expect(quality?.worstThree).toBe(100);
  });

  it('says what was mended since the one before', () => {
    expect(quality?.mended.map(({ code }) => code)).toEqual(['1105']);
  });

  it('is nothing where nothing was accepted, and needs no finding and no child', () => {
    expect(qualityOf([])).toBeNull();
    expect(qualityOf([receipt('2025-04-01', 0, [rule('100', 0)])])).toMatchObject({ worst: [], worstThree: null });
  });
});
