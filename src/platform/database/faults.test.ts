import { describe, expect, it } from 'vitest';
import { PlainError } from '../plain-error.ts';
import { isAway, plainFault } from './faults.ts';

const fault = (code: string, message = 'a fault') => Object.assign(new Error(message), { code });

describe('faults of the database', () => {
  it.each(['57P01', '57P02', '57P03', '08006', '53300', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT'])(
    '%s passes: the page says try again, and a start tries again',
    (code) => {
      expect(isAway(fault(code))).toBe(true);
      const told = plainFault(fault(code));
      expect(told).toMatchObject({
        statusCode: 503,
        message: expect.stringMatching(/wait a few seconds and try again\.$/),
      });
      expect(isAway(told)).toBe(true);
    },
  );

  it.each(['Connection terminated unexpectedly', 'Connection terminated due to connection timeout'])(
    'so does "%s"',
    (words) => {
      expect(plainFault(new Error(words))).toMatchObject({ statusCode: 503 });
    },
  );

  it('a full disk is named as one', () => {
    expect(plainFault(fault('53100'))).toMatchObject({ statusCode: 507, message: expect.stringContaining('disk') });
  });

  it('a defect stays what it is', () => {
    const defect = fault('42703', 'column does not exist');
    expect(plainFault(defect)).toBe(defect);
    expect(isAway(defect)).toBe(false);
    const plain = new PlainError('Say it plainly.');
    expect(plainFault(plain)).toBe(plain);
  });
});
