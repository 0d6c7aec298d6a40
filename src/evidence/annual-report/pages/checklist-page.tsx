import type { VNode } from 'preact';
import { Mark, type MarkShape, PageHeading } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { type Checklist, type ChecklistLine, evidenceWords, verdictWords } from '../checklist.ts';
import { checklistHref, judgingHref, reportHref, requirementPlace } from './links.ts';

const SHAPES = { answered: 'full', partly: 'half', 'not-answered': 'open' } as const satisfies Record<
  string,
  MarkShape
>;

/** What of judging is whoever reads the checklist’s to do. */
interface MayJudge {
  judge: boolean;
  readHistory: boolean;
}

/** What one edition of the guidance asks, what a year's report holds for it, and what is missing: `/report/:year/checklist`. */
export function ChecklistPage({
  checklist,
  editions,
  may,
}: {
  checklist: Checklist;
  editions: readonly { key: string; title: string }[];
  may: MayJudge;
}): VNode {
  const { year, edition, counts, lines } = checklist;
  return (
    <Page
      title={`Checklist ${year}: ${edition.title}`}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Yearly report', href: '/report' },
        { text: year, href: reportHref(year) },
      ]}
    >
      <PageHeading
        caption={`Yearly report ${year}`}
        title="What the guidance asks of the report"
        lede={`Of ${lines.length} requirements, ${counts.answered} ${counts.answered === 1 ? 'is' : 'are'} answered, ${counts.partly} partly and ${counts.notAnswered} not${counts.notJudged > 0 ? `; ${counts.notJudged} nobody has judged yet` : ''}.`}
      />
      {editions.length > 1 ? (
        <nav class="kith-years" aria-label="Edition of the guidance">
          <ul>
            {editions.map((one) => (
              <li key={one.key}>
                <a href={checklistHref(year, one.key)} aria-current={one.key === edition.key ? 'page' : undefined}>
                  {one.title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {edition.note ? <p class="govuk-body">{edition.note}</p> : null}
      {lines.map((line) => (
        <RequirementPart key={line.requirement.key} {...{ line, year, may }} />
      ))}
    </Page>
  );
}

function RequirementPart({ line, year, may }: { line: ChecklistLine; year: string; may: MayJudge }): VNode {
  const { requirement, answer, sections, evidence } = line;
  const id = requirementPlace(requirement);
  return (
    <section class="kith-section" aria-labelledby={id}>
      <h2 class="kith-section__title" id={id}>
        {requirement.number}. {requirement.title}
      </h2>
      <p class="kith-section__note">{requirement.words}</p>
      <p class="govuk-body">
        <Mark shape={answer === null ? 'unknown' : SHAPES[answer.verdict]}>{verdictWords(answer).words}</Mark>
      </p>
      <dl class="kith-facts">
        <div>
          <dt>What is answered</dt>
          <dd>{answer?.words ?? 'Nobody has judged this requirement for the year.'}</dd>
        </div>
        <div>
          <dt>What is missing</dt>
          <dd>{answer?.missing ?? (answer === null ? 'Not known' : 'Nothing on record')}</dd>
        </div>
        <div>
          <dt>Resting on</dt>
          <dd>{evidenceWords(line)}</dd>
        </div>
        <div>
          <dt>Where in the report</dt>
          <dd>
            {sections.length === 0
              ? 'No section speaks to it'
              : sections.map((section) => (
                  <div key={section.id}>
                    <a class="govuk-link" href={`${reportHref(year)}#${section.id}`}>
                      {section.title}
                    </a>
                  </div>
                ))}
          </dd>
        </div>
        <div>
          <dt>Judged by</dt>
          <dd>{answer?.judge ?? 'Nobody yet'}</dd>
        </div>
        <div>
          <dt>How far this requirement was checked</dt>
          <dd>
            Heading {requirement.headChecked}, wording {requirement.wordingChecked}. {requirement.basis}
          </dd>
        </div>
      </dl>
      <JudgingLinks {...{ line, year, may }} />
      {evidence.length === 0 ? (
        <p class="govuk-body kith-not-known">No record supports it.</p>
      ) : (
        <Evidence line={line} />
      )}
    </section>
  );
}

/** Where it is judged, and how that changed. */
function JudgingLinks({ line, year, may }: { line: ChecklistLine; year: string; may: MayJudge }): VNode | null {
  const { requirement, answer } = line;
  const href = judgingHref(year, requirement.key);
  const links: [href: string, text: string][] = [
    // What a year file says is changed there.
    ...(may.judge && (answer === null || answer.inKith)
      ? [[href, answer === null ? 'Judge it' : 'Judge it again'] as [string, string]]
      : []),
    ...(may.readHistory && answer?.inKith
      ? [[`${href}/history`, 'How this judgement changed'] as [string, string]]
      : []),
  ];
  if (links.length === 0) return null;
  return (
    <ul class="govuk-list kith-no-print">
      {links.map(([to, text]) => (
        <li key={to}>
          <a class="govuk-link" href={to}>
            {text}
            <span class="govuk-visually-hidden">: {requirement.title}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The records that the answering sections draw on: counted by kind, each with its link. */
function Evidence({ line }: { line: ChecklistLine }): VNode {
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {line.records === 1 ? '1 record' : `${line.records} records`} in the report
          <span class="govuk-visually-hidden"> for requirement {line.requirement.number}</span>
        </span>
      </summary>
      <div class="govuk-details__text">
        {line.evidence.map((count) => (
          <div key={count.kind}>
            <h3 class="govuk-heading-s">{count.words}</h3>
            <ul class="govuk-list govuk-list--bullet">
              {count.records.map((record) => (
                <li key={record.path}>
                  <a class="govuk-link" href={record.path}>
                    {record.label}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </details>
  );
}
