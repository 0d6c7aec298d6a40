import type { Process } from '../../../platform/workflow/index.ts';
import type { Outcome } from './condense.ts';

/** Where an upload stands. One that was cancelled, thrown away or forgotten is not there any more. */
export type UploadState = 'checking' | 'unreadable' | 'preview' | 'accepted';

/** An upload as it is kept, without its findings. */
export interface Upload {
  id: string;
  /** RET-2026-0001 */
  reference: string;
  agency: string;
  agencyName: string;
  ownerId: string;
  returnKind: string;
  rules: string;
  state: UploadState;
  fileName: string;
  bytes: number;
  sha256: string;
  madeAt: Date;
  /** From 0 to 1000. */
  progress: number;
  heardAt: Date;
  fault: string | null;
  outcome: Outcome | null;
  expiresAt: Date;
  /** When what was found in it was removed, as its authority's period says; null while it is kept. */
  findingsRemovedAt: Date | null;
}

/** An upload nobody decides about is kept so long, in hours. */
export const KEPT_HOURS = 24;
/** Whoever checks says so every second; after so long without a word the check has stopped, in milliseconds. */
const SILENT = 60_000;
/** The largest file that is taken, in bytes: the largest authority's census has some ten megabytes. */
export const LARGEST_RETURN = 268_435_456;

/** Whether the check of an upload stopped without an end, because the server that did it was stopped. */
export function hasStopped({ state, heardAt }: Pick<Upload, 'state' | 'heardAt'>, now: Date): boolean {
  return state === 'checking' && now.getTime() - heardAt.getTime() > SILENT;
}

/** What can be done with an upload. */
export type UploadDoing = 'cancel' | 'accept' | 'throw-away';

/** How an upload becomes an accepted return, or nothing. Issue 5, “In Kith”. */
export const uploadProcess: Process<
  UploadState | 'gone',
  UploadDoing | 'show' | 'refuse' | 'forget',
  'analyst' | 'kith'
> = {
  name: 'return',
  about:
    'A statutory return on its way into Kith. It is checked in the background and shown as a preview; nothing counts before the analyst accepts it.',
  parts: { analyst: 'the analyst of the authority', kith: 'Kith' },
  states: {
    checking: { label: 'Being checked', about: 'The file is read. Nothing is kept of it yet but its name.' },
    unreadable: { label: 'Can’t be read', about: 'The file is no such return, or is damaged. Kith says where.' },
    preview: { label: 'Preview', about: 'The analyst reads what was found. Nothing counts yet.' },
    accepted: { label: 'Accepted', about: 'It has a receipt, and figures are counted from it.', over: true },
    gone: { label: 'Removed', about: 'Nothing of it is left but the entries of the ledger.', over: true },
  },
  first: 'checking',
  moves: [
    {
      doing: 'show',
      from: ['checking'],
      to: 'preview',
      label: 'Finish the check',
      by: ['kith'],
      needs: [],
      says: 'The check is finished.',
    },
    {
      doing: 'refuse',
      from: ['checking'],
      to: 'unreadable',
      label: 'Say why it can’t be read',
      by: ['kith'],
      needs: ['the place in the file'],
      says: 'The file can’t be read.',
    },
    {
      doing: 'cancel',
      from: ['checking'],
      to: 'gone',
      label: 'Cancel the check',
      by: ['analyst'],
      needs: [],
      says: 'The check is cancelled, and nothing of the file was kept.',
    },
    {
      doing: 'accept',
      from: ['preview'],
      to: 'accepted',
      label: 'Accept this return',
      by: ['analyst'],
      needs: ['why, where errors stand in it'],
      says: 'The return is accepted. This is its receipt.',
    },
    {
      doing: 'throw-away',
      from: ['preview', 'unreadable'],
      to: 'gone',
      label: 'Throw it away',
      by: ['analyst'],
      needs: [],
      says: 'It is thrown away, and nothing of it was kept.',
    },
    {
      doing: 'forget',
      from: ['preview', 'unreadable', 'checking'],
      to: 'gone',
      label: 'Remove what nobody decided about',
      by: ['kith'],
      needs: [],
      says: 'It is removed.',
    },
  ],
};
