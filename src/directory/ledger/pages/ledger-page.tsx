import type { VNode } from 'preact';
import type { FormProblem } from '../../../platform/web/form.ts';
import { EmptyState, PageHeading, ProblemSummary } from '../../../platform/web/kith/index.ts';
import { type Crumb, Page } from '../../../platform/web/page.tsx';
import { LINES_A_DOWNLOAD } from '../download.ts';
import { hrefWith, type LedgerFilter } from '../filter.ts';
import type { LedgerPage as Lines } from '../line.ts';
import { type FilterChoices, FilterForm } from './filter-form.tsx';
import { Downloads, LedgerLines, OlderAndNewer } from './lines.tsx';

/** The ledger as one reader sees it. */
export interface LedgerView {
  /** Address of the page: of the whole ledger, or of one person. */
  path: string;
  /** The person whose acts these are; null for everybody’s. */
  person: { id: string; name: string | null; page: string | null } | null;
  /** Name of the only agency whose entries are shown; null for every one. */
  agencyName: string | null;
  entries: Lines;
  filter: LedgerFilter;
  choices: FilterChoices;
  problems: readonly FormProblem[];
  kindName: (kind: string) => string;
  toldWhy: boolean;
}

const LEDGER: Crumb = { text: 'Ledger', href: '/ledger' };

/** What people did: `/ledger`, and of one person `/ledger/people/:id`. */
export function LedgerPage({ view }: { view: LedgerView }): VNode {
  const { path, person, entries, filter, choices, problems } = view;
  const title = person ? `What ${person.name ?? 'this person'} did` : 'Ledger';
  const narrowed = hrefWith(path, filter) !== path;
  return (
    <Page title={title} breadcrumbs={person ? [LEDGER] : []} hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <PageHeading title={title} lede={ledeOf(view)} />
      {person?.page ? (
        <p class="govuk-body">
          <a class="govuk-link" href={person.page}>
            Their account and roles
          </a>
        </p>
      ) : null}
      {filter.record === null ? null : <OfOneRecord view={view} />}
      <FilterForm action={path} filter={filter} choices={choices} problems={problems} />
      {entries.lines.length === 0 ? (
        <EmptyState
          will={narrowed ? 'No entry is as you look for it.' : 'Nothing is written here that you may read.'}
          how={
            narrowed ? (
              <a class="govuk-link" href={path}>
                Show every entry
              </a>
            ) : (
              'An entry comes with everything that somebody does.'
            )
          }
        />
      ) : (
        <>
          <LedgerLines
            lines={entries.lines}
            kindName={view.kindName}
            toldWhy={view.toldWhy}
            personHref={person ? null : (id) => `/ledger/people/${id}`}
            recordHref={(id) => `/ledger?record=${id}`}
          />
          <OlderAndNewer page={entries} hrefOf={(place) => hrefWith(path, filter, place)} />
          <Downloads most={LINES_A_DOWNLOAD} hrefOf={(format) => hrefWith(`${path}/download`, filter, { format })} />
        </>
      )}
    </Page>
  );
}

function ledeOf({ person, agencyName }: LedgerView): string {
  const of = agencyName === null ? '' : ` of ${agencyName}`;
  if (person) return `Every act of theirs${agencyName === null ? '' : ` for ${agencyName}`}, newest first.`;
  return `What people${of} did in Kith: every reading of a restricted record, every change, every refusal, newest first. Nobody can rewrite it unseen.`;
}

function OfOneRecord({ view: { filter, path } }: { view: LedgerView }): VNode {
  return (
    <p class="govuk-body">
      Only what was done with the record number <strong class="kith-break">{filter.record}</strong>.{' '}
      <a class="govuk-link" href={hrefWith(path, { ...filter, record: null })}>
        Show every record
      </a>
    </p>
  );
}
