import type { VNode } from 'preact';
import { dateInWords } from '../../../../platform/clocks/index.ts';
import { Button, Pagination, Select, Tag } from '../../../../platform/web/govuk/index.ts';
import { PageHeading } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import type { ActionState } from '../../action.ts';
import { crumbs, RECOMMENDATIONS, recommendationHref } from '../../pages/links.ts';
import { stateWords } from '../../process.ts';
import { RESPONSES, SOURCES } from '../recommendation.ts';
import type { RecommendationLine } from '../repository.ts';
import type { RecommendationList } from '../service.ts';

/** Recommendations by their source: `/work/recommendations`. */
export function RecommendationListPage({ list }: { list: RecommendationList }): VNode {
  const { lines, page } = list;
  return (
    <Page title="Recommendations" breadcrumbs={crumbs()}>
      <PageHeading
        title="Recommendations"
        lede="What reviews, audits, meetings and scrutiny recommended, whose it is, and what its actions changed."
      />
      {list.mayCreate ? <Button href={`${RECOMMENDATIONS}/new`}>Enter a recommendation</Button> : null}
      <Filter list={list} />
      {lines.length === 0 ? (
        <p class="govuk-body">
          {page > 1 ? 'The list has no such page.' : 'Nothing fits, or nothing has been entered yet.'}
        </p>
      ) : (
        <ul class="kith-list">
          {lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      )}
      {page > 1 || list.hasMore ? (
        <Pagination
          previous={page > 1 ? { href: pageHref(list, page - 1) } : undefined}
          next={list.hasMore ? { href: pageHref(list, page + 1) } : undefined}
        />
      ) : null}
    </Page>
  );
}

function pageHref({ asked }: RecommendationList, page: number): string {
  const query = new URLSearchParams(page > 1 ? { page: String(page) } : {});
  for (const [name, value] of Object.entries(asked)) if (value !== null) query.set(name, value);
  return query.size === 0 ? RECOMMENDATIONS : `${RECOMMENDATIONS}?${query}`;
}

function Filter({ list }: { list: RecommendationList }): VNode {
  const { asked, choices } = list;
  const any = { value: '', text: 'All' };
  const from = (of: Record<string, string>) => [any, ...Object.entries(of).map(([value, text]) => ({ value, text }))];
  return (
    <form class="kith-filter kith-no-print" method="get" action={RECOMMENDATIONS}>
      <Select name="source" label={{ text: 'Source' }} items={from(SOURCES)} value={asked.source ?? ''} />
      <Select
        name="sourceId"
        label={{ text: 'Review or audit' }}
        items={[any, ...choices.records.map(({ key, name }) => ({ value: key, text: name }))]}
        value={asked.sourceId ?? ''}
      />
      <Select name="response" label={{ text: 'Answer' }} items={from(RESPONSES)} value={asked.response ?? ''} />
      <Select
        name="agency"
        label={{ text: 'Whose it is' }}
        items={[any, ...choices.agencies.map(({ key, name }) => ({ value: key, text: name }))]}
        value={asked.agency ?? ''}
      />
      <Button classes="govuk-button--secondary">Show</Button>
    </form>
  );
}

function Line({ line }: { line: RecommendationLine }): VNode {
  const actions = line.actions
    .map(({ state, count }) => `${count} ${stateWords(state as ActionState).toLowerCase()}`)
    .join(', ');
  return (
    <li>
      <a class="govuk-link kith-list__title" href={recommendationHref(line.id)}>
        {line.words.length > 160 ? `${line.words.slice(0, 158).trimEnd()}…` : line.words}
      </a>
      <span class="kith-list__about">
        <Tag
          classes={
            line.response === 'accepted'
              ? 'govuk-tag--green'
              : line.response === 'waiting'
                ? 'govuk-tag--yellow'
                : 'govuk-tag--orange'
          }
        >
          {RESPONSES[line.response]}
        </Tag>{' '}
        {actions === '' ? 'No action that you can see.' : `Actions: ${actions}.`}
      </span>
      <span class="kith-list__about kith-quiet">
        {line.reference}. {SOURCES[line.source.kind]}: {line.source.words}, {dateInWords(line.madeOn)}.{' '}
        {line.agencyNames.map(({ name }) => name).join(', ')}.
      </span>
    </li>
  );
}
