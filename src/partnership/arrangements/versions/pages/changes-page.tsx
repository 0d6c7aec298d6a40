import type { ComponentChildren, VNode } from 'preact';
import { dateInWords, type PlainDate } from '../../../../platform/clocks/index.ts';
import { Claim, Claims, PageHeading, Section, SourceLink } from '../../../../platform/web/kith/index.ts';
import { type Crumb, Page } from '../../../../platform/web/page.tsx';
import { compareNames, compareSections, type SectionChange, type Stretch } from '../comparison.ts';
import { inOrder } from '../rules.ts';
import type { ArrangementVersion, Head } from '../version.ts';
import { Paragraphs } from './parts.tsx';

/** What the page of a comparison takes. */
export interface ChangesProps {
  before: ArrangementVersion;
  after: ArrangementVersion;
  heads: readonly Head[];
  breadcrumbs: readonly Crumb[];
  /** Names of agencies that took over another’s duties, by the name of the one that ended. */
  tookOver: ReadonlyMap<string, string>;
  /** Provenance of the partnership. */
  source: string | null;
}

const STANDS: Record<SectionChange['is'], string> = {
  ...{ same: 'Not changed', changed: 'Changed', added: 'New section', 'left-out': 'Left out' },
};

/** Two versions section by section: `/partnership/arrangements/:number/changes`. */
export function ChangesPage(props: ChangesProps): VNode {
  const { before, after, heads } = props;
  const changes = compareSections(inOrder(before.sections, heads), inOrder(after.sections, heads));
  const changed = changes.filter((one) => one.is !== 'same');
  const same = changes.filter((one) => one.is === 'same');
  const title = `What changed from version ${before.number} to version ${after.number}`;
  return (
    <Page title={title} breadcrumbs={props.breadcrumbs}>
      <PageHeading caption="Published arrangements" title={title} lede={summary(changed, same.length)} />
      <p class="govuk-body">
        Words that were <ins class="kith-added">added are underlined</ins>. Words that were{' '}
        <del class="kith-left-out">left out are struck through</del>. Both are read out as such.
      </p>
      <Section title="Why" id="why">
        <Paragraphs words={after.why} />
        {props.source ? <SourceLink href={props.source} of="the partnership" /> : null}
      </Section>
      <Section title="Areas, partners and dates" id="facts">
        <FactChanges {...props} />
      </Section>
      {changed.map((one) => (
        <section class="kith-section" id={`section-${one.key}`} key={one.key}>
          <h2 class="kith-section__title">{one.title}</h2>
          <p class="kith-section__note">
            {STANDS[one.is]}
            {one.titleBefore === null ? '' : `. Before, it was headed “${one.titleBefore}”`}
          </p>
          <p class="govuk-body kith-compared">
            <Stretches of={one.stretches} />
          </p>
        </section>
      ))}
      {same.length > 0 ? (
        <Section title="Not changed" id="same">
          <ul class="govuk-list govuk-list--bullet">
            {same.map((one) => (
              <li key={one.key}>{one.title}</li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  );
}

function summary(changed: readonly SectionChange[], same: number): string {
  if (changed.length === 0) return 'No section was changed in words.';
  const count = (is: SectionChange['is'], one: string, many: string) => {
    const { length } = changed.filter((each) => each.is === is);
    return length === 0 ? [] : [`${length} ${length === 1 ? one : many}`];
  };
  const told = [
    ...count('changed', 'section was changed', 'sections were changed'),
    ...count('added', 'is new', 'are new'),
    ...count('left-out', 'was left out', 'were left out'),
    ...(same === 0 ? [] : [`${same} ${same === 1 ? 'is' : 'are'} as before`]),
  ];
  return `${new Intl.ListFormat('en-GB').format(told)}.`;
}

/** Words with what was added and left out. Each stretch says so to those who do not see it. */
export function Stretches({ of }: { of: readonly Stretch[] }): VNode {
  return (
    <>
      {of.map((one, place) =>
        one.is === 'same' ? (
          <span key={place}>{one.words}</span>
        ) : (
          <Marked is={one.is} key={place}>
            {one.words}
          </Marked>
        ),
      )}
    </>
  );
}

function Marked({ is, children }: { is: 'added' | 'left-out'; children: ComponentChildren }): VNode {
  const hidden = (words: string) => <span class="govuk-visually-hidden">{words}</span>;
  return is === 'added' ? (
    <ins class="kith-added">
      {hidden(' [added: ')}
      {children}
      {hidden(' end of what was added] ')}
    </ins>
  ) : (
    <del class="kith-left-out">
      {hidden(' [left out: ')}
      {children}
      {hidden(' end of what was left out] ')}
    </del>
  );
}

function FactChanges({ before, after, tookOver }: ChangesProps): VNode {
  const names = (version: ArrangementVersion, standing: string) =>
    version.agencies.flatMap((one) => (one.standing === standing ? [one.name] : []));
  const lines = [
    ...listed('Areas', before.areas, after.areas, tookOver),
    ...listed('Statutory partners', names(before, 'statutory'), names(after, 'statutory'), tookOver),
    ...listed('Relevant agencies', names(before, 'relevant'), names(after, 'relevant'), tookOver),
    ...moved('In force from', before.inForceFrom, after.inForceFrom),
    ...moved('Review due', before.reviewDue, after.reviewDue),
  ];
  if (lines.length === 0) return <p class="govuk-body">None of these changed.</p>;
  return (
    <Claims>
      {lines.map((line) => (
        <Claim key={line}>{line}</Claim>
      ))}
    </Claims>
  );
}

function listed(
  what: string,
  before: readonly string[],
  after: readonly string[],
  tookOver: ReadonlyMap<string, string>,
): string[] {
  const { added, leftOut } = compareNames(before, after);
  const followed = leftOut.filter((one) => added.includes(tookOver.get(one) ?? ''));
  const followers = new Set(followed.map((one) => tookOver.get(one)));
  return [
    ...followed.map((one) => `${what}: ${tookOver.get(one)} in place of ${one}, whose duties it took over`),
    ...added.filter((one) => !followers.has(one)).map((one) => `${what}: ${one} was added`),
    ...leftOut.filter((one) => !followed.includes(one)).map((one) => `${what}: ${one} was left out`),
  ];
}

function moved(what: string, before: PlainDate | null, after: PlainDate | null): string[] {
  if (before === after) return [];
  const day = (date: PlainDate | null) => (date === null ? 'not set' : dateInWords(date));
  return [`${what}: ${day(after)} (before: ${day(before)})`];
}
