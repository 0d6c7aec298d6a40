import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { projectRoot } from '../paths.ts';
import { PlainError } from '../plain-error.ts';
import {
  type Block,
  type DocumentModel,
  dateInWords,
  describeBars,
  sourcesOf,
  type WriteOptions,
  withoutRepeatedMarks,
} from './document.ts';

const WORKSPACE = join(projectRoot, 'src/platform/documents');
const TEMPLATE = join(WORKSPACE, 'document.typ');
const FACES = ['400Regular', '600SemiBold', '700Bold'];

/** How long layouts are remembered that nobody will ask for again, in milliseconds. Forgetting them takes some 20. */
const FORGET_AFTER = 1000;

let compiler: NodeCompiler | undefined;
let forgetting: NodeJS.Timeout | undefined;

/** Opens the faces, so that the first document need not wait for it. */
export function preparePdf(): void {
  typst();
}

/** Opening the faces costs some 20 to 50 ms, so one compiler serves the whole process. */
function typst(): NodeCompiler {
  if (compiler === undefined) {
    const fonts = dirname(
      createRequire(join(projectRoot, 'package.json')).resolve(
        '@expo-google-fonts/atkinson-hyperlegible-next/package.json',
      ),
    );
    compiler = NodeCompiler.create({
      workspace: WORKSPACE,
      fontArgs: [{ fontPaths: FACES.map((face) => join(fonts, face)) }],
    });
  }
  return compiler;
}

/**
 * Writes the document as a tagged PDF that claims PDF/UA-1. Typst refuses to build a file that breaks the rules it can
 * check, so a picture without a text alternative is an error here, not a surprise for a reader.
 * The same model gives the same bytes.
 *
 * @throws Error with Typst's own messages when the document cannot be built.
 */
export function writePdf(model: DocumentModel, options: WriteOptions = {}): Uint8Array {
  const data = {
    ...model,
    dateInWords: dateInWords(model.date),
    sources: sourcesOf(model),
    guide: prepared(model.guide),
    sections: model.sections.map((section) => ({ ...section, blocks: prepared(section.blocks) })),
  };
  return compilePdf({
    mainFilePath: TEMPLATE,
    inputs: {
      model: JSON.stringify(data),
      ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
    },
  });
}

function prepared(blocks: readonly Block[]): (Block & { alt?: string })[] {
  return withoutRepeatedMarks(blocks).map((block) =>
    block.kind === 'bars' ? { ...block, alt: describeBars(block) } : block,
  );
}

/**
 * Compiles Typst source or a Typst file to PDF/UA-1.
 *
 * @throws Error with Typst's own messages.
 */
export function compilePdf(source: Parameters<NodeCompiler['pdf']>[0]): Uint8Array {
  const engine = typst();
  if (forgetting !== undefined) forget();
  try {
    return engine.pdf(source, { pdfStandard: 'ua-1' });
  } catch (cause) {
    throw pdfFault(cause);
  } finally {
    forgetting = setTimeout(forget, FORGET_AFTER).unref();
  }
}

/** Each document is compiled from scratch; remembered layouts of earlier ones would only fill memory. */
function forget(): void {
  clearTimeout(forgetting);
  forgetting = undefined;
  compiler?.evictCache(0);
}

/**
 * What to throw when Typst failed. Where the registry has only a version that does not know PDF/UA-1 (docs/decisions/0004),
 * it is the machine that is at fault, and a person can go round it.
 */
export function pdfFault(cause: unknown): Error {
  const said = typstMessages(cause);
  if (/unknown variant `ua-1`/.test(said)) {
    return new PlainError(
      'On this kind of machine Kith cannot write accessible PDFs: choose docx or html, or run Kith on 64-bit Intel or AMD Linux.',
      { statusCode: 501, cause },
    );
  }
  return new Error(`The PDF could not be built. ${said}`, { cause });
}

/** Typst puts what went wrong into the fault's code, one line for each; the first few say enough. */
function typstMessages(fault: unknown): string {
  const TOLD = 5;
  if (!(fault instanceof Error)) return String(fault);
  const said = 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.message;
  return said.split('\n').slice(0, TOLD).join(' ');
}
