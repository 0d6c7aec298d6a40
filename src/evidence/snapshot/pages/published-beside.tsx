import type { VNode } from 'preact';
import { publishedInWords } from '../published-beside.ts';
import type { PublishedBeside } from '../view.ts';

/** What is published beside a counted figure, and, behind a line that opens, why the two differ. */
export function PublishedBesideIt(props: { published: readonly PublishedBeside[]; of: string }): VNode {
  return (
    <>
      {props.published.map((one) => (
        <div class="kith-published-beside" key={one.measure}>
          <span class="kith-why">{publishedInWords(one)}</span>
          {one.because.length === 0 ? null : (
            <details class="kith-definition">
              <summary>
                Why the two can differ
                <span class="govuk-visually-hidden">
                  : {props.of}, {one.measure}
                </span>
              </summary>
              {one.because.map((reason) => (
                <p key={reason}>{reason}</p>
              ))}
            </details>
          )}
        </div>
      ))}
    </>
  );
}
