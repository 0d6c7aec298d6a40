import { describe, expect, it } from 'vitest';
import { judge } from './external.ts';

const good = { version: '15.14', number: 150_014, encoding: 'UTF8', standby: false };

describe('a PostgreSQL that is not Kith’s own', () => {
  it('may be version 15 or newer', () => {
    expect(() => judge(good, 'db:5432')).not.toThrow();
    expect(() => judge({ ...good, version: '18.1', number: 180_001 }, 'db:5432')).not.toThrow();
  });

  it('is refused when it is older, by both versions', () => {
    expect(() => judge({ ...good, version: '14.19', number: 140_019 }, 'db:5432')).toThrow(
      'PostgreSQL at db:5432 is version 14.19 and Kith needs 15 or newer: upgrade it',
    );
  });

  it('is refused when it takes no changes', () => {
    expect(() => judge({ ...good, standby: true }, 'db:5432')).toThrow(/is a standby .* name the primary server/);
  });
});
