import { Fragment, type VNode } from 'preact';
import type { ThemeName } from '../repository.ts';

/** The themes of one point, as links. Shows nothing for a point without a theme. */
export function ThemeLinks({ themes }: { themes: readonly ThemeName[] }): VNode | null {
  if (themes.length === 0) return null;
  return (
    <span>
      {themes.length === 1 ? 'Theme: ' : 'Themes: '}
      {themes.map((theme, at) => (
        <Fragment key={theme.key}>
          {at > 0 ? ', ' : ''}
          <a class="govuk-link" href={`/learning/themes/${theme.key}`}>
            {theme.name}
          </a>
        </Fragment>
      ))}
    </span>
  );
}
