import { CODE_SETS } from '../code-sets.ts';
import { coded, either, firstOf, type Spelling } from './spelling.ts';

/** `wbri` gives `a) WBRI`. */
const CODES: Record<string, string> = Object.fromEntries(
  CODE_SETS.ethnicity.map(([code]) => [code.slice(3).toLowerCase(), code]),
);
const as = (code: string) => CODES[code.toLowerCase()] ?? '';

/** Finer codes of the school census, which many systems keep, under the code of Annex A that holds them. */
const FINER: Record<string, readonly string[]> = {
  WBRI: 'wcor weng wsco wwel wowb wniw'.split(' '),
  WOTH: 'walb wbos wcro wkos wser weur weeu wweu wgre wgrk wgrc wita wpor wtur wtuk wtuc wotw'.split(' '),
  MWAS: 'mwap mwai mwao'.split(' '),
  MOTH: 'maoe mabl mach mboe mbch mcoe mwoe mwch motm'.split(' '),
  APKN: 'ampk akpa aopk'.split(' '),
  AOTH: 'aafr akao anep asnl aslt asro aota'.split(' '),
  BAFR: 'bann bcon bgha bngn bsln bsom bsud baof'.split(' '),
  BOTH: 'beur bnam botb'.split(' '),
  CHNE: 'chkc cmal csng ctwn coch'.split(' '),
  OOTH: 'oafg oara oegy ofil oirn oirq ojpn okor okrd olam oleb olib omal omrc opol otha ovie oyem ooeg'.split(' '),
};
for (const [code, finer] of Object.entries(FINER)) for (const one of finer) CODES[one] = as(code);

/** The sections of the 2001 census, which older systems keep: A1 to E4, whatever stands before them. */
const SECTIONS: Record<string, string> = Object.fromEntries(
  Object.entries({
    a1: 'WBRI',
    a2: 'WIRI',
    a3: 'WOTH',
    a4: 'WIRT',
    a5: 'WROM',
    b1: 'MWBC',
    b2: 'MWBA',
    b3: 'MWAS',
    b4: 'MOTH',
    c1: 'AIND',
    c2: 'APKN',
    c3: 'ABAN',
    c4: 'AOTH',
    d1: 'BCRB',
    d2: 'BAFR',
    d3: 'BOTH',
    e1: 'CHNE',
    e2: 'OOTH',
    e3: 'REFU',
    e4: 'NOBT',
    e5: 'NOBT',
    f1: 'NOBT',
    f2: 'NOBT',
  }).map(([section, code]) => [section, as(code)]),
);

const CARIBBEAN = /carr?ib|west indian|jamaic|barbad|antigua|guyan|montserrat|grenadine|trinidad/;
const AFRICAN =
  /somali|nigeria|ghana|ghanian|sudan|eritrea|congo|zair|angola|cameroon|senegal|sierra|tanzania|zimbab|gambia|uganda|kenya|ethiopia|african/;

/** More than one group, of which one may be white. */
function mixed(text: string): string {
  if (/asian/.test(text) && /white/.test(text)) return as('MWAS');
  if (/white|mixed (?!any)/.test(text) && CARIBBEAN.test(text)) return as('MWBC');
  if (/white/.test(text) && /african/.test(text)) return as('MWBA');
  return as('MOTH');
}

function white(text: string): string {
  if (/other/.test(text) && !/traveller|gyps|roma\b/.test(text)) return as('WOTH');
  if (/gyps|gysp|roma\b|romany/.test(text)) return as('WROM');
  if (/traveller/.test(text)) return as('WIRT');
  if (/british|english|welsh|scottish|cornish|northern irish/.test(text)) return as('WBRI');
  return as(/irish/.test(text) ? 'WIRI' : 'WOTH');
}

function asian(text: string): string {
  if (/pakistan/.test(text)) return as('APKN');
  if (/ban?ga?l/.test(text)) return as('ABAN');
  return as(/indian/.test(text) && !/african/.test(text) ? 'AIND' : 'AOTH');
}

