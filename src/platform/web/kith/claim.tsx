import type { ComponentChildren, VNode } from 'preact';

/** One statement of a record, with what backs it, who answers for it, and where it comes from. */
export function Claim(props: {
  children: ComponentChildren;
  foot?: ComponentChildren;
  /** What can be done with it: forms, which can’t stand within a sentence. */
  below?: ComponentChildren;
}): VNode {
  return (
    <li class="kith-claim">
      <p class="kith-claim__words">{props.children}</p>
      {props.foot ? <p class="kith-claim__foot">{props.foot}</p> : null}
      {props.below}
    </li>
  );
}

/** A list of claims. */
export function Claims(props: { children: ComponentChildren }): VNode {
  return <ul class="kith-claims">{props.children}</ul>;
}
