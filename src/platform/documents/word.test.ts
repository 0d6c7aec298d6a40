import { beforeAll, describe, expect, it } from 'vitest';
import { AWKWARD, sampleDocument } from './sample.testing.ts';
import { writeWord } from './word.ts';
import { unzip, wordsOfWord } from './zip.testing.ts';

let bytes: Uint8Array;
let parts: Map<string, string>;
let body: string;

beforeAll(async () => {
  bytes = await writeWord(sampleDocument());
  parts = unzip(bytes);
  body = parts.get('word/document.xml') ?? '';
});

describe('a Word document that Kith writes', () => {
  it('says its title, author and language', () => {
    const core = parts.get('docProps/core.xml') ?? '';
    expect(core).toContain('<dc:title>Yearly report 2021-22</dc:title>');
    expect(core).toContain('<dc:creator>Example Area Safeguarding Children Partnership</dc:creator>');
    expect(parts.get('word/styles.xml')).toMatch(/<w:docDefaults>[\s\S]*<w:lang w:val="en-GB"[\s\S]*<\/w:docDefaults>/);
  });

  it('has headings that Word knows as headings, none of them skipping a level', () => {
    const levels = [...body.matchAll(/<w:pStyle w:val="Heading(\d)"\/>/g)].map(([, level]) => Number(level));
    expect(levels).toEqual([1, 2, 3, 1, 1]);
    expect(body).toContain('<w:pStyle w:val="Title"/>');
  });

  it('has a table of contents that lists the sections', () => {
    expect(body).toMatch(/<w:instrText[^>]*>\s*TOC /);
    expect(body).toMatch(/w:anchor="[^"]*"[\s\S]*Foreword/);
  });

  it('repeats the header row of each table and never splits a row over pages', () => {
    const tables = body.split('<w:tbl>').slice(1);
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const [head, ...rows] = (table.split('</w:tbl>')[0] ?? '').split('<w:tr>').slice(1);
      expect(head).toContain('<w:tblHeader/>');
      expect(rows.every((row) => row.includes('<w:cantSplit/>') && !row.includes('<w:tblHeader/>'))).toBe(true);
    }
  });

  it('draws charts from their numbers and says in words what they show', () => {
    expect(body).toContain(
      'descr="Bar chart. Children looked after. Rate per 10,000 children. Looked after: North area 153, South area 130; Protection plans: North area 90."',
    );
    const chart = [...parts].find(([path]) => /^word\/charts\/chart\d+\.xml$/.test(path))?.[1] ?? '';
    expect(chart).toContain('<c:barDir val="bar"/>');
    expect(chart).toContain('<c:v>153</c:v>');
  });

  it('has page numbers in the footer', () => {
    const footers = [...parts].filter(([path]) => path.startsWith('word/footer')).map(([, text]) => text);
    expect(footers.some((text) => text.includes('PAGE'))).toBe(true);
  });

  it('leads from each number to its entry in the list of records', () => {
    const anchors = [
      ...body.matchAll(/<w:hyperlink w:history="1" w:anchor="(record-\d+)"|w:anchor="(record-\d+)"/g),
    ].map(([, one, other]) => one ?? other);
    const bookmarks = new Set(
      [...body.matchAll(/<w:bookmarkStart [^>]*w:name="(record-\d+)"/g)].map(([, name]) => name),
    );
    expect(anchors.length).toBeGreaterThan(3);
    expect(anchors.every((anchor) => bookmarks.has(anchor))).toBe(true);
  });

  it('links to the public record where there is one', async () => {
    const linked = unzip(await writeWord(sampleDocument(), { publicUrl: 'https://kith.example.org' }));
    expect(linked.get('word/_rels/document.xml.rels')).toContain('https://kith.example.org/figures/1');
    expect(parts.get('word/_rels/document.xml.rels')).not.toContain('https://kith.');
  });

  it('shows characters that mean something elsewhere as they are', () => {
    expect(wordsOfWord(bytes).split(AWKWARD)).toHaveLength(3);
    expect(body).not.toContain('<script>');
  });
});
