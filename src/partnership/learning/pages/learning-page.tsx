import type { VNode } from 'preact';
import { EmptyState, LoadAYear, PageHeading, Scroll, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { capital, counted, learningHref, seenIn, themesInWords, timesInWords } from '../learning-words.ts';
import type { Audit, PracticeReview } from '../repository.ts';
import { actionsOf, type LearningSource, returningThemes, sourcesOf, type ThemeRow } from '../theme-table.ts';
import { ActionList, ownershipSummary } from './action-list.tsx';

/** Everything the partnership learned, over all years on record. */
export interface LearningView {
  reviews: PracticeReview[];
  audits: Audit[];
  /** Every theme; the one that most sources have something to learn of first. */
  themes: ThemeRow[];
  /** Whether the reader's role reaches serious incident notifications. */
  notifications: boolean;
}

/** What was learned, from what, and what keeps returning: `/learning`. */
export function LearningPage({ view }: { view: LearningView }): VNode {
  const { reviews, audits, themes } = view;
  const sources = sourcesOf(reviews, audits);
  if (reviews.length + audits.length === 0) {
    return (
      <Page title="Learning">
        <PageHeading title="Learning" />
        {view.notifications ? <NotificationsLink /> : null}
        <EmptyState
          will="Here will stand what practice reviews and multi-agency audits found, which themes return, and what was done about them."
          how={<LoadAYear />}
        />
      </Page>
    );
  }
  const returning = returningThemes(themes);
  const actions = actionsOf(reviews);
  return (
    <Page title="Learning: what keeps coming back">
      <PageHeading
        title="Learning"
        lede={`${counted(reviews.length, 'practice review', 'practice reviews')} and ${counted(audits.length, 'audit', 'audits')}. ${
          returning.length === 0
            ? 'No theme has come back yet.'
            : `${returning.length} of ${counted(themes.length, 'theme', 'themes')} came back in more than one of them.`
        }`}
      />
      {view.notifications ? <NotificationsLink /> : null}
      <Section
        title="What keeps coming back"
        id="returning"
        note="Something to learn or to develop, in more than one review or audit. Strengths do not count."
      >
        <Returning themes={returning} sources={sources} />
      </Section>
      <Section title="Actions from reviews" id="actions" note={ownershipSummary(actions)}>
        <ActionList actions={actions} />
      </Section>
      <div class="kith-columns">
        <Section title="Practice reviews" id="reviews">
          <Sources
            sources={reviews.map(({ key, label, year, question }) => ({ key, title: label, year, about: question }))}
            kind="practice-review"
          />
        </Section>
        <Section title="Multi-agency audits" id="audits">
          <Sources
            sources={audits.map(({ key, title, year, purpose }) => ({ key, title, year, about: purpose }))}
            kind="audit"
          />
        </Section>
      </div>
      <Section
        title="Every theme, and where it was seen"
        id="themes"
        note={`${themesInWords(themes)} A number says how many learning points and findings to develop speak of the theme; an empty place means none.`}
      >
        <ThemeTable sources={sources} themes={themes} />
      </Section>
    </Page>
  );
}

/** For those who may read them: where what happened is recorded before anything is learned from it. */
function NotificationsLink(): VNode {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href="/learning/notifications">
        Serious incident notifications
      </a>
    </p>
  );
}

/** The themes that came back, the one in most places first, with what is being done about each. */
function Returning({ themes, sources }: { themes: ThemeRow[]; sources: LearningSource[] }): VNode {
  if (themes.length === 0) return <p class="govuk-body kith-quiet">No theme came back in a second review or audit.</p>;
  return (
    <ul class="kith-list">
      {themes.map((theme) => (
        <li key={theme.key}>
          <a class="govuk-link" href={`/learning/themes/${theme.key}`}>
            {theme.name}
          </a>
          <span class="kith-list__about">
            {whereSeen(theme, sources)}.{' '}
            {theme.actions === 0 ? 'No action' : counted(theme.actions, 'action', 'actions')} against it.
          </span>
        </li>
      ))}
    </ul>
  );
}

function whereSeen(theme: ThemeRow, sources: LearningSource[]): string {
  const seen = sources.filter((_source, at) => (theme.times[at] ?? 0) > 0);
  const reviews = seen.filter((source) => source.kind === 'practice-review').length;
  return `${capital(timesInWords(theme.total))}, in ${seenIn(reviews, seen.length - reviews)}`;
}

function ThemeTable({ sources, themes }: { sources: LearningSource[]; themes: ThemeRow[] }): VNode {
  return (
    <Scroll label="Themes by review and audit">
      <table class="govuk-table kith-table kith-table--matrix">
        <caption class="govuk-table__caption govuk-visually-hidden">Themes by review and audit</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">
              Theme
            </th>
            <th scope="col" class="govuk-table__header kith-number">
              To learn or develop
            </th>
            {sources.map((source) => (
              <th scope="col" class="govuk-table__header kith-number" key={`${source.kind}|${source.key}`}>
                {source.title}
              </th>
            ))}
            <th scope="col" class="govuk-table__header kith-number">
              Actions against it
            </th>
            <th scope="col" class="govuk-table__header kith-number">
              As a strength
            </th>
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {themes.map((theme) => (
            <tr class="govuk-table__row" key={theme.key}>
              <th scope="row" class="govuk-table__header">
                <a class="govuk-link" href={`/learning/themes/${theme.key}`}>
                  {theme.name}
                </a>
              </th>
              <td class="govuk-table__cell kith-number">
                <strong>
                  <Times times={theme.total} />
                </strong>
              </td>
              {theme.times.map((times, at) => (
                <td class="govuk-table__cell kith-number" key={`${sources[at]?.kind}|${sources[at]?.key}`}>
                  <Times times={times} />
                </td>
              ))}
              <td class="govuk-table__cell kith-number">
                <Times times={theme.actions} />
              </td>
              <td class="govuk-table__cell kith-number">
                <Times times={theme.strengths} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** A number, or an empty place, so that the eye sees the pattern. */
function Times({ times }: { times: number }): VNode {
  return <span class={times === 0 ? 'govuk-visually-hidden' : undefined}>{times}</span>;
}

function Sources(props: {
  sources: { key: string; title: string; year: string; about: string }[];
  kind: LearningSource['kind'];
}): VNode {
  if (props.sources.length === 0) return <p class="govuk-body kith-not-known">None is recorded.</p>;
  return (
    <ul class="kith-list">
      {props.sources.map((source) => (
        <li key={source.key}>
          <a class="govuk-link" href={learningHref(props.kind, source.key)}>
            {source.title}
          </a>
          <span class="kith-list__about kith-quiet">{source.year}</span>
          <span class="kith-list__about">{source.about}</span>
        </li>
      ))}
    </ul>
  );
}
