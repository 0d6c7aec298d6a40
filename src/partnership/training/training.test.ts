import { expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { loadYear, SEABOROUGH, SEABOROUGH_YEAR } from '../../../test/support/year-files.ts';
import { listTrainingOffers } from './index.ts';

it('lists the offers of a year in the order of the file, with what is known of their effect', async () => {
  const { db, close } = await freshDatabase();
  expect(await loadYear(db, SEABOROUGH)).toEqual([]);
  const text = `${SEABOROUGH_YEAR}training-offers:
  - {key: z-offer, title: Z, standing: delivered, audience: All, effect: Not known.}
  - {key: a-offer, title: A, standing: planned, audience: Schools, effect: Not yet given.}
`;
  expect(await loadYear(db, text)).toEqual([]);
  const of = { partnership: 'seaborough', year: '2021-22' };
  expect(await listTrainingOffers(db, of)).toEqual([
    {
      kind: 'training-offer',
      key: 'z-offer',
      year: '2021-22',
      title: 'Z',
      standing: 'delivered',
      audience: 'All',
      effect: 'Not known.',
    },
    {
      kind: 'training-offer',
      key: 'a-offer',
      year: '2021-22',
      title: 'A',
      standing: 'planned',
      audience: 'Schools',
      effect: 'Not yet given.',
    },
  ]);
  expect(await listTrainingOffers(db, { ...of, year: '2022-23' })).toEqual([]);
  expect(await loadYear(db, text.replace('standing: planned', 'standing: maybe'))).toEqual([
    'year.yaml:7:40 "standing" must be "delivered", "commissioned" or "planned", not "maybe".',
  ]);
  await close();
});
