import type { AtRecord } from './at-record.ts';
import { listReaders, type Readers } from './readers.ts';
import type { Barring, LetIn } from './record-access.ts';
import { listBarred, listBrokenOpen, listLetIn } from './record-repository.ts';

/** Everybody who stands in some way to a record. */
export interface RecordView {
  kind: string;
  id: string;
  kindName: string;
  reference: string;
  /** Address of the record itself. */
  href: string;
  sealed: boolean;
  readers: readonly Readers[];
  /** Who has it open in an emergency. */
  brokenOpen: readonly { name: string; until: Date }[];
  letIn: readonly LetIn[];
  barred: readonly Barring[];
}

/** Who sees one record, why, and who must not. */
export async function viewOf(record: AtRecord): Promise<RecordView> {
  const { work, kind, id, facts, reference } = record;
  return {
    ...{ kind: kind.kind, id, kindName: kind.name, reference, href: kind.href?.(id) ?? '/', sealed: facts.sealed },
    readers: await listReaders(record),
    brokenOpen: await listBrokenOpen(work.trx, kind.kind, id),
    letIn: await listLetIn(work.trx, kind.kind, id),
    barred: await listBarred(work.trx, kind.kind, id),
  };
}
