import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bruteForce, tables } from './intruder.testing.ts';
import { foundOut } from './intruder.ts';
import { type Cell, givesAwaySmallNumber, type Relation, withhold } from './suppression.ts';

const cell = (id: string, value: number, change: Partial<Cell> = {}): Cell => ({
  id,
  value,
  small: true,
  loss: 10,
  ...change,
});
const whole = (total: string, ...parts: string[]): Relation => ({ total, parts, parts_are: 'whole' });
const some = (total: string, ...parts: string[]): Relation => ({ total, parts, parts_are: 'some' });
const withheld = (cells: Cell[], relations: Relation[] = []) => Object.fromEntries(withhold(cells, relations));

describe('small numbers', () => {
  test('of one to five are withheld, nought and six are not', () => {
    const cells = [0, 1, 2, 3, 4, 5, 6, 7].map((value) => cell(`n${value}`, value));
    expect(Object.keys(withheld(cells))).toEqual(['n1', 'n2', 'n3', 'n4', 'n5']);
  });

  test('of meetings, schools and newsletters are shown', () => {
    expect(withheld([cell('newsletters', 4, { small: false })])).toEqual({});
  });
});

describe('what would give a small number away', () => {
  test('a part is withheld with it, so that the total cannot be taken apart', () => {
    expect(
      withheld(
        [cell('all', 40, { loss: 30 }), cell('a', 3), cell('b', 20), cell('c', 17)],
        [whole('all', 'a', 'b', 'c')],
      ),
    ).toEqual({ a: 'small-number', c: 'protects-small-number' });
  });

  test('is withheld at the least loss: a sum that Kith made rather than an area’s figure', () => {
    expect(
      withheld([cell('both', 23, { loss: 1 }), cell('north', 3), cell('south', 20)], [whole('both', 'north', 'south')]),
    ).toEqual({ north: 'small-number', both: 'protects-small-number' });
  });

  test('two small parts of a total of two, or of ten, would both be known', () => {
    for (const [total, part] of [
      [2, 1],
      [10, 5],
    ] as const) {
      const decisions = withheld(
        [cell('all', total, { small: false, loss: 30 }), cell('a', part), cell('b', part)],
        [whole('all', 'a', 'b')],
      );
      expect(Object.keys(decisions).sort()).toEqual(['a', 'all', 'b']);
    }
  });

  test('two small parts of a total of six hide each other', () => {
    expect(
      withheld([cell('all', 6, { small: false, loss: 30 }), cell('a', 3), cell('b', 3)], [whole('all', 'a', 'b')]),
    ).toEqual({ a: 'small-number', b: 'small-number' });
  });

  test('a label that says "not one to five" can give a number away, too', () => {
    // With the part of six withheld, seven could only be one and six: the label rules out two and five.
    const decisions = withheld([cell('all', 7, { loss: 30 }), cell('a', 1), cell('b', 6)], [whole('all', 'a', 'b')]);
    expect(decisions).toEqual({ a: 'small-number', all: 'protects-small-number' });
  });

  test('a limit is enough: seven shown of a total of eight leaves room for one only', () => {
    const decisions = withheld([cell('all', 8, { loss: 30 }), cell('a', 1), cell('b', 7)], [some('all', 'a', 'b')]);
    expect(decisions.a).toBe('small-number');
    expect(Object.keys(decisions)).toHaveLength(2);
  });

  test('where even silence about all of them would tell, no label says "1 to 5"', () => {
    // Five small parts of a small total can only be one each.
    const parts = ['a', 'b', 'c', 'd', 'e'];
    const decisions = withheld([cell('all', 5), ...parts.map((id) => cell(id, 1))], [whole('all', ...parts)]);
    expect(Object.values(decisions)).toEqual(Array(6).fill('protects-small-number'));
  });

  test('a figure told again in another year’s report is withheld there as well', () => {
    const table = {
      leaves: [2, 7],
      cells: [
        { ...cell('all', 9, { loss: 30 }), of: [0, 1] },
        { ...cell('a', 2), of: [0] },
        { ...cell('b', 7), of: [1] },
        { ...cell('again', 7), of: [1] },
      ],
      relations: [whole('all', 'a', 'b'), whole('b', 'again')],
    };
    const decisions = withhold(table.cells, table.relations);
    expect(decisions.has('b')).toBe(decisions.has('again'));
    expect(bruteForce(table, decisions, 30)).toEqual([]);
  });

  test('sums that do not add up in the source tell nobody anything', () => {
    expect(withheld([cell('all', 9), cell('a', 3), cell('b', 10)], [whole('all', 'a', 'b')])).toEqual({
      a: 'small-number',
    });
  });

  test('nothing else is withheld far away from a small number', () => {
    expect(withheld([cell('x', 50), cell('y', 20), cell('z', 30), cell('far', 2)], [whole('x', 'y', 'z')])).toEqual({
      far: 'small-number',
    });
  });
});

