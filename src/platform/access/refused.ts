import type { Refusal } from './decide.ts';
import type { Action } from './grant.ts';

/**
 * Thrown by a use case when the person may not do this. The web layer drops the transaction, writes the refusal into the
 * ledger and answers; a refused record is answered exactly as one that does not exist.
 */
export class Refused extends Error {
  override name = 'Refused';
  readonly because: Refusal;
  readonly action: Action;
  readonly kind: string;
  /** The number that was asked for; null when the whole kind is closed to the person. */
  readonly recordId: string | null;

  constructor(what: { because: Refusal; action: Action; kind: string; recordId?: string }) {
    super(`refused: ${what.action} ${what.kind} (${what.because})`);
    this.because = what.because;
    this.action = what.action;
    this.kind = what.kind;
    this.recordId = what.recordId ?? null;
  }
}
