/**
 * How several people write the same text and no word is lost. Every text that is sent becomes a version. One that was
 * written with the current version before its eyes becomes the current one; one that was written against an older version
 * stands beside it until somebody who reads both settles them. Versions are never changed and never dropped.
 */

/** One version of a text. */
export interface Version {
  version: number;
  /** The version that whoever wrote it had before their eyes; 0 where there was none. */
  basedOn: number;
  standing: 'current' | 'beside';
  /** Versions beside the text that this one took account of. */
  settles: readonly number[];
  words: string;
  byId: string;
  byName: string;
  at: Date;
}

/** A text as it stands. */
export interface Text {
  /** Null while nobody has written anything. */
  current: Version | null;
  /** What was written beside it and is not settled yet, oldest first. */
  beside: Version[];
}

/** What is sent. */
export interface Sent {
  basedOn: number;
  words: string;
  byId: string;
  /** Versions that whoever sends it was shown beside the text and took account of. */
  settles: readonly number[];
}

/** What becomes of what was sent: a new version, or nothing where the same words stand there already. */
export type Placed =
  | { same: Version }
  | { version: number; basedOn: number; standing: 'current' | 'beside'; settles: number[] };

/** A text from all its versions, in any order. */
export function textOf(versions: readonly Version[]): Text {
  const inOrder = versions.toSorted((a, b) => a.version - b.version);
  const settled = new Set(inOrder.flatMap(({ settles }) => settles));
  return {
    current: inOrder.findLast(({ standing }) => standing === 'current') ?? null,
    beside: inOrder.filter(({ version, standing }) => standing === 'beside' && !settled.has(version)),
  };
}

/** Where a text that was sent belongs among the versions that are held. */
export function place(sent: Sent, versions: readonly Version[]): Placed {
  const { current, beside } = textOf(versions);
  const known = sent.settles.filter((one) => beside.some(({ version }) => version === one));
  // Somebody whose words stand beside the text goes on writing: their newer words take the place of their own older ones.
  const ownBeside = beside.find(({ version, byId }) => version === sent.basedOn && byId === sent.byId);
  const standsThere = ownBeside ?? current;
  if (standsThere && known.length === 0 && standsThere.words === sent.words) return { same: standsThere };
  if (!standsThere && sent.words === '') {
    return {
      same: { version: 0, basedOn: 0, standing: 'current', settles: [], words: '', byId: '', byName: '', at: NEVER },
    };
  }
  const version = versions.reduce((most, one) => Math.max(most, one.version), 0) + 1;
  if (sent.basedOn === (current?.version ?? 0)) {
    return { version, basedOn: sent.basedOn, standing: 'current', settles: known };
  }
  const settles = ownBeside ? [...new Set([...known, ownBeside.version])] : known;
  return { version, basedOn: sent.basedOn, standing: 'beside', settles };
}

const NEVER = new Date(0);
