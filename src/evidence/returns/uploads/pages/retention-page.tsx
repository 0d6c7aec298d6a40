import type { VNode } from 'preact';
import { dateInWords, momentInWords } from '../../../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../../platform/web/form.ts';
import { Button, Checkboxes, Input, InsetText, NotificationBanner } from '../../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, problemAt, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { returnInWords } from '../kinds.ts';
import { type Kept, MOST_MONTHS, REVIEWED_DAYS, type Retention } from '../retention.ts';
import { crumbs, RETENTION_PAGE, receiptHref } from './links.ts';
import { counted } from './words.ts';

/** How long what was found in accepted returns is kept: `/returns/retention`. */
export function RetentionPage(props: {
  retention: Retention | null;
  kept: readonly Kept[];
  maySet: boolean;
  done: string | null;
  /** Null where the form begins with what holds. */
  values: TypedValues | null;
  problems: readonly FormProblem[];
}): VNode {
  const { retention, kept, maySet, done, problems } = props;
  return (
    <Page title="How long findings are kept" breadcrumbs={crumbs()} hasError={problems.length > 0}>
      {done ? <NotificationBanner type="success">{done}</NotificationBanner> : null}
      <ProblemSummary problems={problems} />
      <PageHeading
        title="How long findings are kept"
        lede="What was found in an accepted return names children. Your authority says how long it is kept; receipts and figures name none and stay."
      />
      <InsetText>{inWords(retention)}</InsetText>
      <p class="govuk-body">
        The two newest returns of a kind keep their findings in any case: the next one is compared with them. A new
        period can be looked at for {REVIEWED_DAYS} days before anything goes by it.
      </p>
      {maySet ? <SetIt {...props} /> : <p class="govuk-body">Your agency’s assurance lead sets it.</p>}
      {kept.length === 0 ? null : (
        <Section title="What that means" id="means">
          <ul class="kith-list">
            {kept.map(({ receipt, until }) => (
              <li key={receipt.id}>
                <a class="govuk-link" href={receiptHref(receipt.id)}>
                  {returnInWords(receipt.returnKind, receipt.rules)}
                </a>
                <span class="kith-list__about">
                  {receipt.reference}, accepted at {momentInWords(receipt.acceptedAt)}.{' '}
                  {untilInWords({ receipt, until })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function inWords(retention: Retention | null): string {
  if (!retention) return 'Nobody has said yet how long they are kept, so they are kept without end.';
  const { months, held, because, setAt, setBy } = retention;
  const who = `Said by ${setBy} at ${momentInWords(setAt)}: ${because}`;
  if (held) return `Everything is kept for now: a hold. ${who}`;
  return `They are removed ${counted(months, 'month', 'months')} after a return was accepted. ${who}`;
}

function untilInWords({ receipt, until }: Kept): string {
  if (until === 'removed')
    return `Its findings were removed at ${receipt.findingsRemovedAt ? momentInWords(receipt.findingsRemovedAt) : ''}.`;
  if (until === 'compared') return 'Its findings are kept while it is one of the two newest.';
  return until === 'held' ? 'Its findings are held.' : `Its findings are removed from ${dateInWords(until)}.`;
}

function SetIt({ retention, values, problems }: Parameters<typeof RetentionPage>[0]): VNode {
  const at = (name: 'months' | 'because') => (values ? typedText(values, name) : retention?.[name]?.toString());
  const held = values ? typedText(values, 'held') === 'yes' : retention?.held === true;
  return (
    <div class="kith-no-print">
      <Form action={RETENTION_PAGE}>
        <Input
          name="months"
          label={{ text: 'After how many months are findings removed?', classes: 'govuk-label--s' }}
          hint={{ text: `From 1 to ${MOST_MONTHS}. 24 keep a yearly return beside the one of the year before.` }}
          classes="govuk-input--width-3"
          inputmode="numeric"
          value={at('months')}
          errorMessage={problemAt(problems, 'months')}
        />
        <Checkboxes
          name="held"
          values={held ? ['yes'] : []}
          items={[
            {
              value: 'yes',
              text: 'Keep everything for now',
              hint: { text: 'A hold: an inquiry or a court asks for what there is.' },
            },
          ]}
        />
        <Input
          name="because"
          label={{ text: 'Why?', classes: 'govuk-label--s' }}
          hint={{ text: 'The schedule that says so, or who asks for a hold. Name no child.' }}
          value={at('because')}
          errorMessage={problemAt(problems, 'because')}
        />
        <Button preventDoubleClick>Keep this</Button>
      </Form>
    </div>
  );
}
