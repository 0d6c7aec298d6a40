import { describe, expect, it } from 'vitest';
import type { TypedValues } from '../../../platform/web/form.ts';
import { changeForm, linesShown, newForm, readForm, typedOf } from './form.ts';
import { INVENTED, INVENTED_FORM } from './notification.testing.ts';

const TODAY = '2026-11-23';
const read = (change: TypedValues = {}) => readForm({ ...INVENTED_FORM, ...change }, TODAY);
const problem = (change: TypedValues) => read(change).problems.map(({ field, message }) => `${field}: ${message}`);

describe('the form of a notification', () => {
  it('is read into what it says', () => {
    expect(read()).toEqual({ given: INVENTED, problems: [] });
  });
  it('shows again exactly what it said', () => {
    const full = {
      ...INVENTED,
      incidentOn: null,
      notifiedOn: '2026-11-20',
      panelReference: 'P-1',
      partnersToldOn: '2026-11-19',
      people: [
        ...INVENTED.people,
        { part: 'professional', name: 'Pat Madeup', born: null, email: 'pat@example.invalid' },
      ],
    } as typeof INVENTED;
    expect(readForm(typedOf(full), TODAY)).toEqual({ given: full, problems: [] });
  });

  it.each<[string, TypedValues, string]>([
    [
      'no day of becoming aware',
      { 'aware-day': '', 'aware-month': '', 'aware-year': '' },
      'aware-day: Enter the day the council became aware',
    ],
    ['half a day', { 'aware-month': '' }, 'aware-month: The day the council became aware must include a month'],
    [
      'only a year',
      { 'aware-day': '', 'aware-month': '' },
      'aware-month: The day the council became aware must include a day and a month',
    ],
    [
      'a day that does not exist',
      { 'aware-day': '31' },
      'aware-day: The day the council became aware must be a real date',
    ],
    ['a day to come', { 'aware-day': '24' }, 'aware-day: The day the council became aware must not be ahead'],
    [
      'no word about the day of the incident',
      { 'incident-month': '', 'incident-year': '' },
      'incident-day: Enter the day, month or year of the incident, or tick that it is not known',
    ],
    [
      'known and not known',
      { 'incident-not-known': 'yes' },
      'incident-day: Enter a date of the incident or tick that it is not known, not both',
    ],
    [
      'an incident after it was known',
      { 'incident-day': '17' },
      'incident-day: The day of the incident must not be after the day the council became aware',
    ],
    ['no outcome', { outcome: '' }, 'outcome: Choose whether the child died or was seriously harmed'],
    [
      'an outcome that there is not',
      { outcome: '__proto__' },
      'outcome: Choose whether the child died or was seriously harmed',
    ],
    ['harm of no kind', { harm: [] }, 'harm: Choose the kinds of harm, or “Not known yet”'],
    ['harm that there is not', { harm: ['toString'] }, 'harm: Choose kinds of harm from the list'],
    [
      'harm and not known',
      { harm: ['physical', 'not-known'] },
      'harm: Choose the kinds of harm or “Not known yet”, not both',
    ],
    ['nothing that happened', { 'what-happened': ' \n ' }, 'what-happened: Enter what happened'],
    [
      'somebody without a name',
      { 'people-1-name': '' },
      'people-1-name: Enter the name of person 1, or clear the line',
    ],
    [
      'somebody born ahead',
      { 'people-1-born-year': '2027' },
      'people-1-born-day: The date of birth of person 1 must not be ahead',
    ],
    [
      'sent before it was known',
      { 'notified-day': '13', 'notified-month': '11', 'notified-year': '2026' },
      'notified-day: The day it was sent to the Panel must not be before the council became aware, on 16 November 2026',
    ],
    [
      'a Secretary of State told of a living child',
      { 'secretary-of-state-day': '17', 'secretary-of-state-month': '11', 'secretary-of-state-year': '2026' },
      'secretary-of-state-day: The Secretary of State is told when a looked-after child died: clear this day, or change the answers above',
    ],
  ])('says what to mend: %s', (_what, change, expected) => {
    expect(problem(change)).toContain(expected);
  });

  it('takes “not known” for every fact that may not be known', () => {
    const unknown = read({
      ...{ 'incident-month': '', 'incident-year': '', 'incident-not-known': 'yes' },
      ...{ harm: 'not-known', abuse: 'not-known', 'looked-after': 'not-known', 'care-leaver': 'not-known' },
      ...{ 'people-1-born-day': '', 'people-1-born-month': '', 'people-1-born-year': '' },
    });
    expect(unknown.problems).toEqual([]);
    expect(unknown.given.incidentOn).toBeNull();
    expect(unknown.given.people[0]?.born).toBeNull();
  });
  it('takes a line without anybody for nobody', () => {
    expect(read({ 'people-2-part': 'sibling', 'people-2-name': ' ' }).given.people).toHaveLength(1);
  });
  it('has room for one more person when that is asked for, up to twelve', () => {
    expect(linesShown({})).toBe(3);
    expect(linesShown({ 'people-4-name': '' })).toBe(4);
    expect(linesShown({ 'people-4-name': '', do: 'add-person' })).toBe(5);
    expect(linesShown({ 'people-12-name': '', do: 'add-person' })).toBe(12);
  });
});

describe('what the form does not have', () => {
  const today = () => TODAY;
  const issues = (form: ReturnType<typeof newForm>, values: TypedValues) =>
    form.safeParse(values).error?.issues.map((issue) => issue.code) ?? [];

  it.each(['agency', 'owner_id', 'id', 'reference', 'people-13-name', '__proto__x', 'made_at'])(
    'a field “%s” is refused, new or changed',
    (field) => {
      expect(issues(newForm(today), { ...INVENTED_FORM, [field]: 'x' })).toContain('unrecognized_keys');
      const change = { ...INVENTED_FORM, version: '1', why: 'Because', [field]: 'x' };
      expect(issues(changeForm(today), change)).toContain('unrecognized_keys');
    },
  );
  it('nobody seals or opens a notification by changing it', () => {
    expect(issues(changeForm(today), { ...INVENTED_FORM, version: '1', why: 'x', sealed: 'yes' })).toContain(
      'unrecognized_keys',
    );
  });
  it.each(['0', '-1', '1.5', '1e3', '', '99999999999', ' 1', '1;drop table'])('a version “%s” is none', (version) => {
    expect(changeForm(today).safeParse({ ...INVENTED_FORM, why: 'x', version }).success).toBe(false);
  });
  it('a change without a reason is sent back', () => {
    const read = changeForm(today).safeParse({ ...INVENTED_FORM, version: '1', why: '  ' });
    expect(read.error?.issues.map(({ message }) => message)).toEqual(['Enter why you are changing this notification']);
  });
  it('signs that nobody can see are refused before the database meets them', () => {
    expect(newForm(today).safeParse({ ...INVENTED_FORM, 'what-happened': 'a\u0000b' }).success).toBe(false);
  });
});
