/**
 * Numbers of people that stand in words. A figure of one to five people or cases is hidden in anything public (small-number
 * suppression); the same number in a sentence would slip past. So a file may say "most of the children", and
 * the number itself belongs in a figure. The same holds for "all but two": the remainder gives the few away.
 *
 * What is looked for is a small number together with something that is counted one by one. Dates, years, ages, ordinals,
 * sections, tiers and counts of meetings, sessions or weeks are left alone.
 */
const UNITS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const VALUES = new Map([
  ...UNITS.map((name, index): [string, number] => [name, index + 1]),
  ['single', 1],
  ['sole', 1],
  ['both', 2],
  ['couple', 2],
  ['pair', 2],
]);
const LARGEST_SMALL = 5;

const NUMBER = `(?:\\d{1,6}|${UNITS.join('|')})`;
const FEW = '(?:[1-5]|one|two|three|four|five)';
/** A number ends where no digit, decimal, per cent sign, hyphen or unit letter is joined to it. */
const ENDS = '(?![\\w%-]|[.,]\\d)';
const BEGINS = '(?<![\\w.,£$%/-])';

/** Words for people, in the plural and in the singular. */
const PEOPLE = [
  'children',
  'young people',
  'young persons',
  'youngsters',
  'youths',
  'cyp',
  'kids',
  'babies',
  'newborns',
  'infants',
  'toddlers',
  'teenagers',
  'teens',
  'adolescents',
  'minors',
  'girls',
  'boys',
  'sons',
  'daughters',
  'siblings',
  'brothers',
  'sisters',
  'pupils',
  'students',
  'care leavers',
  'victims',
  'survivors',
  'perpetrators',
  'offenders',
  'suspects',
  'families',
  'households',
  'deaths',
  'suicides',
  'people',
  'persons',
  'individuals',
];
const PERSON = [
  'child',
  'young person',
  'youngster',
  'baby',
  'newborn',
  'infant',
  'toddler',
  'teenager',
  'adolescent',
  'girl',
  'boy',
  'sibling',
  'brother',
  'sister',
  'pupil',
  'student',
  'care leaver',
  'victim',
  'survivor',
  'perpetrator',
  'offender',
  'family',
  'household',
  'death',
  'suicide',
  'person',
  'individual',
];
/** Words for what is counted of people: each tells of a person or a family. */
const CASES = [
  'cases',
  'episodes',
  'incidents',
  'arrangements',
  'allegations',
  'referrals',
  're-referrals',
  'contacts',
  'assessments',
  'plans',
  'placements',
  'admissions',
  'notifications',
  'enquiries',
  'disclosures',
  'arrests',
  'convictions',
  'exclusions',
  'injuries',
  'adoptions',
];
const CASE = [
  'case',
  'episode',
  'incident',
  'arrangement',
  'allegation',
  'referral',
  're-referral',
  'assessment',
  'placement',
  'notification',
  'enquiry',
  'disclosure',
  'arrest',
  'conviction',
  'exclusion',
];
const anyOf = (words: readonly string[]) => `(?:${words.map((word) => word.replace(' ', '\\s+')).join('|')})`;
const MANY = anyOf([...PEOPLE, ...CASES]);
/** "One referral form", "one family hub": the singular only names the kind of thing. */
const NAMES_A_KIND =
  '(?!-|\\s+(?:abuse|act|care|centres?|clubs?|conferences?|criminal|death|exploitation|file|files|forms?|framework|group|groups|health|hubs?|in\\s+need|liaison|management|meetings?|model|notes?|officers?|panels?|pathways?|plan|policy|practice|process|protection|records?|reviews?|routes?|safety|schools?|services?|sexual|social|stud(?:y|ies)|support|system|teams?|templates?|tools?|voice|workers?)\\b)';
const ONE = `${anyOf([...PERSON, ...CASE])}\\b${NAMES_A_KIND}`;

/** A word between the number and what is counted: "two very young children", but not "two year old children". */
const BETWEEN =
  "(?!(?:years?|months?|weeks?|days?|hours?|minutes?|times?|or|and|in|to|for|by|at|on|as|from|with|who|that|than|of|was|were|is|are|has|had|have|told|will|can|may)\\b)(?![a-z]+(?<!ou|s)s\\b)[a-z][a-z’'-]*\\s+";
