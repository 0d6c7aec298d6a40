import type { GivenMove, ImpactTest, Origin } from '../partnership/actions/index.ts';
import { addDays, type PlainDate } from '../platform/clocks/index.ts';

/** One thing that is said to have happened to an invented action, so many days before today. */
export interface InventedMove {
  by: string;
  ago: number;
  move: Partial<GivenMove> & Pick<GivenMove, 'doing' | 'words'>;
}

/** An action that nobody was ever given, as the demonstration holds it. People stand by their names. */
export interface InventedAction {
  /** The same in every installation, so that it is put there once. */
  id: string;
  by: string;
  /** Given so many days before today. */
  ago: number;
  owner: string;
  title: string;
  words: string;
  /** Due so many days before today; after it where negative. */
  due: number;
  origin: Origin | null;
  /** Place of its recommendation in the list, from 1. */
  recommendation: number | null;
  /** Number of the action that it follows. */
  follows?: string;
  objectives: readonly string[];
  priority: string | null;
  themes: readonly string[];
  test: ImpactTest | null;
  later: readonly InventedMove[];
  published: boolean;
}

/** Begins what could be taken for something that happened. */
const INVENTED = 'Invented for the demonstration.';

/** Number of an invented action by its place. */
export function actionId(place: number): string {
  return `a0000000-0000-5000-8000-${String(place).padStart(12, '0')}`;
}

const EXECUTIVE = (words: string): Origin => ({ kind: 'meeting', id: null, words });
const SHARE = ['objective-share-information'];
const PRACTICE = ['objective-improve-practice'];
const LEARNING = ['objective-shared-learning', 'pillar-learning-culture'];
const QUALITY = ['pillar-quality-assurance'];
const CHALLENGE = ['objective-peer-challenge', 'objective-hold-to-account'];

type Draft = Partial<InventedAction> & Pick<InventedAction, 'by' | 'ago' | 'owner' | 'title' | 'words' | 'due'>;

