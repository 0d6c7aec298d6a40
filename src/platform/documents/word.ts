import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx';
import { type DocumentModel, dateInWords, type WriteOptions, withoutRepeatedMarks } from './document.ts';
import { blockParts, heading } from './word-blocks.ts';
import { COLOUR, CONTENT_WIDTH, numbering, styles } from './word-styles.ts';

/**
 * Writes the document for Word: real heading styles, a table of contents, header rows that repeat, charts that Word draws
 * from their numbers and that carry a text alternative, and page numbers in the footer.
 */
export async function writeWord(model: DocumentModel, options: WriteOptions = {}): Promise<Uint8Array> {
  const running = `${model.organisation}: ${model.title} ${model.subtitle}`;
  const body = model.sections.flatMap((section) => [
    heading(1, section.title, { anchor: section.id, startsPage: section.startsPage }),
    ...section.basis.map((line) => new Paragraph({ style: 'Basis', children: [new TextRun(line)] })),
    ...withoutRepeatedMarks(section.blocks).flatMap((block) => blockParts(block, model, options)),
  ]);
  const document = new Document({
    title: `${model.title} ${model.subtitle}`,
    creator: model.organisation,
    lastModifiedBy: model.organisation,
    description: model.description,
    keywords: model.keywords.join(', '),
    styles,
    numbering,
    sections: [
      {
        properties: { page: { margin: { top: 1300, bottom: 1300, left: 1400, right: 1400 } }, titlePage: true },
        footers: {
          first: new Footer({ children: [new Paragraph('')] }),
          default: new Footer({
            children: [
              new Paragraph({
                style: 'Running',
                tabStops: [{ type: TabStopType.RIGHT, position: CONTENT_WIDTH }],
                children: [new TextRun(`${running}\t`), new TextRun({ children: [PageNumber.CURRENT] })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ style: 'CoverLine', spacing: { before: 2200 }, children: [new TextRun(model.organisation)] }),
          new Paragraph({ style: 'Title', children: [new TextRun(model.title)] }),
          new Paragraph({ style: 'Subtitle', children: [new TextRun(model.subtitle)] }),
          new Paragraph({ style: 'CoverLine', children: [new TextRun(model.edition)] }),
          new Paragraph({
            style: 'CoverLine',
            children: [new TextRun(`Made from the partnership's records on ${dateInWords(model.date)}`)],
          }),
          ...model.coverFigures.flatMap((figure) => [
            new Paragraph({
              style: 'CoverFigure',
              alignment: AlignmentType.LEFT,
              children: [
                new TextRun({ text: figure.value, bold: true, size: 48, color: COLOUR.ink }),
                new TextRun({ text: `  ${figure.label}` }),
                ...(figure.note === '' ? [] : [new TextRun({ text: `. ${figure.note}.`, color: COLOUR.quiet })]),
              ],
            }),
          ]),
          new Paragraph({ style: 'ContentsTitle', pageBreakBefore: true, children: [new TextRun('Contents')] }),
          // Written clean and without page numbers, which only Word can know: a field marked for updating would greet every
          // reader with a warning, and laying out the pages here takes seconds.
          new TableOfContents('Contents', {
            hyperlink: true,
            headingStyleRange: '1-1',
            beginDirty: false,
            tabLeader: 'none',
          }),
          ...model.guide.flatMap((block) => blockParts(block, model, options)),
          ...body,
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
