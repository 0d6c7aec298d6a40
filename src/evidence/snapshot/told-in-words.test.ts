import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { problemLine } from '../../platform/records/index.ts';
import { inventedYear, tryLoad } from './snapshot.testing.ts';

const definitions = `
snapshot-lines:
  - { key: care, title: In care, group: care, join: sum }
indicators:
  - { code: care, line: care, title: In care, definition: All., unit: children, period: in-year, owner: Nobody, edition: "1", suppress: small-numbers, because: Children. }
`;
const figure = (rest: string) => `figures:\n  - { indicator: care, area: E99000001, period: 2030-31, ${rest} }\n`;
const note = (words: string) =>
  `quality-notes:\n  - { key: n, kind: missing, words: "${words}", about: [{ line: care, area: E99000001 }] }\n`;

describe('a small number in the words beside its figure', () => {
  let base: TestDatabase;
  beforeAll(async () => {
    base = await freshDatabase();
  });
  afterAll(() => base.close());

  const reasons = async (rest: string) => {
    const made = await tryLoad(base.db, [inventedYear(`${definitions}${rest}`)]);
    return made.ok ? [] : made.problems.map(problemLine);
  };

  test('is refused as the reason why a value is not known', async () => {
    expect(await reasons(figure('not_known: "not given; in fact 3"'))).toEqual([
      expect.stringMatching(/^invented\.yaml:20:\d+ "not_known" tells a small number \("3"\) beside a figure/),
    ]);
  });

  test('is refused in a note to a comparator', async () => {
    const beside =
      'comparators:\n  - { indicator: care, area: E99000001, against: England, value: 900, note: "Here 3." }\n';
    expect(await reasons(`${figure('value: 40')}${beside}`)).toEqual([
      expect.stringMatching(/^invented\.yaml:22:\d+ "note" tells a small number/),
    ]);
  });

  test('is refused in a data note where it is the number withheld, and another number is not', async () => {
    expect(await reasons(`${figure('value: 4')}${note('The area said it was four.')}`)).toEqual([
      expect.stringMatching(/^invented\.yaml:22:\d+ "words" tells a small number \("four"\)/),
    ]);
    expect(await reasons(`${figure('value: 4')}${note('The page is headed 3.')}`)).toEqual([]);
  });

  test('is refused in a data note that speaks of children, whatever the figure', async () => {
    expect(await reasons(`${figure('value: 40')}${note('Five were placed out of area.')}`)).toHaveLength(1);
  });
});
