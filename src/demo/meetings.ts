import type { DateRule } from '../meetings/index.ts';
import { addDays, addMonths, dayOfWeek, type PlainDate } from '../platform/clocks/index.ts';

/** Somebody who sits in a group of the demonstration: by name of one of its people, or a seat of an agency. */
export interface InventedMember {
  who: string | { seat: string; agency: string };
  part: 'chair' | 'member' | 'adviser';
  votes: boolean;
  /** Stands in when they can't come. */
  deputy?: string;
}

/** What was said and decided under one item of a meeting that never took place. */
export interface InventedItem {
  title: string;
  asks: 'note' | 'discuss' | 'decide';
  lasts: number;
  said: string;
  /** What is said of it at later meetings. */
  again: string;
  decided?: {
    words: string;
    reasons: string;
    objective: string | null;
    dissent?: { agency: string; words: string };
    published?: boolean;
  };
  /** Given to one of the demonstration's people, so many days from the meeting. */
  action?: { title: string; to: string; within: number };
}

/** A group with an invented year of meetings. */
export interface InventedForum {
  key: string;
  name: string;
  members: InventedMember[];
  rule: Omit<DateRule, 'lastOn'>;
  starts: string;
  lasts: number;
  place: string;
  /** Taken in turn: each meeting has so many of them. */
  items: InventedItem[];
  perMeeting: number;
  notKnown: { what: string; whoKnows: string; asks: string; answer: string }[];
  /** Asked before each meeting of the last months, and what came. */
  asked: string;
  terms?: { remit: string; endsOn: PlainDate; closureTest: string };
}

const HARTLEPOOL = 'hartlepool-borough-council';
const STOCKTON = 'stockton-on-tees-borough-council';
const HEALTH = 'north-east-and-north-cumbria-icb';
const POLICE = 'cleveland-police';

const PRACTICE = 'objective-improve-practice';
const BARRIERS = 'objective-find-barriers';
const ACCOUNT = 'objective-hold-to-account';
const LEARNING = 'objective-shared-learning';

