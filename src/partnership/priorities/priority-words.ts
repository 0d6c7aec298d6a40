import type { MarkShape } from '../../platform/web/kith/index.ts';
import type { Priority } from './repository.ts';

const KIND_WORDS: Record<Priority['priorityKind'], string> = {
  business: 'Business priority',
  thematic: 'Thematic priority',
  practice: 'Practice priority',
  key: 'Key priority',
};

/** The kind as a reader sees it: "Thematic priority". */
export function priorityKindWords(priority: Priority): string {
  return KIND_WORDS[priority.priorityKind];
}

/**
 * How far a priority's claims of impact rest on a measure, in words with a shape. Done is not the same as made a
 * difference (product rule 6), so claims without a measure are open, whatever was done.
 */
export function evidenceOf(priority: Priority): { shape: MarkShape; words: string } {
  const claims = priority.impact.length;
  const measured = priority.impact.filter((one) => one.measured).length;
  if (claims === 0 && priority.seeks.length > 0) return { shape: 'unknown', words: 'Ahead: not tested yet' };
  if (claims === 0) return { shape: 'open', words: 'Nothing is recorded of what came of it' };
  if (measured === 0) return { shape: 'open', words: `${counted(claims, 'claim', 'claims')} of impact, none measured` };
  if (measured === claims)
    return { shape: 'full', words: `${counted(claims, 'claim', 'claims')} of impact, all measured` };
  return { shape: 'half', words: `${counted(claims, 'claim', 'claims')} of impact, ${measured} measured` };
}

/** A year's priorities in a sentence or two: how many, what they claim, what of it is measured. */
export function yearInWords(priorities: readonly Priority[]): string {
  const impact = priorities.flatMap((one) => one.impact);
  const measured = impact.filter((one) => one.measured).length;
  const seeks = priorities.reduce((sum, one) => sum + one.seeks.length, 0);
  const count = `${counted(priorities.length, 'priority', 'priorities')}.`;
  if (impact.length === 0 && seeks === 0) return `${count} What came of them is not recorded.`;
  if (impact.length === 0) {
    return `${count} They seek ${counted(seeks, 'change', 'changes')}. What came of them is not recorded yet.`;
  }
  const rests = measured === 0 ? 'none rests' : measured === 1 ? 'one rests' : `${measured} rest`;
  return `${count} They make ${counted(impact.length, 'claim', 'claims')} that something changed for the better; ${rests} on a measure.`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