/** The actions, in every state in which one can be. */
export function inventedActions(today: PlainDate): InventedAction[] {
  const on = (ago: number) => addDays(today, -ago);
  const test = (change: string, seenBy: ImpactTest['seenBy'], seenWords: string, look: number): ImpactTest => ({
    ...{ change, seenBy, seenWords, lookOn: on(look) },
  });
  const done = (by: string, ago: number, words: string): InventedMove => ({ by, ago, move: { doing: 'done', words } });
  const look = (
    by: string,
    ago: number,
    verdict: 'improved' | 'no-change' | 'worse' | 'cannot-tell',
    words: string,
  ) => ({
    ...{ by, ago },
    move: { doing: verdict === 'improved' ? ('improved' as const) : ('not-improved' as const), words, verdict },
  });
  const drafts: Draft[] = [
    // Made a difference.
    {
      ...{ by: 'Brenda Example', ago: 315, owner: 'Laura Example', due: 250, recommendation: 1, published: true },
      title: 'Put “what do we not know, and who would” on every core group agenda',
      words: 'Change the template, tell every chair, and look at the first twenty agendas.',
      ...{ objectives: SHARE, themes: ['information-sharing', 'professional-curiosity'] },
      test: test(
        'Core groups ask outside agencies more often',
        'audit-question',
        'Did the core group name what it did not know?',
        120,
      ),
      later: [
        done(
          'Laura Example',
          255,
          'The template was changed on the first of the month. 61 chairs were told; 20 of 20 agendas had the section.',
        ),
        look(
          'Ines Example',
          118,
          'improved',
          '16 of 20 audited core groups named what they did not know; 4 of 20 the year before.',
        ),
      ],
    },
    {
      ...{ by: 'Brenda Example', ago: 310, owner: 'Sarah Example', due: 220, recommendation: 2, published: true },
      title: 'Tell the school before the conference meets',
      words: 'A message to the school’s safeguarding lead, with a form to send back what the school knows.',
      ...{ objectives: SHARE, priority: 'domestic-abuse', themes: ['schools-kept-informed'] },
      test: test(
        'Schools know before the meeting and can have their say',
        'indicator',
        'Share of conferences with an answer from the school',
        60,
      ),
      later: [
        done(
          'Sarah Example',
          226,
          'The message goes out on the day the list is made. The first three lists are in the shared folder.',
        ),
        look(
          'Brenda Example',
          58,
          'improved',
          'Schools answered before 38 of 44 conferences; before 9 of 40 in the year before.',
        ),
      ],
    },
    {
      ...{ by: 'Sunil Example', ago: 280, owner: 'Samuel Example', due: 200, published: true },
      title: 'Give the health visitor a place in every strategy meeting about a child under two',
      words: 'A deputy is named for each locality, so that nobody is missed in holidays.',
      origin: EXECUTIVE('Executive, invented meeting of spring, item 3'),
      ...{ objectives: PRACTICE, themes: ['holistic-assessment'] },
      test: test(
        'Decisions about the youngest rest on what health knows',
        'indicator',
        'Strategy meetings with health present',
        90,
      ),
      later: [
        done('Samuel Example', 205, 'Deputies are named in all five localities; the rota is with both front doors.'),
        look(
          'Brenda Example',
          88,
          'improved',
          'Health was there in 47 of 50 meetings; 29 of 50 in the quarter before.',
        ),
      ],
    },
    // Looked at, without improvement.
    {
      ...{ by: 'Brenda Example', ago: 245, owner: 'Priya Example', due: 180, recommendation: 3, published: true },
      title: 'Show teams how to use one tool for each child',
      words: 'Half an hour in each team meeting, with an example from practice.',
      ...{
        objectives: PRACTICE,
        priority: 'neglect-assess-and-intervene',
        themes: ['tools-in-use', 'training-into-practice'],
      },
      test: test(
        'Each child in a family has a tool of their own on file',
        'audit-question',
        'Is there one tool for each child?',
        40,
      ),
      later: [
        done('Priya Example', 184, 'Nine of nine teams were visited; the slides are on the intranet.'),
        look(
          'Laura Example',
          38,
          'no-change',
          '3 of 20 audited families had a tool for each child; 3 of 20 before. People knew of the tool and did not find the time.',
        ),
      ],
    },
    {
      ...{ by: 'Laura Example', ago: 36, owner: 'Priya Example', due: -24, recommendation: 3, follows: actionId(4) },
      title: 'Open the tool from the assessment itself, filled in with what is known',
      words: 'The training did not reach practice because the tool is a second piece of paper.',
      ...{ objectives: PRACTICE, priority: 'neglect-assess-and-intervene', themes: ['tools-in-use'] },
      test: test(
        'Each child in a family has a tool of their own on file',
        'audit-question',
        'Is there one tool for each child?',
        -150,
      ),
    },
    {
      ...{ by: 'Brenda Example', ago: 235, owner: 'Lewis Example', due: 175, published: true },
      title: 'Send officers a weekly list of children reported missing twice',
      words: 'So that the second return interview is not the first again.',
      origin: EXECUTIVE('Engine Room, invented meeting'),
      ...{ objectives: SHARE, priority: 'contextual-safeguarding', themes: ['recognition-and-referral'] },
      test: test(
        'Fewer children go missing a third time',
        'indicator',
        'Children missing three times in a quarter',
        50,
      ),
      later: [
        done('Lewis Example', 178, 'The list goes out every Monday.'),
        look('Ines Example', 48, 'worse', '14 children, 11 before. The list reaches the officers and nobody else.'),
      ],
    },
    {
      ...{ by: 'Brenda Example', ago: 230, owner: 'Marek Example', due: 160, published: true },
      title: 'Ask every school what it needs from the partnership',
      words: 'A short survey before the summer.',
      ...{ objectives: LEARNING, themes: ['working-relationships'] },
      test: test('Schools say that they are heard', 'feedback', 'Headteachers’ forum', 30),
      later: [
        done('Marek Example', 165, '41 of 84 schools answered.'),
        look('Brenda Example', 28, 'cannot-tell', 'The forum was cancelled, and nobody was asked again.'),
      ],
    },
    // Done, and the effect still to be looked at.
    {
      ...{ by: 'Brenda Example', ago: 150, owner: 'Hugh Example', due: 70, published: true },
      title: 'Tell everyone who sends a contact what came of it',
      words: 'A reply within five days, in plain words, also where nothing follows.',
      ...{ objectives: SHARE, themes: ['information-sharing', 'working-relationships'] },
      test: test('People who send contacts hear back', 'feedback', 'Invented survey of senders', -40),
      later: [done('Hugh Example', 76, 'The reply is part of the decision form; 212 replies left in the first month.')],
    },
    {
      ...{ by: 'Sunil Example', ago: 160, owner: 'Anwar Example', due: 90, published: true },
      title: 'Publish how often plans are repeated, by area',
      words: 'With the definition beside the figure.',
      ...{ objectives: QUALITY, themes: ['stuck-cases'] },
      test: test('The executive asks about repeats before it is told', 'feedback', 'Minutes of two meetings', 12),
      later: [done('Anwar Example', 95, 'The figure stands in the snapshot with its numerator.')],
    },
    {
      ...{ by: 'Sarah Example', ago: 110, owner: 'Peter Example', due: 40 },
      title: 'Write down what the child said in their own words in every report of violence at home',
      words: 'One field, at the top.',
      origin: { kind: 'challenge', id: null, words: 'Peer challenge by health, invented' },
      ...{ objectives: CHALLENGE, priority: 'domestic-abuse', themes: ['voice-of-the-child'] },
      test: test('Reports hold what the child said', 'audit-question', 'Are the child’s words in the report?', -60),
      later: [
        done(
          'Peter Example',
          45,
          'The field is in the form since the first of the month; 30 of 30 sampled reports have it filled in.',
        ),
      ],
    },
    {
      ...{ by: 'Brenda Example', ago: 140, owner: 'Hanna Example', due: 60 },
      title: 'Name one person in each school whom the hub can call',
      words: 'With a deputy and a number that is answered in the holidays.',
      ...{ objectives: SHARE, themes: ['schools-kept-informed'] },
      test: test('The hub reaches a school within the hour', 'indicator', 'Calls answered within an hour', 3),
      later: [done('Hanna Example', 62, 'All 84 schools have named somebody; the list is checked each term.')],
    },
    // To do, and late.
    {
      ...{ by: 'Brenda Example', ago: 130, owner: 'Sunil Example', due: 34, published: true, recommendation: 5 },
      title: 'Agree how partners show each quarter what their actions changed',
      words: 'One page, the same for every agency.',
      ...{ objectives: CHALLENGE },
      test: test(
        'The executive hears of effects and not of activity',
        'feedback',
        'Scrutineer reads four quarters’ pages',
        -200,
      ),
    },
    {
      ...{ by: 'Brenda Example', ago: 90, owner: 'Samuel Example', due: 18, published: true },
      title: 'Say which mental health worker leads for a child in secure care',
      words: 'Six of six audited children had nobody who led.',
      origin: { kind: 'audit', id: 'contextual-safeguarding-audit-2021', words: 'Contextual safeguarding audit' },
      ...{ objectives: PRACTICE, priority: 'contextual-safeguarding', themes: ['mental-health-support'] },
    },
    {
      ...{ by: 'Maya Example', ago: 60, owner: 'Priya Example', due: 6 },
      title: 'Bring two examples of a plan in plain language to the Engine Room',
      words: 'With the family’s agreement, and without names.',
      origin: EXECUTIVE('Engine Room, invented meeting of autumn'),
      ...{ objectives: LEARNING, themes: ['plain-language'] },
      later: [
        {
          by: 'Priya Example',
          ago: 8,
          move: { doing: 'ask-for-time', words: 'The family is away until the end of the month.', day: on(-16) },
        },
      ],
    },
    {
      ...{ by: 'Brenda Example', ago: 75, owner: 'Peter Example', due: 1 },
      title: 'Check the first fifty messages to schools for what they leave out',
      words: 'Ten from each district.',
      ...{ objectives: QUALITY, priority: 'domestic-abuse', themes: ['schools-kept-informed'] },
    },
    // To do.
    {
      ...{ by: 'Brenda Example', ago: 40, owner: 'Hugh Example', due: 0 },
      title: 'Send the front door’s figures of the last quarter to the business unit',
      words: 'Contacts, decisions, and how long they took.',
      objectives: QUALITY,
    },
    {
      ...{ by: 'Brenda Example', ago: 30, owner: 'Maya Example', due: -5 },
      title: 'Invite the young people’s forum to the next executive',
      words: 'With a question that they choose, and travel paid.',
      origin: EXECUTIVE('Executive, invented meeting of autumn, item 6'),
      ...{ objectives: ['objective-best-outcomes'], themes: ['voice-of-the-child'] },
      test: test(
        'The executive decides something that young people asked for',
        'feedback',
        'Forum, six months later',
        -190,
      ),
    },
    {
      ...{ by: 'Sunil Example', ago: 28, owner: 'Laura Example', due: -12 },
      title: 'Hold a briefing on significant adults around a child',
      words: 'Who they are, how they are searched for, and what was missed.',
      origin: { kind: 'practice-review', id: 'child-o', words: 'Child O, second learning point' },
      ...{ objectives: LEARNING, themes: ['adults-around-the-child'] },
    },
    {
      ...{ by: 'Lewis Example', ago: 21, owner: 'Peter Example', due: -20 },
      title: 'Ride along with the return-interview worker for two days',
      words: 'And write one page on what police could do differently.',
      ...{ objectives: LEARNING, priority: 'contextual-safeguarding' },
    },
    {
      ...{ by: 'Brenda Example', ago: 18, owner: 'Agnes Example', due: -33 },
      title: 'Count how often a case discussion for complex cases was asked for',
      words: 'By area, agency and month.',
      ...{ objectives: QUALITY, themes: ['complex-cases'] },
      test: test(
        'More case discussions are asked for early',
        'indicator',
        'Discussions within three months of the first worry',
        -210,
      ),
    },
    {
      ...{ by: 'Samuel Example', ago: 14, owner: 'Sarah Example', due: -45, recommendation: 5 },
      title: 'Share what was learned from the missing list with both councils',
      words: 'The list helped nobody who did not get it.',
      ...{ objectives: SHARE, priority: 'contextual-safeguarding', follows: actionId(6) },
    },
    {
      ...{ by: 'Brenda Example', ago: 10, owner: 'Hanna Example', due: -60 },
      title: 'Write the guide for schools on what happens after a contact',
      words: 'Two pages, tested with three headteachers.',
      ...{ objectives: SHARE, themes: ['plain-language', 'schools-kept-informed'] },
      later: [
        {
          by: 'Brenda Example',
          ago: 4,
          move: { doing: 'hand-over', words: 'Hanna is on a course for six weeks.', owner: 'Marek Example' },
        },
      ],
    },
    // No longer needed.
    {
      ...{ by: 'Maya Example', ago: 190, owner: 'Sunil Example', due: 120, recommendation: 4 },
      title: 'Find money for a worker who stays with a child placed out of the area',
      words: 'For one year, in both councils.',
      ...{ objectives: PRACTICE, priority: 'contextual-safeguarding', themes: ['disruption-and-placement'] },
      later: [
        {
          by: 'Brenda Example',
          ago: 168,
          move: {
            doing: 'not-needed',
            words: 'The recommendation was not accepted; a named second worker is offered instead.',
          },
        },
      ],
    },
    {
      ...{ by: 'Brenda Example', ago: 170, owner: 'Maya Example', due: 100, published: true },
      title: 'Print the threshold document for every school',
      words: 'Two copies each.',
      objectives: SHARE,
      later: [
        {
          by: 'Brenda Example',
          ago: 130,
          move: { doing: 'not-needed', words: 'Schools said that they read it on screen and nowhere else.' },
        },
      ],
    },
    // Opened again.
    {
      ...{ by: 'Brenda Example', ago: 100, owner: 'Laura Example', due: 35 },
      title: 'Ask every team whether group supervision takes place',
      words: 'And how often in the last quarter.',
      ...{ objectives: PRACTICE, themes: ['complex-cases'] },
      test: test('Group supervision takes place in every team', 'indicator', 'Teams with a meeting each quarter', -70),
      later: [
        done('Laura Example', 40, 'All teams were written to.'),
        {
          by: 'Ines Example',
          ago: 20,
          move: { doing: 'reopen', words: 'To be asked is not to have answered: four teams did not.', day: on(-15) },
        },
      ],
    },
  ];
  return drafts.map((draft, at) => ({
    ...{
      id: actionId(at + 1),
      origin: null,
      recommendation: null,
      objectives: [],
      priority: null,
      themes: [],
      test: null,
    },
    ...{ later: [], published: false },
    ...draft,
    words: `${INVENTED} ${draft.words}`,
  }));
}
