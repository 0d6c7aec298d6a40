import type { VNode } from 'preact';
import { dateInWords, londonDate } from '../../../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Checkboxes, Input, NotificationBanner, Radios, Table } from '../../../../platform/web/govuk/index.ts';
import {
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  Scroll,
  Section,
  YearSwitch,
} from '../../../../platform/web/kith/index.ts';
import { PaginationWithResults, SubNavigation } from '../../../../platform/web/moj/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { pageItems } from '../../pages/page-items.ts';
import { rolesInWords } from '../download.ts';
import { changedSince, type ReviewLine, type Shown, VERDICTS } from '../review.ts';
import type { ReviewsView } from '../service.ts';

interface ReviewsProps {
  view: ReviewsView;
  values: TypedValues;
  problems: readonly FormProblem[];
  done?: boolean;
}

/** The yearly review: how far each agency is, and the people with what they may do, to confirm or to change. */
export function ReviewsPage(props: ReviewsProps): VNode {
  const { view, problems } = props;
  const { year, years, progress, shown, lines } = view;
  const people = progress.reduce((sum, one) => sum + one.people, 0);
  const reviewed = progress.reduce((sum, one) => sum + one.reviewed, 0);
  return (
    <Page
      title={`Access review ${year}`}
      breadcrumbs={[{ text: 'Access', href: '/access' }]}
      hasError={problems.length > 0}
    >
      {props.done ? <NotificationBanner type="success">The review is saved.</NotificationBanner> : null}
      <ProblemSummary problems={problems} />
      <PageHeading
        title={`Access review ${year}`}
        lede={`Once a year somebody looks at what each person may do. ${reviewed} of ${people} are reviewed.`}
      />
      <YearSwitch years={years} current={year} hrefOf={(one) => hrefOf(view, { year: one, agency: null, page: 1 })} />
      <ProgressTable view={view} />
      <p class="govuk-body">
        <a class="govuk-link" href={`/access/reviews/download?year=${year}`}>
          Download the review of {year} as a spreadsheet
        </a>
      </p>
      <Section title="Who has what" id="people">
        <SubNavigation
          label="Which people"
          items={(['to-review', 'reviewed'] as const).map((one) => ({
            text: one === 'reviewed' ? 'Reviewed' : 'Still to be reviewed',
            href: hrefOf(view, { shown: one, page: 1 }),
            active: one === shown,
          }))}
        />
        {lines.length === 0 ? (
          <p class="govuk-body">{shown === 'reviewed' ? 'Nobody is reviewed yet.' : 'Everybody here is reviewed.'}</p>
        ) : view.mayReview ? (
          <ReviewForm {...props} />
        ) : (
          <PlainList lines={lines} />
        )}
        <Pages view={view} />
      </Section>
    </Page>
  );
}

function hrefOf(
  view: ReviewsView,
  to: { year?: string; agency?: string | null; shown?: Shown; page?: number },
): string {
  const at = { year: view.year, agency: view.agency, shown: view.shown, page: view.page, ...to };
  const query = new URLSearchParams({ year: at.year, show: at.shown });
  if (at.agency !== null) query.set('agency', at.agency);
  if (at.page > 1) query.set('page', String(at.page));
  return `/access/reviews?${query}`;
}

function ProgressTable({ view }: { view: ReviewsView }): VNode | null {
  const { progress, agency } = view;
  if (progress.length === 0) return <p class="govuk-body">Nobody holds a role in this year.</p>;
  const number = (value: number) => ({ text: value, format: 'numeric' });
  return (
    <Scroll label="How far each agency is">
      <Table
        classes="kith-table"
        firstCellIsHeader
        caption="How far each agency is"
        captionClasses="govuk-table__caption--s"
        head={[
          { text: 'Agency' },
          ...['People', 'Reviewed', 'Still to do', 'To change'].map((text) => ({ text, format: 'numeric' })),
        ]}
        rows={progress.map((one) => [
          {
            text:
              progress.length === 1 ? (
                one.agencyName
              ) : (
                <a
                  class="govuk-link"
                  href={hrefOf(view, { agency: one.agency, page: 1 })}
                  aria-current={one.agency === agency ? 'true' : undefined}
                >
                  {one.agencyName}
                </a>
              ),
          },
          number(one.people),
          number(one.reviewed),
          number(one.people - one.reviewed),
          number(one.toChange),
        ])}
      />
    </Scroll>
  );
}

function ReviewForm({ view, values, problems }: ReviewsProps): VNode {
  const { year, self } = view;
  const lines = view.lines.filter((line) => line.id !== self);
  if (lines.length === 0) return <p class="govuk-body">You are the only one here: somebody else reviews you.</p>;
  return (
    <Form action={hrefOf(view, {})}>
      <input type="hidden" name="year" value={year} />
      <Checkboxes
        name="person"
        classes="govuk-checkboxes--small"
        fieldset={{ legend: { text: 'Whom have you reviewed?', classes: 'govuk-fieldset__legend--m' } }}
        hint={{
          text: 'Tick those for whom the same is to be said. Whoever reviews you is somebody else, so you are not among them.',
        }}
        errorMessage={problemAt(problems, 'person')}
        values={[values.person ?? []].flat()}
        items={lines.map((line) => ({
          value: line.id,
          text: line.name,
          hint: { text: <About line={line} /> },
        }))}
      />
      <Radios
        name="verdict"
        fieldset={{ legend: { text: 'May they keep what they have?', classes: 'govuk-fieldset__legend--m' } }}
        errorMessage={problemAt(problems, 'verdict')}
        value={typedText(values, 'verdict')}
        items={[
          { value: 'confirmed', text: 'Yes, their work needs it' },
          {
            value: 'to-change',
            text: 'No, something is to change',
            hint: { text: 'Say below what. The administrators are told at once.' },
          },
        ]}
      />
      <Input
        name="words"
        label={{ text: 'What is to change? (unless they may keep it)', classes: 'govuk-label--m' }}
        errorMessage={problemAt(problems, 'words')}
        value={typedText(values, 'words')}
      />
      <Button preventDoubleClick>Save the review</Button>
    </Form>
  );
}

function PlainList({ lines }: { lines: readonly ReviewLine[] }): VNode {
  return (
    <ul class="kith-list">
      {lines.map((line) => (
        <li key={line.id}>
          {line.name}
          <span class="kith-list__about">
            <About line={line} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function About({ line }: { line: ReviewLine }): VNode {
  const { review } = line;
  return (
    <>
      {[line.job, line.agencyName].filter(Boolean).join(', ')}
      <br />
      {rolesInWords(line.roles) || 'No role any more'}
      {review ? (
        <>
          <br />
          {VERDICTS[review.verdict]} by {review.reviewedBy} on {dateInWords(londonDate(review.reviewedAt))}
          {review.words ? `: ${review.words}` : ''}
          {changedSince(line) ? `. Roles then: ${rolesInWords(review.roles)}` : ''}
        </>
      ) : null}
    </>
  );
}

function Pages({ view }: { view: ReviewsView }): VNode | null {
  const { page, pages } = view;
  if (pages < 2) return null;
  const at = (number: number) => hrefOf(view, { page: number });
  return (
    <PaginationWithResults
      items={pageItems(page, pages, at)}
      previous={page > 1 ? { href: at(page - 1) } : undefined}
      next={page < pages ? { href: at(page + 1) } : undefined}
      results={{ pages: { current: page, count: pages } }}
    />
  );
}
