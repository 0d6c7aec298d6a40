import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { figureProvenance } from './provenance.ts';
import { snapshotOf } from './service.ts';
import { inventedYear, LOADED_AT, load, tryLoad } from './snapshot.testing.ts';

const definitions = `
snapshot-lines:
  - { key: care, title: In care, group: care, join: sum }
indicators:
  - { code: care, line: care, title: In care, definition: All., unit: children, period: at-date, parts: whole, owner: Nobody, edition: "1", suppress: small-numbers, because: Children. }
  - { code: boys, line: care, title: Boys, definition: Boys., unit: children, period: at-date, part_of: care, owner: Nobody, edition: "1", suppress: small-numbers, because: Children. }
  - { code: girls, line: care, title: Girls, definition: Girls., unit: children, period: at-date, part_of: care, owner: Nobody, edition: "1", suppress: small-numbers, because: Children. }
  - { code: share, line: care, title: Share, definition: Share., unit: percent, period: at-date, owner: Nobody, edition: "1", decimals: 1, suppress: small-numbers, because: Children. }
`;
const figures = (values: Record<string, string>) =>
  inventedYear(
    `${definitions}figures:\n${Object.entries(values)
      .map(
        ([indicator, value]) =>
          `  - { indicator: ${indicator}, area: E99000001, period: 2031-03-31, ${value}, at: Page 4 }`,
      )
      .join('\n')}\n`,
  );

describe('where a figure comes from', () => {
  let base: TestDatabase;
  beforeAll(async () => {
    base = await freshDatabase();
    await load(base.db, [figures({ care: 'value: 40', boys: 'value: 3', girls: 'value: 37' })]);
    await load(base.db, [figures({ care: 'value: 44', boys: 'value: 20', girls: 'value: 24' })]);
  });
  afterAll(() => base.close());

  const idOf = async (code: string) => {
    const snapshot = await snapshotOf(base.db, { area: 'Northby', year: '2030-31', audience: 'partnership' });
    const figure = snapshot.groups[0]?.lines[0]?.figures.find((one) => one.indicator.code === code);
    return figure?.id ?? 0;
  };

  test('is told with record, document, place, loader, time and earlier values', async () => {
    const told = await figureProvenance(base.db, { id: await idOf('care'), audience: 'partnership' });
    expect(told).toMatchObject({
      figure: { text: '44' },
      record: { kind: 'figure', key: 'care|E99000001|2031-03-31|2030-31' },
      source: { title: 'Invented report', place: 'Page 4', text: 'Invented report, Page 4', publisher: 'Nobody' },
      loadedBy: 'A. Nalyst',
      files: ['invented.yaml'],
      recordedAt: LOADED_AT,
      version: 2,
      earlier: [{ version: 1, text: '40' }],
    });
  });

  test('the row of an earlier version leads to the same answer', async () => {
    const rows = await sql<{ id: number }>`
      select id from figure where indicator_code = 'care' and version = 1`.execute(base.db);
    const told = await figureProvenance(base.db, { id: rows.rows[0]?.id ?? 0, audience: 'partnership' });
    expect(told.figure.text).toBe('44');
  });

  test('earlier values are withheld from the public where a small number once stood beside them', async () => {
    // 40 less 37 would tell that there were once three boys, though today no number is small.
    for (const code of ['care', 'boys', 'girls']) {
      const told = await figureProvenance(base.db, { id: await idOf(code), audience: 'public' });
      expect(told.figure.shown.shown).toBe('value');
      expect(told.earlier.map((version) => version.shown)).toEqual([
        { shown: 'suppressed', why: 'protects-small-number' },
      ]);
    }
  });

  test('earlier values are withheld where a total less a part once left few', async () => {
    const rest = await freshDatabase();
    try {
      // Girls are part of the total and boys are not told: 234 less 231 were three.
      await load(rest.db, [figures({ care: 'value: 234', girls: 'value: 231' })]);
      await load(rest.db, [figures({ care: 'value: 234', girls: 'value: 140' })]);
      const snapshot = await snapshotOf(rest.db, { area: 'Northby', year: '2030-31', audience: 'public' });
      const girls = snapshot.groups[0]?.lines[0]?.figures.find((one) => one.indicator.code === 'girls');
      expect(girls?.text).toBe('140');
      const told = await figureProvenance(rest.db, { id: girls?.id ?? 0, audience: 'public' });
      expect(told.earlier.map((version) => version.shown.shown)).toEqual(['suppressed']);
    } finally {
      await rest.close();
    }
  });

  test('an unknown figure is told plainly', async () => {
    for (const id of [0, -1, 999_999, Number.NaN]) {
      await expect(figureProvenance(base.db, { id, audience: 'public' })).rejects.toThrow('There is no such figure');
    }
  });

  test('figures are never rewritten', async () => {
    await expect(sql`update figure set value = 1`.execute(base.db)).rejects.toThrow('append-only');
    await expect(sql`delete from figure`.execute(base.db)).rejects.toThrow('append-only');
  });

  test('the same file again brings no new version', async () => {
    const again = await load(base.db, [figures({ care: 'value: 44', boys: 'value: 20', girls: 'value: 24' })]);
    expect(again.loadId).toBeNull();
  });
});

describe('a figure that is wrong in itself', () => {
  let base: TestDatabase;
  beforeAll(async () => {
    base = await freshDatabase();
  });
  afterAll(() => base.close());

  test.each([
    ['value: 4, not_known: lost', '"value" must be given, or else not_known, and not both.'],
    ['about: true', '"value" must be given, or else not_known, and not both.'],
    ['value: 21.5, numerator: 3', '"numerator" and denominator must be given both, or neither.'],
    ['value: 21.5, numerator: 3, denominator: 10', 'which give 30'],
    ['value: many', 'must be a number'],
    ['value: -3', 'must not be below nought'],
  ])('%s is refused with its reason', async (value, reason) => {
    const result = await tryLoad(base.db, [figures({ share: value })]);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.problems.map((problem) => problem.reason).join(' ')).toContain(reason);
  });

  test('a percentage that its counts do give is kept', async () => {
    expect((await tryLoad(base.db, [figures({ share: 'value: 30, numerator: 3, denominator: 10' })])).ok).toBe(true);
  });

  test('a percentage of a small number of children is withheld from the public', async () => {
    const snapshot = await snapshotOf(base.db, { area: 'Northby', year: '2030-31', audience: 'public' });
    expect(snapshot.groups[0]?.lines[0]?.figures[0]?.shown).toEqual({
      shown: 'suppressed',
      why: 'protects-small-number',
    });
  });
});
