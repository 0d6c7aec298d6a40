import type { Day } from '../day.ts';

/** One who offers placements, as Ofsted’s list has it. */
export interface Provider {
  /** Placement types, none where the list gives none. */
  places: readonly string[];
  /** Kinds of provider: PR1. */
  kinds: readonly string[];
  /** When the registration ended; NO_DAY while it stands. */
  ended: Day;
  /** In capitals without spaces; empty where the list gives none. */
  postcode: string;
  /** The number of the authority in which it lies; empty where the list gives none. */
  authority: string;
}

/** Providers by their number. The list may name one more than once. */
export type Providers = ReadonlyMap<string, readonly Provider[]>;
