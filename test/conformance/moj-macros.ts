import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import nunjucks from 'nunjucks';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { inlineClassesOf, markupTree } from '../support/markup.ts';
import { govukStylesheet } from './govuk-fixtures.ts';

const require = createRequire(import.meta.url);
const moj = dirname(require.resolve('@ministryofjustice/frontend/package.json'));
const govuk = join(dirname(require.resolve('govuk-frontend/package.json')), 'dist');

const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader([moj, govuk]), { autoescape: true });
const filters = require('@ministryofjustice/frontend/moj/filters/all')() as Record<
  string,
  (...args: unknown[]) => unknown
>;
for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter);

const inlineClasses = inlineClassesOf(govukStylesheet() + readFileSync(join(moj, 'moj/moj-frontend.min.css'), 'utf8'));

/** Words that only come out right where they are escaped. */
export const unsafe = 'Tom & "Jerry" <b>x</b>';

/** One piece of content: as the macro takes it, and as ours does. */
interface Case {
  says: string;
  params: object;
  ours: VNode;
}

/**
 * What a macro of MOJ or GOV.UK makes of its parameters.
 *
 * @param path the component's folder, as in `moj/components/badge`
 * @param macro the macro's name, as in `mojBadge`
 */
export function macroHtml(path: string, macro: string, params: object): string {
  return environment.renderString(`{% from "${path}/macro.njk" import ${macro} %}{{ ${macro}(params) }}`, { params });
}

/**
 * Tests that ours and the macro make the same of each piece of content.
 *
 * @param path the folder of the macro, where it is not the component's own
 */
export function provesEqual(
  component: string,
  macro: string,
  cases: Case[],
  path = `moj/components/${component}`,
): void {
  describe(`MOJ ${component}`, () => {
    for (const { says, params, ours } of cases) {
      test(`is the macro's markup: ${says}`, () => {
        const theirs = markupTree(macroHtml(path, macro, params), inlineClasses);
        expect(theirs).not.toEqual([]);
        expect(markupTree(renderToString(ours), inlineClasses)).toEqual(theirs);
      });
    }
  });
}
