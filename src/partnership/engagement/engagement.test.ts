import { expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/database.ts';
import { loadYear, SEABOROUGH, SEABOROUGH_YEAR } from '../../../test/support/year-files.ts';
import { listChannels } from './index.ts';

it('lists the channels of a year, and refuses a reach that no indicator counts', async () => {
  const { db, close } = await freshDatabase();
  expect(await loadYear(db, SEABOROUGH)).toEqual([]);
  const text = `${SEABOROUGH_YEAR}channels:
  - {key: z-post, name: Post, cycle: Every month, audience: All, purpose: News.}
  - {key: a-site, name: Site, audience: All, purpose: News.}
`;
  expect(await loadYear(db, text)).toEqual([]);
  expect(await listChannels(db, { partnership: 'seaborough', year: '2021-22' })).toEqual([
    {
      kind: 'channel',
      key: 'z-post',
      year: '2021-22',
      name: 'Post',
      cycle: 'Every month',
      audience: 'All',
      purpose: 'News.',
      reach: [],
    },
    {
      kind: 'channel',
      key: 'a-site',
      year: '2021-22',
      name: 'Site',
      cycle: null,
      audience: 'All',
      purpose: 'News.',
      reach: [],
    },
  ]);
  const counted = `${SEABOROUGH_YEAR}channels:\n  - key: z-post\n    name: Post\n    audience: All\n    purpose: News.\n    reach: [letters-sent]\n`;
  expect(await loadYear(db, counted)).toEqual([
    'year.yaml:10:13 There is no indicator "letters-sent". Add it below "indicators:" or load its file in the same command.',
  ]);
  await close();
});
