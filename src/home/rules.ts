import type { ThemeFacts, YearFacts } from './year-facts.ts';

/** Something that a year leaves to be done, worded as the thing to do. */
export interface Task {
  what: string;
  why: string;
  href: string;
}

/** One step of the loop from noticing to accounting, with how the year stands in it. */
export interface LoopStep {
  step: 'Notice' | 'Respond' | 'Learn' | 'Change' | 'Prove' | 'Account';
  says: string;
  link: { text: string; href: string } | null;
}

/** The most tasks that a person can take in at the end of a day. */
const MOST_TASKS = 5;

/** How the year stands, in a sentence or two: what was done, and what shows that it helped. */
export function standing(facts: YearFacts): string {
  const { results, measured } = impact(facts);
  const done = facts.priorities.reduce((sum, one) => sum + one.done, 0);
  if (done === 0 && results === 0) return 'What was done in this year is not on record.';
  const first = `${counted(done, 'thing was', 'things were')} done under ${counted(facts.priorities.length, 'priority', 'priorities')}.`;
  if (measured === 0)
    return `${first} No measure on record shows what changed because of ${done === 1 ? 'it' : 'them'}.`;
  const some = `${measured} of ${counted(results, 'stated result', 'stated results')} ${measured === 1 ? 'rests' : 'rest'}`;
  return `${first} ${measured === results ? 'Every stated result rests' : some} on a measure.`;
}

/** Some of a whole, for a number that says at a glance how far the year is accounted for. */
export interface Share {
  part: number;
  whole: number;
  /** What the part is, as the end of "2 of 14 …". */
  of: string;
  href: string;
}

/** What of the year is measured, owned, answered and known. Wholes that are empty are left out. */
export function shares(facts: YearFacts): Share[] {
  const { results, measured } = impact(facts);
  const { requirements, figures } = facts;
  const all: Share[] = [
    { part: measured, whole: results, of: 'stated results rest on a measure', href: `/priorities?year=${facts.year}` },
    {
      part: facts.actions.filter((action) => action.owner !== null && action.due !== null).length,
      whole: facts.actions.length,
      of: 'actions have an owner and a date',
      href: '/learning#actions',
    },
    ...(requirements
      ? [
          {
            part: requirements.answered,
            whole: requirements.answered + requirements.partly + requirements.notAnswered + requirements.notJudged,
            of: 'requirements of the yearly report are fully answered',
            href: requirements.href,
          },
        ]
      : []),
    ...(figures
      ? [
          {
            part: figures.shown + figures.withheld,
            whole: figures.shown + figures.withheld + figures.notKnown,
            of: 'figures are known',
            href: `/snapshot?year=${facts.year}`,
          },
        ]
      : []),
  ];
  return all.filter((share) => share.whole > 0);
}

/**
 * What the year leaves to be done, the law first, then what nobody answers for, then what would prove or refute the
 * year's stated results. At most five; the pages behind them hold the rest.
 */
export function tasks(facts: YearFacts): Task[] {
  return [
    ...requirementTask(facts),
    ...actionTask(facts),
    ...impactTask(facts),
    ...auditTasks(facts),
    ...themeTask(facts),
    ...figureTask(facts),
  ].slice(0, MOST_TASKS);
}

function requirementTask({ requirements }: YearFacts): Task[] {
  if (!requirements) return [];
  const { notAnswered, notJudged, partly, edition, href } = requirements;
  const missing = notAnswered + notJudged;
  if (missing + partly === 0) return [];
  const besides = missing > 0 && partly > 0 ? ` ${partly} more ${partly === 1 ? 'is' : 'are'} answered in part.` : '';
  return [
    {
      what:
        missing > 0
          ? `Answer ${counted(missing, 'requirement', 'requirements')} of the yearly report`
          : `Finish ${counted(partly, 'answer', 'answers')} of the yearly report`,
      why:
        missing > 0
          ? `${edition} asks for ${missing === 1 ? 'it' : 'them'} and the records do not answer.${besides}`
          : `${edition} asks for more than the records say.`,
      href,
    },
  ];
}

