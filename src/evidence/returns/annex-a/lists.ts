import type { CodeSetName } from './code-sets.ts';

/** A column of a list as the guidance has it. */
export interface Column {
  /** Its heading. */
  name: string;
  /** What stands in it: the id of a child or adopter, a date, a whole number, a code, or words. */
  type: 'id' | 'date' | 'integer' | 'code' | 'text';
  codes?: CodeSetName;
  /** Whether a cell of it may be empty. */
  blank?: true;
  /** The year from which the guidance has it; workbooks of older years lack it. */
  since?: number;
  /** Other headings under which it is met. */
  also?: readonly string[];
}

/** One of the eleven lists. */
export interface AnnexList {
  number: number;
  /** What it holds: `Contacts`. */
  holds: string;
  columns: readonly Column[];
}

const ID: Column = { name: 'Child Unique ID', type: 'id', also: ['Child ID', 'Unique child ID', 'Child reference'] };
const GENDER: Column = { name: 'Gender', type: 'code', codes: 'gender', also: ['Sex'] };
const ETHNICITY: Column = {
  name: 'Ethnicity',
  type: 'code',
  codes: 'ethnicity',
  also: ['Ethnic origin', 'Ethnic group'],
};
const BORN: Column = { name: 'Date of Birth', type: 'date', blank: true, also: ['DOB', 'Birth date'] };
const AGE: Column = { name: 'Age of Child (Years)', type: 'integer', blank: true, also: ['Age', 'Age in years'] };
/** Who a child is: how most lists begin. */
const CHILD = [ID, GENDER, ETHNICITY, BORN, AGE];
const DISABILITY: Column = {
  name: 'Does the Child have a Disability',
  type: 'code',
  codes: 'yes_no_unknown',
  also: ['Disability', 'Does the child have a disability (Y/N)'],
};
const TEAM: Column = { name: 'Allocated Team', type: 'text', also: ['Team'] };
const WORKER: Column = { name: 'Allocated Worker', type: 'text', also: ['Worker', 'Allocated social worker'] };

