/** The tables into which the census falls, with the fields of each, in the order of the document. */
export const TABLES = {
  Header: ['Collection', 'Year', 'ReferenceDate', 'LEA'],
  ChildIdentifiers: [
    'LAchildID',
    'UPN',
    'FormerUPN',
    'UPNunknown',
    'PersonBirthDate',
    'ExpectedPersonBirthDate',
    'Sex',
    'GenderCurrent',
    'PersonDeathDate',
  ],
  ChildCharacteristics: ['Ethnicity'],
  Disabilities: ['Disability'],
  CINdetails: [
    'CINreferralDate',
    'ReferralSource',
    'PrimaryNeedCode',
    'CINclosureDate',
    'ReasonForClosure',
    'DateOfInitialCPC',
    'ReferralNFA',
  ],
  Assessments: [
    'AssessmentActualStartDate',
    'AssessmentInternalReviewDate',
    'AssessmentAuthorisationDate',
    'AssessmentFactors',
  ],
  CINplanDates: ['CINPlanStartDate', 'CINPlanEndDate'],
  Section47: ['S47ActualStartDate', 'InitialCPCtarget', 'DateOfInitialCPC', 'ICPCnotRequired'],
  ChildProtectionPlans: [
    'CPPstartDate',
    'CPPendDate',
    'InitialCategoryOfAbuse',
    'LatestCategoryOfAbuse',
    'NumberOfPreviousCPP',
  ],
  Reviews: ['CPPreviewDate'],
} as const;

/** A table of the census. Rows are counted from 0 in the order of the document. */
export type TableName = keyof typeof TABLES;

/** The tables in the order in which they are shown and numbered. */
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** A field with its table, since two tables may have a field of the same name: `Section47.DateOfInitialCPC`. */
export type FieldPath = { [Table in TableName]: `${Table}.${(typeof TABLES)[Table][number]}` }[TableName];
