import type { Audit, LearningPoint, PracticeReview, Theme } from '../../../partnership/learning/index.ts';
import { partialDateInWords } from '../../../platform/clocks/index.ts';
import { type Block, say, type Words } from '../../../platform/documents/index.ts';
import { type Assembly, claim, counted, joined } from './assembly.ts';
import { figuresOfGroups, keyFigures } from './figures.ts';

/** What reviews and audits taught, what is being done about it, and which themes return (inventory rows 88-125). */
export function learningSection(assembly: Assembly): Block[] {
  return [
    ...assembly.passages('learning'),
    ...keyFigures(assembly, figuresOfGroups(assembly, ['learning'])),
    ...assembly.input.reviews.flatMap((review) => oneReview(assembly, review)),
    ...assembly.input.audits.flatMap((audit) => oneAudit(assembly, audit)),
    ...themes(assembly),
  ];
}

function oneReview(assembly: Assembly, review: PracticeReview): Block[] {
  const number = assembly.record('practice-review', review.key, review.label);
  const unstated = review.actions.filter(
    (action) => action.owner === null && action.due === null && action.effect === null,
  );
  return [
    { kind: 'heading', level: 2, text: review.label },
    { kind: 'paragraph', words: claim(review.question, number) },
    { kind: 'heading', level: 3, text: 'What was learned' },
    { kind: 'list', items: review.learning.map((point) => claim(point.words, number)) },
    { kind: 'heading', level: 3, text: 'What is being done' },
    {
      kind: 'table',
      title: `Actions after the review: ${review.label}`,
      columns: [
        { title: 'Action', align: 'start', share: 7 },
        { title: 'Owner', align: 'start', share: 2 },
        { title: 'By when', align: 'start', share: 2 },
        { title: 'Effect', align: 'start', share: 2 },
      ],
      rows: review.actions.map((action) => [
        [{ text: action.words, record: number }],
        stated(action.owner),
        stated(action.due === null ? null : partialDateInWords(action.due)),
        stated(action.effect),
      ]),
    },
    ...(unstated.length === 0
      ? []
      : [
          {
            kind: 'note',
            tone: 'loud',
            title: `${unstated.length} of ${counted(review.actions.length, 'action')} without owner, date or effect`,
            words: [
              say(
                'An action that nobody owns, by no date and with no test of its effect cannot be shown to have helped.',
              ),
            ],
          } as const,
        ]),
  ];
}

/** What a source says, or that it does not say it: not known is a value (product rule 2). */
function stated(words: string | null): Words {
  return words === null ? [{ text: 'Not stated', quiet: true }] : say(words);
}

function oneAudit(assembly: Assembly, audit: Audit): Block[] {
  const number = assembly.record('audit', audit.key, audit.title);
  const facts = [
    ...(audit.carriedOut === null ? [] : [`Carried out: ${partialDateInWords(audit.carriedOut)}.`]),
    ...(audit.repeatDue === null ? [] : [`To be repeated: ${partialDateInWords(audit.repeatDue)}.`]),
  ];
  const side = (title: string, findings: readonly LearningPoint[]): Block[] =>
    findings.length === 0
      ? []
      : [
          { kind: 'heading', level: 3, text: title },
          { kind: 'list', items: findings.map((finding) => claim(finding.words, number)) },
        ];
  return [
    { kind: 'heading', level: 2, text: audit.title },
    { kind: 'paragraph', words: claim(audit.purpose, number) },
    ...(facts.length === 0 ? [] : [{ kind: 'paragraph', words: say(facts.join(' ')) } as const]),
    ...side('Working well', audit.workingWell),
    ...side('To develop', audit.toDevelop),
  ];
}

function themes(assembly: Assembly): Block[] {
  const seen = assembly.input.themes
    .filter((theme) => theme.sightings > 0)
    .sort((one, other) => other.sightings - one.sightings || one.name.localeCompare(other.name));
  if (seen.length === 0) return [];
  const returning = seen.filter((theme) => theme.seenIn.length > 1);
  const record = (theme: Theme): number => assembly.record('theme', theme.key, `Theme: ${theme.name}`);
  return [
    { kind: 'heading', level: 2, text: 'Themes that return' },
    {
      kind: 'paragraph',
      words: say(
        returning.length === 0
          ? 'No theme was seen in more than one review or audit of the year.'
          : `Of the ${counted(seen.length, 'theme')} seen in the reviews and audits of the year, ${returning.length} ${returning.length === 1 ? 'was' : 'were'} seen in more than one of them.`,
      ),
    },
    ...(returning.length === 0
      ? []
      : [
          {
            kind: 'bars',
            title: 'Themes seen in more than one review or audit',
            scale: 'Points of learning and findings that speak of it',
            series: ['Times seen'],
            groups: returning.map((theme) => ({
              label: theme.name,
              bars: [
                { label: '', value: theme.sightings, shown: String(theme.sightings), series: 0, record: record(theme) },
              ],
            })),
          } as const,
        ]),
    {
      kind: 'table',
      title: 'Where each theme was seen',
      columns: [
        { title: 'Theme', align: 'start', share: 4 },
        { title: 'Seen in', align: 'start', share: 5 },
        { title: 'Times', align: 'end', share: 1 },
      ],
      rows: seen.map((theme) => [
        [{ text: theme.name, record: record(theme) }],
        say(joined(theme.seenIn.map(({ title }) => title))),
        say(String(theme.sightings)),
      ]),
    },
  ];
}
