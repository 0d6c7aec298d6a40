import { CODE_SETS } from '../code-sets.ts';
import { byThemselves, coded, either, firstOf, type Spelling } from './spelling.ts';

const CEASED = CODE_SETS.ceased.map(([code]) => code);

/**
 * Codes of earlier years, under the code that holds them today: E1 was any adoption, E4 any return home, E42 to E44 guardianship
 * before it was told apart by who the carer is.
 */
const EARLIER: Record<string, string> = { e1: 'E11', e4: 'E4A', e42: 'E48', e43: 'E46', e44: 'E48' };

/** Why a child ceased to be looked after. */
export const ceased: Spelling = either(
  firstOf([
    [/^e4 ?a\b/, 'E4A'],
    [/^e4 ?b\b/, 'E4B'],
  ]),
  coded(/^(?:[a-z] )?s?(x1|e\d{1,2}[ab]?)\b/, { ...EARLIER, ...byThemselves(CEASED) }),
  firstOf([
    [/staying put|remained with|living with former foster/, 'E17'],
    [/age assessment|age disputed/, 'E15'],
    [/same day, ?for|begins on (the )?same day/, 'X1'],
    [/return\w* (home|to live)|ret home|person with pr\b|planned$/, 'home'],
    [/no (parental|pr\b)|without (pr\b|parental)/, 'E13'],
    [/guardian|\bsgo?\b/, 'guardianship'],
    [/dispensed/, 'E12'],
    [/adopt/, 'E11'],
    [/residence|arrangements? (res )?order/, 'E41'],
    [/\bdied\b|death|deceased/, 'E2'],
    [/another la\b|another local|other la\b/, 'E3'],
    [/services of another/, 'E3'],
    [/unsupported|no (formal|support)|not formal|non ?supportive/, 'E6'],
    [/independ|supported (accom|living)/, 'E5'],
    [/adult/, 'E7'],
    [/remand/, 'E14'],
    [/custody|sentenced/, 'E9'],
    [/abroad/, 'E16'],
    [/other reason|after assessment/, 'E8'],
  ]),
);

/** A return home by whether it was planned, and guardianship by who the carer is; everything else as it is. */
function inDetail(text: string, code: string | null): string | null {
  if (code === 'home') return /unplanned|not (as )?part|\bnot planned/.test(text) ? 'E4B' : 'E4A';
  if (code !== 'guardianship') return code;
  const friend = /relative|friend|family/.test(text) && !/other than relative/.test(text);
  if (/other than former|not former/.test(text)) return friend ? 'E47' : 'E48';
  return friend ? 'E45' : 'E46';
}

/** Why a child ceased to be looked after, planned and unplanned, and the kinds of guardian, told apart. */
export const ceasedInDetail: Spelling = (text) => inDetail(text, ceased(text));

/** Why a case was closed. Words without a code mostly mean that the child is no longer in need (RC7). */
export const closure: Spelling = either(
  coded(/\b(rc[1-9])a?\b/, byThemselves(CODE_SETS.closure.map(([code]) => code))),
  firstOf([
    [/\badopted\b/, 'RC1'],
    [/\bdied\b|deceased|\bdeath\b/, 'RC2'],
    [/^return home|^left care/, 'RC7'],
    [/guardian|\bsgo\b/, 'RC4'],
    [/residence order|arrangements order/, 'RC3'],
    [/transfer\w* to adult|adult (case|division|social|serv)/, 'RC6'],
    [/referred to another la/, 'RC7'],
    [/another (la|local)\b|other local auth|out of area/, 'RC5'],
    [/early help assessment|^outcome/, 'RC7'],
    [/early help.*assessment|assessment.*early help/, 'RC9'],
    [
      /after (\w+ ){0,3}assessment|no factors|^eha\b|^case closed$|no further sw action|gateway|school leaving|^refused services/,
      'RC8',
    ],
    [
      /aim|other|ceased|closed|closure|step(ped)? (down|up)|early help|inappropriate|no further|\bnfa\b|objectives|complet|refer|declin|not required|no longer|looked after|lac\b|not to be in need|criteria|universal|support team|moved away|18 years|contact lost|custody|return home|left care|workflow|advice|duplicat|circumstances|ecaf|taf\b|short breaks|resigned/,
      'RC7',
    ],
  ]),
);

const LEGAL = byThemselves(CODE_SETS.legal_status.map(([code]) => code));

/** A looked-after child's legal status. */
export const legalStatus: Spelling = either(
  coded(/\b(c[12]|d1|e1|v[234]|l[123]|j[123])\b/, LEGAL),
  firstOf([
    [/placement order/, 'E1'],
    [/interim care/, 'C1'],
    [/freeing/, 'D1'],
    [/emergency protection|\bepo\b/, 'L2'],
    [/police protection/, 'L1'],
    [/child assessment/, 'L3'],
    [/\bpace\b/, 'J2'],
    [/remand|committed for trial/, 'J1'],
    [/supervision|supervsn|youth rehabilitation|\bsup ord\b/, 'J3'],
    [/\bs ?20\b|section 20/, 'V2'],
    [/breaks? when individual|breaks? .*when individual episodes/, 'V3'],
    [/short (term )?breaks/, 'V4'],
    [/care order|section 31/, 'C2'],
  ]),
);

const ACTIVITY = byThemselves(CODE_SETS.activity.map(([code]) => code));

/** What a care leaver does. */
export const activity: Spelling = either(
  coded(/\b(f[1-5]|p[1-5]|g[456])\b/, ACTIVITY),
  firstOf([
    [/full time.*apprentice/, 'F4'],
    [/part time.*apprentice/, 'P4'],
    [/full time.*(not|other than) higher|full time.*education other/, 'F2'],
    [/part time.*(not|other than) higher|part time.*education other/, 'P2'],
    [/full time.*higher/, 'F1'],
    [/part time.*higher/, 'P1'],
    [/full time.*(training|employ|work)/, 'F5'],
    [/part time.*(training|employ|work)/, 'P5'],
    [/illness|disab/, 'G4'],
    [/pregnan|parenting/, 'G6'],
    [/\bneet\b|^not in (education|employment)/, 'G5'],
  ]),
);
