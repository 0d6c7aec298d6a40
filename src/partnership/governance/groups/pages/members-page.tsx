import type { VNode } from 'preact';
import { QUORUM_UNLESS_SAID, quorumInWords } from '../../../../meetings/index.ts';
import { dateInWords } from '../../../../platform/clocks/index.ts';
import { HistoryLink } from '../../../../platform/history/index.ts';
import { Button, Details, NotificationBanner, Tag } from '../../../../platform/web/govuk/index.ts';
import { Claim, Claims, Facts, Mark, Section } from '../../../../platform/web/kith/index.ts';
import { called, type Member, PARTS } from '../member.ts';
import type { MembersView } from '../service.ts';
import { GroupFrame, groupHref } from './frame.tsx';

/** What was just done here. */
export type Done = 'added' | 'ended' | 'terms' | 'set-up';

const DONE: Record<Done, string> = {
  added: 'The member is entered. They read the group’s meetings from their first day on.',
  ended: 'The end of the membership is entered. It stays in the history of the group.',
  terms: 'The terms are saved.',
  'set-up': 'The group is set up. Enter who sits in it, the chair first; then plan its meetings.',
};

/** Who sits in a group: `/partnership/groups/:key/members`. */
export function MembersPage({ view, done }: { view: MembersView; done: Done | null }): VNode {
  const { group } = view;
  const chair = view.now.find(({ part }) => part === 'chair');
  return (
    <GroupFrame
      group={group}
      part="members"
      title="Members"
      lede={chair ? `${called(chair)} chairs it, for ${chair.agencyName}.` : 'Nobody is entered as its chair.'}
      banner={done ? <NotificationBanner type="success">{DONE[done]}</NotificationBanner> : null}
    >
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="Who sits in it now" id="now">
            {view.now.length > 0 ? (
              <Members view={view} members={view.now} />
            ) : (
              <p class="govuk-body kith-not-known">
                Nobody is entered yet. Without members nobody is expected at its meetings, and nothing can be decided
                there.
              </p>
            )}
            {view.mayChange ? (
              <Button href={`${groupHref(group.key)}/members/new`} classes="govuk-button--secondary">
                Add a member
              </Button>
            ) : null}
          </Section>
          {view.coming.length > 0 ? (
            <Section title="Who joins later" id="coming">
              <Members view={view} members={view.coming} />
            </Section>
          ) : null}
          {view.before.length > 0 ? (
            <Details summaryText={`Who sat there before (${view.before.length})`}>
              <Members view={view} members={view.before} />
            </Details>
          ) : null}
        </div>
        <aside class="kith-record__side" aria-label="Voices and terms">
          <Voices view={view} />
          <Terms view={view} />
          {view.mayChange && view.terms.closedOn === null ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`/partnership/groups/new?under=${encodeURIComponent(group.key)}`}>
                Set up a task and finish group that answers to it
              </a>
            </p>
          ) : null}
          <HistoryLink href={`${groupHref(group.key)}/history`} />
        </aside>
      </div>
    </GroupFrame>
  );
}

/** Parts as a tag has room for them. */
const SHORT = { ...PARTS, adviser: 'Adviser' };

function Members({ view, members }: { view: MembersView; members: readonly Member[] }): VNode {
  const nameOf = (id: string | null) => {
    const found = [...view.now, ...view.coming, ...view.before].find((one) => one.id === id);
    return found ? called(found) : 'somebody who sits there no more';
  };
  return (
    <Claims>
      {members.map((one) => (
        <Claim
          key={one.id}
          foot={
            <>
              {one.agencyName}. {span(one)}
              {view.mayChange && one.until === null ? (
                <>
                  {' '}
                  <a class="govuk-link" href={`${groupHref(view.group.key)}/members/${one.id}/end`}>
                    End this membership<span class="govuk-visually-hidden"> of {called(one)}</span>
                  </a>
                </>
              ) : null}
            </>
          }
        >
          <strong>{called(one)}</strong>
          {one.personName && one.seat ? `, ${one.seat}` : ''}{' '}
          {one.part === 'member' ? null : <Tag classes="govuk-tag--grey">{SHORT[one.part]}</Tag>}
          {one.part === 'deputy' ? ` for ${nameOf(one.deputyFor)}.` : ''}
          {one.voting ? ' Votes for the agency.' : ''}
          {one.leftOn !== null && one.leftOn < view.today && one.until === null ? (
            <>
              {' '}
              <Mark shape="unknown">Left Kith on {dateInWords(one.leftOn)}: nobody can reach them here any more</Mark>
            </>
          ) : null}
        </Claim>
      ))}
    </Claims>
  );
}

function span({ from, until, because, endedBecause }: Member): string {
  const since = `Since ${dateInWords(from)}`;
  if (until === null) return `${since}: ${because}.`;
  return `From ${dateInWords(from)} to ${dateInWords(until)}. ${endedBecause ?? ''}`;
}

function Voices({ view }: { view: MembersView }): VNode {
  return (
    <section>
      <h2 class="govuk-heading-s">Voices</h2>
      <p class="govuk-body-s">
        Each agency has one voice, however many of its people sit here. The statutory partners are equal.
      </p>
      <ul class="kith-list">
        {view.voices.map((one) => (
          <li key={one.agency}>
            <Mark shape={one.votes ? 'full' : 'open'}>
              {one.name}
              {one.votes ? '' : ': a statutory partner, and nobody votes for it here'}
            </Mark>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Terms({ view }: { view: MembersView }): VNode {
  const { terms, group } = view;
  return (
    <>
      <Facts
        facts={[
          { name: 'Quorum', value: quorumInWords(terms.quorum ?? QUORUM_UNLESS_SAID) },
          { name: 'Remit', value: terms.remit },
          {
            name: 'Ends on',
            value: terms.endsOn
              ? dateInWords(terms.endsOn)
              : group.groupKind === 'task-and-finish'
                ? 'Not said: a task and finish group needs an end'
                : null,
          },
          {
            name: 'May close when',
            value: terms.closureTest ?? (group.groupKind === 'task-and-finish' ? 'Not said yet' : null),
          },
          {
            name: 'Closed',
            value: terms.closedOn ? `${dateInWords(terms.closedOn)}. ${terms.closedWords ?? ''}` : null,
          },
          {
            name: 'Who can read this',
            value:
              terms.version === 0
                ? null
                : terms.published
                  ? 'Everybody, on the public page of the group; the quorum stays here'
                  : 'Whoever can open this page, until somebody saves the terms again: then everybody',
          },
        ]}
      />
      {view.mayChange ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`${groupHref(group.key)}/terms`}>
            Change quorum, remit and end
          </a>
        </p>
      ) : null}
    </>
  );
}
