import { AlignmentType, BorderStyle, type INumberingOptions, type IStylesOptions, LevelFormat } from 'docx';

/** Colours of the Word form, as Word writes them. */
export const COLOUR = {
  ink: '12343B',
  teal: '0D5C67',
  mist: 'E9F1F0',
  line: 'C3D3D3',
  warm: 'B3501F',
  sand: 'FDF3E9',
  umber: '7A3413',
  quiet: '4A5B5F',
  series: ['0F5560', 'C0561C', '79888B'],
} as const;

/** Width between the margins, in twentieths of a point: A4 less 1400 on either side. */
export const CONTENT_WIDTH = 11906 - 2 * 1400;

/** Names of the two list styles. */
export const LISTS = { points: 'points', records: 'records' } as const;

const FACE = 'Arial';
const quiet = { color: COLOUR.quiet, size: 19 };

/** Every look in the Word form is a named style, so that whoever works on it can change a style once. */
export const styles: IStylesOptions = {
  default: {
    document: {
      run: { font: FACE, size: 22, color: '17282B', language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 140, line: 290 } },
    },
    title: {
      run: { font: FACE, size: 76, bold: true, color: COLOUR.ink },
      paragraph: { spacing: { before: 1600, after: 60 } },
    },
    heading1: {
      run: { font: FACE, size: 42, bold: true, color: COLOUR.ink },
      paragraph: {
        spacing: { before: 480, after: 200 },
        keepNext: true,
        border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 6, color: COLOUR.warm } },
      },
    },
    heading2: {
      run: { font: FACE, size: 30, bold: true, color: COLOUR.ink },
      paragraph: { spacing: { before: 360, after: 120 }, keepNext: true },
    },
    heading3: {
      run: { font: FACE, size: 25, bold: true, color: COLOUR.teal },
      paragraph: { spacing: { before: 260, after: 80 }, keepNext: true },
    },
    hyperlink: { run: { color: COLOUR.teal, underline: {} } },
  },
  paragraphStyles: [
    {
      id: 'Subtitle',
      name: 'Subtitle',
      basedOn: 'Normal',
      run: { size: 48, bold: true, color: COLOUR.warm },
      paragraph: { spacing: { after: 500 } },
    },
    { id: 'CoverLine', name: 'Cover line', basedOn: 'Normal', run: { size: 24, color: COLOUR.quiet } },
    {
      id: 'CoverFigure',
      name: 'Cover figure',
      basedOn: 'Normal',
      run: { size: 22 },
      paragraph: { spacing: { before: 160, after: 80 } },
    },
    {
      id: 'ContentsTitle',
      name: 'Contents title',
      basedOn: 'Normal',
      run: { size: 42, bold: true, color: COLOUR.ink },
      paragraph: { spacing: { after: 240 } },
    },
    { id: 'Running', name: 'Running foot', basedOn: 'Normal', run: quiet },
    {
      id: 'Basis',
      name: 'Basis',
      basedOn: 'Normal',
      run: quiet,
      paragraph: { spacing: { after: 40 }, shading: { fill: COLOUR.mist }, keepNext: true },
    },
    {
      id: 'Passage',
      name: 'Passage',
      basedOn: 'Normal',
      paragraph: {
        indent: { left: 260 },
        border: { left: { style: BorderStyle.SINGLE, size: 24, space: 10, color: 'E9A15B' } },
      },
    },
    { id: 'PassageAuthor', name: 'Passage author', basedOn: 'Passage', run: quiet },
    {
      id: 'NoteTitle',
      name: 'Note title',
      basedOn: 'Normal',
      run: { bold: true, color: COLOUR.umber },
      paragraph: { spacing: { before: 220, after: 60 }, keepNext: true, shading: { fill: COLOUR.sand } },
    },
    { id: 'Note', name: 'Note', basedOn: 'Normal', run: { size: 21 }, paragraph: { shading: { fill: COLOUR.sand } } },
    {
      id: 'QuietNoteTitle',
      name: 'Quiet note title',
      basedOn: 'Normal',
      run: { ...quiet, bold: true },
      paragraph: { spacing: { before: 120, after: 40 }, keepNext: true },
    },
    { id: 'QuietNote', name: 'Quiet note', basedOn: 'Normal', run: quiet, paragraph: { spacing: { after: 60 } } },
    {
      id: 'TableTitle',
      name: 'Table title',
      basedOn: 'Normal',
      run: { bold: true, color: COLOUR.ink },
      paragraph: { spacing: { before: 240, after: 80 }, keepNext: true },
    },
    {
      id: 'Scale',
      name: 'Chart scale',
      basedOn: 'Normal',
      run: quiet,
      paragraph: { spacing: { after: 60 }, keepNext: true },
    },
    {
      id: 'Cell',
      name: 'Table cell',
      basedOn: 'Normal',
      run: { size: 20 },
      paragraph: { spacing: { after: 0, line: 250 } },
    },
    {
      id: 'RecordEntry',
      name: 'Record entry',
      basedOn: 'Normal',
      run: { size: 19 },
      paragraph: { spacing: { after: 90, line: 250 } },
    },
  ],
};

/** Bullets for points, numbers for the list of records. */
export const numbering: INumberingOptions = {
  config: [
    {
      reference: LISTS.points,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: 420, hanging: 280 } }, run: { color: COLOUR.teal } },
        },
      ],
    },
    {
      reference: LISTS.records,
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: 620, hanging: 620 } }, run: { bold: true, color: COLOUR.teal } },
        },
      ],
    },
  ],
};
