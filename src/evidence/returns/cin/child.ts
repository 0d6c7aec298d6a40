import { type Day, NO_DAY } from '../day.ts';
import { CensusRow, truth } from './census-row.ts';

/** What the file says about itself. */
export class Header extends CensusRow<'Header'> {
  year = '';
  reference: Day = NO_DAY;
  authority = '';

  get table() {
    return 'Header' as const;
  }

  protected keep(field: string, text: string, day: Day): void {
    if (field === 'Year') this.year = text;
    else if (field === 'ReferenceDate') this.reference = day;
    else if (field === 'LEA') this.authority = text;
  }
}

/** Who the child is. */
export class Identifiers extends CensusRow<'ChildIdentifiers'> {
  id = '';
  upn = '';
  formerUpn = '';
  upnUnknown = '';
  born: Day = NO_DAY;
  expected: Day = NO_DAY;
  died: Day = NO_DAY;
  /** From the collection of 2025 on. */
  sex = '';
  /** Up to the collection of 2024. */
  gender = '';

  get table() {
    return 'ChildIdentifiers' as const;
  }

  protected keep(field: string, text: string, day: Day): void {
    switch (field) {
      case 'LAchildID':
        this.id = text;
        break;
      case 'UPN':
        this.upn = text;
        break;
      case 'FormerUPN':
        this.formerUpn = text;
        break;
      case 'UPNunknown':
        this.upnUnknown = text;
        break;
      case 'PersonBirthDate':
        this.born = day;
        break;
      case 'ExpectedPersonBirthDate':
        this.expected = day;
        break;
      case 'PersonDeathDate':
        this.died = day;
        break;
      case 'Sex':
        this.sex = text;
        break;
      case 'GenderCurrent':
        this.gender = text;
        break;
    }
  }
}

/** What else is asked about the child. */
export class Characteristics extends CensusRow<'ChildCharacteristics'> {
  ethnicity = '';

  get table() {
    return 'ChildCharacteristics' as const;
  }

  protected keep(field: string, text: string): void {
    if (field === 'Ethnicity') this.ethnicity = text;
  }
}

/** One disability of the child. */
export class Disability extends CensusRow<'Disabilities'> {
  code = '';

  get table() {
    return 'Disabilities' as const;
  }

  protected keep(field: string, text: string): void {
    if (field === 'Disability') this.code = text;
  }
}

/** An episode of need (CINdetails): from a referral to the closure of the case. */
export class Episode extends CensusRow<'CINdetails'> {
  referred: Day = NO_DAY;
  source = '';
  need = '';
  closed: Day = NO_DAY;
  closureReason = '';
  /** An initial conference held without a Section 47 enquiry in this episode. */
  conference: Day = NO_DAY;
  /** Whether the referral led to no further action; undefined where the file does not say so legibly. */
  noFurtherAction: boolean | undefined = undefined;
  readonly assessments: Assessment[] = [];
  readonly cinPlans: CinPlan[] = [];
  readonly enquiries: Enquiry[] = [];
  readonly protectionPlans: ProtectionPlan[] = [];

  get table() {
    return 'CINdetails' as const;
  }

  /** Whether it led to further action and has no closure date. */
  get openAndActedOn(): boolean {
    return Number.isNaN(this.closed) && this.noFurtherAction === false;
  }

  protected keep(field: string, text: string, day: Day): void {
    switch (field) {
      case 'CINreferralDate':
        this.referred = day;
        break;
      case 'ReferralSource':
        this.source = text;
        break;
      case 'PrimaryNeedCode':
        this.need = text;
        break;
      case 'CINclosureDate':
        this.closed = day;
        break;
      case 'ReasonForClosure':
        this.closureReason = text;
        break;
      case 'DateOfInitialCPC':
        this.conference = day;
        break;
      case 'ReferralNFA':
        this.noFurtherAction = truth(text);
        break;
    }
  }
}

/** An assessment of the child within an episode. */
export class Assessment extends CensusRow<'Assessments'> {
  started: Day = NO_DAY;
  /** The day it was authorised, which completes it. */
  completed: Day = NO_DAY;
  readonly factors: string[] = [];

  get table() {
    return 'Assessments' as const;
  }

  protected keep(field: string, text: string, day: Day): void {
    switch (field) {
      case 'AssessmentActualStartDate':
        this.started = day;
        break;
      case 'AssessmentAuthorisationDate':
        this.completed = day;
        break;
      case 'AssessmentFactors':
        this.factors.push(text);
        break;
    }
  }
}

