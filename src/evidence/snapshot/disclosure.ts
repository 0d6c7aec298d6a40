import { type ComparedFigure, comparedFigures, type SetBeside } from './comparator-figures.ts';
import type { FigureRow } from './repository.ts';
import type { JoinResult } from './rules.ts';
import { type Cell, givesAwaySmallNumber, isSmall, type Relation, tiedTogether, withhold } from './suppression.ts';
import type { AreaRef, WithheldBecause } from './view.ts';
import { isCountUnit } from './words.ts';

/** What the decision needs to know of an indicator. */
export interface DisclosureIndicator {
  code: string;
  unit: string;
  decimals: number;
  suppression: 'small-numbers' | 'none';
  part_of: string | null;
  parts: 'whole' | 'some' | null;
  numerator_code: string | null;
  denominator_code: string | null;
}

/** A partnership figure that Kith adds up, and from which figures. */
export interface JoinedCell {
  /** Line and year, as `joinKey` writes them. */
  key: string;
  result: JoinResult;
  from: readonly FigureRow[];
}

/** A total of children, people or cases and parts of it, as rows of figures: each tells what the others leave over. */
export interface FigureSum {
  total: number;
  parts: readonly number[];
}

/** What the public must not see: figures by row, partnership sums and comparators by key. */
export interface Disclosure {
  figures: ReadonlyMap<number, WithheldBecause>;
  joins: ReadonlyMap<string, WithheldBecause>;
  comparators: ReadonlyMap<string, WithheldBecause>;
  /** Totals with their parts, for judging earlier values. */
  sums: readonly FigureSum[];
  /** For each figure, the rows of all figures from which something about it might follow, itself included. */
  ties: ReadonlyMap<number, readonly number[]>;
}

/** What is counted per how many; other units are counts, which add up. */
const RATIOS: Record<string, number> = {
  percent: 100,
  'percent-change': 100,
  'per-10000': 10_000,
  'per-child': 1,
  'per-session': 1,
  'per-person': 1,
};

// Readers lose least with a sum that Kith made or a value in small print, more with a part, most with a total that agencies report.
const LOSS = { join: 1, compared: 2, part: 10, plain: 20, total: 30 };

/**
 * Decides for all figures of all years at once what the public may not see, because what one year's report shows must not
 * undo what another withholds.
 */
export function decideDisclosure(
  own: readonly FigureRow[],
  indicators: ReadonlyMap<string, DisclosureIndicator>,
  joins: readonly JoinedCell[],
  areas: { partnership: string | null; parts: readonly string[] },
  beside: { comparators: readonly SetBeside[]; areas: readonly AreaRef[] } = { comparators: [], areas: [] },
): Disclosure {
  const compared = comparedFigures(beside.comparators, own, beside.areas);
  const figures = [...own, ...compared.map(({ figure }) => figure)];
  const counts = figures.filter((figure) => figure.value !== null && isCount(indicators.get(figure.indicatorCode)));
  const totals = new Set([...indicators.values()].flatMap(({ part_of }) => (part_of === null ? [] : [part_of])));
  const cells = counts.flatMap((figure) => cellOf(figure, indicators, totals));
  cells.push(...joins.flatMap((join) => joinCell(join, indicators)));
  const stated = [...partRelations(counts, indicators), ...areaRelations(counts, areas)];
  const relations = [
    ...stated,
    ...joins.flatMap((join): Relation[] =>
      join.result.joined
        ? [{ total: join.key, parts: join.from.map((figure) => String(figure.id)), parts_are: 'whole' }]
        : [],
    ),
    ...restatements(counts),
  ];
  const decisions = withhold(cells, relations);
  const withheld = new Map<number, WithheldBecause>();
  for (const figure of counts) {
    const why = decisions.get(String(figure.id));
    if (why !== undefined) withheld.set(figure.id, why);
  }
  const ties = numericTies(tiedTogether(cells, relations));
  const places = placesOf(figures);
  for (const figure of figures) {
    const indicator = indicators.get(figure.indicatorCode);
    if (indicator === undefined || !(indicator.unit in RATIOS)) continue;
    const top = related(places, figure, { indicatorCode: indicator.numerator_code });
    const bottom = related(places, figure, { indicatorCode: indicator.denominator_code });
    ties.set(figure.id, [figure.id, ...[top, bottom].flatMap((one) => (one ? (ties.get(one.id) ?? [one.id]) : []))]);
    const tellsOfWithheld = [top, bottom].some((one) => one !== undefined && withheld.has(one.id));
    if (tellsOfWithheld || ratioTells(figure, indicator, top, bottom)) withheld.set(figure.id, 'protects-small-number');
  }
  const joinKeys = joins.map((join) => join.key);
  return {
    figures: new Map([...withheld].filter(([id]) => isOwn(id))),
    joins: new Map(
      joinKeys.flatMap((key) => (decisions.has(key) ? [[key, decisions.get(key) ?? 'small-number']] : [])),
    ),
    comparators: withheldComparators(compared, own, withheld),
    sums: stated.flatMap((relation) => sumOf(relation, new Map(cells.map((cell) => [cell.id, cell])))),
    ties,
  };
}

