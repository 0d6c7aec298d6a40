import { type Day, dayOf } from '../day.ts';
import { type CodeSet, codesOf } from './codes.ts';

/** What may stand in an element: a word for the type, a pattern or code set for it, and a fixed value where there is just one. */
type Content =
  | { type: 'text'; pattern?: RegExp; always?: string; like?: string }
  | { type: 'year' | 'date' | 'datetime' | 'boolean' | 'integer' }
  | { type: 'code'; codes: CodeSet };

/** How often an element occurs within its parent: `1..n`. */
type Many = '0..1' | '1..1' | '0..n' | '1..n';

interface Element {
  name: string;
  many: Many;
  /** First and last collection year, where not all years have it. */
  since?: number;
  until?: number;
  content?: Content;
  elements?: readonly Element[];
}

const leaf = (name: string, many: Many, content: Content, years: Pick<Element, 'since' | 'until'> = {}): Element => ({
  name,
  many,
  content,
  ...years,
});
const text = (name: string, many: Many, rest: Omit<Extract<Content, { type: 'text' }>, 'type'> = {}): Element =>
  leaf(name, many, { type: 'text', ...rest });
const date = (name: string, many: Many): Element => leaf(name, many, { type: 'date' });
const flag = (name: string, many: Many): Element => leaf(name, many, { type: 'boolean' });
const code = (name: string, many: Many, codes: CodeSet, years?: Pick<Element, 'since' | 'until'>): Element =>
  leaf(name, many, { type: 'code', codes }, years);

const UPN = { pattern: /^[A-Za-z]\d{11}(\d|[A-Za-z])$/, like: 'a letter, 11 digits and a digit or letter' };

