import { describe, expect, it } from 'vitest';
import { type Block, type DocumentModel, plainText, recordsOfBlock } from '../../platform/documents/index.ts';
import { assemble } from './assemble.ts';
import { sampleInput } from './sample-input.testing.ts';

const DAY = '2026-11-23';
const made = assemble(sampleInput(), DAY);

function section(document: DocumentModel, id: string): readonly Block[] {
  const found = document.sections.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no section ${id}.`);
  return found.blocks;
}

/** All words of some blocks, in their order. */
function wordsOf(blocks: readonly Block[]): string {
  return JSON.stringify(blocks);
}

describe('a yearly report', () => {
  it('holds the sections in the order in which the partnership set them', () => {
    expect(made.document.sections.map(({ title }) => title)).toEqual(sampleInput().sections.map(({ title }) => title));
  });

  it('says of each section which requirement it speaks to and what it was drawn from', () => {
    const priorities = made.document.sections.find(({ id }) => id === 'priorities');
    expect(priorities?.basis).toEqual(['Speaks to: Edition A, requirement 1.', 'Drawn from: One priority.']);
  });

  it('ties every figure to its own record, and says where it was taken from', () => {
    const record = made.document.records.find(({ path }) => path === '/figures/1');
    expect(record).toEqual({
      path: '/figures/1',
      label: 'Children looked after, North area, April 2021 to March 2022',
      source: 'Example returns',
      place: 'table 1',
    });
    const table = section(made.document, 'snapshot').find((block) => block.kind === 'table');
    if (table?.kind !== 'table') throw new Error('There is no table of figures.');
    for (const row of table.rows)
      for (const cell of row.slice(1)) expect(cell.some((run) => run.record !== undefined)).toBe(true);
  });

  it('ties every claim of a priority, review and audit to its record', () => {
    for (const id of ['priorities', 'learning']) {
      for (const block of section(made.document, id)) {
        if (block.kind === 'list' || block.kind === 'claims') expect(recordsOfBlock(block).length).toBeGreaterThan(0);
      }
    }
  });

  it('names the period of each area, and writes another one beside the figure', () => {
    const table = section(made.document, 'snapshot').find((block) => block.kind === 'table');
    if (table?.kind !== 'table') throw new Error('There is no table of figures.');
    expect(table.columns.map(({ title }) => title)).toEqual([
      'Measure',
      'North, April 2021 to March 2022',
      'South, April 2020 to March 2021',
    ]);
    expect(wordsOf(section(made.document, 'snapshot'))).toContain('South area states April 2020 to March 2021');
  });

  it('names what each area counts where the areas count different things', () => {
    const words = wordsOf(section(made.document, 'snapshot'));
    expect(words).toContain('early help assessments completed');
    expect(words).toContain('early help episodes opened');
    expect(words).toContain('One area counts children present');
  });

  it('draws rates only where both areas have one', () => {
    const charts = section(made.document, 'snapshot').filter((block) => block.kind === 'bars');
    expect(charts).toHaveLength(1);
    expect(charts[0]?.kind === 'bars' ? charts[0].groups.map(({ label }) => label) : []).toEqual([
      'Children looked after',
    ]);
  });

  it('tells activity from measured change', () => {
    const claims = section(made.document, 'priorities').flatMap((block) =>
      block.kind === 'claims' ? block.items : [],
    );
    expect(claims.map(({ mark, words }) => [mark, plainText(words)])).toEqual([
      ['Activity, not measured', 'Agencies work together'],
      ['Measured', 'Repeat episodes fell'],
      ['No evidence', 'What children thought of the hub'],
    ]);
  });

  it('says under little progress what no record supports, what was not measured and what nobody answers', () => {
    const words = wordsOf(section(made.document, 'little-progress'));
    expect(words).toContain('What children thought of the hub');
    expect(words).toContain('The priorities state 2 results. 1 of them was measured');
    expect(words).toContain('Edition A: Requirement 5.');
  });

  it('says of an action that nobody owns it, that it has no date and no effect', () => {
    const words = wordsOf(section(made.document, 'learning'));
    expect(words).toContain('1 of 1 action without owner, date or effect');
    expect(words.match(/Not stated/g)?.length).toBe(3);
  });

  it('says that nothing of children is recorded instead of leaving the section out', () => {
    expect(wordsOf(section(made.document, 'voice'))).toContain('Nothing is recorded');
  });

  it('gives each passage with the role of its author and its version', () => {
    const [passage] = section(made.document, 'foreword');
    if (passage?.kind !== 'passage') throw new Error('There is no passage.');
    expect(passage.paragraphs.map(plainText)).toEqual(['First line of a paragraph.', 'Second.']);
    expect(passage.author).toBe('Independent scrutineer');
    expect(made.document.records[passage.record - 1]).toMatchObject({ source: 'Written in Kith', place: 'version 2' });
  });

  it('lists exactly the records that are mentioned', () => {
    const mentioned = new Set(made.document.sections.flatMap(({ blocks }) => blocks.flatMap(recordsOfBlock)));
    expect([...mentioned].sort((a, b) => a - b)).toEqual(made.document.records.map((_, index) => index + 1));
  });

  it('is the same when it is made again from the same records', () => {
    expect(assemble(sampleInput(), DAY)).toEqual(made);
  });

  it('can be made of a year of which almost nothing is recorded', () => {
    const empty = assemble(
      sampleInput({
        priorities: [],
        nextPriorities: [],
        reviews: [],
        audits: [],
        themes: [],
        groups: [],
        statements: [],
        passages: [],
        answers: [],
        snapshot: { ...sampleInput().snapshot, groups: [], counts: { shown: 0, withheld: 0, notKnown: 0 } },
      }),
      DAY,
    );
    expect(wordsOf(section(empty.document, 'priorities'))).toContain('No priority is on record for this year.');
    expect(empty.checklists[0]?.counts.notJudged).toBe(5);
  });
});

describe('the checklist of an edition', () => {
  const [checklist] = made.checklists;

  it('counts the verdicts, and those that nobody gave', () => {
    expect(checklist?.counts).toEqual({ answered: 1, partly: 2, notAnswered: 1, notJudged: 1 });
  });

  it('counts the records of the sections that speak to a requirement', () => {
    const first = checklist?.lines.find(({ requirement }) => requirement.number === 1);
    expect(first?.sections).toEqual([{ id: 'priorities', title: 'Priorities' }]);
    expect(first?.evidence.map(({ words }) => words)).toEqual(['1 priority']);
    expect(first?.evidence[0]?.records).toEqual([
      {
        label: 'Priority 1: Exploitation',
        path: '/records/priority/exploitation',
        source: 'Example plan',
        place: 'page 2',
      },
    ]);
  });

  it('says that no record supports a requirement to which nothing speaks', () => {
    const ninth = checklist?.lines.find(({ requirement }) => requirement.number === 9);
    expect(ninth).toMatchObject({ answer: null, sections: [], records: 0 });
    const words = wordsOf(section(made.document, 'checklist'));
    expect(words).toContain('Nobody has judged this requirement yet.');
    expect(words).toContain('All of it.');
  });

  it('says how far the requirements themselves were checked', () => {
    expect(wordsOf(section(made.document, 'checklist'))).toContain(
      '5 headings and none of the wording have been checked',
    );
  });
});
