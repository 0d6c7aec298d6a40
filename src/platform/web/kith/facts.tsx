import type { ComponentChildren, VNode } from 'preact';

/** A name and what it is. A fact whose value is null is left out; one that is not known must say so in words. */
export interface Fact {
  name: string;
  value: ComponentChildren;
}

/** The few facts that a reader of a record looks for first. `row` sets them beside each other where there is room. */
export function Facts(props: { facts: readonly Fact[]; row?: boolean }): VNode {
  return (
    <dl class={props.row ? 'kith-facts kith-facts--row' : 'kith-facts'}>
      {props.facts
        .filter((fact) => fact.value !== null)
        .map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}
