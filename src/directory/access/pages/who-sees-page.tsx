import type { VNode } from 'preact';
import { dateInWords, londonDate, momentInWords } from '../../../platform/clocks/index.ts';
import { Details, NotificationBanner, Tag } from '../../../platform/web/govuk/index.ts';
import { Claim, Claims, PageHeading, Section } from '../../../platform/web/kith/index.ts';
import { type Crumb, Page } from '../../../platform/web/page.tsx';
import type { OpenAsk } from '../ask-repository.ts';
import { at } from '../at-record.ts';
import { type Barring, type LetIn, lastDayOf } from '../record-access.ts';
import type { RecordView } from '../record-view.ts';
import { AskLine } from './ask-line.tsx';

/** What was just done about the access to a record, said once after it. */
export const DONE = {
  'let-in': 'They are let in, and have been told.',
  end: 'Their access has ended.',
  'keep-out': 'The record is kept from them from now on.',
  lift: 'They may receive the record again, if their role reaches it.',
  seal: 'That is done. It counts from now on.',
  answer: 'The request is answered.',
} as const;

/** Pages above those about the access to one record. */
export function recordCrumbs(
  record: { reference: string; href: string },
  self?: { kind: string; id: string },
): Crumb[] {
  return [
    { text: 'Home', href: '/' },
    { text: record.reference, href: record.href },
    ...(self ? [{ text: 'Who sees this', href: at.record(self.kind, self.id) }] : []),
  ];
}

