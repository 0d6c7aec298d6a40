import type { VNode } from 'preact';
import { Details, Pagination, Tag } from '../../../../platform/web/govuk/index.ts';
import { type KeptResult, type KeptRow, LAYOUT } from '../condense.ts';
import type { Asked, Listed, Reading, RuleLine } from '../reading.ts';
import type { Finding } from '../repository.ts';
import { askedQuery, uploadHref } from './links.ts';
import { counted, number } from './words.ts';

/** The findings that are asked for: by rule, by child, by table, or one by one. */
export function FindingsList({ reading }: { reading: Reading }): VNode {
  const { upload, asked, listed } = reading;
  const href = uploadHref(upload.id);
  const kept = { change: asked.change, severity: asked.severity };
  switch (listed?.as) {
    case 'rules':
      return listed.rules.length === 0 ? <Nothing /> : <Rules rules={listed.rules} {...{ href, kept }} />;
    case 'children':
      return listed.children.length === 0 ? <Nothing /> : <Children listed={listed} {...{ href, kept, asked }} />;
    case 'tables':
      return listed.tables.length === 0 ? <Nothing /> : <Tables listed={listed} {...{ href, kept }} />;
    case 'findings':
      return <OneByOne listed={listed} {...{ href, kept, asked }} lineIs={upload.outcome?.lineIs ?? 'line'} />;
    default:
      return <Nothing />;
  }
}

type Kept = Pick<Asked, 'change' | 'severity'>;

function Nothing(): VNode {
  return <p class="govuk-body">There is nothing of this.</p>;
}

/** "Error" or "Query", in words. */
function Severity({ of }: { of: 'error' | 'query' }): VNode {
  return of === 'error' ? <Tag classes="govuk-tag--red">Error</Tag> : <Tag classes="govuk-tag--yellow">Query</Tag>;
}

function Rules({ rules, href, kept }: { rules: readonly RuleLine[]; href: string; kept: Kept }): VNode {
  return (
    <ul class="kith-list">
      {rules.map(({ result, findings }) => (
        <li key={result.code}>
          <a class="govuk-link" href={`${href}${askedQuery({ rule: result.code, ...kept })}#found`}>
            {result.code}: {result.message}
          </a>
          <span class="kith-list__about">
            <Severity of={result.severity} /> {whom(result, findings)}
          </span>
          {result.because === null ? null : <span class="kith-list__about">{result.because}</span>}
        </li>
      ))}
    </ul>
  );
}

function whom({ code, returnLevel }: KeptResult, findings: number): string {
  if (code === LAYOUT) return counted(findings, 'place', 'places');
  return returnLevel ? 'the return as a whole' : counted(findings, 'child', 'children');
}

function Children(props: {
  listed: Extract<Listed, { as: 'children' }>;
  href: string;
  kept: Kept;
  asked: Asked;
}): VNode {
  const { listed, href, kept, asked } = props;
  return (
    <>
      <p class="govuk-body">{counted(listed.total, 'child', 'children')}, those with most errors first.</p>
      <ul class="kith-list">
        {listed.children.map(({ child, errors, queries }) => (
          <li key={child}>
            <a class="govuk-link" href={`${href}${askedQuery({ by: 'child', child, ...kept })}#found`}>
              {child}
            </a>
            <span class="kith-list__about">
              {[
                ...(errors.length > 0 ? [`${counted(errors.length, 'error', 'errors')}: ${errors.join(', ')}`] : []),
                ...(queries.length > 0
                  ? [`${counted(queries.length, 'query', 'queries')}: ${queries.join(', ')}`]
                  : []),
              ].join('; ')}
            </span>
          </li>
        ))}
      </ul>
      <Pages pages={listed.pages} href={href} asked={asked} />
    </>
  );
}

