import { CODE_SETS } from '../code-sets.ts';
import { coded, either, firstOf, type Spelling } from './spelling.ts';

/** `5d` gives `p1) 5D: LA services`. */
const CODES: Record<string, string> = Object.fromEntries(
  CODE_SETS.source.map(([code]) => [/\) (\w+):/.exec(code)?.[1]?.toLowerCase() ?? '', code]),
);
const as = (code: string) => CODES[code.toLowerCase()] ?? '';

/** Words that name an individual. */
const RELATIVE =
  /\b(family|mother|moth|father|parents?|relatives?|carer|brother|sister|son|daughter|aunt|uncle|grand\w+|husband|wife|partner|niece|nephew|household|step (mother|father))\b|^(br|sm|ca|or|otherrel)$/;

/** Part by part, what tells most first: `excluding housing` is about another department, a school nurse is no school. */
const WORDS = firstOf([
  [/anonym|\banon$/, as('9')],
  [/(exclud\w*|excludes|other than|except|not|exclude)( \w+){0,5} housing|dept other than housing/, as('5B')],
  [/individual.*(family|relative|parent)|^ind parent/, as('1A')],
  [/individual other/, as('1D')],
  [/\bself( |$)/, as('1C')],
  [/individual.*(acq|neighbour|friend)|^ind friend|acquaintance|neighbours?\b|\bfriends?\b|famfrien/, as('1B')],
  [
    /^(other )?individual|^\d+ individual|other individual$|member of( the)? public|general public|councillor|other service user/,
    as('1D'),
  ],
  [/^(la|local authority|la serv\w*|\d\w? la) housing|housing dept|housing assoc/, as('4')],
  [
    /\b(la|local authority)( other)? (serv\w+|department|dept)\b.*(external|another|other la\b)|^(la |local authority )?(services )?external\b|another la\b|\bola\b.*(serv|dept)|^ola$|other la\b|other local auth|la other than|non notts|^(other )?local authority other/,
    as('5C'),
  ],
  [/education health care|education other/, as('2B')],
  [
    /other including (?!hosp)|^none local authority|^(\d )?other (eg|e g|inc\w*) (child|vol|indep|agency)|other inc vol|source other/,
    as('8'),
  ],
  [
    /early help|early (start|years and early)|ehks|\beh\b|targeted (family|support|youth)|families stronger|family support|key ?work|step up|step down|early intervention|sure start/,
    as('5D'),
  ],
  [
    /^(la|local authority|kmbc|lbh|hbc|hcc|ncc|scc|scst|smbc|dmbc|wbc|cfw|internal|cyp la)\b.*|other (hcc|haringey|internal|section|social|depts?)|council (dept|department|staff|depart)|internal (department|dept)|home care internal|leaving care|sen team|lado|portage|stronger families/,
    as('5B'),
  ],
  [
    /social (care|serv\w*|worker)|\bcsc\b|\bssd\b|\bedt\b|(^| )adults? services?$|^adults services|children (and )?famil|disabilit(y|ies) team|children with disab|day centre|safeguarding cp/,
    as('5A'),
  ],
  [
    /youth (off|serv|support)|young peoples|(?<!police )\byot\b|youth justice and|fsu|family (matters|partnership)|substance misuse team|local authority|emergency assistance|^other marac/,
    as('5B'),
  ],
  [
    /\bcourts?\b|cafcass|jafcass|prison|immigration|solicitor|legal (?!agency$)|\blegal\b.+|probation|prob(cour)?$|border|law centre|rehabilitation company|government agency|domestic violence pre?f?o?fess/,
    as('7'),
  ],
  [/\bpolice\b|merlin|^pol$|online protection/, as('6')],
  [/^legal agency$/, as('8')],
  [/(?<!pre )school nurs(e|ing)\b|schnurse|health school|^sn$/, as('3C')],
  [/health visit|nursing health visitor/, as('3B')],
  [/\bgp\b|g p surgery|general pract|gen pract|^ocgp/, as('3A')],
  [/\ba and e\b|\baande\b|accident|casualty/, as('3E')],
  [/midwi|midw$|primary (health|link|community)|primhlth|other primary/, as('3D')],
  [
    /hosp|hosptial|nurs(e|ing)\b|health|paediatric|camhs|cahms|ambulance|nwas|\bnhs\w?\b|^n a s s$|physio|^phy$|optom|audiolog|hospice|\bmed\b|clinic|ward round|doctor|dentist|mental|substance misuse services|^(abs|dn|hn|hos|hoot|mhat|oopt|ot|rr)$/,
    as('3F'),
  ],
  [/childrens? centre|catch 22|childline/, as('8')],
  [
    /\bschools?\b|academy|nurser|senco|\bpru\b|college 16|sixth|6th form|secondary|^(sch|sen)$|early years setting|post 16/,
    as('2A'),
  ],
  [/educat|\bfe college|training provider|esw|childmind|education welfare/, as('2B')],
  [/housing|home ?start|landlord|^warden|homeless|sheltered|^(hous?|shel|slex|slih|supo|supw)$/, as('4')],
  [
    /volunt|nspcc?\b|n s p c c|char(ity)?$|^ch$|church|refuge|fire|independent|indprova|domestic abuse|idva|victim|womens aid|\bmp\b|parliament|ofsted|agency|agencies|care home|residential|home (care|office)|fostering|jobcentre|military|ministry|government|inspection|crime|youth federation|child minder|safe centre|utilities|provider/,
    as('8'),
  ],
  [RELATIVE, as('1A')],
  [/unk(n)?own|not (known|recorded|mapped|stated)|^nk$/, as('10')],
  [/^(council staff|worker|hearthstone|social|asb|acom|mho|senp|nurh|otp|dc|hcin)$/, as('5B')],
  [/education$/, as('2B')],
  [/\bother\b|party concerned|community safety|^(tp|web|resh|reha|otht)$/, as('8')],
]);

/** Who made a contact or referral: the code at the beginning (`1A`, `e) 2A: Schools`), then words, then a code at the end or alone. */
export const source: Spelling = either(
  coded(/^(?:[a-u]1? )?([1235][a-f])\b/, CODES),
  WORDS,
  coded(/\b([1235][a-f])$/, CODES),
  coded(/^(?:[a-u]1? )?(10|[46789])\b/, CODES),
);