/** Who sees one record and why, who must not, and what can be done about it: `/access/records/:kind/:id`. */
export function WhoSeesPage(props: {
  view: RecordView;
  asks: readonly OpenAsk[];
  today: string;
  done: keyof typeof DONE | null;
}): VNode {
  const { view, asks, today } = props;
  const { reference } = view;
  const here = at.record(view.kind, view.id);
  const people = view.readers.reduce((sum, one) => sum + one.people.length, 0);
  const barred = view.barred.filter((one) => one.liftedAt === null);
  const standing = view.letIn.filter((one) => one.stands);
  return (
    <Page title={`Who sees ${reference}`} breadcrumbs={recordCrumbs(view)}>
      {props.done ? <NotificationBanner type="success">{DONE[props.done]}</NotificationBanner> : null}
      <PageHeading
        title={`Who sees ${reference}`}
        caption={view.kindName}
        lede={`${people === 1 ? '1 person' : `${people} people`} can open it today${view.brokenOpen.length > 0 ? ', besides the emergency below' : ''}.${view.sealed ? ' It is sealed: nobody sees it who is not named for it.' : ''}`}
      />
      {asks.length > 0 ? (
        <Section title="Waiting for your answer" id="asks">
          <ul class="kith-list">
            {asks.map((ask) => (
              <li key={ask.id}>
                <AskLine ask={ask} today={today} kind={view.kind} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <div class="kith-record">
        <div class="kith-record__main">
          <Section
            title="Who can open it"
            id="readers"
            note="Everybody who could open it now, once they say what for. Nobody who appears in it is among them."
          >
            <Readers view={view} />
          </Section>
          <Section
            title="Let in"
            id="let-in"
            note="People who were put to work on it or named for it, besides what their role gives them."
          >
            <LetInList letIn={standing} />
          </Section>
          <Section
            title="Must not receive it"
            id="kept-from"
            note="Whoever reads the record sees this list, so that nobody passes it on to them."
          >
            <BarredList barred={barred} />
          </Section>
          <Past letIn={view.letIn.filter((one) => !one.stands)} barred={view.barred.filter((one) => one.liftedAt)} />
        </div>
        <aside class="kith-record__side" aria-label="What you can do">
          <p class="govuk-body">
            <Tag classes={view.sealed ? '' : 'govuk-tag--grey'}>{view.sealed ? 'Sealed' : 'Not sealed'}</Tag>
          </p>
          <ul class="govuk-list">
            {[
              { href: `${here}/let-in`, text: view.sealed ? 'Name somebody' : 'Let somebody in' },
              ...(standing.length > 0 ? [{ href: `${here}/end`, text: 'End somebody’s access' }] : []),
              { href: `${here}/keep-out`, text: 'Keep it from somebody' },
              ...(barred.length > 0 ? [{ href: `${here}/lift`, text: 'Let somebody receive it again' }] : []),
              { href: `${here}/seal`, text: view.sealed ? 'Open the seal' : 'Seal it' },
              { href: `${here}/ledger`, text: 'Who looked at it' },
              { href: view.href, text: 'The record itself' },
            ].map(({ href, text }) => (
              <li key={href}>
                <a class="govuk-link" href={href}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </Page>
  );
}

function Readers({ view }: { view: RecordView }): VNode {
  const { readers, brokenOpen } = view;
  if (readers.length === 0 && brokenOpen.length === 0) return <p class="govuk-body">Nobody.</p>;
  return (
    <Claims>
      {brokenOpen.map(({ name, until }) => (
        <Claim key={`open ${name}`} foot="Opened in an emergency. Somebody else judges whether it was right.">
          <strong>{name}</strong>, until {momentInWords(until)}
        </Claim>
      ))}
      {readers.map(({ because, why, people }) => (
        <Claim key={because} foot={`${because}. ${why}`}>
          {people.map((one, place) => (
            <span key={one.id}>
              {place > 0 ? '; ' : ''}
              <strong>{one.name}</strong> ({one.agencyName})
            </span>
          ))}
        </Claim>
      ))}
    </Claims>
  );
}

const PARTS: Record<LetIn['part'], string> = { involved: 'Works on it', named: 'Sees it while it is sealed' };

function LetInList({ letIn }: { letIn: readonly LetIn[] }): VNode {
  if (letIn.length === 0) return <p class="govuk-body">Nobody has been let in.</p>;
  return (
    <Claims>
      {letIn.map((one) => (
        <Claim key={one.id} foot={footOf(one)}>
          <strong>{one.name}</strong> ({one.agencyName}): {PARTS[one.part].toLowerCase()}{' '}
          {one.untilAt === null ? 'with no end set' : `until ${dateInWords(lastDayOf(one.untilAt))}`}
        </Claim>
      ))}
    </Claims>
  );
}

function footOf(one: LetIn): string {
  const by = one.givenBy === null ? '' : `, by ${one.givenBy}`;
  return `“${one.because}”. Since ${dateInWords(londonDate(one.fromAt))}${by}.`;
}

function BarredList({ barred }: { barred: readonly Barring[] }): VNode {
  if (barred.length === 0) return <p class="govuk-body">It is kept from nobody.</p>;
  return (
    <Claims>
      {barred.map((one) => (
        <Claim
          key={one.id}
          foot={`“${one.because}”. Since ${dateInWords(londonDate(one.barredAt))}, by ${one.barredBy}.`}
        >
          <strong>{one.agencyName ?? one.personName}</strong>
          {one.agencyName ? ', the whole agency' : ''}
        </Claim>
      ))}
    </Claims>
  );
}

function Past({ letIn, barred }: { letIn: readonly LetIn[]; barred: readonly Barring[] }): VNode | null {
  if (letIn.length + barred.length === 0) return null;
  return (
    <Details summaryText="What was before">
      <ul class="govuk-list govuk-list--bullet">
        {letIn.map((one) => (
          <li key={one.id}>
            {one.name}: {PARTS[one.part].toLowerCase()}, {dateInWords(londonDate(one.fromAt))} to{' '}
            {one.untilAt === null ? 'now' : dateInWords(londonDate(one.untilAt))}. “{one.because}”
          </li>
        ))}
        {barred.map((one) => (
          <li key={one.id}>
            Kept from {one.agencyName ?? one.personName} since {dateInWords(londonDate(one.barredAt))}, until{' '}
            {one.liftedBy} lifted it on {one.liftedAt ? dateInWords(londonDate(one.liftedAt)) : ''}: “
            {one.liftedBecause}”
          </li>
        ))}
      </ul>
    </Details>
  );
}
