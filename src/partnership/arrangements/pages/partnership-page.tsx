import type { ComponentChildren, VNode } from 'preact';
import { dateInWords, type PlainDate, partialDateInWords } from '../../../platform/clocks/index.ts';
import { Button, Input } from '../../../platform/web/govuk/index.ts';
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
import type { Group, Partnership, Statement } from '../repository.ts';
import type { InForce } from '../standing.ts';

/** Who is in the partnership, what it is for and how it is led. */
export interface PartnershipView {
  partnership: Partnership;
  /** The day for which the page tells who stands in the arrangements. */
  on: PlainDate;
  isToday: boolean;
  /** Who stands in the arrangements on that day. */
  standing: InForce[];
  /** Who did before it and does no more. */
  before: InForce[];
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
  const { partnership, standing: inForce, groups } = view;
  const statutory = inForce.filter((one) => one.standing === 'statutory');
  const relevant = inForce.filter((one) => one.standing === 'relevant');
  const shortLived = groups.filter((group) => group.groupKind === 'task-and-finish' && group.accountableTo === null);
  const standing = groups.filter((group) => !shortLived.includes(group));
  const said = (kind: Statement['statementKind']) => view.statements.filter((one) => one.statementKind === kind);
  return (
    <Page title={`${partnership.shortName}: who is in it and how it is led`}>
      <PageHeading caption="Partnership" title={partnership.name} lede={lede(view, statutory.length)} />
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
                    {SEE_ALSO.map(([href, text]) => (
                      <div key={href}>
                        <a class="govuk-link" href={href}>
                          {text}
                        </a>
                      </div>
                    ))}
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
      <Section
        title="Who is in it"
        id="partners"
        note={view.isToday ? `As it stands today, ${dateInWords(view.on)}.` : `As it stood on ${dateInWords(view.on)}.`}
      >
        <form class="kith-filter kith-no-print" method="get" action="/partnership">
          <Input
            name="on"
            type="date"
            label={{ text: 'Who was in it on another day?' }}
            classes="govuk-input--width-10"
            value={view.on}
          />
          <Button classes="govuk-button--secondary">Show that day</Button>
          {view.isToday ? null : (
            <p class="govuk-body">
              <a class="govuk-link" href="/partnership#partners">
                Back to today
              </a>
            </p>
          )}
        </form>
        <h3 class="govuk-heading-s">Statutory safeguarding partners</h3>
        <Partners partners={statutory} />
        <h3 class="govuk-heading-s">Relevant agencies</h3>
        {relevant.length ? (
          <Partners partners={relevant} />
        ) : (
          <p class="govuk-body kith-not-known">The records name none.</p>
        )}
        {view.before.length > 0 ? (
          <>
            <h3 class="govuk-heading-s">Before that day</h3>
            <Before standings={view.before} />
          </>
        ) : null}
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

function Partners({ partners }: { partners: InForce[] }): VNode {
  if (partners.length === 0) return <p class="govuk-body kith-not-known">On this day the records name none.</p>;
  return (
    <ul class="kith-list">
      {partners.map((one) => (
        <li key={one.agency.key}>
          <span class="kith-list__title">{one.agency.name}</span> <StandingSource of={one} />
          <About>{one.inPlaceOf ? one.agency.note : one.partner.note}</About>
          <About>{sinceWhen(one)}</About>
        </li>
      ))}
    </ul>
  );
}

/** Whoever stands in another's place has no record of standing of its own: the agency's record tells of it. */
function StandingSource({ of }: { of: InForce }): VNode {
  const href = of.inPlaceOf ? provenanceHref('agency', of.agency.key) : provenanceHref('partner', of.partner.key);
  return <SourceLink href={href} of={of.agency.name} />;
}

/** Since when an agency stands in the arrangements, and until when, so that a reader of another day finds its successor. */
function sinceWhen({ agency, since, until, inPlaceOf }: InForce): string {
  const began = inPlaceOf
    ? `Since ${partialDateInWords(since)}, in place of ${inPlaceOf.name}.`
    : `Since ${partialDateInWords(since)}.`;
  if (until === null) return began;
  const then = agency.successor ? ` Its duties then passed to ${agency.successor.name}.` : '';
  return `${began} Until ${partialDateInWords(until)}.${then}`;
}

function Before({ standings }: { standings: InForce[] }): VNode {
  return (
    <ul class="kith-list">
      {standings.map((one) => (
        <li key={`${one.agency.key}|${one.since}`}>
          <span class="kith-list__title">{one.agency.name}</span> <StandingSource of={one} />
          <About>
            {one.standing === 'statutory' ? 'Statutory partner. ' : 'Relevant agency. '}
            {sinceWhen(one)}
          </About>
          <About>{one.agency.note}</About>
        </li>
      ))}
    </ul>
  );
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

/** Pages that belong to the partnership and stand below it. */
const SEE_ALSO = [
  ['/partnership/arrangements', 'Published arrangements'],
  ['/partnership/leads', 'Who leads on which issue'],
  ['/partnership/objectives', 'Objectives, and what was done for each'],
  ['/partnership/finance', 'Money'],
] as const;

function lede({ partnership, isToday, on }: PartnershipView, count: number): string {
  const areas = listed(partnership.areas.map((area) => area.name));
  return isToday
    ? `${inWords(count)} statutory partners keep children safe together in ${areas}.`
    : `On ${dateInWords(on)}, ${inWords(count).toLowerCase()} statutory partners kept children safe together in ${areas}.`;
}

const SMALL = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/** A number at the start of a sentence. */
function inWords(count: number): string {
  return SMALL[count] ?? String(count);
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
