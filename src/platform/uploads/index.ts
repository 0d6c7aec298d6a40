/**
 * Files that people send: received in a stream into a file of the moment, known by what is in them and not by their name,
 * and gone again when the request is answered. Whoever wants to keep one reads it while its form is handled. See decision 13.
 */
export { checkContent } from './content.ts';
export { safeFileName } from './file-name.ts';
export { type ContentKind, kindLabel, typeOf } from './kinds.ts';
export { type Preview, previewOf } from './preview.ts';
export { receiveForm, type UploadedFile } from './receive.ts';
export { FileRefused } from './refused.ts';
export { megabytes } from './sizes.ts';
export { sweepUploads, UPLOADS_FOLDER } from './temporary.ts';
