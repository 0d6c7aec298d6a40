import { coded, either, firstOf, type Spelling } from './spelling.ts';

const CODES: Record<string, string> = {
  1: 'N1 - Abuse or neglect',
  2: "N2 - Child's disability",
  3: 'N3 - Parental disability or illness',
  4: 'N4 - Family in acute stress',
  5: 'N5 - Family dysfunction',
  6: 'N6 - Socially unacceptable behaviour',
  7: 'N7 - Low income',
  8: 'N8 - Absent parenting',
  9: 'N9 - Cases other than children in need',
  0: 'N0 - Not stated',
};
const as = (digit: number) => CODES[digit] ?? '';

/** The main need. Words follow the order in which the collection would have one chosen where several apply. */
export const need: Spelling = either(
  coded(/(?:^|\s)n([0-9])[a-z]{0,2}\d?(?=\s|$)/, CODES),
  // Local subdivisions: `6e risk of offending`.
  coded(/^([1-8])[a-z](?=\s)/, CODES),
  firstOf([
    [/no parents available/, as(8)],
    [
      /not (a )?(cin|child in need)|child not in need|other than child|(step ?parent|post|general) adopt|adopted|court report|^other1?$/,
      as(9),
    ],
    [/not (stated|recorded|known)|no need code|information received|^(no|nan|none)$/, as(0)],
    [/low income/, as(7)],
    [/absent|\buasc\b|unaccompanied|asylum|no parents available|privately fostered|pfst/, as(8)],
    [/unacceptable|offending|^bhv/, as(6)],
    [/dysfunction|disfunction|famdysf|domestic violence|control issues|^f[ds]s?t? /, as(5)],
    [/acute|stress|temporary crisis|homeless|social isolation/, as(4)],
    [/^abuse|abuse (or|and)? ?neglect/, as(1)],
    [
      /parent\w*( or carers?)? (illness|disab|carer)|parents? .*(illness|disab|ill)|alcoholic|drug taking|young carer|capacity of their parents|^par drg|parntil|ill parents/,
      as(3),
    ],
    [/disab|learning|sensory|mental health support|^cyads/, as(2)],
    [/abuse|neglect|\bneg\b|physical harm|section 47|exploit|substance mis|trilogy/, as(1)],
    [/\binc hles/, as(7)],
  ]),
);
