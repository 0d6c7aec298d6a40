import type { VNode } from 'preact';
import { londonClock, longDate, timeInWords } from '../../../platform/clocks/index.ts';
import { Pagination, Table, Tag } from '../../../platform/web/govuk/index.ts';
import { Scroll } from '../../../platform/web/kith/index.ts';
import { OUTCOMES } from '../filter.ts';
import type { LedgerLine, LedgerPage } from '../line.ts';
import type { RecordLine } from '../repository.ts';
import { purposeInWords, roleInWords, whyInWords } from '../words.ts';

/** One entry, whichever list it stands in. */
type Line = Pick<
  LedgerLine,
  'seq' | 'at' | 'outcome' | 'doing' | 'who' | 'agency' | 'agencyName' | 'role' | 'purpose' | 'why'
>;

/** Entries of the ledger: when, who, what, and with which record. */
export function LedgerLines(props: {
  lines: readonly LedgerLine[];
  kindName: (kind: string) => string;
  /** Whether refusals say why. */
  toldWhy: boolean;
  /** Leads from a name to everything that the person did. Null where the page is about one person. */
  personHref: ((id: string) => string) | null;
  recordHref: (id: string) => string;
}): VNode {
  const { lines, kindName, toldWhy, personHref, recordHref } = props;
  return (
    <LinesTable
      label="Entries of the ledger"
      head={['When', ...(personHref ? ['Who'] : []), 'What they did', 'Record']}
      rows={lines.map((line) => [
        <When key="when" line={line} />,
        ...(personHref ? [<Who key="who" line={line} href={line.personId && personHref(line.personId)} />] : []),
        <What key="what" line={line} why={line.outcome === 'refused' && !toldWhy ? null : whyInWords(line)} />,
        <WithWhat key="record" line={line} kindName={kindName} recordHref={recordHref} />,
      ])}
    />
  );
}

/** What was done with one record: when, who, what. */
export function RecordLines({ lines }: { lines: readonly RecordLine[] }): VNode {
  return (
    <LinesTable
      label="What was done with this record"
      head={['When', 'Who', 'What they did']}
      rows={lines.map((line) => [
        <When key="when" line={line} />,
        <Who key="who" line={line} href={null} />,
        <What key="what" line={line} why={line.why} inList={line.inList} />,
      ])}
    />
  );
}

function LinesTable(props: { label: string; head: readonly string[]; rows: readonly VNode[][] }): VNode {
  return (
    <Scroll label={props.label}>
      <Table
        classes="kith-table"
        caption={props.label}
        captionClasses="govuk-visually-hidden"
        head={props.head.map((text) => ({ text }))}
        rows={props.rows.map((row) => row.map((text) => ({ text })))}
      />
    </Scroll>
  );
}

function When({ line }: { line: Line }): VNode {
  const { date, time } = londonClock(line.at);
  return (
    <>
      <time dateTime={line.at.toISOString()}>
        {timeInWords(time)}
        <span class="kith-list__about">{longDate(date)}</span>
      </time>
      <span class="kith-list__about kith-quiet">Entry {line.seq.toLocaleString('en-GB')}</span>
    </>
  );
}

function Who({ line, href }: { line: Line; href: string | null }): VNode {
  return (
    <>
      {href ? (
        <a class="govuk-link" href={href}>
          {line.who}
        </a>
      ) : (
        line.who
      )}
      {line.agency === null ? null : <span class="kith-list__about">{line.agencyName ?? line.agency}</span>}
    </>
  );
}

function What({ line, why, inList }: { line: Line; why: string | null; inList?: boolean }): VNode {
  const role = roleInWords(line.role);
  const purpose = purposeInWords(line.purpose);
  return (
    <>
      {line.doing}
      {inList ? ' (it stood in a list)' : null}{' '}
      {line.outcome === 'done' ? null : (
        <Tag classes={line.outcome === 'refused' ? 'govuk-tag--orange' : 'govuk-tag--grey'}>
          {OUTCOMES[line.outcome]}
        </Tag>
      )}
      {role || purpose ? (
        <span class="kith-list__about kith-quiet">
          {[role && `As ${role.toLowerCase()}`, purpose && `for ${purpose.toLowerCase()}`].filter(Boolean).join(', ')}
        </span>
      ) : null}
      {why === null ? null : <span class="kith-list__about">Reason: {why}</span>}
    </>
  );
}

function WithWhat(props: {
  line: LedgerLine;
  kindName: (kind: string) => string;
  recordHref: (id: string) => string;
}): VNode {
  const { kind, recordId, seen } = props.line;
  if (recordId !== null) {
    return (
      <>
        {kind === null ? 'A record' : props.kindName(kind)}
        <span class="kith-list__about">
          <a class="govuk-link" href={props.recordHref(recordId)} title={recordId}>
            {recordId.slice(0, 8)}
          </a>
        </span>
      </>
    );
  }
  if (seen > 0) return <>{seen === 1 ? '1 record in a list' : `${seen} records in a list`}</>;
  return <>{kind === null ? <span class="kith-not-known">None</span> : props.kindName(kind)}</>;
}

/** To the newer and the older lines of a list. */
export function OlderAndNewer(props: {
  page: Pick<LedgerPage, 'older' | 'newer'>;
  hrefOf: (place: Record<string, number>) => string;
}): VNode | null {
  const { older, newer } = props.page;
  if (older === null && newer === null) return null;
  return (
    <Pagination
      landmarkLabel="Newer and older entries"
      previous={newer === null ? undefined : { href: props.hrefOf({ after: newer }), text: 'Newer entries' }}
      next={older === null ? undefined : { href: props.hrefOf({ before: older }), text: 'Older entries' }}
    />
  );
}

/** The same list as a file. */
export function Downloads(props: { hrefOf: (format: 'csv' | 'xlsx') => string; most: number }): VNode {
  return (
    <p class="govuk-body kith-no-print">
      Download what is shown, and all that follows it:{' '}
      <a class="govuk-link" href={props.hrefOf('xlsx')}>
        spreadsheet (xlsx)
      </a>{' '}
      or{' '}
      <a class="govuk-link" href={props.hrefOf('csv')}>
        comma-separated values (csv)
      </a>
      . A file holds at most the newest {props.most.toLocaleString('en-GB')} entries; narrow the days down for more.
    </p>
  );
}
