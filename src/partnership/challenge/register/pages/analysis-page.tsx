import type { VNode } from 'preact';
import { Table } from '../../../../platform/web/govuk/index.ts';
import { PageHeading, Scroll, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { STAGES } from '../../disagreement/disagreement.ts';
import { ANALYSIS, crumbs } from '../../links.ts';
import { counted } from '../../words.ts';
import type { ChallengeAnalysis, Share, StageShare } from '../analysis.ts';

/** Counts over the register: `/challenge/analysis`. */
export function AnalysisPage(props: {
  analysis: ChallengeAnalysis;
  year: string | null;
  years: readonly string[];
}): VNode {
  const { analysis, year, years } = props;
  const { disagreements, peers } = analysis;
  return (
    <Page title="Challenge, counted" breadcrumbs={crumbs()}>
      <PageHeading
        title="Challenge, counted"
        lede={`${counted(disagreements, 'professional disagreement', 'professional disagreements')} and ${counted(peers, 'peer challenge', 'peer challenges')} that you can read${year ? `, raised in ${year}` : ''}.`}
      />
      <p class="govuk-body">
        Many challenges are no sign of a bad agency, and none is no sign of a good one. Nobody is ranked here, and no
        person is counted.
      </p>
      <nav class="kith-years" aria-label="Year in which they were raised">
        <ul>
          {[null, ...years].map((one) => (
            <li key={one ?? 'all'}>
              <a href={one ? `${ANALYSIS}?year=${one}` : ANALYSIS} aria-current={one === year ? 'page' : undefined}>
                {one ?? 'All years'}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Section
        title="Stages and time taken"
        id="stages"
        note="The middle of the working days from the beginning of a stage to its answer. “In time” is told of answers that had a day by which they were due."
      >
        <Scroll label="Stages and time taken">
          <Table
            classes="kith-table"
            firstCellIsHeader
            head={['Stage', 'Reached', 'Answered', 'In time', 'Resolved here', 'Middle time'].map((text) => ({ text }))}
            rows={analysis.stages.map(stageRow)}
          />
        </Scroll>
      </Section>
      <Shares title="What disagreements are about" id="causes" shares={analysis.causes} />
      <Shares
        title="Themes"
        id="themes"
        shares={analysis.themes}
        note="Of both kinds. Whatever belongs to no theme is in the whole and in no line."
      />
      <Shares
        title="How disagreements ended"
        id="outcomes"
        shares={analysis.outcomes}
        note="Of those that have ended."
      />
      <Shares
        title="What came of peer challenges"
        id="results"
        shares={analysis.peerResults}
        note="Of those that have ended."
      />
      <Section title="Agencies" id="agencies" note="In the order of the alphabet.">
        {analysis.agencies.length === 0 ? (
          <p class="govuk-body kith-not-known">None.</p>
        ) : (
          <Scroll label="Agencies">
            <Table
              classes="kith-table"
              firstCellIsHeader
              head={['Agency', 'Raised', 'Was asked'].map((text) => ({ text }))}
              rows={analysis.agencies.map(({ name, raised, asked }) => [
                { text: name },
                { text: share(raised, disagreements + peers) },
                { text: share(asked, disagreements + peers) },
              ])}
            />
          </Scroll>
        )}
      </Section>
    </Page>
  );
}

/** Figures that belong together stay on one line. */
function share(count: number, of: number): string {
  return `${count}\u00a0of\u00a0${of}`;
}

function stageRow(one: StageShare) {
  const { stage, reached, answered, withLimit, inTime, resolved, medianDays } = one;
  return [
    { text: `${stage}. ${STAGES[stage - 1]?.name}` },
    { text: String(reached) },
    { text: share(answered, reached) },
    { text: withLimit === 0 ? 'No answer with a limit' : share(inTime, withLimit) },
    { text: share(resolved, reached) },
    { text: medianDays === null ? 'Not known' : counted(medianDays, 'working day', 'working days') },
  ];
}

function Shares(props: { title: string; id: string; shares: readonly Share[]; note?: string }): VNode {
  return (
    <Section title={props.title} id={props.id} {...(props.note ? { note: props.note } : {})}>
      {props.shares.length === 0 ? (
        <p class="govuk-body kith-not-known">None.</p>
      ) : (
        <Table
          classes="kith-table"
          firstCellIsHeader
          rows={props.shares.map(({ name, count, of }) => [{ text: name }, { text: share(count, of) }])}
        />
      )}
    </Section>
  );
}
