import type { FileRow, ToCheck, Told } from './at-work.ts';
import { condense, gather, type KeptFinding, type Outcome, placesOf } from './condense.ts';
import { returnKind } from './kinds.ts';

/** What is to be checked, and as which return. */
export interface Wanted extends ToCheck {
  kind: string;
}

/** What a check brings: what is said of the return as a whole, and its findings with their rows. */
export interface Checked {
  outcome: Outcome;
  findings: KeptFinding[];
}

/** The rules take most of the time; reading the rows once more takes the rest. */
const FIRST_READING = 0.7;

/**
 * Checks a return from beginning to end: by the rules, then once more for the rows that they name and for the figures. It holds its
 * thread for as long as it works. Throws UnreadableReturn where the file can't be read to its end.
 */
export async function checkReturn({ kind, ...what }: Wanted, told: Told = () => {}): Promise<Checked> {
  const work = await returnKind(kind).atWork();
  const checked = await work.check(what, (done) => told(done * FIRST_READING));
  const gathered = gather(checked);
  const rows: FileRow[] = [];
  const second = await work.readAgain(
    what,
    placesOf(gathered),
    (row) => rows.push(row),
    (done) => told(FIRST_READING + done * (1 - FIRST_READING)),
  );
  return condense(checked, gathered, rows, second);
}
