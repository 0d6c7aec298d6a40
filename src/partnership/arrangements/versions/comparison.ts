import { diffWordsWithSpace } from 'diff';

/** A stretch of words: in both versions, only in the later one, or only in the earlier one. */
export interface Stretch {
  is: 'same' | 'added' | 'left-out';
  words: string;
}

/** A section as far as comparing goes. */
export interface ComparedSection {
  key: string;
  title: string;
  words: string;
}

/** What became of one section between two versions. */
export interface SectionChange {
  key: string;
  title: string;
  /** The title it had before, where that was another. */
  titleBefore: string | null;
  is: 'same' | 'changed' | 'added' | 'left-out';
  stretches: readonly Stretch[];
}

/** So many differences and no word is like the other any more: the whole is shown as left out and as added. */
const MOST_EDITS = 1200;

/**
 * What changed in words from one text to another. Nothing is lost: what is the same or left out is the earlier text, what
 * is the same or added the later one.
 */
export function compareWords(before: string, after: string): Stretch[] {
  if (before === after) return after === '' ? [] : [{ is: 'same', words: after }];
  const found = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  if (!found) return whole(before, after);
  return readable(
    found.map(({ added, removed, value }) => ({
      is: added ? 'added' : removed ? 'left-out' : 'same',
      words: value,
    })),
  );
}

/** Fewer words than this that stayed between two changes are shown with them: a sentence is not chopped up. */
const FEWEST_KEPT = 3;

/** Puts changes together that stand close to each other: first all that was left out, then all that was added. */
function readable(stretches: readonly Stretch[]): Stretch[] {
  const isLone = (one: Stretch, place: number) =>
    one.is === 'same' &&
    place > 0 &&
    place < stretches.length - 1 &&
    !one.words.includes('\n') &&
    one.words.split(/\s+/).filter(Boolean).length < FEWEST_KEPT;
  const shown: Stretch[] = [];
  let change = { leftOut: '', added: '' };
  const flush = () => {
    if (change.leftOut !== '') shown.push({ is: 'left-out', words: change.leftOut });
    if (change.added !== '') shown.push({ is: 'added', words: change.added });
    change = { leftOut: '', added: '' };
  };
  for (const [place, one] of stretches.entries()) {
    const lone = isLone(one, place);
    if (one.is === 'same' && !lone) {
      flush();
      shown.push(one);
      continue;
    }
    if (one.is !== 'added') change.leftOut += one.words;
    if (one.is !== 'left-out') change.added += one.words;
  }
  flush();
  return shown;
}

function whole(before: string, after: string): Stretch[] {
  const stretches: Stretch[] = [
    { is: 'left-out', words: before },
    { is: 'added', words: after },
  ];
  return stretches.filter(({ words }) => words !== '');
}

/**
 * Two versions section by section, in the order of the later one; what was left out stands where it stood among those that
 * remain.
 */
export function compareSections(
  before: readonly ComparedSection[],
  after: readonly ComparedSection[],
): SectionChange[] {
  const earlier = new Map(before.map((one) => [one.key, one]));
  const remains = new Set(after.map((one) => one.key));
  const changes = after.map((section): SectionChange => {
    const was = earlier.get(section.key);
    const stretches = compareWords(was?.words ?? '', section.words);
    const same = was !== undefined && was.words === section.words && was.title === section.title;
    return {
      ...{ key: section.key, title: section.title, stretches },
      titleBefore: was && was.title !== section.title ? was.title : null,
      is: was === undefined ? 'added' : same ? 'same' : 'changed',
    };
  });
  for (const [place, section] of before.entries()) {
    if (remains.has(section.key)) continue;
    const above = before.slice(0, place).findLast((one) => remains.has(one.key));
    const at = above ? changes.findIndex((one) => one.key === above.key) + 1 : 0;
    changes.splice(at, 0, {
      ...{ key: section.key, title: section.title, titleBefore: null, is: 'left-out' },
      stretches: compareWords(section.words, ''),
    });
  }
  return changes;
}

/** Names that only the later, or only the earlier list holds. */
export function compareNames(
  before: readonly string[],
  after: readonly string[],
): { added: string[]; leftOut: string[] } {
  return {
    added: after.filter((one) => !before.includes(one)),
    leftOut: before.filter((one) => !after.includes(one)),
  };
}
