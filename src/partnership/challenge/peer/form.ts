import { dateFieldNames, readDay } from '../../../platform/web/date-fields.ts';
import type { TypedValues } from '../../../platform/web/form.ts';
import { LONG, type Reading, readingOf, strictForm } from '../../../platform/web/form-reading.ts';
import { identifierProblems } from '../no-child.ts';
import { RESULTS } from './peer-challenge.ts';
import type { PeerDoing } from './process.ts';
import type { PeerAct, TypedPeerChallenge } from './service.ts';

/** What the form for a new challenge says; where something is wrong `given` is not to be used. */
export function readPeer(values: TypedValues): Pick<Reading, 'problems'> & { given: TypedPeerChallenge } {
  const { problems, typed, words, person } = readingOf(values);
  const day = readDay(values, 'reply-by', 'the day of the reply');
  if (day === null) problems.push({ field: 'reply-by-day', message: 'Enter the day by which you want a reply' });
  else if (typeof day !== 'string') problems.push(day);
  const given: TypedPeerChallenge = {
    otherAgency: words('agency', 'Choose the agency that you challenge'),
    about: words('about', 'Choose what it is about'),
    askedId: person('asked'),
    theme: typed('theme') || null,
    words: words('words', 'Enter what you ask them to account for'),
    replyBy: typeof day === 'string' ? day : '',
  };
  problems.push(...identifierProblems({ words: given.words }));
  return { given, problems };
}

/** The form for a new challenge. */
export const peerForm = strictForm(
  {
    ...{ agency: 200, about: 300, asked: 40, theme: 200, words: LONG },
    ...Object.fromEntries(dateFieldNames('reply-by').map((name) => [name, 20])),
  },
  readPeer,
);

const MISSING: Record<PeerDoing, string> = {
  reply: 'Enter why, and what happens now',
  change: 'Enter what is different now',
  close: 'Enter why nothing more comes of it',
  withdraw: 'Enter why you withdraw it',
};

/** What a form that moves a challenge on says. */
export function readPeerAct(doing: PeerDoing): (values: TypedValues) => Pick<Reading, 'problems'> & { act: PeerAct } {
  return (values) => {
    const { problems, words, one } = readingOf(values);
    const act: PeerAct =
      doing === 'reply'
        ? {
            doing,
            result: one('result', RESULTS, 'Choose whether it is accepted'),
            words: words('words', MISSING.reply),
          }
        : { doing, words: words('words', MISSING[doing]) };
    problems.push(...identifierProblems({ words: act.words }));
    return { act, problems };
  };
}

/** The form that moves a challenge on. */
export function peerActForm(doing: PeerDoing) {
  return strictForm({ version: 12, words: LONG, ...(doing === 'reply' ? { result: 40 } : {}) }, readPeerAct(doing));
}

/** What the form for the yearly report says. */
export function readPublishing(
  values: TypedValues,
): Pick<Reading, 'problems'> & { given: { words: string; published: boolean } } {
  const { problems, words, one } = readingOf(values);
  const given = {
    published: one('published', { yes: true, no: true }, 'Choose whether it stands in the yearly report') === 'yes',
    words: words('words', 'Enter what the yearly report says'),
  };
  problems.push(...identifierProblems({ words: given.words }));
  return { given, problems };
}

/** The form for the yearly report. */
export const publishingForm = strictForm({ published: 10, words: 2000 }, readPublishing);
