import type { Doing, GivenDisagreement } from '../partnership/challenge/index.ts';

/** Somebody by name; nobody where it is left open. */
type Name = string | null;

/** One thing that was done with an invented disagreement: who, so many days before today, what. */
export type InventedStep = { by: string; ago: number } & (
  | Extract<Doing, { doing: 'answer' | 'resolve' | 'withdraw' }>
  | { doing: 'escalate'; words: string; answerer: Name; asker: Name }
  | { doing: 'hand-over'; answerer: string }
  | { doing: 'learn'; learning: string; theme: Name }
);

/** A disagreement that nobody ever had, as the demonstration holds it. */
export interface InventedDisagreement {
  id: string;
  by: string;
  /** Raised so many days before today. */
  ago: number;
  given: Omit<GivenDisagreement, 'answererId'>;
  answerer: Name;
  steps: readonly InventedStep[];
}

const HARTLEPOOL = 'hartlepool-borough-council';
const STOCKTON = 'stockton-on-tees-borough-council';
const HEALTH = 'north-east-and-north-cumbria-icb';
const POLICE = 'cleveland-police';
const INVENTED = 'Invented for the demonstration.';

/** Number of an invented disagreement by its place. */
export function disagreementId(place: number): string {
  return `b1000000-0000-5000-8000-${String(place).padStart(12, '0')}`;
}

type About = Pick<GivenDisagreement, 'otherAgency' | 'cause' | 'concerns' | 'theme' | 'words' | 'wanted'> &
  Partial<Pick<GivenDisagreement, 'urgent' | 'ownReference'>>;

function given(about: About): InventedDisagreement['given'] {
  const { words, ...rest } = about;
  return { urgent: false, ownReference: null, ...rest, words: `${INVENTED} ${words}` };
}

const answer = (by: string, ago: number, said: 'changed' | 'in-part' | 'stands', words: string): InventedStep => ({
  ...{ by, ago, doing: 'answer', answer: said, words, otherReference: null },
});
const escalate = (by: string, ago: number, words: string, answerer: Name, asker: Name = null): InventedStep => ({
  ...{ by, ago, doing: 'escalate', words, answerer, asker },
});
const resolve = (
  by: string,
  ago: number,
  outcome: Extract<Doing, { doing: 'resolve' }>['outcome'],
  words: string,
): InventedStep => ({ ...{ by, ago, doing: 'resolve', outcome, words } });
const learn = (ago: number, theme: Name, learning: string): InventedStep => ({
  ...{ by: 'Brenda Example', ago, doing: 'learn', theme, learning },
});

