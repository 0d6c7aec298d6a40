import { describe, expect, it } from 'vitest';
import { changesBetween, fieldsOf, titleOf } from './record-fields.ts';

describe('a record’s fields as a reader sees them', () => {
  it('turns names into words, leaves out the key and what is empty', () => {
    expect(fieldsOf({ key: 'k', accountable_to: 'executive', seats: [], note: null })).toEqual([
      { id: 'accountable_to', name: 'Accountable to', value: { words: 'executive' } },
    ]);
  });

  it('puts what names the record first and lists last', () => {
    const names = fieldsOf({ done: ['x'], number: 2, title: 'T', measured: true }).map((field) => field.id);
    expect(names).toEqual(['title', 'number', 'measured', 'done']);
  });

  it('says yes or no, not true or false', () => {
    expect(fieldsOf({ measured: false })[0]?.value).toEqual({ words: 'no' });
  });
});

describe('what a record is called', () => {
  it('is its title, name or label', () => {
    expect(titleOf({ key: 'k', body: { label: 'Child Q' } })).toBe('Child Q');
  });

  it('is the start of its words, cut between two of them', () => {
    const words =
      'An independent scrutineer gives the partnership scrutiny and assurance and tests whether recommendations were met';
    expect(titleOf({ key: 'k', body: { words } })).toBe(
      'An independent scrutineer gives the partnership scrutiny and assurance and …',
    );
  });

  it('is its key when nothing else names it', () => {
    expect(titleOf({ key: 'hsscp|police', body: { standing: 'statutory' } })).toBe('hsscp|police');
  });
});

describe('what changed between two versions', () => {
  it('names the field, what it said and what it says', () => {
    const before = { key: 'k', actions: [{ words: 'Train staff.' }, { words: 'Write guidance.' }] };
    const after = {
      key: 'k',
      actions: [{ words: 'Train staff.', owner: 'Engine Room' }, { words: 'Publish guidance.' }],
    };
    expect(changesBetween(before, after)).toEqual([
      { name: 'Actions, 1, owner', before: null, after: 'Engine Room' },
      { name: 'Actions, 2, words', before: 'Write guidance.', after: 'Publish guidance.' },
    ]);
  });

  it('tells what was left out', () => {
    expect(changesBetween({ due: '2023' }, {})).toEqual([{ name: 'Due', before: '2023', after: null }]);
  });

  it('is nothing when only the order of fields differs', () => {
    expect(changesBetween({ a: '1', b: '2' }, { b: '2', a: '1' })).toEqual([]);
  });
});
