import { expect } from 'vitest';
import { WORK_ON } from '../../src/partnership/arrangements/versions/work-on.ts';
import type { TestApp } from './app.ts';
import { type SignedIn, signInAs } from './people.ts';

/** Somebody for every part: the office, each statutory partner, and those who only read. */
export interface Cast {
  office: SignedIn;
  hartlepool: SignedIn;
  stockton: SignedIn;
  health: SignedIn;
  police: SignedIn;
  scrutineer: SignedIn;
  practitioner: SignedIn;
}

/** Signs everybody in. */
export async function castOf(test: TestApp): Promise<Cast> {
  const partner = (agency: string) => signInAs(test, 'safeguarding-partner', { agency });
  return {
    office: await signInAs(test, 'business-manager', { purpose: 'governance' }),
    hartlepool: await partner('hartlepool-borough-council'),
    stockton: await partner('stockton-on-tees-borough-council'),
    health: await partner('north-east-and-north-cumbria-icb'),
    police: await partner('cleveland-police'),
    scrutineer: await signInAs(test, 'scrutineer'),
    practitioner: await signInAs(test, 'practitioner'),
  };
}

/** The form of a draft’s facts, as it would be taken. */
export const FACTS = {
  ...{ why: 'The yearly review.', areas: ['Hartlepool', 'Stockton-on-Tees'] },
  statutory: [
    ...['hartlepool-borough-council', 'stockton-on-tees-borough-council'],
    ...['north-east-and-north-cumbria-icb', 'cleveland-police'],
  ],
  relevant: ['schools'],
  ...{ 'force-day': '1', 'force-month': '12', 'force-year': '2026' },
  ...{ 'review-day': '1', 'review-month': '12', 'review-year': '2027' },
};

/** Begins a draft and answers its address. */
export async function begun(office: SignedIn, why = 'The yearly review.'): Promise<string> {
  const answer = await office.post(WORK_ON, { why });
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location).split('?', 1)[0] ?? '';
}

/** Brings a version from its first word to the public. Answers its address for those who work on it. */
export async function publishedBy(cast: Cast, sections: Record<string, string>): Promise<string> {
  const at = await begun(cast.office);
  const page = (await cast.office.get(`${at}/facts`)).body;
  const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? '';
  await taken(cast.office, `${at}/facts`, { ...FACTS, version });
  for (const [title, words] of Object.entries(sections)) {
    const key = title.toLowerCase().replaceAll(' ', '-');
    const existing = await cast.office.get(`${at}/sections/${key}`);
    if (existing.statusCode === 200) {
      const began = /name="version" value="(\d+)"/.exec(existing.body)?.[1] ?? '';
      await taken(cast.office, `${at}/sections/${key}`, { title, head: '', words, version: began });
    } else await taken(cast.office, `${at}/sections`, { title, head: '', words });
  }
  await taken(cast.office, `${at}/send`, {});
  for (const partner of [cast.hartlepool, cast.stockton, cast.health, cast.police]) await signs(partner, at);
  await taken(cast.office, `${at}/publish`, {});
  return at;
}

/** Sends a form that must be taken. */
export async function taken(person: SignedIn, url: string, form: Record<string, string | string[]>): Promise<void> {
  const answer = await person.post(url, form);
  expect(`${answer.statusCode} ${url} ${answer.statusCode === 303 ? '' : answer.body.slice(0, 4000)}`).toBe(
    `303 ${url} `,
  );
}

/** Signs for the person’s agency. */
export function signs(person: SignedIn, at: string): Promise<void> {
  return taken(person, `${at}/sign`, { post: 'Invented post', agree: 'yes' });
}