function Tables({
  listed,
  href,
  kept,
}: {
  listed: Extract<Listed, { as: 'tables' }>;
  href: string;
  kept: Kept;
}): VNode {
  return (
    <ul class="kith-list">
      {listed.tables.map(({ table, findings, children }) => (
        <li key={table}>
          <a class="govuk-link" href={`${href}${askedQuery({ by: 'table', table, ...kept })}#found`}>
            {table}
          </a>
          <span class="kith-list__about">
            {counted(findings, 'finding', 'findings')}, {counted(children, 'child', 'children')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function OneByOne(props: {
  listed: Extract<Listed, { as: 'findings' }>;
  href: string;
  kept: Kept;
  asked: Asked;
  lineIs: 'line' | 'row';
}): VNode {
  const { listed, href, kept, asked, lineIs } = props;
  const { findings, total } = listed;
  const [first] = findings;
  // All of one rule: what it means stands once, above them.
  const only = asked.rule !== null && first ? first.result : null;
  return (
    <>
      <p class="govuk-body">
        {asked.child === null ? '' : `Child ${asked.child}. `}
        {asked.table === null ? '' : `Table ${asked.table}. `}
        {counted(total, 'finding', 'findings')}
        {only && only.kept < only.found
          ? `. There are ${number(only.found)} in all, more than anybody mends one by one: the command “kith returns check … --csv” lists them.`
          : '.'}{' '}
        <a class="govuk-link" href={`${href}${askedQuery({ by: asked.by, ...kept })}#found`}>
          Back to all
        </a>
      </p>
      {only ? (
        <div class="kith-data-note">
          <p class="kith-data-note__title">
            {only.code}: {only.message}
          </p>
          <Meaning result={only} />
        </div>
      ) : null}
      {findings.map((finding) => (
        <Card key={finding.number} {...{ finding, href, kept, lineIs }} alone={only === null} />
      ))}
      <Pages pages={listed.pages} href={href} asked={asked} />
    </>
  );
}

function Meaning({ result }: { result: KeptResult }): VNode {
  return (
    <>
      <p>
        <Severity of={result.severity} /> {result.because}
      </p>
      <p>
        <strong>Why it matters:</strong> {result.why}
      </p>
      <p>
        <strong>How it is usually mended:</strong> {result.mend}
      </p>
    </>
  );
}

function Card(props: {
  finding: Finding & { result: KeptResult };
  href: string;
  kept: Kept;
  lineIs: 'line' | 'row';
  alone: boolean;
}): VNode {
  const { finding, href, kept, lineIs, alone } = props;
  const { result, child, rule, about, rows, places } = finding;
  const wrong = new Set(places.map(({ table, row, field }) => `${table} ${row} ${field}`));
  const loose = places.filter(({ row }) => row < 0);
  return (
    <article class="kith-finding">
      <h3 class="govuk-heading-s">
        {alone ? (rule === LAYOUT ? 'Layout: ' : `${rule}: ${result.message} `) : ''}
        {child === '' ? (rule === LAYOUT || about === '' ? '' : about) : null}
        {rule === LAYOUT ? `${about}. ` : ''}
        {child === '' ? null : (
          <a class="govuk-link" href={`${href}${askedQuery({ by: 'child', child, ...kept })}#found`}>
            Child {child}
          </a>
        )}
        {!alone && child === '' && about === '' ? 'The return as a whole' : ''}
      </h3>
      {alone ? (
        <Details summaryText={`What ${rule === LAYOUT ? 'this' : rule} means, and how it is mended`}>
          <Meaning result={result} />
        </Details>
      ) : null}
      {loose.map(({ table, line, field, value }) => (
        <p class="govuk-body" key={`${table} ${line} ${field}`}>
          {[table, line > 0 ? `${lineIs} ${number(line)}` : '', field].filter((one) => one !== '').join(', ')}:{' '}
          {value === '' ? 'nothing stands there' : `“${value}”`}
        </p>
      ))}
      {rows.map((row) => (
        <Row key={`${row.table} ${row.row}`} {...{ row, wrong, lineIs }} />
      ))}
    </article>
  );
}

/** A row as it stands in the file, field by field; those that the rule names are marked. */
function Row({ row, wrong, lineIs }: { row: KeptRow; wrong: ReadonlySet<string>; lineIs: string }): VNode {
  const { table, line, fields } = row;
  return (
    <div class="kith-row">
      <h4 class="kith-row__where">
        {table}, {lineIs} {number(line)}
      </h4>
      <dl class="kith-row__fields">
        {fields.map(([name, value]) => {
          const shown = value === '' ? <span class="kith-not-known">empty</span> : value;
          return (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {wrong.has(`${table} ${row.row} ${name}`) ? (
                  <mark>
                    <span class="govuk-visually-hidden">Named by the rule: </span>
                    {shown}
                  </mark>
                ) : (
                  shown
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

function Pages({ pages, href, asked }: { pages: number; href: string; asked: Asked }): VNode | null {
  if (pages < 2) return null;
  const at = (page: number) => `${href}${askedQuery({ ...asked, page })}#found`;
  const { page } = asked;
  // The first, the last and those around: a list of a hundred pages is no help.
  const near = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (one) => one === 1 || one === pages || Math.abs(one - page) <= 1,
  );
  return (
    <Pagination
      previous={page > 1 ? { href: at(page - 1) } : undefined}
      next={page < pages ? { href: at(page + 1) } : undefined}
      items={near.flatMap((one, index) => [
        ...(index > 0 && one - (near[index - 1] ?? 0) > 1 ? [{ ellipsis: true }] : []),
        { number: one, href: at(one), current: one === page },
      ])}
    />
  );
}
