import type { ComponentChildren, VNode } from 'preact';
import { Claim, Claims, Scroll } from '../../../platform/web/kith/index.ts';
import { type BudgetWords, FORMS, LINE_KINDS } from '../budget.ts';
import type { BudgetFigures } from '../figures.ts';
import { changeInWords, type Pence, poundsInWords } from '../money.ts';

/** An amount in a cell of a table. */
function Money({ pence }: { pence: Pence | null }): VNode {
  return (
    <td class="govuk-table__cell govuk-table__cell--numeric kith-number">
      {pence === null ? <span class="kith-not-known">No price</span> : poundsInWords(pence)}
    </td>
  );
}

function Cell({ children }: { children: ComponentChildren }): VNode {
  return <td class="govuk-table__cell">{children}</td>;
}

function Row({ name, about, children }: { name: string; about?: string | null; children: ComponentChildren }): VNode {
  return (
    <tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header">
        {name}
        {about ? <span class="kith-list__about">{about}</span> : null}
      </th>
      {children}
    </tr>
  );
}

/** A table of money: a caption, headings of which those in `numbers` stand over figures, rows. */
export function MoneyTable(props: {
  caption: string;
  headings: readonly string[];
  numbers: ReadonlySet<number>;
  children: ComponentChildren;
}): VNode {
  return (
    <Scroll label={props.caption}>
      <table class="govuk-table kith-table">
        <caption class="govuk-table__caption govuk-table__caption--s">{props.caption}</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.headings.map((heading, place) => (
              <th
                scope="col"
                class={`govuk-table__header${props.numbers.has(place) ? ' govuk-table__header--numeric' : ''}`}
                key={heading}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">{props.children}</tbody>
      </table>
    </Scroll>
  );
}

/** What each partner agreed to and paid, and what is given in kind. */
export function Contributions({ figures }: { figures: BudgetFigures }): VNode {
  const inKind = figures.contributions.filter(({ contribution }) => contribution.form === 'in-kind');
  return (
    <>
      {figures.partners.length === 0 ? (
        <p class="govuk-body kith-not-known">No partner contributes money.</p>
      ) : (
        <MoneyTable
          caption={`Contributions in money, ${figures.year}`}
          headings={['Partner', 'Agreed', 'Share', 'Received', 'Agreed, against last year']}
          numbers={new Set([1, 2, 3])}
        >
          {figures.partners.map((one) => (
            <Row
              name={one.name}
              about={one.before === null ? null : `Last year: ${one.before}, whose duties it took over`}
              key={one.agency}
            >
              <Money pence={one.agreed} />
              <td class="govuk-table__cell govuk-table__cell--numeric kith-number">{shareInWords(one.share)}</td>
              <Money pence={one.received} />
              <Cell>{changeInWords(one.change)}</Cell>
            </Row>
          ))}
          <Row name="All together">
            <Money pence={figures.agreed} />
            <Cell> </Cell>
            <Money pence={figures.received} />
            <Cell>{changeInWords(figures.agreedChange)}</Cell>
          </Row>
        </MoneyTable>
      )}
      {inKind.length > 0 ? (
        <>
          <h3 class="govuk-heading-s">{FORMS['in-kind']}</h3>
          <Claims>
            {inKind.map(({ contribution }) => (
              <Claim
                key={contribution.id}
                foot={
                  contribution.agreed === null
                    ? 'No price was put on it'
                    : `Worth ${poundsInWords(contribution.agreed)}`
                }
              >
                {contribution.contributorName}: {contribution.words}
              </Claim>
            ))}
          </Claims>
        </>
      ) : null}
    </>
  );
}

function shareInWords(tenths: bigint | null): string {
  return tenths === null ? 'None' : `${tenths / 10n}.${tenths % 10n}%`;
}

/** What was planned for each line, spent on it and left. */
export function Spending({ figures }: { figures: BudgetFigures }): VNode {
  return (
    <>
      <MoneyTable
        caption={`Plan and spending, ${figures.year}`}
        headings={['What for', 'Planned', 'Spent', 'Left', 'Spent, against last year']}
        numbers={new Set([1, 2, 3])}
      >
        {figures.lines.map(({ line, spent, left, spentChange }) => (
          <Row name={line.title} about={aboutLine(line)} key={line.key}>
            <Money pence={line.planned} />
            <Money pence={spent} />
            <Money pence={left} />
            <Cell>{changeInWords(spentChange)}</Cell>
          </Row>
        ))}
        <Row name="All together">
          <Money pence={figures.planned} />
          <Money pence={figures.spent} />
          <Money pence={figures.planned - figures.spent} />
          <Cell>{changeInWords(figures.spentChange)}</Cell>
        </Row>
      </MoneyTable>
      <p class="govuk-body">{gapInWords(figures)}</p>
      {figures.dropped.map((one) => (
        <p class="govuk-body" key={one.title}>
          “{one.title}” was a line of {figures.yearBefore} ({poundsInWords(one.spent)} spent) and is none this year.
        </p>
      ))}
    </>
  );
}

/** What kind of cost a line is, where its title does not say so already. */
function aboutLine({ title, kind }: { title: string; kind: keyof typeof LINE_KINDS }): string | null {
  return title === LINE_KINDS[kind] ? null : LINE_KINDS[kind];
}

/** Whether what partners agreed to pay covers the plan. */
export function gapInWords({ planned, agreed }: Pick<BudgetFigures, 'planned' | 'agreed'>): string {
  if (planned === agreed) return 'What the partners agreed to pay is what is planned.';
  return planned > agreed
    ? `${poundsInWords(planned - agreed)} of the plan is not covered by what the partners agreed to pay.`
    : `The partners agreed to pay ${poundsInWords(agreed - planned)} more than is planned.`;
}

/** What the money bought and what that changed: two things. */
export function ValueForMoney({ words }: { words: BudgetWords }): VNode {
  const part = (title: string, text: string | null, none: string) => (
    <>
      <h3 class="govuk-heading-s">{title}</h3>
      {text === null ? (
        <p class="govuk-body kith-not-known">{none}</p>
      ) : (
        text.split(/\n+/).map((paragraph) => (
          <p class="govuk-body" key={paragraph}>
            {paragraph}
          </p>
        ))
      )}
    </>
  );
  return (
    <>
      {part('What it bought', words.bought, 'Nobody has said it yet.')}
      {part('What that changed', words.changed, 'Nobody has said it yet.')}
      {part('What shows it', words.evidence, 'Nothing is named that shows it.')}
      {words.judgedBy ? <p class="govuk-body">Judged by: {words.judgedBy}.</p> : null}
    </>
  );
}
