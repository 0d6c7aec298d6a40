import type { DocumentModel, WriteOptions } from './document.ts';

/** Forms a document can be written in, as a file's ending names them. */
export const documentTypes = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** One of the forms a document can be written in. */
export type DocumentFormat = keyof typeof documentTypes;

/** The form that a file's name asks for, or null when its ending is none of them. */
export function formatOfFileName(name: string): DocumentFormat | null {
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  return ending in documentTypes && name.includes('.') ? (ending as DocumentFormat) : null;
}

/** Loads the writer of a form, for who has to wait for something else before there is a document to write. */
export async function prepareWriter(format: DocumentFormat): Promise<void> {
  switch (format) {
    case 'html':
      await import('./html.tsx');
      break;
    case 'pdf':
      (await import('./pdf.ts')).preparePdf();
      break;
    case 'docx':
      await import('./word.ts');
      break;
  }
}

/** Writes a document in one of its forms. Each writer is loaded when it is first asked for. */
export async function writeDocument(
  model: DocumentModel,
  format: DocumentFormat,
  options: WriteOptions = {},
): Promise<Uint8Array> {
  switch (format) {
    case 'html': {
      const { writeHtml } = await import('./html.tsx');
      return new TextEncoder().encode(writeHtml(model, options));
    }
    case 'pdf': {
      const { writePdf } = await import('./pdf.ts');
      return writePdf(model, options);
    }
    case 'docx': {
      const { writeWord } = await import('./word.ts');
      return writeWord(model, options);
    }
  }
}
