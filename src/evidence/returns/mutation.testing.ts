import fc from 'fast-check';

/** One change of a file: what is put in place of a stretch of it. */
export interface Change {
  /** Where, from 0 at the beginning to 1 at the end. */
  at: number;
  length: number;
  put: Uint8Array | 'again';
}

/** Changes with pieces that upset a reader, nothing, the stretch itself again, or any bytes. `longest` takes all of a small file. */
export function changeWith(upsetting: readonly string[], longest: number): fc.Arbitrary<Change> {
  return fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof({ weight: 3, arbitrary: fc.nat(12) }, fc.nat(600), fc.constant(longest)),
    put: fc.oneof(
      fc.constantFrom(...upsetting).map((text) => Buffer.from(text)),
      fc.constant(Buffer.alloc(0)),
      fc.constant('again' as const),
      fc.uint8Array({ maxLength: 8 }),
    ),
  });
}

/** A file with these changes, one after the other. */
export function changed(file: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((now, { at, length, put }) => {
    const from = Math.floor(at * now.length);
    const to = Math.min(now.length, from + length);
    const cut = now.subarray(from, to);
    return Buffer.concat([now.subarray(0, from), put === 'again' ? Buffer.concat([cut, cut]) : put, now.subarray(to)]);
  }, file);
}
