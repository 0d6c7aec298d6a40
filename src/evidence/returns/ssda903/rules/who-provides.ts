import { rowsOf } from '../families/single.ts';
import { type Judging, type Rule903, rule } from '../rule.ts';
import type { Table } from '../table.ts';

const NOT_PUBLIC = ['A3', 'A4', 'A5', 'A6', 'K1', 'K2', 'P1', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6'];
const TEMPORARY = ['T0', 'T1', 'T2', 'T3', 'T4'];
const NOT_KNOWN = ['Z1', 'Z11', 'Z12', 'Z13', 'Z14'];
const PROVIDERS = new Set(['PR0', 'PR1', 'PR2', 'PR3', 'PR4', 'PR5']);
const FIT = 'Placement and provider must fit each other, or neither can be counted.';
const LOOK = 'Look at the placement type and at the provider: one of them is wrong.';

/** Placements that a provider of some kind can't offer. */
function notBy(provider: string, places: readonly string[], message: string): Judging {
  return rowsOf(
    'Episodes',
    ['PLACE', 'PLACE_PROVIDER'],
    { message, why: FIT, mend: LOOK },
    (table, row) => table.text(row, 'PLACE_PROVIDER') === provider && places.includes(table.text(row, 'PLACE')),
  );
}

/** Whether a provider is given that is none, or is missing where the placement has one. */
function wrongProvider(without: readonly string[]) {
  return (table: Table, row: number) => {
    const [place, provider] = [table.text(row, 'PLACE'), table.text(row, 'PLACE_PROVIDER')];
    if (without.includes(place)) return provider !== '' && (TEMPORARY.includes(place) || !PROVIDERS.has(provider));
    return place === '' ? provider !== '' && !PROVIDERS.has(provider) : !PROVIDERS.has(provider);
  };
}

const PROVIDER_178 = {
  message: 'The provider of the placement is missing or is no code of the return.',
  ...{
    why: 'Who offers placements is counted by it.',
    mend: 'Choose the provider; leave it empty for a temporary placement.',
  },
};

function givenIn(places: readonly string[]) {
  return (table: Table, row: number) => places.includes(table.text(row, 'PLACE')) && table.given(row, 'PLACE_PROVIDER');
}

const PROVIDER_213 = {
  message: 'A provider is given for a temporary placement, or for one that is not listed.',
  ...{ why: FIT, mend: 'Leave the provider empty.' },
};

function missingIn(without: readonly string[]) {
  return (table: Table, row: number) => {
    const place = table.text(row, 'PLACE');
    return place !== '' && !without.includes(place) && !table.given(row, 'PLACE_PROVIDER');
  };
}

const PROVIDER_526 = {
  message: 'The placement has no provider.',
  ...{ why: 'Who offers placements is counted by it.', mend: 'Choose the provider of the placement.' },
};

/** Rules about who provides a placement. */
export const WHO_PROVIDES_RULES: readonly Rule903[] = [
  rule('178', rowsOf('Episodes', ['PLACE', 'PLACE_PROVIDER'], PROVIDER_178, wrongProvider([...TEMPORARY, 'Z1'])), {
    until: '2024/25',
  }),
  rule(
    '178',
    rowsOf('Episodes', ['PLACE', 'PLACE_PROVIDER'], PROVIDER_178, (table, row) => {
      const provider = table.text(row, 'PLACE_PROVIDER');
      const without = [...TEMPORARY.slice(0, 4), ...NOT_KNOWN.slice(1)].includes(table.text(row, 'PLACE'));
      return provider !== '' && (without || !PROVIDERS.has(provider));
    }),
    { since: '2025/26' },
  ),
  rule('213', rowsOf('Episodes', ['PLACE', 'PLACE_PROVIDER'], PROVIDER_213, givenIn(TEMPORARY)), { until: '2024/25' }),
  rule(
    '213',
    rowsOf('Episodes', ['PLACE', 'PLACE_PROVIDER'], PROVIDER_213, givenIn([...TEMPORARY, ...NOT_KNOWN.slice(1)])),
    { since: '2025/26' },
  ),
  rule('526', rowsOf('Episodes', ['PLACE', 'PLACE_PROVIDER'], PROVIDER_526, missingIn([...TEMPORARY, 'Z1'])), {
    until: '2024/25',
  }),
  rule(
    '526',
    rowsOf('Episodes', ['PLACE', 'PLACE_PROVIDER'], PROVIDER_526, missingIn([...TEMPORARY, ...NOT_KNOWN.slice(1)])),
    { since: '2025/26' },
  ),
  rule(
    '527',
    notBy('PR1', ['P1', 'R2', 'R5'], 'The authority’s own provision can’t be the provider of this placement.'),
  ),
  rule('528', notBy('PR2', ['P1', 'R2', 'R5'], 'Another authority can’t be the provider of this placement.')),
  rule('529', notBy('PR3', NOT_PUBLIC, 'Other public provision can’t be the provider of this placement.')),
  rule('530', notBy('PR4', ['P1'], 'Voluntary provision can’t be the provider of this placement.')),
  rule('531', notBy('PR5', ['P1'], 'Private provision can’t be the provider of this placement.')),
  rule(
    '550',
    rowsOf(
      'Episodes',
      ['PLACE', 'PLACE_PROVIDER'],
      {
        message: 'Parents or somebody with parental responsibility can’t be the provider of this placement.',
        why: FIT,
        mend: LOOK,
      },
      (table, row) => table.text(row, 'PLACE_PROVIDER') === 'PR0' && table.text(row, 'PLACE') !== 'P1',
    ),
  ),
];
