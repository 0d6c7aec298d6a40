import type { CaseChild, CaseEpisode } from './rule.ts';

type Leaves = Readonly<Record<string, unknown>>;

/** Makes fields of a case changeable while it is put together. */
export type Changeable<Of> = {
  -readonly [Key in keyof Of]: Of[Key] extends readonly (infer One)[] | undefined ? Changeable<One>[] : Of[Key];
};

/** Escapes what XML would take for its own. */
export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
}

/** Elements with text, in the order given; those that are undefined are left out. */
function leaves(from: Leaves, names: readonly string[]): string {
  return names
    .flatMap((name) => {
      const given = from[name];
      const texts = Array.isArray(given) ? given : given === undefined ? [] : [given];
      return texts.map((text) => `<${name}>${escaped(String(text))}</${name}>`);
    })
    .join('');
}

const within = (name: string, inside: string): string => `<${name}>${inside}</${name}>`;
const wrappedIf = (name: string, inside: string): string => (inside === '' ? '' : within(name, inside));

/** A child of a case as the file would have it, all on one line. */
export function childXml(child: CaseChild): string {
  const identifiers = leaves(child as Leaves, [
    'LAchildID',
    'UPN',
    'FormerUPN',
    'UPNunknown',
    'PersonBirthDate',
    'ExpectedPersonBirthDate',
    'Sex',
    'GenderCurrent',
    'PersonDeathDate',
  ]);
  const characteristics =
    leaves(child as Leaves, ['Ethnicity']) + wrappedIf('Disabilities', leaves(child as Leaves, ['Disability']));
  return within(
    'Child',
    within('ChildIdentifiers', identifiers) +
      wrappedIf('ChildCharacteristics', characteristics) +
      (child.CINdetails ?? []).map(episodeXml).join(''),
  );
}

function episodeXml(episode: CaseEpisode): string {
  const { Assessments = [], CINPlanDates = [], Section47 = [], ChildProtectionPlans = [] } = episode;
  return within(
    'CINdetails',
    [
      leaves(episode as Leaves, [
        'CINreferralDate',
        'ReferralSource',
        'PrimaryNeedCode',
        'CINclosureDate',
        'ReasonForClosure',
        'DateOfInitialCPC',
      ]),
      ...Assessments.map((assessment) =>
        within(
          'Assessments',
          leaves(assessment as Leaves, [
            'AssessmentActualStartDate',
            'AssessmentInternalReviewDate',
            'AssessmentAuthorisationDate',
          ]) + wrappedIf('FactorsIdentifiedAtAssessment', leaves(assessment as Leaves, ['AssessmentFactors'])),
        ),
      ),
      ...CINPlanDates.map((plan) =>
        within('CINPlanDates', leaves(plan as Leaves, ['CINPlanStartDate', 'CINPlanEndDate'])),
      ),
      ...Section47.map((enquiry) =>
        within(
          'Section47',
          leaves(enquiry as Leaves, ['S47ActualStartDate', 'InitialCPCtarget', 'DateOfInitialCPC', 'ICPCnotRequired']),
        ),
      ),
      leaves(episode as Leaves, ['ReferralNFA']),
      ...ChildProtectionPlans.map((plan) =>
        within(
          'ChildProtectionPlans',
          leaves(plan as Leaves, [
            'CPPstartDate',
            'CPPendDate',
            'InitialCategoryOfAbuse',
            'LatestCategoryOfAbuse',
            'NumberOfPreviousCPP',
          ]) + wrappedIf('Reviews', leaves(plan as Leaves, ['CPPreviewDate'])),
        ),
      ),
    ].join(''),
  );
}

/** What a file says about itself. Left out, it is the collection of 2025. */
export interface FileHeader {
  Collection?: string;
  Year?: string;
  ReferenceDate?: string;
  LEA?: string;
}

/** The beginning of a file, up to its first child. */
export function fileBegin(header: FileHeader = { Year: '2025', ReferenceDate: '2025-03-31' }): string {
  const { LEA = '976', Collection = 'CIN' } = header;
  const details = leaves({ ...header, Collection }, ['Collection', 'Year', 'ReferenceDate']);
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n<Message>\n' +
    `<Header><CollectionDetails>${details}</CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>${LEA}</LEA>` +
    '<SoftwareCode>Kith</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo><DateTime>2025-05-01T09:00:00</DateTime></Source></Header>\n' +
    '<Children>\n'
  );
}

/** The end of a file. */
export const FILE_END = '</Children>\n</Message>\n';

/** A file with these children, one a line. */
export function caseFile(children: readonly CaseChild[], header?: FileHeader): string {
  return `${fileBegin(header)}${children.map((child) => `${childXml(child)}\n`).join('')}${FILE_END}`;
}