/** Disagreements of an invented year, over the stages and the agencies; days are counted back from today. */
export function inventedDisagreements(): InventedDisagreement[] {
  const all: Omit<InventedDisagreement, 'id'>[] = [
    {
      ...{ by: 'Stella Example', ago: 320, answerer: 'Hanna Example' },
      given: given({
        ...{ otherAgency: STOCKTON, cause: 'threshold', concerns: 'one-child', theme: 'cumulative-vulnerability' },
        words:
          'Our fourth referral in a year was closed as below the threshold. Each was read as if it were the first.',
        wanted: 'An assessment that reads all four together.',
        ownReference: 'SCH-221',
      }),
      steps: [
        answer(
          'Hanna Example',
          318,
          'stands',
          'This contact alone does not meet the threshold. Early help was offered.',
        ),
        escalate('Stella Example', 316, 'The answer looks at one contact again, and not at four.', 'Tomas Example'),
        answer(
          'Tomas Example',
          311,
          'changed',
          'Read together they do meet it. An assessment begins this week, with the school.',
        ),
        resolve('Stella Example', 309, 'changed', 'An assessment has begun and the school takes part.'),
        learn(
          300,
          'cumulative-vulnerability',
          'Contacts about a child are read together before one is closed. The hub’s screen shows earlier contacts first.',
        ),
      ],
    },
    {
      ...{ by: 'Peter Example', ago: 290, answerer: 'Hugh Example' },
      given: given({
        ...{ otherAgency: HARTLEPOOL, cause: 'response', concerns: 'a-family', theme: null, urgent: true },
        words: 'We asked for a joint visit the same day and were told that nobody was free until Monday.',
        wanted: 'A joint visit today.',
      }),
      steps: [
        answer('Hugh Example', 290, 'changed', 'The manager on duty goes with you at four.'),
        resolve('Peter Example', 289, 'changed', 'The joint visit took place on the day.'),
      ],
    },
    {
      ...{ by: 'Priya Example', ago: 262, answerer: 'Peter Example' },
      given: given({
        ...{ otherAgency: POLICE, cause: 'sharing', concerns: 'one-child', theme: 'information-sharing' },
        words: 'We learned of an incident at the home nine days later, from the school.',
        wanted: 'Notice of incidents in families with a plan on the next working day.',
      }),
      steps: [
        answer(
          'Peter Example',
          255,
          'in-part',
          'It should have been sent. I can promise it for this family, not for all.',
        ),
        escalate('Priya Example', 252, 'It is about every family with a plan.', null),
        { ...{ by: 'Lewis Example', ago: 249, doing: 'hand-over', answerer: 'Lewis Example' } },
        answer(
          'Lewis Example',
          240,
          'changed',
          'The list of families with a plan now goes to the vulnerability desk each morning.',
        ),
        resolve('Priya Example', 238, 'changed', 'The list has been sent each morning for two weeks.'),
        learn(
          230,
          'information-sharing',
          'An agency can only tell others what it knows they need: send the list of families, not a request a time.',
        ),
      ],
    },
    {
      ...{ by: 'Nadia Example', ago: 241, answerer: null },
      given: given({
        ...{ otherAgency: STOCKTON, cause: 'closure', concerns: 'one-child', theme: 'over-optimism' },
        words: 'The case was stepped down three weeks after the parent began treatment. Nothing shows that it lasts.',
        wanted: 'Hold the plan for another eight weeks.',
      }),
      steps: [
        escalate('Nadia Example', 235, 'There was no answer in two working days.', 'Tomas Example'),
        answer('Tomas Example', 224, 'in-part', 'The plan stays for six weeks, with a review in week five.'),
        resolve('Nadia Example', 222, 'in-part', 'Six weeks and a review that health takes part in.'),
        learn(
          215,
          'over-optimism',
          'What has lasted a few weeks is a beginning. A step down says how long a change must last first.',
        ),
      ],
    },
    {
      ...{ by: 'Hugh Example', ago: 204, answerer: 'Stella Example' },
      given: given({
        ...{
          otherAgency: 'schools',
          cause: 'more-information',
          concerns: 'one-child',
          theme: 'recognition-and-referral',
        },
        words: 'The school asks us to make an early help plan that it could lead itself.',
        wanted: 'The school leads, with our help for the first meeting.',
      }),
      steps: [
        answer('Stella Example', 203, 'changed', 'We lead. Please come to the first meeting.'),
        resolve('Hugh Example', 202, 'changed', 'The school leads the plan.'),
      ],
    },
    {
      ...{ by: 'Peter Example', ago: 180, answerer: null },
      given: given({
        ...{ otherAgency: HARTLEPOOL, cause: 'procedures', concerns: 'several-children', theme: 'complex-cases' },
        words:
          'We asked for a strategy discussion about a group of young people and a place. It was refused, as each is known already.',
        wanted: 'One discussion about the group and the place.',
      }),
      steps: [
        escalate('Peter Example', 176, 'We were sent from one team to the next.', 'Laura Example', 'Lewis Example'),
        answer('Laura Example', 170, 'stands', 'Each young person has a plan. We have no procedure for a group.'),
        escalate('Lewis Example', 168, 'That there is no procedure is the point.', 'Sunil Example', 'Sarah Example'),
        answer('Sunil Example', 160, 'changed', 'There is one now, on trial: the exploitation team calls it.'),
        resolve('Sarah Example', 158, 'changed', 'Group discussions are held each fortnight.'),
        learn(
          150,
          'complex-cases',
          'Harm outside the home has no single child’s file. The group discussion is the place for it.',
        ),
      ],
    },
    {
      ...{ by: 'Stella Example', ago: 150, answerer: 'Hugh Example' },
      given: given({
        ...{ otherAgency: HARTLEPOOL, cause: 'sharing', concerns: 'one-child', theme: 'schools-kept-informed' },
        words: 'A domestic abuse conference spoke of a pupil. The school heard of it after the half-term.',
        wanted: 'Word to the school before the conference, every time.',
      }),
      steps: [
        answer('Hugh Example', 148, 'stands', 'The notice goes to the head. It went to a mailbox that nobody reads.'),
        escalate('Stella Example', 146, 'A mailbox that nobody reads is no notice.', 'Laura Example'),
        escalate('Stella Example', 136, 'There is no answer after six working days.', 'Sunil Example'),
        answer(
          'Sunil Example',
          134,
          'changed',
          'Notices go to the safeguarding lead by name, and are chased when unread.',
        ),
        resolve('Stella Example', 131, 'changed', 'The last two notices came to me, before the conference.'),
        learn(
          120,
          'schools-kept-informed',
          'Sent is not told: a notice counts once the person it is for has opened it.',
        ),
      ],
    },
    {
      ...{ by: 'Samuel Example', ago: 128, answerer: null },
      given: given({
        ...{ otherAgency: POLICE, cause: 'assessment', concerns: 'practice', theme: 'voice-of-the-child' },
        words: 'Interviews with children are planned without their nurse or therapist being asked how to talk to them.',
        wanted: 'A call to health before each planned interview.',
      }),
      steps: [
        escalate('Samuel Example', 124, 'It is a matter of policy, not of one officer.', 'Lewis Example'),
        escalate('Samuel Example', 112, 'There is no answer.', 'Sarah Example'),
        answer('Sarah Example', 109, 'stands', 'An interview can’t wait for a call that may not be answered.'),
        escalate('Samuel Example', 107, 'It need not wait if the call is made when it is planned.', null),
        answer(
          'Sarah Example',
          90,
          'in-part',
          'The partners agree: a call when an interview is planned more than a day ahead.',
        ),
        resolve(
          'Brenda Example',
          88,
          'decided',
          'The partners decided on a trial of three months, looked at in the Executive.',
        ),
        learn(
          80,
          'voice-of-the-child',
          'Whoever knows how a child communicates is asked before, not after, the child is spoken to.',
        ),
      ],
    },
    {
      ...{ by: 'Hanna Example', ago: 100, answerer: 'Nadia Example' },
      given: given({
        ...{ otherAgency: HEALTH, cause: 'plan', concerns: 'one-child', theme: 'stuck-cases' },
        words: 'The plan asks for an appointment that has been put off four times.',
        wanted: 'A date that stands.',
      }),
      steps: [
        {
          ...{
            by: 'Hanna Example',
            ago: 97,
            doing: 'withdraw',
            words: 'We spoke on the telephone and there is a date.',
          },
        },
      ],
    },
    {
      ...{ by: 'Priya Example', ago: 71, answerer: 'Nadia Example' },
      given: given({
        ...{ otherAgency: HEALTH, cause: 'sharing', concerns: 'one-child', theme: 'consent' },
        words: 'Missed appointments were not told to us because the parent had not consented.',
        wanted: 'The dates of missed appointments.',
      }),
      steps: [
        answer('Nadia Example', 70, 'stands', 'The parent said no, and there was no concern that overrides it.'),
        escalate('Priya Example', 68, 'There is a child protection plan: consent is not the basis.', null),
        answer(
          'Samuel Example',
          63,
          'changed',
          'With a plan, consent is not what sharing rests on. The dates are sent today.',
        ),
        resolve('Priya Example', 62, 'changed', 'The dates are here.'),
        learn(
          50,
          'consent',
          'Consent to a service and the basis for sharing are two questions. The plan answers the second.',
        ),
      ],
    },
    {
      ...{ by: 'Stella Example', ago: 24, answerer: 'Hanna Example' },
      given: given({
        ...{ otherAgency: STOCKTON, cause: 'threshold', concerns: 'a-family', theme: 'recognition-and-referral' },
        words: 'We were told that hunger alone is a matter for the school.',
        wanted: 'A visit to the home.',
        ownReference: 'SCH-304',
      }),
      steps: [
        answer('Hanna Example', 23, 'stands', 'The food bank was suggested and the parent agreed to go.'),
        escalate('Stella Example', 21, 'The child is still hungry, and nobody has seen the home.', 'Tomas Example'),
      ],
    },
    {
      ...{ by: 'Peter Example', ago: 6, answerer: 'Hugh Example' },
      given: given({
        ...{ otherAgency: HARTLEPOOL, cause: 'response', concerns: 'one-child', theme: null, urgent: true },
        words:
          'A young person came back at three in the morning for the third time. A return interview is offered for next week.',
        wanted: 'An interview within 72 hours.',
      }),
      steps: [],
    },
    {
      ...{ by: 'Nadia Example', ago: 4, answerer: 'Priya Example' },
      given: given({
        ...{ otherAgency: HARTLEPOOL, cause: 'assessment', concerns: 'one-child', theme: 'trauma-and-health' },
        words:
          'The assessment calls the child’s outbursts bad behaviour. Our notes on what happened before are not in it.',
        wanted: 'The assessment takes the health notes in and is looked at again.',
      }),
      steps: [
        answer(
          'Priya Example',
          1,
          'in-part',
          'The notes are added. Whether it changes the outcome we look at on Thursday.',
        ),
      ],
    },
    {
      ...{ by: 'Hugh Example', ago: 1, answerer: null },
      given: given({
        ...{ otherAgency: POLICE, cause: 'sharing', concerns: 'a-family', theme: 'information-sharing' },
        words: 'We ask for the reports of three incidents and are told to use a form that is no longer taken.',
        wanted: 'The three reports, and the right form.',
      }),
      steps: [],
    },
  ];
  return all.map((one, at) => ({ id: disagreementId(at + 1), ...one }));
}
