import { describe, expect, it } from 'vitest';
import { workingCalendar } from '../../../platform/clocks/index.ts';
import { INVENTED } from './notification.testing.ts';
import { agreementInWords, clockInWords, clockOn, fieldsOf, hintsOf, stepsLeft, withStored } from './rules.ts';

const calendar = workingCalendar([{ day: '2026-12-25', name: 'Christmas Day' }]);
const DUE = '2026-11-27';
const said = (doneOn: string | null, today: string) => clockInWords(clockOn(DUE, doneOn, today, calendar), 'Sent');

describe('the clock of a notification', () => {
  it.each([
    [null, '2026-11-23', 'Due by Friday 27 November 2026: 4 working days left'],
    [null, '2026-11-25', 'Due by Friday 27 November 2026: 2 working days left'],
    [null, '2026-11-26', 'Due tomorrow, Friday 27 November 2026'],
    [null, '2026-11-27', 'Due today, Friday 27 November 2026'],
    [null, '2026-11-28', 'Less than 1 working day late: it was due by Friday 27 November 2026'],
    [null, '2026-12-01', '2 working days late: it was due by Friday 27 November 2026'],
    ['2026-11-27', '2027-01-04', 'Sent on 27 November 2026, in time'],
    ['2026-11-30', '2027-01-04', 'Sent on 30 November 2026, 1 working day late'],
    ['2026-11-29', '2027-01-04', 'Sent on 29 November 2026, less than 1 working day late'],
  ])('sent on %s, read on %s: %s', (doneOn, today, words) => {
    expect(said(doneOn, today)).toBe(words);
  });
});

describe('what the guidance says about what is recorded', () => {
  const hints = (change: Partial<typeof INVENTED>) => hintsOf({ ...INVENTED, ...change }).join(' ');

  it('always asks for a notification when a looked-after child died, whatever the cause', () => {
    const died = { outcome: 'death', lookedAfter: 'yes', abuse: 'neither' } as const;
    expect(hints(died)).toContain('always notifies, whatever the cause');
    expect(hints(died)).not.toContain('asks for one of them');
  });
  it('says that both parts of the test are recorded, or which is not', () => {
    expect(hints({ abuse: 'suspected' })).toContain('Abuse or neglect is suspected, and a child was seriously harmed.');
    expect(hints({ abuse: 'neither' })).toContain('neither known nor suspected');
    expect(hints({ abuse: 'not-known' })).toContain('Ask again');
  });
  it('says that recovery does not cancel harm, and only of harm', () => {
    expect(hints({})).toContain('That a child recovers does not cancel it');
    expect(hints({ outcome: 'death' })).not.toContain('recovers');
  });
  it('names the death of a care leaver, and of a child who may have been looked after', () => {
    expect(hints({ outcome: 'death', careLeaver: 'yes' })).toContain('Not every one leads to a rapid review');
    expect(hints({ outcome: 'death', lookedAfter: 'not-known' })).toContain(
      'If they were, the council always notifies',
    );
  });
  it('says when no child is named', () => {
    expect(hints({ people: [] })).toContain('No child is named');
    expect(hints({})).not.toContain('No child is named');
  });
  it('holds no score', () => {
    const all = (['death', 'serious-harm'] as const).flatMap((outcome) =>
      (['known', 'suspected', 'neither', 'not-known'] as const).map((abuse) => hints({ outcome, abuse })),
    );
    expect(all.join(' ')).not.toMatch(/score|risk|likel|level|%/i);
  });
});

describe('what is still to be done', () => {
  const names = { areas: new Map(), agencies: new Map([['cleveland-police', 'Cleveland Police']]) };
  const left = (change: Partial<typeof INVENTED>) => stepsLeft({ ...INVENTED, ...change }, names);
  const view = (agency: string, stands: 'agrees' | 'disagrees' | 'asked' | 'not-asked') => ({
    ...{ agency, view: stands, on: null, words: null },
  });
  const done = { notifiedOn: '2026-11-17', panelReference: 'P-1', partnersToldOn: '2026-11-17' };

  it('is said in the order in which somebody would do it, with who is to be asked', () => {
    const views = [
      view('cleveland-police', 'asked'),
      view('a', 'not-asked'),
      view('b', 'not-asked'),
      view('c', 'disagrees'),
    ];
    expect(left({ views })).toEqual([
      'Ask a and b whether the criteria are met.',
      'Get an answer from Cleveland Police.',
      'Talk again with c, because not all partners agree.',
      'Send it to the Panel through the Panel’s own system, then enter the day here.',
      'Tell the safeguarding partners, then enter the day here.',
    ]);
  });
  it('asks nobody again once it was sent', () => {
    expect(left({ ...done, panelReference: null })).toEqual(['Enter the Panel’s reference when it comes.']);
    expect(left(done)).toEqual([]);
  });
  it('names the Secretary of State only for a looked-after child who died', () => {
    const died = { ...done, outcome: 'death', lookedAfter: 'yes' } as const;
    expect(left(died)).toEqual(['Tell the Secretary of State and Ofsted, then enter the day here.']);
    expect(left({ ...died, secretaryOfStateToldOn: '2026-11-17' })).toEqual([]);
    expect(left({ ...died, lookedAfter: 'not-known' })).toEqual([]);
  });
});

it('tells how the partners stand, silence included', () => {
  const view = (agency: string, one: 'agrees' | 'disagrees' | 'not-asked') => ({
    ...{ agency, view: one, on: null, words: null },
  });
  expect(agreementInWords([view('a', 'agrees'), view('b', 'agrees')])).toBe('All 2 safeguarding partners agree.');
  expect(agreementInWords([view('a', 'agrees'), view('b', 'disagrees'), view('c', 'not-asked')])).toBe(
    'Of 3 safeguarding partners: 1 agreed; 1 disagreed; 1 not asked yet.',
  );
  expect(agreementInWords([])).toBe('No partner is recorded.');
});

const names = {
  areas: new Map([['E06000001', 'Hartlepool']]),
  agencies: new Map([['cleveland-police', 'The police']]),
};

it('says every field in words, and leaves empty what is not done yet', () => {
  const fields = new Map(fieldsOf(INVENTED, names).map(({ field, value }) => [field, value]));
  expect(fields.get('area')).toEqual(['Hartlepool']);
  expect(fields.get('incident_on')).toEqual(['November 2026']);
  expect(fields.get('people')).toEqual(['The child: Robin Madeup, born 3 May 2019']);
  expect(fields.get('view/cleveland-police')).toEqual(['Asked, no answer yet']);
  expect(fields.get('notified_on')).toEqual([]);
});

it('keeps as stored exactly the fields that were chosen so', () => {
  const stored = {
    ...INVENTED,
    abuse: 'known' as const,
    views: [{ agency: 'cleveland-police', view: 'agrees' as const, on: null, words: null }],
  };
  const typed = { ...INVENTED, abuse: 'neither' as const, panelReference: 'P-1' };
  expect(withStored(typed, stored, new Set(['view/cleveland-police']))).toEqual({ ...typed, views: stored.views });
  // Every field can be kept: nothing of a stored notification is out of reach of the choice.
  const all = new Set(fieldsOf(stored, names).map(({ field }) => field));
  expect(withStored({ ...typed, area: 'x', whatHappened: 'y', people: [] }, stored, all)).toEqual(stored);
});
