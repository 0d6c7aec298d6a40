import type { VNode } from 'preact';
import { dateInWords, momentInWords } from '../../../../platform/clocks/index.ts';
import { typedText } from '../../../../platform/web/form.ts';
import { Button, InsetText, NotificationBanner, Select, Textarea } from '../../../../platform/web/govuk/index.ts';
import {
  Facts,
  type Filled,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
} from '../../../../platform/web/kith/index.ts';
import { SubNavigation } from '../../../../platform/web/moj/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { LAYOUT, type Outcome } from '../condense.ts';
import { returnInWords } from '../kinds.ts';
import { type Asked, GROUPINGS, type Grouping, type Reading } from '../reading.ts';
import { type Comparison, hasErrors, whyNotAccepted } from '../service.ts';
import type { Upload } from '../upload.ts';
import { FindingsList } from './findings-list.tsx';
import { askedQuery, crumbs, RETENTION_PAGE, receiptHref, toMapHref, uploadHref } from './links.ts';
import { ThrowAway } from './upload-page.tsx';
import { counted, number } from './words.ts';

/** A return that was read to its end: what was found, and the decision about it. */
export function PreviewPage(props: Filled & { reading: Reading; toMap: number; done: string | null }): VNode {
  const { reading, toMap, done, values, problems } = props;
  const { upload, comparison, asked } = reading;
  const { outcome } = upload;
  if (!outcome) throw new Error('What was read to its end has an outcome.');
  const title = returnInWords(upload.returnKind, upload.rules);
  const isPreview = upload.state === 'preview';
  // Whoever reads findings one by one is mending them: the rest of the page is one link away.
  const single = reading.listed?.as === 'findings';
  return (
    <Page title={title} breadcrumbs={crumbs()} hasError={problems.length > 0}>
      {done ? <NotificationBanner type="success">{done}</NotificationBanner> : null}
      <ProblemSummary problems={problems} />
      <PageHeading title={title} caption={`${upload.reference}, ${upload.agencyName}`} lede={summary(outcome)} />
      {outcome.notes.map((note) => (
        <InsetText key={note}>{note}</InsetText>
      ))}
      {toMap > 0 ? <ToMap upload={upload} count={toMap} /> : null}
      {single ? <Findings reading={reading} outcome={outcome} /> : null}
      {isPreview ? (
        <p class="govuk-body">
          This is a preview: nothing counts yet. It is removed at {momentInWords(upload.expiresAt)} unless you{' '}
          <a class="govuk-link" href={`${uploadHref(upload.id)}#decide`}>
            decide about it
          </a>
          .
        </p>
      ) : (
        <p class="govuk-body">
          This return was accepted.{' '}
          <a class="govuk-link" href={receiptHref(upload.id)}>
            Its receipt
          </a>
        </p>
      )}
      {single ? null : (
        <>
          <Coverage upload={upload} outcome={outcome} />
          {comparison ? <Since upload={upload} comparison={comparison} asked={asked} /> : null}
          {upload.findingsRemovedAt ? (
            <InsetText>
              What was found child by child was removed at {momentInWords(upload.findingsRemovedAt)}, as your
              authority’s{' '}
              <a class="govuk-link" href={RETENTION_PAGE}>
                period
              </a>{' '}
              says. How often each rule failed stands in its receipt.
            </InsetText>
          ) : (
            <Findings reading={reading} outcome={outcome} />
          )}
          <Passed outcome={outcome} />
          {isPreview ? <Decide {...{ upload, outcome, values, problems }} /> : null}
        </>
      )}
    </Page>
  );
}

