import type { VNode } from 'preact';
import { dateInWords, londonDate } from '../../../../platform/clocks/index.ts';
import { EmptyState, PageHeading, Scroll, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { type ReturnKind, returnKind } from '../kinds.ts';
import type { Quality, QualityPoint, RuleCourse } from '../quality.ts';
import { crumbs, receiptHref } from './links.ts';
import { counted, number } from './words.ts';

/** How good an authority's data is over the year: `/returns/quality`. No child is named here. */
export function QualityPage({ agencyName, qualities }: { agencyName: string; qualities: readonly Quality[] }): VNode {
  return (
    <Page title="How good the data is" breadcrumbs={crumbs()}>
      <PageHeading
        title="How good the data is"
        caption={agencyName}
        lede="What is found in your authority’s returns from one to the next, and which rules are worth mending first. No child is named here."
      />
      {qualities.length === 0 ? (
        <EmptyState
          will="The course of findings stands here once a return is accepted, and grows with each that follows."
          how="Check a return every month, and not only before it is sent: a fault that is mended in June is not looked for in March."
        />
      ) : (
        qualities.map((one) => <OfKind quality={one} key={one.returnKind} />)
      )}
    </Page>
  );
}

function OfKind({ quality }: { quality: Quality }): VNode {
  const { returnKind: key, points, worst, worstThree, mended } = quality;
  const kind = returnKind(key);
  return (
    <Section title={kind.name} id={key} note={courseInWords(points)}>
      <Course points={points} of={kind} />
      {worst.length === 0 ? (
        <p class="govuk-body">Every rule passed in the newest return.</p>
      ) : (
        <>
          <h3 class="govuk-heading-s">The worst rules</h3>
          <p class="govuk-body">{mendInWords(worst, worstThree, kind)}</p>
          <Worst worst={worst} points={points} />
        </>
      )}
      {mended.length > 0 ? (
        <>
          <h3 class="govuk-heading-s">Mended since the return before</h3>
          <ul class="govuk-list govuk-list--bullet">
            {mended.map(({ code, message, found }) => (
              <li key={code}>
                {code}: {message} ({counted(found, 'finding', 'findings')} before)
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  );
}

function courseInWords(points: readonly QualityPoint[]): string {
  const [now, before] = [points.at(-1), points.at(-2)];
  if (!now) return '';
  const stands = `${counted(now.errors, 'error', 'errors')} and ${counted(now.queries, 'query', 'queries')} in the newest return`;
  if (!before) return `${stands}. With the next one it shows whether that gets better.`;
  const [one, other] = [before.errors + before.queries, now.errors + now.queries];
  if (one === other) return `${stands}, as many as in the one before.`;
  return `${stands}, ${counted(Math.abs(other - one), 'finding', 'findings')} ${other < one ? 'fewer' : 'more'} than in the one before.`;
}

function mendInWords(worst: readonly RuleCourse[], worstThree: number | null, { errorsAre }: ReturnKind): string {
  const errors = worst.filter(({ result }) => result.severity === 'error');
  const three =
    worst.length > 3 && worstThree !== null
      ? `The three rules that fail most often make ${worstThree} % of all findings: mending them changes most. `
      : '';
  return errors.length === 0
    ? `${three}No error stands in it: these are to be mended or explained.`
    : `${three}${errorsAre} They stand first.`;
}

function Course({ points, of }: { points: readonly QualityPoint[]; of: ReturnKind }): VNode {
  return (
    <Scroll label="Findings by return">
      <table class="govuk-table kith-table kith-course">
        <caption class="govuk-table__caption govuk-table__caption--s">Findings by return, the newest first</caption>
        <thead>
          <tr>
            <th scope="col" class="govuk-table__header">
              Return
            </th>
            {['Children', 'Errors', 'Queries', 'Per 100 children'].map((heading) => (
              <th scope="col" class="govuk-table__header kith-number" key={heading}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((one) => (
            <tr key={one.id}>
              <th scope="row" class="govuk-table__header">
                <a class="govuk-link" href={receiptHref(one.id)}>
                  {one.reference}
                </a>
                <span class="kith-list__about">
                  {dateInWords(londonDate(one.acceptedAt))}, {of.inWords(one.rules)}
                </span>
              </th>
              <td class="govuk-table__cell kith-number">{number(one.children)}</td>
              <td class="govuk-table__cell kith-number">{number(one.errors)}</td>
              <td class="govuk-table__cell kith-number">{number(one.queries)}</td>
              <td class="govuk-table__cell kith-number">
                {one.perHundred === null ? <span class="kith-not-known">no child</span> : one.perHundred.toFixed(1)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Returns whose findings stand beside a rule: more would not fit. */
const BESIDE = 4;

function Worst({ worst, points }: { worst: readonly RuleCourse[]; points: readonly QualityPoint[] }): VNode {
  // The newest first: on a telephone the others are a swipe away.
  const shown = points.slice(-BESIDE).toReversed();
  return (
    <Scroll label="The worst rules">
      <table class="govuk-table kith-table kith-course">
        <thead>
          <tr>
            <th scope="col" class="govuk-table__header">
              Rule
            </th>
            {shown.map(({ id, reference }) => (
              <th scope="col" class="govuk-table__header kith-number" key={id}>
                {reference}
              </th>
            ))}
            <th scope="col" class="govuk-table__header kith-number">
              Of all findings
            </th>
          </tr>
        </thead>
        <tbody>
          {worst.map(({ result, found, share }) => (
            <tr key={result.code}>
              <th scope="row" class="govuk-table__header">
                {result.code} ({result.severity})<span class="kith-list__about">{result.message}</span>
              </th>
              {found
                .slice(-BESIDE)
                .toReversed()
                .map((count, at) => (
                  <td class="govuk-table__cell kith-number" key={shown[at]?.id}>
                    {count === null ? <span class="kith-not-known">not checked</span> : number(count)}
                  </td>
                ))}
              <td class="govuk-table__cell kith-number">{share} %</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
