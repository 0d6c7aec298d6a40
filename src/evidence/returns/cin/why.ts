/** Why it matters when a rule fails, for rules that share a reason. */
export const why = {
  timeliness: 'How long children wait and stay is worked out from these dates.',
  counts: 'The figures of the year are counted from these fields, so a wrong one moves a child in or out of them.',
  oneAtATime: 'A child counted twice at the same time makes every figure of open cases too high.',
  match: 'The child is followed from year to year and to the school records by this number.',
  characteristics: 'Figures by age, sex, ethnicity or disability leave this child out or put it in the wrong group.',
  pathway: 'The steps of a case follow from one another; a step without the one before it can’t be counted in either.',
  closure:
    'Why and when cases close shows whether help was finished, and open work in a closed case is lost from sight.',
  protection: 'Plans are how many children are known to need protection; they must be right to the day.',
  need: 'What children need and what assessments find is published and planned from these codes.',
  identity: 'Without one id for one child, nothing in the return can be joined to the child.',
  whole: 'It is the whole return that looks wrong, which is mostly a fault of the extract rather than of one record.',
} as const;
