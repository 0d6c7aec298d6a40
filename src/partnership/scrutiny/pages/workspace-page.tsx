import type { VNode } from 'preact';
import { dateInWords } from '../../../platform/clocks/index.ts';
import { Button, Table } from '../../../platform/web/govuk/index.ts';
import { PageHeading, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { lineInWords, outcomeInWords, type RegisterLine, stateInWords } from '../../challenge/index.ts';
import { STATEMENTS, TESTS, VISITS_PAGE } from '../links.ts';
import { FINDINGS, type Finding, type ScrutinyTest } from '../scrutiny.ts';
import { TestLines } from './test-pages.tsx';

/** What the workspace shows. */
export interface WorkspaceView {
  mayWrite: boolean;
  /** Tests that are to be looked at again. */
  due: readonly ScrutinyTest[];
  newest: readonly ScrutinyTest[];
  findings: Readonly<Record<Finding, number>>;
  tests: number;
  challenges: readonly RegisterLine[];
  allChallenges: number;
}

/** Where the evidence is that scrutiny may read: never a child's record. */
const EVIDENCE = [
  { href: '/learning', text: 'Practice reviews, audits and themes' },
  { href: '/work', text: 'Actions, and whether they made a difference' },
  { href: '/work/recommendations', text: 'Recommendations and what became of them' },
  { href: '/priorities', text: 'Priorities and what came of them' },
  { href: '/partnership', text: 'Arrangements, groups and their duties' },
  { href: '/snapshot', text: 'Figures, with their definitions' },
  { href: '/challenge', text: 'Challenges and disagreements between agencies' },
  { href: '/challenge/analysis', text: 'Challenge, counted' },
  { href: '/report', text: 'Yearly reports and what they owe' },
] as const;

/** The independent scrutineer's workspace: `/scrutiny`. */
export function WorkspacePage({ view }: { view: WorkspaceView }): VNode {
  const { mayWrite, due, newest, findings, tests, challenges } = view;
  return (
    <Page title="Scrutiny" breadcrumbs={[{ text: 'Home', href: '/' }]}>
      <PageHeading
        title="Scrutiny"
        lede="What partners claim, held against the evidence by somebody who answers to none of them."
      />
      {mayWrite ? (
        <div class="govuk-button-group">
          <Button href={`${TESTS}/new`}>Test what was claimed</Button>
          <Button href="/challenge/peer/new" classes="govuk-button--secondary">
            Challenge an agency
          </Button>
        </div>
      ) : null}
      <Section title="To be looked at again" id="due">
        {due.length === 0 ? <p class="govuk-body">Nothing is due.</p> : <TestLines tests={due} next />}
      </Section>
      <Section title="Tests of implementation" id="tests" note={`${tests} on record, of which these are the newest.`}>
        <Table
          classes="kith-table"
          caption="What the tests found"
          firstCellIsHeader
          rows={(Object.keys(FINDINGS) as Finding[]).map((finding) => [
            { text: FINDINGS[finding] },
            { text: `${findings[finding]} of ${tests}` },
          ])}
        />
        <TestLines tests={newest} />
        <p class="govuk-body">
          <a class="govuk-link" href={TESTS}>
            All tests
          </a>
        </p>
      </Section>
      <Section
        title="Challenge log"
        id="challenges"
        note="What the independent scrutineer challenged, and the replies."
      >
        {challenges.length === 0 ? (
          <p class="govuk-body kith-not-known">None yet.</p>
        ) : (
          <ul class="kith-list">
            {challenges.map((line) => (
              <li key={line.id}>
                <a class="govuk-link" href={`/challenge/peer/${line.id}`}>
                  {line.reference}
                </a>
                <span class="kith-list__about">{lineInWords(line)}</span>
                <span class="kith-list__about">
                  {outcomeInWords(line) ?? stateInWords(line)}. Raised on {dateInWords(line.raisedOn)}.
                </span>
              </li>
            ))}
          </ul>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href="/challenge?show=all&by=scrutineer">
            All {view.allChallenges} in the register
          </a>
        </p>
      </Section>
      <div class="kith-columns">
        <Section title="Heard and stated" id="own">
          <ul class="govuk-list">
            <li>
              <a class="govuk-link" href={VISITS_PAGE}>
                Walk-rounds and conversations
              </a>
            </li>
            <li>
              <a class="govuk-link" href={STATEMENTS}>
                Yearly statements
              </a>
            </li>
          </ul>
        </Section>
        <Section title="The evidence" id="evidence" note="No child’s record is among it.">
          <ul class="govuk-list">
            {EVIDENCE.map(({ href, text }) => (
              <li key={href}>
                <a class="govuk-link" href={href}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </Page>
  );
}
