import type { Purpose, Work } from '../access/index.ts';
import { forPurpose, purposeOf } from './purpose.ts';
import { inOrder, type Needed, type WaitingAsked, type WaitingItem, type WaitingSource } from './waiting.ts';

/** One source that is asked for one right, under the purpose that fits it. */
interface Turn {
  source: WaitingSource;
  need: Needed;
  purpose: Purpose;
}

/**
 * What waits, from every source for which one of the person's roles has the right, what is due first. Where none has, the
 * source is not asked and the database neither.
 */
export async function gatherWaiting(
  work: Work,
  sources: readonly WaitingSource[],
  asked: WaitingAsked,
): Promise<WaitingItem[]> {
  const turns = sources.flatMap((source) => source.needs(work.access).flatMap((need) => turnOf(work, source, need)));
  const found: WaitingItem[] = [];
  for (const [purpose, together] of Map.groupBy(turns, (turn) => turn.purpose)) {
    const answers = await forPurpose(work, purpose, (as) =>
      Promise.all(together.map(({ source, need }) => source.waits(as, asked, need))),
    );
    found.push(...answers.flat());
  }
  return inOrder(found).slice(0, asked.most);
}

function turnOf(work: Work, source: WaitingSource, need: Needed): Turn[] {
  const purpose = purposeOf(work, need);
  return purpose === null ? [] : [{ source, need, purpose }];
}
