import type { VNode } from 'preact';
import { dateInWords, daysBetween } from '../../../../platform/clocks/index.ts';
import {
  Button,
  Checkboxes,
  Input,
  NotificationBanner,
  Pagination,
  Select,
} from '../../../../platform/web/govuk/index.ts';
import { Mark, type MarkShape, PageHeading, Section, WaitingList } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { ACTIONS, actionHref, CHASING_PAGE, RECOMMENDATIONS, WORK } from '../../pages/links.ts';
import { ACTION_WAITS, stateWords } from '../../process.ts';
import { days, type Timing, timingInWords, timingOf } from '../../rules.ts';
import { leftAs, narrows, queryOf, SCOPES, SHOWN, type WorkScope, workHref } from '../filter.ts';
import type { Counted } from '../repository.ts';
import { OTHERS_A_PAGE, type WorkItem, type WorkList } from '../service.ts';

/** A work list: `/work`, `/work/agency`, `/work/partnership`. `asked` is the list that was asked for. */
export function WorkPage({ list, asked, done }: { list: WorkList; asked: WorkScope; done: 'bulk' | null }): VNode {
  const { scope, lines } = list;
  return (
    <Page
      title={scope === 'mine' ? 'My work' : `Work: ${SCOPES[scope].toLowerCase()}`}
      breadcrumbs={[{ text: 'Home', href: '/' }]}
    >
      {done === 'bulk' ? (
        <NotificationBanner type="success">All of the ticked actions were changed.</NotificationBanner>
      ) : null}
      <PageHeading title="Work" lede={ledeOf(list)} />
      {asked === scope ? null : (
        <p class="govuk-body">
          Your role reaches {scope === 'mine' ? 'your own work' : 'your agency’s work'}, so that is what you see here.
        </p>
      )}
      <div class="govuk-button-group kith-no-print">
        {list.may.give ? <Button href={`${ACTIONS}/new`}>Give an action</Button> : null}
        <a class="govuk-link" href={RECOMMENDATIONS}>
          Recommendations
        </a>
        {list.may.setChasing ? (
          <a class="govuk-link" href={CHASING_PAGE}>
            How actions are chased
          </a>
        ) : null}
      </div>
      {list.scopes.length > 1 ? (
        <nav class="kith-years" aria-label="Whose work">
          <ul>
            {list.scopes.map((one) => (
              <li key={one}>
                <a href={workHref(one)} aria-current={one === scope ? 'page' : undefined}>
                  {SCOPES[one]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <OthersBelow list={list} />
      <Filter list={list} />
      {lines.length === 0 ? <Nothing list={list} /> : <Lines list={list} />}
      <Further list={list} />
      <Others list={list} />
    </Page>
  );
}

function ledeOf({ counts, filter }: WorkList): string {
  if (filter.show === 'over') return 'What is over, the newest first.';
  const { late, soon } = counts;
  if (late.n === 0 && soon?.n === 0) return 'No action is late, and none is due within two weeks.';
  const counted = ({ n, more }: Counted) => {
    if (n === 0) return more ? 'some' : 'none';
    return more ? `more than ${n}` : String(n);
  };
  const due = soon === null ? '' : `, ${counted(soon)} due within two weeks`;
  return `Actions: ${counted(late)} late${due}. What is late stands first.`;
}

const OTHERS: Record<WorkScope, string> = {
  mine: 'Also waiting for you',
  agency: 'Also waiting in your agency',
  partnership: 'Also waiting in the partnership',
};

/** Actions can be many: whoever looks at the head of the page hears that there is more below them. */
function OthersBelow({ list: { others, scope, today } }: { list: WorkList }): VNode | null {
  if (others.length === 0) return null;
  const late = others.filter(({ due }) => due !== null && due < today).length;
  const n = others.length === OTHERS_A_PAGE ? `${OTHERS_A_PAGE} or more` : String(others.length);
  return (
    <p class="govuk-body">
      <a class="govuk-link" href="#also">
        {OTHERS[scope]}, besides actions: {n}
      </a>
      {late === 0 ? '.' : `, ${late} of them late.`}
    </p>
  );
}

/** Everything else across Kith: each thing is done on its own page. */
function Others({ list: { others, scope, today } }: { list: WorkList }): VNode | null {
  if (others.length === 0) return null;
  return (
    <Section
      title={OTHERS[scope]}
      id="also"
      note={
        others.length === OTHERS_A_PAGE
          ? `The first ${OTHERS_A_PAGE} by the day they are due. The pages of meetings, challenges and incidents have the rest.`
          : 'Contributions, minutes, challenges, clocks and reviews, by the day they are due.'
      }
    >
      <WaitingList items={others} today={today} />
    </Section>
  );
}

function Filter({ list }: { list: WorkList }): VNode {
  const { scope, filter, choices } = list;
  const any = { value: '', text: 'All' };
  return (
    <details class="govuk-details kith-no-print" open={narrows(filter)}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Narrow the list down</span>
      </summary>
      <form class="kith-filter" method="get" action={workHref(scope)}>
        <Select
          name="show"
          label={{ text: 'Where it stands' }}
          items={Object.entries(SHOWN).map(([value, text]) => ({ value, text }))}
          value={filter.show}
        />
        {scope === 'partnership' ? (
          <Select
            name="agency"
            label={{ text: 'Agency' }}
            items={[any, ...choices.agencies.map(({ key, name }) => ({ value: key, text: name }))]}
            value={filter.agency ?? ''}
          />
        ) : null}
        {scope === 'mine' ? null : (
          <Input name="owner" label={{ text: 'Name of who has it' }} value={filter.owner ?? ''} />
        )}
        <Select
          name="objective"
          label={{ text: 'Objective' }}
          items={[any, ...choices.objectives.map(({ key, words }) => ({ value: key, text: short(words) }))]}
          value={filter.objective ?? ''}
        />
        <Input name="text" label={{ text: 'Words or reference' }} value={filter.text ?? ''} />
        <Checkboxes
          name="late"
          classes="govuk-checkboxes--small"
          values={filter.late ? ['yes'] : []}
          items={[{ value: 'yes', text: 'Only what is late' }]}
        />
        <Button classes="govuk-button--secondary">Show</Button>
        {narrows(filter) ? (
          <a class="govuk-link" href={workHref(scope)}>
            Show everything
          </a>
        ) : null}
      </form>
    </details>
  );
}

function short(words: string): string {
  return words.length > 70 ? `${words.slice(0, 68).trimEnd()}…` : words;
}

function Nothing({ list }: { list: WorkList }): VNode {
  return (
    <p class="govuk-body">
      {list.after !== null
        ? 'Nothing further.'
        : narrows(list.filter)
          ? 'Nothing fits. Show everything to see the whole list.'
          : list.scope === 'mine'
            ? 'No action waits for you. Actions that are given to you will stand in this list, with the day they are due.'
            : 'There are no actions here yet. They come from meetings, recommendations and challenges, or are given one by one.'}
    </p>
  );
}

const SHAPES: Record<Timing, MarkShape> = { late: 'open', today: 'half', soon: 'half', later: 'full', over: 'full' };

function Lines({ list }: { list: WorkList }): VNode {
  // Ticks stand where something can be done to several of them.
  const changeable = list.lines.some(({ doings }) => doings.length > 0);
  const items = list.lines.map((line) => <Line key={line.id} line={line} list={list} changeable={changeable} />);
  if (!changeable) return <ul class="kith-list kith-work">{items}</ul>;
  return (
    <form method="get" action={`${WORK}/bulk`}>
      <input type="hidden" name="scope" value={list.scope} />
      <input type="hidden" name="list" value={leftAs(list.filter, list.after)} />
      <ul class="kith-list kith-work">{items}</ul>
      <Button classes="govuk-button--secondary kith-no-print">Change the ticked ones together</Button>
    </form>
  );
}

function Line({ line, list, changeable }: { line: WorkItem; list: WorkList; changeable: boolean }): VNode {
  const { today } = list;
  const box = `tick-${line.id}`;
  return (
    <li class="kith-work__item">
      {line.doings.length > 0 ? (
        <div class="govuk-checkboxes govuk-checkboxes--small kith-no-print">
          <div class="govuk-checkboxes__item">
            <input class="govuk-checkboxes__input" type="checkbox" name="id" id={box} value={line.id} />
            <label class="govuk-label govuk-checkboxes__label" for={box}>
              <span class="govuk-visually-hidden">Tick {line.reference}</span>
            </label>
          </div>
        </div>
      ) : changeable ? (
        <div class="kith-work__gap" />
      ) : null}
      <div class="kith-work__words">
        <a class="govuk-link kith-list__title" href={actionHref(line.id)}>
          {titleOf(line, list)}
        </a>
        <span class="kith-list__about">
          {line.nextOn === null ? (
            `${stateWords(line.state)}, ${dateInWords(line.overOn ?? line.givenOn)}`
          ) : (
            <Mark shape={SHAPES[timingOf(line.nextOn, today)]}>{timingInWords(line.state, line.nextOn, today)}</Mark>
          )}
        </span>
        <span class="kith-list__about kith-quiet">{aboutOf(line, list).join(' ')}</span>
      </div>
    </li>
  );
}

/** In one's own list the title says what is asked of oneself; what others look at is theirs to be asked. */
function titleOf({ wait, title, ownerId }: WorkItem, { scope, me }: WorkList): string {
  const ask = scope === 'mine' && ownerId !== me && wait !== null ? ACTION_WAITS[wait].ask : null;
  return ask === null ? title : `${ask}: ${title}`;
}

function aboutOf(line: WorkItem, { scope, me, today }: WorkList): string[] {
  const left = line.wait === 'new-owner' ? ' (has left)' : '';
  const age = daysBetween(line.givenOn, today);
  return [
    `${line.reference}.`,
    ...(scope === 'mine' && line.ownerId === me ? [] : [`${line.ownerName}${left}, ${line.agencyName}.`]),
    ...(line.state === 'open' || line.nextOn === null ? [] : [`${stateWords(line.state)}.`]),
    ...(scope === 'mine' && line.ownerId === me && line.wait === 'look' ? ['Somebody else looks at it.'] : []),
    `Given ${age === 0 ? 'today' : `${days(age)} ago`}.`,
    ...(line.askedDueOn === null ? [] : [`More time asked for, until ${dateInWords(line.askedDueOn)}.`]),
  ];
}

function Further({ list }: { list: WorkList }): VNode | null {
  const { scope, filter, next, after, lines } = list;
  const isLater = after !== null;
  const download = queryOf(filter);
  download.set('scope', scope);
  const file = (format: string) => `${WORK}/download?${download}&format=${format}`;
  return (
    <>
      {next || isLater ? (
        <Pagination
          previous={isLater ? { href: workHref(scope, filter), text: 'Back to the beginning' } : undefined}
          next={next ? { href: workHref(scope, filter, next) } : undefined}
        />
      ) : null}
      {lines.length > 0 ? (
        <p class="govuk-body kith-no-print">
          Download this list:{' '}
          <a class="govuk-link" href={file('csv')}>
            CSV
          </a>
          ,{' '}
          <a class="govuk-link" href={file('xlsx')}>
            spreadsheet
          </a>
        </p>
      ) : null}
    </>
  );
}
