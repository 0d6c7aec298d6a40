import type { HeldRole } from '../../../platform/access/index.ts';
import type { PlainDate } from '../../../platform/clocks/index.ts';

/** That a person holds a role from one day to another. */
export interface Holding {
  id: string;
  role: HeldRole;
  from: PlainDate;
  /** Its last day; null while no end is known. A day before `from`: it was withdrawn before it began. */
  until: PlainDate | null;
  because: string;
  /** Null where it was given on the command line. */
  givenBy: string | null;
  givenAt: Date;
  endedBy: string | null;
  endedAt: Date | null;
  endedBecause: string | null;
}

/** Where a role held stands in time. */
export type Phase = 'to-come' | 'present' | 'past' | 'withdrawn';