function actionTask({ actions }: YearFacts): Task[] {
  const noOwner = actions.filter((action) => action.owner === null).length;
  const noDate = actions.filter((action) => action.due === null).length;
  const open = actions.filter((action) => action.owner === null || action.due === null).length;
  if (open === 0) return [];
  const need = noOwner === 0 ? 'a date' : noDate === 0 ? 'an owner' : 'an owner and a date';
  return [
    {
      what: `Give ${counted(open, 'action', 'actions')} ${need}`,
      why: `Of ${counted(actions.length, 'action', 'actions')} from reviews, ${noOwner} name no owner and ${noDate} no date.`,
      href: '/learning#actions',
    },
  ];
}

function impactTask(facts: YearFacts): Task[] {
  const { results, measured } = impact(facts);
  const open = results - measured;
  if (open === 0) return [];
  return [
    {
      what: `Decide how to test ${counted(open, 'stated result', 'stated results')}`,
      why: `The source names ${open === 1 ? 'it as a result' : 'each as a result'} of the year’s work. No record holds a measure before and after.`,
      href: `/priorities?year=${facts.year}`,
    },
  ];
}

function auditTasks({ audits }: YearFacts): Task[] {
  const repeats = audits
    .filter((audit) => audit.repeatDue !== null)
    .map((audit) => ({
      what: `Repeat the ${lowerFirst(audit.title)}`,
      why: `Due ${audit.repeatDue}, with the same questions. No repeat is on record.`,
      href: `/learning/audits/${audit.key}`,
    }));
  const unplanned = audits
    .filter((audit) => audit.repeatDue === null)
    .map((audit) => ({
      what: `Set a date to repeat the ${lowerFirst(audit.title)}`,
      why: 'Without the same questions asked again, nobody will know whether practice changed.',
      href: `/learning/audits/${audit.key}`,
    }));
  return [...repeats, ...unplanned];
}

function themeTask({ themes }: YearFacts): Task[] {
  const stuck = cameBack(themes).filter((theme) => theme.actions === 0);
  const first = stuck[0];
  if (!first) return [];
  return [
    {
      what:
        stuck.length === 1
          ? `Decide what to try against “${first.name.toLowerCase()}”`
          : `Decide what to try against ${stuck.length} themes that came back`,
      why: `${stuck.length === 1 ? 'It was' : 'They were'} something to learn or to develop in more than one review or audit, and no action carries ${stuck.length === 1 ? 'it' : 'them'}.`,
      href: stuck.length === 1 ? `/learning/themes/${first.key}` : '/learning#returning',
    },
  ];
}

function figureTask({ year, figures }: YearFacts): Task[] {
  if (!figures || figures.notKnown === 0) return [];
  return [
    {
      what: `Ask for ${counted(figures.notKnown, 'figure', 'figures')} that nobody gave`,
      why: 'The snapshot has a place for them and says that they are not known.',
      href: `/snapshot?year=${year}`,
    },
  ];
}

/** The year along the loop: notice, respond, learn, change, prove, account. */
export function loop(facts: YearFacts): LoopStep[] {
  return [
    { step: 'Notice', says: noticed(facts), link: { text: 'Open the snapshot', href: `/snapshot?year=${facts.year}` } },
    {
      step: 'Respond',
      says: 'What agencies did for each child is not held here. The snapshot counts it, and says what it cannot count.',
      link: null,
    },
    { step: 'Learn', says: learned(facts), link: { text: 'Open learning', href: '/learning' } },
    { step: 'Change', says: changed(facts), link: { text: 'Open training', href: `/training?year=${facts.year}` } },
    { step: 'Prove', says: proved(facts), link: { text: 'Open priorities', href: `/priorities?year=${facts.year}` } },
    {
      step: 'Account',
      says: accounted(facts),
      link: facts.requirements ? { text: 'Open the checklist', href: facts.requirements.href } : null,
    },
  ];
}

