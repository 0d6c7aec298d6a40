import { CODE_SETS, type CodeSetName } from '../../src/evidence/returns/annex-a/code-sets.ts';

/**
 * The shared spellings come with the groups of their own source, mostly broader than the guidance's codes and with other letters.
 * Here is which codes fall into which group, by words of the group's name.
 */
const GROUPS: Partial<Record<CodeSetName, Record<string, string>>> = {
  accommodation: {
    'with parents': 'B',
    'community home': 'C',
    'semi-independent': 'D',
    'supported lodgings': 'E',
    'gone abroad': 'G',
    deported: 'H',
    'ordinary lodgings': 'K',
    'not known': 'R',
    'no fixed': 'S',
    'independent living': 'U',
    emergency: 'V',
    'bed and breakfast': 'W',
    'other accommodation': 'Y',
    'former foster': 'Z',
    custody: 'X',
    foyers: 'T',
  },
  ethnicity: {
    'a) white': 'WBRI WIRI WIRT WOTH WROM',
    'b) mixed': 'MWBC MWBA MWAS MOTH',
    'c) asian': 'AIND APKN ABAN AOTH',
    'd) black': 'BCRB BAFR BOTH',
    'e) other': 'CHNE OOTH',
    'f) not stated': 'REFU NOBT',
    unknown: 'NOBT',
  },
  source: {
    'a) individual': '1A 1B 1C 1D',
    'b) schools': '2A',
    'c) education': '2B',
    'd) health': '3A 3B 3C 3D 3E 3F',
    housing: '4',
    'f) la services': '5A 5B 5C 5D',
    police: '6',
    'other legal': '7',
    'i) other': '8',
    anonymous: '9',
    unknown: '10',
  },
  need: {
    'absent parenting': 'N8',
    'abuse or neglect': 'N1',
    "child's disability": 'N2',
    parents: 'N3',
    'acute stress': 'N4',
    dysfunction: 'N5',
    unacceptable: 'N6',
    'low income': 'N7',
    'not cin': 'N9',
    'not stated': 'N0',
  },
  closure: {
    adopted: 'RC1',
    adult: 'RC6',
    "'other'": 'RC7',
    residence: 'RC3',
    'not in need after': 'RC8 RC9',
    guardianship: 'RC4',
    'another la': 'RC5',
    died: 'RC2',
  },
  ceased: {
    'n) care': 'E8 E17',
    remand: 'E14',
    'a) adopted': 'E11 E12',
    'l) age': 'E15',
    'e) left': 'E13 E17',
    'c) care taken': 'E3',
    'f) residence': 'E41',
    abroad: 'E16',
    died: 'E2',
    'd) returned': 'E4A E4B',
    guardianship: 'E45 E46 E47 E48',
    'h) moved': 'E5 E6',
    'i) transferred': 'E7',
    custody: 'E9',
    zzcodeerror: 'X1',
  },
  legal_status: {
    'e) accommodated': 'V2',
    zzcodeerror: 'V3 V4',
    'a) interim': 'C1',
    'b) full': 'C2',
    'd) placement': 'E1',
    'g) youth': 'J1 J2 J3',
    'f) detained': 'L1 L2 L3',
    'c) freed': 'D1',
    'j1:': 'J1',
    'j2:': 'J2',
  },
  placement: {
    'a) foster': 'U1 U2 U3 U4 U5 U6',
    'f) residential': 'H5',
    'b) placed': 'A3 A4 A5 A6',
    'm) residential': 'S1',
    'o) temporary': 'T0 T1 T2 T3 T4',
    'n) other': 'Z1',
    'k) family': 'R3',
    'g) secure': 'K1',
    'h) children': 'K2',
    'd) independent': 'P2',
    'c) placed': 'P1',
    'j) nhs': 'R2',
    'e) residential': 'P3',
    'i) residential': 'R1',
    'l) young': 'R5',
  },
  provider: { 'c) other': 'PR0 PR2 PR3 PR5', 'a) own': 'PR1', 'b) private': 'PR4' },
  adoption_reversal: { 'a)': 'RD1', 'b)': 'RD2', 'c)': 'RD3', 'd)': 'RD4' },
  adopter_leaves: { 'a)': '1', 'b)': '2', 'c)': '3' },
  activity: { 'f1:': 'F1', 'f2:': 'F2', 'p4:': 'P4', 'p1:': 'P1' },
  in_touch: { 'a)': 'Yes', 'b)': 'No REFU NREQ', 'd) exclude': 'Died RHOM' },
};

/** The codes that a group of the source stands for; null for a group that the guidance has no code for. */
export function groupsOf(set: CodeSetName, group: string): readonly string[] | null {
  const groups = GROUPS[set];
  const bare = (code: string) => code.replace(/^[a-z]1?\) /, '').replace(/:.*| - .*/, '');
  if (!groups) {
    const letter = CODE_SETS[set].filter(([code]) => code.slice(0, 2) === group.slice(0, 2)).map(([code]) => code);
    return letter.length > 0 ? letter : null;
  }
  const key = Object.keys(groups).find((one) => group.toLowerCase().includes(one));
  const wanted = (key === undefined ? '' : (groups[key] ?? '')).split(' ');
  const codes = CODE_SETS[set].map(([code]) => code).filter((code) => wanted.includes(bare(code)));
  return codes.length > 0 ? codes : null;
}
