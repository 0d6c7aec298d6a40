import { listAgencies } from '../../directory/index.ts';
import {
  daysOfYear,
  findPartnership,
  firstDay,
  listGroups,
  listPartners,
  listStatements,
  type Partnership,
  standingBetween,
} from '../../partnership/arrangements/index.ts';
import { listChannels } from '../../partnership/engagement/index.ts';
import { findPublished } from '../../partnership/finance/index.ts';
import { listAudits, listReviews, listThemes } from '../../partnership/learning/index.ts';
import { listPriorities } from '../../partnership/priorities/index.ts';
import { listTrainingOffers } from '../../partnership/training/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { holdsDemonstration, yearAfter } from '../../platform/records/index.ts';
import { type Audience, sideBySide } from '../snapshot/index.ts';
import { accountOf, yearHasBegun, yearOfAccount } from './account.ts';
import { arrangementsOf, leadsOf } from './arrangements.ts';
import { type AssembledReport, assemble } from './assemble.ts';
import { type Checklist, type Verdicts, verdictsOn } from './checklist.ts';
import type { EditionInput, ReportInput } from './input.ts';
import { standardSections } from './outline.ts';
import { listAnswers, listEditions, listOrigins, listPassages, listReportYears, listSections } from './repository.ts';

/** Kinds of record that a report mentions besides figures, whose origin is in their own view. */
const MENTIONED = [
  'agency',
  'area',
  'audit',
  'channel',
  'group',
  'partner',
  'passage',
  'practice-review',
  'priority',
  'statement',
  'theme',
  'training-offer',
] as const;

/** What to assemble: a year, for whom, and the day it is made (`2026-11-23`). */
export interface ReportAsked {
  year: string;
  audience: Audience;
  madeOn: string;
}

/**
 * Assembles a year's report and its checklists from the records. For the public every value is already withheld that must
 * be; the document then holds no hidden value anywhere.
 *
 * Where nobody has set up a year's report it has the standard sections: everything that assembles itself.
 *
 * @throws PlainError (404) for a year before the arrangements began or one that has not begun, saying which years there are.
 */
export async function assembleReport(db: Db, asked: ReportAsked): Promise<AssembledReport> {
  return assemble(await gather(db, asked), asked.madeOn);
}

/**
 * One edition's requirements held against a year's report.
 *
 * @throws PlainError (404) for a year without a report or an edition that is not held.
 */
export async function checklist(db: Db, asked: ReportAsked & { edition: string }): Promise<Checklist> {
  const { checklists } = await assembleReport(db, asked);
  const found = checklists.find((one) => one.edition.key === asked.edition);
  if (found === undefined) {
    const known = checklists.map((one) => `${one.edition.key} (${one.edition.title})`);
    throw new PlainError(`There is no guidance edition "${asked.edition}": choose ${known.join(' or ')}.`, {
      statusCode: 404,
    });
  }
  return found;
}

/**
 * How a year's report answers the edition in force when it ended, by what the partnership says of each requirement; null for
 * a year without a report, and while no edition is held. Reads the requirements alone: no report is assembled.
 */
export async function verdictsOfYear(
  db: Db,
  year: string,
): Promise<{ edition: EditionInput; verdicts: Verdicts } | null> {
  const [years, editions, answers] = await Promise.all([listReportYears(db), listEditions(db), listAnswers(db, year)]);
  if (!years.includes(year) || editions.length === 0) return null;
  const inForce = editionInForce(editions, year);
  const edition = editions.find(({ key }) => key === inForce);
  return edition ? { edition, verdicts: verdictsOn(edition, answers) } : null;
}

/** The edition in force when a year ended; the oldest held when none was. Throws PlainError (404) when no edition is held. */
export function editionInForce(editions: readonly EditionInput[], year: string): string {
  const end = `${Number(year.slice(0, 4)) + 1}-03-31`;
  const inForce = editions.filter(({ from, until }) => from <= end && (until === null || end < until));
  const chosen = inForce.at(-1) ?? editions[0];
  if (chosen === undefined) {
    throw new PlainError('No guidance edition is loaded yet: load the statutory year file first.', { statusCode: 404 });
  }
  return chosen.key;
}

async function gather(db: Db, { year, audience, madeOn }: ReportAsked): Promise<ReportInput> {
  const [partnership, own] = await Promise.all([findPartnership(db), listSections(db, year)]);
  const years = await yearsOfReports(db, madeOn);
  if (partnership === null || !years.includes(year)) throw noSuchYear(years, year);
  const ownSections = own.length > 0;
  const sections = ownSections ? own : standardSections(year);
  const of = { partnership: partnership.key, year };
  const [arrangements, leads, finance] = [
    await arrangementsOf(db, partnership.key, year),
    await leadsOf(db, partnership.key, year),
    await findPublished(db, partnership.key, year),
  ];
  const account = await accountOf(db, year, madeOn);
  const [
    snapshot,
    standing,
    statements,
    groups,
    priorities,
    nextPriorities,
    reviews,
    audits,
    themes,
    offers,
    channels,
    passages,
    editions,
    answers,
    origins,
    demonstration,
  ] = await Promise.all([
    sideBySide(db, { year, audience, orNone: !ownSections }),
    standingIn(db, partnership, year),
    listStatements(db, partnership.key),
    listGroups(db, partnership.key),
    listPriorities(db, of),
    listPriorities(db, { partnership: partnership.key, year: yearAfter(year) }),
    listReviews(db, of),
    listAudits(db, of),
    listThemes(db, of),
    listTrainingOffers(db, of),
    listChannels(db, of),
    listPassages(db, year),
    listEditions(db),
    listAnswers(db, year),
    listOrigins(db, MENTIONED),
    holdsDemonstration(db),
  ]);
  return {
    year,
    audience,
    demonstration,
    partnership,
    areas: partnership.areas,
    standing,
    arrangements,
    leads,
    finance,
    account,
    statements,
    // A group that was set up in Kith stands in no year file: what it did stands in the account of the year.
    groups: groups.filter(({ setUp }) => setUp === null),
    priorities,
    nextPriorities,
    reviews,
    audits,
    themes,
    offers,
    channels,
    snapshot,
    sections,
    ownSections,
    passages,
    editions,
    answers,
    origins,
  };
}

/**
 * Every year for which a report can be read, the newest first: those that somebody set up, and each year since the
 * arrangements began up to the one that runs on that day. None while no partnership is loaded.
 */
export async function yearsOfReports(db: Db, today: PlainDate): Promise<string[]> {
  const [partnership, setUp] = await Promise.all([findPartnership(db), listReportYears(db)]);
  if (partnership === null) return [];
  const years = new Set(setUp);
  for (let year = yearOfAccount(firstDay(partnership.liveFrom)); yearHasBegun(year, today); year = yearAfter(year))
    years.add(year);
  return [...years].toSorted().toReversed();
}

/** Who stood in the arrangements at some time of the year. */
async function standingIn(db: Db, partnership: Partnership, year: string): Promise<ReportInput['standing']> {
  const [partners, agencies] = [await listPartners(db, partnership.key), await listAgencies(db)];
  return standingBetween(partners, agencies, partnership.liveFrom, daysOfYear(year));
}

/** What is said of a year for which no report can be read. */
export function noSuchYear(years: readonly string[], year: string): PlainError {
  return new PlainError(
    years.length === 0
      ? 'No yearly report is set up yet: load a year file with report sections first.'
      : `There is no yearly report for "${year}": choose ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(years)}.`,
    { statusCode: 404 },
  );
}
