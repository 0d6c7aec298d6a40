import { describe, expect, it } from 'vitest';
import { bareSmallNumbers, smallNumberOfPeople } from './small-numbers.ts';

describe('a small number of people in words is found', () => {
  it.each([
    ['5 out of the 6 children had been placed elsewhere', '5 out of the 6 children'],
    ['Two children were seen', 'Two children'],
    ['one child was hurt', 'one child'],
    ['three very young children', 'three very young children'],
    ['Both children said so', 'Both children'],
    ['a couple of children', 'couple of children'],
    ['4 (four) young people', '4 (four) young people'],
    ['<b>3</b> children', '3 children'],
    ['**2** girls', '2 girls'],
    ['five of the eleven cases', 'five of the eleven cases'],
    ['8 of the 9 children', '8 of the 9 children'],
    ['2/6 children', '2/6 children'],
    ['3 children', '3 children'],
    ['３ children', '3 children'],
    ['Children were seen late; two of them at night', 'two of them'],
    ['a single child', 'single child'],
    ['three private fostering arrangements', 'three private fostering arrangements'],
    ['5 serious incidents', '5 serious incidents'],
    ['5 in 6 children', '5 in 6 children'],
    ['Five were placed out of area', 'Five were'],
    ['Six children were audited. Five were placed out of area', 'Five were'],
    ['5 out of 6 had been placed elsewhere', '5 out of 6 had'],
    ['Of six children, two had moved', 'two had'],
    ['5 of 11 incidents', '5 of 11 incidents'],
    ['There were three families', 'three families'],
    ['3 kids', '3 kids'],
    ['3 CYP', '3 CYP'],
    ['children: 3', 'children: 3'],
    ['Incidents (five).', 'Incidents (five'],
    ['Children looked after – 4', 'Children looked after – 4'],
    ['Private fostering: 3 in Hartlepool', 'fostering: 3'],
    ['The number of private fostering arrangements was 3', 'number of private fostering arrangements was 3'],
    ['Referrals fell to four.', 'Referrals fell to four'],
    ['three child protection plans', 'three child protection plans'],
    ['two perpetrators and 4 babies', 'two perpetrators'],
    ['4 households were helped', '4 households'],
    ['one allegation was made', 'one allegation'],
    ['3\u200b children', '3 children'],
    ['3&nbsp;children', '3 children'],
  ])('%s', (text, said) => {
    expect(smallNumberOfPeople(text)).toBe(said);
  });
});

describe('other numbers are left alone', () => {
  it.each([
    'Nearly all of the children had been placed elsewhere',
    'children under 5',
    'two year old children',
    'more than one child in the family',
    'at least one child',
    'no one child',
    'section 17 children in need',
    'tier 3 cases',
    'Year 5 pupils',
    '234 children in 671 episodes',
    '15 children',
    '1,315 children were present',
    '39.5 children in a hundred',
    'four priorities and three tiers of training',
    'two agencies only',
    'Two practice reviews ended in the year; two of them were published',
    'per 10,000 children',
    'children of both parents',
    'Working Together 2018: children and families',
    'Two practice reviews. Both were published',
    'Of the twelve courses, five were about children',
    'three meetings about children, in 5 sessions, over two weeks',
    'Children: 5 April 2021',
    'children (2018)',
    'one referral form and one family hub',
    'a single assessment',
    'Counts of 1 to 5 children are withheld',
    'two child sexual exploitation tools',
    'five working days from referral',
    'a second incident within twelve months',
    '4 in 10,000 children',
    'children aged 3 and 4',
    'pages 3 and 4: children',
    'Cases are discussed at four MARACs',
    'children: three themes',
  ])('%s', (text) => {
    expect(smallNumberOfPeople(text)).toBeNull();
  });
});

describe('a small number by itself', () => {
  it('is found where no word says what it counts, and is no date, page, share or tier', () => {
    expect(bareSmallNumbers('not given; in fact 3')).toEqual([{ value: 3, said: '3' }]);
    expect(bareSmallNumbers('It was three.')).toEqual([{ value: 3, said: 'three' }]);
    for (const text of ['see page 3', 'on 3 May 2021', 'two areas gave it', 'tier 2', '3%', '2.5', 'in 2021', '13']) {
      expect(bareSmallNumbers(text), text).toEqual([]);
    }
  });
});
