import type { VNode } from 'preact';
import { momentInWords } from '../../../../platform/clocks/index.ts';
import { typedText } from '../../../../platform/web/form.ts';
import { Button, NotificationBanner, Select } from '../../../../platform/web/govuk/index.ts';
import {
  EmptyState,
  type Filled,
  Form,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { CODE_SET_TITLES, CODE_SETS, type CodeOf, type CodeSetName } from '../../annex-a/code-sets.ts';
import { returnInWords } from '../kinds.ts';
import { ASKED_AT_ONCE, nameOf, spellingFields, type ToMap } from '../mapping.ts';
import type { KeptSpelling } from '../spellings.ts';
import { crumbs, SPELLINGS, toMapHref, uploadHref } from './links.ts';
import { counted } from './words.ts';

/** What spellings in a checked return stand for: `/returns/uploads/:id/spellings`. */
export function ToMapPage({
  upload,
  unknown,
  done,
  values,
  problems,
}: ToMap & Filled & { done: string | null }): VNode {
  const title = returnInWords(upload.returnKind, upload.rules);
  const asked = unknown.slice(0, ASKED_AT_ONCE);
  const more = unknown.length - asked.length;
  return (
    <Page
      title="What these spellings stand for"
      breadcrumbs={crumbs({ text: upload.reference, href: uploadHref(upload.id) })}
      hasError={problems.length > 0}
    >
      {done ? <NotificationBanner type="success">{done}</NotificationBanner> : null}
      <ProblemSummary problems={problems} />
      <PageHeading
        title="What these spellings stand for"
        caption={`${title}, ${upload.reference}`}
        lede="Say once which code of the guidance is meant. It is kept for your authority and applied to every later workbook; this check stays as it is."
      />
      {asked.length === 0 ? (
        <EmptyState
          will="Spellings of this return that Kith does not know would stand here, and there are none left."
          how={
            <a href={SPELLINGS} class="govuk-link">
              What your authority mapped
            </a>
          }
        />
      ) : (
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-two-thirds">
            {more > 0 ? (
              <p class="govuk-body">
                These are the {ASKED_AT_ONCE} that are met most often. {counted(more, 'more comes', 'more come')} when
                they are answered.
              </p>
            ) : null}
            <Form action={toMapHref(upload.id)}>
              {asked.map((one, at) => {
                const { of, code } = spellingFields(at);
                return (
                  <div key={nameOf(one)}>
                    <input type="hidden" name={of} value={nameOf(one)} />
                    <Select
                      name={code}
                      label={{ text: `“${one.shown}”`, classes: 'govuk-label--s' }}
                      hint={{ text: `${one.where}: ${counted(one.count, 'cell', 'cells')}` }}
                      value={typedText(values, of) === nameOf(one) ? typedText(values, code) : ''}
                      errorMessage={problemAt(problems, code)}
                      items={[
                        { value: '', text: 'Not decided' },
                        ...codesOf(one.set).map(([value, meaning]) => ({ value, text: inWords(value, meaning) })),
                      ]}
                    />
                  </div>
                );
              })}
              <Button preventDoubleClick>Keep what is chosen</Button>
            </Form>
          </div>
        </div>
      )}
    </Page>
  );
}

function codesOf(set: CodeSetName): readonly CodeOf[] {
  return CODE_SETS[set];
}

function inWords(code: string, meaning: string): string {
  return meaning === '' || code.toLowerCase().endsWith(meaning.toLowerCase()) ? code : `${code} (${meaning})`;
}

/** What the authority's own words stand for: `/returns/spellings`. */
export function SpellingsPage({ spellings, done }: { spellings: readonly KeptSpelling[]; done: string | null }): VNode {
  const bySet = Map.groupBy(spellings, ({ set }) => set);
  return (
    <Page title="Mapped spellings" breadcrumbs={crumbs()}>
      {done ? <NotificationBanner type="success">{done}</NotificationBanner> : null}
      <PageHeading
        title="Spellings that your authority mapped"
        lede="Every check of an Annex A workbook of your authority goes by these. Other authorities have their own."
      />
      {spellings.length === 0 ? (
        <EmptyState
          will="What your authority’s own words for codes stand for, once somebody has said it."
          how="Check an Annex A workbook: its preview asks about each spelling that Kith does not know."
        />
      ) : (
        [...bySet].map(([set, of]) => (
          <Section key={set} title={CODE_SET_TITLES[set as CodeSetName] ?? set}>
            <ul class="kith-list">
              {of.map((one) => (
                <li key={one.id}>
                  “{one.shown}” stands for {meaningOf(one)}
                  <span class="kith-list__about">
                    Said by {one.mappedBy} at {momentInWords(one.mappedAt)}.
                  </span>
                  <Form action={`${SPELLINGS}/${one.id}/take-back`}>
                    <Button classes="govuk-button--secondary kith-no-print">
                      Take it back<span class="govuk-visually-hidden">: {one.shown}</span>
                    </Button>
                  </Form>
                </li>
              ))}
            </ul>
          </Section>
        ))
      )}
      {spellings.length === 0 ? null : (
        <p class="govuk-body kith-no-print">
          <a class="govuk-link" href={`${SPELLINGS}/mapping.json`}>
            Download them for the command line (JSON)
          </a>
          , where <code class="kith-code">--mapping</code> takes them.
        </p>
      )}
    </Page>
  );
}

function meaningOf({ set, code }: KeptSpelling): string {
  const codes: readonly CodeOf[] = Object.hasOwn(CODE_SETS, set) ? CODE_SETS[set as CodeSetName] : [];
  return inWords(code, codes.find(([one]) => one === code)?.[1] ?? '');
}