const executive: InventedForum = {
  ...{ key: 'executive', name: 'Executive', starts: '10:00', lasts: 120, place: 'Civic Centre, committee room B' },
  // The second Tuesday of every second month.
  rule: { pattern: { unit: 'months', every: 2, week: 2 }, firstOn: '2025-04-08', moves: 'next-working-day' },
  perMeeting: 2,
  members: [
    { who: 'Sunil Example', part: 'chair', votes: true },
    { who: { seat: 'Director of children’s services', agency: STOCKTON }, part: 'member', votes: true },
    { who: 'Samuel Example', part: 'member', votes: true },
    { who: 'Sarah Example', part: 'member', votes: true, deputy: 'Lewis Example' },
    { who: 'Brenda Example', part: 'adviser', votes: false },
    { who: 'Ines Example', part: 'adviser', votes: false },
  ],
  items: [
    {
      ...{ title: 'Use of the neglect tool', asks: 'decide', lasts: 30 },
      said: 'The Engine Room reported that forty files were read and that the tool was found in nine of them. Practitioners say that it takes two hours and that nobody asks for it afterwards. The police asked what would change if it were asked for at every review. Nobody knew how often the tool changed a plan.',
      again:
        'The tool was found in twenty-two of forty files, against nine before. The chairs say that the question is asked. Whether plans changed because of it is not known yet.',
      decided: {
        words:
          'Every child protection conference asks for the neglect tool, and the chair says in the minutes when there is none.',
        reasons:
          'The tool was launched twice and its use was not tested. A question that is asked every time is cheaper than a third launch.',
        objective: PRACTICE,
        published: true,
      },
      action: { title: 'Put the question into the template of conference minutes', to: 'Laura Example', within: 42 },
    },
    {
      ...{ title: 'Budget and contributions', asks: 'decide', lasts: 20 },
      said: 'The business manager set out next year’s cost. Three partners confirmed their share. Health said that its share could not be confirmed before its own board had met.',
      again: 'Spending is within the budget. Health has confirmed its share.',
      decided: {
        words:
          'Shares stay as they are for the coming year, and are looked at again when a health body has confirmed its budget.',
        reasons: 'Training is booked for the year and can’t wait for one partner’s board.',
        objective: null,
        dissent: { agency: HEALTH, words: 'Wants the shares to follow the number of children in each area.' },
      },
    },
    {
      ...{ title: 'What schools are told after a domestic abuse incident', asks: 'discuss', lasts: 25 },
      said: 'Two schools told the scrutineer that notices come on the next day but not before the first lesson. The police can send them by six in the morning on working days. Nobody could say what colleges and nurseries receive.',
      again:
        'Notices left in time on nine of ten school days. Two nurseries asked to be called instead, because nobody reads mail before ten.',
      decided: {
        words:
          'Notices to schools leave by six in the morning of the next school day, and nurseries are included from January.',
        reasons: 'A child who was awake half the night needs a kind word in the first lesson, not in the third.',
        objective: BARRIERS,
        published: true,
      },
      action: { title: 'Agree with nurseries how they receive the notices', to: 'Brenda Example', within: 60 },
    },
    {
      ...{ title: 'Findings of the scrutineer’s visits', asks: 'note', lasts: 20 },
      said: 'The scrutineer visited both front doors. Decisions were sound. Senders of contacts heard what came of them in six of ten cases. The Executive thanked the teams and asked for the same count in six months.',
      again:
        'The count was repeated: eight of ten senders hear what came of their contact. The scrutineer asked why the last two of ten do not.',
    },
    {
      ...{ title: 'Workforce pressure in health visiting', asks: 'discuss', lasts: 25 },
      said: 'A third of posts are empty. Contacts at two years are late for one family in four. Partners asked which children are waited for longest, and whether a family hub could see some of them first.',
      again:
        'Late contacts fell from one family in four to one in six. Families who move between the areas still wait longest.',
      decided: {
        words:
          'Health reports every two months which contacts are late, by area, and family hubs offer a first visit where one is late by a month.',
        reasons:
          'Late contacts were a theme in two reviews. Knowing which children wait is the least that partners owe each other.',
        objective: ACCOUNT,
        published: true,
      },
    },
  ],
  notKnown: [
    {
      ...{
        what: 'How often does the neglect tool change a plan?',
        whoKnows: 'The chairs of conferences',
        asks: 'The business manager',
      },
      answer: 'In eleven of twenty plans that were read, says the sample of the autumn.',
    },
    {
      ...{
        what: 'What do colleges receive after an incident at home?',
        whoKnows: 'The colleges’ safeguarding leads',
        asks: 'Cleveland Police',
      },
      answer: 'Nothing by themselves: they ask when they worry.',
    },
    {
      ...{
        what: 'Which families wait longest for a health visitor, and in which area?',
        whoKnows: 'The health visiting service',
        asks: 'The health body',
      },
      answer: 'Families who moved between the two areas, in both directions.',
    },
  ],
  asked: 'What did your agency do about the last meeting’s decisions, and what got in the way?',
};

