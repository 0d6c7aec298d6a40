import { describe, expect, test } from 'vitest';
import { generateWorkbook } from './annex-a/generate.testing.ts';
import { inPieces } from './cin/checking.testing.ts';
import { generateCensus } from './cin/generate.testing.ts';
import { censusMeasures, checkAnnexA, checkCinCensus } from './index.ts';
import { workbookFile } from './xlsx/write.testing.ts';

const RULESET = '2024/25';
const REFERENCE = '2026-01-31';
const census = Buffer.from([...generateCensus({ children: 3000, seed: 5 })].join(''));
const workbook = workbookFile(generateWorkbook({ rows: 300, seed: 5, reference: REFERENCE, untidy: false }).workbook);
type Watch = (done: number) => void;
const whole = async function* () {
  yield census;
};
const WAYS: [string, (signal: AbortSignal, progress?: Watch) => Promise<unknown>][] = [
  [
    'a census in pieces',
    (signal, progress = () => {}) =>
      checkCinCensus(inPieces(census), { ruleset: RULESET, measures: censusMeasures(RULESET), signal, progress }),
  ],
  [
    'a census in one piece',
    (signal, progress = () => {}) =>
      checkCinCensus(whole(), { ruleset: RULESET, measures: censusMeasures(RULESET), signal, progress }),
  ],
  [
    'a workbook',
    (signal, progress = () => {}) => checkAnnexA(workbook, { referenceDate: REFERENCE, signal, progress }),
  ],
];

describe.each(WAYS)('%s', (_, check) => {
  test('is read no further once it is cancelled, and the reason is told', async () => {
    const cancelled = new AbortController();
    const told: number[] = [];
    const reason = new Error('the person left the page');
    const checking = check(cancelled.signal, (done) => {
      told.push(done);
      if (told.length === 2) cancelled.abort(reason);
    });
    await expect(checking).rejects.toBe(reason);
    expect(told).toHaveLength(2);
  });

  test('is not begun when it was cancelled before', async () => {
    await expect(check(AbortSignal.abort('gone'))).rejects.toBe('gone');
  });

  test('lets a cancelling be heard that comes from elsewhere, while it reads', async () => {
    const cancelled = new AbortController();
    setImmediate(() => cancelled.abort('from elsewhere'));
    await expect(check(cancelled.signal)).rejects.toBe('from elsewhere');
  });

  test('says how far it is, up to the end', async () => {
    const told: number[] = [];
    await check(new AbortController().signal, (done) => told.push(done));
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual([...told].sort((one, other) => one - other));
  });
});

test('a file is let go when its check is cancelled', async () => {
  let closed = false;
  const pieces = async function* () {
    try {
      yield* inPieces(census);
    } finally {
      closed = true;
    }
  };
  const cancelled = new AbortController();
  const measures = censusMeasures(RULESET);
  const checking = checkCinCensus(pieces(), {
    ruleset: RULESET,
    measures,
    signal: cancelled.signal,
    progress: () => cancelled.abort('enough'),
  });
  await expect(checking).rejects.toBe('enough');
  expect(closed).toBe(true);
});

test('the progress of a workbook ends with all of its lists', async () => {
  let last: [number, number] = [0, 0];
  await checkAnnexA(workbook, {
    referenceDate: REFERENCE,
    progress: (bytes, of) => {
      last = [bytes, of];
    },
  });
  expect(last[1]).toBeGreaterThan(100_000);
  expect(last[0]).toBe(last[1]);
});
