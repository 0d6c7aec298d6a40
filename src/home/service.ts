import { listReportYears, verdictsOfYear } from '../evidence/annual-report/index.ts';
import { type Audience, listYears as listSnapshotYears, sideBySide } from '../evidence/snapshot/index.ts';
import { findPartnership } from '../partnership/arrangements/index.ts';
import { listChannels } from '../partnership/engagement/index.ts';
import { listAudits, listLearningYears, listReviews, listThemes, themeTable } from '../partnership/learning/index.ts';
import { listPriorities } from '../partnership/priorities/index.ts';
import { listTrainingOffers } from '../partnership/training/index.ts';
import { partialDateInWords } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { PlainError } from '../platform/plain-error.ts';
import { yearAfter } from '../platform/records/index.ts';
import type { HomeView } from './pages/home-page.tsx';
import { cameBack, loop, seenWhere, shares, standing, strengths, strongWhere, tasks } from './rules.ts';
import type { FigureFacts, RequirementFacts, ThemeFacts, YearFacts } from './year-facts.ts';

/** The most themes that the home page lists; the page of learning has them all. */
const MOST_THEMES = 5;
const MOST_STRENGTHS = 3;

/**
 * How a year stands, for the home page; the newest year on record unless one is asked for. Null while nothing is
 * loaded. Throws PlainError (404) for a year that is not held.
 */
export async function homeOf(db: Db, asked: string | undefined, audience: Audience): Promise<HomeView | null> {
  const partnership = await findPartnership(db);
  const years = partnership ? await yearsOnRecord(db) : [];
  const year = asked ?? years[0];
  if (asked !== undefined && !years.includes(asked)) {
    throw new PlainError(`Nothing is loaded for the year ${asked}: go to the home page for the years that are.`, {
      statusCode: 404,
    });
  }
  if (!partnership || year === undefined) return null;
  const facts = await yearFacts(db, { partnership: partnership.key, year, audience });
  return {
    year,
    years,
    standing: standing(facts),
    shares: shares(facts),
    tasks: tasks(facts),
    loop: loop(facts),
    themes: cameBack(facts.themes)
      .slice(0, MOST_THEMES)
      .map((theme) => ({ key: theme.key, name: theme.name, seen: seenWhere(theme) })),
    strengths: strengths(facts.themes)
      .slice(0, MOST_STRENGTHS)
      .map((theme) => ({ key: theme.key, name: theme.name, seen: strongWhere(theme) })),
    nextYear: facts.nextYear,
  };
}

/**
 * Years that somebody accounted for, newest first: learning or a report is held. A year of which only figures are held is
 * shown when there is no other.
 */
async function yearsOnRecord(db: Db): Promise<string[]> {
  const held = (await Promise.all([listLearningYears(db), listReportYears(db)])).flat();
  const years = held.length > 0 ? held : await listSnapshotYears(db);
  return [...new Set(years)].toSorted().reverse();
}

async function yearFacts(db: Db, ask: { partnership: string; year: string; audience: Audience }): Promise<YearFacts> {
  const of = { partnership: ask.partnership, year: ask.year };
  const after = yearAfter(ask.year);
  const [priorities, next, reviews, audits, themes, offers, channels, figures, requirements] = await Promise.all([
    listPriorities(db, of),
    listPriorities(db, { partnership: ask.partnership, year: after }),
    listReviews(db, of),
    listAudits(db, of),
    listThemes(db, of),
    listTrainingOffers(db, of),
    listChannels(db, of),
    figureFacts(db, ask.year, ask.audience),
    requirementFacts(db, ask.year),
  ]);
  const kinds = [...reviews.map(() => 'review'), ...audits.map(() => 'audit')];
  return {
    year: ask.year,
    priorities: priorities.map(({ key, title, done, impact }) => ({
      key,
      title,
      done: done.length,
      results: impact.length,
      measured: impact.filter((one) => one.measured).length,
    })),
    nextYear: next.length ? { year: after, priorities: next.map(({ key, title }) => ({ key, title })) } : null,
    reviews: reviews.map(({ key, label }) => ({ key, label })),
    audits: audits.map(({ key, title, repeatDue }) => ({
      key,
      title,
      repeatDue: repeatDue === null ? null : partialDateInWords(repeatDue),
    })),
    actions: reviews.flatMap((review) => review.actions.map(({ owner, due }) => ({ owner, due }))),
    themes: themeTable(themes, reviews, audits).map((row): ThemeFacts => {
      const seen = kinds.filter((_kind, at) => (row.times[at] ?? 0) > 0);
      const inReviews = seen.filter((kind) => kind === 'review').length;
      return {
        key: row.key,
        name: row.name,
        times: row.total,
        reviews: inReviews,
        audits: seen.length - inReviews,
        actions: row.actions,
        strengths: row.strengths,
        strongIn: row.strongTimes.filter((times) => times > 0).length,
      };
    }),
    training: offers.length,
    channels: channels.length,
    figures,
    requirements,
  };
}

async function figureFacts(db: Db, year: string, audience: Audience): Promise<FigureFacts | null> {
  if (!(await listSnapshotYears(db)).includes(year)) return null;
  const { counts, groups } = await sideBySide(db, { year, audience });
  const figures = groups.flatMap((group) =>
    group.lines.flatMap((line) => [...line.cells.flatMap((cell) => cell.figures), ...line.stated]),
  );
  return { ...counts, withNotes: figures.filter((figure) => figure.notes.some((note) => !note.wide)).length };
}

async function requirementFacts(db: Db, year: string): Promise<RequirementFacts | null> {
  const judged = await verdictsOfYear(db, year);
  if (!judged) return null;
  const { edition, verdicts } = judged;
  return {
    edition: edition.title,
    ...verdicts,
    href: `/report/${year}/checklist?edition=${encodeURIComponent(edition.key)}`,
  };
}
