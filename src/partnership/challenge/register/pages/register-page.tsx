import type { VNode } from 'preact';
import { dateInWords } from '../../../../platform/clocks/index.ts';
import { Button, Details, Pagination, Select, Tag } from '../../../../platform/web/govuk/index.ts';
import { PageHeading } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { STAGES } from '../../disagreement/disagreement.ts';
import { disagreementHref } from '../../disagreement/notices.ts';
import { ClockMark } from '../../disagreement/pages/record-page.tsx';
import type { ClockStands } from '../../disagreement/rules.ts';
import { ANALYSIS, DISAGREEMENTS, FINDER, LIMITS, PEER, REGISTER } from '../../links.ts';
import { peerHref } from '../../peer/peer-challenge.ts';
import {
  aboutInWords,
  hasEnded,
  lineInWords,
  NO_FILTER,
  outcomeInWords,
  type RegisterFilter,
  type RegisterLine,
  stateInWords,
} from '../register.ts';

/** One page of the register, as somebody sees it. */
export interface RegisterView {
  lines: readonly (RegisterLine & { clock: ClockStands })[];
  filter: RegisterFilter;
  total: number;
  page: number;
  pages: number;
  agencies: readonly { key: string; name: string }[];
  themes: readonly { key: string; name: string }[];
  years: readonly string[];
  mayRaise: boolean;
}

const SHOWN = { open: 'Open', ended: 'Ended', all: 'All' } as const;

/** Challenges and disagreements that a person may read: `/challenge`. */
export function RegisterPage({ view }: { view: RegisterView }): VNode {
  const { filter, lines, total } = view;
  return (
    <Page title="Challenge and disagreement" breadcrumbs={[{ text: 'Home', href: '/' }]}>
      <PageHeading
        title="Challenge and disagreement"
        lede="Saying that something is not safe enough is part of the job. Here it is asked, answered by a day, and learned from."
      />
      {view.mayRaise ? (
        <div class="govuk-button-group">
          <Button href={`${DISAGREEMENTS}/new`}>Disagree with a decision</Button>
          <Button href={`${PEER}/new`} classes="govuk-button--secondary">
            Challenge an agency
          </Button>
        </div>
      ) : null}
      <nav class="kith-years" aria-label="Which to show">
        <ul>
          {(Object.keys(SHOWN) as (keyof typeof SHOWN)[]).map((show) => (
            <li key={show}>
              <a href={hrefOf({ ...filter, show }, 1)} aria-current={show === filter.show ? 'page' : undefined}>
                {SHOWN[show]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Filters view={view} />
      <p class="govuk-body">
        {total === 0
          ? 'There is none that you can read with these filters.'
          : `${total} that you can read${filter.show === 'open' ? ', what waits longest first' : ''}.`}
      </p>
      <ul class="kith-list">
        {lines.map((line) => (
          <li key={line.id}>
            <a class="govuk-link" href={line.kind === 'disagreement' ? disagreementHref(line.id) : peerHref(line.id)}>
              {line.reference}
            </a>{' '}
            {line.urgent ? <Tag classes="govuk-tag--orange">Urgent</Tag> : null}
            <span class="kith-list__about">{lineInWords(line)}</span>
            <span class="kith-list__about">
              {hasEnded(line) ? (
                `${outcomeInWords(line) ?? stateInWords(line)}, ${dateInWords(line.endedOn ?? line.raisedOn)}`
              ) : (
                <>
                  {stateInWords(line)}. <ClockMark clock={line.clock} answeredOn={line.answeredOn} />
                </>
              )}
            </span>
            <span class="kith-list__about">
              {aboutInWords(line)}. Raised on {dateInWords(line.raisedOn)}.
              {line.themeName ? ` Theme: ${line.themeName}.` : ''}
            </span>
          </li>
        ))}
      </ul>
      {view.pages > 1 ? (
        <Pagination
          previous={view.page > 1 ? { href: hrefOf(filter, view.page - 1) } : undefined}
          next={view.page < view.pages ? { href: hrefOf(filter, view.page + 1) } : undefined}
          items={Array.from({ length: view.pages }, (_, at) => ({
            number: at + 1,
            href: hrefOf(filter, at + 1),
            current: at + 1 === view.page,
          }))}
        />
      ) : null}
      <h2 class="govuk-heading-m">Besides</h2>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={FINDER}>
            Find your opposite number
          </a>
        </li>
        <li>
          <a class="govuk-link" href={LIMITS}>
            How long each stage may take
          </a>
        </li>
        <li>
          <a class="govuk-link" href={ANALYSIS}>
            What the register shows when it is counted
          </a>
        </li>
      </ul>
    </Page>
  );
}

function hrefOf(filter: RegisterFilter, page: number): string {
  const query = new URLSearchParams(
    Object.entries({ ...filter, page: String(page) }).flatMap(([name, value]): [string, string][] => {
      const usual = name === 'page' ? '1' : String(NO_FILTER[name as keyof RegisterFilter] ?? '');
      return value === null || String(value) === usual ? [] : [[name, String(value)]];
    }),
  );
  return query.size === 0 ? REGISTER : `${REGISTER}?${query}`;
}

function Filters({ view }: { view: RegisterView }): VNode {
  const { filter, agencies, themes, years } = view;
  const set = (['whose', 'kind', 'agency', 'stage', 'theme', 'year', 'by'] as const).filter(
    (name) => filter[name] !== NO_FILTER[name],
  );
  const choose = (name: string, label: string, value: string | null, items: [string, string][]) => (
    <Select
      name={name}
      label={{ text: label }}
      value={value ?? ''}
      items={items.map(([key, text]) => ({ value: key, text }))}
    />
  );
  return (
    <Details
      summaryText={set.length === 0 ? 'Narrow the list' : `Narrowed by ${set.length}: change or clear`}
      open={set.length > 0}
    >
      <form method="get" action={REGISTER}>
        <input type="hidden" name="show" value={filter.show} />
        {choose('whose', 'Whose', filter.whose, [
          ['all', 'All that I can read'],
          ['mine', 'Those I take part in'],
          ['agency', 'My agency’s, on either side'],
        ])}
        {choose('kind', 'Kind', filter.kind, [
          ['both', 'Both kinds'],
          ['disagreement', 'Professional disagreements'],
          ['peer-challenge', 'Peer challenges'],
        ])}
        {choose('agency', 'Agency, on either side', filter.agency, [
          ['', 'Any agency'],
          ...agencies.map(({ key, name }): [string, string] => [key, name]),
        ])}
        {choose('stage', 'Stage of a disagreement', filter.stage === null ? null : String(filter.stage), [
          ['', 'Any stage'],
          ...STAGES.map(({ stage, name }): [string, string] => [String(stage), `Stage ${stage}: ${name}`]),
        ])}
        {choose('theme', 'Theme', filter.theme, [
          ['', 'Any theme'],
          ...themes.map(({ key, name }): [string, string] => [key, name]),
        ])}
        {choose('year', 'Raised in', filter.year, [
          ['', 'Any year'],
          ...years.map((year): [string, string] => [year, year]),
        ])}
        {choose('by', 'Raised by', filter.by, [
          ['', 'Anybody'],
          ['scrutineer', 'The independent scrutineer'],
        ])}
        <div class="govuk-button-group">
          <Button>Show these</Button>
          <a class="govuk-link" href={hrefOf({ ...NO_FILTER, show: filter.show }, 1)}>
            Clear the filters
          </a>
        </div>
      </form>
    </Details>
  );
}
