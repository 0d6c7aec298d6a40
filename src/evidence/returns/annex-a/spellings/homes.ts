import { CODE_SETS } from '../code-sets.ts';
import { byThemselves, coded, either, firstOf, type Spelling } from './spelling.ts';

/** Codes of earlier years, under the nearest of today's. */
const EARLIER: Record<string, string> = {
  a1: 'A4',
  a2: 'A4',
  q1: 'U3',
  q2: 'U6',
  f1: 'U3',
  f2: 'U6',
  f3: 'U6',
  f4: 'U3',
  f5: 'U6',
  f6: 'U6',
  h1: 'K1',
  h2: 'K1',
  h3: 'K2',
  h4: 'K2',
  m1: 'Z1',
  m2: 'Z1',
  m3: 'Z1',
};
const PLACEMENTS = { ...EARLIER, ...byThemselves(CODE_SETS.placement.map(([code]) => code)) };

/** A foster placement by whether the carer is a relative or friend, and whether it is for long or for adoption. */
function foster(text: string): string | null {
  if (!/foster|relative|friend|reg 24 carer/.test(text)) return null;
  const known = /relative|friend|reg 24/.test(text) && !/not (with )?(family|friend|relative)/.test(text);
  const neither = /not (agreed )?(as )?(appr|long|lt|ffa|for adoption)|nor ffa|who is not/.test(text);
  if (!neither && /ffa|approved adopt|appr adopt|to adopt|for adoption|concurrent/.test(text))
    return known ? 'U2' : 'U5';
  if (!neither && /long term|matched|permanent/.test(text)) return known ? 'U1' : 'U4';
  return known ? 'U3' : 'U6';
}

/** Placed for adoption, by consent or order and by whether the carer fosters the child already. */
function forAdoption(text: string): string | null {
  if (!/placed for adopt|placed 4 adopt|adoptive placement|adoption with consent/.test(text)) return null;
  const order = /order|\bpo\b/.test(text) && !/parental guardian consent|with consent/.test(text);
  const other = /not (with |cur|foster|fc|current)|new carers/.test(text);
  return order ? (other ? 'A6' : 'A5') : other ? 'A4' : 'A3';
}

/** Where a looked-after child lives. */
export const placement: Spelling = either(
  coded(/\b([uaphkrstzqfm]\d)(?:[a-d]|out|01)?\b/, PLACEMENTS),
  forAdoption,
  firstOf([
    [/young offender|secure training|youth treatment|\by[ts]c\b|prison|custod/, 'R5'],
    [/on holiday/, 'holiday'],
    [/seven days|7 days/, 'T4'],
    [/temporary.*hospital/, 'T1'],
    [/temporary|respite/, 'T0'],
    [/semi independent|not subject to/, 'H5'],
    [/\bsecure\b/, 'K1'],
    [/residential school|\bschools?\b/, 'S1'],
    [/mother and baby|family cent/, 'R3'],
    [/\bnhs\b|health trust|medical|nursing care/, 'R2'],
    [/residential care home/, 'R1'],
    [/residential employment/, 'P3'],
    [/hostel|childrens homes?/, 'K2'],
    [/^independ|living independ|lodgings/, 'P2'],
    [/supported accommodation/, 'H5'],
    [/with (own )?parents?\b|parents? person|placement of children/, 'P1'],
    [/other placements?( not| must|$)|refuge|whereabouts|regulation 38/, 'Z1'],
  ]),
  foster,
);

/** Where a looked-after child lives; a holiday is the child's or the carer's. */
export const placementInDetail: Spelling = (text) => {
  const code = placement(text);
  return code === 'holiday' ? (/carer/.test(text) ? 'T3' : 'T2') : code;
};

/** Who provides a placement. */
export const provider: Spelling = either(
  coded(/\b(pr[0-5])\b/, byThemselves(CODE_SETS.provider.map(([code]) => code))),
  firstOf([
    [/\bown\b/, 'PR1'],
    [/private|independent/, 'PR4'],
    [/volunt|third sector|3rd sect/, 'PR5'],
    [/(other|another) (local auth|la\b)/, 'PR2'],
    [/other public|\bpct\b|health/, 'PR3'],
    [/parent/, 'PR0'],
  ]),
);

/** Where a care leaver lives: the letter at the beginning or end, then words. */
export const accommodation: Spelling = either(
  coded(/^(?:code )?([bcdeghkrstuvwxyz])\d?\b/, byThemselves(CODE_SETS.accommodation.map(([code]) => code))),
  firstOf([
    [/former fost|staying put|foster/, 'Z'],
    [/parents? s? ?or relatives?|own parents|with parent|with relatives?/, 'B'],
    [/semi independent|transitional/, 'D'],
    [/foyer/, 'T'],
    [/supported lodging/, 'E'],
    [/custody|prison|young offender/, 'X'],
    [/community home|residential care|homes and hostels/, 'C'],
    [/emergency/, 'V'],
    [/bed and breakfast|^b and b/, 'W'],
    [/deport/, 'H'],
    [/abroad/, 'G'],
    [/independ|tenancy|university/, 'U'],
    [/ordinary lodging/, 'K'],
    [/no fixed|homeless/, 'S'],
    [/not known|whereabouts|no information/, 'R'],
    [/other acc|with friends/, 'Y'],
  ]),
);
