import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  ExternalHyperlink,
  type FileChild,
  HeadingLevel,
  InternalHyperlink,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { ChartRun } from 'docx/charts';
import {
  type BarsBlock,
  type Block,
  type DocumentModel,
  describeBars,
  recordAddress,
  sourcesOf,
  type TableBlock,
  type Words,
  type WriteOptions,
} from './document.ts';
import { COLOUR, CONTENT_WIDTH, LISTS } from './word-styles.ts';

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/** A heading of one of the three levels, with a bookmark when something links to it. */
export function heading(
  level: 1 | 2 | 3,
  text: string,
  options: { anchor?: string; startsPage?: boolean } = {},
): Paragraph {
  const run = new TextRun(text);
  return new Paragraph({
    heading: HEADINGS[level],
    pageBreakBefore: options.startsPage ?? false,
    children: options.anchor === undefined ? [run] : [new Bookmark({ id: options.anchor, children: [run] })],
  });
}

/** One block as Word's paragraphs and tables. */
export function blockParts(block: Block, model: DocumentModel, options: WriteOptions): FileChild[] {
  const said = (words: Words): ParagraphChild[] => runs(words, model, options);
  const mark = (record: number | undefined): ParagraphChild[] => (record === undefined ? [] : [recordMark(record)]);
  switch (block.kind) {
    case 'heading':
      return [heading(block.level, block.text)];
    case 'paragraph':
      return [new Paragraph({ children: said(block.words) })];
    case 'passage':
      return [
        ...block.paragraphs.map((words) => new Paragraph({ style: 'Passage', children: said(words) })),
        new Paragraph({
          style: 'PassageAuthor',
          children: [new TextRun(`Written by: ${block.author}`), recordMark(block.record)],
        }),
      ];
    case 'list':
      return block.items.map((words) => point(said(words)));
    case 'claims':
      return block.items.map((item) =>
        point([
          ...said(item.words),
          new TextRun({ text: ` (${item.mark})`, bold: true, color: claimColour(item.tone) }),
        ]),
      );
    case 'table':
      return tableParts(block, said);
    case 'bars':
      return chartParts(block);
    case 'key-figures':
      return tableParts(
        {
          kind: 'table',
          title: 'Key figures',
          columns: [
            { title: 'Figure', align: 'end', share: 2 },
            { title: 'What it counts', align: 'start', share: 5 },
            { title: 'Period or source', align: 'start', share: 4 },
          ],
          rows: block.items.map((item) => [
            [{ text: item.value, strong: true, ...(item.record === undefined ? {} : { record: item.record }) }],
            [{ text: item.label }],
            [{ text: item.note }],
          ]),
        },
        said,
      );
    case 'note':
      return [
        new Paragraph({
          style: block.tone === 'quiet' ? 'QuietNoteTitle' : 'NoteTitle',
          children: [new TextRun(block.title)],
        }),
        ...block.words.map(
          (words) => new Paragraph({ style: block.tone === 'quiet' ? 'QuietNote' : 'Note', children: said(words) }),
        ),
      ];
    case 'records':
      return recordParts(model, options);
  }

  function point(children: ParagraphChild[]): Paragraph {
    return new Paragraph({ numbering: { reference: LISTS.points, level: 0 }, children });
  }

  function tableParts(table: TableBlock, write: (words: Words) => ParagraphChild[]): FileChild[] {
    const shares = table.columns.reduce((sum, column) => sum + column.share, 0);
    const widths = table.columns.map((column) => Math.floor((CONTENT_WIDTH * column.share) / shares));
    const cell = (children: ParagraphChild[], column: number, head: boolean): TableCell =>
      new TableCell({
        width: { size: widths[column] ?? 0, type: WidthType.DXA },
        verticalAlign: head ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
        ...(head ? { shading: { fill: COLOUR.mist } } : {}),
        children: [
          new Paragraph({
            style: 'Cell',
            keepNext: head,
            alignment: table.columns[column]?.align === 'end' ? AlignmentType.RIGHT : AlignmentType.LEFT,
            children,
          }),
        ],
      });
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
    return [
      new Paragraph({ style: 'TableTitle', children: [new TextRun(table.title)] }),
      new Table({
        width: { size: CONTENT_WIDTH, type: WidthType.DXA },
        columnWidths: widths,
        layout: TableLayoutType.FIXED,
        margins: { top: 60, bottom: 60, left: 90, right: 90 },
        borders: {
          top: none,
          left: none,
          right: none,
          insideVertical: none,
          bottom: { style: BorderStyle.SINGLE, size: 6, color: COLOUR.ink },
          insideHorizontal: { style: BorderStyle.SINGLE, size: 4, color: COLOUR.line },
        },
        rows: [
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: table.columns.map((column, index) =>
              cell([new TextRun({ text: column.title, bold: true, color: COLOUR.ink })], index, true),
            ),
          }),
          ...table.rows.map(
            (row) =>
              new TableRow({ cantSplit: true, children: row.map((words, index) => cell(write(words), index, false)) }),
          ),
        ],
      }),
      new Paragraph({ spacing: { after: 60 }, children: [] }),
    ];
  }

  function chartParts(chart: BarsBlock): FileChild[] {
    const widest = Math.max(...chart.groups.map((group) => group.bars.length), 1);
    const records = [...new Set(chart.groups.flatMap((group) => group.bars.flatMap((bar) => bar.record ?? [])))];
    return [
      new Paragraph({ style: 'TableTitle', children: [new TextRun(chart.title)] }),
      new Paragraph({
        style: 'Scale',
        children: [new TextRun(chart.scale), ...records.flatMap((record) => mark(record))],
      }),
      new Paragraph({ children: [wordChart(chart, widest)] }),
    ];
  }
}

