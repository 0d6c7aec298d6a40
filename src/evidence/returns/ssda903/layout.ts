/** What stands in a column. `date` is day, month and year: `31/03/2018`. */
export type ColumnKind = 'text' | 'date';

/** A table of the return: a file of it. */
export interface Layout {
  /** How files of this table are called besides its own name, without regard to case, spaces, `_` and `-`. */
  files: readonly string[];
  columns: Readonly<Record<string, ColumnKind>>;
}

const CHILD = { CHILD: 'text' } as const;
const BORN = { ...CHILD, DOB: 'date' } as const;

/**
 * The tables of the return of children looked after, with every column that a collection from 2017 to 2027 had or that the
 * collection's own site adds to a download (where a placement is, and how far). A file is known by its columns.
 */
export const LAYOUTS = {
  Header: {
    files: ['header'],
    columns: {
      ...{ ...CHILD, SEX: 'text', DOB: 'date', ETHNIC: 'text', UPN: 'text', MOTHER: 'text', MC_DOB: 'date' },
      ...{ UASC: 'text' },
    },
  },
  Episodes: {
    files: ['episodes', 'episode'],
    columns: {
      ...{ ...CHILD, DECOM: 'date', RNE: 'text', LS: 'text', CIN: 'text', PLACE: 'text', PLACE_PROVIDER: 'text' },
      ...{ DEC: 'date', REC: 'text', REASON_PLACE_CHANGE: 'text', HOME_POST: 'text', PL_POST: 'text', URN: 'text' },
      ...{ PL_LA: 'text', PL_LOCATION: 'text', PL_DISTANCE: 'text' },
    },
  },
  Reviews: { files: ['reviews', 'review'], columns: { ...BORN, REVIEW: 'date', REVIEW_CODE: 'text' } },
  UASC: { files: ['uasc'], columns: { ...CHILD, SEX: 'text', DOB: 'date', DUC: 'date' } },
  OC2: {
    files: ['oc2'],
    columns: {
      ...{ ...BORN, SDQ_SCORE: 'text', SDQ_REASON: 'text', CONVICTED: 'text', HEALTH_CHECK: 'text' },
      ...{ IMMUNISATIONS: 'text', TEETH_CHECK: 'text', HEALTH_ASSESSMENT: 'text', SUBSTANCE_MISUSE: 'text' },
      ...{ INTERVENTION_RECEIVED: 'text', INTERVENTION_OFFERED: 'text' },
    },
  },
  OC3: { files: ['oc3'], columns: { ...BORN, IN_TOUCH: 'text', ACTIV: 'text', ACCOM: 'text' } },
  AD1: {
    files: ['ad1', 'adoption'],
    columns: {
      ...{ ...BORN, DATE_INT: 'date', DATE_MATCH: 'date', FOSTER_CARE: 'text', NB_ADOPTR: 'text' },
      ...{ SEX_ADOPTR: 'text', LS_ADOPTR: 'text' },
    },
  },
  PlacedAdoption: {
    files: ['placedadoption', 'placedforadoption', 'placed'],
    columns: { ...BORN, DATE_PLACED: 'date', DATE_PLACED_CEASED: 'date', REASON_PLACED_CEASED: 'text' },
  },
  PrevPerm: {
    files: ['prevperm', 'previouspermanence', 'previousperm', 'permanence'],
    // Parts of the date may not be known: zz/zz/2009.
    columns: { ...BORN, PREV_PERM: 'text', LA_PERM: 'text', DATE_PERM: 'text' },
  },
  Missing: {
    files: ['missing'],
    columns: { ...BORN, MISSING: 'text', MIS_START: 'date', MIS_END: 'date' },
  },
  SWEpisodes: {
    files: ['swepisodes', 'socialworker', 'socialworkers', 'swepisode', 'sw'],
    columns: { ...BORN, SW_ID: 'text', SW_DECOM: 'date', SW_DEC: 'date', SW_REASON: 'text' },
  },
  DoLo: {
    files: ['dolo', 'dols', 'deprivationofliberty'],
    columns: { ...BORN, DOLO_START: 'date', DOLO_END: 'date' },
  },
} as const satisfies Record<string, Layout>;

/** Headings that some files have in place of the return’s own. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  ...{ CHILDID: 'CHILD', CHILD_ID: 'CHILD', GENDER: 'SEX', PL: 'PLACE', PLACEMENT: 'PLACE', UASC_STATUS: 'UASC' },
  ...{ DATE_EPISODE_CEASED: 'DEC', DATE_EPISODE_COMMENCED: 'DECOM', DATE_OF_BIRTH: 'DOB' },
};

/** The column that a heading stands for: without regard to case and blanks. */
export function columnOf(heading: string): string {
  const column = heading
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  return ALSO_CALLED[column] ?? column;
}

/** A table of the return by its name. */
export type TableName = keyof typeof LAYOUTS;

/** The tables in the order in which findings number them. */
export const TABLE_NAMES = Object.keys(LAYOUTS) as readonly TableName[];

/** A column of a table. */
export type ColumnOf<Table extends TableName> = Table extends TableName
  ? keyof (typeof LAYOUTS)[Table]['columns'] & string
  : never;
