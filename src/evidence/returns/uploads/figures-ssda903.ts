import type { Day } from '../day.ts';
import { asylum, type Book, inYear, isShortBreak } from '../ssda903/index.ts';
import type { ReturnFigure } from './at-work.ts';

const NO_EPISODES = 'The return has no file of episodes.';
const NO_MISSING = 'The return has no file of missing episodes.';
const NO_LIST = 'The return has no file of unaccompanied asylum-seeking children.';
const NO_LEAVERS = 'The return has no file of care leavers.';

/**
 * The snapshot's figures as a return of children looked after holds them. Short breaks (V3, V4) are never counted; a date that can't be
 * read counts nowhere. Definitions: the Department's statistics of children looked after; what differs is said in each.
 */
export function lookedAfterFigures(book: Book): ReturnFigure[] {
  const care = inCare(book);
  const missing = missingOf(book);
  const alone = asylum(book, 'now');
  const leavers = book.find('OC3');
  const figure = (
    key: string,
    title: string,
    unit: string,
    definition: string,
    value: number | undefined,
    because: string,
  ): ReturnFigure => {
    const given = { key, title, unit, definition };
    return value === undefined ? { ...given, value: null, because } : { ...given, value };
  };
  const ofCare = (key: string, title: string, definition: string, value: number | undefined) =>
    figure(key, title, 'children', definition, value, NO_EPISODES);
  return [
    ofCare(
      'looked-after',
      'Children looked after at the end of the year',
      'Children with an episode that began by 31 March and had not ended by the end of that day, short breaks apart.',
      care?.atEnd.size,
    ),
    ofCare(
      'looked-after-in-year',
      'Children looked after at any time in the year',
      'Children with an episode on at least one day of the year, short breaks apart.',
      care?.during.size,
    ),
    ofCare(
      'started-looked-after',
      'Children who started to be looked after in the year',
      'Children with an episode that began in the year as care begins (S), short breaks apart; each child once.',
      care?.started.size,
    ),
    ofCare(
      'ceased-looked-after',
      'Children who ceased to be looked after in the year',
      'Children with an episode that ended in the year for a reason that ends care (not X1), short breaks apart; each child once.',
      care?.ceased.size,
    ),
    ofCare(
      'adopted',
      'Children adopted from care in the year',
      'Children with an episode that ended in the year with an adoption (E11, E12).',
      care?.adopted.size,
    ),
    figure(
      'unaccompanied',
      'Unaccompanied asylum-seeking children looked after at the end of the year',
      'children',
      'Children looked after at the end of the year who stand in the file of unaccompanied asylum-seeking children and whose status had not ended by then.',
      care && alone ? aloneAtEnd(book, care.atEnd, alone.yes) : undefined,
      care ? NO_LIST : NO_EPISODES,
    ),
    figure(
      'missing-episodes',
      'Missing episodes of children looked after in the year',
      'episodes',
      'Rows of the file of missing episodes that are marked as missing (M) and lie in the year on at least one day; away without leave is not counted.',
      missing?.episodes,
      NO_MISSING,
    ),
    figure(
      'missing-children',
      'Children looked after who went missing in the year',
      'children',
      'Children with a missing episode that is counted there.',
      missing?.children.size,
      NO_MISSING,
    ),
    figure(
      'care-leavers',
      'Care leavers of 17 to 21',
      'young people',
      'Young people in the file of care leavers for whom contact, activity or accommodation is told, each once.',
      leavers &&
        [...leavers.byChild().values()].filter((rows) =>
          rows.some((row) => ['IN_TOUCH', 'ACTIV', 'ACCOM'].some((column) => leavers.given(row, column))),
        ).length,
      NO_LEAVERS,
    ),
  ];
}

interface Care {
  atEnd: Set<number>;
  during: Set<number>;
  started: Set<number>;
  ceased: Set<number>;
  adopted: Set<number>;
}

function inCare(book: Book): Care | undefined {
  const episodes = book.find('Episodes');
  if (!episodes) return undefined;
  const care: Care = {
    ...{ atEnd: new Set(), during: new Set(), started: new Set(), ceased: new Set(), adopted: new Set() },
  };
  const isNow = (day: Day) => day >= book.start && day <= book.end;
  for (const [child, rows] of episodes.byChild()) {
    for (const row of rows) {
      if (isShortBreak(episodes, row)) continue;
      const [began, ended] = [episodes.day(row, 'DECOM'), episodes.day(row, 'DEC')];
      const reason = episodes.text(row, 'REC');
      if (began <= book.end && !(ended <= book.end)) care.atEnd.add(child);
      if (inYear(book, episodes, row)) care.during.add(child);
      if (isNow(began) && episodes.text(row, 'RNE') === 'S') care.started.add(child);
      if (isNow(ended) && reason !== '' && reason !== 'X1') care.ceased.add(child);
      if (isNow(ended) && ['E11', 'E12'].includes(reason)) care.adopted.add(child);
    }
  }
  return care;
}

function missingOf(book: Book): { episodes: number; children: Set<number> } | undefined {
  const missing = book.find('Missing');
  if (!missing) return undefined;
  const found = { episodes: 0, children: new Set<number>() };
  for (const [child, rows] of missing.byChild()) {
    for (const row of rows) {
      const inTime = missing.day(row, 'MIS_START') <= book.end && !(missing.day(row, 'MIS_END') < book.start);
      if (!inTime || missing.text(row, 'MISSING') !== 'M') continue;
      found.episodes += 1;
      found.children.add(child);
    }
  }
  return found;
}

function aloneAtEnd(book: Book, atEnd: ReadonlySet<number>, alone: ReadonlySet<number>): number {
  const listed = book.find('UASC');
  const isStill = (child: number) =>
    !(listed?.ofChild(child) ?? []).some((row) => listed !== undefined && listed.day(row, 'DUC') <= book.end);
  return [...alone].filter((child) => atEnd.has(child) && isStill(child)).length;
}
