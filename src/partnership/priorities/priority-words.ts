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
 * How far the results that a priority's source states rest on a measure, in words with a shape. Done is not the same as made a
 * difference (product rule 6), so results without a measure are open, whatever was done.
 */
export function evidenceOf(priority: Priority): { shape: MarkShape; words: string } {
  const results = priority.impact.length;
  const measured = priority.impact.filter((one) => one.measured).length;
  if (results === 0 && priority.seeks.length > 0) return { shape: 'unknown', words: 'Ahead: not tested yet' };
  if (results === 0) return { shape: 'open', words: 'Nothing is recorded of what came of it' };
  if (measured === 0) return { shape: 'open', words: `${counted(results, 'result', 'results')} stated, none measured` };
  if (measured === results) {
    return { shape: 'full', words: `${counted(results, 'result', 'results')} stated, all measured` };
  }
  return { shape: 'half', words: `${counted(results, 'result', 'results')} stated, ${measured} measured` };
}

/** A year's priorities in a sentence or two: how many, what results are stated, what of it is measured. */
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
  return `${count} ${counted(impact.length, 'result is', 'results are')} stated; ${rests} on a measure.`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
