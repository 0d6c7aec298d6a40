import type { PeerAct, TypedPeerChallenge } from '../partnership/challenge/index.ts';

/** A challenge between agencies that never was. */
export interface InventedPeerChallenge {
  id: string;
  by: string;
  ago: number;
  given: Omit<TypedPeerChallenge, 'askedId' | 'replyBy'>;
  /** The reply is wanted so many days before today; after it where negative. */
  replyBy: number;
  /** Who is asked by name; whoever answers for the agency where it is left open. */
  asked?: string;
  steps: readonly (PeerAct & { by: string; ago: number })[];
  /** What the yearly report says of it; null where nothing is published. */
  published: string | null;
}

const HARTLEPOOL = 'hartlepool-borough-council';
const STOCKTON = 'stockton-on-tees-borough-council';
const HEALTH = 'north-east-and-north-cumbria-icb';
const POLICE = 'cleveland-police';
const INVENTED = 'Invented for the demonstration.';

/** Number of an invented challenge by its place. */
export function peerChallengeId(place: number): string {
  return `b2000000-0000-5000-8000-${String(place).padStart(12, '0')}`;
}

/** Challenges between agencies of an invented year. */
export function inventedPeerChallenges(): InventedPeerChallenge[] {
  const about = (otherAgency: string, subject: string, theme: string | null, words: string) => ({
    ...{ otherAgency, about: subject, theme, words: `${INVENTED} ${words}` },
  });
  const all: Omit<InventedPeerChallenge, 'id'>[] = [
    {
      ...{ by: 'Sarah Example', ago: 300, replyBy: 280 },
      given: about(
        HARTLEPOOL,
        'theme:information-sharing',
        'information-sharing',
        'In a third of strategy meetings the police are not called. Show how you check that.',
      ),
      steps: [
        {
          by: 'Sunil Example',
          ago: 284,
          doing: 'reply',
          result: 'accepted',
          words: 'We did not check it. We do from this month.',
        },
        {
          by: 'Sunil Example',
          ago: 200,
          doing: 'change',
          words:
            'The meeting can’t be recorded without saying who was asked. Police were called to all of the last forty.',
        },
      ],
      published:
        'The police asked why they were missing from strategy meetings. The council found that it did not check, and now does: they were called to all of the forty meetings that followed.',
    },
    {
      ...{ by: 'Samuel Example', ago: 270, replyBy: 250 },
      given: about(
        STOCKTON,
        'audit:neglect-audit-2021-22',
        'tools-in-use',
        'The audit found no use of the neglect tool. What has your council done since?',
      ),
      asked: 'Tomas Example',
      steps: [
        {
          by: 'Tomas Example',
          ago: 256,
          doing: 'reply',
          result: 'accepted',
          words: 'Very little. Two managers now use it in every supervision on neglect.',
        },
        {
          by: 'Brenda Example',
          ago: 110,
          doing: 'change',
          words: 'A look at twenty cases: the tool was used in eleven.',
        },
      ],
      published:
        'Health asked what came of an audit that found a tool unused. Two managers began to use it in supervision; of twenty cases looked at since, it was used in eleven.',
    },
    {
      ...{ by: 'Sunil Example', ago: 240, replyBy: 220 },
      given: about(
        POLICE,
        'priority:domestic-abuse',
        'schools-kept-informed',
        'Notices to schools come after the school day has begun. They were to come before.',
      ),
      steps: [
        {
          by: 'Lewis Example',
          ago: 215,
          doing: 'reply',
          result: 'in-part',
          words: 'On weekdays they can come before eight. After a weekend they can’t.',
        },
        {
          by: 'Lewis Example',
          ago: 170,
          doing: 'change',
          words: 'Weekday notices leave at seven. Nine of ten arrived before the first lesson.',
        },
      ],
      published:
        'The council asked that schools hear of domestic abuse before the school day. On weekdays they now do, in nine of ten cases; after weekends not yet.',
    },
    {
      ...{ by: 'Ines Example', ago: 210, replyBy: 189 },
      given: about(
        HARTLEPOOL,
        'review:child-o',
        'professional-challenge',
        'You report that core groups speak of what is not known. I read twelve minutes and found it in four.',
      ),
      steps: [
        {
          by: 'Laura Example',
          ago: 195,
          doing: 'reply',
          result: 'accepted',
          words: 'You are right. We reported the new form, not its use.',
        },
        {
          by: 'Laura Example',
          ago: 120,
          doing: 'change',
          words:
            'The item stands first, and a manager reads one set of minutes a week. It was there in ten of the last twelve.',
        },
      ],
      published:
        'The scrutineer found that core groups rarely spoke of what nobody knows, though it was reported as done. The council accepted it. In ten of the next twelve meetings they did.',
    },
    {
      ...{ by: 'Lewis Example', ago: 160, replyBy: 140 },
      given: about(HEALTH, 'practice', null, 'No one from health came to four of the last six exploitation meetings.'),
      steps: [
        {
          by: 'Samuel Example',
          ago: 150,
          doing: 'reply',
          result: 'not-accepted',
          words: 'The invitations went to a team that was dissolved. We were not asked.',
        },
        {
          by: 'Lewis Example',
          ago: 145,
          doing: 'close',
          words: 'That is so. The list of invitations is mended on our side.',
        },
      ],
      published: null,
    },
    {
      ...{ by: 'Ines Example', ago: 75, replyBy: 50 },
      given: about(
        POLICE,
        'objective:objective-best-outcomes',
        'voice-of-the-child',
        'Your returns count interviews. What do children say changed because of what they told you?',
      ),
      steps: [
        {
          by: 'Sarah Example',
          ago: 48,
          doing: 'reply',
          result: 'in-part',
          words: 'We do not ask them yet. We begin with ten, through their advocates.',
        },
      ],
      published: null,
    },
    {
      ...{ by: 'Laura Example', ago: 30, replyBy: 9 },
      given: about(
        POLICE,
        'practice',
        null,
        'Body-worn video of homes is described to us in one line. It could tell a social worker far more.',
      ),
      steps: [],
      published: null,
    },
    {
      ...{ by: 'Ines Example', ago: 12, replyBy: -9 },
      given: about(
        HEALTH,
        'theme:tools-in-use',
        'tools-in-use',
        'Which of your teams use the neglect tool, and how do you know?',
      ),
      steps: [],
      published: null,
    },
  ];
  return all.map((one, at) => ({ id: peerChallengeId(at + 1), ...one }));
}
