import { caseFile } from '../../src/evidence/returns/cin/case-file.testing.ts';
import { generateCensus } from '../../src/evidence/returns/cin/generate.testing.ts';

/** A Children in Need census of invented children for 2024/25, in which as many as asked for have one fault each. */
export function censusFile(children: number, seed: number, faulty = 0): string {
  return [...generateCensus({ children, seed, faulty })].join('');
}

/** A census of one child with nothing but an id. */
export function smallestCensus(): string {
  return caseFile([{ LAchildID: 'C1' }]);
}
