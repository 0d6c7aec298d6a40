import type { VNode } from 'preact';
import { dateInWords } from '../../../platform/clocks/index.ts';
import { typedText } from '../../../platform/web/form.ts';
import { Button, InsetText, NotificationBanner, Tag } from '../../../platform/web/govuk/index.ts';
import {
  Choice,
  DateField,
  Facts,
  type Filled,
  Form,
  Mark,
  type MarkShape,
  PageHeading,
  ProblemSummary,
  Section,
  Words,
} from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { crumbs, TESTS, testHref } from '../links.ts';
import { FINDINGS, type Finding, type ScrutinyTest, TESTED, type TestSubject } from '../scrutiny.ts';
import type { TestView } from '../service.ts';
import { subjectHref, subjectName } from '../subjects.ts';

const SHAPES: Record<Finding, MarkShape> = {
  ...{ 'in-practice': 'full', 'effect-not-seen': 'half', partly: 'half', 'not-carried-out': 'open' },
};

/** What a test found, with a shape. */
function FindingMark({ finding }: { finding: Finding }): VNode {
  return <Mark shape={SHAPES[finding]}>{FINDINGS[finding]}</Mark>;
}

/** Tests as lines; with the day of the next look where that is what they are listed for. */
export function TestLines({ tests, next = false }: { tests: readonly ScrutinyTest[]; next?: boolean }): VNode {
  return (
    <ul class="kith-list">
      {tests.map((one) => (
        <li key={one.id}>
          <a class="govuk-link" href={testHref(one.id)}>
            {one.aboutWords}
          </a>
          <span class="kith-list__about">
            <FindingMark finding={one.finding} />
          </span>
          <span class="kith-list__about">
            {TESTED[one.aboutKind]}. Tested on {dateInWords(one.testedOn)}.
            {next && one.nextLookOn ? ` To be looked at again on ${dateInWords(one.nextLookOn)}.` : ''}
            {one.published ? ' In the yearly report.' : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Every test on record: `/scrutiny/tests`. */
export function TestsPage(props: {
  tests: readonly ScrutinyTest[];
  finding: Finding | null;
  mayWrite: boolean;
}): VNode {
  const { tests, finding, mayWrite } = props;
  const all = [null, ...(Object.keys(FINDINGS) as Finding[])];
  return (
    <Page title="Tests of implementation" breadcrumbs={crumbs()}>
      <PageHeading
        title="Tests of implementation"
        lede="What was claimed, what evidence was looked at, and what was found."
      />
      {mayWrite ? <Button href={`${TESTS}/new`}>Test what was claimed</Button> : null}
      <nav class="kith-years" aria-label="Which finding to show">
        <ul>
          {all.map((one) => (
            <li key={one ?? 'all'}>
              <a href={one ? `${TESTS}?finding=${one}` : TESTS} aria-current={one === finding ? 'page' : undefined}>
                {one ? FINDINGS[one] : 'All'}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {tests.length === 0 ? <p class="govuk-body kith-not-known">None.</p> : <TestLines tests={tests} />}
    </Page>
  );
}

/** What can be tested: `/scrutiny/tests/new`. */
export function ChooseSubjectPage(props: {
  subjects: readonly (TestSubject & { newest: ScrutinyTest | null })[];
}): VNode {
  const sources = [...new Set(props.subjects.map(({ from }) => from))];
  return (
    <Page title="What do you test?" breadcrumbs={crumbs({ text: 'Tests', href: TESTS })}>
      <PageHeading
        title="What do you test?"
        lede="Each point that a review taught, an audit found or a recommendation asked for, with its newest test."
      />
      {sources.length === 0 ? (
        <p class="govuk-body">There is no review, audit or recommendation on record yet.</p>
      ) : null}
      {sources.map((from, at) => (
        <Section key={from} title={from} id={`source-${at + 1}`}>
          <ul class="kith-list">
            {props.subjects
              .filter((one) => one.from === from)
              .map((one) => (
                <li key={subjectName(one)}>
                  <a class="govuk-link" href={`${TESTS}/new?${new URLSearchParams({ about: subjectName(one) })}`}>
                    {one.words}
                  </a>
                  <span class="kith-list__about">
                    {one.newest === null ? (
                      <Mark shape="unknown">Never tested</Mark>
                    ) : (
                      <>
                        <FindingMark finding={one.newest.finding} />, {dateInWords(one.newest.testedOn)}
                      </>
                    )}
                  </span>
                </li>
              ))}
          </ul>
        </Section>
      ))}
    </Page>
  );
}

/** The form for a test, new or to be changed. */
export function TestFormPage(
  props: Filled & {
    subject: Pick<TestSubject, 'kind' | 'key' | 'words'> & { name: string };
    test: ScrutinyTest | null;
  },
): VNode {
  const { values, problems, subject, test } = props;
  const filled = { values, problems };
  const title = test ? 'Change a test' : 'Test what was claimed';
  const href = subjectHref(subject);
  return (
    <Page title={title} breadcrumbs={crumbs({ text: 'Tests', href: TESTS })} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title={title} caption={TESTED[subject.kind]} />
          <InsetText>
            {subject.words}{' '}
            <a class="govuk-link" href={href}>
              Where it stands
            </a>
          </InsetText>
          <Form action={test ? `${testHref(test.id)}/change` : TESTS}>
            {test ? (
              <>
                <input type="hidden" name="version" value={typedText(values, 'version')} />
                <input type="hidden" name="seen" value={typedText(values, 'seen')} />
              </>
            ) : (
              <input type="hidden" name="about" value={subject.name} />
            )}
            <Words {...filled} name="claimed" label="What was claimed?" hint="By whom, where, and when." rows={4} />
            <Words
              {...filled}
              name="evidence"
              label="Which evidence did you look at?"
              hint="Documents, figures, audits, observation, conversations. Name no child and no colleague."
              rows={4}
            />
            <Choice {...filled} name="finding" legend="What did you find?" items={FINDINGS} />
            <Words
              {...filled}
              name="found"
              label="What you found, in words"
              hint="As it may stand in the yearly report. Name nobody."
            />
            <DateField {...filled} name="tested" label="When did you test it?" hint="For example, 23 11 2026" />
            <DateField
              {...filled}
              name="next"
              label="When do you look again?"
              hint="Leave it empty if you do not need to."
            />
            <div class="govuk-button-group">
              <Button preventDoubleClick {...(test ? { name: 'do', value: 'save' } : {})}>
                {test ? 'Save changes' : 'Record the test'}
              </Button>
              <a class="govuk-link" href={test ? testHref(test.id) : TESTS}>
                Leave it
              </a>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  );
}

const DONE = {
  made: 'The test is recorded.',
  changed: 'Your changes are saved.',
  shared: 'What the yearly report shows of it is saved.',
} as const;

/** What was just done with a test. */
export type TestDone = keyof typeof DONE;

/** One test: `/scrutiny/tests/:id`. */
export function TestPage({ view, done }: { view: TestView; done: TestDone | null }): VNode {
  const { test, mine } = view;
  const href = subjectHref({ kind: test.aboutKind, key: test.aboutKey });
  return (
    <Page title={`Test: ${FINDINGS[test.finding]}`} breadcrumbs={crumbs({ text: 'Tests', href: TESTS })}>
      {done ? <NotificationBanner type="success">{DONE[done]}</NotificationBanner> : null}
      <PageHeading
        title={test.aboutWords}
        caption={`Test of implementation: ${TESTED[test.aboutKind].toLowerCase()}`}
      />
      <p class="govuk-body">
        <FindingMark finding={test.finding} />{' '}
        {test.published ? <Tag classes="govuk-tag--grey">In the yearly report {test.reportYear}</Tag> : null}
      </p>
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="What was claimed" id="claimed">
            <Paragraphs of={test.claimed} />
          </Section>
          <Section title="Evidence looked at" id="evidence">
            <Paragraphs of={test.evidence} />
          </Section>
          <Section title="What was found" id="found">
            <Paragraphs of={test.found} />
          </Section>
          {mine ? (
            <Section
              title="In the yearly report"
              id="report"
              note={`The report of ${test.reportYear}: anybody then reads the point, the finding and what you found, and not the evidence.`}
            >
              <ShareForm
                action={`${testHref(test.id)}/publish`}
                shared={test.published}
                share="Put it into the yearly report"
                takeBack="Take it out of the yearly report"
              />
            </Section>
          ) : null}
        </div>
        <aside class="kith-record__side" aria-label="When and by whom">
          <Facts
            facts={[
              { name: 'Tested on', value: dateInWords(test.testedOn) },
              {
                name: 'Next look',
                value: test.nextLookOn ? (
                  dateInWords(test.nextLookOn)
                ) : (
                  <span class="kith-not-known">None planned</span>
                ),
              },
              { name: 'Tested by', value: `${test.ownerName}, independent scrutineer` },
            ]}
          />
          <ul class="govuk-list">
            <li>
              <a class="govuk-link" href={href}>
                Where the point stands
              </a>
            </li>
            <li>
              <a class="govuk-link" href={`${testHref(test.id)}/history`}>
                What was changed, by whom and why
              </a>
            </li>
            {mine ? (
              <li>
                <a class="govuk-link" href={`${testHref(test.id)}/change`}>
                  Change this test
                </a>
              </li>
            ) : null}
          </ul>
        </aside>
      </div>
    </Page>
  );
}

/** One button that shows something to others, or takes it back. */
export function ShareForm(props: { action: string; shared: boolean; share: string; takeBack: string }): VNode {
  return (
    <Form action={props.action}>
      <input type="hidden" name="shared" value={props.shared ? 'no' : 'yes'} />
      <Button classes="govuk-button--secondary" preventDoubleClick>
        {props.shared ? props.takeBack : props.share}
      </Button>
    </Form>
  );
}

/** Words as they were typed, paragraph by paragraph. */
export function Paragraphs({ of }: { of: string }): VNode {
  return (
    <>
      {of
        .split(/\n+/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph) => (
          <p class="govuk-body" key={paragraph}>
            {paragraph}
          </p>
        ))}
    </>
  );
}