/** Rows of figures count from 1; below nought stand comparators. */
function isOwn(id: number): boolean {
  return id > 0;
}

/**
 * Comparators that the decision withholds, and besides every one that tells of a withheld figure: of the same area and period
 * (it may be the figure itself, corrected or rounded), or with the same value (whoever it claims to be about).
 */
function withheldComparators(
  compared: readonly ComparedFigure[],
  own: readonly FigureRow[],
  withheld: ReadonlyMap<number, WithheldBecause>,
): Map<string, WithheldBecause> {
  const hidden = own.filter((figure) => withheld.has(figure.id));
  const places = new Set(hidden.map(placeOf));
  const values = new Set(hidden.map((figure) => `${figure.indicatorCode} ${figure.value}`));
  return new Map(
    compared.flatMap(({ key, figure }): [string, WithheldBecause][] => {
      const why = withheld.get(figure.id);
      if (why !== undefined) return [[key, why]];
      const tells = places.has(placeOf(figure)) || values.has(`${figure.indicatorCode} ${figure.value}`);
      return tells ? [[key, 'protects-small-number']] : [];
    }),
  );
}

function sumOf(relation: Relation, cells: ReadonlyMap<string, Cell>): FigureSum[] {
  const total = Number(relation.total);
  if (!cells.get(relation.total)?.small || !isOwn(total)) return [];
  return [{ total, parts: relation.parts.map(Number).filter(isOwn) }];
}

/** Whether an earlier value of a percentage or rate would, by itself, give away a small number. */
export function ratioTells(
  figure: FigureRow,
  indicator: DisclosureIndicator,
  numerator: FigureRow | undefined,
  denominator: FigureRow | undefined,
): boolean {
  if (indicator.suppression === 'none' || figure.value === null) return false;
  const top = figure.numerator ?? numerator?.value ?? null;
  if (top !== null && isSmall(top)) return true;
  const bottom = figure.denominator ?? denominator?.value ?? null;
  if (bottom === null) return false;
  const per = RATIOS[indicator.unit] ?? 100;
  if (per === 100 && top !== null && isSmall(bottom - top)) return true;
  return isSmall(bottom) || (top === null && givesAwaySmallNumber(figure.value, bottom, per, indicator.decimals));
}

/** Figures by indicator, area and period, whichever year's report gives them; the latest report first. */
type Places = ReadonlyMap<string, readonly FigureRow[]>;

function placesOf(figures: readonly FigureRow[]): Places {
  const latestFirst = [...figures].sort((one, other) => other.accountYear.localeCompare(one.accountYear));
  return Map.groupBy(latestFirst, placeOf);
}

/**
 * The figure of another indicator or area for the same period: from the same report, or else from another, because a reader
 * can lay two years' reports side by side.
 */
