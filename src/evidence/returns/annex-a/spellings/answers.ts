import { coded, either, firstOf, type Spelling } from './spelling.ts';

const YES = 'a) Yes';
const NO = 'b) No';
const UNKNOWN = 'c) Unknown';

const yesOrNo = firstOf([
  [/^(a|1|y|t|true|yes|yes .*|a yes|1 yes|01 yes)$/, YES],
  [/^(b|0|2|n|f|false|no|none|0 no|2 no|b no)$/, NO],
]);

/** Yes or no. `No further action` answers the question whether a referral ended there, which is the only one put that way. */
export const yesNo: Spelling = either(
  firstOf([
    [/^(nfa|no further action)\b/, YES],
    [/^(fa|further action|cla|progressed|accepted as referral)\b/, NO],
    [/\bnot (offered|accepted|required|seen)\b|^declined|^refused/, NO],
    [/^offered|^accepted\b/, YES],
  ]),
  yesOrNo,
  firstOf([[/^no (?!t|further)/, NO]]),
);

/** Yes, no or unknown; a disability of the census's list, and how a child was seen, among them. */
export const yesNoUnknown: Spelling = either(
  yesOrNo,
  firstOf([
    [/^c$|unknown|not (known|recorded|stated|obtained|yet)|^(nobt|refu|nk|dk|9)$|^refused|^declined/, UNKNOWN],
    [/\bnot seen\b|^not\b|^no\b|^none\b/, NO],
    [/\bseen\b/, YES],
    [
      /^(aut|autism|beh|con|dda|hand|hear|inc|ld|lear|mob|pc|vis|learning|mobility|hearing|vision|personal care)\b|^(cons?ciousness|incontien|incontinen|communication|behaviour|disab)/,
      YES,
    ],
  ]),
);

/** Gender. */
export const gender: Spelling = firstOf([
  [/\bfemale\b|^(b|2|f|girl|woman)$/, 'b) Female'],
  [/\bmale\b|^(a|1|m|boy|man)$/, 'a) Male'],
  [/neither|non ?binary|^trans|^(d|other|3)$/, 'd) Neither'],
  [
    /^not |\bnot (stated|known|recorded|specified)|unknown|unborn|indeterminate|withheld|^(c|0|9|i|u|x|nk)$/,
    'c) Not stated/recorded',
  ],
]);

/** Whether a placement is inside the authority's area. */
export const location: Spelling = firstOf([
  [/^(b|n|no|out|outside|out of|b out)\b|\boutside\b|\bout of\b/, 'b) Out'],
  [/^(a|y|yes|in|inside|within|a in)\b|\b(inside|within)\b/, 'a) In'],
]);

/** Whether the authority is in touch with a care leaver. */
export const inTouch: Spelling = (text) => (/not recorded|unknown$/.test(text) ? null : touched(text));

const touched = firstOf([
  [/\bdied\b|\bdeath\b|deceased|^c$/, 'c) Died'],
  [/\brefu|^d$/, 'd) REFU'],
  [/\bnreq\b|no longer requires?|not required|^e$/, 'e) NREQ'],
  [/\brhom\b|returned (home|to)|^f$/, 'f) RHOM'],
  [/\byes\b|^(a|y|1|true|in touch)$/, YES],
  [/\bno\b|not in touch|^(b|n|0|2|false)$|residence not known/, NO],
]);

/** Whether where a care leaver lives is suitable. */
export const suitability: Spelling = firstOf([
  [/unsuitable|not (considered )?(to be )?suitable|^(b|2|n|no|false)$/, 'b) Unsuitable'],
  [/\bsuitable\b|^(a|1|y|yes|true)$/, 'a) Suitable'],
]);

/** Categories of abuse: `PHY`, `Likelihood of physical`, `Neglect and emotional`, and four letters Y or N in the order of the guidance. */
export const abuse: Spelling = (text) => {
  if (/\bmul(tiple)?\b|^e$/.test(text)) return 'e) Multiple/not recommended';
  const kinds: string[] = [];
  if (/^[ny]{4}$/.test(text)) for (const [at, code] of ABUSE.entries()) if (text[at] === 'y') kinds.push(code);
  if (/\bneg|^a$/.test(text)) kinds.push(ABUSE[0]);
  if (/\bphy|^pa$|^b$/.test(text)) kinds.push(ABUSE[1]);
  if (/\bsexual|^(sab|sex|sa|c)$|\bcse\b/.test(text)) kinds.push(ABUSE[2]);
  if (/\bemo|^(ea|d)$/.test(text)) kinds.push(ABUSE[3]);
  if (kinds.length > 1) return 'e) Multiple/not recommended';
  return kinds[0] ?? null;
};
const ABUSE = ['a) Neglect', 'b) Physical abuse', 'c) Sexual abuse', 'd) Emotional abuse'] as const;

/** How a case stands. Of two standings the one furthest along counts: a looked-after child with a plan is looked after. */
export const caseStatus: Spelling = firstOf([
  [/closed|care leaver|^e$/, 'e) Closed episode'],
  [/looked after|\b(lac|cla|clac)\b|in care|^a$/, 'a) Looked after child'],
  [/protection|\bcpp?\b|^b$/, 'b) Child Protection plan'],
  [/assessment|^d$/, 'd) Open assessment'],
  [/\bcin\b|in need|^c$/, 'c) Child in need plan'],
]);

/** A care leaver's entitlement. */
export const eligibility: Spelling = firstOf([
  [/former relevant|^(fr|b)$|\bpa to 25\b/, 'b) Former relevant child'],
  [/\brelevant\b|^(r|a)$/, 'a) Relevant child'],
  [/qualifying|^(q|c)$/, 'c) Qualifying care leaver'],
  [/\beligible\b|^(e|d)$/, 'd) Eligible child'],
  [/\bother\b/, 'e) Other'],
]);

/** The plan for permanence. */
export const permanence: Spelling = firstOf([
  [/guardianship|arrangements? order|residence order|\b(sgo|cao)\b|^c$/, 'c) SGO/CAO'],
  [/residential|^e$/, 'e) Long-term residential placement'],
  [/supported living|^d$/, 'd) Supported living in the community'],
  [/return|birth (family|parent)|with (own )?parent|rehabilitat|^a$/, 'a) Return to family'],
  [/foster|long term placement|^f$/, 'f) Long-term fostering'],
  [/adopt|^b$/, 'b) Adoption'],
  [/other|time limited|transition|independen|^g$/, 'g) Other'],
]);

/** Why a child is no longer to be adopted. */
export const adoptionReversal: Spelling = either(
  coded(/\b(rd[1-4])\b/, { rd1: 'RD1', rd2: 'RD2', rd3: 'RD3', rd4: 'RD4' }),
  firstOf([
    [/needs (have )?changed|change of plan/, 'RD1'],
    [/court/, 'RD2'],
    [/adopters/, 'RD3'],
    [/other/, 'RD4'],
  ]),
);

/** Why an adopter left the process. */
export const adopterLeaves: Spelling = firstOf([
  [/^1\b|^a$|withdr[ae]w/, '1'],
  [/^2\b|^b$|hold/, '2'],
  [/^3\b|^c$|refused|declined|not approved/, '3'],
]);
