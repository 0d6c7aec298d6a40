import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bruteForce, tables } from './intruder.testing.ts';
import { withhold } from './suppression.ts';

test.each([
  { areas: 2, parts: 2, largest: 8, runs: 20_000 },
  { areas: 2, parts: 4, largest: 12, runs: 3_000 },
  { areas: 3, parts: 3, largest: 15, runs: 10_000 },
])('tables of $areas areas and $parts parts keep their small numbers ($runs tables)', ({ runs, ...size }) => {
  let decided = 0;
  // A failing table is shown as it is: making it smaller would take hours.
  for (const table of fc.sample(tables(size), runs)) {
    const found = bruteForce(table, withhold(table.cells, table.relations), size.largest * 2 + 10);
    if (found === null) continue;
    decided += 1;
    if (found.length > 0) expect.fail(`${found.join(', ')} can be worked out in ${JSON.stringify(table)}`);
  }
  expect(decided).toBeGreaterThan(runs * 0.8);
});
