import type { ComponentChildren, VNode } from 'preact';
import { LITTLE_PROGRESS, stateWords } from '../../../partnership/actions/index.ts';
import { FINDINGS } from '../../../partnership/scrutiny/index.ts';
import { dateInWords, londonDate } from '../../../platform/clocks/index.ts';
import { Claim, Claims, EmptyState, PageHeading, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { type Account, asSentence, type Beneath, isEmpty, placeOf } from '../account.ts';
import { reportHref } from './links.ts';

/** What was decided, done and challenged in a year, as far as it is published: `/report/:year/account`. */
export function AccountPage({ account, beneath }: { account: Account; beneath: Beneath }): VNode {
  const { year } = account;
  const title = `What was decided and done in ${year}`;
  return (
    <Page
      title={title}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Yearly report', href: '/report' },
      ]}
    >
      <PageHeading
        title={title}
        lede="Decisions with their reasons, actions with what came of them, and what scrutiny found. Done is told apart from made a difference."
      />
      <p class="govuk-body">
        <a class="govuk-link" href={reportHref(year)}>
          The report of {year}
        </a>{' '}
        puts it beside everything else on record.
      </p>
      {isEmpty(account) ? (
        <EmptyState
          will="Published decisions, actions and challenges of this year will be here."
          how={<p class="govuk-body">The business unit publishes each of them on its own page.</p>}
        />
      ) : (
        <>
          <Decisions account={account} beneath={beneath} />
          <Actions account={account} beneath={beneath} />
          <Recommendations account={account} beneath={beneath} />
          <Scrutiny account={account} />
        </>
      )}
    </Page>
  );
}

/** A part of the page, left out where nothing is in it. */
function Part(props: { title: string; id: string; of: readonly unknown[]; children: ComponentChildren }): VNode | null {
  if (props.of.length === 0) return null;
  return (
    <Section title={props.title} id={props.id}>
      {props.children}
    </Section>
  );
}

/** One record with the place to which the yearly report leads. Its foot is one sentence: pieces would stand in lines of their own. */
function Place(props: { id: string; foot: ComponentChildren; children: ComponentChildren }): VNode {
  return (
    <Claim foot={<span>{props.foot}</span>}>
      <span id={props.id}>{props.children}</span>
    </Claim>
  );
}

/** A record's reference, which leads to its own page for whoever may open that. */
function Reference({ of: { reference }, beneath }: { of: { reference: string }; beneath: Beneath }): VNode {
  const href = beneath.get(reference);
  if (href === undefined) return <>{reference}</>;
  return (
    <a class="govuk-link" href={href}>
      {reference}
    </a>
  );
}

function Decisions({ account: { decisions }, beneath }: { account: Account; beneath: Beneath }): VNode {
  return (
    <Part title="Decisions" id="decisions" of={decisions}>
      <Claims>
        {decisions.map((one) => (
          <Place
            key={one.reference}
            id={placeOf('decision', one.reference)}
            foot={
              <>
                <Reference of={one} beneath={beneath} />. {one.groupName}, {dateInWords(one.day)}. Decided by{' '}
                {listed(one.decidedBy)}.
              </>
            }
          >
            {one.words} Because: {one.reasons}
            {one.dissent.map(({ agency, words }) => ` ${agency} did not agree: ${words}`)}
          </Place>
        ))}
      </Claims>
    </Part>
  );
}

function Actions({ account: { actions }, beneath }: { account: Account; beneath: Beneath }): VNode {
  return (
    <Part title="Actions, and what came of them" id="actions" of={actions}>
      <Claims>
        {actions.map((one) => (
          <Place
            key={one.reference}
            id={placeOf('action', one.reference)}
            foot={
              <>
                <Reference of={one} beneath={beneath} />. {one.agencyName}, due {dateInWords(one.dueOn)}.{' '}
                {stateWords(one.state)}.
              </>
            }
          >
            <strong>{asSentence(one.title)}</strong>
            {one.little === null ? null : ` ${LITTLE_PROGRESS[one.little]}.`}
            {one.evidence === null ? null : ` What was done: ${one.evidence}`}
            {one.found === null ? null : ` What was found: ${one.found}`}
          </Place>
        ))}
      </Claims>
    </Part>
  );
}

function Recommendations({ account: { recommendations }, beneath }: { account: Account; beneath: Beneath }): VNode {
  return (
    <Part title="Recommendations" id="recommendations" of={recommendations}>
      <Claims>
        {recommendations.map((one) => (
          <Place
            key={one.reference}
            id={placeOf('recommendation', one.reference)}
            foot={
              <>
                <Reference of={one} beneath={beneath} />. {one.source.words}, {dateInWords(one.madeOn)}. For{' '}
                {listed(one.agencies)}.
              </>
            }
          >
            {one.words}
            {one.actions.map((action) => ` ${action.reference}: ${stateWords(action.state)}.`)}
          </Place>
        ))}
      </Claims>
    </Part>
  );
}

function Scrutiny({ account: { statement, tests, challenges, year } }: { account: Account }): VNode {
  return (
    <>
      {statement === null ? null : (
        <Section title="What the independent scrutineer says" id={placeOf('scrutineer', year)}>
          {statement.words.split(/\n\s*\n/).map((paragraph) => (
            <p class="govuk-body" key={paragraph}>
              {paragraph}
            </p>
          ))}
          <p class="govuk-body kith-quiet">Signed on {dateInWords(londonDate(statement.signedAt))}.</p>
        </Section>
      )}
      <Part title="What scrutiny tested" id="tests" of={tests}>
        <Claims>
          {tests.map((one, place) => (
            <Place
              key={one.about}
              id={placeOf('test', place + 1)}
              foot={`${FINDINGS[one.finding]}. Tested on ${dateInWords(one.testedOn)}.`}
            >
              <strong>{asSentence(one.about)}</strong> {one.found}
            </Place>
          ))}
        </Claims>
      </Part>
      <Part title="How partners challenged each other" id="challenges" of={challenges}>
        <Claims>
          {challenges.map((one, place) => (
            <Place
              key={`${one.raisedBy} ${one.about}`}
              id={placeOf('challenge', place + 1)}
              foot={`${one.raisedBy} to ${one.askedOf}. ${one.result}.`}
            >
              <strong>{asSentence(one.about)}</strong> {one.words}
            </Place>
          ))}
        </Claims>
      </Part>
    </>
  );
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nobody named' : new Intl.ListFormat('en-GB').format(names);
}