/** The eleven lists of Annex A with their columns in order (Ofsted's inspection guidance; the newer columns of list 9 are of 2024). */
export const LISTS: readonly AnnexList[] = [
  {
    number: 1,
    holds: 'Contacts',
    columns: [
      ...CHILD,
      { name: 'Date of Contact', type: 'date' },
      { name: 'Contact Source', type: 'code', codes: 'source' },
    ],
  },
  {
    number: 2,
    holds: 'Early Help (assessments)',
    columns: [
      ...CHILD,
      { name: 'Assessment start date', type: 'date' },
      { name: 'Assessment completion date', type: 'date', blank: true },
      { name: 'Organisation completing assessment', type: 'text' },
    ],
  },
  {
    number: 3,
    holds: 'Referrals',
    columns: [
      ...CHILD,
      { name: 'Date of referral', type: 'date' },
      { name: 'Referral Source', type: 'code', codes: 'source' },
      { name: 'Referral NFA?', type: 'code', codes: 'yes_no' },
      { name: 'Number of Referrals in Last 12 Months', type: 'integer' },
      TEAM,
      WORKER,
    ],
  },
  {
    number: 4,
    holds: 'Assessments (statutory)',
    columns: [
      ...CHILD,
      DISABILITY,
      { name: 'Continuous Assessment Start Date', type: 'date' },
      { name: 'Child Seen During Continuous Assessment', type: 'code', codes: 'yes_no_unknown', blank: true },
      { name: 'Continuous Assessment Date of Authorisation', type: 'date', blank: true },
      {
        name: "Was the child assessed as requiring LA children's social care support?",
        type: 'code',
        codes: 'yes_no',
        blank: true,
      },
      TEAM,
      WORKER,
    ],
  },
  {
    number: 5,
    holds: 'Section 47 enquiries and initial child protection conferences',
    columns: [
      ...CHILD,
      DISABILITY,
      { name: 'Strategy discussion initiating Section 47 Enquiry Start Date', type: 'date' },
      {
        name: 'Was an Initial Child Protection Conference deemed unnecessary?',
        type: 'code',
        codes: 'yes_no',
        blank: true,
      },
      { name: 'Date of Initial Child Protection Conference', type: 'date', blank: true },
      {
        name: 'Did the Initial Child Protection Conference Result in a Child Protection Plan',
        type: 'code',
        codes: 'yes_no_unknown',
        blank: true,
      },
      { name: 'Number of Section 47 Enquiries in the last 12 months', type: 'integer' },
      { name: 'Number of ICPCs in the last 12 months', type: 'integer' },
      TEAM,
      WORKER,
    ],
  },
  {
    number: 6,
    holds: 'Children in need',
    columns: [
      ...CHILD,
      DISABILITY,
      { name: 'CIN Start Date', type: 'date', blank: true },
      { name: 'Primary Need Code', type: 'code', codes: 'need' },
      { name: 'Date Child Was Last Seen', type: 'date', blank: true },
      { name: 'CIN Closure Date', type: 'date', blank: true },
      { name: 'Reason for Closure', type: 'code', codes: 'closure', blank: true },
      { name: 'Case Status', type: 'code', codes: 'case_status' },
      TEAM,
      WORKER,
    ],
  },
  {
    number: 7,
    holds: 'Child protection plans',
    columns: [
      ...CHILD,
      DISABILITY,
      { name: 'Child Protection Plan Start Date', type: 'date' },
      { name: 'Initial Category of Abuse', type: 'code', codes: 'abuse' },
      { name: 'Latest Category of Abuse', type: 'code', codes: 'abuse' },
      { name: 'Date of the Last Statutory Visit', type: 'date', blank: true },
      { name: 'Was the Child Seen Alone?', type: 'code', codes: 'yes_no_unknown', blank: true },
      { name: 'Date of latest review conference', type: 'date', blank: true },
      { name: 'Child Protection Plan End Date', type: 'date', blank: true },
      {
        name: 'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)',
        type: 'code',
        codes: 'yes_no',
      },
      { name: 'Number of Previous Child Protection Plans', type: 'integer' },
      TEAM,
      WORKER,
    ],
  },
  {
    number: 8,
    holds: 'Looked-after children',
    columns: [
      ...CHILD,
      {
        name: 'Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)',
        type: 'code',
        codes: 'yes_no',
      },
      DISABILITY,
      { name: 'Date Started to be Looked After', type: 'date' },
      { name: "Child's Category of Need", type: 'code', codes: 'need' },
      {
        name: 'Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)',
        type: 'code',
        codes: 'yes_no',
      },
      { name: 'Start date of current legal status', type: 'date' },
      { name: "Child's Legal Status", type: 'code', codes: 'legal_status' },
      { name: 'Date of Latest Statutory Review', type: 'date', blank: true },
      { name: 'Date of Last Social Work Visit', type: 'date', blank: true },
      { name: 'What is the permanence plan for this child?', type: 'code', codes: 'permanence', blank: true },
      { name: 'Date of Last IRO Visit / Contact to the Child', type: 'date', blank: true },
      { name: 'Date of Last Health Assessment', type: 'date', blank: true },
      { name: 'Date of Last Dental Check', type: 'date', blank: true },
      { name: 'Number of Placements in the Last 12 months', type: 'integer' },
      { name: 'Date Ceased to be Looked After', type: 'date', blank: true },
      { name: 'Reason Ceased to be Looked After', type: 'code', codes: 'ceased', blank: true },
      { name: 'Start Date of Most Recent Placement', type: 'date' },
      { name: 'Placement Type', type: 'code', codes: 'placement' },
      { name: 'Placement Provider', type: 'code', codes: 'provider' },
      { name: 'Placement postcode', type: 'text' },
      { name: 'URN of Placement', type: 'text', blank: true },
      { name: 'Placement Location', type: 'code', codes: 'location' },
      { name: 'LA of Placement', type: 'text' },
      {
        name: "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        type: 'integer',
      },
      {
        name: "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        type: 'integer',
      },
      {
        name: 'Was the child offered a Return Interview after their last missing episode (Y/N)?',
        type: 'code',
        codes: 'yes_no',
        blank: true,
      },
      {
        name: 'Did the child accept a Return Interview after their last missing episode (Y/N)?',
        type: 'code',
        codes: 'yes_no',
        blank: true,
      },
      TEAM,
      WORKER,
    ],
  },
  {
    number: 9,
    holds: 'Care leavers (and those eligible)',
    columns: [
      ...CHILD,
      {
        name: 'Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)',
        type: 'code',
        codes: 'yes_no',
        since: 2024,
      },
      DISABILITY,
      TEAM,
      WORKER,
      { name: 'Allocated Personal Advisor', type: 'text', since: 2024 },
      { name: 'Eligibility Category', type: 'code', codes: 'eligibility' },
      { name: 'Latest Pathway Plan Review Date', type: 'date', blank: true, since: 2024 },
      { name: 'LA in Touch', type: 'code', codes: 'in_touch' },
      { name: 'Latest Date of Contact', type: 'date', blank: true, since: 2024 },
      { name: 'Type of Accommodation', type: 'code', codes: 'accommodation', blank: true },
      { name: 'Suitability of Accommodation', type: 'code', codes: 'suitability', blank: true },
      { name: 'Activity Status', type: 'code', codes: 'activity', blank: true },
    ],
  },
  {
    number: 10,
    holds: 'Children in the adoption process',
    columns: [
      ID,
      { name: 'Family identifier', type: 'id', blank: true },
      GENDER,
      ETHNICITY,
      BORN,
      AGE,
      DISABILITY,
      { name: 'Date the Child Entered Care', type: 'date' },
      { name: 'Date of Decision that Child Should be Placed for Adoption', type: 'date' },
      { name: 'Date of Placement Order', type: 'date', blank: true },
      { name: 'Date of Matching Child and Prospective Adopters', type: 'date', blank: true },
      { name: 'Date Placed for Adoption', type: 'date', blank: true },
      { name: 'Date of Adoption Order', type: 'date', blank: true },
      { name: 'Date of Decision that Child Should No Longer be Placed for Adoption', type: 'date', blank: true },
      { name: 'Reason Why Child No Longer Placed for Adoption', type: 'code', codes: 'adoption_reversal', blank: true },
      {
        name: 'Date the child was placed for fostering in FFA or concurrent planning placement',
        type: 'date',
        blank: true,
      },
    ],
  },
  {
    number: 11,
    holds: '(Prospective) adopters',
    columns: [
      { name: 'Individual adopter identifier', type: 'id' },
      { name: 'Family identifier', type: 'id', blank: true },
      GENDER,
      ETHNICITY,
      { name: 'Disability', type: 'code', codes: 'yes_no_unknown' },
      { name: 'Is the (prospective) adopter fostering for adoption?', type: 'code', codes: 'yes_no' },
      { name: 'Date enquiry received', type: 'date' },
      { name: 'Date Stage 1 started', type: 'date', blank: true },
      { name: 'Date Stage 1 ended', type: 'date', blank: true },
      { name: 'Date Stage 2 started', type: 'date', blank: true },
      { name: 'Date Stage 2 ended', type: 'date', blank: true },
      { name: 'Date application submitted', type: 'date', blank: true },
      { name: 'Date application approved', type: 'date', blank: true },
      { name: 'Date adopter matched with child(ren)', type: 'date', blank: true },
      { name: 'Date child/children placed with adopter(s)', type: 'date', blank: true },
      { name: 'No. of children placed', type: 'integer', blank: true },
      { name: 'Date of Adoption Order', type: 'date', blank: true },
      { name: 'Date of leaving adoption process', type: 'date', blank: true },
      { name: 'Reason for leaving adoption process', type: 'code', codes: 'adopter_leaves', blank: true },
    ],
  },
];
