import { generateWorkbook } from '../../src/evidence/returns/annex-a/generate.testing.ts';
import { LISTS } from '../../src/evidence/returns/annex-a/lists.ts';
import { caseFile } from '../../src/evidence/returns/cin/case-file.testing.ts';
import { generateCensus } from '../../src/evidence/returns/cin/generate.testing.ts';
import { generatedFiles } from '../../src/evidence/returns/ssda903/generate.testing.ts';
import { type Written, workbookFile, zipOf } from '../../src/evidence/returns/xlsx/write.testing.ts';

/** A Children in Need census of invented children for 2024/25, in which as many as asked for have one fault each. */
export function censusFile(children: number, seed: number, faulty = 0): string {
  return [...generateCensus({ children, seed, faulty })].join('');
}

/** A census of one child with nothing but an id. */
export function smallestCensus(): string {
  return caseFile([{ LAchildID: 'C1' }]);
}

/** By what rules and of which year the return of children looked after is. */
export { GENERATED as LOOKED_AFTER_OF } from '../../src/evidence/returns/ssda903/generate.testing.ts';

/** The files of a return of invented children looked after, by name, in which as many as asked for have one fault each. */
export function lookedAfterFiles(children: number, seed: number, faulty = 0): Map<string, string> {
  return generatedFiles({ children, seed, faulty });
}

/** The same as a zip archive of their folder. */
export function lookedAfterArchive(children: number, seed: number, faulty = 0): Buffer {
  const files = lookedAfterFiles(children, seed, faulty);
  return zipOf([...files].map(([name, text]) => ({ name: `SSDA903/${name}`, bytes: Buffer.from(text) })));
}

/** An Annex A workbook of all eleven lists about invented children, as of 31 January 2026: tidy, or as authorities write them. */
export function annexAFile(rows: number, seed: number, untidy = false): Buffer {
  return workbookFile(generateWorkbook({ rows, seed, reference: '2026-01-31', untidy }).workbook);
}

/** An Annex A workbook with these rows, each by the names of its columns; lists that are not given have their headings alone. */
export function annexALists(rows: Readonly<Record<number, readonly Record<string, Written>[]>>): Buffer {
  const sheets = LISTS.map(({ number, columns }) => {
    const names = columns.map(({ name }) => name);
    const given = (rows[number] ?? []).map((row, at) =>
      names.map((name): Written => row[name] ?? (name === 'Child Unique ID' ? at + 1 : null)),
    );
    return { name: `List ${number}`, rows: [names, ...given] };
  });
  return workbookFile({ sheets });
}
