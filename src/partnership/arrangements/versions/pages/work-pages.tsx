import type { VNode } from 'preact';
import { dateInWords, type PlainDate } from '../../../../platform/clocks/index.ts';
import { HistoryLink } from '../../../../platform/history/index.ts';
import type { FormProblem, TypedValues } from '../../../../platform/web/form.ts';
import { typedText } from '../../../../platform/web/form.ts';
import { Button, Details, InsetText, NotificationBanner, Tag, Textarea } from '../../../../platform/web/govuk/index.ts';
import { Facts, Form, PageHeading, ProblemSummary, problemAt, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { daysInForceInWords, gapsIn, type HowItStands, howItStands, reviewInWords } from '../rules.ts';
import type { VersionView } from '../service.ts';
import { VERSION_PROCESS, type VersionLine, type VersionState } from '../version.ts';
import { WORK_ON } from '../work-on.ts';
import { publicHref, sectionHref, versionName, workCrumbs, workHref } from './links.ts';
import { Agencies, Paragraphs, Sections, Signatures } from './parts.tsx';

const COLOURS: Record<VersionState, string> = {
  ...{ draft: 'govuk-tag--grey', 'in-review': 'govuk-tag--yellow', signed: 'govuk-tag--turquoise' },
  ...{ published: 'govuk-tag--green', superseded: 'govuk-tag--grey', withdrawn: 'govuk-tag--grey' },
};

/** Words of a published version's standing on a day; its state alone says only that it is public. */
const STANDS: Record<HowItStands, { words: string; state: VersionState }> = {
  ...{ coming: { words: 'Not in force yet', state: 'signed' }, 'in-force': { words: 'In force', state: 'published' } },
  replaced: { words: 'Replaced', state: 'superseded' },
};

function State({ version, today }: { version: VersionLine; today: PlainDate }): VNode {
  const isPublic = version.state === 'published' || version.state === 'superseded';
  const told = isPublic
    ? STANDS[howItStands(version, today)]
    : { words: VERSION_PROCESS.states[version.state].label, state: version.state };
  return <Tag classes={COLOURS[told.state]}>{told.words}</Tag>;
}

/** Every version, for those entitled to the ones that are not public: `/partnership/arrangements/work`. */
export function WorkListPage(props: {
  versions: readonly VersionLine[];
  mayBegin: boolean;
  today: PlainDate;
  values: TypedValues;
  problems: readonly FormProblem[];
}): VNode {
  const { versions, mayBegin, today, values, problems } = props;
  return (
    <Page title="Versions of the arrangements" breadcrumbs={workCrumbs()} hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <PageHeading
        title="Versions of the arrangements"
        lede="One version is in force. The next is drafted as a copy of it, signed by every statutory partner, and then published."
      />
      {versions.length === 0 ? <p class="govuk-body">There is no version yet.</p> : null}
      <ul class="kith-list">
        {versions.map((one) => (
          <li key={one.id}>
            <a class="govuk-link" href={workHref(one.id)}>
              {versionName(one)}
            </a>{' '}
            <State version={one} today={today} />
            <span class="kith-list__about">{one.why.split('\n', 1)[0]}</span>
            <span class="kith-list__about">
              {one.inForceFrom ? `In force from ${dateInWords(one.inForceFrom)}` : 'No day in force is set'}
              {one.supersededOn ? `, ${daysInForceInWords(one, today)}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {mayBegin ? (
        <Section title="Begin the next version" id="begin">
          <Form action={WORK_ON}>
            <Textarea
              name="why"
              rows={3}
              label={{ text: 'Why is there a new version?', classes: 'govuk-label--s' }}
              hint={{
                text: 'The public reads this above what changed. For example: a yearly review, or a partner that ended.',
              }}
              errorMessage={problemAt(problems, 'why')}
              value={typedText(values, 'why')}
            />
            <Button preventDoubleClick>Copy the version in force</Button>
          </Form>
        </Section>
      ) : null}
    </Page>
  );
}

/** What was just done here, said once after it. */
export type Done =
  | 'begun'
  | 'changed'
  | 'unchanged'
  | 'added'
  | 'left-out'
  | 'send'
  | 'take-back'
  | 'send-back'
  | 'sign'
  | 'publish'
  | 'withdraw';

const SAYS: Record<string, string> = {
  begun: 'The draft is there: a copy of the version in force, with the partners as they stand today.',
  changed: 'Your changes are saved.',
  unchanged: 'Nothing was changed: what you sent is what was stored.',
  added: 'The section is added.',
  'left-out': 'The section is left out of this version.',
};

function says(done: Done): string {
  return SAYS[done] ?? VERSION_PROCESS.moves.find((move) => move.doing === done)?.says ?? '';
}

/** One version for whoever works on it: `/partnership/arrangements/work/:id`. */
export function WorkPage({ view, done, today }: { view: VersionView; done: Done | null; today: PlainDate }): VNode {
  const { version, heads, before, mayWrite, waitingFor } = view;
  const gaps = gapsIn(version.sections, heads);
  return (
    <Page
      title={`${versionName(version)} of the arrangements`}
      breadcrumbs={workCrumbs({ id: '', number: version.number })}
    >
      {done ? <NotificationBanner type="success">{says(done)}</NotificationBanner> : null}
      <PageHeading
        caption="Arrangements"
        title={versionName(version)}
        lede={VERSION_PROCESS.states[version.state].about}
      />
      <p class="govuk-body">
        <State version={version} today={today} />
      </p>
      {version.sentBackBecause && version.state === 'draft' ? (
        <InsetText>
          <p class="govuk-body govuk-!-font-weight-bold">A partner asked for a change</p>
          <Paragraphs words={version.sentBackBecause} />
        </InsetText>
      ) : null}
      <WhatNow view={view} />
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="Why this version" id="why">
            <Paragraphs words={version.why} />
            {gaps.length > 0 ? (
              <Details summaryText={`${gaps.length} of ${heads.length} expected parts have no section`}>
                <ul class="govuk-list govuk-list--bullet">
                  {gaps.map((one) => (
                    <li key={one.key}>
                      <a class="govuk-link" href={`#gap-${one.key}`}>
                        {one.title}
                      </a>
                    </li>
                  ))}
                </ul>
              </Details>
            ) : null}
            {mayWrite ? (
              <p class="govuk-body">
                <a class="govuk-link" href={`${workHref(version.id)}/sections/new`}>
                  Add a section
                </a>
              </p>
            ) : null}
          </Section>
          <Sections
            version={version}
            heads={heads}
            {...(mayWrite
              ? {
                  below: (section) => (
                    <p class="govuk-body kith-no-print">
                      <a class="govuk-link" href={sectionHref(version.id, section.key)}>
                        Change<span class="govuk-visually-hidden"> “{section.title}”</span>
                      </a>{' '}
                      or{' '}
                      <a class="govuk-link" href={`${sectionHref(version.id, section.key)}/leave-out`}>
                        leave it out<span class="govuk-visually-hidden"> (“{section.title}”)</span>
                      </a>
                    </p>
                  ),
                }
              : {})}
          />
          <Section title="Who is bound by it" id="agencies">
            <Agencies agencies={version.agencies} />
          </Section>
          <Section title="Signatures" id="signed">
            <Signatures signatures={version.signatures} />
            {version.state === 'in-review' && waitingFor.length > 0 ? (
              <p class="govuk-body">
                Still to sign: {new Intl.ListFormat('en-GB').format(waitingFor.map((one) => one.name))}.
              </p>
            ) : null}
          </Section>
        </div>
        <aside class="kith-record__side" aria-label="Key facts">
          <Facts
            facts={[
              { name: 'In force from', value: version.inForceFrom ? dateInWords(version.inForceFrom) : 'Not set yet' },
              { name: 'Review', value: reviewInWords(version.reviewDue, today) },
              { name: 'Covers', value: new Intl.ListFormat('en-GB').format(version.areas) },
              {
                name: 'Change these',
                value: mayWrite ? (
                  <a class="govuk-link" href={`${workHref(version.id)}/facts`}>
                    Reason, areas, partners and dates
                  </a>
                ) : null,
              },
              {
                name: 'Compare',
                value: before ? (
                  <a class="govuk-link" href={`${workHref(version.id)}/changes`}>
                    What changed since version {before.number}
                  </a>
                ) : null,
              },
              {
                name: 'Public page',
                value:
                  version.number !== null && version.publishedOn ? (
                    <a class="govuk-link" href={publicHref(version.number)}>
                      As everybody reads it
                    </a>
                  ) : null,
              },
            ]}
          />
          <HistoryLink href={`${workHref(version.id)}/history`} />
        </aside>
      </div>
    </Page>
  );
}

