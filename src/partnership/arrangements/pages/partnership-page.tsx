import type { ComponentChildren, VNode } from 'preact';
import { partialDateInWords } from '../../../platform/clocks/index.ts';
import {
  Claim,
  Claims,
  DataNote,
  EmptyState,
  Facts,
  LoadAYear,
  PageHeading,
  provenanceHref,
  Section,
  SourceLink,
} from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Group, Partner, Partnership, Statement } from '../repository.ts';

/** Who is in the partnership, what it is for and how it is led. */
export interface PartnershipView {
  partnership: Partnership;
  partners: Partner[];
  statements: Statement[];
  groups: Group[];
}

/** The partnership itself: `/partnership`. */
export function PartnershipPage({ view }: { view: PartnershipView | null }): VNode {
  if (!view) {
    return (
      <Page title="Partnership">
        <PageHeading title="Partnership" />
        <EmptyState
          will="Here will stand who is in the partnership, what it is for, and how it is led: partners, vision, objectives, groups."
          how={<LoadAYear />}
        />
      </Page>
    );
  }
  const { partnership, partners, groups } = view;
  const statutory = partners.filter((partner) => partner.standing === 'statutory');
  const relevant = partners.filter((partner) => partner.standing === 'relevant');
  const shortLived = groups.filter((group) => group.groupKind === 'task-and-finish' && group.accountableTo === null);
  const standing = groups.filter((group) => !shortLived.includes(group));
  const said = (kind: Statement['statementKind']) => view.statements.filter((one) => one.statementKind === kind);
  return (
    <Page title={`${partnership.shortName}: who is in it and how it is led`}>
      <PageHeading
        caption="Partnership"
        title={partnership.name}
        lede={`${inWords(statutory.length)} statutory partners keep children safe together in ${listed(partnership.areas.map((area) => area.name))}.`}
      />
      <div class="kith-record">
        <div class="kith-record__main">
          {said('vision').map((one) => (
            <figure class="kith-quote-frame" key={one.key}>
              <blockquote class="kith-quote">{one.words}</blockquote>
              <figcaption>
                The vision <SourceLink href={provenanceHref('statement', one.key)} of="the vision" />
              </figcaption>
            </figure>
          ))}
          <Paragraphs title="What it aims for" of="this aim" lines={said('aim')} />
          <Paragraphs title="How it works" of="this approach" lines={said('approach')} />
        </div>
        <aside class="kith-record__side" aria-label="Key facts">
          <Facts
            facts={[
              { name: 'Live since', value: partialDateInWords(partnership.liveFrom) },
              { name: 'Covers', value: listed(partnership.areas.map((area) => area.name)) },
              { name: 'Office', value: partnership.office },
              {
                name: 'See also',
                value: (
                  <>
                    <div>
                      <a class="govuk-link" href="/training">
                        Training
                      </a>
                    </div>
                    <div>
                      <a class="govuk-link" href="/engagement">
                        Communication and engagement
                      </a>
                    </div>
                  </>
                ),
              },
            ]}
          />
          <SourceLink href={provenanceHref('partnership', partnership.key)} of="these facts" />
        </aside>
      </div>
      <Section title="Who is in it" id="partners">
        <h3 class="govuk-heading-s">Statutory safeguarding partners</h3>
        <Partners partners={statutory} />
        <h3 class="govuk-heading-s">Relevant agencies</h3>
        {relevant.length ? (
          <Partners partners={relevant} />
        ) : (
          <p class="govuk-body kith-not-known">The records name none.</p>
        )}
        {partnership.note ? <DataNote title="Note">{partnership.note}</DataNote> : null}
        <Statements of="this duty" lines={said('duty-of-partners')} title="What the partners owe each other" />
      </Section>
      <Section
        title="How it is led"
        id="groups"
        note="Each group answers to the one above it. Follow a name for its duties and seats."
      >
        {groups.length ? (
          <Tree groups={standing} above={null} />
        ) : (
          <p class="govuk-body kith-not-known">No group is recorded.</p>
        )}
        {shortLived.length ? (
          <>
            <h3 class="govuk-heading-s">Task and finish groups</h3>
            <Tree groups={shortLived} above={null} />
          </>
        ) : null}
        <Statements of="this" lines={said('scrutiny')} title="Independent scrutiny" />
      </Section>
      <div class="kith-columns">
        {said('objective').length ? (
          <Section title="Objectives" id="objectives">
            <Statements of="this objective" lines={said('objective')} />
          </Section>
        ) : null}
        {said('pillar').length ? (
          <Section title="What it rests on" id="pillars">
            <Statements of="this pillar" lines={said('pillar')} />
          </Section>
        ) : null}
      </div>
    </Page>
  );
}

function Paragraphs({ title, of, lines }: { title: string; of: string; lines: Statement[] }): VNode | null {
  if (lines.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-s">{title}</h2>
      {lines.map((line) => (
        <p class="govuk-body" key={line.key}>
          {line.words} <SourceLink href={provenanceHref('statement', line.key)} of={of} />
        </p>
      ))}
    </>
  );
}

function Statements({ title, of, lines }: { title?: string; of: string; lines: Statement[] }): VNode | null {
  if (lines.length === 0) return null;
  return (
    <>
      {title ? <h3 class="govuk-heading-s">{title}</h3> : null}
      <Claims>
        {lines.map((line) => (
          <Claim key={line.key}>
            {line.words} <SourceLink href={provenanceHref('statement', line.key)} of={of} />
          </Claim>
        ))}
      </Claims>
    </>
  );
}

function Partners({ partners }: { partners: Partner[] }): VNode {
  return (
    <ul class="kith-list">
      {partners.map((partner) => (
        <li key={partner.key}>
          <span class="kith-list__title">{partner.agency.name}</span>{' '}
          <SourceLink href={provenanceHref('partner', partner.key)} of={partner.agency.name} />
          <About>{partner.note}</About>
          <About>{history(partner)}</About>
        </li>
      ))}
    </ul>
  );
}

/** What became of an agency that no longer exists, so that a reader of today finds its successor. */
function history({ agency }: Partner): string | null {
  if (agency.successor === null) return agency.note;
  const when = agency.until === null ? '' : ` It existed until ${partialDateInWords(agency.until)}.`;
  return `Its duties passed to ${agency.successor.name}.${when}`;
}

function About({ children }: { children: ComponentChildren }): VNode | null {
  return children ? <span class="kith-list__about">{children}</span> : null;
}

function Tree({ groups, above }: { groups: Group[]; above: string | null }): VNode | null {
  const here = groups.filter((group) => (group.accountableTo?.key ?? null) === above);
  if (here.length === 0) return null;
  return (
    <ul class="kith-tree">
      {here.map((group) => (
        <li key={group.key}>
          <div class="kith-tree__node">
            <a class="govuk-link govuk-!-font-weight-bold" href={`/partnership/groups/${group.key}`}>
              {group.name}
            </a>
            <p>{group.purpose}</p>
            <p class="kith-quiet">{group.meets ?? 'How often it meets is not in the source.'}</p>
          </div>
          <Tree groups={groups} above={group.key} />
        </li>
      ))}
    </ul>
  );
}

const SMALL = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/** A number at the start of a sentence. */
function inWords(count: number): string {
  return SMALL[count] ?? String(count);
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
