/**
 * An invented Children in Need census of 2024/25, small enough to read and large enough to be worth looking at. Nobody in it exists:
 * ids are running numbers, and every child is made from its number alone, so that the same wish gives the same file.
 */

/** What is wished for. */
export interface CensusWish {
  /** The authority's number with the Department: 805. */
  authority: string;
  children: number;
  /** Faults are put into a child for every so many: fewer in a return that was mended. */
  faultEvery: number;
}

const DAY = 86_400_000;
const START = Date.parse('2024-04-01T00:00:00Z');
const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const NEEDS = ['N1', 'N1', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6'];
const SOURCES = ['1A', '2A', '2A', '3B', '5B', '6'];
const ETHNICITIES = ['WBRI', 'WBRI', 'WBRI', 'WBRI', 'WOTH', 'MWAS', 'APKN', 'BAFR'];
const CATEGORIES = ['NEG', 'NEG', 'EMO', 'EMO', 'PHY', 'SAB'];

/** A day of the census year, or before and after it, by its number from 0; moved off weekends. */
function day(number: number): string {
  const at = new Date(START + Math.round(number) * DAY);
  const ofWeek = at.getUTCDay();
  const moved = ofWeek === 6 ? 2 : ofWeek === 0 ? 1 : 0;
  return new Date(at.getTime() + moved * DAY).toISOString().slice(0, 10);
}

const element = (name: string, inside: string) => `<${name}>${inside}</${name}>`;
const pick = (from: readonly string[], number: number) => from[number % from.length] ?? '';

function upn(authority: string, number: number): string {
  const digits = `${authority}${String(number).padStart(9, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at + 2), 0);
  return `${UPN_LETTERS[sum % UPN_LETTERS.length]}${digits}`;
}

/** What can be wrong with a child, as case systems get it wrong. */
type Fault =
  | 'no birth date'
  | 'no ethnicity'
  | 'closed before referral'
  | 'slow assessment'
  | 'no need code'
  | 'late conference';
const FAULTS: readonly Fault[] = [
  'no ethnicity',
  'slow assessment',
  'no birth date',
  'no need code',
  'late conference',
  'closed before referral',
];

function child(number: number, { authority, faultEvery }: CensusWish): string {
  const fault = number % faultEvery === 0 ? FAULTS[(number / faultEvery) % FAULTS.length] : undefined;
  const born = day(-365 * (5 + (number % 11)) - ((number * 37) % 300));
  const identifiers = [
    element('LAchildID', `DEMO${String(number + 1).padStart(5, '0')}`),
    element('UPN', upn(authority, number + 1)),
    fault === 'no birth date' ? '' : element('PersonBirthDate', born),
    element('Sex', number % 2 === 0 ? 'F' : 'M'),
  ].join('');
  const ethnicity = fault === 'no ethnicity' ? '' : element('Ethnicity', pick(ETHNICITIES, number));
  const disability = element('Disabilities', element('Disability', number % 9 === 0 ? 'LD' : 'NONE'));
  return element(
    'Child',
    element('ChildIdentifiers', identifiers) +
      element('ChildCharacteristics', ethnicity + disability) +
      episode(number, fault),
  );
}

function episode(number: number, fault: Fault | undefined): string {
  const referred = (number * 7) % 270;
  const need = fault === 'no need code' ? '' : element('PrimaryNeedCode', pick(NEEDS, number));
  const begins = element('CINreferralDate', day(referred)) + element('ReferralSource', pick(SOURCES, number)) + need;
  // A third leads to no further action.
  if (number % 3 === 2 && fault === undefined) return element('CINdetails', begins + element('ReferralNFA', 'true'));
  const assessed = referred + 2;
  const took = fault === 'slow assessment' ? 110 : 20 + (number % 30);
  const assessment = element(
    'Assessments',
    element('AssessmentActualStartDate', day(assessed)) +
      element('AssessmentInternalReviewDate', day(assessed + 10)) +
      element('AssessmentAuthorisationDate', day(assessed + took)) +
      element('FactorsIdentifiedAtAssessment', element('AssessmentFactors', pick(['3B', '4B', '5B', '20'], number))),
  );
  const protects = number % 5 === 0;
  const closes = number % 4 === 1 && !protects;
  const closed = fault === 'closed before referral' ? referred - 20 : assessed + took + 14;
  const closure = closes ? element('CINclosureDate', day(closed)) + element('ReasonForClosure', 'RC8') : '';
  return element(
    'CINdetails',
    begins +
      closure +
      assessment +
      (protects ? enquiry(referred, fault) : '') +
      element('ReferralNFA', 'false') +
      (protects ? plan(number, referred, fault) : ''),
  );
}

const CONFERENCE = 19;
const LATE = 45;

function enquiry(referred: number, fault: Fault | undefined): string {
  const held = referred + (fault === 'late conference' ? LATE : CONFERENCE);
  return element(
    'Section47',
    element('S47ActualStartDate', day(referred + 3)) +
      element('InitialCPCtarget', day(referred + 24)) +
      element('DateOfInitialCPC', day(held)) +
      element('ICPCnotRequired', 'false'),
  );
}

function plan(number: number, referred: number, fault: Fault | undefined): string {
  const begins = referred + (fault === 'late conference' ? LATE : CONFERENCE);
  const category = pick(CATEGORIES, number / 5);
  const earlier = number % 20 === 0 ? '1' : '0';
  const review = begins + 70 < 364 ? element('Reviews', element('CPPreviewDate', day(begins + 70))) : '';
  return element(
    'ChildProtectionPlans',
    element('CPPstartDate', day(begins)) +
      element('InitialCategoryOfAbuse', category) +
      element('LatestCategoryOfAbuse', category) +
      element('NumberOfPreviousCPP', earlier) +
      review,
  );
}

/** The file, one child a line. */
export function inventedCensus(wish: CensusWish): string {
  const children = Array.from({ length: wish.children }, (_, number) => child(number, wish)).join('\n');
  return `<?xml version="1.0" encoding="utf-8"?>
<Message>
<Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year><ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>${wish.authority}</LEA><SoftwareCode>Kith demonstration</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo><DateTime>2025-05-01T09:00:00</DateTime></Source></Header>
<Children>
${children}
</Children>
</Message>
`;
}
