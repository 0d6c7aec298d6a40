import type { PlainDate } from '../../../platform/clocks/index.ts';
import { dateInWords } from '../../../platform/clocks/index.ts';
import { type Block, type DocumentModel, type Section, say } from '../../../platform/documents/index.ts';
import type { Partnership } from '../repository.ts';
import { answeredBy, inOrder } from './rules.ts';
import type { ArrangementVersion, Head, VersionAgency, VersionSection } from './version.ts';

/**
 * A published version as a document to print or send on. Pure: the same version gives the same document.
 *
 * @param madeOn the day it is made, `2026-11-23`.
 */
export function arrangementsDocument(
  partnership: Partnership,
  version: ArrangementVersion,
  heads: readonly Head[],
  madeOn: PlainDate,
): DocumentModel {
  const known = new Set(heads.map((one) => one.key));
  const others = version.sections.filter((one) => one.head === null || !known.has(one.head));
  const answered = answeredBy(version.sections, heads).flatMap(({ head, sections }): Section[] =>
    sections.length > 0 ? sections.map(sectionOf) : [gapOf(head)],
  );
  const force = version.inForceFrom ? `In force from ${dateInWords(version.inForceFrom)}` : 'Day in force not recorded';
  return {
    title: 'Published arrangements',
    organisation: partnership.name,
    subtitle: `Version ${version.number}`,
    description: `How ${partnership.name} works together to keep children safe, version ${version.number}.`,
    keywords: ['safeguarding children', 'published arrangements', ...version.areas],
    date: madeOn,
    edition: `${force}.`,
    coverFigures: [],
    guide: [
      {
        ...{ kind: 'note', tone: 'plain', title: 'Why this version' },
        words: version.why.split(/\n+/).filter(Boolean).map(say),
      },
    ],
    sections: [...answered, ...inOrder(others, heads).map(sectionOf), boundBy(version), signedBy(version)],
    records: [],
  };
}

function sectionOf({ key, title, words }: VersionSection): Section {
  const blocks = words
    .split(/\n+/)
    .filter((one) => one.trim() !== '')
    .map((text): Block => ({ kind: 'paragraph', words: say(text) }));
  return { id: `section-${key}`, title, basis: [], startsPage: false, blocks };
}

function gapOf(head: Head): Section {
  const blocks: Block[] = [
    {
      ...{ kind: 'note', tone: 'loud', title: 'Nothing here yet' },
      words: [say(`This version has no section on it. Expected: ${head.asks}`)],
    },
  ];
  return { id: `gap-${head.key}`, title: head.title, basis: [], startsPage: false, blocks };
}

function boundBy({ agencies, areas }: ArrangementVersion): Section {
  const list = (standing: VersionAgency['standing'], title: string): Block[] => {
    const names = agencies.flatMap((one) => (one.standing === standing ? [say(one.name)] : []));
    return [
      { kind: 'heading', level: 2, text: title },
      names.length > 0 ? { kind: 'list', items: names } : { kind: 'paragraph', words: say('This version names none.') },
    ];
  };
  return {
    ...{ id: 'agencies', title: 'Who is bound by this version', basis: [`It covers ${areas.join(' and ')}.`] },
    startsPage: false,
    blocks: [...list('statutory', 'Statutory safeguarding partners'), ...list('relevant', 'Relevant agencies')],
  };
}

function signedBy({ signatures }: ArrangementVersion): Section {
  return {
    ...{ id: 'signed', title: 'Who signed it', basis: ['By agency and post.'], startsPage: false },
    blocks: [
      {
        kind: 'table',
        title: 'Signatures',
        columns: [
          { title: 'Partner', align: 'start', share: 4 },
          { title: 'Post', align: 'start', share: 3 },
          { title: 'Day', align: 'start', share: 3 },
        ],
        rows: signatures.map((one) => [
          say(one.agencyName),
          say(one.post),
          say(`${dateInWords(one.signedOn)}${one.keptAt === null ? '' : ', on paper'}`),
        ]),
      },
    ],
  };
}
