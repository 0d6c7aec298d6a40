import type { VNode } from 'preact';
import { dateInWords, type PlainDate } from '../../../../platform/clocks/index.ts';
import {
  DataNote,
  EmptyState,
  Facts,
  PageHeading,
  provenanceHref,
  Section,
  SourceLink,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import type { Partnership } from '../../repository.ts';
import {
  countsFrom,
  daysInForceInWords,
  gapsIn,
  type HowItStands,
  howItStands,
  inForceOn,
  reviewInWords,
} from '../rules.ts';
import type { ArrangementVersion, Head, VersionLine } from '../version.ts';
import { WORK_ON } from '../work-on.ts';
import { CRUMBS, PUBLIC, publicHref } from './links.ts';
import { Agencies, Paragraphs, Sections, Signatures } from './parts.tsx';

/** Published arrangements as everybody reads them. */
export interface PublicView {
  partnership: Partnership | null;
  /** The version shown: that in force unless another was asked for; null while none is published. */
  version: ArrangementVersion | null;
  /** Every published version, the newest first. */
  versions: readonly VersionLine[];
  heads: readonly Head[];
  today: PlainDate;
  /** The visitor may see versions that are not published. */
  mayWork: boolean;
}

/** A web page of its own is there too, by its address; here this page is one already. */
const FORMATS = { pdf: 'PDF', docx: 'Word' } as const;

/** The published arrangements: `/partnership/arrangements` and `/partnership/arrangements/:number`. */
export function PublicPage({ view }: { view: PublicView }): VNode {
  const { partnership, version, versions, heads, today, mayWork } = view;
  const work = mayWork ? (
    <p class="govuk-body kith-no-print">
      <a class="govuk-link" href={WORK_ON}>
        Every version, and the one under way
      </a>
    </p>
  ) : null;
  if (!version) {
    return (
      <Page title="Published arrangements" breadcrumbs={CRUMBS}>
        <PageHeading title="Published arrangements" />
        <EmptyState
          will="Here will stand how the partners work together: who they are, which agencies are bound, how scrutiny, funding and disputes work."
          how={
            <p class="govuk-body">
              No version has been published in Kith yet. The business unit drafts one, every statutory partner signs it,
              and it stands here.
            </p>
          }
        />
        {partnership ? (
          <p class="govuk-body">
            What is known of the partnership itself stands on the page of the{' '}
            <a class="govuk-link" href="/partnership">
              partnership
            </a>
            . <SourceLink href={provenanceHref('partnership', partnership.key)} of="the partnership" />
          </p>
        ) : null}
        {work}
      </Page>
    );
  }
  const stands = howItStands(version, today);
  const isMain = (inForceOn(versions, today) ?? versions[0])?.id === version.id;
  const gaps = gapsIn(version.sections, heads);
  const number = version.number ?? 0;
  return (
    <Page
      title={`Published arrangements, version ${number}`}
      breadcrumbs={isMain ? CRUMBS : [...CRUMBS, { text: 'Arrangements', href: PUBLIC }]}
    >
      <PageHeading
        caption={partnership?.name ?? 'Partnership'}
        title={isMain ? 'Published arrangements' : `Published arrangements, version ${number}`}
        lede={LEDES[stands]}
      />
      <Standing version={version} versions={versions} today={today} />
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="Why this version" id="why">
            <Paragraphs words={version.why} />
            {gaps.length > 0 ? (
              <p class="govuk-body">
                {gaps.length === 1 ? 'One part that is' : `${gaps.length} parts that are`} expected of published
                arrangements {gaps.length === 1 ? 'is' : 'are'} missing. Each gap is shown in its place.
              </p>
            ) : null}
          </Section>
          <Sections version={version} heads={heads} />
          <Section title="Who is bound by this version" id="agencies" note="By the names they had when it was signed.">
            <Agencies agencies={version.agencies} />
          </Section>
          <Section title="Who signed it" id="signed" note="By agency and post.">
            <Signatures signatures={version.signatures} />
          </Section>
          <History versions={versions} shown={version} today={today} />
        </div>
        <aside class="kith-record__side" aria-label="Key facts">
          <Facts
            facts={[
              { name: 'Version', value: String(number) },
              { name: 'In force from', value: version.inForceFrom ? dateInWords(version.inForceFrom) : 'Not recorded' },
              { name: 'Covers', value: new Intl.ListFormat('en-GB').format(version.areas) },
              { name: 'Signed', value: version.signedOn ? dateInWords(version.signedOn) : 'Not recorded' },
              { name: 'Published', value: version.publishedOn ? dateInWords(version.publishedOn) : 'Not recorded' },
              { name: 'Review', value: stands === 'replaced' ? null : reviewInWords(version.reviewDue, today) },
              {
                name: 'Take it with you',
                value: (Object.keys(FORMATS) as (keyof typeof FORMATS)[]).map((format) => (
                  <div key={format}>
                    <a class="govuk-link" href={`${publicHref(number)}/download?format=${format}`}>
                      As {FORMATS[format]}
                    </a>
                  </div>
                )),
              },
            ]}
          />
          {partnership ? (
            <SourceLink href={provenanceHref('partnership', partnership.key)} of="the partnership" />
          ) : null}
          {work}
        </aside>
      </div>
    </Page>
  );
}

const LEDES: Record<HowItStands, string> = {
  'in-force': 'How the partners work together to keep children safe, signed by every statutory partner.',
  coming: 'How the partners are going to work together to keep children safe, signed by every statutory partner.',
  replaced: 'This version is out of force. It stays here so that anybody can see what held at the time.',
};

/** What a reader must know first: that another version counts today, or that another is to come. */
function Standing(props: { version: VersionLine; versions: readonly VersionLine[]; today: PlainDate }): VNode | null {
  const { version, versions, today } = props;
  const stands = howItStands(version, today);
  const inForce = inForceOn(versions, today);
  const next = versions.filter((one) => howItStands(one, today) === 'coming').at(-1);
  if (stands === 'in-force') {
    return next ? (
      <DataNote title="Another version is published">
        <a class="govuk-link" href={publicHref(next.number ?? 0)}>
          Version {next.number}
        </a>{' '}
        takes the place of this one on {dateInWords(countsFrom(next))}.
      </DataNote>
    ) : null;
  }
  const read = inForce ? (
    <a class="govuk-link" href={PUBLIC}>
      Read the version in force
    </a>
  ) : (
    'No version is in force today.'
  );
  return stands === 'coming' ? (
    <DataNote title="Not in force yet">
      It comes into force on {dateInWords(countsFrom(version))}. {read}
    </DataNote>
  ) : (
    <DataNote title="An earlier version">
      It was {daysInForceInWords(version, today)}. {read}
    </DataNote>
  );
}

function History(props: { versions: readonly VersionLine[]; shown: VersionLine; today: PlainDate }): VNode {
  const { versions, shown, today } = props;
  const earlier = versions.filter((one) => (one.number ?? 0) < (shown.number ?? 0));
  return (
    <Section title="Every version" id="history">
      <ul class="kith-list">
        {versions.map((one) => (
          <li key={one.id}>
            <a
              class="govuk-link"
              href={publicHref(one.number ?? 0)}
              aria-current={one.id === shown.id ? 'page' : undefined}
            >
              Version {one.number}
            </a>
            <span class="kith-list__about">
              {one.publishedOn ? `Published on ${dateInWords(one.publishedOn)}` : 'Published'}
              {`, ${daysInForceInWords(one, today)}`}
            </span>
          </li>
        ))}
      </ul>
      {earlier.length > 0 ? (
        <>
          <h3 class="govuk-heading-s">What changed, word for word</h3>
          <ul class="govuk-list govuk-list--bullet">
            {earlier.map((one) => (
              <li key={one.id}>
                <a class="govuk-link" href={`${publicHref(shown.number ?? 0)}/changes?from=${one.number}`}>
                  From version {one.number} to version {shown.number}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p class="govuk-body">This is the first version in Kith, so there is nothing to compare it with.</p>
      )}
    </Section>
  );
}
