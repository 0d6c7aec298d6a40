import { dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { compilePdf, writePdf } from '../../src/platform/documents/pdf.ts';
import { AWKWARD, sampleDocument } from '../../src/platform/documents/sample.testing.ts';
import { type Examined, examinePdf, flat } from './pdf-structure.ts';

/** Overwrites bytes without moving any, so that the file stays readable and only one thing about it is wrong. */
function spoiled(bytes: Uint8Array, find: string, replacement: string): Uint8Array {
  if (find.length !== replacement.length) throw new Error('A replacement must be as long as what it replaces.');
  const file = Buffer.from(bytes).toString('latin1');
  if (!file.includes(find)) throw new Error(`The file holds no "${find}".`);
  return new Uint8Array(Buffer.from(file.replaceAll(find, replacement), 'latin1'));
}

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let pdf: Uint8Array;
let examined: Examined;

beforeAll(async () => {
  pdf = writePdf(sampleDocument());
  examined = await examinePdf(pdf);
});

describe('a PDF that Kith writes', () => {
  it('breaks none of the rules of PDF/UA-1 that a program can check', () => {
    expect(examined.faults).toEqual([]);
    expect(examined.title).toBe('Yearly report 2021-22');
  });

  it('is read in the order of its sections', () => {
    const sections = sampleDocument().sections.map(({ title }) => title);
    const read = examined.headings.filter(({ level }) => level === 1).map(({ text }) => text.trim());
    expect(read).toEqual(['Contents', ...sections]);
    const swapped = { sections: [...sampleDocument().sections].reverse() };
    expect(read).not.toEqual(['Contents', ...swapped.sections.map(({ title }) => title)]);
  });

  it('gives each chart a text alternative with all its values', () => {
    const figures = examined.root === undefined ? [] : flat(examined.root).filter(({ role }) => role === 'Figure');
    expect(figures.map(({ alt }) => alt)).toEqual([
      'Bar chart. Children looked after. Rate per 10,000 children. Looked after: North area 153, South area 130; Protection plans: North area 90.',
    ]);
  });

  it('has words for every cell, list item and note in the structure tree', () => {
    const all = examined.root === undefined ? '' : (examined.root.children[0]?.text ?? '');
    for (const words of [
      '1,970',
      'A second point',
      'Nobody measured it.',
      'No evidence',
      'The two areas state different years.',
    ]) {
      expect(all).toContain(words);
    }
  });

  it('shows characters that mean something to HTML or Typst as they are', () => {
    const all = (examined.root?.children[0]?.text ?? '').replaceAll(/\s+/g, '');
    expect(all.split(AWKWARD.replaceAll(/\s+/g, ''))).toHaveLength(3);
  });

  it('is the same, byte for byte, when it is made again, and differs when the day does', () => {
    expect(Buffer.compare(Buffer.from(pdf), Buffer.from(writePdf(sampleDocument())))).toBe(0);
    expect(Buffer.compare(Buffer.from(pdf), Buffer.from(writePdf(sampleDocument({ date: '2026-11-24' }))))).not.toBe(0);
  });

  it('leads from figures to their public page when there is one', () => {
    const file = Buffer.from(writePdf(sampleDocument(), { publicUrl: 'https://kith.example.org' })).toString('latin1');
    expect(file).toContain('https://kith.example.org/figures/1');
    expect(Buffer.from(pdf).toString('latin1')).not.toContain('https://');
  });

  it('keeps every rule with public links, too', async () => {
    const linked = await examinePdf(writePdf(sampleDocument(), { publicUrl: 'https://kith.example.org' }));
    expect(linked.faults).toEqual([]);
  });
});

describe('the checks of a PDF', () => {
  it.each([
    ['no title', '<dc:title>', '<dc:tixle>', 'the file has no title in its metadata'],
    ['a title that is not shown', '/DisplayDocTitle true', '/DisplayDocTitle null', 'the title is not shown'],
    ['no language', '/Lang (en-GB)', '/Lang (     )', 'does not say its language'],
    ['no mark of tagging', '/Marked true', '/Marked null', 'not marked as tagged'],
    ['no claim', '<pdfuaid:part>1', '<pdfuaid:part>2', 'does not claim PDF/UA-1'],
    ['a heading level that is skipped', '/S /H2', '/S /H4', 'skips a level'],
    ['no heading of level 1', '/S /H1', '/S /H2', 'the first heading is not of level 1'],
    ['a picture without words', '/Alt (', '/Alx (', 'a picture has no text alternative'],
    ['a table without header cells', '/S /TH\n', '/S /TD\n', 'a table has no header cells'],
    ['header cells without scope', '/Scope ', '/Scopx ', 'does not say what it heads'],
    ['a list without items', '/S /LI\n', '/S /PP\n', 'a list has no items'],
    ['items without body', '/S /LBody', '/S /LBudy', 'has no body'],
    ['links without words', '/Contents (', '/Contentz (', 'a link has no words of its own'],
    ['links outside the tree', '/S /Link', '/S /Spxn', 'a link stands outside the structure tree'],
    ['links that lead nowhere', '/Dest (', '/Desx (', 'a link leads nowhere'],
    ['faces that are not embedded', '/FontFile', '/FontFilx', 'is not embedded'],
    ['no bookmarks', '/Outlines ', '/Outlinez ', 'has no bookmarks'],
  ])('find %s', async (_, find, replacement, fault) => {
    const { faults } = await examinePdf(spoiled(pdf, find, replacement));
    expect(faults.join('\n')).toContain(fault);
  });

  it('find words that are not tagged', async () => {
    const compiler = NodeCompiler.create({ workspace: dirname(import.meta.filename) });
    const untagged = compiler.pdf({ mainFileContent: '#set document(title: "x")\nWords' }, { pdfTags: false });
    const { faults } = await examinePdf(untagged);
    expect(faults).toContain('the file has no structure tree');
    expect(faults.some((fault) => fault.includes('are not tagged'))).toBe(true);
  });
});

describe('the writer', () => {
  it('refuses a picture without a text alternative', () => {
    expect(() =>
      compilePdf({
        mainFileContent: '#set document(title: "x")\n#figure(rect(), kind: image, supplement: none)',
      }),
    ).toThrow(/^The PDF could not be built\. .*alt/);
  });
});
