import type { GivenNotification } from '../partnership/learning/index.ts';
import { addDays, addMonths, type PlainDate } from '../platform/clocks/index.ts';

/** A serious incident that never happened, as the demonstration holds it. */
export interface InventedNotification {
  /** The same in every installation, so that it is put there once. */
  id: string;
  /** Name of the demonstration's person who recorded it. */
  owner: string;
  /** Name of whoever decides who sees it, where it is sealed. */
  sealedWith?: string;
  given: GivenNotification;
  /** What was entered later, so that its history has something to tell. */
  later?: { given: Partial<GivenNotification>; why: string };
  /** Somebody who was put to work on it, by somebody who may: both by their names. */
  atWork?: { person: string; by: string; because: string };
}

/** Somebody of the demonstration who is close to somebody in one of these notifications, and so never reaches it. */
export const INVENTED_RELATION = {
  id: 'd0000000-0000-5000-8000-000000000101',
  /** Runs the business unit of the partnership beside somebody who sees it. */
  of: 'Bilal Example',
  name: 'Aunt Example D',
  relation: 'My brother’s wife',
} as const;

const HARTLEPOOL = 'hartlepool-borough-council';
const STOCKTON = 'stockton-on-tees-borough-council';
const HEALTH = 'north-east-and-north-cumbria-icb';
const POLICE = 'cleveland-police';

/** Begins every account, so that nobody takes it for a child's. */
const INVENTED = 'Invented for the demonstration: no such child, no such incident.';

const NOT_DONE = { notifiedOn: null, panelReference: null, partnersToldOn: null, secretaryOfStateToldOn: null };

/**
 * The invented notifications, with days counted back from the day on which they are put there: one within its five working
 * days, one sent in time, one sealed, one late. The days leave room for weekends and for bank holidays between Christmas and
 * New Year.
 */
export function inventedNotifications(today: PlainDate): InventedNotification[] {
  const ago = (days: number) => addDays(today, -days);
  const old = (months: number) => addMonths(today, -months);
  return [
    {
      id: 'd0000000-0000-5000-8000-000000000001',
      owner: 'Hugh Example',
      given: {
        ...{ area: 'E06000001', awareOn: ago(3), incidentOn: ago(4), outcome: 'serious-harm', harm: ['physical'] },
        ...{ abuse: 'suspected', lookedAfter: 'no', careLeaver: 'no', ...NOT_DONE, partnersToldOn: ago(2) },
        whatHappened: `${INVENTED}\nA child of fourteen months was brought to hospital with two broken bones. The explanation given does not fit what the doctors saw.\nNot known yet: who was with the child that afternoon. The health visitor last saw the family eight weeks before.`,
        people: [
          { part: 'child', name: 'Child Example A', born: old(14), email: null },
          { part: 'sibling', name: 'Brother Example A', born: old(53), email: null },
          { part: 'parent-or-carer', name: 'Mother Example A', born: null, email: null },
          { part: 'parent-or-carer', name: 'Father Example A', born: null, email: null },
        ],
        views: [
          { agency: HARTLEPOOL, view: 'agrees', on: ago(2), words: null },
          { agency: POLICE, view: 'agrees', on: ago(2), words: 'A criminal investigation has begun.' },
          { agency: HEALTH, view: 'asked', on: ago(2), words: null },
        ],
      },
      atWork: {
        ...{ person: 'Priya Example', by: 'Sunil Example' },
        because: 'Works with the family: may have to act for the brother at once',
      },
    },
    {
      id: 'd0000000-0000-5000-8000-000000000002',
      owner: 'Sunil Example',
      given: {
        ...{ area: 'E06000001', awareOn: ago(24), incidentOn: ago(24), outcome: 'death', harm: [] },
        ...{ abuse: 'neither', lookedAfter: 'yes', careLeaver: 'no', ...NOT_DONE, partnersToldOn: ago(23) },
        whatHappened: `${INVENTED}\nA young person of sixteen, looked after by the council, died in a road accident on the way home from college.\nNothing points to abuse or neglect. The council notifies because the child was looked after.`,
        people: [
          { part: 'child', name: 'Child Example B', born: old(12 * 16 + 5), email: null },
          { part: 'parent-or-carer', name: 'Mother Example B', born: null, email: null },
          { part: 'professional', name: 'Keyworker Example B', born: null, email: null },
        ],
        views: [HARTLEPOOL, STOCKTON, POLICE, HEALTH].map((agency) => ({
          ...{ agency, view: 'agrees', on: ago(23), words: null },
        })),
      },
      later: {
        given: { notifiedOn: ago(22), panelReference: 'INVENTED-0002', secretaryOfStateToldOn: ago(22) },
        why: 'The Panel has confirmed that it received the notification',
      },
    },
    {
      id: 'd0000000-0000-5000-8000-000000000003',
      ...{ owner: 'Hanna Example', sealedWith: 'Brenda Example' },
      given: {
        ...{ area: 'E06000004', awareOn: ago(2), incidentOn: old(2).slice(0, 7), outcome: 'serious-harm' },
        ...{
          harm: ['emotional', 'mental-health'],
          abuse: 'suspected',
          lookedAfter: 'no',
          careLeaver: 'no',
          ...NOT_DONE,
        },
        whatHappened: `${INVENTED}\nA child of thirteen told a teacher what an adult at a sports club had done over several months.\nThe adult knows people who work in safeguarding here, so the notification is sealed.`,
        people: [
          { part: 'child', name: 'Child Example C', born: old(12 * 13 + 2), email: null },
          { part: 'other-adult', name: 'Coach Example C', born: null, email: null },
        ],
        views: [{ agency: POLICE, view: 'asked', on: ago(1), words: null }],
      },
    },
    {
      id: 'd0000000-0000-5000-8000-000000000004',
      owner: 'Hanna Example',
      given: {
        ...{ area: 'E06000004', awareOn: ago(16), incidentOn: null, outcome: 'serious-harm' },
        ...{ harm: ['neglect', 'emotional-development'], abuse: 'not-known', lookedAfter: 'not-known' },
        ...{ careLeaver: 'no', ...NOT_DONE },
        whatHappened: `${INVENTED}\nA child of five, cared for by an aunt, was found to have lost a third of their weight. The partners do not agree whether the criteria are met.`,
        people: [
          { part: 'child', name: 'Child Example D', born: old(12 * 5 + 7), email: null },
          { part: 'parent-or-carer', name: INVENTED_RELATION.name, born: null, email: null },
        ],
        views: [
          { agency: STOCKTON, view: 'agrees', on: ago(14), words: null },
          { agency: POLICE, view: 'agrees', on: ago(12), words: null },
          {
            agency: HEALTH,
            view: 'disagrees',
            on: ago(12),
            words: 'An illness may be the cause: tests are not back yet.',
          },
        ],
      },
    },
  ];
}
