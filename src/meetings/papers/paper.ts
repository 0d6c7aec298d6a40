import type { ContentKind, Preview } from '../../platform/uploads/index.ts';
import type { MeetingState } from '../meeting.ts';

/** One file of a paper. It is never changed: another one is put in its place. */
export interface PaperVersion {
  version: number;
  fileName: string;
  kind: ContentKind;
  /** In bytes. */
  size: number;
  sha256: string;
  /** Why it was put in place of the one before; null for the first. */
  because: string | null;
  byName: string;
  at: Date;
}

/** A paper of a meeting as it stands: its newest version, and whether it was withdrawn. */
export interface Paper extends PaperVersion {
  id: string;
  meetingId: string;
  /** The item of the agenda to which it belongs; null where it is for the meeting as a whole. */
  itemId: string | null;
  title: string;
  /** Whose paper it is. */
  agency: string;
  agencyName: string;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
  withdrawnBecause: string | null;
}

/** A version with the beginning of its text. */
export interface ShownVersion extends PaperVersion {
  preview: Preview | null;
}

/** What a paper may be, in the order in which a person would choose. */
export const PAPER_KINDS: readonly ContentKind[] = ['pdf', 'docx', 'xlsx', 'pptx', 'csv', 'text', 'png', 'jpeg'];

/** States in which whoever runs the meeting adds, replaces and withdraws papers. */
export const PAPERS_OPEN: readonly MeetingState[] = ['planned', 'agenda-sent', 'in-session', 'to-agree'];

/** Kinds that a browser shows by itself, from an address that lets them do nothing. */
export function isShown(kind: ContentKind): boolean {
  return isPicture(kind) || kind === 'pdf';
}

/** Pictures, which a page can show in their place. */
export function isPicture(kind: ContentKind): boolean {
  return kind === 'png' || kind === 'jpeg';
}
