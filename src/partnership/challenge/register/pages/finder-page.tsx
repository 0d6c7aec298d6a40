import type { VNode } from 'preact';
import { Button, Select } from '../../../../platform/web/govuk/index.ts';
import { Facts, PageHeading, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { STAGES, type Stage, stageInWords } from '../../disagreement/disagreement.ts';
import { crumbs, FINDER } from '../../links.ts';
import { nobodyInWords, type OppositeNumber } from '../../opposite-numbers.ts';

/** What the finder found. */
export interface Found {
  agency: { key: string; name: string };
  stage: Stage;
  suggested: readonly OppositeNumber[];
  others: readonly OppositeNumber[];
}

/** Who works at another agency at the level of a stage: `/challenge/opposite-numbers`. */
export function FinderPage(props: { agencies: readonly { key: string; name: string }[]; found: Found | null }): VNode {
  const { agencies, found } = props;
  return (
    <Page title="Find your opposite number" breadcrumbs={crumbs()}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading
            title="Find your opposite number"
            lede="Who to ask at another agency, as far as Kith knows: people who work with Kith, their job and team."
          />
          <form method="get" action={FINDER}>
            <Select
              name="agency"
              label={{ text: 'Agency' }}
              value={found?.agency.key}
              items={agencies.map(({ key, name }) => ({ value: key, text: name }))}
            />
            <Select
              name="stage"
              label={{ text: 'Level' }}
              value={String(found?.stage ?? 1)}
              items={STAGES.map(({ stage }) => ({ value: String(stage), text: stageInWords(stage) }))}
            />
            <Button>Find</Button>
          </form>
          {found ? <Results found={found} /> : null}
        </div>
      </div>
    </Page>
  );
}

function Results({ found }: { found: Found }): VNode {
  const { agency, stage, suggested, others } = found;
  return (
    <>
      <Section title={`At this level at ${agency.name}`} id="suggested">
        {suggested.length === 0 ? (
          <p class="govuk-body">{nobodyInWords(agency.name, stage)}</p>
        ) : (
          <People people={suggested} />
        )}
      </Section>
      {others.length === 0 ? null : (
        <Section title="Others who work there" id="others" note="Nothing that Kith knows tells their level.">
          <People people={others} />
        </Section>
      )}
    </>
  );
}

function People({ people }: { people: readonly OppositeNumber[] }): VNode {
  const unknown = (words: string) => <span class="kith-not-known">{words}</span>;
  return (
    <ul class="kith-list">
      {people.map((one) => (
        <li key={one.id}>
          <span class="kith-list__title">{one.name}</span>
          <Facts
            row
            facts={[
              { name: 'Job', value: one.job ?? unknown('Not recorded') },
              { name: 'Team', value: one.team ?? unknown('Not recorded') },
              { name: 'Agency', value: one.agencyName },
              { name: 'Why they stand here', value: one.because },
            ]}
          />
        </li>
      ))}
    </ul>
  );
}