const engineRoom: InventedForum = {
  ...{ key: 'engine-room', name: 'Engine Room', starts: '13:30', lasts: 150, place: 'Online' },
  rule: { pattern: { unit: 'weeks', every: 6 }, firstOn: '2025-04-16', moves: 'next-working-day' },
  perMeeting: 2,
  members: [
    { who: 'Laura Example', part: 'chair', votes: true },
    { who: 'Bilal Example', part: 'member', votes: true },
    { who: 'Samuel Example', part: 'member', votes: true },
    { who: 'Lewis Example', part: 'member', votes: true },
    { who: 'Priya Example', part: 'member', votes: false },
    { who: { seat: 'Head teacher, for secondary schools', agency: HARTLEPOOL }, part: 'adviser', votes: false },
    { who: 'Anwar Example', part: 'adviser', votes: false },
  ],
  items: [
    {
      ...{ title: 'Audit of children who are not seen alone', asks: 'discuss', lasts: 40 },
      said: 'Twelve files from each area were read together. In most of them the child was seen; in half the words of the child can’t be found. Social workers say that they remember the words and do not write them down.',
      again:
        'The sentence in the child’s own words is in two of three files now. The others say that the child did not want to speak, which is an answer too.',
      decided: {
        words: 'The next audit asks for one sentence in the child’s own words in each file.',
        reasons: 'What is asked in an audit is written down afterwards.',
        objective: PRACTICE,
      },
      action: { title: 'Add the question to the audit form', to: 'Anwar Example', within: 30 },
    },
    {
      ...{ title: 'Briefing on the last rapid review', asks: 'note', lasts: 20 },
      said: 'Seven minutes of learning were drafted. Members asked for shorter words and for what a school can do on the same day.',
      again: 'Most schools opened it. Members asked the hubs to mention it when they ring a school that did not.',
      action: { title: 'Send the briefing to every school and record who opened it', to: 'Bilal Example', within: 28 },
    },
    {
      ...{ title: 'Training on professional curiosity', asks: 'decide', lasts: 30 },
      said: 'Forty people came in spring. Their managers were asked three months later: a third see a difference in files. The others had not looked.',
      again: 'Managers named their two files on the day. Three months later most of them had read them.',
      decided: {
        words:
          'Managers are asked on the day of the training to name two files that they will read three months later.',
        reasons: 'Asking a year later finds nobody who looked.',
        objective: LEARNING,
        published: true,
      },
    },
    {
      ...{ title: 'Does the new referral form help?', asks: 'discuss', lasts: 30 },
      said: 'The hubs returned fewer contacts for missing words. Health visitors find the form long. Nobody knows yet whether senders hear back sooner.',
      again: 'Health visitors have a shorter form on trial. Contacts that come with it are decided a day sooner.',
    },
  ],
  notKnown: [
    {
      ...{
        what: 'Do senders of contacts hear back sooner with the new form?',
        whoKnows: 'Both front doors',
        asks: 'The analyst',
      },
      answer: 'By two days in Stockton-on-Tees; Hartlepool does not count it.',
    },
    {
      ...{ what: 'Which schools never opened a briefing?', whoKnows: 'The education teams', asks: 'The business unit' },
      answer: 'Fourteen, most of them small.',
    },
  ],
  asked: 'Which learning did your agency put into practice since we met, and how do you know?',
};

const chiefs: InventedForum = {
  ...{ key: 'chief-executives-group', name: 'Chief Executives Group', starts: '16:00', lasts: 60, place: 'Online' },
  rule: { pattern: { unit: 'terms', months: [5, 10, 2], week: 1 }, firstOn: '2025-05-01', moves: 'a-week-later' },
  perMeeting: 1,
  members: [
    { who: { seat: 'Chief executive of the council', agency: HARTLEPOOL }, part: 'chair', votes: true },
    { who: { seat: 'Chief executive of the council', agency: STOCKTON }, part: 'member', votes: true },
    { who: { seat: 'Chief executive of the health body', agency: HEALTH }, part: 'member', votes: true },
    { who: { seat: 'Chief constable', agency: POLICE }, part: 'member', votes: true },
    { who: 'Brenda Example', part: 'adviser', votes: false },
  ],
  items: [
    {
      ...{ title: 'What the Executive achieved and what it did not', asks: 'discuss', lasts: 30 },
      said: 'The chair of the Executive reported that of nineteen actions twelve are done, and that for five of them somebody looked whether they helped. The group asked to hear about those that did not.',
      again:
        'The Executive named three actions that made no difference and what it does instead. The group asked to hear first of those at each meeting.',
      decided: {
        words: 'The Executive reports at each meeting which actions made no difference, and what it does instead.',
        reasons: 'Only what did not work tells us where to spend the next year.',
        objective: ACCOUNT,
        published: true,
      },
    },
    {
      ...{ title: 'Funding of the partnership', asks: 'decide', lasts: 20 },
      said: 'Shares of the partners were compared with those of neighbours. All four were content to keep them for a year.',
      again: 'The shares were confirmed for another year.',
    },
  ],
  notKnown: [
    {
      ...{
        what: 'What does the partnership cost for each child in the area?',
        whoKnows: 'The business manager',
        asks: 'The chief constable',
      },
      answer: 'A little under five pounds a year, invented for the demonstration.',
    },
  ],
  asked: 'What stands in the way of your agency’s part?',
};

