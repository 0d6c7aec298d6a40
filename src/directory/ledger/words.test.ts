import { expect, it } from 'vitest';
import type { LedgerLine } from './line.ts';
import { eventInWords, sentence, toThemselves, whyInWords } from './words.ts';

const line = (own: Partial<LedgerLine> = {}): LedgerLine => ({
  seq: 1,
  at: new Date('2026-11-23T09:00:00Z'),
  event: 'notification.read',
  outcome: 'done',
  doing: 'Read a serious incident notification',
  personId: '00000000-0000-4000-8000-00000000000a',
  who: 'Ada Example',
  agency: null,
  agencyName: null,
  role: null,
  purpose: null,
  kind: null,
  recordId: null,
  seen: 0,
  why: null,
  requestId: null,
  ...own,
});

it('tells a person with day and time in England, for what and as what they did it', () => {
  expect(sentence(line({ role: 'business-manager', purpose: 'learning' }))).toBe(
    'On Monday 23 November 2026 at 9am you read a serious incident notification, for learning from what happened, as business manager.',
  );
  expect(sentence(line({ at: new Date('2026-07-01T23:30:00Z') }))).toMatch(
    /^On Thursday 2 July 2026 at 12:30am you read /,
  );
});

it.each([
  ['Ended one of their own sessions', 'you ended one of your own sessions.'],
  ['Ended all their other sessions', 'you ended all your other sessions.'],
  ['Marked all their own notices as read', 'you marked all your own notices as read.'],
  ['Said what they need records for', 'you said what you need records for.'],
  ['Said that they have kept their recovery codes', 'you said that you have kept your recovery codes.'],
  ['Tried to remove their only second factor', 'you tried to remove your only second factor.'],
  ['Signed in', 'you signed in.'],
])('speaks to the person: %s', (doing, said) => {
  expect(toThemselves(line({ doing }))).toBe(said);
});

it.each([
  [{ outcome: 'refused', why: 'sealed' }, 'you tried this: read a serious incident notification. It was refused.'],
  [
    { outcome: 'failed', why: 'Gone' },
    'you tried this: read a serious incident notification. It was not done. Reason: Gone.',
  ],
  [{ outcome: 'refused', doing: 'Was told to hand it over' }, 'you were told to hand it over.'],
  [{ outcome: 'failed', doing: 'Tried to change their own password' }, 'you tried to change your own password.'],
  [{ seen: 1 }, 'you read a serious incident notification, 1 record in a list.'],
  [{ seen: 12 }, 'you read a serious incident notification, 12 records in a list.'],
  [{ why: 'The police rang.' }, 'you read a serious incident notification. Reason: The police rang.'],
  [{ role: 'gone-role', purpose: 'gone' }, 'you read a serious incident notification, for gone, as gone-role.'],
] as const)('says what came of it: %j', (own, said) => {
  expect(toThemselves(line(own))).toBe(said);
});

it('words a refusal for an auditor, and leaves every other reason as it was given', () => {
  expect(whyInWords({ outcome: 'refused', why: 'blocked' })).toContain('It must never reach them');
  expect(whyInWords({ outcome: 'refused', why: 'constructor' })).toBe('constructor');
  expect(whyInWords({ outcome: 'done', why: 'sealed' })).toBe('sealed');
  expect(whyInWords({ outcome: 'refused', why: null })).toBeNull();
});

it('words an act by what its page says, else by its code', () => {
  expect(eventInWords('person.invite', new Map([['person.invite', 'Invited a person to Kith']]))).toBe(
    'Invited a person to Kith',
  );
  expect(eventInWords('keys.rotate-all', new Map())).toBe('Keys rotate all');
});
