import { modules } from '../../src/modules.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { loadFiles, problemLine } from '../../src/platform/records/index.ts';

/** Who and when, for records that a test puts in place. */
const LOADED = { loadedBy: 'A. Clerk', now: new Date('2026-11-23T09:00:00Z') };

/** Loads one invented year file and answers the lines a person would read if it is refused; none when it was loaded. */
export async function loadYear(db: Db, text: string): Promise<string[]> {
  const kinds = modules.flatMap((module) => module.recordKinds ?? []);
  const loaded = await loadFiles(db, [{ name: 'year.yaml', text }], { kinds, ...LOADED });
  return loaded.ok ? [] : loaded.problems.map(problemLine);
}

/** An invented partnership of two councils, on which a test can stand its own records. */
export const SEABOROUGH = `kith: year-file 1
partnership: seaborough
source: seaborough-report
sources:
  - key: seaborough-report
    title: Yearly report of an invented partnership
    publisher: Seaborough and Marl Partnership
areas:
  - {code: SEABOROUGH, name: Seaborough and Marl, short: Both areas, kind: partnership}
  - {code: X01, name: Seaborough, short: Seaborough, kind: local-authority, dfe: "999", profile: By the sea.}
  - {code: X02, name: Marl, short: Marl, kind: local-authority}
agencies:
  - {key: seaborough-council, name: Seaborough Council, kind: local-authority}
  - {key: marl-council, name: Marl Council, kind: local-authority}
  - {key: old-health-board, name: Old Health Board, kind: health, until: 2022-06-30, successor: new-health-board}
  - {key: new-health-board, name: New Health Board, kind: health, from: 2022-07-01}
partnerships:
  - key: seaborough
    name: Seaborough and Marl Safeguarding Children Partnership
    short: SMSCP
    area: SEABOROUGH
    areas: [X02, X01]
    since: 2019-09
`;

/** The head of a later file of the same partnership. */
export const SEABOROUGH_YEAR = `kith: year-file 1
partnership: seaborough
year: 2021-22
source: seaborough-report
`;
