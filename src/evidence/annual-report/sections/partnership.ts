import { type ArrangementVersion, termInWords } from '../../../partnership/arrangements/index.ts';
import { dateInWords, partialDateInWords } from '../../../platform/clocks/index.ts';
import { type Block, say } from '../../../platform/documents/index.ts';
import { type Assembly, claim, joined } from './assembly.ts';

const STATEMENTS = [
  { kind: 'vision', title: 'Our vision' },
  { kind: 'aim', title: 'Our aims' },
  { kind: 'approach', title: 'How we work' },
  { kind: 'objective', title: 'Our objectives' },
  { kind: 'pillar', title: 'What it rests on' },
  { kind: 'duty-of-partners', title: 'What the partners do together' },
] as const;

/** Who the partnership is, what it is for, by which arrangements it works and how it is governed (inventory rows 1-21). */
export function partnershipSection(assembly: Assembly): Block[] {
  return [
    ...assembly.passages('partnership'),
    ...statements(assembly),
    ...partners(assembly),
    ...arrangements(assembly),
    ...leads(assembly),
    ...governance(assembly),
  ];
}

function statements(assembly: Assembly): Block[] {
  return STATEMENTS.flatMap(({ kind, title }): Block[] => {
    const words = assembly.input.statements
      .filter((statement) => statement.statementKind === kind)
      .map((statement) =>
        claim(statement.words, assembly.record('statement', statement.key, `${title}: statement of the partnership`)),
      );
    const [first] = words;
    if (first === undefined) return [];
    const heading: Block = { kind: 'heading', level: 2, text: title };
    return [heading, words.length === 1 ? { kind: 'paragraph', words: first } : { kind: 'list', items: words }];
  });
}

function partners(assembly: Assembly): Block[] {
  const list = (standing: 'statutory' | 'relevant'): Block[] => {
    const items = assembly.input.standing
      .filter((one) => one.standing === standing)
      .map((one) => {
        const { agency, partner, inPlaceOf, until } = one;
        const ended = until === null ? '' : `, until ${partialDateInWords(until)}`;
        const place =
          inPlaceOf === null ? '' : `, in place of ${inPlaceOf.name} since ${partialDateInWords(one.since)}`;
        const number = inPlaceOf
          ? assembly.record('agency', agency.key, `${agency.name}, which took over from ${inPlaceOf.name}`)
          : assembly.record('partner', partner.key, `${agency.name}, ${standing} partner`);
        return claim(`${agency.name}${place}${ended}`, number);
      });
    return items.length === 0 ? [] : [{ kind: 'list', items }];
  };
  const relevant = list('relevant');
  return [
    { kind: 'heading', level: 2, text: 'Statutory safeguarding partners' },
    ...list('statutory'),
    { kind: 'heading', level: 2, text: 'Relevant agencies' },
    ...(relevant.length > 0
      ? relevant
      : [
          {
            kind: 'paragraph',
            words: say('No relevant agency is on record. The published arrangements hold the full list.'),
          } as const,
        ]),
  ];
}

/** The arrangements in force when the year ended, and what changed in it (Working Together 2018, updates to them). */
function arrangements(assembly: Assembly): Block[] {
  const { inForce, revised } = assembly.input.arrangements;
  const heading: Block = { kind: 'heading', level: 2, text: 'Published arrangements' };
  if (!inForce) {
    const words = say('No version of the published arrangements is on record for this year.');
    return [heading, { kind: 'paragraph', words }];
  }
  const numberOf = (version: ArrangementVersion) =>
    assembly.kept(
      `/partnership/arrangements/${version.number}`,
      `Published arrangements, version ${version.number}`,
      'published by the partnership',
    );
  const force = inForce.inForceFrom ? `, in force since ${dateInWords(inForce.inForceFrom)}` : '';
  const signed = inForce.signatures.map((one) => `${one.agencyName} (${one.post})`);
  return [
    heading,
    {
      kind: 'paragraph',
      words: claim(`Version ${inForce.number}${force}. Signed by ${joined(signed)}.`, numberOf(inForce)),
    },
    ...inForce.why.split(/\n+/).map((text): Block => ({ kind: 'paragraph', words: claim(text, numberOf(inForce)) })),
    ...(revised.length === 0
      ? [{ kind: 'paragraph', words: say('Nothing of them was changed in the year.') } as const]
      : revised.flatMap(({ version, sections }): Block[] => {
          const changed = (sections ?? []).filter((one) => one.is !== 'same');
          return [
            { kind: 'heading', level: 3, text: `What changed with version ${version.number}` },
            changed.length === 0
              ? {
                  kind: 'paragraph',
                  words: claim(
                    sections === null ? 'It is the first version on record.' : 'No section was changed in words.',
                    numberOf(version),
                  ),
                }
              : {
                  kind: 'claims',
                  items: changed.map((one) => ({
                    mark: CHANGES[one.is],
                    tone: 'plain',
                    words: claim(one.title, numberOf(version)),
                  })),
                },
          ];
        })),
  ];
}

const CHANGES = { changed: 'Changed', added: 'New', 'left-out': 'Left out', same: 'Not changed' } as const;

/** Which partner led on which issue in the year (inventory row 4). */
function leads(assembly: Assembly): Block[] {
  const { leads: all } = assembly.input;
  if (all.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Who led on which issue' },
    {
      kind: 'list',
      items: all.map((one) =>
        claim(
          `${one.issue}: ${one.leadName}. ${termInWords(one)}`,
          assembly.kept(
            `/partnership/leads#lead-${one.id}`,
            `Lead on an issue: ${one.issue}`,
            'decided by the partners',
          ),
        ),
      ),
    },
  ];
}

function governance(assembly: Assembly): Block[] {
  const { groups } = assembly.input;
  if (groups.length === 0) return [];
  const numbers = new Map(groups.map((group) => [group.key, assembly.record('group', group.key, group.name)]));
  const rows = groups.map((group) => [
    [{ text: group.name, strong: true, ...recordOf(numbers.get(group.key)) }],
    say(group.meets ?? 'Not stated'),
    say(group.accountableTo?.name ?? 'Not stated'),
  ]);
  return [
    { kind: 'heading', level: 2, text: 'How we are governed' },
    {
      kind: 'table',
      title: 'Groups, how often they meet and whom they answer to',
      columns: [
        { title: 'Group', align: 'start', share: 4 },
        { title: 'Meets', align: 'start', share: 3 },
        { title: 'Answers to', align: 'start', share: 3 },
      ],
      rows,
    },
    ...groups.flatMap((group): Block[] => {
      const number = numbers.get(group.key);
      return [
        { kind: 'heading', level: 3, text: group.name },
        {
          kind: 'paragraph',
          words: [{ text: group.purpose }, ...(number === undefined ? [] : [{ text: '', record: number }])],
        },
        ...(group.seats.length > 0
          ? [{ kind: 'paragraph', words: say(`Seats: ${group.seats.map(({ seat }) => seat).join('; ')}.`) } as const]
          : []),
        ...(group.duties.length > 0 ? [{ kind: 'list', items: group.duties.map((duty) => say(duty)) } as const] : []),
      ];
    }),
  ];
}

function recordOf(number: number | undefined): { record?: number } {
  return number === undefined ? {} : { record: number };
}