function noticed({ figures }: YearFacts): string {
  if (!figures || figures.shown + figures.withheld + figures.notKnown === 0)
    return 'No figures are loaded for this year.';
  const { shown, withheld, notKnown, withNotes } = figures;
  const rest = [
    ...(withheld > 0 ? [`${withheld} ${withheld === 1 ? 'is' : 'are'} kept back because the number is small`] : []),
    ...(notKnown > 0 ? [`${notKnown} ${notKnown === 1 ? 'is' : 'are'} not known`] : []),
    ...(withNotes > 0 ? [`${withNotes} ${withNotes === 1 ? 'carries' : 'carry'} a data note`] : []),
  ];
  const first = `The snapshot shows ${counted(shown, 'figure', 'figures')}.`;
  return rest.length === 0 ? first : `${first} ${capital(new Intl.ListFormat('en-GB').format(rest))}.`;
}

function learned({ reviews, audits, themes }: YearFacts): string {
  const came = `${counted(reviews.length, 'practice review', 'practice reviews')} and ${counted(audits.length, 'audit', 'audits')}.`;
  const returning = cameBack(themes);
  const most = returning[0];
  if (!most) return came;
  return `${came} ${returning.length} of ${counted(themes.length, 'theme', 'themes')} came back; “${most.name.toLowerCase()}” in ${most.reviews + most.audits} reviews and audits.`;
}

function changed({ actions, training, channels }: YearFacts): string {
  const withOwner = actions.filter((action) => action.owner !== null).length;
  return `${counted(actions.length, 'action', 'actions')} from reviews, ${withOwner === 0 ? 'none' : withOwner} with an owner. ${counted(training, 'training offer', 'training offers')} and ${counted(channels, 'way', 'ways')} of reaching people.`;
}

function proved(facts: YearFacts): string {
  const { results, measured } = impact(facts);
  const repeats = facts.audits.filter((audit) => audit.repeatDue !== null).length;
  return `${measured === 0 ? 'None' : measured} of ${counted(results, 'stated result', 'stated results')} ${measured > 1 ? 'rest' : 'rests'} on a measure. ${repeats} of ${counted(facts.audits.length, 'audit', 'audits')} will be repeated with the same questions.`;
}

function accounted({ requirements }: YearFacts): string {
  if (!requirements) return 'What guidance asks the yearly report to say has not been checked for this year.';
  const { answered, partly, notAnswered, notJudged, edition } = requirements;
  const all = answered + partly + notAnswered + notJudged;
  return `Of ${counted(all, 'thing', 'things')} that ${edition} asks the yearly report to say, ${answered} ${answered === 1 ? 'is' : 'are'} answered, ${partly} in part and ${notAnswered + notJudged} not.`;
}

/** The themes that came back: something to learn or to develop in more than one review or audit. Strengths do not count. */
export function cameBack(themes: readonly ThemeFacts[]): ThemeFacts[] {
  return themes.filter((theme) => theme.reviews + theme.audits > 1);
}

/** The themes that audits found to work well, the one found most often first. */
export function strengths(themes: readonly ThemeFacts[]): ThemeFacts[] {
  return themes.filter((theme) => theme.strengths > 0).toSorted((one, other) => other.strengths - one.strengths);
}

/** "5 findings, in 2 audits": how often and where a theme is a strength. */
export function strongWhere(theme: ThemeFacts): string {
  return `${counted(theme.strengths, 'finding', 'findings')}, in ${counted(theme.strongIn, 'audit', 'audits')}`;
}

/** "4 times, in 2 practice reviews and 1 audit": how often and where a theme is something to learn or to develop. */
export function seenWhere(theme: ThemeFacts): string {
  const places = [
    ...(theme.reviews ? [counted(theme.reviews, 'practice review', 'practice reviews')] : []),
    ...(theme.audits ? [counted(theme.audits, 'audit', 'audits')] : []),
  ];
  return `${theme.times === 1 ? 'Once' : theme.times === 2 ? 'Twice' : `${theme.times} times`}, in ${places.join(' and ')}`;
}

function impact({ priorities }: YearFacts): { results: number; measured: number } {
  return {
    results: priorities.reduce((sum, one) => sum + one.results, 0),
    measured: priorities.reduce((sum, one) => sum + one.measured, 0),
  };
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Lower-cases a first letter that is not the start of an acronym. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