describe('what a total leaves over', () => {
  test('is a small number, too: 234 children of whom 231 are looked after tell of three who are not', () => {
    expect(
      withheld([cell('all', 234, { loss: 30 }), cell('looked-after', 231)], [some('all', 'looked-after')]),
    ).toEqual({
      'looked-after': 'protects-small-number',
    });
  });

  test('is none of the public’s loss where it is nought or more than five', () => {
    for (const part of [234, 228, 0]) {
      expect(withheld([cell('all', 234), cell('part', part)], [some('all', 'part')])).toEqual({});
    }
  });

  test('is left alone where meetings or schools are counted', () => {
    expect(
      withheld([cell('all', 39, { small: false }), cell('part', 36, { small: false })], [some('all', 'part')]),
    ).toEqual({});
  });

  test('is looked for in parts that overlap, one by one', () => {
    const decisions = withheld([cell('all', 11), cell('a', 11), cell('b', 8)], [some('all', 'a', 'b')]);
    expect(Object.keys(decisions)).toHaveLength(1);
    expect(decisions.a).toBeUndefined();
  });

  test('may not be the sum of several withheld parts', () => {
    // 40 less 37 are three, though nobody could say which of the other parts they are.
    const decisions = withheld(
      [cell('all', 40, { loss: 30 }), cell('a', 37), cell('b', 2), cell('c', 1)],
      [whole('all', 'a', 'b', 'c')],
    );
    expect(decisions).toEqual({ a: 'protects-small-number', b: 'small-number', c: 'small-number' });
  });

  test('of a stated sum is the area that is missing', () => {
    expect(withheld([cell('both', 23, { loss: 20 }), cell('north', 20)], [some('both', 'north')])).toEqual({
      north: 'protects-small-number',
    });
  });
});

describe('an intruder', () => {
  test('solves what has one answer', () => {
    expect(
      foundOut(
        [
          { actual: 5, label: 'one-to-five' },
          { actual: 5, label: 'one-to-five' },
        ],
        [
          {
            terms: [
              { unknown: 0, sign: 1 },
              { unknown: 1, sign: 1 },
            ],
            sum: 'equals',
            total: 10,
          },
        ],
      ),
    ).toEqual([0, 1]);
  });

  test('learns nothing from a label alone', () => {
    expect(foundOut([{ actual: 3, label: 'one-to-five' }], [])).toEqual([]);
  });
});

describe('a percentage', () => {
  test('gives away a small count when it is the share of one', () => {
    // 3 of 150 are 2.0%.
    expect(givesAwaySmallNumber(2, 150, 100, 1)).toBe(true);
    expect(givesAwaySmallNumber(21.5, 3624, 100, 1)).toBe(false);
    expect(givesAwaySmallNumber(0, 150, 100, 1)).toBe(false);
  });

  test('gives away those who were not counted, where they are few', () => {
    // 231 of 234 are 98.7%.
    expect(givesAwaySmallNumber(98.7, 234, 100, 1)).toBe(true);
    expect(givesAwaySmallNumber(100, 234, 100, 1)).toBe(false);
    expect(givesAwaySmallNumber(80.1, 234, 100, 1)).toBe(false);
  });
});

describe('no table lets a withheld number be worked out', () => {
  test('small tables of areas and parts, against an intruder who tries everything', () => {
    fc.assert(
      fc.property(tables({ areas: 2, parts: 3, largest: 12 }), (table) => {
        const decisions = withhold(table.cells, table.relations);
        for (const one of table.cells) {
          if (one.small && one.value >= 1 && one.value <= 5) expect(decisions.has(one.id)).toBe(true);
        }
        const found = bruteForce(table, decisions, 30);
        fc.pre(found !== null);
        expect(found).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('the intruder of the test does work numbers out where only small ones are withheld', () => {
    const table = {
      leaves: [3, 20],
      cells: [
        { ...cell('north', 3), of: [0] },
        { ...cell('south', 20), of: [1] },
        { ...cell('both', 23), of: [0, 1] },
      ],
      relations: [whole('both', 'north', 'south')],
    };
    expect(bruteForce(table, new Map([['north', 'small-number']]), 30)).toContain('north');
  });

  test('the intruder of the test takes parts off a total', () => {
    const table = {
      leaves: [31, 3],
      cells: [
        { ...cell('all', 34), of: [0, 1] },
        { ...cell('looked-after', 31), of: [0] },
      ],
      relations: [some('all', 'looked-after')],
    };
    expect(bruteForce(table, new Map(), 40)).toHaveLength(2);
    expect(bruteForce(table, withhold(table.cells, table.relations), 40)).toEqual([]);
  });
});
