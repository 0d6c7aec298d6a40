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
import { gapsIn, reviewInWords } from '../rules.ts';
import type { ArrangementVersion, Head, VersionLine } from '../version.ts';
import { WORK_ON } from '../work-on.ts';
import { CRUMBS, PUBLIC, publicHref } from './links.ts';
import { Agencies, Paragraphs, Sections, Signatures } from './parts.tsx';

/** Published arrangements as everybody reads them. */
export interface PublicView {
  partnership: Partnership | null;
  /** The version shown: the newest unless another was asked for; null while none is published. */
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
  const newest = versions[0];
  const isNewest = newest?.id === version.id;
  const gaps = gapsIn(version.sections, heads);
  const number = version.number ?? 0;
  return (
    <Page
      title={`Published arrangements, version ${number}`}
      breadcrumbs={isNewest ? CRUMBS : [...CRUMBS, { text: 'Arrangements', href: PUBLIC }]}
    >
      <PageHeading
        caption={partnership?.name ?? 'Partnership'}
        title={isNewest ? 'Published arrangements' : `Published arrangements, version ${number}`}
        lede={
          isNewest
            ? 'How the partners work together to keep children safe, signed by every statutory partner.'
            : `This version is out of force. It stays here so that anybody can see what held at the time.`
        }
      />
      {isNewest ? null : (
        <DataNote title="An earlier version">
          It was replaced on {version.supersededOn ? dateInWords(version.supersededOn) : 'a day that is not recorded'}.{' '}
          <a class="govuk-link" href={PUBLIC}>
            Read the version in force
          </a>
        </DataNote>
      )}
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
          <History versions={versions} shown={version} />
        </div>
        <aside class="kith-record__side" aria-label="Key facts">
          <Facts
            facts={[
              { name: 'Version', value: String(number) },
              { name: 'In force from', value: version.inForceFrom ? dateInWords(version.inForceFrom) : 'Not recorded' },
              { name: 'Covers', value: new Intl.ListFormat('en-GB').format(version.areas) },
              { name: 'Signed', value: version.signedOn ? dateInWords(version.signedOn) : 'Not recorded' },
              { name: 'Published', value: version.publishedOn ? dateInWords(version.publishedOn) : 'Not recorded' },
              { name: 'Review', value: isNewest ? reviewInWords(version.reviewDue, today) : null },
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

function History({ versions, shown }: { versions: readonly VersionLine[]; shown: VersionLine }): VNode {
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
              {one.supersededOn ? `, replaced on ${dateInWords(one.supersededOn)}` : ', in force'}
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