const OF = `\\s*(?:\\(\\s*${NUMBER}\\s*\\)\\s*)?(?:,\\s*)?(?:(?:out\\s+)?of\\s+(?:(?:the|these|those|all|our|its)\\s+)*|/\\s*)`;
const IN = '\\s+in\\s+(?:every\\s+)?';

const COUNTED = new RegExp(
  `${BEGINS}(?<before>[a-z]+\\s+)?(?<count>${NUMBER}|both|couple|pair)(?:(?:${OF}|${IN})(?<whole>${NUMBER}))?` +
    `(?:\\s*\\(\\s*${NUMBER}\\s*\\))?\\s+(?:(?:further|more|other|new)\\s+)?(?:of\\s+)?(?:(?:the|these|those|our)\\s+)?(?:${BETWEEN}){0,4}?${MANY}\\b`,
  'gi',
);
const ONE_COUNTED = new RegExp(`${BEGINS}(?<before>[a-z]+\\s+)?(?<count>1|one)\\s+(?:${BETWEEN}){0,3}?${ONE}`, 'gi');
/** "A single child"; but "a single plan" is a plan for all. */
const SINGLE = new RegExp(`\\b(?<count>single|sole)\\s+${anyOf(PERSON)}\\b${NAMES_A_KIND}`, 'gi');
/** "Section 17 children", "tier 2 cases": the number is a name, not a count. "More than one child" tells nobody's number. */
const NOT_A_COUNT =
  /^(?:sections?|stages?|parts?|chapters?|tiers?|levels?|priority|priorities|pages?|phases?|tables?|figures?|notes?|steps?|days?|bands?|class|groups?|list|key|years?|act|schedules?|articles?|rules?|rows?|lines?|rounds?|cycles?|quarters?|weeks?|terms?|versions?|editions?|annex|appendix|standards?|objectives?|aims?|themes?|no|than|least|any|which|every|each|under|over|aged?|ages|per|quarter|january|february|march|april|may|june|july|august|september|october|november|december)$/i;

/** "Five of them", where the text is about people. */
const OF_THEM = new RegExp(`${BEGINS}(?<count>${NUMBER}|couple|pair)\\s+of\\s+(?:them|these|those|whom)\\b`, 'gi');
const ABOUT_PEOPLE = new RegExp(`\\b${MANY}\\b`, 'i');

/** "Children: 3", "incidents (five)": the number comes behind what is counted, and nothing else is counted by it. */
const TOPICS = 'fostering|exploitation|trafficking|home education|missing|looked[ -]after|in care|in need';
const AFTER_NUMBER =
  '(?=\\s*(?:[.;:)!?]|,(?!\\d)|$)|\\s+(?:in|at|for|during|this|last|and|but|were|was|of\\s+(?:them|whom)|each)\\b)';
const BEHIND = new RegExp(
  `\\b(?:${MANY}|${TOPICS})(?:,?\\s+[a-z]+){0,3}?\\s*(?:[:=(–—]|\\s-\\s)\\s*(?:only|just|about|in fact)?\\s*(?<count>${FEW})${ENDS}${AFTER_NUMBER}`,
  'gi',
);
/** "The number of private fostering arrangements was 3", "referrals fell to four". */
const NUMBERED = new RegExp(
  `\\b(?:number of\\s+(?:[a-z-]+\\s+){0,5}?(?:${MANY}|${TOPICS})|${MANY})(?:\\s+(?!(?:were|was|are|is)\\b)[a-z-]+){0,5}?` +
    `\\s+(?:was|were|is|are|came to|stood at|fell to|rose to|dropped to|remained|totalled|numbered|(?:was|were|is|are)\\s+(?:only|just|in fact|actually))\\s+(?<count>${FEW})${ENDS}${AFTER_NUMBER}`,
  'gi',
);
/** "Five were placed out of area", "3 of 7 had been seen": what is counted was named before, or not at all. */
const DID = new RegExp(
  `(?:^|[.;:,!?(]\\s*|\\band\\s+|\\bbut\\s+|\\bonly\\s+|\\bjust\\s+|\\bwhom\\s+)(?<said>(?<count>${NUMBER}|both)(?:(?:${OF}|${IN})(?<whole>${NUMBER}))?${ENDS}\\s+(?:were|was|had|have|has|are|is|did|went|came|lived|died|said|got)\\b)`,
  'gi',
);

