/**
 * Documents: one model, written as a web page, a PDF or a Word file. The writers are heavy and are loaded when first used.
 */
export {
  type Bar,
  type Block,
  type DocumentModel,
  type KeyFiguresBlock,
  plainText,
  RecordList,
  type Run,
  recordsOfBlock,
  type Section,
  say,
  type Words,
} from './document.ts';
export { type DocumentFormat, documentTypes, formatOfFileName, prepareWriter, writeDocument } from './write.ts';