function summary({ results, children }: Outcome): string {
  const of = (severity: 'error' | 'query') =>
    results.filter((one) => one.status === 'failed' && one.severity === severity).length;
  const [errors, queries] = [of('error'), of('query')];
  const in_ = `in a return of ${counted(children, 'child', 'children')}`;
  if (errors + queries === 0) return `Nothing was found ${in_}.`;
  const parts = [
    ...(errors > 0 ? [`${counted(errors, 'kind of error', 'kinds of errors')} to mend`] : []),
    ...(queries > 0 ? [`${counted(queries, 'kind of query', 'kinds of queries')} to mend or explain`] : []),
  ];
  return `${parts.join(' and ')} ${in_}.`;
}

function ToMap({ upload, count }: { upload: Upload; count: number }): VNode {
  return (
    <InsetText>
      Kith does not know what {counted(count, 'spelling stands', 'spellings stand')} for.{' '}
      <a class="govuk-link" href={toMapHref(upload.id)}>
        Say it once
      </a>
      , and every later check knows.
    </InsetText>
  );
}

function Coverage({ upload, outcome }: { upload: Upload; outcome: Outcome }): VNode {
  return (
    <Facts
      row
      facts={[
        { name: 'File', value: <span class="kith-break">{upload.fileName}</span> },
        { name: 'Children', value: number(outcome.children) },
        {
          name: 'The file is about',
          value: outcome.stated === null ? 'no date that can be read' : dateInWords(outcome.stated),
        },
        { name: 'Authority in the file', value: authorityIn(outcome) },
        { name: 'Sent', value: momentInWords(upload.madeAt) },
      ]}
    />
  );
}

/** Not known where the file should name one; of a file that never does, that is said. */
function authorityIn({ authority }: Outcome): string | null {
  if (authority === null) return 'such a file names none';
  return authority === '' ? null : authority;
}