/**
 * The first words in a text that tell a small number of people or of their cases, or null. The rest of a whole ("eight of the
 * nine") counts as such a number, too.
 */
export function smallNumberOfPeople(text: string): string | null {
  const plain = plainText(text);
  for (const pattern of [COUNTED, ONE_COUNTED, SINGLE, BEHIND, NUMBERED]) {
    for (const found of plain.matchAll(pattern)) {
      const { before = '', count = '', whole } = found.groups ?? {};
      if (isSmallNumber(count, whole) && !NOT_A_COUNT.test(before.trim())) {
        return found[0].slice(before.length).trim().replace(/\s+/g, ' ');
      }
    }
  }
  for (const found of plain.matchAll(DID)) {
    const { said = '', count = '', whole } = found.groups ?? {};
    const counted = lastCounted(plain.slice(0, found.index + found[0].length - said.length));
    const clear = counted === 'people' || (counted === 'nothing' && !/^(?:1|one|both)$/i.test(count));
    if (clear && isSmallNumber(count, whole)) return said.replace(/\s+/g, ' ');
  }
  if (!ABOUT_PEOPLE.test(plain)) return null;
  for (const found of plain.matchAll(OF_THEM)) {
    if (isSmallNumber(found.groups?.count ?? '', undefined)) return found[0].replace(/\s+/g, ' ');
  }
  return null;
}

/** A small number that stands by itself in a text. */
export interface BareNumber {
  value: number;
  /** As the text has it. */
  said: string;
}

const BARE = new RegExp(`${BEGINS}(?<before>[a-z]+\\s+)?(?<count>${FEW})${ENDS}${AFTER_NUMBER}`, 'gi');

/**
 * Numbers of one to five that stand by themselves, with no word behind them that says what they count: "in fact 3". Whether
 * they tell of people depends on what the text is about, which the caller knows.
 */
export function bareSmallNumbers(text: string): BareNumber[] {
  return [...plainText(text).matchAll(BARE)].flatMap((found) => {
    const { before = '', count = '' } = found.groups ?? {};
    return NOT_A_COUNT.test(before.trim()) ? [] : [{ value: numberOf(count), said: count }];
  });
}

function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/&nbsp;|&#(?:160|32);/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[*_`~]+/g, '')
    .replace(/\b(?:1|one)(?:\s+to\s+|\s*-\s*)(?:5|five)\b/gi, 'small numbers');
}

const PLURAL = /\b(?:[a-z-]*[a-z]{3}s|children|people|cyp)\b/gi;
/** Words that end like a plural and are none. */
const NO_PLURAL =
  /(?:ss|us|is)$|^(?:was|has|does|its|this|these|those|across|always|perhaps|besides|towards|sometimes|shows?|says|gives|says|means|needs|remains|stands|tells|looks|finds|counts)$/i;
const COUNTED_WORD = new RegExp(`\\b${MANY}$`, 'i');

/** What the words before a number speak of last: people or their cases, something else, or nothing in the plural. */
function lastCounted(before: string): 'people' | 'something else' | 'nothing' {
  const plurals = [...before.matchAll(PLURAL)].filter((found) => !NO_PLURAL.test(found[0]));
  const last = plurals.at(-1);
  if (last === undefined) return 'nothing';
  return COUNTED_WORD.test(before.slice(0, last.index + last[0].length)) ? 'people' : 'something else';
}

function isSmallNumber(count: string, whole: string | undefined): boolean {
  const few = numberOf(count);
  const rest = whole === undefined ? 0 : numberOf(whole) - few;
  return isSmall(few) || isSmall(rest);
}

function numberOf(word: string): number {
  return VALUES.get(word.toLowerCase()) ?? Number(word);
}

function isSmall(count: number): boolean {
  return count >= 1 && count <= LARGEST_SMALL;
}
