import { type Block, say } from '../../../platform/documents/index.ts';
import { type Assembly, claim } from './assembly.ts';

const STATEMENTS = [
  { kind: 'vision', title: 'Our vision' },
  { kind: 'aim', title: 'Our aims' },
  { kind: 'approach', title: 'How we work' },
  { kind: 'objective', title: 'Our objectives' },
  { kind: 'pillar', title: 'What it rests on' },
  { kind: 'duty-of-partners', title: 'What the partners do together' },
] as const;

/** Who the partnership is, what it is for and how it is governed (inventory rows 1-21). */
export function partnershipSection(assembly: Assembly): Block[] {
  return [...assembly.passages('partnership'), ...statements(assembly), ...partners(assembly), ...governance(assembly)];
}

/** What is recorded of money: no kind of record holds it yet, so the section says that nothing is (inventory row 22). */
export function financeSection(assembly: Assembly): Block[] {
  return [
    ...assembly.passages('finance'),
    {
      kind: 'note',
      tone: 'loud',
      title: 'Nothing is recorded',
      words: [
        say(
          'No budget, contribution or spending is on record for this year, so this report gives no figure and draws no conclusion about cost or value for money.',
        ),
      ],
    },
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
    const items = assembly.input.partners
      .filter((partner) => partner.standing === standing)
      .map((partner) =>
        claim(
          partner.agency.name,
          assembly.record('partner', partner.key, `${partner.agency.name}, ${standing} partner`),
        ),
      );
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
