import { aDay, oneOf, rowsOf } from '../families/single.ts';
import { type Rule903, rule } from '../rule.ts';

const ETHNIC = [
  ...['WBRI', 'WIRI', 'WOTH', 'WIRT', 'WROM', 'MWBC', 'MWBA', 'MWAS', 'MOTH', 'AIND', 'APKN', 'ABAN', 'AOTH'],
  ...['BCRB', 'BAFR', 'BOTH', 'CHNE', 'OOTH', 'REFU', 'NOBT'],
];
const LEGAL_STATUS = ['C1', 'C2', 'D1', 'E1', 'V2', 'V3', 'V4', 'L1', 'L2', 'L3', 'J1', 'J2', 'J3'];
const NEED = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8'];
const PLACEMENT = [
  ...['A3', 'A4', 'A5', 'A6', 'H5', 'K1', 'K2', 'P1', 'P2', 'P3', 'R1', 'R2', 'R3', 'R5', 'S1', 'T0', 'T1', 'T2'],
  ...['T3', 'T4', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'Z1'],
];
/** Supported accommodation took the place of H5 and P2 for children of 16 and 17. */
const PLACEMENT_2024 = [...PLACEMENT, 'K3'].filter((one) => one !== 'P2');
/** Placements that are not listed are told apart since. */
const PLACEMENT_2025 = [...PLACEMENT_2024.filter((one) => one !== 'H5' && one !== 'Z1'), 'Z11', 'Z12', 'Z13', 'Z14'];
const ENDED = [
  ...['X1', 'E11', 'E12', 'E2', 'E3', 'E4A', 'E4B', 'E13', 'E41', 'E45', 'E46', 'E47', 'E48', 'E5', 'E6', 'E7', 'E9'],
  ...['E14', 'E15', 'E16', 'E17', 'E8'],
];
const CHANGED = [
  ...['CARPL', 'CLOSE', 'ALLEG', 'STAND', 'APPRR', 'CREQB', 'CREQO', 'CHILD', 'LAREQ', 'PLACE', 'CUSTOD', 'OTHER'],
];
const ACTIVITY = ['F1', 'P1', 'F2', 'P2', 'F4', 'P4', 'F5', 'P5', 'G4', 'G5', 'G6', '0'];
const ACCOMMODATION = [
  ...['B', 'C', 'D', 'E', 'G', 'H', 'K', 'R', 'T', 'U', 'V', 'W', 'Y', 'Z'].flatMap((one) => [`${one}1`, `${one}2`]),
  // Nobody without a home or in custody lives suitably, so there is no S1 and no X1.
  ...['S2', 'X2', '0'],
];
const YES_NO = ['0', '1'];
const OUTCOMES = [
  ...(['CONVICTED', 'HEALTH_CHECK', 'IMMUNISATIONS', 'TEETH_CHECK', 'HEALTH_ASSESSMENT'] as const),
  ...(['SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'] as const),
];
const UPN = /^(UN[1-5]|[A-HJ-NP-RT-Z]\d{11}[0-9A-Z])$/;
const WHOLE_NUMBER = /^\d+(\.0+)?$/;