function Since({ upload, comparison, asked }: { upload: Upload; comparison: Comparison; asked: Asked }): VNode {
  const { before, fresh, mended, still } = comparison;
  const tiles = [
    { change: 'mended' as const, count: mended, label: 'mended' },
    { change: 'new' as const, count: fresh, label: 'new' },
    { change: 'still' as const, count: still, label: 'still there' },
  ];
  return (
    <Section
      title="Since the return accepted before"
      id="since"
      note={
        <>
          Compared with{' '}
          <a class="govuk-link" href={receiptHref(before.id)}>
            {before.reference}
          </a>
          , accepted at {momentInWords(before.acceptedAt)}. A finding is one rule that one child fails.
        </>
      }
    >
      <ul class="kith-figures">
        {tiles.map(({ change, count, label }) => (
          <li class="kith-figure" key={change}>
            <a
              class="kith-figure__link"
              href={`${uploadHref(upload.id)}${askedQuery({ by: asked.by, change })}#found`}
              aria-current={asked.change === change ? 'true' : undefined}
            >
              <p class="kith-figure__number">{number(count)}</p>
              <p class="kith-figure__label">{label}</p>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const CHANGES = { new: 'What is new', mended: 'What was mended', still: 'What is still there' } as const;

function Findings({ reading, outcome }: { reading: Reading; outcome: Outcome }): VNode | null {
  const { upload, comparison, asked, listed } = reading;
  if (!listed) return null;
  const href = uploadHref(upload.id);
  const kept = { change: asked.change, severity: asked.severity };
  const title = asked.change === null ? 'What was found' : CHANGES[asked.change];
  return (
    <Section title={title} id="found">
      <SubNavigation
        label="How findings are put together"
        items={(Object.keys(GROUPINGS) as Grouping[]).map((by) => ({
          ...{ text: GROUPINGS[by], href: `${href}${askedQuery({ by, ...kept })}#found` },
          active: listed.as !== 'findings' && asked.by === by,
        }))}
      />
      <FilterForm href={href} asked={asked} compared={comparison !== null} outcome={outcome} />
      <FindingsList reading={reading} />
      <p class="govuk-body kith-no-print">
        <a class="govuk-link" href={`${href}/findings.csv${askedQuery({ ...asked, by: 'rule', page: 1 })}`}>
          Download these findings as a spreadsheet (CSV)
        </a>
        . It holds children’s ids: keep it as you keep the return.
      </p>
    </Section>
  );
}

function FilterForm(props: { href: string; asked: Asked; compared: boolean; outcome: Outcome }): VNode {
  const { href, asked, compared, outcome } = props;
  const failed = outcome.results.filter(({ status }) => status === 'failed');
  return (
    <search>
      <form method="get" action={`${href}#found`} class="kith-filter">
        {asked.by === 'rule' ? null : <input type="hidden" name="by" value={asked.by} />}
        <div class="govuk-form-group">
          <label class="govuk-label" for="q">
            A child’s id, a field or a value
          </label>
          <input class="govuk-input" id="q" name="q" type="search" value={asked.words ?? ''} autocomplete="off" />
        </div>
        <Select
          name="rule"
          label={{ text: 'Rule' }}
          value={asked.rule ?? ''}
          items={[{ value: '', text: 'Any' }, ...failed.map(({ code }) => ({ value: code, text: code }))]}
        />
        <Select
          name="severity"
          label={{ text: 'Errors or queries' }}
          value={asked.severity ?? ''}
          items={[
            { value: '', text: 'Both' },
            { value: 'error', text: 'Errors' },
            { value: 'query', text: 'Queries' },
          ]}
        />
        {compared ? (
          <Select
            name="change"
            label={{ text: 'Since the return before' }}
            value={asked.change ?? ''}
            items={[
              { value: '', text: 'All of this return' },
              { value: 'new', text: 'New' },
              { value: 'still', text: 'Still there' },
              { value: 'mended', text: 'Mended' },
            ]}
          />
        ) : null}
        <Button classes="govuk-button--secondary">Show</Button>
      </form>
    </search>
  );
}

function Passed({ outcome: { results } }: { outcome: Outcome }): VNode {
  const rules = results.filter(({ code }) => code !== LAYOUT);
  const passed = rules.filter(({ status }) => status === 'passed');
  const stopped = results.filter(({ status }) => status === 'error');
  return (
    <>
      {stopped.length > 0 ? (
        <Section title="Could not run" note="Whether these rules hold is not known. They are not passed.">
          <ul class="govuk-list govuk-list--bullet">
            {[...Map.groupBy(stopped, ({ because }) => because ?? '')].map(([because, of]) => (
              <li key={because}>
                {because} {of.map(({ code }) => code).join(', ')}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={`Passed: ${passed.length} of ${counted(rules.length, 'rule', 'rules')}`}>
        <p class="govuk-body kith-small-print">{passed.map(({ code }) => code).join(', ') || 'None.'}</p>
      </Section>
    </>
  );
}

function Decide({ upload, outcome, values, problems }: Filled & { upload: Upload; outcome: Outcome }): VNode {
  const wrong = whyNotAccepted(upload, outcome);
  const errors = hasErrors(outcome);
  return (
    <div class="kith-no-print">
      <Section
        title="Decide about it"
        id="decide"
        note="An accepted return has a receipt, its figures stand in the snapshot, and the next upload is compared with it. It is kept; a preview is not."
      >
        {wrong === null ? (
          <Form action={`${uploadHref(upload.id)}/accept`}>
            {errors ? (
              <Textarea
                name="because"
                rows={3}
                label={{ text: 'Why is it accepted though errors stand in it?', classes: 'govuk-label--s' }}
                hint={{
                  text: 'For example: this is the state of November, and the errors are being mended. Name no child.',
                }}
                value={typedText(values, 'because')}
                errorMessage={problemAt(problems, 'because')}
              />
            ) : (
              <input type="hidden" name="because" value="" />
            )}
            <Button preventDoubleClick>Accept this return</Button>
          </Form>
        ) : (
          <InsetText>It can’t be accepted. {wrong}</InsetText>
        )}
        <ThrowAway upload={upload} label="Throw this preview away" />
      </Section>
    </div>
  );
}
