import { describe, expect, it } from 'vitest';
import { cameBack, loop, seenWhere, shares, standing, strengths, strongWhere, tasks } from './rules.ts';
import type { YearFacts } from './year-facts.ts';

const quiet: YearFacts = {
  year: '2030-31',
  priorities: [{ key: 'a', title: 'A', done: 3, results: 2, measured: 2 }],
  nextYear: null,
  reviews: [],
  audits: [],
  actions: [],
  themes: [],
  training: 0,
  channels: 0,
  figures: { shown: 10, withheld: 0, notKnown: 0, withNotes: 0 },
  requirements: { edition: 'Edition', answered: 7, partly: 0, notAnswered: 0, notJudged: 0, href: '/checklist' },
};
const theme = { key: 't', name: 'Curiosity', times: 3, reviews: 1, audits: 1, actions: 0, strengths: 0, strongIn: 0 };
const strength = { ...theme, key: 's', name: 'Referral', times: 0, reviews: 0, audits: 0, strengths: 5, strongIn: 2 };

describe('what needs doing', () => {
  it('is nothing in a year that answers, owns and measures everything', () => {
    expect(tasks(quiet)).toEqual([]);
  });

  it('starts with what the law asks for', () => {
    const [first] = tasks({
      ...quiet,
      actions: [{ owner: null, due: null }],
      requirements: { edition: 'Edition', answered: 1, partly: 3, notAnswered: 1, notJudged: 1, href: '/checklist' },
    });
    expect(first).toEqual({
      what: 'Answer 2 requirements of the yearly report',
      why: 'Edition asks for them and the records do not answer. 3 more are answered in part.',
      href: '/checklist',
    });
  });

  it('asks to finish what is answered in part when nothing is missing', () => {
    const partly = { edition: 'Edition', answered: 6, partly: 1, notAnswered: 0, notJudged: 0, href: '/checklist' };
    expect(tasks({ ...quiet, requirements: partly })[0]?.what).toBe('Finish 1 answer of the yearly report');
  });

  it.each([
    [[{ owner: null, due: null }], 'Give 1 action an owner and a date'],
    [[{ owner: 'Engine Room', due: null }], 'Give 1 action a date'],
    [[{ owner: null, due: '2031' }], 'Give 1 action an owner'],
  ])('names what an action lacks', (actions, what) => {
    expect(tasks({ ...quiet, actions })[0]?.what).toBe(what);
  });

  it('counts only the stated results that no measure backs, and says of none that something got better', () => {
    const priorities = [{ key: 'a', title: 'A', done: 1, results: 5, measured: 2 }];
    expect(tasks({ ...quiet, priorities })[0]).toMatchObject({
      what: 'Decide how to test 3 stated results',
      why: 'The source names each as a result of the year’s work. No record holds a measure before and after.',
    });
  });

  it('tells an audit that is to be repeated from one that nobody plans to repeat', () => {
    const audits = [
      { key: 'one', title: 'MACE audit', repeatDue: '2032' },
      { key: 'two', title: 'Neglect audit', repeatDue: null },
    ];
    expect(tasks({ ...quiet, audits }).map((task) => task.what)).toEqual([
      'Repeat the MACE audit',
      'Set a date to repeat the neglect audit',
    ]);
  });

  it('names a theme that came back and that no action carries', () => {
    expect(tasks({ ...quiet, themes: [theme] })[0]).toMatchObject({
      what: 'Decide what to try against “curiosity”',
      href: '/learning/themes/t',
    });
    expect(tasks({ ...quiet, themes: [{ ...theme, actions: 1 }] })).toEqual([]);
    expect(tasks({ ...quiet, themes: [{ ...theme, audits: 0 }] })).toEqual([]);
  });

  it('asks for no action against a strength, however often it was found', () => {
    expect(tasks({ ...quiet, themes: [strength] })).toEqual([]);
    expect(tasks({ ...quiet, themes: [theme, strength] })[0]?.what).toBe('Decide what to try against “curiosity”');
  });

  it('never lists more than five', () => {
    const audits = Array.from({ length: 9 }, (_, at) => ({ key: `a${at}`, title: `Audit ${at}`, repeatDue: null }));
    expect(tasks({ ...quiet, audits })).toHaveLength(5);
  });
});

describe('how the year stands', () => {
  it('does not take what was done for what changed', () => {
    const priorities = [{ key: 'a', title: 'A', done: 15, results: 4, measured: 0 }];
    expect(standing({ ...quiet, priorities })).toBe(
      '15 things were done under 1 priority. No measure on record shows what changed because of them.',
    );
  });

  it('says so when every stated result is measured', () => {
    expect(standing(quiet)).toBe('3 things were done under 1 priority. Every stated result rests on a measure.');
  });

  it('says so when nothing is on record', () => {
    expect(standing({ ...quiet, priorities: [] })).toBe('What was done in this year is not on record.');
  });

  it('counts a withheld figure as known, and an unknown one not', () => {
    const figures = { shown: 10, withheld: 2, notKnown: 3, withNotes: 0 };
    expect(shares({ ...quiet, figures }).find((share) => share.of === 'figures are known')).toMatchObject({
      part: 12,
      whole: 15,
    });
  });

  it('leaves out what there is nothing of', () => {
    expect(shares({ ...quiet, figures: null, requirements: null }).map((share) => share.of)).toEqual([
      'stated results rest on a measure',
    ]);
  });
});

describe('the loop', () => {
  it('has its six steps in order, whatever is on record', () => {
    const steps = ['Notice', 'Respond', 'Learn', 'Change', 'Prove', 'Account'];
    expect(loop(quiet).map((one) => one.step)).toEqual(steps);
    expect(loop({ ...quiet, figures: null, requirements: null }).map((one) => one.step)).toEqual(steps);
  });

  it('says what is kept back and what is not known', () => {
    const figures = { shown: 96, withheld: 4, notKnown: 1, withNotes: 74 };
    expect(loop({ ...quiet, figures })[0]?.says).toBe(
      'The snapshot shows 96 figures. 4 are kept back because the number is small, 1 is not known and 74 carry a data note.',
    );
  });

  it('counts the themes that came back among all of them, and no strength as coming back', () => {
    const facts = { ...quiet, reviews: [{ key: 'r', label: 'R' }], themes: [theme, strength] };
    expect(loop(facts)[2]?.says).toBe(
      '1 practice review and 0 audits. 1 of 2 themes came back; “curiosity” in 2 reviews and audits.',
    );
  });

  it('keeps what keeps coming back and what works well apart', () => {
    expect(cameBack([theme, strength])).toEqual([theme]);
    expect(strengths([theme, { ...theme, strengths: 1, strongIn: 1 }, strength]).map((one) => one.strengths)).toEqual([
      5, 1,
    ]);
    expect(strongWhere(strength)).toBe('5 findings, in 2 audits');
  });

  it('says where a theme was seen', () => {
    expect(seenWhere(theme)).toBe('3 times, in 1 practice review and 1 audit');
    expect(seenWhere({ ...theme, times: 1, audits: 0 })).toBe('Once, in 1 practice review');
  });
});
