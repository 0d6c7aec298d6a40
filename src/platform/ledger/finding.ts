/** What was done to the ledger where it is no longer whole. */
export type Fault =
  /** An entry is not as it was written. */
  | 'altered'
  | 'removed'
  /** An entry that Kith did not write. */
  | 'inserted'
  /** The newest entries are gone. */
  | 'cut-off'
  /** The fields that an entry says were changed are not those that stand there. */
  | 'changes-altered'
  /** The end of the chain as the database remembers it is not the last entry. */
  | 'head'
  /** A checkpoint, or the mark of the newest entry, was altered, removed or says otherwise. */
  | 'checkpoint'
  /** The key that wrote an entry is not in the keys file, so nobody can say. */
  | 'unknown-key';

/** The first place at which the ledger is not whole. */
export interface Finding {
  seq: number;
  fault: Fault;
  /** When that happened of which the entry tells, as it stands there now; null where nothing stands there. */
  at: Date | null;
  /** One or two plain sentences: which entry, what is wrong with it. */
  says: string;
}

/** A finding before it is put into words. */
export interface Place {
  seq: number;
  fault: Fault;
  /** What is known besides: "12 entries are gone". */
  more?: string;
}
