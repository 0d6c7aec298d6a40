import type { VNode } from 'preact';
import { momentInWords } from '../../../platform/clocks/index.ts';
import { HistoryLink } from '../../../platform/history/index.ts';
import { typedText } from '../../../platform/web/form.ts';
import { Button, Details, Input, NotificationBanner, Tag, Textarea } from '../../../platform/web/govuk/index.ts';
import {
  Facts,
  type Filled,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
} from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { crumbs, STATEMENTS, statementHref } from '../links.ts';
import { type StatementDoing, statementProcess } from '../process.ts';
import type { ScrutinyStatement } from '../scrutiny.ts';
import type { StatementView } from '../statement-service.ts';
import { Paragraphs, TestLines } from './test-pages.tsx';

/** "Statement 2026-27, edition 2". */
export function titleOf({ reportYear, edition }: ScrutinyStatement): string {
  return `Statement ${reportYear}${edition === 1 ? '' : `, edition ${edition}`}`;
}

/** Every yearly statement that the person may read: `/scrutiny/statements`. */
export function StatementsPage(props: Filled & { statements: readonly ScrutinyStatement[]; mayWrite: boolean }): VNode {
  const { statements, mayWrite, values, problems } = props;
  return (
    <Page title="Yearly statements" breadcrumbs={crumbs()} hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <PageHeading
        title="Yearly statements"
        lede="What the independent scrutineer states of a year. It stands in the yearly report word for word."
      />
      {statements.length === 0 ? (
        <p class="govuk-body kith-not-known">There is none that you can read.</p>
      ) : (
        <ul class="kith-list">
          {statements.map((one) => (
            <li key={one.id}>
              <a class="govuk-link" href={statementHref(one.id)}>
                {titleOf(one)}
              </a>{' '}
              <Tag classes="govuk-tag--grey">{statementProcess.states[one.state].label}</Tag>
              <span class="kith-list__about">{one.ownerName}</span>
            </li>
          ))}
        </ul>
      )}
      {mayWrite ? (
        <Section
          title="Begin a statement"
          id="begin"
          note="Where a year has a published one, a new edition begins with its words and replaces it once it is published."
        >
          <Form action={STATEMENTS}>
            <Input
              name="year"
              label={{ text: 'Year of the report', classes: 'govuk-label--m' }}
              hint={{ text: 'April to March, like 2026-27' }}
              classes="govuk-input--width-10"
              value={typedText(values, 'year')}
              errorMessage={problemAt(problems, 'year')}
            />
            <Button preventDoubleClick>Begin</Button>
          </Form>
        </Section>
      ) : null}
    </Page>
  );
}

/** What was just done with a statement. */
export type StatementDone = StatementDoing | 'made' | 'saved';

function doneInWords(done: StatementDone): string {
  if (done === 'made') return 'The draft is begun. Only you can read it.';
  if (done === 'saved') return 'Your draft is saved.';
  return statementProcess.moves.find((move) => move.doing === done)?.says ?? 'Saved.';
}

/** One edition of a statement: `/scrutiny/statements/:id`. */
export function StatementPage({ view, done }: { view: StatementView; done: StatementDone | null }): VNode {
  const { statement, mine, moves, drafts, editions } = view;
  const href = statementHref(statement.id);
  return (
    <Page title={titleOf(statement)} breadcrumbs={crumbs({ text: 'Statements', href: STATEMENTS })}>
      {done ? <NotificationBanner type="success">{doneInWords(done)}</NotificationBanner> : null}
      <PageHeading title={titleOf(statement)} caption="Independent scrutiny" />
      <p class="govuk-body">
        <Tag classes="govuk-tag--grey">{statementProcess.states[statement.state].label}</Tag>{' '}
        {statementProcess.states[statement.state].about}
      </p>
      {moves.length === 0 && !mine ? null : (
        <div class="govuk-button-group">
          {mine && statement.state === 'draft' ? <Button href={`${href}/edit`}>Write on it</Button> : null}
          {moves.map(({ doing, label }) => (
            <Form key={doing} action={`${href}/${doing}`}>
              <input type="hidden" name="version" value={String(statement.version)} />
              <Button classes="govuk-button--secondary" preventDoubleClick>
                {label}
              </Button>
            </Form>
          ))}
        </div>
      )}
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="The statement" id="words">
            {statement.words.trim() === '' ? (
              <p class="govuk-body kith-not-known">Nothing is written yet.</p>
            ) : (
              <Paragraphs of={statement.words} />
            )}
          </Section>
          {mine && drafts.length > 1 ? (
            <Section title="What the draft said before" id="drafts" note="Only you can read this.">
              {drafts.map(({ version, words, savedAt }) => (
                <Details key={version} summaryText={`Saved ${momentInWords(savedAt)}`}>
                  <Paragraphs of={words === '' ? 'Nothing yet.' : words} />
                </Details>
              ))}
            </Section>
          ) : null}
        </div>
        <aside class="kith-record__side" aria-label="Who, when and other editions">
          <Facts
            facts={[
              { name: 'Written by', value: `${statement.ownerName}, independent scrutineer` },
              { name: 'Signed', value: statement.signedAt && momentInWords(statement.signedAt) },
              { name: 'Published', value: statement.publishedAt && momentInWords(statement.publishedAt) },
            ]}
          />
          {editions.length === 0 ? null : (
            <ul class="govuk-list">
              {editions.map((one) => (
                <li key={one.id}>
                  <a class="govuk-link" href={statementHref(one.id)}>
                    Edition {one.edition}: {statementProcess.states[one.state].label.toLowerCase()}
                  </a>
                </li>
              ))}
            </ul>
          )}
          <HistoryLink href={`${href}/history`} />
        </aside>
      </div>
    </Page>
  );
}

/** The form that writes on a draft. */
export function DraftPage({ view, values, problems }: Filled & { view: StatementView }): VNode {
  const { statement, tests } = view;
  const title = `Write: ${titleOf(statement)}`;
  return (
    <Page
      title={title}
      breadcrumbs={crumbs({ text: titleOf(statement), href: statementHref(statement.id) })}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      <PageHeading title={title} caption="Only you can read it until you sign it" />
      <Form action={`${statementHref(statement.id)}/edit`}>
        <input type="hidden" name="version" value={typedText(values, 'version')} />
        <input type="hidden" name="seen" value={typedText(values, 'seen')} />
        <Textarea
          name="words"
          label={{ text: 'What do you state of this year?', classes: 'govuk-label--m' }}
          hint={{ text: 'Name nobody. An empty line begins a new paragraph.' }}
          rows={18}
          value={typedText(values, 'words')}
          errorMessage={problemAt(problems, 'words')}
        />
        <div class="govuk-button-group">
          <Button preventDoubleClick name="do" value="save">
            Save the draft
          </Button>
          <a class="govuk-link" href={statementHref(statement.id)}>
            Leave it as it is
          </a>
        </div>
      </Form>
      <Section title="What you tested in this year" id="tests">
        {tests.length === 0 ? (
          <p class="govuk-body kith-not-known">No test of this year is on record.</p>
        ) : (
          <TestLines tests={tests} />
        )}
      </Section>
    </Page>
  );
}