function black(text: string): string {
  const rest = text.replace('black african caribbean black british', 'black');
  if (/other black|north american|european|south african/.test(rest)) return as('BOTH');
  if (CARIBBEAN.test(rest)) return as(/african/.test(rest) ? 'BOTH' : 'BCRB');
  return as(AFRICAN.test(rest) ? 'BAFR' : 'BOTH');
}

const PAIR =
  /\b(white|black|asian|chinese|indian) and (any other|white|black|asian|chinese|indian|other)|white black|black white/;
/** Several within one group. */
const OF_ONE_GROUP =
  /mixed (white|british|asian|black)$|european mixed|^(asian|mixed) asian|^black african caribbean.* mixed black/;

/** By group, the most telling words first. What only says that nothing is known comes last. */
function words(text: string): string | null {
  const two =
    PAIR.test(text) || (/\bmix(ed)?\b|\bdual\b|multiple (ethnic|black|white)/.test(text) && !OF_ONE_GROUP.test(text));
  if (two && !/^black (or|african)/.test(text)) return mixed(text);
  if (/white|gyps|roma\b|traveller/.test(text)) return white(text);
  if (/black/.test(text)) return black(text);
  if (/asian.*afghan/.test(text)) return as('OOTH');
  if (/\basian/.test(text)) return /caribbean asian/.test(text) ? as('AOTH') : asian(text);
  if (/chinese|taiwan|hong kong/.test(text)) return as('CHNE');
  if (/other ethnic|arab/.test(text)) return as('OOTH');
  if (CARIBBEAN.test(text)) return as('BCRB');
  if (/pakistan|bangla|bangal|bangldsh|\bindian\b/.test(text)) return asian(text);
  if (/sri lanka|tamil|sinhal|nepal|kashmir|mauriti/.test(text)) return as('AOTH');
  if (/^afghan$/.test(text)) return as('AOTH');
  if (AFRICAN.test(text)) return as('BAFR');
  return null;
}

const NATIONS = firstOf([
  [/refus|declin|prefer(s|red)? not|not divulge|not wish|(would|will) not say|unable to provide/, as('REFU')],
  [
    /\bnot (yet )?(obtain|stated|recorded|known|given|declared|populated|to say|divulged)|unknown|unborn|no data|information not|info not|do not use|undeclared|no (initial )?client contact|before ethnicity|unspecified|^(ns|u|unk|nan|nk|not known|x+)$/,
    as('NOBT'),
  ],
  [/british|english|welsh|scottish|cornish/, as('WBRI')],
  [/^irish\b/, as('WIRI')],
  [
    /albani|bosni|polish|eastern european|italian|turkish|jersey|hungar|latvia|lithuan|portug|serbia|french|estonia|russia|cypriot|greek|romanian|bulgaria|mediterran|ukrain/,
    as('WOTH'),
  ],
  [
    /other|kurd|iraq|iran|egypt|filip|viet|thai|latin|american|polynes|japan|korea|leban|syria|yemen|libya|kosov|afghan|algeri|morocc|malay/,
    as('OOTH'),
  ],
]);

/** Ethnicity: the four-letter code anywhere, then words, then the sections of an older census. */
export const ethnicity: Spelling = either(
  (text) => {
    for (const word of text.split(' ')) if (word.length === 4 && Object.hasOwn(CODES, word)) return CODES[word] ?? null;
    return null;
  },
  words,
  NATIONS,
  coded(/^(?:[a-f] )?([a-f]\d)\b/, SECTIONS),
  // A section with a number that the census did not have is a local subdivision of its group.
  firstOf([
    [/^(a )?a\d+\b/, as('WOTH')],
    [/^(b )?b\d+\b/, as('MOTH')],
    [/^(c )?c\d+\b/, as('AOTH')],
    [/^(d )?d\d+\b/, as('BOTH')],
    [/\be4\b/, as('NOBT')],
  ]),
);