function recordParts(model: DocumentModel, options: WriteOptions): FileChild[] {
  const sources = sourcesOf(model);
  return [
    ...sources.map(
      ({ letter, title }) =>
        new Paragraph({
          style: 'RecordEntry',
          children: [new TextRun({ text: `${letter}  `, bold: true }), new TextRun(title)],
        }),
    ),
    ...model.records.map((record, index) => {
      const letter = sources.find(({ title }) => title === record.source)?.letter;
      return new Paragraph({
        style: 'RecordEntry',
        numbering: { reference: LISTS.records, level: 0 },
        children: [
          new Bookmark({ id: `record-${index + 1}`, children: [new TextRun(record.label)] }),
          new TextRun({ text: `. ${letter}${record.place === '' ? '' : `, ${record.place}`}. `, color: COLOUR.quiet }),
          options.publicUrl === undefined
            ? new TextRun({ text: record.path, color: COLOUR.quiet })
            : link(recordAddress(model, index + 1, options), record.path),
        ],
      });
    }),
  ];
}

function wordChart(chart: BarsBlock, barsInGroup: number): ChartRun {
  return new ChartRun({
    type: 'bar',
    categories: chart.groups.map((group) => group.label),
    series: chart.series.map((name, series) => {
      const bars = chart.groups.map((group) => group.bars.find((bar) => bar.series === series));
      return {
        name,
        values: bars.map((bar) => bar?.value ?? null),
        color: COLOUR.series[series % COLOUR.series.length] ?? COLOUR.ink,
        pointLabels: bars.map((bar) => (bar === undefined ? false : { text: bar.shown })),
      };
    }),
    ...(chart.series.length === 1 ? { legend: false as const } : {}),
    gapWidth: 45,
    font: { name: 'Arial' },
    chartArea: { border: 'none' },
    categoryAxis: { reverseOrder: true },
    valueAxis: { visible: false, gridlines: false, minimum: 0 },
    transformation: { width: 600, height: Math.min(820, 70 + chart.groups.length * (14 + 19 * barsInGroup)) },
    altText: { name: chart.title, title: chart.title, description: describeBars(chart) },
  });
}

function claimColour(tone: 'plain' | 'good' | 'gap'): string {
  if (tone === 'gap') return COLOUR.umber;
  return tone === 'good' ? COLOUR.teal : COLOUR.quiet;
}

function runs(words: Words, model: DocumentModel, options: WriteOptions): ParagraphChild[] {
  return words.flatMap((run): ParagraphChild[] => {
    const text =
      run.text === ''
        ? []
        : [new TextRun({ text: run.text, bold: run.strong ?? false, ...(run.quiet ? { color: COLOUR.quiet } : {}) })];
    if (run.record === undefined) return text;
    if (run.text !== '' && options.publicUrl !== undefined) {
      return [link(recordAddress(model, run.record, options), run.text), recordMark(run.record)];
    }
    return [...text, recordMark(run.record)];
  });
}

/** The small number that leads to the list of records. */
function recordMark(record: number): ParagraphChild {
  return new InternalHyperlink({
    anchor: `record-${record}`,
    children: [new TextRun({ text: `[${record}]`, superScript: true, color: COLOUR.teal })],
  });
}

function link(address: string, text: string): ParagraphChild {
  return new ExternalHyperlink({ link: address, children: [new TextRun({ text, style: 'Hyperlink' })] });
}
