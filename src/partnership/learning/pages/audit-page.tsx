import type { VNode } from 'preact';
import { partialDateInWords } from '../../../platform/clocks/index.ts';
import { Facts, Mark, PageHeading, provenanceHref, Section, SourceLink } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Audit } from '../repository.ts';
import { PointList } from './point-list.tsx';

/** What an audit found, and when the same questions are asked again: `/learning/audits/:key`. */
export function AuditPage({ audit }: { audit: Audit }): VNode {
  return (
    <Page
      title={`${audit.title}: what was found`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Learning', href: '/learning' },
      ]}
    >
      <PageHeading caption="Multi-agency audit" title={audit.title} lede={audit.purpose} />
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="Working well" id="working-well">
            <PointList record={audit} section="working-well" points={audit.workingWell} />
          </Section>
          <Section title="To develop" id="to-develop">
            <PointList record={audit} section="to-develop" points={audit.toDevelop} />
          </Section>
        </div>
        <aside class="kith-record__side" aria-label="Key facts">
          <Facts
            facts={[
              { name: 'Year', value: audit.year },
              {
                name: 'Carried out',
                value: audit.carriedOut ? (
                  partialDateInWords(audit.carriedOut)
                ) : (
                  <span class="kith-not-known">Date not in the source</span>
                ),
              },
              {
                name: 'Same questions again',
                value: audit.repeatDue ? (
                  <Mark shape="half">Due {partialDateInWords(audit.repeatDue)}; no repeat on record</Mark>
                ) : (
                  <Mark shape="open">No repeat is planned in the source</Mark>
                ),
              },
              { name: 'Working well', value: counted(audit.workingWell.length) },
              { name: 'To develop', value: counted(audit.toDevelop.length) },
            ]}
          />
          <SourceLink href={provenanceHref('audit', audit.key)} of={audit.title} />
        </aside>
      </div>
    </Page>
  );
}

function counted(findings: number): string {
  return `${findings} ${findings === 1 ? 'finding' : 'findings'}`;
}
