import type { VNode } from 'preact';
import { ROLES } from '../../../../platform/access/index.ts';
import { dateInWords, londonDate, type PlainDate } from '../../../../platform/clocks/index.ts';
import { Button } from '../../../../platform/web/govuk/index.ts';
import { Section } from '../../../../platform/web/kith/index.ts';
import { personHref } from '../../pages/links.ts';
import type { Person } from '../../person.ts';
import type { Holding, Phase } from '../holding.ts';
import { phaseOf, spanInWords } from '../rules.ts';

/** What a person may do on which days, with the ways to give and end roles. */
export function HoldingList(props: {
  person: Pick<Person, 'id'>;
  holdings: readonly Holding[];
  today: PlainDate;
  endable: readonly string[];
  mayGive: boolean;
}): VNode {
  const { person, holdings, today, endable } = props;
  const inPhase = (...phases: Phase[]) => holdings.filter((one) => phases.includes(phaseOf(one, today)));
  const running = (holding: Holding) =>
    endable.includes(holding.id) ? `${personHref(person)}/roles/${holding.id}/end` : null;
  const [present, toCome, past] = [inPhase('present'), inPhase('to-come'), inPhase('past', 'withdrawn')];
  return (
    <>
      <Section title="Roles today" id="roles">
        {present.length === 0 ? (
          <p class="govuk-body kith-not-known">No role today: they can sign in and see what is theirs, nothing else.</p>
        ) : (
          <Holdings holdings={present} endHref={running} />
        )}
        {props.mayGive ? (
          <Button href={`${personHref(person)}/roles/new`} classes="govuk-button--secondary">
            Give a role
          </Button>
        ) : null}
      </Section>
      {toCome.length > 0 ? (
        <Section title="Roles to come" id="roles-to-come">
          <Holdings holdings={toCome} endHref={running} />
        </Section>
      ) : null}
      {past.length > 0 ? (
        <Section title="Roles of the past" id="roles-past">
          <Holdings holdings={past} endHref={() => null} />
        </Section>
      ) : null}
    </>
  );
}

function Holdings(props: { holdings: readonly Holding[]; endHref: (holding: Holding) => string | null }): VNode {
  return (
    <ul class="kith-list">
      {props.holdings.map((holding) => {
        const href = props.endHref(holding);
        return (
          <li key={holding.id}>
            <strong>{ROLES[holding.role].name}</strong> {spanWords(holding)}
            {href ? (
              <>
                {' '}
                <a class="govuk-link" href={href}>
                  End<span class="govuk-visually-hidden"> the role {ROLES[holding.role].name}</span>
                </a>
              </>
            ) : null}
            <span class="kith-list__about">
              Given by {holding.givenBy ?? 'the operator of this machine'} on {dateInWords(londonDate(holding.givenAt))}
              : {holding.because}
            </span>
            {holding.endedAt ? (
              <span class="kith-list__about">
                End entered by {holding.endedBy ?? 'the operator of this machine'} on{' '}
                {dateInWords(londonDate(holding.endedAt))}: {holding.endedBecause}
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function spanWords(holding: Holding): string {
  return phaseOf(holding, holding.from) === 'withdrawn'
    ? `from ${dateInWords(holding.from)}, withdrawn before it began`
    : spanInWords(holding);
}
