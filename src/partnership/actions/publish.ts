import { demandReach, type Work } from '../../platform/access/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { ACTION } from './policy.ts';
import { updateAction } from './repository.ts';
import { readAction } from './service.ts';

/** Publishes an action in the yearly account, or takes it out again. Returns what was changed; nothing where it stood so. */
export async function publishAction(work: Work, id: string, published: boolean): Promise<FieldChange[]> {
  const { action } = await readAction(work, id);
  demandReach(work, 'share', ACTION, id, action);
  if (action.published === published) return [];
  if (!(await updateAction(work.trx, { id, version: action.version, now: work.now }, { published })))
    throw new PlainError('Somebody else changed this action at the same moment. Open it again and look first.', {
      statusCode: 409,
    });
  return [{ kind: ACTION, recordId: id, field: 'published', before: action.published, after: published }];
}
