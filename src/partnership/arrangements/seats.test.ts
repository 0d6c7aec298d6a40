import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textIn } from '../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { listAgencies } from '../../directory/index.ts';
import { listPartners } from './repository.ts';
import { seatsOn } from './seats.ts';

const CCG = 'tees-valley-ccg';
const HEALTH = 'North East and North Cumbria Integrated Care Board';

describe('the seats of a group', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await buildTestApp();
  }, 60_000);
  afterAll(() => test.close());

  const seat = (key: string | null, words: string) => ({
    seat: words,
    agency: key === null ? null : { key, name: '' },
  });

  it('are told as past once their agency has ended, with who does its work now, and not before', async () => {
    const agencies = await listAgencies(test.db);
    const seats = [seat(CCG, 'Director of nursing'), seat('cleveland-police', 'Superintendent'), seat(null, 'Chair')];
    const on = (day: string) => seatsOn(seats, { partners: [], agencies, day });
    expect(on('2022-06-30').past).toEqual([]);
    const { now, past } = on('2026-11-23');
    expect(now.map((one) => one.seat)).toEqual(['Superintendent', 'Chair']);
    const [only] = past;
    expect(only).toMatchObject({ seat: 'Director of nursing', ended: 'agency', nowDoneBy: expect.any(String) });
    expect(only?.until.slice(0, 7)).toBe('2022-06');
  });

  it('are past as well once their agency left the arrangements, unless it came back', async () => {
    const agencies = await listAgencies(test.db);
    const [partner] = (await listPartners(test.db, 'hsscp')).filter(({ agency }) => agency.key === 'cleveland-police');
    if (!partner) throw new Error('the police are in no arrangements');
    const on = (standings: { from: string | null; until: string | null }[]) =>
      seatsOn([seat('cleveland-police', 'Superintendent')], {
        ...{ agencies, day: '2026-11-23' },
        partners: standings.map((one) => ({ ...partner, ...one })),
      });
    const left = { from: '2019-04', until: '2024-03' };
    expect(on([left])).toMatchObject({ now: [], past: [{ until: '2024-03', ended: 'standing', nowDoneBy: null }] });
    expect(on([left, { from: '2025-04', until: null }]).past).toEqual([]);
  });

  it('stand on the public page so', async () => {
    const groups = ['executive', 'engine-room'].map((key) => test.app.inject(`/partnership/groups/${key}`));
    const pages = (await Promise.all(groups)).map(({ body }) => textIn(body)).join(' ');
    expect(pages).toContain('Seats of the past');
    expect(pages).toContain(`Its work is now that of ${HEALTH}`);
  });
});