/** A child in need plan. */
export class CinPlan extends CensusRow<'CINplanDates'> {
  started: Day = NO_DAY;
  ended: Day = NO_DAY;

  get table() {
    return 'CINplanDates' as const;
  }

  protected keep(field: string, _text: string, day: Day): void {
    if (field === 'CINPlanStartDate') this.started = day;
    else if (field === 'CINPlanEndDate') this.ended = day;
  }
}

/** An enquiry under section 47. */
export class Enquiry extends CensusRow<'Section47'> {
  started: Day = NO_DAY;
  /** The day by which the initial conference was due. */
  target: Day = NO_DAY;
  conference: Day = NO_DAY;
  /** Whether no initial conference was required; undefined where the file does not say so legibly. */
  noConferenceNeeded: boolean | undefined = undefined;

  get table() {
    return 'Section47' as const;
  }

  /** Whether a conference is still to come: none was held, and the file does not say that none is needed. */
  get awaitsConference(): boolean {
    return Number.isNaN(this.conference) && this.noConferenceNeeded !== true;
  }

  protected keep(field: string, text: string, day: Day): void {
    switch (field) {
      case 'S47ActualStartDate':
        this.started = day;
        break;
      case 'InitialCPCtarget':
        this.target = day;
        break;
      case 'DateOfInitialCPC':
        this.conference = day;
        break;
      case 'ICPCnotRequired':
        this.noConferenceNeeded = truth(text);
        break;
    }
  }
}

/** A child protection plan. */
export class ProtectionPlan extends CensusRow<'ChildProtectionPlans'> {
  started: Day = NO_DAY;
  ended: Day = NO_DAY;
  initialCategory = '';
  latestCategory = '';
  /** As the file has it: earlier plans of the child, in any authority. */
  earlierPlans = '';
  readonly reviews: Review[] = [];

  get table() {
    return 'ChildProtectionPlans' as const;
  }

  protected keep(field: string, text: string, day: Day): void {
    switch (field) {
      case 'CPPstartDate':
        this.started = day;
        break;
      case 'CPPendDate':
        this.ended = day;
        break;
      case 'InitialCategoryOfAbuse':
        this.initialCategory = text;
        break;
      case 'LatestCategoryOfAbuse':
        this.latestCategory = text;
        break;
      case 'NumberOfPreviousCPP':
        this.earlierPlans = text;
        break;
    }
  }
}

/** A review conference of a child protection plan. */
export class Review extends CensusRow<'Reviews'> {
  held: Day = NO_DAY;

  get table() {
    return 'Reviews' as const;
  }

  protected keep(field: string, _text: string, day: Day): void {
    if (field === 'CPPreviewDate') this.held = day;
  }
}

/** One child of the return with all that the return says of it. Lives as long as its element is read and checked. */
export class Child {
  /** Its place among the children, from 0. */
  readonly number: number;
  readonly identifiers: Identifiers;
  readonly characteristics: Characteristics | undefined;
  readonly disabilities: Disability[];
  readonly episodes: Episode[];

  constructor(
    number: number,
    identifiers: Identifiers,
    characteristics: Characteristics | undefined,
    disabilities: Disability[],
    episodes: Episode[],
  ) {
    this.number = number;
    this.identifiers = identifiers;
    this.characteristics = characteristics;
    this.disabilities = disabilities;
    this.episodes = episodes;
  }

  /** Its child in need plans, across its episodes. */
  get cinPlans(): readonly CinPlan[] {
    return acrossEpisodes(this.episodes, (episode) => episode.cinPlans);
  }

  /** Its child protection plans, across its episodes. */
  get protectionPlans(): readonly ProtectionPlan[] {
    return acrossEpisodes(this.episodes, (episode) => episode.protectionPlans);
  }

  /** Expected and not yet born, as far as the return says. */
  get unborn(): boolean {
    return !Number.isNaN(this.identifiers.expected) && Number.isNaN(this.identifiers.born);
  }
}

/** Most children have one episode: its list is then the answer, without a copy. */
function acrossEpisodes<Part>(episodes: readonly Episode[], partsOf: (episode: Episode) => Part[]): readonly Part[] {
  const [only] = episodes;
  return only && episodes.length === 1 ? partsOf(only) : episodes.flatMap(partsOf);
}
