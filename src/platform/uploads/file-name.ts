import { type ContentKind, endingsOf, kindLabel } from './kinds.ts';
import { FileRefused } from './refused.ts';

/** Longest name of a file, its ending with it. */
const LONGEST = 120;
/** Signs that a reader does not see, or that turn the order of what they do see. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

/**
 * The name under which a file is kept and given out again: the last part of whatever path came with it, without signs that
 * mean something to a shell, a header or a file system, and with the ending that fits what is in it. Throws FileRefused
 * (415) where the name ends as something else: that is a mistake or a disguise, and a reader must know which.
 */
export function safeFileName(sent: string, kind: ContentKind): string {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replace(UNSEEN, '')
    .replace(/["<>:|?*;%`$]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const found = /^(.*)\.([A-Za-z0-9]{1,12})$/.exec(name);
  const endings = endingsOf(kind);
  if (found && !endings.includes((found[2] ?? '').toLowerCase())) {
    throw new FileRefused(
      `The name ends in .${found[2]}, but what is in the file is a ${kindLabel(kind)}: save it again as what it is`,
    );
  }
  const ending = found ? (found[2] ?? '').toLowerCase() : (endings[0] ?? '');
  const stem =
    [...(found ? (found[1] ?? '') : name)]
      .slice(0, LONGEST - ending.length - 1)
      .join('')
      .trim() || 'file';
  return `${stem}.${ending}`;
}