function related(
  places: Places,
  figure: FigureRow,
  other: { indicatorCode?: string | null; areaCode?: string },
): FigureRow | undefined {
  const { indicatorCode = figure.indicatorCode, areaCode = figure.areaCode } = other;
  if (indicatorCode === null) return undefined;
  const told = places.get(placeOf({ indicatorCode, areaCode, period: figure.period }));
  return told?.find((one) => one.accountYear === figure.accountYear) ?? told?.[0];
}

function placeOf(figure: Pick<FigureRow, 'indicatorCode' | 'areaCode' | 'period'>): string {
  return [figure.indicatorCode, figure.areaCode, figure.period].join('|');
}

function isCount(indicator: DisclosureIndicator | undefined): boolean {
  return indicator !== undefined && isCountUnit(indicator.unit);
}

function cellOf(
  figure: FigureRow,
  indicators: ReadonlyMap<string, DisclosureIndicator>,
  totals: ReadonlySet<string>,
): Cell[] {
  const indicator = indicators.get(figure.indicatorCode);
  if (indicator === undefined || figure.value === null) return [];
  const loss = !isOwn(figure.id)
    ? LOSS.compared
    : totals.has(indicator.code)
      ? LOSS.total
      : indicator.part_of === null
        ? LOSS.plain
        : LOSS.part;
  return [{ id: String(figure.id), value: figure.value, small: indicator.suppression === 'small-numbers', loss }];
}

function joinCell(join: JoinedCell, indicators: ReadonlyMap<string, DisclosureIndicator>): Cell[] {
  const indicator = indicators.get(join.from[0]?.indicatorCode ?? '');
  if (!join.result.joined || indicator === undefined) return [];
  const small = indicator.suppression === 'small-numbers';
  return [{ id: join.key, value: join.result.value, small, loss: LOSS.join }];
}

/** A total and the parts that name it, for one area and period. */
function partRelations(counts: readonly FigureRow[], indicators: ReadonlyMap<string, DisclosureIndicator>): Relation[] {
  const places = placesOf(counts);
  const partsOf = Map.groupBy(
    [...indicators.values()].filter((indicator) => indicator.part_of !== null),
    (indicator) => indicator.part_of ?? '',
  );
  return counts.flatMap((total): Relation[] => {
    const parts = (partsOf.get(total.indicatorCode) ?? []).flatMap(({ code }) => {
      const part = related(places, total, { indicatorCode: code });
      return part === undefined ? [] : [String(part.id)];
    });
    const parts_are = indicators.get(total.indicatorCode)?.parts === 'whole' ? 'whole' : 'some';
    return parts.length === 0 ? [] : [{ total: String(total.id), parts, parts_are }];
  });
}

/** A figure stated for the whole partnership, and its areas' figures of the same indicator and period. */
function areaRelations(
  counts: readonly FigureRow[],
  areas: { partnership: string | null; parts: readonly string[] },
): Relation[] {
  if (areas.partnership === null) return [];
  const places = placesOf(counts);
  return counts
    .filter((figure) => figure.areaCode === areas.partnership)
    .flatMap((total): Relation[] => {
      const parts = areas.parts.flatMap((areaCode) => {
        const part = related(places, total, { areaCode });
        return part === undefined ? [] : [String(part.id)];
      });
      const parts_are = parts.length === areas.parts.length ? 'whole' : 'some';
      return parts.length === 0 ? [] : [{ total: String(total.id), parts, parts_are }];
    });
}

/** The same figure told again, in another year's report or beside another area's: where one is withheld, the other must be. */
function restatements(counts: readonly FigureRow[]): Relation[] {
  return [...placesOf(counts).values()].flatMap((told) =>
    told.flatMap((again, index): Relation[] => {
      const first = told.slice(0, index).find((one) => one.value === again.value);
      if (first === undefined) return [];
      return [{ total: String(first.id), parts: [String(again.id)], parts_are: 'whole' }];
    }),
  );
}

function numericTies(ties: ReadonlyMap<string, readonly string[]>): Map<number, readonly number[]> {
  const rows = (ids: readonly string[]) => ids.map(Number).filter((id) => isOwn(id));
  return new Map([...ties].filter(([id]) => isOwn(Number(id))).map(([id, tied]) => [Number(id), rows(tied)]));
}
