import type { VNode } from 'preact';
import { momentInWords } from '../../../platform/clocks/index.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { Table } from '../../../platform/web/govuk/index.ts';
import { EmptyState, PageHeading, ProblemSummary, Scroll, Section } from '../../../platform/web/kith/index.ts';
import { type Crumb, Page } from '../../../platform/web/page.tsx';
import { LINES_A_DOWNLOAD } from '../download.ts';
import { hrefWith, type LedgerFilter } from '../filter.ts';
import type { LedgerPage as Lines } from '../line.ts';
import type { Looker, RecordLine } from '../repository.ts';
import { FilterForm } from './filter-form.tsx';
import { Downloads, OlderAndNewer, RecordLines } from './lines.tsx';

/** Who looked at one record, as somebody sees it who decides who sees the record. */
export interface RecordLedgerView {
  path: string;
  /** "Serious incident notification". */
  kindName: string;
  reference: string;
  /** Pages above this one. */
  crumbs: readonly Crumb[];
  /** Where it is told what was changed; null where the kind has no such page. */
  historyHref: string | null;
  lookers: readonly Looker[];
  lines: Lines<RecordLine>;
  filter: LedgerFilter;
  person: string | null;
  problems: readonly FormProblem[];
}

/** Who looked at a record and what they did there: `/access/records/:kind/:id/ledger`. */
export function RecordLedgerPage({ view }: { view: RecordLedgerView }): VNode {
  const { path, lookers, lines, filter, person, problems } = view;
  const people = lookers.flatMap((one) => (one.personId === null ? [] : [{ value: one.personId, text: one.who }]));
  const agencies = new Map(lookers.flatMap((one) => (one.agency ? [[one.agency, one.agencyName ?? one.agency]] : [])));
  const asked = { ...(person ? { person } : {}) };
  const title = `Who looked at ${view.reference}`;
  return (
    <Page title={title} breadcrumbs={view.crumbs} hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <PageHeading
        title={title}
        caption={view.kindName}
        lede="Everybody who opened this record, saw it in a list or changed it, and who was refused. Your own looks are here too."
      />
      {view.historyHref === null ? null : (
        <p class="govuk-body">
          <a class="govuk-link" href={view.historyHref}>
            What was changed, by whom and why
          </a>
        </p>
      )}
      <Section
        title="Who"
        id="who"
        note={`${lookers.length === 1 ? '1 person' : `${lookers.length} people`}, whoever looked last first.`}
      >
        <Scroll label="Who looked">
          <Table
            classes="kith-table"
            firstCellIsHeader
            caption="Who looked"
            captionClasses="govuk-visually-hidden"
            head={[
              { text: 'Name' },
              { text: 'Agency' },
              { text: 'Times', classes: 'kith-number' },
              { text: 'Refused', classes: 'kith-number' },
              { text: 'Last' },
            ]}
            rows={lookers.map((one) => [
              { text: one.who },
              { text: one.agencyName ?? one.agency ?? <span class="kith-not-known">None</span> },
              { text: String(one.times), classes: 'kith-number' },
              { text: String(one.refused), classes: 'kith-number' },
              { text: momentInWords(one.last) },
            ])}
          />
        </Scroll>
      </Section>
      <Section title="What they did" id="what">
        <FilterForm
          action={path}
          filter={filter}
          person={person}
          choices={{
            ...{ who: false, people, events: [], kinds: [], outcomes: false },
            agencies: [...agencies].map(([value, text]) => ({ value, text })),
          }}
          problems={problems}
        />
        {lines.lines.length === 0 ? (
          <EmptyState
            will="Nothing was done that is as you look for it."
            how={
              <a class="govuk-link" href={path}>
                Show everything
              </a>
            }
          />
        ) : (
          <>
            <RecordLines lines={lines.lines} />
            <OlderAndNewer page={lines} hrefOf={(place) => hrefWith(path, filter, { ...asked, ...place })} />
            <Downloads
              most={LINES_A_DOWNLOAD}
              hrefOf={(format) => hrefWith(`${path}/download`, filter, { ...asked, format })}
            />
          </>
        )}
      </Section>
    </Page>
  );
}
