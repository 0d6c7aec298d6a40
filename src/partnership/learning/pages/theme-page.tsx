import type { VNode } from 'preact';
import { Claim, Claims, PageHeading, provenanceHref, Section, SourceLink } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { counted, learningHref, pointSource, sectionWords, seenIn } from '../learning-words.ts';
import type { Sighting, ThemeHistory } from '../repository.ts';
import type { PlacedAction } from '../theme-table.ts';
import { ActionList } from './action-list.tsx';

/** A theme with its whole history. */
export interface ThemeView {
  theme: ThemeHistory;
  /** Actions that carry the theme: what was tried against it. */
  actions: PlacedAction[];
}

/** Every time a theme was seen, and what was done about it: `/learning/themes/:key`. */
export function ThemePage({ view }: { view: ThemeView }): VNode {
  const { theme, actions } = view;
  const seen = theme.everySighting.filter((sighting) => sighting.section !== 'action');
  const byRecord = Map.groupBy(seen, (sighting) => `${sighting.kind}|${sighting.key}`);
  return (
    <Page
      title={`${theme.name}: where it was seen and what was tried`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Learning', href: '/learning' },
      ]}
    >
      <PageHeading caption="Theme" title={theme.name} lede={howOften(theme)} />
      <p class="govuk-body">
        {theme.meaning} <SourceLink href={provenanceHref('theme', theme.key)} of="this theme" />
      </p>
      <Section title="Where it was seen" id="seen">
        {byRecord.size === 0 ? (
          <p class="govuk-body kith-not-known">No learning point or finding on record speaks of it.</p>
        ) : (
          [...byRecord].map(([record, sightings]) => <SeenIn sightings={sightings} key={record} />)
        )}
      </Section>
      <Section title="What was tried" id="actions" note={tried(actions.length)}>
        <ActionList actions={actions} />
      </Section>
    </Page>
  );
}

function SeenIn({ sightings }: { sightings: Sighting[] }): VNode | null {
  const first = sightings[0];
  if (!first) return null;
  return (
    <div class="kith-keep">
      <h3 class="govuk-heading-s govuk-!-margin-bottom-0">
        <a class="govuk-link" href={learningHref(first.kind, first.key)}>
          {first.title}
        </a>
        , {first.year}
      </h3>
      <Claims>
        {sightings.map((sighting) => (
          <Claim
            key={`${sighting.section}|${sighting.position}`}
            foot={
              <>
                <span>{sectionWords(sighting.section)}</span>
                <SourceLink
                  href={pointSource(
                    provenanceHref(sighting.kind, sighting.key),
                    sighting.section,
                    sighting.position + 1,
                  )}
                  of={`this point of ${sighting.title}`}
                />
              </>
            }
          >
            {sighting.words}
          </Claim>
        ))}
      </Claims>
    </div>
  );
}

function howOften(theme: ThemeHistory): string {
  if (theme.sightings === 0) return 'Not seen in any review or audit on record.';
  const reviews = theme.seenIn.filter((one) => one.kind === 'practice-review').length;
  const strengths =
    theme.strengths === 0
      ? ''
      : theme.strengths === theme.sightings
        ? ' Always as a strength.'
        : ` Of these, ${timesInWords(theme.strengths)} as a strength.`;
  return `Seen ${timesInWords(theme.sightings)}, in ${seenIn(reviews, theme.seenIn.length - reviews)}.${strengths}`;
}

function timesInWords(times: number): string {
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${times} times`;
}

function tried(actions: number): string {
  if (actions === 0)
    return 'No action carries this theme. A theme that returns without one is a decision still to be made.';
  return `${counted(actions, 'action carries', 'actions carry')} this theme.`;
}
