/**
 * Numbers of people that stand in words. A figure of one to five people is hidden in anything public (small-number
 * suppression); the same number in a sentence would slip past. So a file may say "most of the children", and
 * the number itself belongs in a figure. The same holds for "all but two": the remainder gives the few away.
 */
const UNITS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const VALUES = new Map([
  ...UNITS.map((name, index): [string, number] => [name, index + 1]),
  ['single', 1],
  ['sole', 1],
  ['both', 2],
]);

const NUMBER = `(?:\\d{1,6}|${[...VALUES.keys()].join('|')})`;
const PEOPLE =
  '(?:child(?:ren)?|young (?:people|persons?)|babies|baby|infants?|toddlers?|teenagers?|adolescents?|girls?|boys?|siblings?|brothers?|sisters?|pupils?|students?|care leavers?|victims?|survivors?|cases?|deaths?|people|persons?|individuals)';
/** A word between the number and the people: "two very young children", but not "two year old children". */
const BETWEEN = '(?!(?:years?|months?|weeks?|days?|hours?|times?|or|and|in|to|for)\\b)[a-z][a-z-]*\\s+';
const OF = `\\s*(?:\\(\\s*${NUMBER}\\s*\\)\\s*)?(?:,\\s*)?(?:(?:out\\s+)?of\\s+(?:(?:the|these|those|all|our|its)\\s+)*|/\\s*)`;

const SAID = new RegExp(
  `(?<![\\w.,£$%-])(?<before>[a-z]+\\s+)?(?<count>${NUMBER}|couple|pair)(?:${OF}(?<whole>${NUMBER}))?` +
    `(?:\\s*\\(\\s*${NUMBER}\\s*\\))?\\s+(?:of\\s+)?(?:(?:the|these|those)\\s+)?(?:${BETWEEN}){0,2}?${PEOPLE}\\b`,
  'gi',
);
/** "Section 17 children", "tier 2 cases": the number is a name, not a count. "More than one child" tells nobody's number. */
const NOT_A_COUNT =
  /^(?:section|sections|stage|part|chapter|tier|level|priority|page|phase|table|step|day|band|class|group|list|key|stage|year|act|schedule|article|rule|no|than|least|any|which|every|each|under|over|aged?|per)$/i;

/** "Five of them", where the text is about people. */
const SAID_OF_THEM = new RegExp(
  `(?<![\\w.,£$%-])(?<count>${NUMBER}|couple|pair)\\s+of\\s+(?:them|these|those|whom)\\b`,
  'gi',
);
const ABOUT_PEOPLE = new RegExp(`\\b${PEOPLE}\\b`, 'i');

const LARGEST_SMALL = 5;

/** The first words in a text that tell a small number of people, or null. */
export function smallNumberOfPeople(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[*_`~]+/g, '');
  for (const found of plain.matchAll(SAID)) {
    const { before, count, whole } = found.groups ?? {};
    if (count === undefined || NOT_A_COUNT.test(before?.trim() ?? '')) continue;
    const few = numberOf(count);
    const rest = whole === undefined ? 0 : numberOf(whole) - few;
    if (isSmall(few) || isSmall(rest)) return found[0].slice(before?.length ?? 0).replace(/\s+/g, ' ');
  }
  if (!ABOUT_PEOPLE.test(plain)) return null;
  for (const found of plain.matchAll(SAID_OF_THEM)) {
    if (isSmall(numberOf(found.groups?.count ?? ''))) return found[0].replace(/\s+/g, ' ');
  }
  return null;
}

function numberOf(word: string): number {
  const lower = word.toLowerCase();
  if (lower === 'couple' || lower === 'pair') return 2;
  return VALUES.get(lower) ?? Number(word);
}

function isSmall(count: number): boolean {
  return count >= 1 && count <= LARGEST_SMALL;
}
