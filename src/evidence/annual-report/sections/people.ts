import { type Block, say } from '../../../platform/documents/index.ts';
import { scrutinyOfTheYear } from './account.ts';
import { type Assembly, claim, counted } from './assembly.ts';
import { figuresOfGroups, keyFigures } from './figures.ts';

const STANDING = { delivered: 'Delivered', commissioned: 'Commissioned', planned: 'Planned' } as const;

/** Training of the year: how much there was, what was offered, and what is known of its effect (inventory rows 58, 59, 124). */
export function trainingSection(assembly: Assembly): Block[] {
  const { offers } = assembly.input;
  return [
    ...assembly.passages('training'),
    ...keyFigures(assembly, figuresOfGroups(assembly, ['training'])),
    ...(offers.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'What was offered, and what came of it' } as const,
          {
            kind: 'table',
            title: 'Training offers of the year',
            columns: [
              { title: 'Training', align: 'start', share: 5 },
              { title: 'For whom', align: 'start', share: 5 },
              { title: 'Standing', align: 'start', share: 3 },
              { title: 'What is known of its effect', align: 'start', share: 8 },
            ],
            rows: offers.map((offer) => [
              [{ text: offer.title, record: assembly.record('training-offer', offer.key, `Training: ${offer.title}`) }],
              say(offer.audience),
              say(STANDING[offer.standing]),
              say(offer.effect),
            ]),
          } as const,
        ]),
  ];
}

/** How the partnership spoke to those who work with children (inventory rows 60, 84, 85). */
export function communicationSection(assembly: Assembly): Block[] {
  const { channels } = assembly.input;
  return [
    ...assembly.passages('communication'),
    ...keyFigures(assembly, figuresOfGroups(assembly, ['communication', 'engagement'])),
    ...(channels.length === 0
      ? []
      : [
          {
            kind: 'table',
            title: 'Channels of the year',
            columns: [
              { title: 'Channel', align: 'start', share: 3 },
              { title: 'How often', align: 'start', share: 2 },
              { title: 'For whom', align: 'start', share: 3 },
              { title: 'What for', align: 'start', share: 4 },
            ],
            rows: channels.map((channel) => [
              [{ text: channel.name, record: assembly.record('channel', channel.key, `Channel: ${channel.name}`) }],
              say(channel.cycle ?? 'Not stated'),
              say(channel.audience),
              say(channel.purpose),
            ]),
          } as const,
        ]),
  ];
}

/** What children and families said. No kind of record holds feedback yet, so its absence is stated (product rule 2). */
export function voiceSection(assembly: Assembly): Block[] {
  return [
    ...assembly.passages('voice'),
    {
      kind: 'note',
      tone: 'loud',
      title: 'Nothing is recorded',
      words: [
        say(
          'No consultation, feedback or words of children or families is on record for this year. That is not the same as nobody having spoken: it means that nothing they said can be shown to have changed anything.',
        ),
      ],
    },
  ];
}

/** Independent scrutiny: what the arrangements say of it, what the scrutineer wrote, and how much of the report it covers. */
export function scrutinySection(assembly: Assembly): Block[] {
  const { passages, statements } = assembly.input;
  const written = passages.filter((passage) => passage.author.toLocaleLowerCase('en-GB').includes('scrutineer'));
  const duties = statements
    .filter((statement) => statement.statementKind === 'scrutiny')
    .map((statement) =>
      claim(statement.words, assembly.record('statement', statement.key, 'Scrutiny: statement of the partnership')),
    );
  return [
    ...assembly.passages('scrutiny'),
    ...scrutinyOfTheYear(assembly),
    ...(duties.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'What the arrangements say of it' } as const,
          { kind: 'list', items: duties } as const,
        ]),
    {
      kind: 'paragraph',
      words: say(
        `Of the ${counted(passages.length, 'passage')} written for this report, the independent scrutineer wrote ${written.length === 0 ? 'none' : written.length}.`,
      ),
    },
  ];
}