/** Rules about what may stand in one field: codes, dates and numbers. */
export const FIELD_RULES: readonly Rule903[] = [
  rule('101', oneOf('Header', 'SEX', ['1', '2'], { must: true }), { until: '2023/24' }),
  rule('101', oneOf('Header', 'SEX', ['M', 'F', 'U'], { must: true }), { since: '2024/25' }),
  rule('102', aDay('Header', 'DOB', { must: true })),
  rule('103', oneOf('Header', 'ETHNIC', ETHNIC, { must: true })),
  rule('112', aDay('AD1', 'DATE_INT')),
  rule('113', aDay('AD1', 'DATE_MATCH')),
  rule('114', oneOf('AD1', 'FOSTER_CARE', YES_NO)),
  rule('115', aDay('PlacedAdoption', 'DATE_PLACED')),
  rule('116', aDay('PlacedAdoption', 'DATE_PLACED_CEASED')),
  rule('120', oneOf('PlacedAdoption', 'REASON_PLACED_CEASED', ['RD1', 'RD2', 'RD3', 'RD4'])),
  rule('131', oneOf('OC3', 'IN_TOUCH', ['YES', 'NO', 'DIED', 'REFU', 'NREQ', 'RHOM'], { must: true })),
  rule('132', oneOf('OC3', 'ACTIV', ACTIVITY, { must: true })),
  rule('133', oneOf('OC3', 'ACCOM', ACCOMMODATION, { must: true })),
  rule('141', aDay('Episodes', 'DECOM')),
  rule('143', oneOf('Episodes', 'RNE', ['S', 'L', 'P', 'T', 'B', 'U'])),
  rule('144', oneOf('Episodes', 'LS', LEGAL_STATUS)),
  rule('145', oneOf('Episodes', 'CIN', NEED)),
  rule('146', oneOf('Episodes', 'PLACE', PLACEMENT), { until: '2023/24' }),
  rule('146', oneOf('Episodes', 'PLACE', PLACEMENT_2024), { since: '2024/25', until: '2024/25' }),
  rule('146', oneOf('Episodes', 'PLACE', PLACEMENT_2025), { since: '2025/26' }),
  rule('147', aDay('Episodes', 'DEC')),
  rule('149', oneOf('Episodes', 'REC', ENDED)),
  rule('166', aDay('Reviews', 'REVIEW', { must: true })),
  rule('171', aDay('Header', 'MC_DOB')),
  rule('175', oneOf('AD1', 'NB_ADOPTR', ['1', '2'])),
  rule('176', oneOf('AD1', 'SEX_ADOPTR', ['M1', 'F1', 'MM', 'FF', 'MF'])),
  rule('177', oneOf('AD1', 'LS_ADOPTR', ['L0', 'L11', 'L12', 'L2', 'L3', 'L4'])),
  rule('196', oneOf('OC2', 'SDQ_REASON', ['SDQ1', 'SDQ2', 'SDQ3', 'SDQ4', 'SDQ5'])),
  rule('1006', oneOf('Missing', 'MISSING', ['M', 'A'])),
  rule('1009', oneOf('Episodes', 'REASON_PLACE_CHANGE', CHANGED)),
  rule(
    '168',
    rowsOf(
      'Header',
      ['UPN'],
      {
        message: 'The UPN is neither a letter with twelve digits or letters nor a code why there is none (UN1 to UN5).',
        why: 'By its UPN a child’s schooling is found.',
        mend: 'Copy the UPN from the school’s record, or give the code why there is none.',
      },
      (table, row) => table.given(row, 'UPN') && !UPN.test(table.text(row, 'UPN')),
    ),
  ),
  rule(
    '180',
    rowsOf(
      'OC2',
      ['SDQ_SCORE'],
      {
        message: 'The score of the strengths and difficulties questionnaire is no whole number from 0 to 40.',
        why: 'The questionnaire gives no other score.',
        mend: 'Look at the questionnaire again; leave the score empty and give the reason where there is none.',
      },
      (table, row) => {
        const text = table.text(row, 'SDQ_SCORE');
        return text !== '' && !(WHOLE_NUMBER.test(text) && Number(text) <= 40);
      },
    ),
  ),
  rule(
    '181',
    rowsOf(
      'OC2',
      OUTCOMES,
      {
        message: 'A mark of health, help or conviction is neither 0 nor 1.',
        why: 'What is neither yes nor no can’t be counted.',
        mend: 'Enter 1 for yes, 0 for no.',
      },
      (table, row) => OUTCOMES.some((column) => table.given(row, column) && !YES_NO.includes(table.text(row, column))),
    ),
  ),
];
