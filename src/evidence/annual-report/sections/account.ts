import { type AccountedAction, LITTLE_PROGRESS, stateWords } from '../../../partnership/actions/index.ts';
import { FINDINGS } from '../../../partnership/scrutiny/index.ts';
import { dateInWords, londonDate } from '../../../platform/clocks/index.ts';
import { type Block, say } from '../../../platform/documents/index.ts';
import { type ACCOUNTED, accountHref, asSentence, placeOf } from '../account.ts';
import { type Assembly, claim, counted } from './assembly.ts';

/** Key decisions of the year with their reasons, and who disagreed (Working Together 2023; facts §1.4 items 4 and 11). */
export function decisionsSection(assembly: Assembly): Block[] {
  const { decisions } = assembly.input.account;
  if (decisions.length === 0)
    return [...assembly.passages('decisions'), nothing('No decision of this year is published.')];
  return [
    ...assembly.passages('decisions'),
    ...decisions.flatMap((one): Block[] => {
      const number = kept(assembly, 'decision', one.reference, `Decision ${one.reference}, ${one.groupName}`);
      return [
        { kind: 'heading', level: 2, text: `${dateInWords(one.day)}, ${one.groupName}` },
        { kind: 'paragraph', words: claim(one.words, number) },
        { kind: 'paragraph', words: say(`Because: ${one.reasons}`) },
        ...one.dissent.map(
          ({ agency, words }): Block => ({ kind: 'paragraph', words: say(`${agency} did not agree: ${words}`) }),
        ),
      ];
    }),
  ];
}

/** Recommendations and actions: done is told apart from made a difference (product rule 6; facts §1.4 items 4 and 11). */
export function actionsSection(assembly: Assembly): Block[] {
  const { actions, recommendations } = assembly.input.account;
  const looked = actions.filter(({ verdict }) => verdict !== null);
  const better = looked.filter(({ verdict }) => verdict === 'improved');
  return [
    ...assembly.passages('actions'),
    ...(actions.length === 0
      ? [nothing('No action of this year is published.')]
      : [
          {
            kind: 'paragraph',
            words: say(
              `Of ${counted(actions.length, 'action')}, ${actions.filter(({ doneOn }) => doneOn !== null).length} were done. Somebody other than their owner looked whether ${looked.length} of them had an effect, and found an improvement in ${better.length}.`,
            ),
          } as const,
          {
            kind: 'table',
            title: 'Actions of the year, and what came of them',
            columns: [
              { title: 'Action', align: 'start', share: 6 },
              { title: 'Agency', align: 'start', share: 3 },
              { title: 'Due', align: 'start', share: 2 },
              { title: 'Where it stands', align: 'start', share: 3 },
              { title: 'What was found', align: 'start', share: 5 },
            ],
            rows: actions.map((one) => [
              [{ text: one.title, record: numberOf(assembly, one) }],
              say(one.agencyName),
              say(dateInWords(one.dueOn)),
              say(stateWords(one.state)),
              one.found === null ? [{ text: 'Not looked at yet', quiet: true }] : say(one.found),
            ]),
          } as const,
        ]),
    ...(recommendations.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'Recommendations and how they were answered' } as const,
          {
            kind: 'list',
            items: recommendations.map((one) => {
              const number = kept(assembly, 'recommendation', one.reference, `Recommendation ${one.reference}`);
              const why = one.responseWhy === null ? '' : ` ${one.responseWhy}`;
              const actions =
                one.actions.length === 0
                  ? 'No published action answers it.'
                  : `${counted(one.actions.length, 'action')}.`;
              return claim(
                `${asSentence(one.words)} From: ${asSentence(one.source.words)} ${RESPONSES[one.response]}.${why} ${actions}`,
                number,
              );
            }),
          } as const,
        ]),
  ];
}

const RESPONSES = {
  waiting: 'Not answered yet',
  accepted: 'Accepted',
  'in-part': 'Accepted in part',
  'not-accepted': 'Not accepted',
} as const;

/** Actions of which little or no progress is to be told, the most worrying first (Working Together 2018, facts §1.4 item 3). */
export function actionsWithoutProgress(assembly: Assembly): Block[] {
  const order = Object.keys(LITTLE_PROGRESS);
  const little = assembly.input.account.actions
    .flatMap((one) => (one.little === null ? [] : [{ one, little: one.little }]))
    .toSorted((a, b) => order.indexOf(a.little) - order.indexOf(b.little));
  if (little.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Actions' },
    {
      kind: 'claims',
      items: little.map(({ one, little: why }) => ({
        mark: LITTLE_PROGRESS[why],
        tone: 'gap',
        words: claim(`${one.title}, ${one.agencyName}, due ${dateInWords(one.dueOn)}.`, numberOf(assembly, one)),
      })),
    },
  ];
}

/** What scrutiny tested and what partners asked of each other; the scrutineer's statement stands word for word. */
export function scrutinyOfTheYear(assembly: Assembly): Block[] {
  const { statement, tests, challenges, year } = assembly.input.account;
  return [
    ...(statement === null
      ? []
      : [
          {
            kind: 'passage',
            author: `Independent scrutineer, signed ${dateInWords(londonDate(statement.signedAt))}`,
            paragraphs: statement.words.split(/\n\s*\n/).map((text) => say(text.trim())),
            record: kept(assembly, 'scrutineer', year, `Statement of the independent scrutineer, ${year}`),
          } as const,
        ]),
    ...(tests.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'What was tested' } as const,
          {
            kind: 'claims',
            items: tests.map((one, place) => ({
              mark: FINDINGS[one.finding],
              tone: one.finding === 'in-practice' ? ('good' as const) : ('gap' as const),
              words: claim(
                `${asSentence(one.about)} ${asSentence(one.found)} Tested on ${dateInWords(one.testedOn)}.`,
                kept(assembly, 'test', place + 1, `Test of implementation: ${one.about}`),
              ),
            })),
          } as const,
        ]),
    ...(challenges.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'How partners challenged each other' } as const,
          {
            kind: 'list',
            items: challenges.map((one, place) =>
              claim(
                `${one.raisedBy} challenged ${one.askedOf}. ${asSentence(one.about)} ${asSentence(one.words)} ${one.result}.`,
                kept(assembly, 'challenge', place + 1, `Challenge of ${one.raisedBy} to ${one.askedOf}`),
              ),
            ),
          } as const,
        ]),
  ];
}

function numberOf(assembly: Assembly, { reference, title }: AccountedAction): number {
  return kept(assembly, 'action', reference, `Action ${reference}: ${title}`);
}

function kept(assembly: Assembly, kind: keyof typeof ACCOUNTED, name: string | number, label: string): number {
  const path = `${accountHref(assembly.input.account.year)}#${placeOf(kind, name)}`;
  return assembly.kept(path, label, 'published by the partnership');
}

function nothing(words: string): Block {
  return {
    kind: 'paragraph',
    words: say(`${words} That is not the same as none having been taken: nothing is on record for the public.`),
  };
}