/** What this person can do now, and what stands in the way. */
function WhatNow({ view }: { view: VersionView }): VNode | null {
  const { version, may, missing } = view;
  const here = workHref(version.id);
  const label = (doing: string) => VERSION_PROCESS.moves.find((move) => move.doing === doing)?.label ?? '';
  const mayRecordPaper = may.includes('sign') && may.includes('take-back');
  const items = [
    may.includes('send') && missing.length === 0 ? (
      <Form action={`${here}/send`}>
        <Button preventDoubleClick>{label('send')}</Button>
      </Form>
    ) : null,
    view.isAsked ? <Button href={`${here}/sign`}>{label('sign')}</Button> : null,
    may.includes('publish') ? (
      <Form action={`${here}/publish`}>
        <Button preventDoubleClick>{label('publish')}</Button>
      </Form>
    ) : null,
  ];
  const links = [
    ...(mayRecordPaper ? [['paper', 'Record a signature given on paper']] : []),
    ...(['send-back', 'take-back', 'withdraw'] as const).flatMap((one) =>
      may.includes(one) ? [[one, label(one)]] : [],
    ),
  ];
  if (items.every((one) => one === null) && links.length === 0 && missing.length === 0) return null;
  return (
    <Section title="What you can do" id="now">
      {may.includes('send') && missing.length > 0 ? (
        <>
          <p class="govuk-body">Before it can be sent to the partners:</p>
          <ul class="govuk-list govuk-list--bullet">
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      ) : null}
      {items}
      {links.length > 0 ? (
        <ul class="govuk-list">
          {links.map(([path, text]) => (
            <li key={path}>
              <a class="govuk-link" href={`${here}/${path}`}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
