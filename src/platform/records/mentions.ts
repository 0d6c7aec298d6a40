import type { RecordKind } from './kind.ts';
import { type LatestVersion, versionName } from './latest-versions.ts';
import { didYouMean } from './near-miss.ts';
import { shown } from './plain-issue.ts';
import type { Problem } from './problem.ts';
import type { YearFile } from './year-file.ts';

/** The kind of record that other records name in `source`. */
export const SOURCE = 'source';
/** The kind of record that the head of a file names in `partnership`. */
export const PARTNERSHIP = 'partnership';

/** All mentions of other records in a load, and which of them lead nowhere. */
export class Mentions {
  readonly #mentions: { kind: string; key: string; problem: (reason: string) => Problem }[] = [];
  readonly #inLoad = new Map<string, Set<string>>();
  /** Kinds of which a record failed without telling its key: a mention may mean that one. */
  readonly #inDoubt = new Set<string>();
  readonly #headings: ReadonlyMap<string, string>;

  constructor(read: readonly YearFile[], kinds: readonly RecordKind[]) {
    this.#headings = new Map(kinds.map((kind) => [kind.kind, kind.heading]));
    for (const file of read) {
      for (const one of file.records) this.#know(one.kind.kind, one.key);
      for (const one of file.failed) {
        if (one.key === null) this.#inDoubt.add(one.kind);
        else this.#know(one.kind, one.key);
      }
    }
    // Only now is every key of the load known, also those of later files.
    for (const file of read) {
      const partnership = file.head.partnership;
      if (partnership !== null && this.#headings.has(PARTNERSHIP)) {
        this.#add(PARTNERSHIP, partnership, (reason) => file.problemAtHead('partnership', reason));
      }
      for (const one of file.records) {
        if (one.source !== null && this.#headings.has(SOURCE)) {
          this.#add(SOURCE, one.source, (reason) =>
            one.ownSource ? one.problemAt(['source'], reason) : file.problemAtHead('source', reason),
          );
        }
        for (const mention of one.kind.references?.(one.record, one.head) ?? []) {
          this.#add(mention.kind, mention.key, (reason) => one.problemAt(mention.path, reason));
        }
      }
    }
  }

  #know(kind: string, key: string): void {
    let keys = this.#inLoad.get(kind);
    if (keys === undefined) {
      keys = new Set();
      this.#inLoad.set(kind, keys);
    }
    keys.add(key);
  }

  #add(kind: string, key: string, problem: (reason: string) => Problem): void {
    if (!this.#inLoad.get(kind)?.has(key) && !this.#inDoubt.has(kind)) this.#mentions.push({ kind, key, problem });
  }

  /** Mentions that the load does not answer itself; looked up in the database. */
  wanted(): { kind: string; key: string }[] {
    return this.#mentions.map(({ kind, key }) => ({ kind, key }));
  }

  unknown(held: ReadonlyMap<string, LatestVersion>): Problem[] {
    return this.#mentions
      .filter(({ kind, key }) => !held.has(versionName(kind, key)))
      .map(({ kind, key, problem }) => {
        const spoken = kind.replaceAll('-', ' ');
        const meant = didYouMean(key, [...(this.#inLoad.get(kind) ?? [])]);
        const heading = this.#headings.get(kind);
        const where = heading === undefined ? '' : ` Add it below "${heading}:" or load its file in the same command.`;
        return problem(`There is no ${spoken} ${shown(key)}.${meant === '' ? where : meant}`);
      });
  }
}
