import { createHash } from 'node:crypto';
import { type DocumentFormat, type DocumentModel, writeDocument } from '../../platform/documents/index.ts';
import type { Audience } from '../snapshot/index.ts';

const KEPT = 6;
const written = new Map<string, Promise<Uint8Array>>();

/**
 * Writes a document, or hands out the file already written for exactly this content: many may ask for a report on the
 * day it is published. The newest few are kept. Links lead to the configured address or to the list of records in the file:
 * what a visitor's browser names as the host must not end up in the links of somebody else's file.
 */
export function writtenOnce(
  model: DocumentModel,
  format: DocumentFormat,
  publicUrl: string | null,
): Promise<Uint8Array> {
  const name = `${format} ${publicUrl ?? ''} ${createHash('sha256').update(JSON.stringify(model)).digest('hex')}`;
  const held = written.get(name);
  if (held !== undefined) return held;
  const writing = writeDocument(model, format, publicUrl === null ? {} : { publicUrl });
  written.set(name, writing);
  writing.catch(() => written.delete(name));
  const oldest = written.keys().next().value;
  if (written.size > KEPT && oldest !== undefined) written.delete(oldest);
  return writing;
}

/** What the file is called when it is saved: `yearly-report-2021-22.pdf`; with small numbers in it its name says so. */
export function fileNameOf(year: string, format: DocumentFormat, audience: Audience = 'public'): string {
  return `yearly-report-${year}${audience === 'partnership' ? '-not-for-publication' : ''}.${format}`;
}
