import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type ContentKind,
  checkContent,
  FileRefused,
  receiveForm,
  safeFileName,
  type UploadedFile,
} from '../uploads/index.ts';

/** What a route takes as a file. */
export interface Upload {
  /** Name of the form's field. */
  field: string;
  /** What it may be. */
  kinds: readonly ContentKind[];
  /** Most bytes, where it is not what the setting UPLOAD_LIMIT says. */
  most?: number;
}

/** A file that passed every check. */
export interface CheckedFile extends UploadedFile {
  /** What is in it. */
  kind: ContentKind;
  /** Under which name it may be kept and given out. */
  name: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What became of the file of this request's form; null where its route takes none. */
    upload: { field: string; file: CheckedFile | null; refused: FileRefused | null } | null;
  }
}

/** So many files may be on their way from one person at once. */
const AT_ONCE = 3;
/** Files on their way to this process, by the number of the person who sends them. */
const coming = new Map<string, number>();

/** Lets routes of a scope read forms with files. Everywhere else such a form is answered 415. */
export async function takesFiles(scope: FastifyInstance): Promise<void> {
  await scope.register(multipart, { throwFileSizeLimit: false });
}

/**
 * Receives the form and its file, checks what the file is, and lets `handle` answer. Whatever happens the file is gone
 * afterwards. `mayKeep` is asked when the fields are there and nothing of the file is kept.
 */
export async function withFile<T>(
  request: FastifyRequest,
  upload: Upload,
  mayKeep: (request: FastifyRequest) => Promise<boolean>,
  handle: () => Promise<T>,
): Promise<T> {
  const { uploads } = request.server.kithServer;
  if (!uploads) throw new Error('A route takes files, and the server was told no place for them.');
  const { field } = upload;
  if (!request.isMultipart()) {
    // A form of this page that came without its file: the token counts all the same.
    await mayKeep(request);
    request.upload = { field, file: null, refused: null };
    return handle();
  }
  const sender = request.visit?.actor.id ?? '';
  const before = coming.get(sender) ?? 0;
  coming.set(sender, before + 1);
  let remove = async () => {};
  try {
    const received = await receiveForm(request, {
      ...{ field, folder: uploads.folder, most: upload.most ?? uploads.most },
      mayKeep: async () => {
        const may = await mayKeep(request);
        if (may && before >= AT_ONCE) {
          throw new FileRefused('Several files of yours are on their way: wait until they are there', 429);
        }
        return may;
      },
    });
    remove = received.remove;
    request.upload = { field, ...(await checked(received, upload)) };
    return await handle();
  } finally {
    await remove();
    const left = (coming.get(sender) ?? 1) - 1;
    if (left > 0) coming.set(sender, left);
    else coming.delete(sender);
  }
}

async function checked(
  { file, refused }: { file: UploadedFile | null; refused: FileRefused | null },
  { kinds }: Upload,
): Promise<{ file: CheckedFile | null; refused: FileRefused | null }> {
  if (!file) return { file: null, refused };
  try {
    const kind = await checkContent(file.path, kinds);
    return { file: { ...file, kind, name: safeFileName(file.sentAs, kind) }, refused: null };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { file: null, refused: error };
  }
}