// The order is that of the schema. Source: the schemas of 2017 to 2026; `since` and `until` are collection years.
const CENSUS: Element = {
  name: 'Message',
  many: '1..1',
  elements: [
    {
      name: 'Header',
      many: '0..1',
      elements: [
        {
          name: 'CollectionDetails',
          many: '0..1',
          elements: [
            text('Collection', '0..1', { always: 'CIN' }),
            leaf('Year', '0..1', { type: 'year' }),
            date('ReferenceDate', '0..1'),
          ],
        },
        {
          name: 'Source',
          many: '0..n',
          elements: [
            text('SourceLevel', '0..1', { always: 'L' }),
            text('LEA', '1..1', { pattern: /^\d{3}$/, like: 'three digits' }),
            text('SoftwareCode', '0..1'),
            text('Release', '0..1'),
            text('SerialNo', '0..1', { pattern: /^\d{3}\d*$/, like: 'three digits or more' }),
            leaf('DateTime', '0..1', { type: 'datetime' }),
          ],
        },
      ],
    },
    {
      name: 'Children',
      many: '1..1',
      elements: [
        {
          name: 'Child',
          many: '1..n',
          elements: [
            {
              name: 'ChildIdentifiers',
              many: '1..1',
              elements: [
                text('LAchildID', '1..1'),
                text('UPN', '0..1', UPN),
                text('FormerUPN', '0..1', UPN),
                code('UPNunknown', '0..1', 'upnUnknown'),
                date('PersonBirthDate', '0..1'),
                date('ExpectedPersonBirthDate', '0..1'),
                code('Sex', '1..1', 'sex', { since: 2025 }),
                code('GenderCurrent', '1..1', 'gender', { until: 2024 }),
                date('PersonDeathDate', '0..1'),
              ],
            },
            {
              name: 'ChildCharacteristics',
              many: '1..1',
              elements: [
                code('Ethnicity', '1..1', 'ethnicity'),
                { name: 'Disabilities', many: '0..1', elements: [code('Disability', '1..n', 'disability')] },
              ],
            },
            {
              name: 'CINdetails',
              many: '1..n',
              elements: [
                date('CINreferralDate', '1..1'),
                code('ReferralSource', '1..1', 'referralSource'),
                code('PrimaryNeedCode', '0..1', 'primaryNeed'),
                date('CINclosureDate', '0..1'),
                code('ReasonForClosure', '0..1', 'reasonForClosure'),
                date('DateOfInitialCPC', '0..1'),
                {
                  name: 'Assessments',
                  many: '0..n',
                  elements: [
                    date('AssessmentActualStartDate', '1..1'),
                    date('AssessmentInternalReviewDate', '0..1'),
                    date('AssessmentAuthorisationDate', '0..1'),
                    {
                      name: 'FactorsIdentifiedAtAssessment',
                      many: '0..1',
                      elements: [code('AssessmentFactors', '1..n', 'assessmentFactor')],
                    },
                  ],
                },
                {
                  name: 'CINPlanDates',
                  many: '0..n',
                  since: 2022,
                  elements: [date('CINPlanStartDate', '1..1'), date('CINPlanEndDate', '0..1')],
                },
                {
                  name: 'Section47',
                  many: '0..n',
                  elements: [
                    date('S47ActualStartDate', '1..1'),
                    date('InitialCPCtarget', '0..1'),
                    date('DateOfInitialCPC', '0..1'),
                    flag('ICPCnotRequired', '1..1'),
                  ],
                },
                flag('ReferralNFA', '1..1'),
                {
                  name: 'ChildProtectionPlans',
                  many: '0..n',
                  elements: [
                    date('CPPstartDate', '1..1'),
                    date('CPPendDate', '0..1'),
                    code('InitialCategoryOfAbuse', '1..1', 'categoryOfAbuse'),
                    code('LatestCategoryOfAbuse', '1..1', 'categoryOfAbuse'),
                    leaf('NumberOfPreviousCPP', '1..1', { type: 'integer' }),
                    // The schema has one Reviews with several dates; some producers repeat it with one date each. Both are read.
                    { name: 'Reviews', many: '0..n', elements: [date('CPPreviewDate', '1..n')] },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
};

// A module that a published sample return has and the schema at hand has not.
const PLANNED = new Set(['PreProceedingsandFGDM']);

/** An element as the reader looks for it in the structure of one collection year. */
export interface Node {
  readonly name: string;
  readonly parent: string;
  /** Its place and bit among the elements of its parent, which come in that order. */
  readonly place: number;
  readonly bit: number;
  /** Whether it may stand there several times. */
  readonly repeats: boolean;
  /** Elements below it, in their order; undefined where it holds text. */
  readonly below: readonly Node[] | undefined;
  /** Bits of the elements that must be there. */
  readonly required: number;
  /** Whether it holds a date. */
  readonly date: boolean;
  /** What is wrong with a text, or with the day that it was read as, in words; null when nothing is. */
  readonly judge: (text: string, day: Day) => string | null;
}

/** The structure of the census in a collection year, from its root. */
export function structureOf(year: number): Node {
  return nodeOf(CENSUS, '', 0, year);
}

function nodeOf(element: Element, parent: string, place: number, year: number): Node {
  const below = element.elements
    ?.filter(({ since, until }) => (since ?? year) <= year && (until ?? year) >= year)
    .map((one, index) => nodeOf(one, element.name, index, year));
  const required = (element.elements ?? [])
    .filter(({ many }) => many.startsWith('1'))
    .reduce((bits, { name }) => bits | (below?.find((node) => node.name === name)?.bit ?? 0), 0);
  return {
    name: element.name,
    parent,
    place,
    bit: 1 << place,
    repeats: element.many.endsWith('n'),
    below,
    required,
    date: element.content?.type === 'date',
    judge: element.content ? judgeOf(element.content, year) : () => null,
  };
}

/** Why an element may not stand below another in a collection year, in words. */
export function strangeElement(name: string, parent: Node, year: number): string {
  if (PLANNED.has(name)) return `is a module that the collection of ${year} does not have; it was not read`;
  const known = find(CENSUS, parent.name)?.elements?.find((element) => element.name === name);
  if (known?.since !== undefined && known.since > year)
    return `belongs to collections from ${known.since} on, not to that of ${year}; it was not read`;
  if (known?.until !== undefined && known.until < year)
    return `belongs to collections up to ${known.until}, not to that of ${year}; it was not read`;
  return `does not belong in ${parent.name}; it was not read`;
}

function find(element: Element, name: string): Element | undefined {
  if (element.name === name) return element;
  for (const one of element.elements ?? []) {
    const found = find(one, name);
    if (found) return found;
  }
  return undefined;
}

function judgeOf(content: Content, year: number): Node['judge'] {
  switch (content.type) {
    case 'text': {
      const { pattern, always, like } = content;
      if (always !== undefined) return (given) => (given === always ? null : `must be ${always}`);
      if (pattern) return (given) => (pattern.test(given) ? null : `must be ${like}`);
      return () => null;
    }
    case 'code': {
      const codes = codesOf(content.codes, year);
      return (given) => (codes.has(given) ? null : `holds a code that the collection of ${year} does not know`);
    }
    case 'date':
      return (_, day) => (Number.isNaN(day) ? 'must be a real date, written like 2024-03-31' : null);
    case 'datetime':
      return (given) =>
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(given) && dayOf(given.slice(0, 10)) > 0
          ? null
          : 'must be a date and time, written like 2024-05-23T11:14:05';
    case 'year':
      return (given) => (/^\d{4}$/.test(given) ? null : 'must be a year of four digits');
    case 'boolean':
      return (given) => (/^(0|1|true|false)$/.test(given) ? null : 'must be 1 or true, 0 or false');
    case 'integer':
      return (given) => (/^\+?\d+$/.test(given) || /^-0+$/.test(given) ? null : 'must be a whole number, 0 or more');
  }
}
