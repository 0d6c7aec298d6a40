/** What a file can be, by what is in it. */
export type ContentKind = 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'png' | 'jpeg' | 'csv' | 'text' | 'xml' | 'zip';

interface Known {
  /** "Word document". */
  label: string;
  /** The content type with which it is sent out. */
  type: string;
  /** Endings that a name of it may have; the first is put behind a name that has none. */
  endings: readonly string[];
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';

const KNOWN: Readonly<Record<ContentKind, Known>> = {
  pdf: { label: 'PDF', type: 'application/pdf', endings: ['pdf'] },
  docx: { label: 'Word document', type: `${OFFICE}.wordprocessingml.document`, endings: ['docx'] },
  xlsx: { label: 'Excel workbook', type: `${OFFICE}.spreadsheetml.sheet`, endings: ['xlsx'] },
  pptx: { label: 'PowerPoint presentation', type: `${OFFICE}.presentationml.presentation`, endings: ['pptx'] },
  png: { label: 'PNG picture', type: 'image/png', endings: ['png'] },
  jpeg: { label: 'JPEG picture', type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  csv: { label: 'CSV table', type: 'text/csv; charset=utf-8', endings: ['csv'] },
  xml: { label: 'XML file', type: 'application/xml', endings: ['xml'] },
  zip: { label: 'zip archive', type: 'application/zip', endings: ['zip'] },
  text: { label: 'plain text', type: 'text/plain; charset=utf-8', endings: ['txt', 'md', 'csv'] },
};

/** What a kind is called: "Word document". */
export function kindLabel(kind: ContentKind): string {
  return KNOWN[kind].label;
}

/** The content type of a kind. Text and CSV are UTF-8. */
export function typeOf(kind: ContentKind): string {
  return KNOWN[kind].type;
}

/** Endings that a file name of this kind may have, the usual one first. */
export function endingsOf(kind: ContentKind): readonly string[] {
  return KNOWN[kind].endings;
}

/** "PDF, Word document or plain text". */
export function kindsInWords(kinds: readonly ContentKind[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(kinds.map(kindLabel));
}
