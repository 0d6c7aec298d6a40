import { expect } from 'vitest';
import type { HeldRole } from '../../src/platform/access/index.ts';
import type { TestApp } from './app.ts';
import { formOf, type Typed } from './notifications.ts';
import { type SignedIn, signInAs } from './people.ts';

/** The statutory partners on the day of the tests: the health body has followed the clinical commissioning group. */
export const PARTNERS = [
  'hartlepool-borough-council',
  'stockton-on-tees-borough-council',
  'north-east-and-north-cumbria-icb',
  'cleveland-police',
] as const;

/** A date as the three fields of a form. */
export function day(name: string, date: string): Typed {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-');
  return { [`${name}-day`]: dayOfMonth, [`${name}-month`]: month, [`${name}-year`]: year };
}

/** Sends a form that must be taken, and says where it leads. */
export async function takes(by: SignedIn, url: string, form: Typed = {}): Promise<string> {
  const answer = await by.post(url, form);
  const wrong =
    /govuk-error-summary[\s\S]{0,600}/.exec(answer.body)?.[0] ??
    answer.body.slice(answer.body.indexOf('<main'), answer.body.indexOf('</main>'));
  expect(answer.statusCode, wrong).toBe(303);
  return String(answer.headers.location);
}

/** Lets somebody join a group, as its form does. */
export async function joins(
  by: SignedIn,
  group: string,
  member: {
    person?: string;
    seat?: string;
    agency?: string;
    part?: string;
    voting?: boolean;
    from?: string;
    deputyFor?: string;
  },
): Promise<void> {
  await takes(by, `/partnership/groups/${group}/members`, {
    ...{
      person: member.person ?? '',
      seat: member.seat ?? '',
      agency: member.agency ?? '',
      part: member.part ?? 'member',
    },
    ...{ voting: member.voting === false ? 'no' : 'yes', 'deputy-for': member.deputyFor ?? '' },
    ...{ ...day('from', member.from ?? '2026-01-05'), because: 'A test needs it' },
  });
}

/** An administrator, and an Executive in which each statutory partner has one member with a vote. */
export interface TestExecutive {
  maya: SignedIn;
  /** The members, by agency, in the order of PARTNERS. The first chairs. */
  members: SignedIn[];
}

/** Fills the Executive with somebody of each statutory partner. */
export async function fillExecutive(test: TestApp, role: HeldRole = 'safeguarding-partner'): Promise<TestExecutive> {
  const maya = await signInAs(test, 'meeting-administrator', { name: 'Invented Administrator' });
  const members: SignedIn[] = [];
  for (const [at, agency] of PARTNERS.entries()) {
    const member = await signInAs(test, role, { agency });
    await joins(maya, 'executive', { person: member.id, part: at === 0 ? 'chair' : 'member' });
    members.push(member);
  }
  return { maya, members };
}

/** Plans a meeting of a group and returns its address. */
export async function plans(by: SignedIn, change: Typed = {}): Promise<string> {
  const to = await takes(by, '/meetings/new', {
    ...{
      group: 'executive',
      ...day('day', '2026-11-23'),
      starts: '10:00',
      minutes: '120',
      place: 'Civic Centre',
      ...change,
    },
  });
  return to.split('?', 1)[0] ?? '';
}

/** Plans a meeting of today, says who is there, and starts it. */
export async function holds(
  by: SignedIn,
  presences: readonly string[] = ['present', 'present', 'present', 'present'],
): Promise<string> {
  const href = await plans(by);
  await takes(by, `${href}/start`);
  await attends(by, href, presences);
  return href;
}

/** Says how each of the listed came, in the order of the list; whoever is listed besides was absent. */
export async function attends(by: SignedIn, href: string, presences: readonly string[]): Promise<void> {
  const form = formOf((await by.get(`${href}/attendance`)).body);
  const lines = Object.entries(form).filter(([name]) => name.startsWith('who-'));
  const sent = Object.fromEntries(
    lines.flatMap(([name, who], at) => {
      const line = name.slice('who-'.length);
      const presence = presences[at] ?? '';
      return [
        [name, who],
        [`presence-${line}`, presence],
        [`deputy-${line}`, presence === 'deputy' ? 'Invented Deputy' : ''],
      ];
    }),
  );
  await takes(by, `${href}/attendance`, { ...(sent as Typed), others: 'absent' });
}

/** The numbers of a meeting's items, in their order. */
export async function itemsOf(by: SignedIn, href: string): Promise<{ id: string; title: string }[]> {
  const page = await by.get(`${href}/minutes`);
  return [...page.body.matchAll(/id="item-([0-9a-f-]{36})"[^>]*><h2 class="kith-section__title">\d+\. ([^<]*)</g)].map(
    ([, id = '', title = '']) => ({ id, title }),
  );
}

/** The number at the end of an address. */
export function numberIn(href: string): string {
  return href.split('/').at(-1) ?? '';
}
