import type { VNode } from 'preact';
import { Claim, Claims, PageHeading, provenanceHref, Section, SourceLink } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { counted, learningHref, pointSource, sectionWords, seenIn, timesInWords } from '../learning-words.ts';
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
  const wanting = theme.everySighting.filter(({ section }) => section === 'learning' || section === 'to-develop');
  const strong = theme.everySighting.filter(({ section }) => section === 'working-well');
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
        {wanting.length === 0 ? (
          <p class="govuk-body kith-not-known">No review or audit on record asks for anything here.</p>
        ) : (
          <ByRecord sightings={wanting} />
        )}
      </Section>
      {strong.length ? (
        <Section title="Where it works well" id="strengths" note="Findings of strength. They ask for no action.">
          <ByRecord sightings={strong} />
        </Section>
      ) : null}
      {wanting.length + actions.length > 0 ? (
        <Section title="What was tried" id="actions" note={tried(theme, actions.length)}>
          <ActionList actions={actions} />
        </Section>
      ) : null}
    </Page>
  );
}

function ByRecord({ sightings }: { sightings: readonly Sighting[] }): VNode {
  const byRecord = Map.groupBy(sightings, (sighting) => `${sighting.kind}|${sighting.key}`);
  return (
    <>
      {[...byRecord].map(([record, own]) => (
        <SeenIn sightings={own} key={record} />
      ))}
    </>
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
  const reviews = theme.seenIn.filter((one) => one.kind === 'practice-review').length;
  if (theme.sightings === 0) {
    return theme.strengths === 0
      ? 'Not seen in any review or audit on record.'
      : `Seen ${timesInWords(theme.strengths)}, always as a strength.`;
  }
  const first = `Something to learn or to develop ${timesInWords(theme.sightings)}, in ${seenIn(reviews, theme.seenIn.length - reviews)}.`;
  return theme.strengths === 0 ? first : `${first} Seen as a strength ${timesInWords(theme.strengths)}.`;
}

function tried(theme: ThemeHistory, actions: number): string {
  if (actions > 0) return `${counted(actions, 'action carries', 'actions carry')} this theme.`;
  if (theme.seenIn.length > 1) {
    return 'No action carries this theme. A theme that returns without one is a decision still to be made.';
  }
  return 'No action carries this theme.';
}
