import type { Work } from '../../../platform/access/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { type FieldVersion, settle } from '../../../platform/web/two-versions.ts';
import { listHeads } from '../heads.ts';
import { changesOf, movedOn } from './at-version.ts';
import { type GivenSection, sectionFields } from './form.ts';
import { deleteSection, insertSection, updateSection } from './repository.ts';
import { sectionKey } from './rules.ts';
import { type Changed, getDraft, merged } from './service.ts';
import type { ArrangementVersion, Head, VersionSection } from './version.ts';

/** One section of a draft, for somebody who is about to change it. Throws PlainError (404) where it has none of that key. */
export async function openSection(
  work: Work,
  id: string,
  key: string,
): Promise<{ version: ArrangementVersion; section: VersionSection; heads: Head[]; fields: FieldVersion[] }> {
  const version = await getDraft(work, id);
  const section = version.sections.find((one) => one.key === key);
  if (!section) {
    throw new PlainError('This version has no such section: somebody may have left it out. Open the version again.', {
      statusCode: 404,
    });
  }
  const heads = await listHeads(work.trx);
  return { version, section, heads, fields: sectionFields(section, heads) };
}

/** A draft for somebody who is about to add a section. */
export async function openForSection(work: Work, id: string): Promise<{ version: ArrangementVersion; heads: Head[] }> {
  return { version: await getDraft(work, id), heads: await listHeads(work.trx) };
}

/** Adds a section to a draft. */
export async function addSection(
  work: Work,
  id: string,
  given: GivenSection,
): Promise<{ key: string } & ({ changes: FieldChange[] } | { problems: FormProblem[] })> {
  const { version, heads } = await openForSection(work, id);
  if (given.head !== null && !heads.some((one) => one.key === given.head)) {
    return { key: '', problems: [{ field: 'head', message: 'Choose what it answers from the list' }] };
  }
  const key = sectionKey(
    given.title,
    version.sections.map((one) => one.key),
  );
  await insertSection(work.trx, id, { ...given, key });
  return { key, changes: changesOf(id, [], ofSection(key, sectionFields(given, heads))) };
}

/** Changes a section of a draft. Two people who change the same one see both; different ones are in nobody’s way. */
export async function changeSection(
  work: Work,
  id: string,
  key: string,
  given: GivenSection,
  values: TypedValues,
): Promise<Changed> {
  const { section, heads, fields } = await openSection(work, id, key);
  if (given.head !== null && !heads.some((one) => one.key === given.head)) {
    return { problems: [{ field: 'head', message: 'Choose what it answers from the list' }] };
  }
  const settled = settle(values, { version: section.version, mine: sectionFields(given, heads), stored: fields });
  if ('differences' in settled) return { ...settled, version: section.version };
  const { title, head, words } = section;
  const wanted = merged(given, { title, head, words }, settled.asStored);
  const changes = changesOf(id, ofSection(key, fields), ofSection(key, sectionFields(wanted, heads)));
  if (changes.length === 0) return { changes };
  if (await updateSection(work.trx, { id, key, version: section.version }, wanted)) return { changes };
  throw movedOn();
}

/** Leaves a section out of a draft; its words stay in the ledger and in the version before. */
export async function leaveOutSection(work: Work, id: string, key: string, version: string): Promise<FieldChange[]> {
  const { section, heads } = await openSection(work, id, key);
  if (version !== String(section.version) || !(await deleteSection(work.trx, { id, key, version: section.version }))) {
    throw new PlainError('Somebody else changed this section meanwhile. Read it again before you leave it out.', {
      statusCode: 409,
    });
  }
  return changesOf(id, ofSection(key, sectionFields(section, heads)), []);
}

function ofSection(key: string, fields: readonly FieldVersion[]): FieldVersion[] {
  return fields.map((one) => ({ ...one, field: `section/${key}/${one.field}` }));
}
