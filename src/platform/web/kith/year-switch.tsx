import type { VNode } from 'preact';

/** The years that a page can show, newest first, and how to reach each. Shows nothing when there is no choice. */
export function YearSwitch(props: {
  years: readonly string[];
  current: string;
  hrefOf: (year: string) => string;
}): VNode | null {
  if (props.years.length < 2) return null;
  return (
    <nav class="kith-years" aria-label="Year">
      <ul>
        {props.years.map((year) => (
          <li key={year}>
            <a href={props.hrefOf(year)} aria-current={year === props.current ? 'page' : undefined}>
              {year}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