const domesticAbuse: InventedForum = {
  ...{
    key: 'domestic-abuse-task-and-finish',
    name: 'Domestic abuse task and finish group',
    starts: '09:30',
    lasts: 90,
    place: 'Police headquarters, room 2',
  },
  rule: { pattern: { unit: 'months', every: 1, week: 3 }, firstOn: '2026-06-18', moves: 'next-working-day' },
  perMeeting: 1,
  members: [
    { who: 'Lewis Example', part: 'chair', votes: true },
    { who: 'Priya Example', part: 'member', votes: true },
    { who: 'Bilal Example', part: 'member', votes: true },
    { who: 'Peter Example', part: 'member', votes: false },
  ],
  items: [
    {
      ...{ title: 'Which tools are used, and by whom', asks: 'discuss', lasts: 45 },
      said: 'Three tools ask the same things in another order. Police officers fill in one at the door; social workers begin another a week later. Members want one that is begun at the door and carried on.',
      again:
        'The shared form was tried on eleven visits. Officers say that it is short enough; social workers miss a place for the children’s words.',
      decided: {
        words: 'One risk form is begun by whoever comes first and is carried on by the others.',
        reasons: 'A mother should not have to tell it three times.',
        objective: BARRIERS,
      },
      action: {
        title: 'Try the shared form in one police team and one social work team',
        to: 'Peter Example',
        within: 45,
      },
    },
    {
      ...{ title: 'Training that practitioners ask for', asks: 'note', lasts: 20 },
      said: 'A short questionnaire brought sixty answers. Most ask how to speak with children who love the person they are afraid of.',
      again: 'The first course was full. It is repeated in spring.',
    },
  ],
  notKnown: [
    {
      ...{
        what: 'How do children describe the first visit by the police?',
        whoKnows: 'The children’s workers of the refuge',
        asks: 'The chair',
      },
      answer: 'Loud, bright, and nobody said a word to them.',
    },
  ],
  asked: 'Which tools does your agency use today?',
  terms: {
    remit:
      'Find out which tools and which training on domestic abuse are in use, and propose one set for all agencies.',
    endsOn: '2027-03-31',
    closureTest: 'One risk form is in use in all five agencies, and an audit finds it in eight of ten files.',
  },
};

/**
 * The groups of the demonstration with what happened in them, from April of last year's account to today. Nobody who sits
 * there exists, and nothing of it was said.
 */
export function inventedForums(today: PlainDate): InventedForum[] {
  // The dates above begin in the year before November 2026; in a later year the series begin later by as much.
  const later = Math.max(0, Number(today.slice(0, 4)) - 2026 - (today.slice(5) < '04-01' ? 1 : 0)) * 12;
  return [executive, engineRoom, chiefs, domesticAbuse].map((one) => ({
    ...one,
    rule: { ...one.rule, firstOn: onWeekdayOf(one.rule.firstOn, addMonths(one.rule.firstOn, later)) },
  }));
}

/** The day of the same weekday nearest after another. */
function onWeekdayOf(of: PlainDate, near: PlainDate): PlainDate {
  return addDays(near, (dayOfWeek(of) - dayOfWeek(near) + 7) % 7);
}
