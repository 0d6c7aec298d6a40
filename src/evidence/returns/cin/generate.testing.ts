import { type Day, dayOf, dayText, isWeekend } from '../day.ts';
import { type Changeable, childXml, FILE_END, fileBegin } from './case-file.testing.ts';
import { CODE_SETS, type CodeSet, codesOf } from './codes.ts';
import { FAULTS } from './generate-faults.testing.ts';
import type { CaseChild, CaseEpisode } from './rule.ts';

/** What is to be generated. The same wish gives the same file. */
export interface Wish {
  children: number;
  seed: number;
  /** How many children have one fault each, spread evenly. None unless said. */
  faulty?: number;
}

/** A fault that was put into a file on purpose. */
export interface Planted {
  /** The child's place among the children, from 0. */
  child: number;
  /** The rule that must find it. */
  rule: string;
}

/** A number from 0 up to, not including, 1. */
export type Chance = () => number;

/** Chances that are always the same for a seed (mulberry32). */
export function chances(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const YEAR = 2025;
const FIRST = dayOf('2024-04-01');
const LAST = dayOf('2025-03-31');
/** Cases referred later than this might not end within the year. */
const LAST_REFERRAL = dayOf('2025-01-03');
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/**
 * A return of invented children for the collection of 2025, in pieces: valid in every rule, but for the faults asked for. `planted`
 * is told of each fault. A small return may use too few disability codes for the rules about the return as a whole.
 */
export function* generateCensus(
  { children, seed, faulty = 0 }: Wish,
  planted?: (fault: Planted) => void,
): Generator<string> {
  const chance = chances(seed);
  // The fault that was put least lately comes first, where the child can have it.
  const queue = [...FAULTS];
  yield fileBegin();
  let piece = '';
  for (let number = 0; number < children; number += 1) {
    const child = validChild(number, chance);
    // Evenly spread: the count of faulty children so far keeps step with the count of children.
    if (Math.floor(((number + 1) * faulty) / children) > Math.floor((number * faulty) / children)) {
      const at = queue.findIndex(({ put }) => put(child));
      const [fault] = at < 0 ? [] : queue.splice(at, 1);
      if (fault) {
        queue.push(fault);
        planted?.({ child: number, rule: fault.rule });
      }
    }
    piece += `${childXml(child)}\n`;
    if (piece.length > 200_000) {
      yield piece;
      piece = '';
    }
  }
  yield piece + FILE_END;
}

/** A child that no rule finds fault with. */
export function validChild(number: number, chance: Chance): Changeable<CaseChild> {
  const born = between(chance, dayOf('2007-05-01'), dayOf('2023-12-31'));
  const unborn = chance() < 0.01;
  const expected = between(chance, dayOf('2025-03-05'), dayOf('2025-09-01'));
  const child: Changeable<CaseChild> = {
    LAchildID: `K${String(number).padStart(9, '0')}`,
    Sex: unborn ? 'U' : chance() < 0.5 ? 'M' : 'F',
    Ethnicity: oneOf(chance, 'ethnicity'),
    Disability: disabilities(chance),
  };
  if (unborn) child.ExpectedPersonBirthDate = dayText(expected);
  else child.PersonBirthDate = dayText(born);
  const earliest = unborn ? expected - 270 : dayOf('2023-06-01');
  const acted = chance() < 0.75;
  if (!unborn && born <= dayOf('2020-08-31')) {
    if (acted || chance() < 0.9) child.UPN = upn(number);
    else child.UPNunknown = 'UN7';
  } else child.UPNunknown = 'UN1';
  if (acted) {
    const episode = actedOn(between(chance, earliest, LAST_REFERRAL), chance);
    child.CINdetails = [episode];
    if (episode.ReasonForClosure === 'RC2') child.PersonDeathDate = episode.CINclosureDate ?? '';
    const referred = dayOf(episode.CINreferralDate ?? '');
    if (chance() < 0.1 && referred > Math.max(FIRST, earliest) + 10)
      child.CINdetails.unshift(notActedOn(between(chance, Math.max(FIRST, earliest), referred - 2), chance));
  } else child.CINdetails = [notActedOn(between(chance, Math.max(FIRST, earliest), LAST_REFERRAL), chance)];
  return child;
}

function notActedOn(referred: Day, chance: Chance): Changeable<CaseEpisode> {
  return { CINreferralDate: dayText(referred), ReferralSource: oneOf(chance, 'referralSource'), ReferralNFA: 'true' };
}

function actedOn(referred: Day, chance: Chance): Changeable<CaseEpisode> {
  const assessed = Math.max(referred, FIRST) + upTo(chance, 5);
  const completed = assessed + 10 + upTo(chance, 50);
  const episode: Changeable<CaseEpisode> = {
    CINreferralDate: dayText(referred),
    ReferralSource: oneOf(chance, 'referralSource'),
    PrimaryNeedCode: oneOf(chance, 'primaryNeed'),
    Assessments: [
      {
        AssessmentActualStartDate: dayText(assessed),
        AssessmentInternalReviewDate: dayText(assessed + 7),
        AssessmentAuthorisationDate: dayText(completed),
        AssessmentFactors: factors(chance),
      },
    ],
    ReferralNFA: 'false',
  };
  let latest = completed;
  let planned = false;
  if (chance() < 0.35) {
    const started = assessed + 1 + upTo(chance, 8);
    const target = workday(started + 21);
    const conference = workday(started + 9 + upTo(chance, 8));
    const held = chance() < 0.55;
    episode.Section47 = [
      held
        ? {
            S47ActualStartDate: dayText(started),
            InitialCPCtarget: dayText(target),
            DateOfInitialCPC: dayText(conference),
            ICPCnotRequired: 'false',
          }
        : { S47ActualStartDate: dayText(started), ICPCnotRequired: 'true' },
    ];
    latest = Math.max(latest, held ? conference : started);
    if (held && chance() < 0.8) {
      planned = true;
      const ended = conference + 60 + upTo(chance, 120);
      const reviews = [conference + 40 + upTo(chance, 15)];
      if (ended <= LAST) {
        reviews.push(ended);
        latest = Math.max(latest, ended);
      }
      episode.ChildProtectionPlans = [
        {
          CPPstartDate: dayText(conference),
          ...(ended <= LAST ? { CPPendDate: dayText(ended) } : {}),
          InitialCategoryOfAbuse: oneOf(chance, 'categoryOfAbuse'),
          LatestCategoryOfAbuse: oneOf(chance, 'categoryOfAbuse'),
          NumberOfPreviousCPP: String(upTo(chance, 3)),
          CPPreviewDate: reviews.filter((held) => held <= LAST).map(dayText),
        },
      ];
    }
  }
  const [protection] = episode.ChildProtectionPlans ?? [];
  const open = protection !== undefined && protection.CPPendDate === undefined;
  const closed = latest + 8 + upTo(chance, 40);
  const closes = !open && chance() < 0.6 && closed <= LAST;
  // A child in need plan follows the assessment, or the child protection plan once it has ended.
  if (!open && chance() < 0.6) {
    planned = true;
    episode.CINPlanDates = [
      { CINPlanStartDate: dayText(latest), ...(closes ? { CINPlanEndDate: dayText(closed) } : {}) },
    ];
  }
  if (closes) {
    episode.CINclosureDate = dayText(closed);
    const settled = planned || episode.Section47 !== undefined;
    episode.ReasonForClosure =
      chance() < 0.003
        ? 'RC2'
        : !settled && chance() < 0.7
          ? chance() < 0.5
            ? 'RC8'
            : 'RC9'
          : `RC${[1, 3, 4, 5, 6, 7][upTo(chance, 5)]}`;
  }
  return episode;
}

/** A whole number from 0 to `most`, both included. */
function upTo(chance: Chance, most: number): number {
  return Math.floor(chance() * (most + 1));
}

function between(chance: Chance, first: Day, last: Day): Day {
  return first + upTo(chance, Math.max(last - first, 0));
}

function workday(day: Day): Day {
  return isWeekend(day) ? workday(day + 1) : day;
}

const CODES = Object.fromEntries(
  (Object.keys(CODE_SETS) as CodeSet[]).map((set) => [set, [...codesOf(set, YEAR)]]),
) as Record<CodeSet, string[]>;

function oneOf(chance: Chance, set: CodeSet): string {
  const codes = CODES[set];
  return codes[upTo(chance, codes.length - 1)] ?? '';
}

function disabilities(chance: Chance): string[] {
  if (chance() < 0.88) return ['NONE'];
  const codes = CODES.disability.filter((code) => code !== 'NONE');
  return [...new Set(Array.from({ length: 1 + upTo(chance, 2) }, () => codes[upTo(chance, codes.length - 1)] ?? ''))];
}

const RETIRED = ['18A', '19A', '21'];

function factors(chance: Chance): string[] {
  const codes = CODES.assessmentFactor;
  const picked = Array.from({ length: 2 + upTo(chance, 5) }, () => codes[upTo(chance, codes.length - 1)] ?? '');
  const used = [...new Set(picked)].filter((code) => !RETIRED.includes(code));
  return used.length === 0 ? ['20'] : used;
}

/** A UPN whose letter fits its digits. */
export function upn(number: number): string {
  const digits = `805${String(number).padStart(9, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at + 2), 0);
  return `${LETTERS[sum % LETTERS.length]}${digits}`;
}
