import { randomUUID } from 'node:crypto';
import { demandKind, Refused, type Work } from '../../../platform/access/index.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { readingOf, strictForm } from '../../../platform/web/form-reading.ts';
import { CODE_SETS, type CodeSetName } from '../annex-a/code-sets.ts';
import type { Mapping, UnknownSpelling } from '../annex-a/index.ts';
import { returnKind } from './kinds.ts';
import { SPELLING } from './policy.ts';
import { demandUpload } from './service.ts';
import { deleteSpelling, insertSpelling, type KeptSpelling, listSpellings } from './spellings.ts';
import type { Upload } from './upload.ts';

/** Spellings that one form asks about; the next ones come when these are answered. */
export const ASKED_AT_ONCE = 20;

/** The kind of return whose codes are written in words. */
const KIND = 'annex-a';

/** The fields of one spelling: which one it is, and what it stands for. */
export function spellingFields(at: number): { of: string; code: string } {
  return { of: `of-${at}`, code: `code-${at}` };
}

const PLACES = Array.from({ length: ASKED_AT_ONCE }, (_, at) => spellingFields(at));

/** The form that says what spellings stand for. What it names is held against the upload where it is used. */
export const mappingForm = strictForm(
  Object.fromEntries(PLACES.flatMap(({ of, code }) => [[of, 300] as const, [code, 100] as const])),
  () => ({ problems: [] }),
);

/** How a form names a spelling. */
export function nameOf({ set, written }: Pick<UnknownSpelling, 'set' | 'written'>): string {
  return `${set} ${written}`;
}

/** An upload with the spellings that are still to be mapped. */
export interface ToMap {
  upload: Upload;
  unknown: UnknownSpelling[];
}

/** The spellings of a checked return that nobody has mapped yet. Throws Refused where it is not the person's to read. */
export async function spellingsToMap(work: Work, id: string, action: 'read' | 'change' = 'read'): Promise<ToMap> {
  demandKind(work, 'create', SPELLING);
  const upload = await demandUpload(work, action, id);
  return { upload, unknown: await stillUnknown(work, upload) };
}

/** Of the spellings that a check did not know, those that were not mapped since. */
export async function stillUnknown(
  { trx }: Pick<Work, 'trx'>,
  { returnKind: key, outcome }: Upload,
): Promise<UnknownSpelling[]> {
  const unknown = outcome?.unknown ?? [];
  if (unknown.length === 0) return [];
  const kept = new Set((await listSpellings(trx, key)).map((one) => `${one.set} ${one.written}`));
  return unknown.filter((one) => !kept.has(nameOf(one)));
}

/** Keeps what was said of some spellings of a return; none needs an answer, but one must have one. */
export async function mapSpellings(
  work: Work,
  id: string,
  values: TypedValues,
): Promise<{ mapped: KeptSpelling[] } | { problems: FormProblem[] }> {
  const { upload, unknown } = await spellingsToMap(work, id, 'change');
  const { typed } = readingOf(values);
  const byName = new Map(unknown.map((one) => [nameOf(one), one]));
  const problems: FormProblem[] = [];
  const said: [UnknownSpelling, string][] = [];
  for (const { of, code } of PLACES) {
    const answer = typed(code);
    if (answer === '') continue;
    const spelling = byName.get(typed(of));
    // Somebody else of the authority has said it meanwhile.
    if (!spelling) continue;
    if (isCode(spelling.set, answer)) said.push([spelling, answer]);
    else problems.push({ field: code, message: `Choose what “${spelling.shown}” stands for from the list` });
  }
  if (problems.length > 0) return { problems };
  if (said.length === 0)
    return { problems: [{ field: PLACES[0]?.code ?? '', message: 'Choose what at least one spelling stands for' }] };
  const { trx, actor, now } = work;
  const mapped: KeptSpelling[] = [];
  for (const [{ set, written, shown }, code] of said) {
    const one: KeptSpelling = {
      ...{ id: randomUUID(), set, written, shown, code, mappedAt: now, mappedBy: actor.name },
    };
    const owner = { agency: upload.agency, ownerId: actor.id, returnKind: upload.returnKind };
    if (await insertSpelling(trx, { ...one, ...owner })) mapped.push(one);
  }
  return { mapped };
}

function isCode(set: string, code: string): boolean {
  return Object.hasOwn(CODE_SETS, set) && CODE_SETS[set as CodeSetName].some(([one]) => one === code);
}

/** What the authority's analyst has mapped. */
export function readSpellings(work: Work): Promise<KeptSpelling[]> {
  demandKind(work, 'read', SPELLING);
  return listSpellings(work.trx, KIND);
}

/** Takes a mapping back: its words are unknown again. Throws Refused as if there were none. */
export async function takeBack(work: Work, id: string): Promise<KeptSpelling> {
  demandKind(work, 'change', SPELLING);
  const taken = await deleteSpelling(work.trx, id);
  if (taken) return taken;
  throw new Refused({ because: 'no-record', action: 'change', kind: SPELLING, recordId: id });
}

/** By what a check of this kind goes, as the authority mapped it; a code that its set no longer has is left out. */
export async function mappingFor(work: Work, key: string): Promise<Mapping> {
  if (!returnKind(key).mapsSpellings) return {};
  return mappingOf(await listSpellings(work.trx, key));
}

/** Kept spellings as a check takes them. */
export function mappingOf(spellings: readonly KeptSpelling[]): Mapping {
  const mapping: Record<string, Record<string, string>> = {};
  for (const { set, shown, code } of spellings) {
    if (!isCode(set, code)) continue;
    mapping[set] = { ...mapping[set], [shown]: code };
  }
  return mapping;
}
